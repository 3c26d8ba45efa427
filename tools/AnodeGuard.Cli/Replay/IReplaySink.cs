using AnodeGuard.App;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Takes what a replay brings, row by row.</summary>
    internal interface IReplaySink
    {
        /// <summary>A row and what the core made of it. Both are overwritten by the next.</summary>
        void OnRow(RecordingRow row, Verdict verdict);

        /// <summary>Something happened at this row; the record is overwritten by the next. Comes before <see cref="OnRow"/>.</summary>
        /// <param name="timeMicroseconds">The file's own time.</param>
        /// <param name="record">What happened.</param>
        void OnEvent(long timeMicroseconds, EventRecord record);
    }
}
