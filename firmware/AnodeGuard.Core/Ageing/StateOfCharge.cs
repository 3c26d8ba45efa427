namespace AnodeGuard.Core
{
    /// <summary>
    /// State of charge of a full cell: charge counted from the last reference point, over the nominal capacity. A
    /// reference point is a charge that has reached the full cell's voltage, or a discharge that has reached the empty
    /// one's; the smaller the current, the better it is known. Its uncertainty grows with the charge counted (gain) and
    /// with time (zero error); a reference point is taken where it is better than what is known.
    /// </summary>
    public sealed class StateOfCharge
    {
        private const long One = 1000000;

        /// <summary>Within so much of the voltage; of dense samples three in a row, of a cycler's file one is enough.</summary>
        private const long NearMicrovolts = 5000;
        private const int Samples = 3;
        private const long CoarseMicroseconds = 1000000;

        /// <summary>Best reference: 1 %; at 1 C 10 % more, for the polarisation hides so much (a starting value).</summary>
        private const long ReferenceMillionths = 10000;
        private const long LongestMicroseconds = 1L << 53;

        /// <summary>Gain error of shunt and converter: 0.1 % of what was counted.</summary>
        private const long GainDivisor = 1000;

        private readonly long _nearlyFullMicrovolts;
        private readonly long _nearlyEmptyMicrovolts;
        private readonly long _capacityNanocoulombs;
        private readonly long _capacityMicroampereHours;
        private readonly long _zeroNanoamperes;
        private long _referenceNanocoulombs;
        private long _referenceMillionths;
        private long _referenceUncertainty;
        private long _referenceMicroseconds;
        private int _samples;
        private bool _isAtFull;

        /// <summary>A counter for a cell.</summary>
        public StateOfCharge(GuardSettings settings)
        {
            const long Below = 100000;
            long full = settings.FullMicrovolts > 0 ? settings.FullMicrovolts : settings.OverVoltageMicrovolts - Below;
            long empty = settings.EmptyMicrovolts > 0 ? settings.EmptyMicrovolts : settings.UnderVoltageMicrovolts + Below;
            _nearlyFullMicrovolts = full - NearMicrovolts;
            _nearlyEmptyMicrovolts = empty + NearMicrovolts;
            _capacityNanocoulombs = AgeingScale.CapacityNanocoulombs(settings);
            _capacityMicroampereHours = AgeingScale.MicroampereHours(settings);
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
        }

        /// <summary>State of charge, millionths of the nominal capacity, 0 to 1; -1 unknown.</summary>
        public long Millionths = CellFigures.Unknown;

        /// <summary>Its uncertainty, millionths; -1 unknown.</summary>
        public long UncertaintyMillionths = CellFigures.Unknown;

        /// <summary>There is something for <see cref="Write"/>.</summary>
        public bool HasNews;

        /// <summary>Charge flowed that nobody counted.</summary>
        public void Forget()
        {
            HasNews = true;
            Millionths = CellFigures.Unknown;
            UncertaintyMillionths = CellFigures.Unknown;
        }

        /// <summary>A sample of voltage and current, and the charge counted until then.</summary>
        public void Judge(long microvolts, long nanoamperes, long nanocoulombs, long timeMicroseconds, long intervalMicroseconds)
        {
            if (Millionths != CellFigures.Unknown)
            {
                Follow(nanocoulombs, timeMicroseconds);
            }

            bool charges = nanoamperes > _zeroNanoamperes;
            bool isThere = charges
                ? microvolts >= _nearlyFullMicrovolts
                : microvolts <= _nearlyEmptyMicrovolts && nanoamperes < -_zeroNanoamperes;
            if (!isThere)
            {
                _samples = 0;
                return;
            }

            _samples = charges == _isAtFull ? _samples + 1 : 1;
            _isAtFull = charges;
            if (_samples >= Samples || intervalMicroseconds >= CoarseMicroseconds)
            {
                _samples = 0;
                Refer(charges ? One : 0, Saturating.Abs(nanoamperes), nanocoulombs, timeMicroseconds);
            }
        }

        private void Refer(long millionths, long nanoamperes, long nanocoulombs, long timeMicroseconds)
        {
            // nA / uAh is C/1000 an hour: 10 % at 1 C is 100 millionths.
            long uncertainty = Saturating.Add(
                ReferenceMillionths, Wide.MultiplyDivide(nanoamperes, 100, _capacityMicroampereHours));
            if (Millionths != CellFigures.Unknown && uncertainty > UncertaintyMillionths)
            {
                return;
            }

            HasNews = true;
            _referenceMillionths = millionths;
            _referenceUncertainty = Saturating.Clamp(uncertainty, 0, One);
            _referenceNanocoulombs = nanocoulombs;
            _referenceMicroseconds = timeMicroseconds;
            Millionths = millionths;
            UncertaintyMillionths = _referenceUncertainty;
        }

        private void Follow(long nanocoulombs, long timeMicroseconds)
        {
            // Two charges within 2^60 over 1 uAh at least: below 2^60.
            long capacity = _capacityNanocoulombs;
            long counted = Wide.MultiplyDivide(nanocoulombs - _referenceNanocoulombs, One, capacity);
            long millionths = _referenceMillionths + counted;
            millionths = millionths < 0 ? 0 : millionths > One ? One : millionths;

            // nA * us / nC is 1e-6: millionths of the capacity without a factor. 2.2 uA of 1 uAh in 2^53 us: below 2^43.
            long elapsed = timeMicroseconds - _referenceMicroseconds;
            elapsed = elapsed < 0 ? 0 : elapsed > LongestMicroseconds ? LongestMicroseconds : elapsed;
            long drifted = Wide.MultiplyDivide(_zeroNanoamperes, elapsed, capacity);
            long grown = _referenceUncertainty + ((counted < 0 ? -counted : counted) / GainDivisor) + drifted;
            grown = grown > One ? One : grown;
            if (millionths != Millionths || grown != UncertaintyMillionths)
            {
                Millionths = millionths;
                UncertaintyMillionths = grown;
                HasNews = true;
            }
        }

        /// <summary>Writes the figures for users.</summary>
        public void Write(CellFigures figures)
        {
            HasNews = false;
            figures.StateOfChargeMillionths = Millionths;
            figures.StateOfChargeUncertaintyMillionths = UncertaintyMillionths;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _referenceNanocoulombs = image.Number(_referenceNanocoulombs);
            _referenceMillionths = image.Number(_referenceMillionths);
            _referenceUncertainty = image.Number(_referenceUncertainty);
            _referenceMicroseconds = image.Number(_referenceMicroseconds);
            _samples = (int)image.Number(_samples);
            _isAtFull = image.Flag(_isAtFull);
            Millionths = image.Number(Millionths);
            UncertaintyMillionths = image.Number(UncertaintyMillionths);
            HasNews = image.Flag(HasNews);
        }
    }
}
