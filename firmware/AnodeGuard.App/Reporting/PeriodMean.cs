using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>The mean of one channel over a report period, in the channel's unit.</summary>
    internal sealed class PeriodMean
    {
        private long _sum;
        private int _count;
        private long _lastMicroseconds = -1;

        /// <summary>
        /// Takes a sample that is valid and not the one taken last. The longest period has 36,000 cycles, so that values up to
        /// 2^47 (140,000 A in nanoamperes) have an exact sum; beyond, it stops at the ends of its range.
        /// </summary>
        public void Take(Sample sample)
        {
            if (!sample.IsValid || sample.TimeMicroseconds == _lastMicroseconds)
            {
                return;
            }

            _lastMicroseconds = sample.TimeMicroseconds;
            _sum = Saturating.Add(_sum, sample.Value);
            _count++;
        }

        /// <summary>Puts the mean, to the nearest, in the place of a value; a sample that is not valid stays as it is.</summary>
        public void Replace(Sample latest)
        {
            if (!latest.IsValid || _count <= 0)
            {
                return;
            }

            long half = _count / 2;
            latest.Value = Saturating.Add(_sum, _sum < 0 ? -half : half) / _count;
        }

        /// <summary>Forgets what was taken. The last sample stays known: it counts in one period only.</summary>
        public void Clear()
        {
            _sum = 0;
            _count = 0;
        }
    }
}
