namespace AnodeGuard.Core
{
    /// <summary>
    /// exp(-x) in integers, the same bits on every machine (a Math.Exp in double is not guaranteed to be).
    /// <para>Arguments are Q38, results Q31. exp(-x) = exp(-n) * exp(-i/64) * exp(-r) with n whole, i below 64 and r below
    /// 1/64; the last factor is Taylor's series up to r^4 (what is left out, r^5/120, is below 8e-12).</para>
    /// <para>Every intermediate product is at most 2^32 * 2^30 = 2^62. Each of at most two rounded products and two rounded
    /// table values adds half a unit: the error stays below 3 units of 2^-31.</para>
    /// </summary>
    public static class Exponential
    {
        /// <summary>One as an argument.</summary>
        public const long OneQ38 = 1L << 38;

        /// <summary>One as a result.</summary>
        public const long OneQ31 = 1L << 31;

        /// <summary>From here on exp(-x) is less than one unit of the result: 22.</summary>
        public const long VanishesFromQ38 = 22L << 38;

        /// <summary>Below this argument, 2^-7, <see cref="Rise"/> gives the small 1 - exp(-x) with 7 more bits.</summary>
        public const long SmallQ38 = 1L << 31;

        internal const long OneQ30 = 1L << 30;
        internal const long HalfQ30 = 1L << 29;
        internal const long ThriceQ38 = 3L << 38;
        internal const long FractionMask = (1L << 32) - 1;
        private const long HalfQ31 = 1L << 30;

        /// <summary>exp(-n), n = 0 to 21, Q31; computed to 60 digits and rounded.</summary>
        internal static readonly long[] Whole =
        {
            2147483648, 790015084, 290630308, 106916915, 39332535, 14469631, 5323080, 1958252, 720401, 265021, 97496,
            35867, 13195, 4854, 1786, 657, 242, 89, 33, 12, 4, 2,
        };

        /// <summary>exp(-i/64), i = 0 to 63, Q31; computed to 60 digits and rounded.</summary>
        internal static readonly long[] SixtyFourths =
        {
            2147483648, 2114190000, 2081412522, 2049143212, 2017374191, 1986097703, 1955306112, 1924991901, 1895147668,
            1865766126, 1836840104, 1808362538, 1780326475, 1752725071, 1725551588, 1698799390, 1672461947, 1646532828,
            1621005702, 1595874338, 1571132600, 1546774447, 1522793931, 1499185200, 1475942488, 1453060120, 1430532511,
            1408354160, 1386519653, 1365023658, 1343860928, 1323026295, 1302514674, 1282321055, 1262440510, 1242868184,
            1223599299, 1204629150, 1185953106, 1167566608, 1149465165, 1131644360, 1114099840, 1096827323, 1079822591,
            1063081494, 1046599943, 1030373915, 1014399448, 998672642, 983189658, 967946715, 952940092, 938166125,
            923621208, 909301788, 895204371, 881325513, 867661828, 854209978, 840966680, 827928700, 815092855, 802456012,
        };

        /// <summary>exp(-x), Q31, from 2^31 down to 0.</summary>
        /// <param name="xQ38">x, Q38; a negative one counts as 0.</param>
        public static long Decay(long xQ38)
        {
            if (xQ38 <= 0)
            {
                return OneQ31;
            }

            if (xQ38 >= VanishesFromQ38)
            {
                return 0;
            }

            // The series of Rise again: a call costs the interpreter more than the three lines.
            long x = xQ38 & FractionMask;
            long bracket = OneQ30 - (x >> 10);
            bracket = OneQ30 - (((x * bracket) >> 38) / 3);
            bracket = OneQ30 - ((x * bracket) >> 39);
            long rest = (OneQ38 - (((x * bracket) + HalfQ30) >> 30) + 64) >> 7;
            long result = ((SixtyFourths[(int)(xQ38 >> 32) & 63] * rest) + HalfQ31) >> 31;
            int whole = (int)(xQ38 >> 38);
            return whole == 0 ? result : ((Whole[whole] * result) + HalfQ31) >> 31;
        }

        /// <summary>
        /// 1 - exp(-x) for a small x, Q38 as well: x (1 - x/2 (1 - x/3 (1 - x/4))). Seven more bits than the difference
        /// of two Q31 numbers: the share of a slow mode that one short interval moves.
        /// </summary>
        /// <param name="xQ38">x, Q38, 0 to 2^-6.</param>
        public static long Rise(long xQ38)
        {
            long bracket = OneQ30 - (xQ38 >> 10);
            bracket = OneQ30 - (((xQ38 * bracket) >> 38) / 3);
            bracket = OneQ30 - ((xQ38 * bracket) >> 39);
            return ((xQ38 * bracket) + HalfQ30) >> 30;
        }

        /// <summary>exp(y) of either sign, Q31.</summary>
        /// <param name="yQ38">y, Q38; held within -10 to 10, so that the result lies between 4.5e-5 and 22,026.</param>
        public static long OfEitherSign(long yQ38)
        {
            const long Limit = 10L << 38;
            long y = yQ38;
            if (y > Limit || y < -Limit)
            {
                y = y < 0 ? -Limit : Limit;
            }

            if (y <= 0)
            {
                return Decay(-y);
            }

            long inverse = Decay(y);

            // Divisor: exp(-10) is 97,496 in Q31.
            return ((1L << 62) + (inverse >> 1)) / inverse;
        }
    }
}
