using System;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Takes what a replay brings, in the order of the rows, all on one thread. What happened at a row comes before the row.
    /// </summary>
    internal abstract class ReplaySink
    {
        /// <summary>
        /// Rows at which nothing happened but perhaps at the first, and what the core made of each: many at once, so that a
        /// sink is called seldom. Both are overwritten later.
        /// </summary>
        public virtual void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
        }

        /// <summary>The core has something to tell.</summary>
        /// <param name="timeMicroseconds">The file's own time.</param>
        /// <param name="record">What happened.</param>
        public virtual void OnEvent(long timeMicroseconds, EventRecord record)
        {
        }

        /// <summary>The core identified something.</summary>
        public virtual void OnFigure(long timeMicroseconds, Figure figure)
        {
        }

        /// <summary>From here on another cell is in the channel: the core began anew.</summary>
        /// <param name="timeMicroseconds">The first row of the new cell.</param>
        /// <param name="why">What showed it.</param>
        public virtual void OnExchange(long timeMicroseconds, string why)
        {
        }
    }
}
