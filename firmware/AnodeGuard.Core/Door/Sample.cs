namespace AnodeGuard.Core
{
    /// <summary>
    /// One channel's value with the instant it was taken, whether it can be believed, and where it came from.
    /// A class, filled again and again: on the interpreter a struct local is a heap object of its own, and the
    /// safety loop allocates nothing.
    /// </summary>
    public sealed class Sample
    {
        /// <summary>The value, in the unit that the field of <see cref="Snapshot"/> names.</summary>
        public long Value;

        /// <summary>
        /// When the value was taken, microseconds on the clock of <see cref="Snapshot.TimeMicroseconds"/>. Two samples
        /// of one channel are distinct when their times differ; a sample that is handed in twice counts once.
        /// </summary>
        public long TimeMicroseconds;

        /// <summary>Whether the value can be believed.</summary>
        public Validity Validity;

        /// <summary>Where the value came from.</summary>
        public SampleSource Source;

        /// <summary>True when <see cref="Value"/> is a measurement inside the converter's range.</summary>
        public bool IsValid
        {
            get { return Validity == Validity.Valid; }
        }

        /// <summary>Writes a whole sample at once.</summary>
        public void Set(long value, long timeMicroseconds, Validity validity, SampleSource source)
        {
            Value = value;
            TimeMicroseconds = timeMicroseconds;
            Validity = validity;
            Source = source;
        }

        /// <summary>Copies every field of another sample.</summary>
        public void CopyFrom(Sample other)
        {
            Value = other.Value;
            TimeMicroseconds = other.TimeMicroseconds;
            Validity = other.Validity;
            Source = other.Source;
        }
    }
}
