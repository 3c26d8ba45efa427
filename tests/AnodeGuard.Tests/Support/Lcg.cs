namespace AnodeGuard.Tests
{
    /// <summary>
    /// Random numbers that are the same everywhere: Knuth's MMIX generator (The Art of Computer Programming, volume 2,
    /// section 3.3.4), upper bits used.
    /// </summary>
    public class Lcg
    {
        private ulong _state;

        public Lcg(int seed)
        {
            _state = unchecked(((ulong)seed * 2862933555777941757UL) + 3037000493UL);
        }

        /// <summary>0 to 2^31 - 1.</summary>
        public int Next()
        {
            _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)(_state >> 33);
        }

        /// <summary>0 to bound - 1.</summary>
        public int Below(int bound)
        {
            return (int)(((long)Next() * bound) >> 31);
        }

        /// <summary>From lowest to highest, both included; the span below 2^31.</summary>
        public long Between(long lowest, long highest)
        {
            return lowest + Below((int)(highest - lowest + 1));
        }

        /// <summary>Any 64 bits.</summary>
        public long Bits()
        {
            return ((long)Next() << 33) ^ ((long)Next() << 16) ^ Next();
        }

        /// <summary>Nearly normal with a given standard deviation: twelve uniform numbers.</summary>
        public long Gaussian(long deviation)
        {
            long sum = 0;
            for (int i = 0; i < 12; i++)
            {
                sum += Next() >> 15;
            }

            return (sum - (6 * 65536)) * deviation / 65536;
        }
    }
}
