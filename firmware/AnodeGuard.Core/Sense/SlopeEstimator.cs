namespace AnodeGuard.Core
{
    /// <summary>
    /// The sense voltage's slope for the verdict: mean of the newest four of sixteen samples against that of the oldest
    /// four. A sample every 60 ms: 0.9 s in all, 0.25 mV of noise give 0.25 mV/s.
    /// </summary>
    public sealed class SlopeEstimator
    {
        private const int Length = 16;
        private const int Group = 4;

        /// <summary>From one sample to the next, microseconds; what comes sooner is left out.</summary>
        public const long SpacingMicroseconds = 60000;

        private readonly long[] _microvolts = new long[Length];
        private readonly long[] _times = new long[Length];
        private int _next;
        private int _count;

        /// <summary>When the newest sample that is held was taken; long before any time while there is none.</summary>
        public long LastMicroseconds = -1L << 62;

        /// <summary>Microvolts per second; 0 until sixteen samples are there.</summary>
        public long MicrovoltsPerSecond;

        /// <summary>The oldest sample that is held, microvolts: about a second old.</summary>
        public long OldestMicrovolts
        {
            get { return _microvolts[_count < Length ? 0 : _next]; }
        }

        /// <summary>Adds a settled sample, at least the spacing after the last one or before it.</summary>
        public void Add(long microvolts, long timeMicroseconds)
        {
            if (timeMicroseconds < LastMicroseconds)
            {
                _count = 0;
            }

            LastMicroseconds = timeMicroseconds;
            _microvolts[_next] = microvolts;
            _times[_next] = timeMicroseconds;
            _next = (_next + 1) & (Length - 1);
            _count = _count < Length ? _count + 1 : Length;
            MicrovoltsPerSecond = _count == Length ? Slope() : 0;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_microvolts);
            image.Numbers(_times);
            _next = (int)image.Number(_next);
            _count = (int)image.Number(_count);
            MicrovoltsPerSecond = image.Number(MicrovoltsPerSecond);
            LastMicroseconds = image.Number(LastMicroseconds);
        }

        private long Slope()
        {
            long[] microvolts = _microvolts;
            long[] times = _times;
            long rise = 0;
            long run = 0;
            for (int i = 0; i < Group; i++)
            {
                int oldest = (_next + i) & (Length - 1);
                int newest = (_next + Length - Group + i) & (Length - 1);
                rise += microvolts[newest] - microvolts[oldest];
                run += (times[newest] - times[oldest]) >> 3;
            }

            // Eight microseconds at a time, so that four of the longest intervals can be summed. Above 0: neighbours are 60 ms
            // apart at least, and times never go back within sixteen.
            return Wide.MultiplyDivide(rise, 125000, run);
        }
    }
}
