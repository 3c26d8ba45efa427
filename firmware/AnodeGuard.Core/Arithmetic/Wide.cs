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
        private const ulong LowHalf = 0xFFFFFFFF;

        /// <summary>
        /// a * b / divisor, rounded to nearest (halves away from zero), held within the range of long. Exact for every
        /// input. A divisor of zero gives the end of the range that the product's sign points to, and 0 for 0/0.
        /// </summary>
        public static long MultiplyDivide(long a, long b, long divisor)
        {
            if (a == 0 || b == 0)
            {
                return 0;
            }

            // The common case, at a tenth of the cost: 2^31 * 2^31, and half of the divisor on top, stay below 2^63.
            if (a < Half && a > -Half && b < Half && b > -Half && divisor > 0 && divisor <= Half)
            {
                long product = a * b;
                return product >= 0 ? (product + (divisor >> 1)) / divisor : (product - (divisor >> 1)) / divisor;
            }

            bool negative = (a < 0) ^ (b < 0) ^ (divisor < 0);
            if (divisor == 0)
            {
                return negative ? long.MinValue : long.MaxValue;
            }

            ulong divisorMagnitude = Magnitude(divisor);
            ulong quotient = DivideProduct(Magnitude(a), Magnitude(b), divisorMagnitude);
            if (negative)
            {
                return quotient > long.MaxValue ? long.MinValue : -(long)quotient;
            }

            return quotient > long.MaxValue ? long.MaxValue : (long)quotient;
        }

        /// <summary>|value| as an unsigned number; 2^63 for the most negative long.</summary>
        public static ulong Magnitude(long value)
        {
            return value < 0 ? (ulong)(-(value + 1)) + 1 : (ulong)value;
        }

        /// <summary>x * y / divisor rounded to nearest; all bits set where it does not fit.</summary>
        private static ulong DivideProduct(ulong x, ulong y, ulong divisor)
        {
            if ((x | y) <= LowHalf)
            {
                return RoundedQuotient(x * y, divisor);
            }

            ulong half = divisor >> 1;
            ulong high = HighProduct(x, y);
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

        /// <summary>Looks at the remainder: adding half of the divisor first could overflow.</summary>
        private static ulong RoundedQuotient(ulong product, ulong divisor)
        {
            // Divisor: not 0, MultiplyDivide saw to it.
            ulong quotient = product / divisor;
            ulong remainder = product - (quotient * divisor);
            return remainder >= divisor - (divisor >> 1) ? quotient + 1 : quotient;
        }

        /// <summary>Upper 64 bits of x * y.</summary>
        private static ulong HighProduct(ulong x, ulong y)
        {
            ulong x0 = x & LowHalf;
            ulong x1 = x >> 32;
            ulong y0 = y & LowHalf;
            ulong y1 = y >> 32;
            ulong middle = (x1 * y0) + ((x0 * y0) >> 32);
            ulong other = (x0 * y1) + (middle & LowHalf);
            return (x1 * y1) + (middle >> 32) + (other >> 32);
        }

        /// <summary>(high * 2^64 + low) / divisor for high below divisor: the quotient fits into 64 bits.</summary>
        private static ulong DivideTwoDigits(ulong high, ulong low, ulong divisor)
        {
            int shift = LeadingZeros(divisor);
            divisor <<= shift;
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

        private static int LeadingZeros(ulong value)
        {
            int zeros = 0;
            for (int step = 32; step > 0; step >>= 1)
            {
                if (value >> (64 - step) == 0)
                {
                    value <<= step;
                    zeros += step;
                }
            }

            return zeros;
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
