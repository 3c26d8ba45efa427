using System.IO;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Writes events as lines for people: the first ones, for a bad file has thousands.</summary>
    internal sealed class TextEventSink : IReplaySink
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
        public void OnRow(RecordingRow row, Verdict verdict)
        {
        }

        /// <inheritdoc />
        public void OnEvent(long timeMicroseconds, EventRecord record)
        {
            if (++_count <= MostLines)
            {
                _output.WriteLine((FixedText.Of(timeMicroseconds, 6) + " s").PadLeft(16) + "  " + EventWords.Describe(record));
            }
        }
    }
}
