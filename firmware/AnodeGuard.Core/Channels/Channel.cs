namespace AnodeGuard.Core
{
    /// <summary>
    /// What the guard knows of one channel: which of its samples are new, over which interval, and when it last
    /// brought a value. The samples' own times decide, never the number of calls. Fields, because on the interpreter a
    /// property costs a call, and this is read everywhere; only <see cref="Observe"/> writes them.
    /// </summary>
    public sealed class Channel
    {
        /// <summary>Which channel it is among its like: what is kept of one from sample to sample names it by this.</summary>
        public int Number;

        /// <summary>The channel exists on this board or in this file.</summary>
        public bool IsFitted;

        /// <summary>This step brought a new sample with a value: valid, or at a rail of its converter.</summary>
        public bool IsFresh;

        /// <summary>The new sample is a measurement inside the converter's range.</summary>
        public bool IsFreshAndValid;

        /// <summary>The new sample stands at a rail.</summary>
        public bool IsAtRail;

        /// <summary>The new sample is older than the one before it.</summary>
        public bool RanBackwards;

        /// <summary>The last value that the channel brought, held within <see cref="Saturating.Largest"/>.</summary>
        public long Value;

        /// <summary>The value before that.</summary>
        public long PreviousValue;

        /// <summary>When the last value was taken, microseconds, held within <see cref="Saturating.LargestTime"/>.</summary>
        public long TimeMicroseconds;

        /// <summary>From the value before it, microseconds; 0 for the first, and after a step back in time.</summary>
        public long IntervalMicroseconds;

        /// <summary>Since when the channel has been silent: its last value's time, or its first step where it brought none.</summary>
        public long SilentSinceMicroseconds;

        private bool _hasValue;
        private bool _hasStarted;
        private long _seenMicroseconds;

        /// <summary>Looks at this step's sample.</summary>
        public void Observe(Sample sample, long nowMicroseconds)
        {
            if (IsFresh)
            {
                IsFresh = false;
                IsFreshAndValid = false;
                IsAtRail = false;
                RanBackwards = false;
            }

            Validity validity = sample.Validity;
            IsFitted = validity != Validity.NotFitted;
            if (!IsFitted || (_hasValue && sample.TimeMicroseconds == _seenMicroseconds))
            {
                return;
            }

            if (!_hasStarted)
            {
                _hasStarted = true;
                SilentSinceMicroseconds = nowMicroseconds;
            }

            if (validity != Validity.Failed)
            {
                Accept(sample, validity);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Number = (int)image.Number(Number);
            IsFitted = image.Flag(IsFitted);
            IsFresh = image.Flag(IsFresh);
            IsFreshAndValid = image.Flag(IsFreshAndValid);
            IsAtRail = image.Flag(IsAtRail);
            RanBackwards = image.Flag(RanBackwards);
            Value = image.Number(Value);
            PreviousValue = image.Number(PreviousValue);
            TimeMicroseconds = image.Number(TimeMicroseconds);
            IntervalMicroseconds = image.Number(IntervalMicroseconds);
            SilentSinceMicroseconds = image.Number(SilentSinceMicroseconds);
            _hasValue = image.Flag(_hasValue);
            _hasStarted = image.Flag(_hasStarted);
            _seenMicroseconds = image.Number(_seenMicroseconds);
        }

        private void Accept(Sample sample, Validity validity)
        {
            _seenMicroseconds = sample.TimeMicroseconds;
            long time = Saturating.BoundTime(_seenMicroseconds);
            long value = Saturating.Bound(sample.Value);
            RanBackwards = _hasValue && time < TimeMicroseconds;

            // Over a step back in time nothing can be said about an interval: the channel begins anew.
            bool continues = _hasValue && !RanBackwards;
            IntervalMicroseconds = continues ? time - TimeMicroseconds : 0;
            PreviousValue = continues ? Value : value;
            Value = value;
            TimeMicroseconds = time;
            SilentSinceMicroseconds = time;
            _hasValue = true;
            IsFresh = true;
            IsFreshAndValid = validity == Validity.Valid;
            IsAtRail = !IsFreshAndValid;
        }
    }
}
