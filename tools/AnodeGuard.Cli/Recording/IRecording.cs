using System;
using System.Collections.Generic;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>An open recording, read row by row in bounded memory.</summary>
    internal interface IRecording : IDisposable
    {
        /// <summary>Name of the format it was recognised as.</summary>
        string Format { get; }

        /// <summary>How the file was understood, a sentence each: columns, units, what was left out.</summary>
        IReadOnlyList<string> Notes { get; }

        /// <summary>Those of the notes that rest on no word of the file.</summary>
        IReadOnlyList<string> Guesses { get; }

        /// <summary>What the reader stumbled over, a sentence each; complete when the last row is read.</summary>
        IReadOnlyList<string> Findings { get; }

        /// <summary>The channel stands in this file.</summary>
        bool Has(Quantity channel);

        /// <summary>
        /// Typical time between two values of a channel, microseconds: the median over the file's beginning, 0 where it
        /// cannot be told. What is stale in this file is judged by it.
        /// </summary>
        long TypicalSpacingMicroseconds(Quantity channel);

        /// <summary>The smallest difference that a channel's numbers can show, in the core's unit; 0 where it cannot be told.</summary>
        long Resolution(Quantity channel);

        /// <summary>Reads the next row; false at the end.</summary>
        /// <exception cref="InputException">The row cannot be used; the message names row and column.</exception>
        bool Read(ref RecordingRow into);
    }
}
