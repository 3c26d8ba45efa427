using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>What can be said about a recording itself: whether it can be true, and what flowed in each cycle.</summary>
    internal sealed class ReplayChecks : ReplaySink
    {
        private readonly IRecording _recording;
        private readonly Plausibility _plausibility;

        public ReplayChecks(IRecording recording, OutlookScope scope)
        {
            _recording = recording;
            _plausibility = new Plausibility(recording);
            Cycles = new CycleTable(recording, scope);
        }

        /// <summary>Capacity per cycle.</summary>
        public CycleTable Cycles { get; }

        /// <summary>Everything that does not fit, a sentence each; complete when the recording has ended.</summary>
        public IReadOnlyList<string> Findings
        {
            get { return _recording.Findings.Concat(_plausibility.Findings()).Concat(Cycles.Findings()).ToArray(); }
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            _plausibility.OnRows(rows, judgements);
            Cycles.OnRows(rows, judgements);
        }

        /// <inheritdoc />
        public override void OnFigure(long timeMicroseconds, Figure figure)
        {
            Cycles.OnFigure(timeMicroseconds, figure);
        }
    }
}
