namespace AnodeGuard.Core
{
    /// <summary>
    /// Products wider than 64 bits. Magnitudes are handled as unsigned numbers in two halves of 64 bits, which hold any
    /// product exactly: (2^63)^2 = 2^126. The division is Knuth's algorithm D for two digits of 32 bits (The Art of
    /// Computer Programming, volume 2, section 4.3.1).
    /// </summary>
    public static class Wide
    {
        private const long Half = 1L << 31;
        private const ulong Most = 1UL << 62;
        private const ulong LowHalf = 0xFFFFFFFF;

        /// <summary>
        /// a * b / divisor, rounded to nearest (halves away from zero), held within the range of long. Exact for every
        /// input. A divisor of zero gives the end of the range that the product's sign points to, and 0 for 0/0.
        /// </summary>
        public static long MultiplyDivide(long a, long b, long divisor)
        {
            // The common case, at a tenth of the cost: 2^31 * 2^31 and less than 2^62, half of the divisor, stay below 2^63.
            // A number of either sign and 31 bits has nothing above them but its sign.
            if (((a ^ (a >> 63)) | (b ^ (b >> 63))) >> 31 == 0 && divisor > 0)
            {
                long product = a * b;
                return (product < 0 ? product - (divisor >> 1) : product + (divisor >> 1)) / divisor;
            }

            if (a == 0 || b == 0)
            {
                return 0;
            }

            bool negative = (a ^ b ^ divisor) < 0;
            if (divisor == 0)
            {
                return negative ? long.MinValue : long.MaxValue;
            }

            // The opposite of the most negative number is that number again, whose bits without a sign are 2^63.
            ulong quotient = unchecked(Divide((ulong)(a < 0 ? -a : a), (ulong)(b < 0 ? -b : b), (ulong)(divisor < 0 ? -divisor : divisor)));
            if (negative)
            {
                return quotient > long.MaxValue ? long.MinValue : -(long)quotient;
            }

            return quotient > long.MaxValue ? long.MaxValue : (long)quotient;
        }

        /// <summary>
        /// value * factor / 2^31, as <see cref="MultiplyDivide"/> gives it, without a division where neither is negative and the
        /// factor is below 2: value is cut into 31 bits and what lies above them, and neither part's product exceeds 2^63.
        /// </summary>
        /// <param name="value">Any number.</param>
        /// <param name="factorQ31">A factor, Q31.</param>
        public static long MultiplyQ31(long value, long factorQ31)
        {
            // What lies above those bits is not 0 in a negative number either.
            if (((value >> 61) | (factorQ31 >> 32)) != 0)
            {
                return MultiplyDivide(value, factorQ31, Half);
            }

            return ((value >> 31) * factorQ31) + ((((value & (Half - 1)) * factorQ31) + (Half >> 1)) >> 31);
        }

        /// <summary>x * y / divisor rounded to nearest, none of them 0; 2^63 or more where it does not fit into a long.</summary>
        private static ulong Divide(ulong x, ulong y, ulong divisor)
        {
            // Divisor: x is not 0.
            ulong most = Most / x;
            if (y <= most)
            {
                // Divisor: not 0.
                return ((x * y) + (divisor >> 1)) / divisor;
            }

            // In two digits, the lower of 16 bits: of what is divided for it, x * 2^16 and the remainder * 2^16 are 2^62 at most.
            if ((x | divisor) >> 46 == 0 && y >> 16 <= most)
            {
                ulong upper = x * (y >> 16);

                // Divisor: not 0.
                ulong digit = upper / divisor;
                ulong rest = ((upper - (digit * divisor)) << 16) + (x * (y & 0xFFFF)) + (divisor >> 1);

                // Divisor: not 0.
                return digit >> 47 != 0 ? ulong.MaxValue : (digit << 16) + (rest / divisor);
            }

            return DivideProduct(x, y, divisor);
        }

        /// <summary>x * y / divisor rounded to nearest; all bits set where it does not fit.</summary>
        private static ulong DivideProduct(ulong x, ulong y, ulong divisor)
        {
            // Upper 64 bits of x * y, then half of the divisor on top.
            ulong x0 = x & LowHalf;
            ulong x1 = x >> 32;
            ulong y0 = y & LowHalf;
            ulong y1 = y >> 32;
            ulong middle = (x1 * y0) + ((x0 * y0) >> 32);
            ulong other = (x0 * y1) + (middle & LowHalf);
            ulong high = (x1 * y1) + (middle >> 32) + (other >> 32);
            ulong half = divisor >> 1;
            ulong low = unchecked((x * y) + half);
            if (low < half)
            {
                high++;
            }

            if (high == 0)
            {
                // Divisor: not 0, MultiplyDivide saw to it.
                return low / divisor;
            }

            return high >= divisor ? ulong.MaxValue : DivideTwoDigits(high, low, divisor);
        }

        /// <summary>(high * 2^64 + low) / divisor for high below divisor: the quotient fits into 64 bits.</summary>
        private static ulong DivideTwoDigits(ulong high, ulong low, ulong divisor)
        {
            int shift = 0;
            for (int step = 32; step > 0; step >>= 1)
            {
                if (divisor >> (64 - step) == 0)
                {
                    divisor <<= step;
                    shift += step;
                }
            }

            if (shift > 0)
            {
                high = (high << shift) | (low >> (64 - shift));
                low <<= shift;
            }

            ulong upper = Digit(high, low >> 32, divisor);
            ulong remainder = unchecked((high << 32) + (low >> 32) - (upper * divisor));
            ulong lower = Digit(remainder, low & LowHalf, divisor);
            return (upper << 32) + lower;
        }

        /// <summary>One digit of 32 bits: (high * 2^32 + next) / divisor, divisor's top bit set, high below divisor.</summary>
        private static ulong Digit(ulong high, ulong next, ulong divisor)
        {
            ulong divisorHigh = divisor >> 32;
            ulong divisorLow = divisor & LowHalf;
            // Divisor: its top bit is set.
            ulong digit = high / divisorHigh;
            ulong remainder = high - (digit * divisorHigh);

            // Knuth's estimate is at most two too large.
            while (digit > LowHalf || digit * divisorLow > ((remainder << 32) | next))
            {
                digit--;
                remainder += divisorHigh;
                if (remainder > LowHalf)
                {
                    break;
                }
            }

            return digit;
        }
    }
}
