namespace AnodeGuard.Core
{
    /// <summary>
    /// The cell's diffusion as a sum of exponentials: rates, weights and the instantaneous rest. Without a list from the
    /// settings it is SOE8, the eight modes of the symmetric gap: |error| of the step response at most 1.14e-4 of its
    /// value from 1e-5 of the diffusion time on (the first mode, pi^2 and 8/pi^2, is exact, and so is the steady state).
    /// </summary>
    public sealed class ModeTable
    {
        /// <summary>Highest rate per diffusion time, Q16: 2^20. A faster mode counts as this fast.</summary>
        public const long HighestRateQ16 = 1L << 36;

        /// <summary>Largest weight, Q31: 1. A larger one, of either sign, counts as this large.</summary>
        public const long LargestWeightQ31 = 1L << 31;

        /// <summary>Most modes that are used; further ones join the instantaneous rest.</summary>
        public const int MostModes = 16;

        /// <summary>Rates per diffusion time, Q16, above zero.</summary>
        public readonly long[] RatesQ16;

        /// <summary>Weights, signed, Q31.</summary>
        public readonly long[] WeightsQ31;

        /// <summary>What the weights miss from a sum of 1, Q31: follows the current at once.</summary>
        public readonly long RestQ31;

        /// <summary>How many modes there are.</summary>
        public readonly int Count;

        /// <summary>Takes the settings' modes, or the built-in ones where there are none.</summary>
        public ModeTable(long[] ratesQ16, long[] weightsQ31)
        {
            bool given = ratesQ16 != null && weightsQ31 != null && ratesQ16.Length == weightsQ31.Length && ratesQ16.Length > 0;
            long[] rates = given ? ratesQ16 : SymmetricGapRates();
            long[] weights = given ? weightsQ31 : SymmetricGapWeights();
            Count = rates.Length > MostModes ? MostModes : rates.Length;
            RatesQ16 = new long[Count];
            WeightsQ31 = new long[Count];
            RestQ31 = Exponential.OneQ31;
            for (int mode = 0; mode < Count; mode++)
            {
                RatesQ16[mode] = Saturating.Clamp(rates[mode], 1, HighestRateQ16);
                WeightsQ31[mode] = Saturating.Clamp(weights[mode], -LargestWeightQ31, LargestWeightQ31);
                RestQ31 -= WeightsQ31[mode];
            }
        }

        /// <summary>9.869604401 to 149003.2559 per diffusion time.</summary>
        private static long[] SymmetricGapRates()
        {
            return new long[] { 646814, 5909977, 20286223, 68447522, 236559368, 817245685, 2810375899, 9765077379 };
        }

        /// <summary>0.8105694691 to 0.002102767634; the rest is 0.00234140556.</summary>
        private static long[] SymmetricGapWeights()
        {
            return new long[] { 1740684680, 200892494, 92570815, 52241852, 28253533, 15147345, 8149139, 4515659 };
        }
    }
}
