namespace AnodeGuard.Core
{
    /// <summary>
    /// ln x in integers. x = 2^k c (1 + d) with c the middle of one of 64 equal parts of 1 to 2; then ln x =
    /// k ln 2 + ln c + 2 artanh z, z = d / (2 + d), by z + z^3/3 (|z| is below 1/256: what is left out, z^5/5, is below
    /// 2e-13).
    /// <para>x is first brought to between 2^38 and 2^39, so z is below 2^30 in Q38 and its third power is formed from
    /// products below 2^60. The error is below 6 units of 2^-38.</para>
    /// </summary>
    public static class Logarithm
    {
        /// <summary>ln 2, Q44: 62 times its rounding error is still below a unit of Q38.</summary>
        private const long LnTwoQ44 = 12193974156573;
        private const long OneQ38 = 1L << 38;

        /// <summary>ln(1 + (2 i + 1)/128), i = 0 to 63, Q38; computed to 50 digits and rounded.</summary>
        private static readonly long[] MiddlesQ38 =
        {
            2139138476, 6368112765, 10533009216, 14635740707, 18678135721, 22661943234, 26588837260, 30460421079,
            34278231159, 38043740824, 41758363663, 45423456721, 49040323469, 52610216592, 56134340593, 59613854231,
            63049872808, 66443470318, 69795681461, 73107503534, 76379898218, 79613793247, 82810083992, 85969634951,
            89093281143, 92181829445, 95236059834, 98256726572, 101244559325, 104200264223, 107124524854,
            110018003224, 112881340646, 115715158599, 118520059539, 121296627662, 124045429638, 126767015306,
            129461918332, 132130656839, 134773734000, 137391638616, 139984845650, 142553816750, 145099000740,
            147620834088, 150119741361, 152596135650, 155050418981, 157482982706, 159894207877, 162284465608,
            164654117412, 167003515535, 169333003264, 171642915235, 173933577716, 176205308885, 178458419098,
            180693211139, 182909980467, 185109015451, 187290597592, 189455001743,
        };

        /// <summary>ln x, Q38; x below 1 counts as 1.</summary>
        public static long OfQ38(long x)
        {
            if (x <= 1)
            {
                return 0;
            }

            int power = 38;
            long mantissa = x;
            while (mantissa >= OneQ38 << 1)
            {
                mantissa >>= 1;
                power++;
            }

            while (mantissa < OneQ38)
            {
                mantissa <<= 1;
                power--;
            }

            int part = (int)((mantissa - OneQ38) >> 32);
            long middle = OneQ38 + (((2L * part) + 1) << 31);

            // Divisor: the sum of two numbers above 2^38.
            long z = Wide.MultiplyDivide(mantissa - middle, OneQ38, mantissa + middle);
            long square = (z >> 4) * (z >> 4) >> 30;
            long cube = (square * (z >> 4)) >> 34;
            return ((power * LnTwoQ44) >> 6) + MiddlesQ38[part] + (2 * (z + (cube / 3)));
        }
    }
}
