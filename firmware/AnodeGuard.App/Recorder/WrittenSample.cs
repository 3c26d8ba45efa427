using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>A sample of the snapshot, and what the last record that held it left behind.</summary>
    internal sealed class WrittenSample
    {
        /// <summary>The snapshot's.</summary>
        public Sample Sample;

        /// <summary>When it was taken, microseconds.</summary>
        public long TimeMicroseconds;

        /// <summary>Its value.</summary>
        public long Value;

        /// <summary>Validity in the low byte, source above it.</summary>
        public int Quality;

        /// <summary>The snapshot's time less the sample's.</summary>
        public long AgeMicroseconds;
    }
}
