namespace AnodeGuard.Core
{
    /// <summary>
    /// Charges and currents measured by the cell's capacity. It is held to 2^40 uAh, so that it may be taken in
    /// nanocoulombs: 2^40 * 3.6e6 is below 2^62.
    /// </summary>
    public static class AgeingScale
    {
        private const long NanocoulombsPerMicroampereHour = 3600000;

        /// <summary>The boards' calibrated zero errors of the current, nanoamperes: coin 2.2 uA, pouch 0.31 mA.</summary>
        private const long SmallestZeroNanoamperes = 2200;
        private const long LargestZeroNanoamperes = 310000;

        private const long Usual = 1L << 40;

        /// <summary>Nominal capacity, microampere-hours, at least 1.</summary>
        public static long MicroampereHours(GuardSettings settings)
        {
            return Saturating.Clamp(settings.CapacityMicroampereHours, 1, 1L << 40);
        }

        /// <summary>Nominal capacity, nanocoulombs.</summary>
        public static long CapacityNanocoulombs(GuardSettings settings)
        {
            return MicroampereHours(settings) * NanocoulombsPerMicroampereHour;
        }

        /// <summary>
        /// 0.5 % of the capacity, nanocoulombs: what flows back less than this is a pulse, not the next half-cycle.
        /// </summary>
        public static long TurnNanocoulombs(GuardSettings settings)
        {
            return CapacityNanocoulombs(settings) / 200;
        }

        /// <summary>
        /// Below this a current cannot be told from none, nanoamperes: C/1000, within the boards' zero errors.
        /// </summary>
        public static long ZeroNanoamperes(GuardSettings settings)
        {
            // uAh / 1000 h is nA.
            return Saturating.Clamp(MicroampereHours(settings), SmallestZeroNanoamperes, LargestZeroNanoamperes);
        }

        /// <summary>The smallest change of current that tells a resistance, nanoamperes: C/20.</summary>
        public static long StepNanoamperes(GuardSettings settings)
        {
            return MicroampereHours(settings) * 50;
        }

        /// <summary>True where two magnitudes differ by at most a share of the reference, in millionths, at most 2^20.</summary>
        public static bool AreAlike(long value, long reference, long millionths)
        {
            // Neither is beyond 2^60: their difference fits.
            long apart = value - reference;
            apart = apart < 0 ? -apart : apart;
            reference = reference < 0 ? -reference : reference;

            // The share is rounded to the nearest whole; below 2^40 the same is asked without a division: all stays below 2^61.
            return (apart | reference) < Usual
                ? apart * 1000000 <= (reference * millionths) + 500000
                : apart <= Wide.MultiplyDivide(reference, millionths, 1000000);
        }
    }
}
