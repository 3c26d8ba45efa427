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
        /// <summary>The header. What follows `faults` are the row's own values, for plotting beside.</summary>
        public const string Header = "time_s,j,s,t_dep_s,state,faults,voltage_v,current_a,sense_v,temperature_c";

        private const byte Comma = (byte)',';

        private readonly LineBuffer _lines;
        private readonly byte[][] _states = new byte[6][];
        private long _faults = -1;
        private byte[] _faultNames = [];

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
            lines.Fixed(row.CellMicrovolts, 6, Comma);
            lines.Fixed(row.CurrentNanoamperes, 9, Comma);
            lines.Optional(row.HasSense, row.SenseMicrovolts, 6, Comma);
            lines.Optional(row.HasTemperature, row.CellMillicelsius, 3, (byte)'\n');
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
                _faultNames = Encoding.ASCII.GetBytes(string.Join(';', Names.OfFaults(faults)) + ",");
            }

            _lines.Text(_faultNames);
        }
    }
}
