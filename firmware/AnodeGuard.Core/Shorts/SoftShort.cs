namespace AnodeGuard.Core
{
    /// <summary>
    /// A resistive short that the cell's voltage survives. No single sign proves it, so that independent ones are
    /// counted (<see cref="SoftShortSign"/>): two warn, three open the switch. Two signs of one thing count once: a voltage
    /// that drops and one that stalls; charge lost from one end of the voltage to the other and charge lost by the clock.
    /// </summary>
    public sealed class SoftShort
    {
        /// <summary>A drop is remembered for so many half-cycles: what has to come with it takes three.</summary>
        private const int DropHalfCycles = 6;

        private const int UnderCurrent = SoftShortSign.ChargeVoltageStalls | SoftShortSign.VoltageDropped;
        private const int OfCharge = SoftShortSign.ChargeLost | SoftShortSign.ChargeSlides;

        private const long Bit = 1L << FaultId.SoftShort;
        private const long RestBit = 1L << FaultId.RestLeakage;
        private const long Bits = Bit | RestBit;

        private readonly FaultRegister _faults;
        private readonly ShortFigures _figures;
        private readonly EfficiencyWatch _efficiency;
        private readonly CellType _type;
        private readonly SoftShortTrace _chargeTrace = new SoftShortTrace();
        private readonly SoftShortTrace _dischargeTrace = new SoftShortTrace();
        private readonly SoftShortStall _stall;
        private readonly SuddenDrop _drop;
        private readonly ChargeSlide _slide = new ChargeSlide();
        private int _dropHalfCycles;
        private int _lowerRun;
        private int _onsetRun;
        private int _rectangularRun;
        private bool _isQuiet;

        /// <summary>A detector for a cell.</summary>
        public SoftShort(GuardSettings settings, FaultRegister faults, ShortFigures figures, EfficiencyWatch efficiency)
        {
            _faults = faults;
            _figures = figures;
            _efficiency = efficiency;
            _type = settings.CellType;
            _stall = new SoftShortStall(settings);
            _drop = new SuddenDrop(settings);
        }

        /// <summary>A half-cycle has ended.</summary>
        public void Turn(HalfCycleTracker tracker, long timeMicroseconds)
        {
            bool charging = tracker.Direction > 0;
            if (_type == CellType.Full)
            {
                _stall.Turn(tracker);
                _slide.Turn(tracker);
                _dropHalfCycles -= _dropHalfCycles > 0 ? 1 : 0;
            }
            else if (_type == CellType.Symmetric || (_type == CellType.HalfCopper && charging))
            {
                JudgeTrace(charging ? _dischargeTrace : _chargeTrace, tracker.Last);
            }

            Observe(timeMicroseconds);
        }

        /// <summary>The resistance at the beginning of the half-cycle under way.</summary>
        public void TakeOnset(int direction, long microohms, long millicelsius)
        {
            if (_type == CellType.Symmetric || (_type == CellType.HalfCopper && direction < 0))
            {
                SoftShortTrace trace = direction > 0 ? _chargeTrace : _dischargeTrace;
                trace.JudgeOnset(microohms, millicelsius);
                _onsetRun = trace.HasLowerOnset ? _onsetRun + 1 : 0;
                _isQuiet = false;
            }
        }

        /// <summary>A sample of voltage and current, so long after the one before.</summary>
        public void Judge(HalfCycleTracker tracker, long microvolts, long nanoamperes, long millicelsius, long timeMicroseconds, long elapsedMicroseconds)
        {
            bool quiet = _isQuiet;
            if (_type == CellType.Full)
            {
                quiet &= !_stall.Judge(tracker, microvolts, nanoamperes, millicelsius, elapsedMicroseconds);
                ChargeSlide slide = _slide;
                if (slide.IsAwaited)
                {
                    quiet &= !slide.Judge(tracker, microvolts, nanoamperes, millicelsius, timeMicroseconds);
                }

                if (_drop.Judge(microvolts, nanoamperes, millicelsius, timeMicroseconds))
                {
                    _dropHalfCycles = DropHalfCycles;
                    quiet = false;
                }
            }

            // A self-discharge that is a fault is unsettled, too.
            if (!quiet || (_faults.Unsettled & Bits) != 0)
            {
                Observe(timeMicroseconds);
            }
        }

        /// <summary>
        /// A bridge carries both signs of the current: of a symmetric cell two half-cycles in a row must show it, one of
        /// each direction; of copper two platings.
        /// </summary>
        private void JudgeTrace(SoftShortTrace trace, HalfCycle half)
        {
            if (trace.Judge(half))
            {
                _lowerRun = trace.IsLower ? _lowerRun + 1 : 0;
                _rectangularRun = trace.IsRectangular ? _rectangularRun + 1 : 0;
            }
        }

        /// <summary>How many of them are independent.</summary>
        public static int Count(int signs)
        {
            int count = (signs & UnderCurrent) == UnderCurrent ? -1 : 0;
            count -= (signs & OfCharge) == OfCharge ? 1 : 0;
            for (int rest = signs; rest != 0; rest &= rest - 1)
            {
                count++;
            }

            return count;
        }

        private void Observe(long timeMicroseconds)
        {
            int signs = 0;
            if (_type == CellType.Full)
            {
                signs = _stall.IsStalling ? SoftShortSign.ChargeVoltageStalls : 0;
                signs |= _slide.IsSliding ? SoftShortSign.ChargeSlides : 0;
                signs |= _dropHalfCycles > 0 ? SoftShortSign.VoltageDropped : 0;
            }
            else if (_lowerRun >= 2)
            {
                // A trace that is rectangular is lower, too.
                signs = _onsetRun >= 2 ? SoftShortSign.FlatTrace | SoftShortSign.LowerOnset : SoftShortSign.FlatTrace;
                signs |= _rectangularRun >= 2 ? SoftShortSign.Rectangular : 0;
            }

            signs |= _efficiency.IsLosing ? SoftShortSign.ChargeLost : 0;
            signs |= (_faults.Active & RestBit) != 0 ? SoftShortSign.RestDischarge : 0;
            _figures.SoftShortSigns = signs;
            _isQuiet = signs == 0;
            if (signs != 0 || (_faults.Unsettled & Bit) != 0)
            {
                int count = Count(signs);
                byte level = count >= 3 ? FaultLevel.Alarm : count == 2 ? FaultLevel.Warning : FaultLevel.None;
                _faults.Observe(FaultId.SoftShort, level, timeMicroseconds);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _chargeTrace.Exchange(image);
            _dischargeTrace.Exchange(image);
            _stall.Exchange(image);
            _drop.Exchange(image);
            _slide.Exchange(image);
            _dropHalfCycles = (int)image.Number(_dropHalfCycles);
            _lowerRun = (int)image.Number(_lowerRun);
            _onsetRun = (int)image.Number(_onsetRun);
            _rectangularRun = (int)image.Number(_rectangularRun);
            _isQuiet = image.Flag(_isQuiet);
        }
    }
}
