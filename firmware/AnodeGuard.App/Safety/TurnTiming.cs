namespace AnodeGuard.App
{
    /// <summary>
    /// How long the safety job's turns take, and how punctual they are, by the board's own clock. Written by the safety
    /// job, read by the reporting job without a lock: each number is one int, and a histogram that is a turn old does no harm.
    /// </summary>
    public sealed class TurnTiming
    {
        /// <summary>A turn that begins so much later than its period after the one before is late, microseconds.</summary>
        public const int LateMicroseconds = SafetyLoop.PeriodMicroseconds / 2;

        /// <summary>Width of a class of the histogram, microseconds; a power of two, so that a shift finds it.</summary>
        public const int ClassMicroseconds = 1 << ClassShift;

        private const int ClassShift = 9;
        private const int Classes = 64;
        private const int Range = Classes << ClassShift;

        // What was counted before loses half of its weight so often.
        private const long FadeMicroseconds = 3 * 3600 * 1000000L;

        private readonly int[] _turns = new int[Classes];
        private int _max;

        // A turn shorter than this is only counted: it is neither the longest nor beyond the histogram.
        private int _plainBelow;
        private long _fadedMicroseconds;

        /// <summary>The longest turn since start, microseconds.</summary>
        public int MaxMicroseconds
        {
            get { return _max; }
        }

        /// <summary>Turns that began late, since start; the safety job counts them.</summary>
        public int Late { get; internal set; }

        /// <summary>Safety job: a turn has acted on the switch.</summary>
        /// <param name="microseconds">After so long.</param>
        public void Took(int microseconds)
        {
            // Unsigned: what does not fit an int is long, too.
            if ((uint)microseconds >= (uint)_plainBelow)
            {
                TookLong(microseconds);
                return;
            }

            _turns[microseconds >> ClassShift]++;
        }

        /// <summary>Safety job, now and then: lets what was counted hours ago fade.</summary>
        public void Fade(long nowMicroseconds)
        {
            if (nowMicroseconds - _fadedMicroseconds >= FadeMicroseconds)
            {
                _fadedMicroseconds = nowMicroseconds;
                for (int i = 0; i < Classes; i++)
                {
                    _turns[i] >>= 1;
                }
            }
        }

        /// <summary>
        /// 99 of 100 turns took no longer than this, microseconds: the upper end of a class of the histogram, never above
        /// the longest turn; the longest turn itself from 32 ms up. 0 before the first turn.
        /// </summary>
        public int P99Microseconds()
        {
            int above = 0;
            for (int i = 0; i < Classes; i++)
            {
                above += _turns[i];
            }

            above /= 100;
            int place = Classes - 1;
            int seen = _turns[place];
            while (place > 0 && seen <= above)
            {
                place--;
                seen += _turns[place];
            }

            int upper = (place + 1) << ClassShift;
            return place == Classes - 1 || upper > _max ? _max : upper;
        }

        /// <summary>Longer than any before, or than the histogram reaches.</summary>
        private void TookLong(int microseconds)
        {
            if (microseconds > _max)
            {
                _max = microseconds;
                _plainBelow = microseconds < Range ? microseconds : Range;
            }

            _turns[(uint)microseconds < Range ? microseconds >> ClassShift : Classes - 1]++;
        }
    }
}
