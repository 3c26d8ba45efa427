namespace AnodeGuard.Core
{
    /// <summary>
    /// Compares the slow baseline with the commissioned one. A leak of 1 nA moves an electrode of 25 uF by 2.3 mV/min;
    /// a healthy one drifts by less than 1 mV/min. Leakage is: more than 0.45 V away (four times the shift by
    /// polarisation) and faster than 1.7 mV/min over the last two hours, or 0.8 V away however slowly.
    /// </summary>
    public sealed class LeakageWatch
    {
        private const long AwayMicrovolts = 450000;

        /// <summary>So far away is leakage however slowly it came, microvolts.</summary>
        public const long FarAwayMicrovolts = 800000;

        private const int Marks = 12;

        /// <summary>From one mark to the next, microseconds.</summary>
        public const long MarkMicroseconds = 600000000;


        /// <summary>1.7 mV/min over twelve marks of ten minutes.</summary>
        private const long FastMicrovolts = 204000;

        private readonly long[] _marks = new long[Marks];
        private int _next;
        private int _count;
        private bool _hasTime;

        /// <summary>Leakage was found; ends when the slow baseline is back within half the limit.</summary>
        public bool IsLeaking;

        /// <summary>How far the slow baseline has moved over <see cref="DriftMicroseconds"/>, microvolts, signed.</summary>
        public long DriftMicrovolts;

        /// <summary>Over so long, at most two hours; 0 while nothing is known.</summary>
        public long DriftMicroseconds;

        /// <summary>When the last mark was made; long before any time while there is none.</summary>
        public long MarkedMicroseconds = -1L << 62;

        /// <summary>It leaks, or time for another mark: else <see cref="Judge"/> has nothing to find within the limits.</summary>
        public bool IsDue(long timeMicroseconds)
        {
            long elapsed = timeMicroseconds - MarkedMicroseconds;
            return IsLeaking || elapsed < 0 || elapsed >= MarkMicroseconds;
        }

        /// <summary>Compares; cheap except once in ten minutes.</summary>
        public void Judge(long slowMicrovolts, long commissionedMicrovolts, long timeMicroseconds)
        {
            long away = Saturating.Abs(slowMicrovolts - commissionedMicrovolts);
            if (IsLeaking)
            {
                IsLeaking = away > AwayMicrovolts / 2;
                return;
            }

            IsLeaking = away > FarAwayMicrovolts;
            long elapsed = timeMicroseconds - MarkedMicroseconds;
            if (!_hasTime || elapsed < 0 || elapsed > 2 * MarkMicroseconds)
            {
                _count = 0;
            }
            else if (elapsed < MarkMicroseconds)
            {
                return;
            }

            Mark(slowMicrovolts, timeMicroseconds);
            long drift = slowMicrovolts - Oldest();
            DriftMicrovolts = drift;
            DriftMicroseconds = (_count - 1) * MarkMicroseconds;
            long moved = Saturating.Abs(drift);
            if (away > AwayMicrovolts && moved > PerMarks(_count - 1))
            {
                IsLeaking = true;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_marks);
            _next = (int)image.Number(_next);
            _count = (int)image.Number(_count);
            _hasTime = image.Flag(_hasTime);
            MarkedMicroseconds = image.Number(MarkedMicroseconds);
            IsLeaking = image.Flag(IsLeaking);
            DriftMicrovolts = image.Number(DriftMicrovolts);
            DriftMicroseconds = image.Number(DriftMicroseconds);
        }

        /// <summary>What counts as fast over so many marks; at least half an hour must have been seen.</summary>
        private static long PerMarks(int intervals)
        {
            return intervals < 3 ? long.MaxValue : FastMicrovolts * intervals / Marks;
        }

        private void Mark(long slowMicrovolts, long timeMicroseconds)
        {
            _hasTime = true;
            MarkedMicroseconds = timeMicroseconds;
            _marks[_next] = slowMicrovolts;
            _next = (_next + 1) % Marks;
            _count = _count < Marks ? _count + 1 : Marks;
        }

        private long Oldest()
        {
            return _marks[_count < Marks ? ((_next - _count) + Marks) % Marks : _next];
        }
    }
}
