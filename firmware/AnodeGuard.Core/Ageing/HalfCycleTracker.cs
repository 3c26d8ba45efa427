namespace AnodeGuard.Core
{
    /// <summary>
    /// Cuts the life of a cell into half-cycles by its charge alone: a half-cycle ends at the point from which 0.5 % of
    /// the capacity has flowed back. Pulses, rests, gaps between samples, a tapering current and noise around zero need
    /// no rule of their own, and the charges of all half-cycles add up to the charge that flowed.
    /// </summary>
    public sealed class HalfCycleTracker
    {
        /// <summary>Charges beyond 2^60 nC stand still, so that their differences fit.</summary>
        private const long LargestNanocoulombs = 1L << 60;

        /// <summary>From this spacing of the samples on (cyclers' files), the last voltage of a step is believed at once.</summary>
        private const long CoarseMicroseconds = 1000000;

        /// <summary>What flowed in a longer gap than this is not known.</summary>
        private const long LongestGapMicroseconds = 3600000000;

        private readonly ChargeCounter _counter = new ChargeCounter();
        private readonly long _zeroNanoamperes;
        private readonly long _turnNanocoulombs;
        private readonly bool _restsAtZero;
        private bool _hasStarted;
        private bool _startIsWhole;
        private long _low;
        private long _high;
        private long _extreme;
        private long _lastMicrovolts;
        private long _lastMagnitude;
        private bool _lastFlowed;

        /// <summary>A tracker for a cell.</summary>
        public HalfCycleTracker(GuardSettings settings)
        {
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
            _turnNanocoulombs = AgeingScale.TurnNanocoulombs(settings);
            _restsAtZero = settings.CellType != CellType.Full;
        }

        /// <summary>1 while charging, -1 while discharging, 0 until either has begun; a rest changes nothing.</summary>
        public int Direction;

        /// <summary>A half-cycle ended with this sample; <see cref="Direction"/> is the new one's.</summary>
        public bool Ended;

        /// <summary>Half-cycles that have ended.</summary>
        public long Count;

        /// <summary>Charge since start without currents too small to be told from none, nanocoulombs.</summary>
        public long Nanocoulombs;

        /// <summary>Charge at which the half-cycle under way began, nanocoulombs.</summary>
        public long TurnedAtNanocoulombs;

        /// <summary>The half-cycle under way.</summary>
        public HalfCycle Present = new HalfCycle();

        /// <summary>The last charging half-cycle that has ended.</summary>
        public HalfCycle Charged = new HalfCycle();

        /// <summary>The last discharging half-cycle that has ended.</summary>
        public HalfCycle Discharged = new HalfCycle();

        /// <summary>What has flowed in the half-cycle under way, nanocoulombs; a pulse back takes some of it away.</summary>
        public long FlowedNanocoulombs
        {
            get { return Direction >= 0 ? Nanocoulombs - TurnedAtNanocoulombs : TurnedAtNanocoulombs - Nanocoulombs; }
        }

        /// <summary>The last half-cycle in the direction of the one under way.</summary>
        public HalfCycle Before
        {
            get { return Direction >= 0 ? Charged : Discharged; }
        }

        /// <summary>The half-cycle that ended last.</summary>
        public HalfCycle Last
        {
            get { return Direction >= 0 ? Discharged : Charged; }
        }

        /// <summary>A mean current over the interval that ends now.</summary>
        /// <param name="charge">The current's channel, fresh.</param>
        /// <param name="onBoard">A board may have restarted in the middle of a half-cycle; a recording begins where it begins.</param>
        /// <returns>
        /// True where it is more than one more sample: a half-cycle has <see cref="Ended"/>, or a current ends a gap of more
        /// than an hour, and its charge is not counted.
        /// </returns>
        public bool Add(Channel charge, bool onBoard)
        {
            long nanoamperes = charge.Value;
            long interval = charge.IntervalMicroseconds;
            long zero = _zeroNanoamperes;
            bool flows = nanoamperes > zero || nanoamperes < -zero;
            Ended = false;
            if (!_hasStarted)
            {
                _hasStarted = true;
                _startIsWhole = !onBoard && !flows;
            }

            if (!flows || interval <= 0)
            {
                return false;
            }

            if (interval > LongestGapMicroseconds)
            {
                Present.IsWhole = false;
                _startIsWhole = false;
                return true;
            }

            ChargeCounter counter = _counter;
            counter.Add(nanoamperes, interval);
            long counted = counter.Nanocoulombs;
            if (counted > LargestNanocoulombs || counted < -LargestNanocoulombs)
            {
                counted = counted > 0 ? LargestNanocoulombs : -LargestNanocoulombs;
            }

            Nanocoulombs = counted;

            // As nearly always: farther from the turn than ever.
            int direction = Direction;
            if ((direction > 0 && counted >= _extreme) || (direction < 0 && counted <= _extreme))
            {
                _extreme = counted;
                return false;
            }

            return Follow(counted);
        }

        /// <summary>Voltage and current of one instant.</summary>
        public void AddPair(long microvolts, long nanoamperes, long intervalMicroseconds, long millicelsius)
        {
            int direction = Direction;
            long magnitude = direction > 0 ? nanoamperes : -nanoamperes;
            bool flows = direction != 0 && magnitude > _zeroNanoamperes;
            if (flows)
            {
                HalfCycle present = Present;
                present.Add(microvolts, magnitude, millicelsius);
                if (_restsAtZero)
                {
                    present.Weigh(microvolts, nanoamperes, intervalMicroseconds);
                    present.Mark(microvolts, FlowedNanocoulombs, Before.Nanocoulombs);
                }

                // The last sample of a step may straddle its end: where samples are dense, the one before it counts.
                bool isEnd = intervalMicroseconds >= CoarseMicroseconds || !_lastFlowed;
                present.EndMicrovolts = isEnd ? microvolts : _lastMicrovolts;
                present.EndNanoamperes = isEnd ? magnitude : _lastMagnitude;
                _lastMicrovolts = microvolts;
                _lastMagnitude = magnitude;
            }

            _lastFlowed = flows;
        }

        /// <summary>No direction yet, or some charge has flowed back.</summary>
        private bool Follow(long charge)
        {
            int direction = Direction;
            if (direction == 0)
            {
                Start(charge);
                return false;
            }

            long extreme = _extreme;
            if ((direction > 0 ? extreme - charge : charge - extreme) <= _turnNanocoulombs)
            {
                return false;
            }

            // Neither is beyond 2^60. The two change places: a copy of all their fields costs five times as much.
            long flowed = extreme - TurnedAtNanocoulombs;
            HalfCycle ended = Present;
            ended.Nanocoulombs = flowed < 0 ? -flowed : flowed;
            if (direction > 0)
            {
                Present = Charged;
                Charged = ended;
            }
            else
            {
                Present = Discharged;
                Discharged = ended;
            }

            Count++;
            Ended = true;
            Begin(-direction, extreme, charge, ended, true);
            return true;
        }

        private void Start(long charge)
        {
            _low = charge < _low ? charge : _low;
            _high = charge > _high ? charge : _high;
            if (charge - _low > _turnNanocoulombs)
            {
                Begin(1, _low, charge, Present, _startIsWhole);
            }
            else if (_high - charge > _turnNanocoulombs)
            {
                Begin(-1, _high, charge, Present, _startIsWhole);
            }
        }

        private void Begin(int direction, long from, long charge, HalfCycle before, bool whole)
        {
            Direction = direction;
            TurnedAtNanocoulombs = from;
            _extreme = charge;
            _lastFlowed = false;
            Present.Begin(before, whole);
        }

        /// <summary>Writes the figures for users; asked when a half-cycle has ended.</summary>
        public void Write(CellFigures figures)
        {
            figures.HalfCycles = Count;
            figures.ChargedNanocoulombs = Charged.IsWhole ? Charged.Nanocoulombs : CellFigures.Unknown;
            figures.DischargedNanocoulombs = Discharged.IsWhole ? Discharged.Nanocoulombs : CellFigures.Unknown;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _counter.Exchange(image);
            _hasStarted = image.Flag(_hasStarted);
            _startIsWhole = image.Flag(_startIsWhole);
            _low = image.Number(_low);
            _high = image.Number(_high);
            TurnedAtNanocoulombs = image.Number(TurnedAtNanocoulombs);
            _extreme = image.Number(_extreme);
            _lastMicrovolts = image.Number(_lastMicrovolts);
            _lastMagnitude = image.Number(_lastMagnitude);
            _lastFlowed = image.Flag(_lastFlowed);
            Direction = (int)image.Number(Direction);
            Ended = image.Flag(Ended);
            Count = image.Number(Count);
            Nanocoulombs = image.Number(Nanocoulombs);
            Present.Exchange(image);
            Charged.Exchange(image);
            Discharged.Exchange(image);
        }
    }
}
