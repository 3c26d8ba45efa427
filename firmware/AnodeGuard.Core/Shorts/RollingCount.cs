namespace AnodeGuard.Core
{
    /// <summary>
    /// Counts events since start and over the last hour, in buckets of a minute: an event counts for at least an hour and
    /// for less than a minute more. Time that runs back starts the present bucket over and forgets nothing.
    /// </summary>
    public sealed class RollingCount
    {
        private const int Buckets = 61;
        private const long BucketMicroseconds = 60000000;

        private readonly int[] _counts = new int[Buckets];
        private int _present;
        private bool _hasBegun;

        /// <summary>When the present bucket began. Before it, and from <see cref="UntilMicroseconds"/> on, the count must be advanced.</summary>
        public long BeganMicroseconds;

        /// <summary>When it ends; before any time there is while none has begun.</summary>
        public long UntilMicroseconds = long.MinValue;

        /// <summary>Events since start.</summary>
        public long SinceStart;

        /// <summary>Events of the last hour.</summary>
        public int LastHour;

        /// <summary>Lets the time pass. Cheap, but once a minute.</summary>
        public void Advance(long nowMicroseconds)
        {
            if (!_hasBegun || nowMicroseconds < BeganMicroseconds)
            {
                _hasBegun = true;
                BeganMicroseconds = nowMicroseconds;
            }

            // After a gap of more than all buckets a turn of the ring has emptied them.
            for (int i = 0; i < Buckets && nowMicroseconds - BeganMicroseconds >= BucketMicroseconds; i++)
            {
                BeganMicroseconds += BucketMicroseconds;
                _present = (_present + 1) % Buckets;
                LastHour -= _counts[_present];
                _counts[_present] = 0;
            }

            if (nowMicroseconds - BeganMicroseconds >= BucketMicroseconds)
            {
                BeganMicroseconds = nowMicroseconds;
            }

            UntilMicroseconds = BeganMicroseconds + BucketMicroseconds;
        }

        /// <summary>One event, now. A minute counts a thousand of them at most.</summary>
        public void Add()
        {
            SinceStart++;
            if (_counts[_present] < 1000)
            {
                _counts[_present]++;
                LastHour++;
            }
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            image.Numbers(_counts);
            _present = (int)image.Number(_present);
            BeganMicroseconds = image.Number(BeganMicroseconds);
            UntilMicroseconds = image.Number(UntilMicroseconds);
            _hasBegun = image.Flag(_hasBegun);
            SinceStart = image.Number(SinceStart);
            LastHour = (int)image.Number(LastHour);
        }
    }
}
