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
        /// <summary>Large enough that handing it on costs nothing; all that are under way fit the cache that the processors share.</summary>
        public const int Size = 4096;

        public readonly RecordingRow[] Rows = new RecordingRow[Size];
        public readonly Judgement[] Judgements = new Judgement[Size];

        /// <summary>In the order of their rows.</summary>
        public readonly List<RowHappening> Happenings = new List<RowHappening>();

        /// <summary>Rows that are the first of another cell, and what shows it.</summary>
        public readonly Queue<(int Row, string Why)> Exchanges = new Queue<(int Row, string Why)>();

        /// <summary>Rows that are filled.</summary>
        public int Count { get; set; }

        /// <summary>What ended the reading or the judging after these rows; null where nothing did.</summary>
        public ExceptionDispatchInfo Failure { get; set; }

        /// <summary>Forgets everything.</summary>
        public void Clear()
        {
            Happenings.Clear();
            Exchanges.Clear();
            Count = 0;
        }
    }
}
