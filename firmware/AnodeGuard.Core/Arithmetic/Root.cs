namespace AnodeGuard.Core
{
    /// <summary>Square roots in integers.</summary>
    public static class Root
    {
        /// <summary>The largest whole number whose square is not above the value; 0 below 0. One bit of the result per round: 32 rounds.</summary>
        public static long OfLong(long value)
        {
            long rest = value;
            long root = 0;
            for (int shift = 62; shift >= 0; shift -= 2)
            {
                long trial = root + (1L << shift);
                root >>= 1;
                if (rest >= trial)
                {
                    rest -= trial;
                    root += 1L << shift;
                }
            }

            return root;
        }
    }
}
