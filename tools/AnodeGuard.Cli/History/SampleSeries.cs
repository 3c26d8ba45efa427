namespace AnodeGuard.Cli.History
{
    /// <summary>Values of a range, column by column.</summary>
    internal sealed class SampleSeries
    {
        /// <summary>Milliseconds since 1970, UTC, ascending.</summary>
        public long[] Times { get; init; }

        /// <summary>Values by <see cref="SampleColumn"/>, then by time; null where absent.</summary>
        public double?[][] Values { get; init; }

        /// <summary>
        /// Samples that stand behind two neighbouring points, the lowest and the highest of each column; 1: every sample is
        /// a point of its own.
        /// </summary>
        public int SamplesPerPair { get; init; }
    }
}
