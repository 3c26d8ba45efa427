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
        private bool _hasStarted;
        private bool _startIsWhole;
        private long _low;
        private long _high;
        private long _turn;
        private long _extreme;
        private long _lastMicrovolts;
        private long _lastNanoamperes;
        private bool _lastFlowed;

        /// <summary>A tracker for a cell.</summary>
        public HalfCycleTracker(GuardSettings settings)
        {
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
            _turnNanocoulombs = AgeingScale.TurnNanocoulombs(settings);
        }

        /// <summary>1 while charging, -1 while discharging, 0 until either has begun; a rest changes nothing.</summary>
        public int Direction;

        /// <summary>A half-cycle ended with this sample; <see cref="Direction"/> is the new one's.</summary>
        public bool Ended;

        /// <summary>A current ends a gap of more than an hour with this sample: its charge is not counted.</summary>
        public bool LostCount;

        /// <summary>Half-cycles that have ended.</summary>
        public long Count;

        /// <summary>Charge since start without currents too small to be told from none, nanocoulombs.</summary>
        public long Nanocoulombs;

        /// <summary>The half-cycle under way.</summary>
        public readonly HalfCycle Present = new HalfCycle();

        /// <summary>The last charging half-cycle that has ended.</summary>
        public readonly HalfCycle Charged = new HalfCycle();

        /// <summary>The last discharging half-cycle that has ended.</summary>
        public readonly HalfCycle Discharged = new HalfCycle();

        /// <summary>What has flowed in the half-cycle under way, nanocoulombs; a pulse back takes some of it away.</summary>
        public long FlowedNanocoulombs
        {
            get { return Direction >= 0 ? Nanocoulombs - _turn : _turn - Nanocoulombs; }
        }

        /// <summary>Charge at which the half-cycle under way began, nanocoulombs.</summary>
        public long TurnedAtNanocoulombs
        {
            get { return _turn; }
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
        public void Add(Channel charge, bool onBoard)
        {
            Ended = false;
            bool flows = charge.Value > _zeroNanoamperes || charge.Value < -_zeroNanoamperes;
            if (!_hasStarted)
            {
                _hasStarted = true;
                _startIsWhole = !onBoard && !flows;
            }

            LostCount = flows && charge.IntervalMicroseconds > LongestGapMicroseconds;
            if (LostCount)
            {
                Present.IsWhole = false;
                _startIsWhole = false;
            }
            else if (flows && charge.IntervalMicroseconds > 0)
            {
                _counter.Add(charge.Value, charge.IntervalMicroseconds);
                Nanocoulombs = Saturating.Clamp(_counter.Nanocoulombs, -LargestNanocoulombs, LargestNanocoulombs);
                Follow(Nanocoulombs);
            }
        }

        /// <summary>Voltage and current of one instant.</summary>
        public void AddPair(long microvolts, long nanoamperes, long intervalMicroseconds, long millicelsius)
        {
            bool flows = Direction > 0 ? nanoamperes > _zeroNanoamperes : Direction < 0 && nanoamperes < -_zeroNanoamperes;
            if (flows)
            {
                Present.Add(microvolts, nanoamperes, intervalMicroseconds);
                Present.Mark(microvolts, FlowedNanocoulombs, Before.Nanocoulombs);
                Present.Millicelsius = millicelsius;
                NoteEnd(microvolts, nanoamperes, intervalMicroseconds);
            }

            _lastFlowed = flows;
        }

        /// <summary>
        /// The last sample of a step may straddle its end: where samples are dense, the one before it counts.
        /// </summary>
        private void NoteEnd(long microvolts, long nanoamperes, long intervalMicroseconds)
        {
            bool coarse = intervalMicroseconds >= CoarseMicroseconds;
            if (coarse || !_lastFlowed)
            {
                _lastMicrovolts = microvolts;
                _lastNanoamperes = nanoamperes;
            }

            Present.EndMicrovolts = _lastMicrovolts;
            Present.EndNanoamperes = Saturating.Abs(_lastNanoamperes);
            _lastMicrovolts = microvolts;
            _lastNanoamperes = nanoamperes;
        }

        private void Follow(long charge)
        {
            if (Direction == 0)
            {
                Start(charge);
                return;
            }

            long beyond = Direction > 0 ? charge - _extreme : _extreme - charge;
            if (beyond >= 0)
            {
                _extreme = charge;
            }
            else if (-beyond > _turnNanocoulombs)
            {
                Present.Nanocoulombs = Saturating.Abs(_extreme - _turn);
                (Direction > 0 ? Charged : Discharged).CopyFrom(Present);
                Count++;
                Ended = true;
                Begin(-Direction, _extreme, charge, true);
            }
        }

        private void Start(long charge)
        {
            _low = charge < _low ? charge : _low;
            _high = charge > _high ? charge : _high;
            if (charge - _low > _turnNanocoulombs)
            {
                Begin(1, _low, charge, _startIsWhole);
            }
            else if (_high - charge > _turnNanocoulombs)
            {
                Begin(-1, _high, charge, _startIsWhole);
            }
        }

        private void Begin(int direction, long from, long charge, bool whole)
        {
            Direction = direction;
            _turn = from;
            _extreme = charge;
            _lastFlowed = false;
            Present.Clear();
            Present.IsWhole = whole;
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
            _turn = image.Number(_turn);
            _extreme = image.Number(_extreme);
            _lastMicrovolts = image.Number(_lastMicrovolts);
            _lastNanoamperes = image.Number(_lastNanoamperes);
            _lastFlowed = image.Flag(_lastFlowed);
            Direction = (int)image.Number(Direction);
            Ended = image.Flag(Ended);
            LostCount = image.Flag(LostCount);
            Count = image.Number(Count);
            Nanocoulombs = image.Number(Nanocoulombs);
            Present.Exchange(image);
            Charged.Exchange(image);
            Discharged.Exchange(image);
        }
    }
}
