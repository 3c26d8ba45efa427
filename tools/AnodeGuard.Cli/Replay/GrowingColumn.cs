using System;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// A capacity column row by row: by how much it grew. It may start anew with a step, a cycle, or never; what it holds
    /// in the file's first row flowed before the file began.
    /// </summary>
    internal sealed class GrowingColumn
    {
        private long? _last;

        /// <summary>Smallest growth from one row to the next, nAh: what the column can show; 0 where it never grew.</summary>
        public long Quantum { get; private set; }

        /// <summary>It is known to start anew with the next value.</summary>
        public void Restart()
        {
            _last = 0;
        }

        /// <summary>Growth since the row before, nAh.</summary>
        public long Take(long value)
        {
            long last = _last ?? value;
            _last = value;
            bool startedAnew = value < last && value <= last / 2;
            long growth = startedAnew ? value : value - last;
            if (growth > 0)
            {
                Quantum = Quantum == 0 ? growth : Math.Min(Quantum, growth);
            }

            return growth;
        }
    }
}
