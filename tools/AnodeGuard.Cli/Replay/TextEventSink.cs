using System.IO;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Writes events as lines for people: the first ones, for a bad file has thousands.</summary>
    internal sealed class TextEventSink : ReplaySink
    {
        private const int MostLines = 40;

        private readonly TextWriter _output;
        private long _count;

        public TextEventSink(TextWriter output)
        {
            _output = output;
        }

        /// <summary>Events that were not shown.</summary>
        public long Hidden
        {
            get { return _count > MostLines ? _count - MostLines : 0; }
        }

        /// <inheritdoc />
        public override void OnEvent(long timeMicroseconds, EventRecord record)
        {
            Write(timeMicroseconds, EventWords.Describe(record));
        }

        /// <inheritdoc />
        public override void OnExchange(long timeMicroseconds, string why)
        {
            Write(timeMicroseconds, "another cell: " + why + "; the core begins anew");
        }

        private void Write(long timeMicroseconds, string text)
        {
            if (++_count <= MostLines)
            {
                _output.WriteLine((FixedText.Of(timeMicroseconds, 6) + " s").PadLeft(16) + "  " + text);
            }
        }
    }
}
