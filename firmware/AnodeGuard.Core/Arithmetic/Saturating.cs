namespace AnodeGuard.Core
{
    /// <summary>
    /// 64-bit arithmetic that stops at the ends of the range. The interpreter's <c>checked</c> wraps silently and its
    /// Math.Max/Min/Abs(long) go through float, so every place where a value from outside enters a sum, a difference
    /// or a product goes through here.
    /// </summary>
    public static class Saturating
    {
        /// <summary>
        /// 2^50: beyond every value that enters the core (a billion volts in microvolts, a million amperes in nanoamperes),
        /// and small enough that a few thousand may be summed.
        /// </summary>
        public const long Largest = 1L << 50;

        /// <summary>2^60 microseconds, 36,000 years: times within it may be subtracted from each other.</summary>
        public const long LargestTime = 1L << 60;

        /// <summary>a + b, held within the range of long.</summary>
        public static long Add(long a, long b)
        {
            long sum = unchecked(a + b);
            if (((a ^ sum) & (b ^ sum)) < 0)
            {
                return a < 0 ? long.MinValue : long.MaxValue;
            }

            return sum;
        }

        /// <summary>a - b, held within the range of long.</summary>
        public static long Subtract(long a, long b)
        {
            long difference = unchecked(a - b);
            if (((a ^ b) & (a ^ difference)) < 0)
            {
                return a < 0 ? long.MinValue : long.MaxValue;
            }

            return difference;
        }

        /// <summary>a * b, held within the range of long.</summary>
        public static long Multiply(long a, long b)
        {
            return Wide.MultiplyDivide(a, b, 1);
        }

        /// <summary>|value|; the most negative long gives the most positive one.</summary>
        public static long Abs(long value)
        {
            if (value >= 0)
            {
                return value;
            }

            return value == long.MinValue ? long.MaxValue : -value;
        }

        /// <summary>The value, held within <see cref="Largest"/> of either sign.</summary>
        public static long Bound(long value)
        {
            if (value > Largest)
            {
                return Largest;
            }

            return value < -Largest ? -Largest : value;
        }

        /// <summary>The time, held within <see cref="LargestTime"/> of either sign.</summary>
        public static long BoundTime(long microseconds)
        {
            if (microseconds > LargestTime)
            {
                return LargestTime;
            }

            return microseconds < -LargestTime ? -LargestTime : microseconds;
        }

        /// <summary>The value, or the nearer bound where it lies outside.</summary>
        public static long Clamp(long value, long lowest, long highest)
        {
            if (value < lowest)
            {
                return lowest;
            }

            return value > highest ? highest : value;
        }
    }
}
