namespace AnodeGuard.Core
{
    /// <summary>
    /// What the guard knows of one channel: which of its samples are new, over which interval, and when it last
    /// brought a value. The samples' own times decide, never the number of calls. Fields, because on the interpreter a
    /// property costs a call, and this is read everywhere; only <see cref="Observe"/> and <see cref="ChannelSet"/> write them.
    /// </summary>
    public sealed class Channel
    {
        /// <summary>From one end of what a value is held within to the other.</summary>
        internal const ulong Breadth = 2 * (ulong)Saturating.Largest;

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

        /// <summary>
        /// The last sample was a measurement, not older than the one before it and taken within <see cref="Saturating.LargestTime"/>.
        /// Where the next one is another such, only value and time change, and <see cref="ChannelSet"/> writes these itself.
        /// </summary>
        internal bool IsRegular;

        private bool _hasValue;
        private bool _hasStarted;
        private long _startedMicroseconds;
        private long _beyondMicroseconds;

        /// <summary>Since when the channel has been silent: its last value's time, or its first step where it brought none.</summary>
        public long SilentSinceMicroseconds
        {
            get { return _hasValue ? TimeMicroseconds : _startedMicroseconds; }
        }

        /// <summary>
        /// Looks at this step's sample, whatever it is. One method, and bounds in place: calls are what costs on the interpreter.
        /// </summary>
        /// <returns>
        /// True where the channel may fall silent earlier than it promised: it came or went, or its time began anew.
        /// </returns>
        public bool Observe(Sample sample, long nowMicroseconds)
        {
            Validity validity = sample.Validity;
            long taken = sample.TimeMicroseconds;
            bool fitted = validity != Validity.NotFitted;
            bool surprise = fitted != IsFitted;
            IsFitted = fitted;
            if (!fitted || validity == Validity.Failed || (_hasValue && taken == unchecked(TimeMicroseconds + _beyondMicroseconds)))
            {
                Miss(fitted, nowMicroseconds);
                return surprise;
            }

            long value = sample.Value;
            if (value > Saturating.Largest || value < -Saturating.Largest)
            {
                value = value > 0 ? Saturating.Largest : -Saturating.Largest;
            }

            long held = taken;
            if (taken > Saturating.LargestTime || taken < -Saturating.LargestTime)
            {
                held = taken > 0 ? Saturating.LargestTime : -Saturating.LargestTime;
            }

            // Over a step back in time nothing can be said about an interval: the channel begins anew.
            bool continues = _hasValue && held >= TimeMicroseconds;
            if (continues)
            {
                IntervalMicroseconds = held - TimeMicroseconds;
                PreviousValue = Value;
                RanBackwards = false;
            }
            else
            {
                RanBackwards = _hasValue;
                IntervalMicroseconds = 0;
                PreviousValue = value;
                surprise = true;
                _hasValue = true;
            }

            Value = value;
            TimeMicroseconds = held;
            _beyondMicroseconds = taken - held;
            IsFresh = true;
            bool valid = validity == Validity.Valid;
            IsFreshAndValid = valid;
            IsAtRail = !valid;
            IsRegular = valid && !RanBackwards && taken == held;
            return surprise;
        }

        /// <summary>A step without a new sample after one that brought it.</summary>
        public void Rest()
        {
            IsFresh = false;
            IsFreshAndValid = false;
            IsAtRail = false;
            RanBackwards = false;
        }

        private void Miss(bool fitted, long nowMicroseconds)
        {
            Rest();
            IsRegular = false;
            if (fitted && !_hasStarted && !_hasValue)
            {
                _hasStarted = true;
                _startedMicroseconds = nowMicroseconds;
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
            _hasValue = image.Flag(_hasValue);
            _hasStarted = image.Flag(_hasStarted);
            _startedMicroseconds = image.Number(_startedMicroseconds);
            _beyondMicroseconds = image.Number(_beyondMicroseconds);
            IsRegular = image.Flag(IsRegular);
        }
    }
}
