namespace AnodeGuard.Core
{
    /// <summary>
    /// What the guard knows of one channel: which of its samples are new, over which interval, and when it last
    /// brought a value. The samples' own times decide, never the number of calls.
    /// </summary>
    public sealed class Channel
    {
        private bool _started;
        private bool _hasTime;
        private long _sinceMicroseconds;

        /// <summary>The channel exists on this board or in this file.</summary>
        public bool IsFitted { get; private set; }

        /// <summary>This step brought a new sample with a value: valid, or at a rail of its converter.</summary>
        public bool IsFresh { get; private set; }

        /// <summary>The new sample is a measurement inside the converter's range.</summary>
        public bool IsFreshAndValid { get; private set; }

        /// <summary>The new sample stands at a rail.</summary>
        public bool IsAtRail { get; private set; }

        /// <summary>The last value that the channel brought, held within <see cref="Saturating.Largest"/>.</summary>
        public long Value { get; private set; }

        /// <summary>When that value was taken, microseconds.</summary>
        public long TimeMicroseconds { get; private set; }

        /// <summary>From the sample with a value before this one, microseconds; 0 for the first.</summary>
        public long IntervalMicroseconds { get; private set; }

        /// <summary>The value before this one.</summary>
        public long PreviousValue { get; private set; }

        /// <summary>This step's sample is older than the one before it.</summary>
        public bool RanBackwards { get; private set; }

        /// <summary>The channel has brought a value since start.</summary>
        public bool HasValue { get; private set; }

        /// <summary>Looks at this step's sample.</summary>
        public void Observe(Sample sample, long nowMicroseconds)
        {
            IsFresh = false;
            IsFreshAndValid = false;
            IsAtRail = false;
            RanBackwards = false;
            Validity validity = sample.Validity;
            IsFitted = validity != Validity.NotFitted;
            if (!IsFitted)
            {
                return;
            }

            if (!_started)
            {
                _started = true;
                _sinceMicroseconds = nowMicroseconds;
            }

            if (validity != Validity.Failed && (!_hasTime || sample.TimeMicroseconds != TimeMicroseconds))
            {
                Accept(sample, validity);
            }
        }

        /// <summary>
        /// How long the channel has brought no value, microseconds; counted from its first step where it never did. A
        /// sample from the future has age 0.
        /// </summary>
        public long AgeMicroseconds(long nowMicroseconds)
        {
            long age = Saturating.Subtract(nowMicroseconds, HasValue ? TimeMicroseconds : _sinceMicroseconds);
            return age < 0 ? 0 : age;
        }

        private void Accept(Sample sample, Validity validity)
        {
            long time = sample.TimeMicroseconds;
            RanBackwards = _hasTime && time < TimeMicroseconds;

            // Over a step back in time nothing can be said about an interval: the channel begins anew.
            bool continues = _hasTime && !RanBackwards;
            IntervalMicroseconds = continues ? Saturating.Subtract(time, TimeMicroseconds) : 0;
            long value = Saturating.Bound(sample.Value);
            PreviousValue = continues ? Value : value;
            Value = value;
            TimeMicroseconds = time;
            _hasTime = true;
            HasValue = true;
            IsFresh = true;
            IsFreshAndValid = validity == Validity.Valid;
            IsAtRail = !IsFreshAndValid;
        }
    }
}
