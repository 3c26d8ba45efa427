namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// A capacity column row by row: by how much it grew. It may start anew with a step, a cycle, or never; what it holds
    /// in the file's first row flowed before the file began.
    /// </summary>
    internal sealed class GrowingColumn
    {
        private long? _last;

        /// <summary>Growth since the row before, nAh.</summary>
        public long Take(long value)
        {
            long last = _last ?? value;
            _last = value;
            bool startedAnew = value < last && value <= last / 2;
            return startedAnew ? value : value - last;
        }
    }
}
