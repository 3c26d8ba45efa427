using System;
using System.Numerics;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Fixed-point arithmetic against numbers of any length and against double precision, at random and at corners.</summary>
    public class ArithmeticAgainstReferenceTests
    {
        private static readonly long[] Corners =
        {
            long.MinValue, long.MinValue + 1, -4294967297, -4294967296, -4294967295, -2147483648, -3, -2, -1, 0, 1, 2, 3,
            2147483647, 2147483648, 4294967295, 4294967296, 4294967297, long.MaxValue - 1, long.MaxValue,
        };

        [Fact]
        public void Multiply_divide_equals_whole_numbers_at_all_corners()
        {
            foreach (long a in Corners)
            {
                foreach (long b in Corners)
                {
                    foreach (long c in Corners)
                    {
                        Assert.Equal(Reference(a, b, c), Wide.MultiplyDivide(a, b, c));
                    }
                }
            }
        }

        [Fact]
        public void Multiply_divide_equals_whole_numbers_at_random()
        {
            Lcg random = new Lcg(42);
            for (int i = 0; i < 300000; i++)
            {
                long a = random.Bits() >> random.Below(63);
                long b = random.Bits() >> random.Below(63);
                long c = random.Bits() >> random.Below(63);
                Assert.Equal(Reference(a, b, c), Wide.MultiplyDivide(a, b, c));
            }
        }

        /// <summary>A product by a factor in Q31 is the same as by the general way, ties away from zero and both signs included.</summary>
        [Fact]
        public void Factors_of_q31_equal_whole_numbers()
        {
            long[] factors = { long.MinValue, -3, -1, 0, 1, 1L << 29, 1L << 30, 3L << 30, (1L << 31) - 1, 1L << 31, (1L << 32) - 1, 1L << 32, 3L << 31, long.MaxValue };
            long[] values = { -5, 5, (1L << 31) + 1, (1L << 61) - 1, 1L << 61, (1L << 61) + 1, (1L << 62) - 1, (1L << 62) + 3 };
            foreach (long factor in factors)
            {
                foreach (long[] row in new[] { Corners, values })
                {
                    foreach (long value in row)
                    {
                        Assert.Equal(Reference(value, factor, 1L << 31), Wide.MultiplyQ31(value, factor));
                    }
                }
            }

            Lcg random = new Lcg(43);
            for (int i = 0; i < 30000; i++)
            {
                long value = random.Bits() >> random.Below(63);
                long factor = random.Bits() >> (28 + random.Below(35));
                Assert.Equal(Reference(value, factor, 1L << 31), Wide.MultiplyQ31(value, factor));
            }
        }

        /// <summary>Beyond 10 of either sign an exponential counts as at 10: 22,026.47 and its inverse.</summary>
        [Theory]
        [InlineData(10.0)]
        [InlineData(10.5)]
        [InlineData(11.0)]
        [InlineData(1e6)]
        public void Exponentials_end_at_ten(double exponent)
        {
            long x = (long)(exponent * Exponential.OneQ38);
            Assert.Equal(22026.4657948, Exponential.OfEitherSign(x) / (double)Exponential.OneQ31, 0.4);
            Assert.Equal(97496.0, Exponential.OfEitherSign(-x), 3.0);
        }

        /// <summary>Powers of two are where the logarithm's mantissa begins anew.</summary>
        [Fact]
        public void Logarithms_of_powers_of_two()
        {
            for (int power = 0; power < 63; power++)
            {
                Assert.Equal(power * Math.Log(2) * Exponential.OneQ38, Logarithm.OfQ38(1L << power), 6.0);
            }
        }

        [Fact]
        public void Decay_is_right_to_three_units_everywhere()
        {
            double worst = 0;
            for (long x = 0; x < Exponential.VanishesFromQ38; x += 61000037)
            {
                double exact = Math.Exp(-x / (double)Exponential.OneQ38) * Exponential.OneQ31;
                worst = Math.Max(worst, Math.Abs(exact - Exponential.Decay(x)));
            }

            Assert.True(worst < 3, $"{worst}");
        }

        [Fact]
        public void Logarithms_are_right_to_six_units()
        {
            // Not double's logarithm alone: above 2^53 its argument would be rounded, which moves it by less than 2^-53.
            Lcg random = new Lcg(9);
            double worst = 0;
            for (int i = 0; i < 400000; i++)
            {
                long x = i < 5000 ? i + 1 : (random.Bits() & long.MaxValue) >> random.Below(63);
                double exact = Math.Log(Math.Max(x, 1)) * Exponential.OneQ38;
                worst = Math.Max(worst, Math.Abs(exact - Logarithm.OfQ38(x)));
            }

            Assert.True(worst < 6, $"{worst}");
            Assert.Equal(0, Logarithm.OfQ38(long.MinValue));
            Assert.InRange(Logarithm.OfQ38(long.MaxValue), 12003443310377 - 6, 12003443310377 + 6);
        }

        private static long Reference(long a, long b, long divisor)
        {
            BigInteger product = new BigInteger(a) * b;
            if (product.IsZero)
            {
                return 0;
            }

            if (divisor == 0)
            {
                return product.Sign < 0 ? long.MinValue : long.MaxValue;
            }

            BigInteger magnitude = BigInteger.Abs(product);
            BigInteger by = BigInteger.Abs(divisor);
            BigInteger quotient = ((2 * magnitude) + by) / (2 * by);
            quotient = (product.Sign < 0) ^ (divisor < 0) ? -quotient : quotient;
            return quotient > long.MaxValue ? long.MaxValue : quotient < long.MinValue ? long.MinValue : (long)quotient;
        }
    }
}
