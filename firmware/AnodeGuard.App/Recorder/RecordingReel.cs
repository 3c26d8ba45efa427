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
    /// The head, lowest byte first: "AGR1"; its length; boot; number; trigger (8 bytes, microseconds since start); wall clock
    /// at the trigger (8, milliseconds since 1970, 0: not set); 1 where somebody asked for it; counts of settings words, state
    /// words and segments; five texts (length in one byte, UTF-8): core, firmware, board, site, device; for each segment its
    /// bytes, its snapshots and its sum of verdicts (8); settings words and state words, 8 bytes each. All else is 4 bytes.
    /// </remarks>
    internal sealed class RecordingReel
    {
        private const int FixedBytes = 52;
        private const int LongestText = 80;
        private const int Texts = 5;
        private const int SegmentBytes = 16;
        private const int MostSegments = 10;
        private const int SettingsWords = 256;

        private readonly FlightRecorder _recorder;
        private readonly DeviceSettings _settings;
        private readonly ReportIdentity _identity;
        private readonly StateImage _settingsImage = new StateImage(SettingsWords);
        private byte[] _head;
        private int _headLength;

        public RecordingReel(FlightRecorder recorder, DeviceSettings settings, ReportIdentity identity)
        {
            _recorder = recorder;
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
            get { return Number != 0 && _recorder.HeldNumber == Number; }
        }

        /// <summary>Opens the recording that is held now.</summary>
        /// <param name="unixAtTrigger">Wall clock at its event; 0: not set.</param>
        public void Open(long unixAtTrigger)
        {
            Number = _recorder.HeldNumber;
            SettingsImage.Save(_settings.Guard, _settingsImage);
            if (_head == null)
            {
                _head = new byte[FixedBytes + (Texts * LongestText) + (MostSegments * SegmentBytes) + ((_settingsImage.Length + _recorder.ImageWords) * 8)];
            }

            _headLength = FixedBytes;
            PutText(_identity.Core);
            PutText(ReportIdentity.Firmware);
            PutText(_identity.Board);
            PutText(_settings.DeviceSite);
            PutText(_settings.DeviceId);
            Size = PutSegments();
            PutWords(_settingsImage);
            PutWords(_recorder.Held(0).Image);
            PutFixed(unixAtTrigger);
            Size += _headLength;
        }

        /// <summary>Copies a piece; what is not held any more gives garbage: ask <see cref="IsHeld"/> afterwards.</summary>
        public void CopyTo(int offset, byte[] into, int count)
        {
            int at = 0;
            if (offset < _headLength)
            {
                at = _headLength - offset < count ? _headLength - offset : count;
                Array.Copy(_head, offset, into, 0, at);
            }

            int start = _headLength;
            for (int i = 0; i < _recorder.HeldCount && at < count; i++)
            {
                RecorderSegment segment = _recorder.Held(i);
                int from = offset + at - start;
                if (from < segment.Length)
                {
                    int piece = segment.Length - from < count - at ? segment.Length - from : count - at;
                    Array.Copy(segment.Data, from, into, at, piece);
                    at += piece;
                }

                start += segment.Length;
            }
        }

        private int PutSegments()
        {
            int bytes = 0;
            for (int i = 0; i < _recorder.HeldCount; i++)
            {
                RecorderSegment segment = _recorder.Held(i);
                LittleEndian.PutUInt32(_head, _headLength, (uint)segment.Length);
                LittleEndian.PutUInt32(_head, _headLength + 4, (uint)segment.Snapshots);
                LittleEndian.PutInt64(_head, _headLength + 8, segment.Sum);
                _headLength += SegmentBytes;
                bytes += segment.Length;
            }

            return bytes;
        }

        private void PutFixed(long unixAtTrigger)
        {
            _head[0] = (byte)'A';
            _head[1] = (byte)'G';
            _head[2] = (byte)'R';
            _head[3] = (byte)'1';
            LittleEndian.PutUInt32(_head, 4, (uint)_headLength);
            LittleEndian.PutUInt32(_head, 8, (uint)_identity.Boot);
            LittleEndian.PutUInt32(_head, 12, (uint)Number);
            LittleEndian.PutInt64(_head, 16, _recorder.HeldTriggerMicroseconds);
            LittleEndian.PutInt64(_head, 24, unixAtTrigger);
            LittleEndian.PutUInt32(_head, 32, _recorder.HeldByRequest ? 1u : 0u);
            LittleEndian.PutUInt32(_head, 36, (uint)_settingsImage.Length);
            LittleEndian.PutUInt32(_head, 40, (uint)_recorder.ImageWords);
            LittleEndian.PutUInt32(_head, 44, (uint)_recorder.HeldCount);
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
                _headLength += 8;
            }
        }
    }
}
