namespace AnodeGuard.App
{
    /// <summary>
    /// The flight recorder's segments. Held ones are left alone until the next recording is complete, and the reporting job reads nothing
    /// else; the others are used again, the oldest first.
    /// </summary>
    internal sealed class RecorderSegments
    {
        /// <summary>There are never more.</summary>
        public const int Most = 10;

        private const int Fewest = 3;
        private const int LeastDataBytes = 4096;
        private const int WordBytes = 8;
        private const long BeforeMicroseconds = 60000000;

        private readonly RecorderSegment[] _segments;
        private readonly bool[] _isHeld;
        private readonly int[] _held;
        private int _sequence;
        private int _numbers;

        /// <param name="bytes">Memory for everything; what is too little for two segments gives none.</param>
        /// <param name="imageWords">Words of an image of the core.</param>
        public RecorderSegments(int bytes, int imageWords)
        {
            // Where memory is short, fewer images leave more of it to the snapshots: a third of it at most; or three, so that
            // one may lie before the event; or two.
            int image = imageWords * WordBytes;
            int count = image <= 0 ? 0 : bytes / (3 * image); // Divisor: above 0 here.
            count = count < Fewest ? Fewest : count < Most ? count : Most;
            count = bytes / count < image + LeastDataBytes ? Fewest - 1 : count;
            int data = (bytes / count) - image;
            bool fits = image > 0 && data >= LeastDataBytes;
            DataBytes = fits ? data : 0;
            _segments = new RecorderSegment[fits ? count : 0];
            _isHeld = new bool[_segments.Length];
            _held = new int[_segments.Length];
            for (int i = 0; i < _segments.Length; i++)
            {
                _segments[i] = new RecorderSegment(data / WordBytes, imageWords);
            }
        }

        /// <summary>How many there are; 0: too little memory.</summary>
        public int Count
        {
            get { return _segments.Length; }
        }

        /// <summary>Memory for the snapshots of one.</summary>
        public int DataBytes { get; }

        /// <summary>Place of the one that was begun last among all of them; 0: none was.</summary>
        public int Sequence
        {
            get { return _sequence; }
        }

        /// <summary>Number of the recording that is held, from 1; 0: none.</summary>
        public int HeldNumber { get; private set; }

        /// <summary>When its event happened, microseconds since start.</summary>
        public long HeldTriggerMicroseconds { get; private set; }

        /// <summary>Somebody asked for it; else the state rose to alarm.</summary>
        public bool HeldByRequest { get; private set; }

        /// <summary>How many segments it has.</summary>
        public int HeldCount { get; private set; }

        /// <summary>A segment of the recording that is held.</summary>
        public RecorderSegment Held(int index)
        {
            return _segments[_held[index]];
        }

        /// <summary>Begins one.</summary>
        public RecorderSegment Begin(long nowMicroseconds)
        {
            RecorderSegment next = _segments[OldestFree()];
            _sequence++;
            next.Sequence = _sequence;
            next.StartMicroseconds = nowMicroseconds;
            return next;
        }

        /// <summary>Memory is short: the next one would take the place of that one, or of what came just before it.</summary>
        public bool IsLosing(int sequence)
        {
            int next = OldestFree();
            return next >= 0 && _segments[next].Sequence > 0 && _segments[next].Sequence >= sequence - 1;
        }

        /// <summary>Holds the last segments as a recording: from 60 s before the event, where there is that much, but always the event.</summary>
        /// <param name="triggerMicroseconds">When the event happened.</param>
        /// <param name="triggerSequence">The segment it is in.</param>
        /// <param name="byRequest">Somebody asked for it.</param>
        public void Hold(long triggerMicroseconds, int triggerSequence, bool byRequest)
        {
            HeldNumber = 0;
            int first = _sequence;
            int count = 1;
            int index = IndexOf(_sequence);
            while (_segments[index].StartMicroseconds > triggerMicroseconds - BeforeMicroseconds && IndexOf(first - 1) >= 0)
            {
                first--;
                count++;
                index = IndexOf(first);
            }

            // One is left to go on with.
            int most = _segments.Length - 1;
            first = count > most && triggerSequence - first >= most ? triggerSequence - most + 1 : first;
            count = _sequence - first + 1 < most ? _sequence - first + 1 : most;
            for (int i = 0; i < _segments.Length; i++)
            {
                _isHeld[i] = _segments[i].Sequence >= first && _segments[i].Sequence < first + count;
            }

            for (int i = 0; i < count; i++)
            {
                _held[i] = IndexOf(first + i);
            }

            _numbers++;
            HeldCount = count;
            HeldTriggerMicroseconds = triggerMicroseconds;
            HeldByRequest = byRequest;

            // Last: from here on the reader may look.
            HeldNumber = _numbers;
        }

        /// <summary>The segment to use next: of those that are not held, which are one at the least, the oldest.</summary>
        private int OldestFree()
        {
            int oldest = -1;
            for (int i = 0; i < _segments.Length; i++)
            {
                if (!_isHeld[i] && (oldest < 0 || _segments[i].Sequence < _segments[oldest].Sequence))
                {
                    oldest = i;
                }
            }

            return oldest;
        }

        private int IndexOf(int sequence)
        {
            for (int i = 0; i < _segments.Length && sequence > 0; i++)
            {
                if (_segments[i].Sequence == sequence)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
