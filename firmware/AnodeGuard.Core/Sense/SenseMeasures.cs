namespace AnodeGuard.Core
{
    /// <summary>What is only told of the sense electrode: resistance of a contact, touches, leakage.</summary>
    public sealed class SenseMeasures
    {
        private const long AnodeBit = 1L << FaultId.SenseContactAnode;
        private const long TouchBits = AnodeBit | (1L << FaultId.SenseContactCathode) | (1L << FaultId.SenseIntermittent);

        private readonly FaultRegister _faults;
        private readonly SenseFigures _figures;
        private readonly ContactResistance _resistance;
        private readonly TouchWatch _touches;
        private readonly LeakageWatch _leakage = new LeakageWatch();

        /// <summary>Measures of a cell that writes the given figures.</summary>
        public SenseMeasures(GuardSettings settings, FaultRegister faults, SteadyCurrent current, SenseFigures figures)
        {
            _faults = faults;
            _figures = figures;
            _resistance = new ContactResistance(settings);
            _touches = new TouchWatch(current, faults);
        }

        /// <summary>Looks at a settled sample; slope and slow baseline have it already.</summary>
        public void Add(Channel sense, Channel current, SlopeEstimator slope, long slowMicrovolts)
        {
            long time = sense.TimeMicroseconds;
            _resistance.Add(sense.Value, slowMicrovolts, time);
            long unsettled = _faults.Unsettled;
            if ((unsettled & AnodeBit) != 0 && _faults.IsActive(FaultId.SenseContactAnode))
            {
                _figures.ContactOhms = _resistance.Ohms;
            }

            RollingCount count = _touches.LetGo;
            if (slope.MicrovoltsPerSecond <= TouchWatch.BeginsMicrovoltsPerSecond || _touches.IsStirring || (unsettled & TouchBits) != 0
                || time >= count.UntilMicroseconds || time < count.BeganMicroseconds)
            {
                _touches.Judge(sense, slope, current, _figures);
            }
        }

        /// <summary>The slow baseline against the commissioned one. Between two marks only what lies far away is looked at.</summary>
        public void Follow(long slowMicrovolts, long commissionedMicrovolts, long timeMicroseconds)
        {
            LeakageWatch leakage = _leakage;
            long away = slowMicrovolts - commissionedMicrovolts;
            if (leakage.IsDue(timeMicroseconds) || away > LeakageWatch.FarAwayMicrovolts || away < -LeakageWatch.FarAwayMicrovolts
                || (_faults.Unsettled & (1L << FaultId.SenseLeakage)) != 0)
            {
                leakage.Judge(slowMicrovolts, commissionedMicrovolts, timeMicroseconds);
                TellLeakage(leakage);
                _faults.Observe(FaultId.SenseLeakage, leakage.IsLeaking ? FaultLevel.Warning : FaultLevel.None, timeMicroseconds);
            }
        }

        /// <summary>Something falls, or lets go: each sample must be looked at.</summary>
        public bool IsStirring
        {
            get { return _touches.IsStirring || _resistance.Falls; }
        }

        /// <summary>Until then time alone brings nothing; as long as nothing stirs, and nothing leaks.</summary>
        public long QuietUntilMicroseconds
        {
            get
            {
                long marks = _leakage.MarkedMicroseconds + LeakageWatch.MarkMicroseconds;
                long counts = _touches.LetGo.UntilMicroseconds;
                return marks < counts ? marks : counts;
            }
        }

        /// <summary>Lets go by what time alone brings the count of touches, where nothing stirs.</summary>
        public void AdvanceTouches(Channel sense, Channel current, SlopeEstimator slope)
        {
            if (sense.TimeMicroseconds >= _touches.LetGo.UntilMicroseconds)
            {
                _touches.Judge(sense, slope, current, _figures);
            }
        }

        /// <summary>A calm has ended, and this was its last sample.</summary>
        public void EndCalm(long microvolts, long timeMicroseconds)
        {
            _resistance.Rest(microvolts, timeMicroseconds);
        }

        /// <summary>What a drift between two marks says. nF * uV / us * 1e6 are femtoamperes.</summary>
        private void TellLeakage(LeakageWatch leakage)
        {
            if (leakage.DriftMicroseconds > 0)
            {
                long drift = Saturating.Multiply(leakage.DriftMicrovolts, 1000);
                _figures.LeakagePicoamperes = Wide.MultiplyDivide(drift, _resistance.Nanofarads, leakage.DriftMicroseconds);
                _figures.LeakageKnown = true;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _resistance.Exchange(image);
            _touches.Exchange(image);
            _leakage.Exchange(image);
        }
    }
}
