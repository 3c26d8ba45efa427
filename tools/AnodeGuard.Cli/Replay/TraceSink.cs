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
        /// <summary>The header. What follows `faults` are the row's own values, for plotting beside.</summary>
        public const string Header = "time_s,j,s,t_dep_s,state,faults,voltage_v,current_a,sense_v,temperature_c";

        /// <summary>Few large writes: a file system takes them several times faster than many small ones.</summary>
        private const int BufferBytes = 1 << 22;

        private const int LongestLine = 2048;

        private readonly Stream _stream;
        private readonly byte[] _buffer = new byte[BufferBytes];
        private readonly byte[][] _states = new byte[6][];
        private long _faults = -1;
        private byte[] _faultNames = [];
        private int _count;

        public TraceSink(Stream stream)
        {
            _stream = stream;
            for (int i = 0; i < _states.Length; i++)
            {
                _states[i] = Encoding.ASCII.GetBytes(ReportWords.Of((GuardState)i));
            }

            Text(Encoding.ASCII.GetBytes(Header + "\n"));
        }

        /// <inheritdoc />
        public override void OnRow(RecordingRow row, in Judgement judgement)
        {
            if (_count > BufferBytes - LongestLine)
            {
                Flush();
            }

            Fixed(row.TimeMicroseconds, 6, (byte)',');
            Q24(judgement.NormalizedCurrentQ24);
            Q24(judgement.SurfaceDepletionQ24);
            if (judgement.DepletionMicroseconds != Verdict.Never)
            {
                _count += FixedText.Write(judgement.DepletionMicroseconds, 6, _buffer.AsSpan(_count));
            }

            _buffer[_count++] = (byte)',';
            Text(_states[(int)judgement.State]);
            _buffer[_count++] = (byte)',';
            Faults(judgement.ActiveFaults);
            _buffer[_count++] = (byte)',';
            Fixed(row.CellMicrovolts, 6, (byte)',');
            Fixed(row.CurrentNanoamperes, 9, (byte)',');
            Optional(row.HasSense, row.SenseMicrovolts, 6, (byte)',');
            Optional(row.HasTemperature, row.CellMillicelsius, 3, (byte)'\n');
        }

        /// <summary>Hands over what is still in the buffer.</summary>
        public void Flush()
        {
            _stream.Write(_buffer, 0, _count);
            _count = 0;
        }

        private void Text(byte[] bytes)
        {
            bytes.CopyTo(_buffer, _count);
            _count += bytes.Length;
        }

        private void Fixed(long value, int decimals, byte separator)
        {
            _count += FixedText.Write(value, decimals, _buffer.AsSpan(_count));
            _buffer[_count++] = separator;
        }

        private void Optional(bool there, long value, int decimals, byte separator)
        {
            if (there)
            {
                Fixed(value, decimals, separator);
            }
            else
            {
                _buffer[_count++] = separator;
            }
        }

        private void Q24(long value)
        {
            _count += FixedText.WriteQ24(value, _buffer.AsSpan(_count));
            _buffer[_count++] = (byte)',';
        }

        private void Faults(long faults)
        {
            if (faults != _faults)
            {
                _faults = faults;
                _faultNames = Encoding.ASCII.GetBytes(string.Join(';', Names.OfFaults(faults)));
            }

            Text(_faultNames);
        }
    }
}
