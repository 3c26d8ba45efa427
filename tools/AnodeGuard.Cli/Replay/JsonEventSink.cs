using AnodeGuard.App;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Writes events as JSON lines.</summary>
    internal sealed class JsonEventSink : ReplaySink
    {
        private readonly JsonLines _lines;

        public JsonEventSink(JsonLines lines)
        {
            _lines = lines;
        }

        /// <inheritdoc />
        public override void OnEvent(long timeMicroseconds, EventRecord record)
        {
            EventJson.Write(_lines, timeMicroseconds / 1e6, record);
        }

        /// <inheritdoc />
        public override void OnExchange(long timeMicroseconds, string why)
        {
            _lines.Begin(timeMicroseconds / 1e6, "cell-exchanged");
            _lines.Text("why", why);
            _lines.End();
        }
    }
}
