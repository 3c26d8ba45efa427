using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Keeps the last minutes of raw snapshots, and holds what lies around an event: from 60 s before it to 30 s after it,
    /// with the core's state at the beginning, so that a replay reproduces the event bit for bit. All memory is allocated at
    /// the start; the safety job writes, and the reporting job reads only what is held.
    /// </summary>
    /// <remarks>
    /// Time is cut into segments of 45 s, each beginning with an image of the core's state. Saving an image takes 2.5 million instructions of
    /// the interpreter (counted), once in 45 s: 13 ms of the chip's time at 5.07 ns each, 39 ms at 15.5 ns, reckoned from a desk. It is done
    /// after the turn's switching, in the turn after a decision turn; with the slower figure the next turn begins about 25 ms late.
    /// </remarks>
    public sealed class FlightRecorder
    {
        // 40 fast turns of a word and ten decision turns of six, and now and then a whole one, see RecordWord.
        private const int BytesPerSecond = 850;
        private const long SegmentMicroseconds = 45000000;
        private const long AfterMicroseconds = 30000000;

        // As no lines are: the next turn is written whole.
        private const int NoLines = -1;

        private readonly Guard _guard;
        private readonly SafetyRequests _requests;
        private readonly OtherSamples _others = new OtherSamples();
        private bool _isOn;
        private int _asked;
        private bool _triggered;
        private bool _byRequest;
        private long _triggerMicroseconds;
        private int _triggerSequence;
        private RecorderSegment _current;
        private long _concludesMicroseconds;

        // Of the current segment: its words, how many are in use, from how many on it is over, and the sum over its verdicts.
        private long[] _words;
        private int _at;
        private int _end;
        private long _sum;

        // What the words so far say: the last whole turn's time, the lines, since when the injector does what it does, the state.
        private long _wholeMicroseconds;
        private int _lines;
        private long _driveSince;
        private GuardState _state;

        // The lines that only a decision turn changes.
        private int _slowLines;

        // The turn before was a decision turn, or the segment begins.
        private bool _looks;

        /// <param name="guard">Its state is what is recorded.</param>
        /// <param name="requests">Where somebody asks for a recording.</param>
        /// <param name="bytes">Memory for everything; what is too little for two segments records nothing.</param>
        public FlightRecorder(Guard guard, SafetyRequests requests, int bytes)
        {
            _guard = guard;
            _requests = requests;
            StateImage probe = new StateImage(Guard.LargestImage);
            bool fits = guard.Save(probe);
            Segments = new RecorderSegments(bytes, fits ? probe.Length : 0);
            _isOn = Segments.Count > 0;
            Bytes = _isOn ? bytes : 0;
            int seconds = Segments.DataBytes / BytesPerSecond;
            int longest = (int)(SegmentMicroseconds / 1000000);
            Seconds = _isOn ? (Segments.Count - 1) * (seconds < longest ? seconds : longest) : 0;
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

        /// <summary>What was recorded, and what of it is held.</summary>
        internal RecorderSegments Segments { get; }

        /// <summary>
        /// Safety job: takes a snapshot that was judged. Every turn comes by here, and on the interpreter a call costs as much as a dozen
        /// additions: what a fast turn needs is written out, and the rest is called where there is something to do.
        /// </summary>
        /// <param name="snapshot">What was judged.</param>
        /// <param name="verdict">What the guard made of it.</param>
        /// <param name="cycle">Whether more than the sense electrode was sampled for it.</param>
        internal void Record(Snapshot snapshot, Verdict verdict, bool cycle)
        {
            long[] words = _words;
            long now = snapshot.TimeMicroseconds;
            if (words == null)
            {
                BeginFirst(snapshot, verdict);
                return;
            }

            int at = cycle ? LookAround(snapshot, verdict, words) : _looks ? LookAside(now, words) : _at;
            Sample sense = snapshot.SenseMicrovolts;
            int lines = (int)snapshot.SenseDrive
                | ((int)sense.Validity << RecordLines.SenseValidityAt) | ((int)sense.Source << RecordLines.SenseSourceAt)
                | (snapshot.SwitchClosed ? RecordLines.SwitchClosed : 0);
            if (snapshot.CollapseComparator | snapshot.OverCurrentComparator | snapshot.Acknowledge | snapshot.HoldOpen)
            {
                lines |= RecordLines.Seldom(snapshot);
            }

            long passed = unchecked(now - _wholeMicroseconds);
            long age = unchecked(now - sense.TimeMicroseconds);
            long value = unchecked(sense.Value + RecordWord.SenseOffset);
            if (lines != _lines || snapshot.SenseDriveSinceMicroseconds != _driveSince
                || ((passed >> RecordWord.TimeBits) | (age >> RecordWord.AgeBits) | (value >> RecordWord.SenseBits)) != 0)
            {
                at = WriteWhole(snapshot, words, at, lines, cycle);
            }
            else
            {
                long word = ((((value << RecordWord.AgeBits) | age) << RecordWord.TimeBits) | passed) << RecordWord.KindBits;
                words[at] = cycle ? word | RecordWord.DecisionTurn : word;
                at++;
            }

            _at = at;

            // VerdictSum.Add, written out.
            GuardState state = verdict.State;
            long by = VerdictSum.Factor;
            long sum = unchecked((((((((_sum * by) + (((int)state << VerdictSum.StateAt) | verdict.Actions)) * by) + verdict.ActiveFaults) * by)
                + verdict.SlowBaselineMicrovolts) * by) + verdict.SenseSlopeMicrovoltsPerSecond);
            _sum = cycle ? VerdictSum.AddDecision(sum, verdict) : sum;
            if (state != _state)
            {
                LookForEvent(state, _asked, now);
            }

            if (at >= _end)
            {
                Conclude(snapshot);
            }
        }

        /// <summary>In a decision turn: the samples beside the sense electrode's, and whether somebody waits.</summary>
        /// <returns>Where the samples end.</returns>
        private int LookAround(Snapshot snapshot, Verdict verdict, long[] words)
        {
            long now = snapshot.TimeMicroseconds;
            int slow = snapshot.StorageCorrupt | snapshot.WatchdogReset | snapshot.NetworkHang | !snapshot.SwitchFitted
                ? RecordLines.Slow(snapshot)
                : RecordLines.SwitchFitted;
            if (slow != _slowLines)
            {
                _slowLines = slow;
                _lines = NoLines;
            }

            bool all = _looks;
            _looks = true;
            if (all && now >= _concludesMicroseconds)
            {
                // No turn came after the last decision turn.
                _end = 0;
            }

            int asked = _requests.Recordings;
            if (asked != _asked)
            {
                LookForEvent(verdict.State, asked, now);
            }

            return _others.Write(now, words, _at, 0, all ? OtherSamples.Count : OtherSamples.FirstAside);
        }

        /// <summary>In the turn after a decision turn, and in the first of a segment: what was sampled aside, and whether the time has come.</summary>
        /// <returns>Where the samples end.</returns>
        private int LookAside(long now, long[] words)
        {
            _looks = false;
            if (now >= _concludesMicroseconds)
            {
                // With this turn.
                _end = 0;
            }

            return _others.WriteAside(now, words, _at);
        }

        /// <summary>Writes what does not fit into one word.</summary>
        /// <returns>Where it ends.</returns>
        private int WriteWhole(Snapshot snapshot, long[] words, int at, int lines, bool cycle)
        {
            Sample sense = snapshot.SenseMicrovolts;
            _lines = lines;
            _driveSince = snapshot.SenseDriveSinceMicroseconds;
            _wholeMicroseconds = snapshot.TimeMicroseconds;
            words[at] = RecordWord.WholeTurn | (cycle ? RecordWord.Marked : 0) | ((lines | _slowLines) << RecordWord.LinesAt);
            words[at + 1] = _wholeMicroseconds;
            words[at + 2] = sense.Value;
            words[at + 3] = sense.TimeMicroseconds;
            words[at + 4] = _driveSince;
            return at + RecordWord.WholeTurnWords;
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
                _triggerSequence = Segments.Sequence;
                Await();
            }
        }

        /// <summary>The first turn is not recorded: its image holds it.</summary>
        private void BeginFirst(Snapshot snapshot, Verdict verdict)
        {
            if (_isOn)
            {
                Begin(snapshot);
                LookForEvent(verdict.State, _requests.Recordings, snapshot.TimeMicroseconds);
            }
        }

        /// <summary>A segment is over, or a recording is complete.</summary>
        private void Conclude(Snapshot snapshot)
        {
            long now = snapshot.TimeMicroseconds;
            RecorderSegment current = _current;
            current.Length = _at;
            current.Sum = _sum;
            bool over = _at >= Full() || now - current.StartMicroseconds >= SegmentMicroseconds;
            if (_triggered && (now - _triggerMicroseconds >= AfterMicroseconds || (over && Segments.IsLosing(_triggerSequence))))
            {
                _triggered = false;
                Segments.Hold(_triggerMicroseconds, _triggerSequence, _byRequest);
            }

            Begin(snapshot);
        }

        private void Begin(Snapshot snapshot)
        {
            RecorderSegment current = Segments.Begin(snapshot.TimeMicroseconds);
            _current = current;
            _words = current.Words;
            _at = 0;
            _end = Full();
            _sum = 0;
            _wholeMicroseconds = 0;
            _lines = NoLines;
            _slowLines = RecordLines.Slow(snapshot);
            _looks = true;
            _others.Begin(snapshot);
            Await();
            if (!_guard.Save(current.Image))
            {
                _isOn = false;
                _words = null;
            }
        }

        /// <summary>From here on there may be no room for another snapshot.</summary>
        private int Full()
        {
            return _words.Length - RecordWord.MostOfSnapshot;
        }

        /// <summary>When there is something to conclude: at the end of the segment, or of a recording that ends before it.</summary>
        private void Await()
        {
            long segment = _current.StartMicroseconds + SegmentMicroseconds;
            long recording = _triggered ? _triggerMicroseconds + AfterMicroseconds : segment;
            _concludesMicroseconds = recording < segment ? recording : segment;
        }
    }
}
