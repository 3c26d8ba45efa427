using System;
using System.Text;
using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// The recording that is held, as one row of bytes: a head (who, when, settings and state of the core), then the
    /// snapshots. Read by the reporting job in pieces, in any order.
    /// </summary>
    /// <remarks>
    /// The head, lowest byte first: "AGR2"; its length; boot; number; trigger (8 bytes, microseconds since start); wall clock
    /// at the trigger (8, milliseconds since 1970, 0: not set); 1 where somebody asked for it; counts of settings words, state
    /// words and segments; five texts (length in one byte, UTF-8): core, firmware, board, site, device; zeros up to a multiple of 8; for each
    /// segment how many words it has (8) and its sum of verdicts (8); settings words and state words, 8 bytes each. All else is 4 bytes.
    /// Behind the head stand the segments' words (<see cref="RecordWord"/>), 8 bytes each.
    /// </remarks>
    internal sealed class RecordingReel
    {
        private const int FixedBytes = 52;
        private const int LongestText = 80;
        private const int Texts = 5;
        private const int SegmentBytes = 16;
        private const int WordBytes = 8;
        private const int SettingsWords = 256;

        private readonly RecorderSegments _segments;
        private readonly DeviceSettings _settings;
        private readonly ReportIdentity _identity;
        private readonly StateImage _settingsImage = new StateImage(SettingsWords);
        private byte[] _head;
        private int _headLength;

        public RecordingReel(RecorderSegments segments, DeviceSettings settings, ReportIdentity identity)
        {
            _segments = segments;
            _settings = settings;
            _identity = identity;
        }

        /// <summary>Number of the recording that was opened; 0: none.</summary>
        public int Number { get; private set; }

        /// <summary>Its length, bytes.</summary>
        public int Size { get; private set; }

        /// <summary>It is still held.</summary>
        public bool IsHeld
        {
            get { return Number != 0 && _segments.HeldNumber == Number; }
        }

        /// <summary>Opens the recording that is held now.</summary>
        /// <param name="unixAtTrigger">Wall clock at its event; 0: not set.</param>
        public void Open(long unixAtTrigger)
        {
            Number = _segments.HeldNumber;
            StateImage state = _segments.Held(0).Image;
            SettingsImage.Save(_settings.Guard, _settingsImage);
            if (_head == null)
            {
                _head = new byte[FixedBytes + (Texts * LongestText) + WordBytes + (RecorderSegments.Most * SegmentBytes) + ((_settingsImage.Length + state.Length) * WordBytes)];
            }

            _headLength = FixedBytes;
            PutText(_identity.Core);
            PutText(ReportIdentity.Firmware);
            PutText(_identity.Board);
            PutText(_settings.DeviceSite);
            PutText(_settings.DeviceId);
            Size = PutSegments();
            PutWords(_settingsImage);
            PutWords(state);
            PutFixed(unixAtTrigger, state.Length);
            Size += _headLength;
        }

        /// <summary>Copies a piece; what is not held any more gives garbage: ask <see cref="IsHeld"/> afterwards.</summary>
        /// <param name="offset">Where it begins: a multiple of 8.</param>
        /// <param name="into">Gets it.</param>
        /// <param name="count">How many bytes: a multiple of 8.</param>
        public void CopyTo(int offset, byte[] into, int count)
        {
            int at = 0;
            if (offset < _headLength)
            {
                at = _headLength - offset < count ? _headLength - offset : count;
                Array.Copy(_head, offset, into, 0, at);
            }

            int word = (offset + at - _headLength) / WordBytes;
            for (int i = 0; i < _segments.HeldCount && at < count; i++)
            {
                RecorderSegment segment = _segments.Held(i);
                long[] words = segment.Words;
                int length = segment.Length;
                for (; word < length && at < count; word++)
                {
                    LittleEndian.PutInt64(into, at, words[word]);
                    at += WordBytes;
                }

                word -= length;
            }
        }

        private int PutSegments()
        {
            while (_headLength % WordBytes != 0)
            {
                _head[_headLength] = 0;
                _headLength++;
            }

            int words = 0;
            for (int i = 0; i < _segments.HeldCount; i++)
            {
                RecorderSegment segment = _segments.Held(i);
                LittleEndian.PutInt64(_head, _headLength, segment.Length);
                LittleEndian.PutInt64(_head, _headLength + 8, segment.Sum);
                _headLength += SegmentBytes;
                words += segment.Length;
            }

            return words * WordBytes;
        }

        private void PutFixed(long unixAtTrigger, int stateWords)
        {
            _head[0] = (byte)'A';
            _head[1] = (byte)'G';
            _head[2] = (byte)'R';
            _head[3] = (byte)'2';
            LittleEndian.PutUInt32(_head, 4, (uint)_headLength);
            LittleEndian.PutUInt32(_head, 8, (uint)_identity.Boot);
            LittleEndian.PutUInt32(_head, 12, (uint)Number);
            LittleEndian.PutInt64(_head, 16, _segments.HeldTriggerMicroseconds);
            LittleEndian.PutInt64(_head, 24, unixAtTrigger);
            LittleEndian.PutUInt32(_head, 32, _segments.HeldByRequest ? 1u : 0u);
            LittleEndian.PutUInt32(_head, 36, (uint)_settingsImage.Length);
            LittleEndian.PutUInt32(_head, 40, (uint)stateWords);
            LittleEndian.PutUInt32(_head, 44, (uint)_segments.HeldCount);
            LittleEndian.PutUInt32(_head, 48, 0);
        }

        private void PutText(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text ?? "");
            int length = utf8.Length < LongestText ? utf8.Length : LongestText - 1;
            _head[_headLength] = (byte)length;
            Array.Copy(utf8, 0, _head, _headLength + 1, length);
            _headLength += length + 1;
        }

        private void PutWords(StateImage image)
        {
            for (int i = 0; i < image.Length; i++)
            {
                LittleEndian.PutInt64(_head, _headLength, image.Words[i]);
                _headLength += WordBytes;
            }
        }
    }
}
