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
        private const int Apart = Length - Group;

        /// <summary>From one sample to the next, microseconds; what comes sooner is left out.</summary>
        public const long SpacingMicroseconds = 60000;

        private readonly long[] _microvolts = new long[Length];
        private readonly long[] _times = new long[Length];
        private int _next;
        private int _count;
        private long _rise;
        private long _run;

        /// <summary>From then on the next sample is taken; long before any time while there is none.</summary>
        public long DueMicroseconds = -1L << 62;

        /// <summary>Microvolts per second; 0 until sixteen samples are there.</summary>
        public long MicrovoltsPerSecond;

        /// <summary>The oldest sample that is held, microvolts: about a second old.</summary>
        public long OldestMicrovolts
        {
            get { return _microvolts[_count < Length ? 0 : _next]; }
        }

        /// <summary>Adds a settled sample, one that is due or was taken before the last one.</summary>
        public void Add(long microvolts, long timeMicroseconds)
        {
            if (timeMicroseconds < DueMicroseconds)
            {
                _count = 0;
            }

            DueMicroseconds = timeMicroseconds + SpacingMicroseconds;
            int next = _next;
            bool slides = _count == Length;
            if (slides)
            {
                Slide(next, microvolts, timeMicroseconds);
            }

            _microvolts[next] = microvolts;
            _times[next] = timeMicroseconds;
            _next = (next + 1) & (Length - 1);
            if (!slides)
            {
                _count++;
                SumUp();
            }

            // Eight microseconds at a time, so that four of the longest intervals can be summed. Above 0: neighbours are 60 ms
            // apart at least, and times never go back within sixteen.
            MicrovoltsPerSecond = _count == Length ? Wide.MultiplyDivide(_rise, 125000, _run) : 0;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_microvolts);
            image.Numbers(_times);
            _next = (int)image.Number(_next);
            _count = (int)image.Number(_count);
            _rise = image.Number(_rise);
            _run = image.Number(_run);
            MicrovoltsPerSecond = image.Number(MicrovoltsPerSecond);
            DueMicroseconds = image.Number(DueMicroseconds);
        }

        /// <summary>The four pairs move on by one: the eldest leaves, the new sample comes with the one of twelve samples ago.</summary>
        private void Slide(int eldest, long microvolts, long timeMicroseconds)
        {
            long[] values = _microvolts;
            long[] times = _times;
            int partner = (eldest + Length - Apart) & (Length - 1);
            int leaving = (eldest + Apart) & (Length - 1);
            _rise += microvolts - values[partner] - (values[leaving] - values[eldest]);
            _run += ((timeMicroseconds - times[partner]) >> 3) - ((times[leaving] - times[eldest]) >> 3);
        }

        /// <summary>What the four pairs differ by, once all sixteen are there.</summary>
        private void SumUp()
        {
            _rise = 0;
            _run = 0;
            for (int i = 0; i < Group && _count == Length; i++)
            {
                int oldest = (_next + i) & (Length - 1);
                int newest = (oldest + Apart) & (Length - 1);
                _rise += _microvolts[newest] - _microvolts[oldest];
                _run += (_times[newest] - _times[oldest]) >> 3;
            }
        }
    }
}
