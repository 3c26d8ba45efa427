using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>A stretch of a flight recording: its snapshots, and what the board's core made of them.</summary>
    /// <param name="Words">As <see cref="RecordWord"/> describes them.</param>
    /// <param name="Sum">The board's sum over its verdicts.</param>
    internal sealed record FlightSegment(long[] Words, long Sum);

    /// <summary>
    /// A flight recording as a board sent it: who recorded, the core's settings and its state before the first snapshot, and the
    /// snapshots. RecordingReel in AnodeGuard.App describes the bytes.
    /// </summary>
    internal sealed class FlightFile
    {
        /// <summary>Bytes that tell a recording from other files.</summary>
        public const int MagicBytes = 4;

        private const char Version = '2';
        private const int WordBytes = 8;
        private const int SegmentBytes = 16;
        private const int FixedBytes = 52;
        private const int MostWords = 65536;
        private const int MostSegments = 1000;

        private readonly byte[] _bytes;
        private int _at = FixedBytes;

        private FlightFile(byte[] bytes)
        {
            _bytes = bytes;
        }

        /// <summary>Starts of the device, counted, this one included.</summary>
        public uint Boot { get; private set; }

        /// <summary>Number of the recording in this start.</summary>
        public uint Number { get; private set; }

        /// <summary>When the event happened, microseconds since the board's start.</summary>
        public long TriggerMicroseconds { get; private set; }

        /// <summary>The same on the wall clock; null: it was not set.</summary>
        public DateTimeOffset? Trigger { get; private set; }

        /// <summary>Somebody asked for it; else the state rose to alarm.</summary>
        public bool ByRequest { get; private set; }

        /// <summary>Hash of the core that judged; empty: not known.</summary>
        public string Core { get; private set; }

        public string Firmware { get; private set; }

        public string Board { get; private set; }

        public string Site { get; private set; }

        public string Device { get; private set; }

        /// <summary>The core's settings.</summary>
        public GuardSettings Settings { get; } = new GuardSettings();

        /// <summary>The core's state before the first snapshot.</summary>
        public StateImage State { get; private set; }

        public IReadOnlyList<FlightSegment> Segments { get; private set; }

        /// <summary>Whether bytes begin as a recording does, of whatever format: AGR and a digit.</summary>
        public static bool IsRecording(ReadOnlySpan<byte> head)
        {
            return head.Length >= MagicBytes && head.StartsWith("AGR"u8) && char.IsAsciiDigit((char)head[MagicBytes - 1]);
        }

        /// <summary>Reads a recording.</summary>
        /// <param name="bytes">The chunks one behind the other.</param>
        /// <param name="name">For the message: where they come from.</param>
        /// <exception cref="InputException">It is none, or not whole.</exception>
        public static FlightFile Parse(byte[] bytes, string name)
        {
            FlightFile file = new FlightFile(bytes);
            try
            {
                file.Read();
                return file;
            }
            catch (Exception exception) when (exception is ArgumentException || exception is FormatException || exception is OverflowException)
            {
                throw new InputException(name + ": not a whole flight recording (" + exception.Message + ")", exception);
            }
        }

        private void Read()
        {
            if (_bytes.Length < FixedBytes || !IsRecording(_bytes))
            {
                throw new FormatException("it does not begin with AGR" + Version);
            }

            char version = (char)_bytes[MagicBytes - 1];
            if (version != Version)
            {
                throw new FormatException("it is of format AGR" + version + ", this tool reads AGR" + Version + ": a recording is judged again by the core that judged it, take that firmware's tool");
            }

            int headLength = Count(4, _bytes.Length);
            Boot = UInt32(8);
            Number = UInt32(12);
            TriggerMicroseconds = Int64(16);
            long unix = Int64(24);
            Trigger = unix == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(unix);
            ByRequest = UInt32(32) != 0;
            int settingsWords = Count(36, MostWords);
            int stateWords = Count(40, MostWords);
            int segments = Count(44, MostSegments);
            Core = Text();
            Firmware = Text();
            Board = Text();
            Site = Text();
            Device = Text();
            _at += (WordBytes - (_at % WordBytes)) % WordBytes;
            int table = _at;
            _at += segments * SegmentBytes;
            StateImage settings = Words(settingsWords);
            State = Words(stateWords);
            if (_at != headLength || !SettingsImage.Load(Settings, settings))
            {
                throw new FormatException("its head is of another version");
            }

            Segments = ReadSegments(table, segments, headLength);
        }

        private List<FlightSegment> ReadSegments(int table, int count, int offset)
        {
            List<FlightSegment> segments = new List<FlightSegment>();
            _at = offset;
            for (int i = 0; i < count; i++)
            {
                int entry = table + (i * SegmentBytes);
                long length = Int64(entry);
                if (length < 0 || length > (_bytes.Length - _at) / WordBytes)
                {
                    throw new FormatException("a segment is longer than the file");
                }

                segments.Add(new FlightSegment(Words((int)length).Words, Int64(entry + WordBytes)));
            }

            return _at == _bytes.Length ? segments : throw new FormatException("its length is not what its head says");
        }

        private StateImage Words(int count)
        {
            StateImage image = new StateImage(count) { Length = count };
            for (int i = 0; i < count; i++)
            {
                image.Words[i] = Int64(_at);
                _at += WordBytes;
            }

            return image;
        }

        private string Text()
        {
            int length = _bytes.AsSpan(_at)[0];
            string text = Encoding.UTF8.GetString(_bytes.AsSpan(_at + 1, length));
            _at += 1 + length;
            return text;
        }

        private int Count(int offset, int most)
        {
            uint count = UInt32(offset);
            return count <= most ? (int)count : throw new FormatException("a count is larger than the file");
        }

        private uint UInt32(int offset)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));
        }

        private long Int64(int offset)
        {
            return BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(offset));
        }
    }
}
