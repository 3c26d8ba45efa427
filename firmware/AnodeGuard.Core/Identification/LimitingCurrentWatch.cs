namespace AnodeGuard.Core
{
    /// <summary>
    /// The fall of the identified limiting current against the first ones of this cell: blocked pores or area. Thin cells
    /// run far below their geometric limit, so this tells long before depletion could. A fall counts at a level where it
    /// reaches the level's limit and is at least three standard uncertainties (of it and of the first values together); the
    /// fault's row asks for two identifications in a row.
    /// <para>Bounds: densities are held within 2^50; ratios are Q24 and formed in 128 bits.</para>
    /// </summary>
    public sealed class LimitingCurrentWatch
    {
        private const long OneQ24 = 1L << 24;
        private const long AdvisoryQ24 = OneQ24 / 5;
        private const long WarningQ24 = OneQ24 * 2 / 5;
        private const long AlarmQ24 = OneQ24 * 3 / 5;
        private const long RecoveredQ24 = OneQ24 / 20;

        /// <summary>So many first values make the baseline, as long as each is within a tenth of those before it.</summary>
        private const int FirstValues = 3;

        private readonly FaultRegister _faults;
        private long _baseline;
        private long _baselineVarianceQ48;
        private int _values;

        /// <summary>A watch over one cell.</summary>
        public LimitingCurrentWatch(FaultRegister faults)
        {
            _faults = faults;
        }

        /// <summary>Judges a new value.</summary>
        public void Judge(IdentifiedTransport found, long timeMicroseconds)
        {
            // Divisor: an identified density is 1 at least, and so is the baseline.
            long relative = Saturating.Clamp(Wide.MultiplyDivide(found.LimitingUncertainty, OneQ24, found.Limiting), 0, OneQ24);
            long varianceQ48 = relative * relative;
            if (_values == 0)
            {
                _baseline = found.Limiting;
                _baselineVarianceQ48 = varianceQ48;
                _values = 1;
                return;
            }

            long ratio = Saturating.Clamp(Wide.MultiplyDivide(found.Limiting, OneQ24, _baseline), 0, OneQ24 * 100);
            long fall = OneQ24 - ratio;
            if (_values < FirstValues && Saturating.Abs(fall) <= OneQ24 / 10)
            {
                Join(found.Limiting, varianceQ48);
            }
            else
            {
                _values = FirstValues;
            }

            long uncertainty = Wide.MultiplyDivide(ratio, Root.OfLong(varianceQ48 + _baselineVarianceQ48), OneQ24);
            _faults.Observe(FaultId.LimitingCurrentFall, Level(fall, fall >= 3 * uncertainty), timeMicroseconds);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _baseline = image.Number(_baseline);
            _baselineVarianceQ48 = image.Number(_baselineVarianceQ48);
            _values = (int)image.Number(_values);
        }

        private void Join(long limiting, long varianceQ48)
        {
            // Divisor: one value at least is there already.
            _baseline = Saturating.Add(Wide.MultiplyDivide(_baseline, _values, _values + 1), limiting / (_values + 1));

            // Variance of a mean of n + 1: (n^2 old + new) / (n + 1)^2.
            long next = _values + 1;

            // Divisor: at least 2 squared.
            _baselineVarianceQ48 = ((_values * _values * _baselineVarianceQ48) + varianceQ48) / (next * next);
            _values++;
        }

        private byte Level(long fall, bool isSignificant)
        {
            byte present = _faults.LevelOf(FaultId.LimitingCurrentFall);
            if (!isSignificant)
            {
                // What cannot be told from the first values ends nothing that was told before, unless it is a recovery.
                return fall < AdvisoryQ24 - RecoveredQ24 ? FaultLevel.None : present;
            }

            if (fall >= Limit(AlarmQ24, present >= FaultLevel.Alarm))
            {
                return FaultLevel.Alarm;
            }

            if (fall >= Limit(WarningQ24, present >= FaultLevel.Warning))
            {
                return FaultLevel.Warning;
            }

            return fall >= Limit(AdvisoryQ24, present >= FaultLevel.Advisory) ? FaultLevel.Advisory : FaultLevel.None;
        }

        private static long Limit(long limit, bool isReached)
        {
            return isReached ? limit - RecoveredQ24 : limit;
        }
    }
}
