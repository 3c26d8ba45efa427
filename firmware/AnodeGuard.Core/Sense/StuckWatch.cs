namespace AnodeGuard.Core
{
    /// <summary>
    /// A converter that repeats one code. With 0.25 mV of noise and codes of 156 uV two samples agree in one case of four;
    /// a hundred in a row over two seconds do not happen. Only the converter's own samples are held to that: a recording
    /// may be rounded. At a rail there is no noise to be seen.
    /// </summary>
    public sealed class StuckWatch
    {
        /// <summary>So often it must have repeated itself at least.</summary>
        public const int FewestSamples = 100;

        /// <summary>How often and how long it has repeated itself.</summary>
        public readonly Persistence Repeats = new Persistence(FewestSamples, 2000000);

        /// <summary>Looks at a distinct sample; true when it has repeated itself for too long.</summary>
        public bool Observe(SampleSource source, Channel sense)
        {
            bool same = sense.Value == sense.PreviousValue && source == SampleSource.Ads1115 && sense.IsFreshAndValid
                && sense.IntervalMicroseconds > 0;
            return Repeats.Holds(same, sense.TimeMicroseconds);
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Repeats.Exchange(image);
        }
    }
}
