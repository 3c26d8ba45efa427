using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Writes events as JSON lines.</summary>
    internal sealed class JsonEventSink : IReplaySink
    {
        private readonly JsonLines _lines;

        public JsonEventSink(JsonLines lines)
        {
            _lines = lines;
        }

        /// <inheritdoc />
        public void OnRow(RecordingRow row, Verdict verdict)
        {
        }

        /// <inheritdoc />
        public void OnEvent(long timeMicroseconds, EventRecord record)
        {
            EventJson.Write(_lines, timeMicroseconds / 1e6, record);
        }
    }
}
