using System;
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
        private GuardState _state;
        private long _faults;
        private byte[] _stateAndFaults;

        public TraceSink(Stream stream)
        {
            _lines = new LineBuffer(stream);
            _lines.Text(Encoding.ASCII.GetBytes(Header + "\n"));
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            LineBuffer lines = _lines;
            for (int i = 0; i < rows.Length; i++)
            {
                ref readonly Judgement judgement = ref judgements[i];
                lines.BeginLine();
                lines.Fixed(rows[i].TimeMicroseconds, 6, Comma);
                lines.Q24(judgement.NormalizedCurrentQ24, Comma);
                lines.Q24(judgement.SurfaceDepletionQ24, Comma);
                lines.Optional(judgement.DepletionMicroseconds != Verdict.Never, judgement.DepletionMicroseconds, 6, Comma);
                if (judgement.State != _state || judgement.ActiveFaults != _faults || _stateAndFaults == null)
                {
                    Name(judgement);
                }

                lines.Text(_stateAndFaults);
            }
        }

        /// <summary>Hands over what is still in the buffer.</summary>
        public void Flush()
        {
            _lines.Flush();
        }

        /// <summary>Both seldom change: their words are kept.</summary>
        private void Name(in Judgement judgement)
        {
            _state = judgement.State;
            _faults = judgement.ActiveFaults;
            _stateAndFaults = Encoding.ASCII.GetBytes(ReportWords.Of(_state) + "," + string.Join(';', Names.OfFaults(_faults)) + "\n");
        }
    }
}
