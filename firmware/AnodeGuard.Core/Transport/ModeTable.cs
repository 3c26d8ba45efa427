namespace AnodeGuard.Core
{
    /// <summary>
    /// The cell's diffusion as a sum of exponentials: rates, weights and the instantaneous rest. Without a list from the
    /// settings it is the symmetric gap in twelve modes. The first mode (pi^2, 8/pi^2) is exact, and so is the steady
    /// state. The others were fitted to the exact step response S(theta) = 1 - sum 8/(n pi)^2 exp(-(n pi)^2 theta), n odd,
    /// between 5e-6 and 1 diffusion times: rates by Levenberg and Marquardt's method in their logarithms, weights by
    /// linear least squares, and the points weighted anew (C. L. Lawson, 1961) until the largest absolute error was least.
    /// <para>As rounded here, the error e of the step response is at most 1.9e-7 from 5e-6 on, and its total variation
    /// from 1e-5 on is 3.4e-6. The error of s from any history of |j| at most J, 1e-5 after the last step or later, is a
    /// sum of steps times e, so at most J (|e| + variation) = 2.2e-4 at J = 64. (A fit to relative error, the better known
    /// SOE8, reaches 8e-3 there: it is worst for the middle ages, which a train of big steps keeps alive.) Within the
    /// first 5e-6 the instantaneous rest counts: up to 1.5e-3 of the step.</para>
    /// </summary>
    public sealed class ModeTable
    {
        /// <summary>Highest rate per diffusion time, Q16: 2^20. A faster mode counts as this fast.</summary>
        public const long HighestRateQ16 = 1L << 36;

        /// <summary>Largest weight, Q31: 4. A larger one, of either sign, counts as this large.</summary>
        public const long LargestWeightQ31 = 4L << 31;

        /// <summary>Largest |j| where every weight is within 1, Q24: 64.</summary>
        private const long UsualCurrentQ24 = 64L << 24;

        /// <summary>Largest |j| where one is not, Q24: 16. So the product of the two never exceeds 64.</summary>
        private const long UnusualCurrentQ24 = 16L << 24;

        /// <summary>Most modes that are used; further ones join the instantaneous rest.</summary>
        public const int MostModes = 16;

        /// <summary>Rates per diffusion time, Q16, above zero, ascending.</summary>
        public readonly long[] RatesQ16;

        /// <summary>From this theta on a mode's decay is nothing, Q40; descending.</summary>
        public readonly long[] VanishesFromQ40;

        /// <summary>Below this theta rate * theta is below <see cref="Exponential.SmallQ38"/>, Q40; descending.</summary>
        public readonly long[] SmallBelowQ40;

        /// <summary>Weights, signed, Q31.</summary>
        public readonly long[] WeightsQ31;

        /// <summary>What the weights miss from a sum of 1, Q31: follows the current at once.</summary>
        public readonly long RestQ31;

        /// <summary>How many modes there are.</summary>
        public readonly int Count;

        /// <summary>Largest |j| that is followed with these weights, Q24. A larger one counts as this large.</summary>
        public readonly long LargestCurrentQ24;

        private readonly bool _restIsUsual;

        /// <summary>Takes the settings' modes, or the built-in ones where there are none.</summary>
        public ModeTable(long[] ratesQ16, long[] weightsQ31)
        {
            bool given = ratesQ16 != null && weightsQ31 != null && ratesQ16.Length == weightsQ31.Length && ratesQ16.Length > 0;
            long[] rates = given ? ratesQ16 : SymmetricGapRates();
            long[] weights = given ? weightsQ31 : SymmetricGapWeights();
            Count = rates.Length > MostModes ? MostModes : rates.Length;
            RatesQ16 = new long[Count];
            WeightsQ31 = new long[Count];
            VanishesFromQ40 = new long[Count];
            SmallBelowQ40 = new long[Count];
            RestQ31 = Exponential.OneQ31;
            LargestCurrentQ24 = UsualCurrentQ24;
            for (int mode = 0; mode < Count; mode++)
            {
                long weight = Saturating.Clamp(weights[mode], -LargestWeightQ31, LargestWeightQ31);
                Insert(mode, Saturating.Clamp(rates[mode], 1, HighestRateQ16), weight);
                RestQ31 -= weight;
                if (weight > Exponential.OneQ31 || weight < -Exponential.OneQ31)
                {
                    LargestCurrentQ24 = UnusualCurrentQ24;
                }
            }

            _restIsUsual = RestQ31 <= Exponential.OneQ31 && RestQ31 >= -Exponential.OneQ31;
            for (int mode = 0; mode < Count; mode++)
            {
                // 22 / rate: beyond it, exp(-rate * theta) is 0. 22 * 2^56 is below 2^61.
                // Divisor: every rate is 1 at least.
                VanishesFromQ40[mode] = (22L << 56) / RatesQ16[mode];

                // (rate * theta) >> 18 is below 2^31 where the product is below 2^49: up to the whole quotient.
                // Divisor: the same.
                SmallBelowQ40[mode] = (((1L << 49) - 1) / RatesQ16[mode]) + 1;
            }
        }

        /// <summary>rate * theta, Q38. Below the vanishing point the product is under 22 * 2^56, so it cannot overflow.</summary>
        public long ExponentQ38(int mode, long thetaQ40)
        {
            return thetaQ40 >= VanishesFromQ40[mode] ? Exponential.VanishesFromQ38 : (RatesQ16[mode] * thetaQ40) >> 18;
        }

        /// <summary>
        /// rest * j, Q24. The rest is between -63 and 65 in Q31 (at most 16 modes of at most 4), below 2^38; the current at
        /// most 2^30: 2^68 would be too wide, so half of the fraction bits of j are dropped for an unusual rest.
        /// </summary>
        public long InstantaneousQ24(long currentQ24)
        {
            return _restIsUsual ? ((RestQ31 * currentQ24) + Exponential.OneQ30) >> 31 : (RestQ31 * (currentQ24 >> 12)) >> 19;
        }

        /// <summary>Puts a mode where it belongs among those that are there: the slowest is the first, the first to vanish the last.</summary>
        private void Insert(int count, long rateQ16, long weightQ31)
        {
            int at = count;
            for (; at > 0 && RatesQ16[at - 1] > rateQ16; at--)
            {
                RatesQ16[at] = RatesQ16[at - 1];
                WeightsQ31[at] = WeightsQ31[at - 1];
            }

            RatesQ16[at] = rateQ16;
            WeightsQ31[at] = weightQ31;
        }

        /// <summary>9.869604401, 88.83409145, 248.3020613, 520.9168574, 1067.751232, 2274.079522, 5006.02867, 11347.47218,
        /// 26521.23041, 64158.41714, 162045.8718, 436335.301 per diffusion time.</summary>
        private static long[] SymmetricGapRates()
        {
            return new long[]
            {
                646814, 5821831, 16272724, 34138807, 69976145, 149034076, 328075095, 743667937, 1738095356, 4204686025,
                10619838256, 28595670288,
            };
        }

        /// <summary>0.8105694691, 0.0900919894, 0.03314736974, 0.01967728411, 0.01435260034, 0.01032932886,
        /// 0.007232199288, 0.004979629942, 0.003382278646, 0.00226972154, 0.001506338104, 0.001007573384; the rest is
        /// 0.001454221.</summary>
        private static long[] SymmetricGapWeights()
        {
            return new long[]
            {
                1740684681, 193471074, 71183434, 42256646, 30821975, 22182065, 15531030, 10693674, 7263388, 4874190,
                3234836, 2163747,
            };
        }
    }
}
