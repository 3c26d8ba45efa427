namespace AnodeGuard.Core
{
    /// <summary>
    /// Coulombic efficiency of each cycle (a full cell: discharged over charged before; copper against metal: stripped over
    /// plated before) and its fall against the cell's own history. Only a closed cycle is judged: one that ended at the
    /// voltage and current where the one before ended, so that a half-cycle cut short, or a first one, is no loss.
    /// </summary>
    public sealed class EfficiencyWatch
    {
        private const long LargestMillionths = 10000000;

        /// <summary>Two ends are the same within 1 % of the cycle's voltage window, and 5 mV.</summary>
        private const long EndMicrovolts = 5000;

        /// <summary>Over a smaller window the voltage does not tell where a cycle ended.</summary>
        private const long SmallestWindowMicrovolts = 100000;
        private const long AlikeMillionths = 200000;

        /// <summary>
        /// Starting values. Reference 4.4: a short of R loses V t / (R Q) of a cycle: 1 % of 10 h at 3.8 V and 5 mAh is
        /// 0.76 Mohm. The usual scatter of the cell's own values sets the limit where it is larger.
        /// </summary>
        private const long AdvisoryMillionths = 10000;
        private const long WarningMillionths = 30000;
        private const long ShortMillionths = 20000;

        /// <summary>A slow decline, too slow for the comparison with the last cycles.</summary>
        private const long DeclineAdvisoryMillionths = 20000;
        private const long DeclineWarningMillionths = 50000;

        private const int LearningCycles = 4;
        private const int CommissioningCycles = 8;
        private const int Strangers = 3;

        private readonly FaultRegister _faults;
        private readonly int _lastDirection;
        private readonly OwnHistory _history = new OwnHistory(8);
        private bool _hasEnd;
        private long _endMicrovolts;
        private long _endNanoamperes;
        private long _firstPeak;
        private long _secondPeak;
        private long _firstCharge;
        private long _commissioned;
        private int _strangers;
        private int _losses;

        /// <summary>A watch for a cell type.</summary>
        public EfficiencyWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _lastDirection = settings.CellType == CellType.Full ? -1 : settings.CellType == CellType.HalfCopper ? 1 : 0;
        }

        /// <summary>Efficiency of the last cycle, millionths; -1 unknown.</summary>
        public long Millionths = CellFigures.Unknown;

        /// <summary>Cycles that gave one.</summary>
        public long Count;

        /// <summary>The last two judged cycles lost more than the history and 2 % allow.</summary>
        public bool IsLosing
        {
            get { return _losses >= 2; }
        }

        /// <summary>A half-cycle has ended.</summary>
        public void Take(HalfCycleTracker tracker, long timeMicroseconds)
        {
            if (_lastDirection == 0 || tracker.Direction == _lastDirection)
            {
                return;
            }

            HalfCycle first = _lastDirection < 0 ? tracker.Charged : tracker.Discharged;
            HalfCycle second = tracker.Last;
            long flowed = first.Nanocoulombs;
            if (first.IsWhole && flowed > 0)
            {
                long ratio = Wide.MultiplyDivide(1000000, second.Nanocoulombs, flowed);
                Millionths = ratio > LargestMillionths ? LargestMillionths : ratio;
                Count++;
                if (IsClosed(first, second) && IsOfThisTest(first, second))
                {
                    Judge(timeMicroseconds);
                }
            }

            _hasEnd = second.Pairs > 0;
            _endMicrovolts = second.EndMicrovolts;
            _endNanoamperes = second.EndNanoamperes;
        }

        /// <summary>Ended where the cycle before ended.</summary>
        private bool IsClosed(HalfCycle first, HalfCycle second)
        {
            if (!_hasEnd || second.Pairs == 0 || first.Pairs == 0)
            {
                return false;
            }

            // Voltages within 2^50.
            long high = first.HighestMicrovolts;
            long otherHigh = second.HighestMicrovolts;
            long low = first.LowestMicrovolts;
            long otherLow = second.LowestMicrovolts;
            long window = (otherHigh > high ? otherHigh : high) - (otherLow < low ? otherLow : low);
            long hundredth = window / 100;
            long apart = second.EndMicrovolts - _endMicrovolts;
            return window >= SmallestWindowMicrovolts
                && (apart < 0 ? -apart : apart) <= (hundredth > EndMicrovolts ? hundredth : EndMicrovolts)
                && AgeingScale.AreAlike(second.EndNanoamperes, _endNanoamperes, AlikeMillionths);
        }

        /// <summary>
        /// With the currents of the cycles learned, and not much shallower: a fixed loss weighs more on a small charge. Other
        /// cycles are passed over; three in a row are a new test.
        /// </summary>
        private bool IsOfThisTest(HalfCycle first, HalfCycle second)
        {
            bool alike = AgeingScale.AreAlike(first.PeakNanoamperes, _firstPeak, AlikeMillionths)
                && AgeingScale.AreAlike(second.PeakNanoamperes, _secondPeak, AlikeMillionths)
                && first.Nanocoulombs > _firstCharge - (_firstCharge / 4);
            if (_history.Count > 0 && !alike)
            {
                _strangers++;
                if (_strangers < Strangers)
                {
                    return false;
                }

                _history.Restart();
            }

            _strangers = 0;
            if (_history.Count == 0)
            {
                _firstPeak = first.PeakNanoamperes;
                _secondPeak = second.PeakNanoamperes;
                _firstCharge = first.Nanocoulombs;
            }

            return true;
        }

        private void Judge(long timeMicroseconds)
        {
            OwnHistory history = _history;
            long loss = history.Count >= LearningCycles ? history.Expected - Millionths : 0;
            long scatter = history.Scatter;
            byte level = FaultLevel.None;
            if (loss > Larger(WarningMillionths, 8 * scatter))
            {
                level = FaultLevel.Warning;
            }
            else if (loss > Larger(AdvisoryMillionths, 4 * scatter))
            {
                level = FaultLevel.Advisory;
            }

            bool loses = loss > Larger(ShortMillionths, 4 * scatter);
            _losses = loses ? _losses + (_losses < 2 ? 1 : 0) : 0;

            // What is too low is not learned: it must not become usual.
            if (level == FaultLevel.None)
            {
                history.Learn(Millionths);
                if (history.Count <= CommissioningCycles)
                {
                    _commissioned = history.Expected;
                }

                level = Decline();
            }

            _faults.Observe(FaultId.CoulombicLoss, level, timeMicroseconds);
        }

        private byte Decline()
        {
            long decline = _commissioned - _history.Expected;
            if (decline > DeclineWarningMillionths)
            {
                return FaultLevel.Warning;
            }

            return decline > DeclineAdvisoryMillionths ? FaultLevel.Advisory : FaultLevel.None;
        }

        private static long Larger(long a, long b)
        {
            return a > b ? a : b;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _history.Exchange(image);
            _hasEnd = image.Flag(_hasEnd);
            _endMicrovolts = image.Number(_endMicrovolts);
            _endNanoamperes = image.Number(_endNanoamperes);
            _firstPeak = image.Number(_firstPeak);
            _secondPeak = image.Number(_secondPeak);
            _firstCharge = image.Number(_firstCharge);
            _commissioned = image.Number(_commissioned);
            _strangers = (int)image.Number(_strangers);
            _losses = (int)image.Number(_losses);
            Millionths = image.Number(Millionths);
            Count = image.Number(Count);
        }
    }
}
