using System.IO;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Writes a CSV line for every row: what the core made of it.</summary>
    internal sealed class TraceSink : ReplaySink
    {
        /// <summary>The header. A row's own values are in the file itself, and in SI units in what --bdf writes.</summary>
        public const string Header = "time_s,j,s,t_dep_s,state,faults";

        private const byte Comma = (byte)',';

        private readonly LineBuffer _lines;
        private readonly byte[][] _states = new byte[6][];
        private long _faults;
        private byte[] _faultNames = [(byte)'\n'];

        public TraceSink(Stream stream)
        {
            _lines = new LineBuffer(stream);
            for (int i = 0; i < _states.Length; i++)
            {
                _states[i] = Encoding.ASCII.GetBytes(ReportWords.Of((GuardState)i) + ",");
            }

            _lines.Text(Encoding.ASCII.GetBytes(Header + "\n"));
        }

        /// <inheritdoc />
        public override void OnRow(RecordingRow row, in Judgement judgement)
        {
            LineBuffer lines = _lines;
            lines.BeginLine();
            lines.Fixed(row.TimeMicroseconds, 6, Comma);
            lines.Q24(judgement.NormalizedCurrentQ24, Comma);
            lines.Q24(judgement.SurfaceDepletionQ24, Comma);
            lines.Optional(judgement.DepletionMicroseconds != Verdict.Never, judgement.DepletionMicroseconds, 6, Comma);
            lines.Text(_states[(int)judgement.State]);
            Faults(judgement.ActiveFaults);
        }

        /// <summary>Hands over what is still in the buffer.</summary>
        public void Flush()
        {
            _lines.Flush();
        }

        private void Faults(long faults)
        {
            if (faults != _faults)
            {
                _faults = faults;
                _faultNames = Encoding.ASCII.GetBytes(string.Join(';', Names.OfFaults(faults)) + "\n");
            }

            _lines.Text(_faultNames);
        }
    }
}
