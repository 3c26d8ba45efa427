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

        // At 50 turns a second what was counted before loses half of its weight every three hours.
        private const int MostTurns = 1 << 20;

        private readonly int[] _turns = new int[Classes];
        private int _counted;
        private int _max;
        private long _lateFrom = long.MaxValue;

        /// <summary>The longest turn since start, microseconds.</summary>
        public int MaxMicroseconds
        {
            get { return _max; }
        }

        /// <summary>Turns that began late, since start.</summary>
        public int Late { get; private set; }

        /// <summary>Safety job: a turn has acted on the switch.</summary>
        /// <param name="beganMicroseconds">When it began.</param>
        /// <param name="actedMicroseconds">Now.</param>
        public void Took(long beganMicroseconds, long actedMicroseconds)
        {
            if (beganMicroseconds >= _lateFrom)
            {
                Late++;
            }

            _lateFrom = beganMicroseconds + SafetyLoop.PeriodMicroseconds + LateMicroseconds;
            long taken = actedMicroseconds - beganMicroseconds;
            if (taken > _max)
            {
                _max = taken < int.MaxValue ? (int)taken : int.MaxValue;
            }

            // The board's clock never runs backwards.
            uint place = (uint)(taken >> ClassShift);
            _turns[place < Classes ? (int)place : Classes - 1]++;
            int counted = _counted + 1;
            _counted = counted;
            if (counted >= MostTurns)
            {
                Halve();
            }
        }

        /// <summary>
        /// 99 of 100 turns took no longer than this, microseconds: the upper end of a class of the histogram, never above
        /// the longest turn; the longest turn itself from 32 ms up. 0 before the first turn.
        /// </summary>
        public int P99Microseconds()
        {
            int above = _counted / 100;
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

        private void Halve()
        {
            _counted = 0;
            for (int i = 0; i < Classes; i++)
            {
                _turns[i] >>= 1;
                _counted += _turns[i];
            }
        }
    }
}
