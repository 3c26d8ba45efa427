namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// A sequence that is the same on every machine and runtime for a seed: xoshiro256**, started by SplitMix64
    /// (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021; public domain
    /// reference code at prng.di.unimi.it). System.Random promises no sequence across versions.
    /// </summary>
    public sealed class SeededRandom
    {
        private ulong _s0;
        private ulong _s1;
        private ulong _s2;
        private ulong _s3;

        /// <summary>Starts a sequence.</summary>
        /// <param name="seed">Any number.</param>
        /// <param name="stream">Another number gives an independent sequence of the same seed.</param>
        public SeededRandom(long seed, int stream = 0)
        {
            ulong state = Hash64.Mix((ulong)seed) ^ Hash64.Mix((ulong)stream + 0x632BE59BD9B4E019UL);
            _s0 = Hash64.SplitMix(ref state);
            _s1 = Hash64.SplitMix(ref state);
            _s2 = Hash64.SplitMix(ref state);
            _s3 = Hash64.SplitMix(ref state);
        }

        /// <summary>The next 64 bits.</summary>
        public ulong NextBits()
        {
            ulong result = RotateLeft(_s1 * 5, 7) * 9;
            ulong t = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= t;
            _s3 = RotateLeft(_s3, 45);
            return result;
        }

        /// <summary>Uniform in [0, 1).</summary>
        public double NextUnit()
        {
            return Hash64.ToUnit(NextBits());
        }

        /// <summary>Uniform in [low, high).</summary>
        public double NextBetween(double low, double high)
        {
            return low + ((high - low) * NextUnit());
        }

        /// <summary>Normal distribution, mean 0, standard deviation 1 (Box and Muller 1958).</summary>
        public double NextGaussian()
        {
            return Hash64.ToGaussian(NextBits(), NextBits());
        }

        private static ulong RotateLeft(ulong x, int k)
        {
            return (x << k) | (x >> (64 - k));
        }
    }
}
