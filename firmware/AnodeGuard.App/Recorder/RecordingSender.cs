using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Brings the held recording to the broker, a chunk a turn and only when no event waits; chunks that somebody missed are
    /// sent again when asked for.
    /// </summary>
    internal sealed class RecordingSender
    {
        /// <summary>Bytes of a chunk: 2048 characters of base64, and a multiple of 8.</summary>
        public const int ChunkBytes = 1536;

        private readonly IBoard _board;
        private readonly RecorderSegments _segments;
        private readonly RecordingReel _reel;
        private readonly MessageWriter _messages;
        private readonly ReportTopics _topics;
        private readonly byte[] _chunk = new byte[ChunkBytes];
        private readonly int[] _again = new int[CommandArguments.MostChunks];
        private int _againCount;
        private int _next;

        public RecordingSender(IBoard board, RecorderSegments segments, RecordingReel reel, MessageWriter messages, ReportTopics topics)
        {
            _board = board;
            _segments = segments;
            _reel = reel;
            _messages = messages;
            _topics = topics;
        }

        /// <summary>Chunks that were not sent yet.</summary>
        public int Backlog
        {
            get { return _reel.IsHeld ? Total - _next + _againCount : 0; }
        }

        private int Total
        {
            get { return (_reel.Size + ChunkBytes - 1) / ChunkBytes; }
        }

        /// <summary>What was on its way is lost with the link: from the beginning, where it had not come to its end.</summary>
        public void LinkLost()
        {
            if (_next < Total)
            {
                _next = 0;
            }
        }

        /// <summary>Asks for chunks again.</summary>
        /// <returns>Null, or why not.</returns>
        public string Ask(CommandArguments arguments)
        {
            if (!_reel.IsHeld || arguments.Recording != _reel.Number)
            {
                return "recording: found " + arguments.Recording.ToString() + "; held: " + (_reel.IsHeld ? _reel.Number.ToString() : "none");
            }

            for (int i = 0; i < arguments.ChunkCount; i++)
            {
                if (arguments.Chunks[i] >= Total)
                {
                    return "chunks: found " + arguments.Chunks[i].ToString() + "; accepted: 0 to " + (Total - 1).ToString();
                }
            }

            _againCount = arguments.ChunkCount;
            for (int i = 0; i < _againCount; i++)
            {
                _again[i] = arguments.Chunks[_againCount - 1 - i];
            }

            return null;
        }

        /// <summary>Sends the next chunk, where there is one.</summary>
        /// <param name="nowMicroseconds">The clock.</param>
        /// <param name="unixMilliseconds">The wall clock; 0: not set.</param>
        public void Send(long nowMicroseconds, long unixMilliseconds)
        {
            if (_segments.HeldNumber != 0 && _segments.HeldNumber != _reel.Number)
            {
                long age = (nowMicroseconds - _segments.HeldTriggerMicroseconds) / 1000;
                _reel.Open(unixMilliseconds > age ? unixMilliseconds - age : 0);
                _next = 0;
                _againCount = 0;
            }

            if (Backlog == 0)
            {
                return;
            }

            int index = _againCount > 0 ? _again[_againCount - 1] : _next;
            if (!TrySend(index, nowMicroseconds, unixMilliseconds))
            {
                return;
            }

            if (_againCount > 0)
            {
                _againCount--;
            }
            else
            {
                _next++;
            }
        }

        private bool TrySend(int index, long nowMicroseconds, long unixMilliseconds)
        {
            int offset = index * ChunkBytes;
            int count = _reel.Size - offset < ChunkBytes ? _reel.Size - offset : ChunkBytes;
            _reel.CopyTo(offset, _chunk, count);
            if (!_reel.IsHeld || !_messages.WriteRecording(nowMicroseconds, unixMilliseconds, _reel, index, Total, _chunk, count))
            {
                return false;
            }

            if (_board.Mqtt.Publish(_topics.Recording, _messages.Json.Buffer, _messages.Json.Length, 1, false) <= 0)
            {
                return false;
            }

            _messages.Take(false);
            return true;
        }
    }
}
