using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Something that happened at a row of a block: exactly one of the three is set.</summary>
    internal readonly record struct RowHappening(int Row, EventRecord Record, Figure Figure, string Exchange);

    /// <summary>
    /// Rows on their way from the reader over the core to the sinks. Handed on whole from thread to thread, and used again.
    /// </summary>
    internal sealed class RowBlock
    {
        /// <summary>Large enough that handing it on costs nothing, small enough to stay in a cache.</summary>
        public const int Size = 1024;

        public readonly RecordingRow[] Rows = new RecordingRow[Size];
        public readonly Judgement[] Judgements = new Judgement[Size];

        /// <summary>In the order of their rows.</summary>
        public readonly List<RowHappening> Happenings = new List<RowHappening>();

        public RowBlock()
        {
            for (int i = 0; i < Size; i++)
            {
                Rows[i] = new RecordingRow();
            }
        }

        /// <summary>Rows that are filled.</summary>
        public int Count { get; set; }

        /// <summary>What ended the reading or the judging after these rows; null where nothing did.</summary>
        public ExceptionDispatchInfo Failure { get; set; }
    }
}
