using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Keeps the last minutes of raw snapshots, and holds what lies around an event: from 60 s before it to 30 s after it,
    /// with the core's state at the beginning, so that a replay reproduces the event bit for bit. All memory is allocated at
    /// the start; the safety job writes, and the reporting job reads only what is held.
    /// </summary>
    /// <remarks>
    /// Time is cut into segments of 30 s, each beginning with an image of the core's state. Held segments are left alone until the
    /// next recording is complete; the others are used again, the oldest first. Saving an image takes 2.5 million instructions of the
    /// interpreter (counted), once in 30 s: 13 ms of the chip's time at 5.07 ns each, 39 ms at 15.5 ns, reckoned from a desk. It is done after
    /// the turn's switching; with the slower figure the next turn begins about 25 ms late.
    /// </remarks>
    public sealed class FlightRecorder
    {
        private const int MostSegments = 10;
        private const int FewestSegments = 3;
        private const int LeastDataBytes = 4096;

        // 40 fast turns of 10 bytes and ten decision cycles of 45, see SnapshotEncoder.
        private const int BytesPerSecond = 850;
        private const long SegmentMicroseconds = 30000000;
        private const long BeforeMicroseconds = 60000000;
        private const long AfterMicroseconds = 30000000;

        private readonly Guard _guard;
        private readonly SafetyRequests _requests;
        private readonly SnapshotEncoder _encoder = new SnapshotEncoder();
        private readonly RecorderSegment[] _segments;
        private readonly bool[] _isHeld;
        private readonly int[] _held;
        private bool _isOn;
        private RecorderSegment _current;
        private int _sequence;
        private GuardState _state;
        private int _asked;
        private int _numbers;
        private long _concludesMicroseconds = long.MinValue;
        private bool _triggered;
        private bool _byRequest;
        private long _triggerMicroseconds;
        private int _triggerSequence;

        /// <param name="guard">Its state is what is recorded.</param>
        /// <param name="requests">Where somebody asks for a recording.</param>
        /// <param name="bytes">Memory for everything; what is too little for two segments records nothing.</param>
        public FlightRecorder(Guard guard, SafetyRequests requests, int bytes)
        {
            _guard = guard;
            _requests = requests;
            StateImage probe = new StateImage(Guard.LargestImage);
            bool fits = guard.Save(probe);
            ImageWords = probe.Length;

            // Where memory is short, fewer images leave more of it to the snapshots: a third of it at most; or three, so that
            // one may lie before the event; or two.
            int image = ImageWords * 8;
            int count = image <= 0 ? 0 : bytes / (3 * image); // Divisor: above 0 here.
            count = count < FewestSegments ? FewestSegments : count < MostSegments ? count : MostSegments;
            count = bytes / count < image + LeastDataBytes ? FewestSegments - 1 : count;
            int data = (bytes / count) - image;
            _isOn = fits && data >= LeastDataBytes;
            _segments = new RecorderSegment[_isOn ? count : 0];
            _isHeld = new bool[_segments.Length];
            _held = new int[_segments.Length];
            for (int i = 0; i < _segments.Length; i++)
            {
                _segments[i] = new RecorderSegment(data, ImageWords);
            }

            Bytes = _isOn ? bytes : 0;
            int seconds = data / BytesPerSecond;
            int longest = (int)(SegmentMicroseconds / 1000000);
            Seconds = _isOn ? (count - 1) * (seconds < longest ? seconds : longest) : 0;
        }

        /// <summary>There is memory to record in.</summary>
        public bool IsOn
        {
            get { return _isOn; }
        }

        /// <summary>Memory that it takes; 0: none.</summary>
        public int Bytes { get; }

        /// <summary>How far back it reaches at the least, about, seconds: all segments but the one that is being used again.</summary>
        public int Seconds { get; }

        /// <summary>Number of the recording that is held, from 1; 0: none.</summary>
        public int HeldNumber { get; private set; }

        /// <summary>When the event happened, microseconds since start.</summary>
        public long HeldTriggerMicroseconds { get; private set; }

        /// <summary>Somebody asked for it; else the state rose to alarm.</summary>
        public bool HeldByRequest { get; private set; }

        /// <summary>How many segments it has.</summary>
        internal int HeldCount { get; private set; }

        /// <summary>Words of an image.</summary>
        internal int ImageWords { get; private set; }

        /// <summary>A segment of the recording that is held.</summary>
        internal RecorderSegment Held(int index)
        {
            return _segments[_held[index]];
        }

        /// <summary>Safety job: takes a snapshot that was judged.</summary>
        /// <param name="snapshot">What was judged.</param>
        /// <param name="verdict">What the guard made of it.</param>
        /// <param name="cycle">Whether more than the sense electrode was sampled for it.</param>
        internal void Record(Snapshot snapshot, Verdict verdict, bool cycle)
        {
            RecorderSegment current = _current;
            long now = verdict.TimeMicroseconds;
            bool full = false;
            if (current != null)
            {
                byte[] data = current.Data;
                int at = current.Length;
                at = cycle ? _encoder.Write(snapshot, data, at, true) : _encoder.WriteFast(snapshot, data, at);
                current.Length = at;
                current.Snapshots++;
                current.Sum = RecorderSegment.Add(current.Sum, verdict);
                full = at > data.Length - SnapshotEncoder.LongestRecord;
            }
            else if (!_isOn)
            {
                return;
            }

            GuardState state = verdict.State;
            int asked = _requests.Recordings;
            if (state != _state || asked != _asked)
            {
                LookForEvent(state, asked, now);
            }

            if (full || now >= _concludesMicroseconds)
            {
                Conclude(now, full);
            }
        }

        /// <summary>A segment is over, or a recording is complete.</summary>
        private void Conclude(long now, bool full)
        {
            bool over = full || _current == null || now - _current.StartMicroseconds >= SegmentMicroseconds;
            bool complete = _triggered && (now - _triggerMicroseconds >= AfterMicroseconds || (over && IsLosing()));
            if (complete)
            {
                Hold();
            }

            if (over || complete)
            {
                Begin(now);
            }
        }

        /// <summary>Memory is short: the next segment would take the place of the event, or of what came just before it.</summary>
        private bool IsLosing()
        {
            int next = OldestFree();
            return next >= 0 && _segments[next].Sequence > 0 && _segments[next].Sequence >= _triggerSequence - 1;
        }

        private void LookForEvent(GuardState state, int asked, long now)
        {
            bool rose = state >= GuardState.Alarm && _state < GuardState.Alarm;
            bool wanted = asked != _asked;
            _asked = asked;
            _state = state;
            if ((rose || wanted) && !_triggered)
            {
                _triggered = true;
                _byRequest = !rose;
                _triggerMicroseconds = now;
                _triggerSequence = _sequence;
                Await();
            }
        }

        private void Hold()
        {
            _triggered = false;
            HeldNumber = 0;
            int first = _sequence;
            int count = 1;
            int index = IndexOf(_sequence);
            while (_segments[index].StartMicroseconds > _triggerMicroseconds - BeforeMicroseconds && IndexOf(first - 1) >= 0)
            {
                first--;
                count++;
                index = IndexOf(first);
            }

            // One is left to go on with.
            int most = _segments.Length - 1;
            first = count > most && _triggerSequence - first >= most ? _triggerSequence - most + 1 : first;
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
            HeldTriggerMicroseconds = _triggerMicroseconds;
            HeldByRequest = _byRequest;

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

        private void Begin(long nowMicroseconds)
        {
            int oldest = OldestFree();
            _sequence++;
            _current = _segments[oldest];
            _current.Sequence = _sequence;
            _current.StartMicroseconds = nowMicroseconds;
            _current.Length = 0;
            _current.Snapshots = 0;
            _current.Sum = 0;
            _encoder.Reset();
            Await();
            if (!_guard.Save(_current.Image))
            {
                _isOn = false;
                _current = null;
            }
        }

        /// <summary>When there is something to conclude: at the end of the segment, or of a recording that ends before it.</summary>
        private void Await()
        {
            long segment = _current == null ? long.MinValue : _current.StartMicroseconds + SegmentMicroseconds;
            long recording = _triggered ? _triggerMicroseconds + AfterMicroseconds : segment;
            _concludesMicroseconds = recording < segment ? recording : segment;
        }
    }
}
