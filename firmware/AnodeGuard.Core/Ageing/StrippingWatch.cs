namespace AnodeGuard.Core
{
    /// <summary>
    /// A sudden rise of the polarisation while metal is stripped (Wang et al. 2019: "sudden onset of polarization during
    /// discharge"): 50 mV within 0.3 % of the half-cycle's charge at a constant current. No curve of a healthy cell is so
    /// steep but the knee at its end, so only the first 70 % of what the half-cycle before gave are judged; and a step that
    /// was at the same place then is the cell's own.
    /// </summary>
    public sealed class StrippingWatch
    {
        private const long AdvisoryMicrovolts = 50000;
        private const long WarningMicrovolts = 150000;

        /// <summary>It must last: no micro-short does.</summary>
        private const int Samples = 3;
        private const long LastsMicroseconds = 2000000;

        /// <summary>Two marks at this share of the half-cycle's charge: what is compared lies one to two of them apart.</summary>
        private const long MarksPerHalfCycle = 600;
        private const long SettledPerHalfCycle = 50;
        private const long CoarsePerHalfCycle = 100;
        private const long AlikeMillionths = 50000;
        private const long FarMillicelsius = 10000;
        private const long SamePlaceMillionths = 100000;
        private const long LatestMillionths = 700000;

        private const long Bit = 1L << FaultId.StrippingPolarisation;

        private readonly FaultRegister _faults;
        private readonly int _platesOnly;
        private readonly Persistence _lasts = new Persistence(Samples, LastsMicroseconds);
        private readonly long[] _before = { CellFigures.Unknown, CellFigures.Unknown };
        private long _place = CellFigures.Unknown;
        private long _nanoamperes;
        private long _steadyFrom;
        private int _marks;
        private long _olderMicrovolts;
        private long _newerCharge;
        private long _newerMicrovolts;
        private bool _isHeld;
        private long _heldMicrovolts;
        private byte _level;

        /// <summary>A watch for a cell type.</summary>
        public StrippingWatch(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;

            // The anode of a full cell strips when discharged, copper when charged; of two metal electrodes one always does.
            _platesOnly = settings.CellType == CellType.Symmetric ? 0 : settings.CellType == CellType.HalfCopper ? -1 : 1;
        }

        /// <summary>A half-cycle has ended: the next one is judged by what it gave.</summary>
        public void Turn(int direction, long timeMicroseconds)
        {
            int ended = direction > 0 ? 0 : 1;
            _before[ended] = _place;
            _place = CellFigures.Unknown;
            _marks = 0;
            _nanoamperes = 0;
            Release();
            _faults.Confirm(FaultId.StrippingPolarisation, FaultLevel.None);
        }

        /// <summary>A sample of voltage and current.</summary>
        public void Judge(HalfCycleTracker tracker, long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            int direction = tracker.Direction;
            if (direction != 0 && direction != _platesOnly && (direction > 0 ? nanoamperes > 0 : nanoamperes < 0))
            {
                HalfCycle before = tracker.Before;
                if (before.IsWhole && before.Nanocoulombs > 0)
                {
                    JudgeStripping(tracker, before, microvolts, nanoamperes, millicelsius, timeMicroseconds);
                }
            }
        }

        private void JudgeStripping(HalfCycleTracker tracker, HalfCycle before, long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds)
        {
            int direction = tracker.Direction;
            long length = before.Nanocoulombs;
            long flowed = tracker.FlowedNanocoulombs;
            long polarisation = direction > 0 ? microvolts : -microvolts;
            if (!AgeingScale.AreAlike(nanoamperes, _nanoamperes, AlikeMillionths))
            {
                _nanoamperes = nanoamperes;
                _steadyFrom = flowed;
                _marks = 0;
                Release();
            }

            long rise = Rise(polarisation, flowed, length);
            if (rise >= AdvisoryMicrovolts && !_isHeld
                && flowed - _steadyFrom > length / SettledPerHalfCycle && IsUsual(before, nanoamperes, millicelsius))
            {
                _isHeld = true;
                _heldMicrovolts = polarisation - rise;
                _place = Wide.MultiplyDivide(flowed, 1000000, length);
            }

            if (_isHeld || (_faults.Unsettled & Bit) != 0)
            {
                Observe(polarisation, direction, timeMicroseconds);
            }
        }

        private void Observe(long polarisation, int direction, long timeMicroseconds)
        {
            long rise = polarisation - _heldMicrovolts;
            if (_isHeld && rise < AdvisoryMicrovolts / 2)
            {
                Release();
            }
            else if (_isHeld && _lasts.Holds(rise >= AdvisoryMicrovolts, timeMicroseconds) && IsEarlyAndNew(direction))
            {
                _level = rise >= WarningMicrovolts || _level == FaultLevel.Warning ? FaultLevel.Warning : FaultLevel.Advisory;
            }

            if (_isHeld || _faults.IsActive(FaultId.StrippingPolarisation))
            {
                _faults.Observe(FaultId.StrippingPolarisation, _level, timeMicroseconds);
            }
        }

        /// <summary>Before the knee, and not where it was in the half-cycle before.</summary>
        private bool IsEarlyAndNew(int direction)
        {
            long before = _before[direction > 0 ? 1 : 0];
            bool isOwn = before >= 0 && Saturating.Abs(_place - before) <= SamePlaceMillionths;
            return _place < LatestMillionths && !isOwn;
        }

        private void Release()
        {
            _isHeld = false;
            _level = FaultLevel.None;
            _lasts.Reset();
        }

        /// <summary>A higher current or a colder cell meets its knee earlier.</summary>
        private static bool IsUsual(HalfCycle before, long nanoamperes, long millicelsius)
        {
            return Saturating.Abs(nanoamperes) <= before.PeakNanoamperes + (before.PeakNanoamperes / 5)
                && Saturating.Abs(millicelsius - before.Millicelsius) <= FarMillicelsius;
        }

        private long Rise(long polarisation, long flowed, long length)
        {
            if (_marks > 0 && (flowed - _newerCharge > length / CoarsePerHalfCycle || flowed < _newerCharge))
            {
                _marks = 0;
            }

            if (_marks == 0 || flowed - _newerCharge >= length / MarksPerHalfCycle)
            {
                _olderMicrovolts = _newerMicrovolts;
                _newerCharge = flowed;
                _newerMicrovolts = polarisation;
                _marks = _marks < 2 ? _marks + 1 : 2;
            }

            return _marks < 2 ? 0 : polarisation - _olderMicrovolts;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _lasts.Exchange(image);
            image.Numbers(_before);
            _place = image.Number(_place);
            _nanoamperes = image.Number(_nanoamperes);
            _steadyFrom = image.Number(_steadyFrom);
            _marks = (int)image.Number(_marks);
            _olderMicrovolts = image.Number(_olderMicrovolts);
            _newerCharge = image.Number(_newerCharge);
            _newerMicrovolts = image.Number(_newerMicrovolts);
            _isHeld = image.Flag(_isHeld);
            _heldMicrovolts = image.Number(_heldMicrovolts);
            _level = (byte)image.Number(_level);
        }
    }
}
