namespace AnodeGuard.Core
{
    /// <summary>What is only told of the sense electrode: resistance of a contact, touches, leakage.</summary>
    public sealed class SenseMeasures
    {
        private readonly FaultRegister _faults;
        private readonly SenseFigures _figures;
        private readonly ContactResistance _resistance;
        private readonly TouchWatch _touches;

        /// <summary>Measures of a cell that writes the given figures.</summary>
        public SenseMeasures(GuardSettings settings, FaultRegister faults, SteadyCurrent current, SenseFigures figures)
        {
            _faults = faults;
            _figures = figures;
            _resistance = new ContactResistance(settings);
            _touches = new TouchWatch(current, faults);
        }

        /// <summary>Looks at a settled sample; slope, slow baseline and leakage have it already.</summary>
        public void Add(Channel sense, Channel current, SlopeEstimator slope, long slowMicrovolts, LeakageWatch leakage)
        {
            _resistance.Add(sense.Value, slowMicrovolts, sense.TimeMicroseconds);
            if (_faults.IsActive(FaultId.SenseContactAnode))
            {
                _figures.ContactOhms = _resistance.Ohms;
            }

            _touches.Judge(sense, slope, current, _figures);
            if (leakage.DriftMicroseconds > 0)
            {
                // nF * uV / us * 1e6 are femtoamperes.
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
        }
    }
}
