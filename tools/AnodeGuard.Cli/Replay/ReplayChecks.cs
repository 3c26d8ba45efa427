using System.Collections.Generic;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>What can be said about a recording itself: whether it can be true, and what flowed in each cycle.</summary>
    internal sealed class ReplayChecks : IReplaySink
    {
        private readonly IRecording _recording;
        private readonly Plausibility _plausibility;

        public ReplayChecks(IRecording recording)
        {
            _recording = recording;
            _plausibility = new Plausibility(recording);
            Cycles = new CycleTable(recording);
        }

        /// <summary>Capacity per cycle.</summary>
        public CycleTable Cycles { get; }

        /// <summary>Everything that does not fit, a sentence each; complete when the recording has ended.</summary>
        public IReadOnlyList<string> Findings
        {
            get { return _recording.Findings.Concat(_plausibility.Findings()).Concat(Cycles.Findings()).ToArray(); }
        }

        /// <inheritdoc />
        public void OnRow(RecordingRow row, Verdict verdict)
        {
            _plausibility.OnRow(row, verdict);
            Cycles.OnRow(row, verdict);
        }

        /// <inheritdoc />
        public void OnEvent(long timeMicroseconds, EventRecord record)
        {
        }
    }
}
