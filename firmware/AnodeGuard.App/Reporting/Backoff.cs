namespace AnodeGuard.App
{
    /// <summary>
    /// Waits between attempts to connect: doubling from half a second to six seconds, with a quarter of jitter, so that
    /// a hundred devices do not come back at one instant, and each within ten seconds of the broker's return.
    /// </summary>
    internal sealed class Backoff
    {
        private const int FirstMilliseconds = 500;
        private const int LongestMilliseconds = 6000;
        private const uint FnvOffset = 2166136261;
        private const uint FnvPrime = 16777619;

        private uint _random;
        private int _milliseconds = FirstMilliseconds;

        /// <param name="seed">Text that differs between devices.</param>
        public Backoff(string seed)
        {
            // FNV-1a: spreads neighbouring device ids.
            _random = FnvOffset;
            for (int i = 0; i < seed.Length; i++)
            {
                _random = (_random ^ seed[i]) * FnvPrime;
            }

            // The generator below stands still at zero.
            _random = _random == 0 ? 1 : _random;
        }

        /// <summary>The next wait, microseconds.</summary>
        public long NextMicroseconds()
        {
            // From 3/4 to 5/4 of it: sixteen random bits times half of it.
            int jitter = (int)(((Next() >> 16) * (uint)(_milliseconds / 2)) >> 16);
            int wait = (_milliseconds * 3 / 4) + jitter;
            _milliseconds = _milliseconds * 2 < LongestMilliseconds ? _milliseconds * 2 : LongestMilliseconds;
            return wait * 1000L;
        }

        /// <summary>The link held: the next loss starts from the beginning.</summary>
        public void Reset()
        {
            _milliseconds = FirstMilliseconds;
        }

        /// <summary>Marsaglia, Xorshift RNGs, J. Stat. Softw. 8 (14), 2003: the triple 13, 17, 5.</summary>
        private uint Next()
        {
            _random ^= _random << 13;
            _random ^= _random >> 17;
            _random ^= _random << 5;
            return _random;
        }
    }
}
