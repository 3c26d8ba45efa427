using System;
using System.IO;

namespace AnodeGuard.Cli.Output
{
    /// <summary>Builds lines of numbers in ASCII and hands them to a stream in few large pieces.</summary>
    internal sealed class LineBuffer
    {
        private const int BufferBytes = 1 << 18;

        /// <summary>No line is longer.</summary>
        private const int LongestLine = 2048;

        private readonly Stream _stream;
        private readonly byte[] _buffer = new byte[BufferBytes];
        private int _count;

        public LineBuffer(Stream stream)
        {
            _stream = stream;
        }

        /// <summary>Makes room for another line.</summary>
        public void BeginLine()
        {
            if (_count > BufferBytes - LongestLine)
            {
                Flush();
            }
        }

        /// <summary>Hands over what is still in the buffer.</summary>
        public void Flush()
        {
            _stream.Write(_buffer, 0, _count);
            _count = 0;
        }

        public void Text(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_buffer.AsSpan(_count));
            _count += bytes.Length;
        }

        /// <summary>value / 10^decimals and what separates it from the next.</summary>
        public void Fixed(long value, int decimals, byte separator)
        {
            int end = _count + FixedText.Write(value, decimals, _buffer.AsSpan(_count));
            _buffer[end] = separator;
            _count = end + 1;
        }

        /// <summary>The same, or an empty field where there is no value.</summary>
        public void Optional(bool there, long value, int decimals, byte separator)
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

        /// <summary>A Q24 number with eight decimals.</summary>
        public void Q24(long value, byte separator)
        {
            int end = _count + FixedText.WriteQ24(value, _buffer.AsSpan(_count));
            _buffer[end] = separator;
            _count = end + 1;
        }
    }
}
