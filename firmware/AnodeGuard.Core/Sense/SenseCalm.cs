namespace AnodeGuard.Core
{
    /// <summary>
    /// The quiet path of the sense electrode. Nearly every sample is like the one before it: the injector idle, nothing seen and
    /// nothing pending, the voltage near its slow baseline. Such a sample can begin nothing while it lies in a band that is
    /// narrower than every threshold of the detectors: the baselines and the slope follow it, and no detector is asked.
    /// <para>A sample that was judged in full and left nothing behind draws the band. It holds for ten seconds, in which the slow
    /// baseline moves by no more than 10 mV, and no longer than until a detector has to do with the time alone. A sample outside
    /// of it, or any doubt, ends the calm, and that same sample is judged in full: what is decided here is only that there is
    /// nothing to decide.</para>
    /// </summary>
    public sealed class SenseCalm
    {
        private const long LongestMicroseconds = 10000000;

        /// <summary>By so much the slow baseline may have moved when the band is drawn anew.</summary>
        private const long DriftMicrovolts = LongestMicroseconds / 1000000 * SenseLimits.FollowMicrovoltsPerSecond;

        /// <summary>While one of these is active or pending each sample is judged.</summary>
        public const long Bits = (1L << FaultId.SenseContactAnode) | (1L << FaultId.SenseContactCathode) | (1L << FaultId.SenseLeadOpen)
            | (1L << FaultId.SenseLeakage) | (1L << FaultId.SelfTestFailed) | (1L << FaultId.DepletionNear);

        private readonly FaultRegister _faults;
        private readonly Verdict _verdict;
        private readonly SelfTestMonitor _selfTest;
        private readonly RelayOpenWatch _relay;
        private readonly PullWatch _pull;
        private readonly ContactDetector _contact;
        private readonly RiseWatch _rise;
        private readonly SenseMeasures _measures;
        private readonly StuckWatch _stuck;
        private readonly Persistence _repeats;
        private readonly SelfTestSchedule _tests;
        private readonly SlowBaseline _slow;
        private readonly SlopeEstimator _slope;
        private readonly bool _waived;
        private readonly long _freshMicroseconds;
        private bool _holds;
        private long _lowestMicrovolts;
        private long _highestMicrovolts;
        private long _untilMicroseconds = long.MinValue;
        private long _testsUntilMicroseconds;

        // Of the last sample.
        private long _microvolts;
        private long _microseconds;
        private long _cellMicrovolts;

        /// <summary>The last step brought a sample of the idle node: the next one may find all calm, if it is not so already.</summary>
        public bool MayHold;

        /// <summary>The commissioned baseline, microvolts.</summary>
        public long CommissionedMicrovolts;

        /// <summary>Of a calm that has been drawn: until then, and no longer, the time alone brings nothing.</summary>
        public long QuietUntilMicroseconds;

        /// <summary>The quiet path past the given detectors.</summary>
        public SenseCalm(
            GuardSettings settings,
            FaultRegister faults,
            Verdict verdict,
            SelfTestMonitor selfTest,
            RelayOpenWatch relay,
            PullWatch pull,
            ContactDetector contact,
            RiseWatch rise,
            SenseMeasures measures,
            StuckWatch stuck,
            SlowBaseline slow,
            SlopeEstimator slope)
        {
            _waived = settings.SelfTestWaived;
            _faults = faults;
            _verdict = verdict;
            _selfTest = selfTest;
            _relay = relay;
            _pull = pull;
            _contact = contact;
            _rise = rise;
            _measures = measures;
            _stuck = stuck;
            _repeats = stuck.Repeats;
            _tests = selfTest.Schedule;
            _freshMicroseconds = settings.SenseStaleMicroseconds;
            _slow = slow;
            _slope = slope;
        }

        /// <summary>Takes a sample where all is calm, with what a cycle or the time may have brought beside it.</summary>
        /// <returns>False where it has to be judged in full, which nothing that was done by then hinders.</returns>
        public bool Take(Snapshot snapshot, ChannelSet channels, long nowMicroseconds)
        {
            Channel sense = channels.Sense;
            if (!sense.IsFreshAndValid || sense.IntervalMicroseconds <= 0 || channels.IsSurprised || channels.ElapsedMicroseconds < 0
                || (_faults.Unsettled & Bits) != 0)
            {
                return false;
            }

            bool draws = sense.TimeMicroseconds >= _untilMicroseconds;
            if (draws && !Draw(channels, nowMicroseconds))
            {
                return false;
            }

            bool cycle = channels.IsCycle;
            if (draws || cycle)
            {
                _rise.NoteCurrent(channels.Voltage);
            }

            if (!Pass(snapshot, sense, nowMicroseconds))
            {
                return false;
            }

            // Calm it is.
            if (draws || cycle)
            {
                Note(channels, draws);
            }

            if (!_waived && (nowMicroseconds >= _testsUntilMicroseconds || (cycle && _selfTest.IsFlow(channels.Limit.Value) != _selfTest.Flows)))
            {
                JudgeTests(snapshot, channels, nowMicroseconds);
            }

            return true;
        }

        /// <summary>
        /// Takes a sample that is fresh and valid and came after another one, in a calm that has been drawn, and tells the verdict what
        /// moved with it. In a fast turn before <see cref="QuietUntilMicroseconds"/>, while no fault of <see cref="Bits"/> stirs, this
        /// is all there is to do.
        /// </summary>
        /// <returns>False where it has to be judged in full.</returns>
        public bool Pass(Snapshot snapshot, Channel sense, long nowMicroseconds)
        {
            long value = sense.Value;
            long time = sense.TimeMicroseconds;
            if (value < _lowestMicrovolts || value > _highestMicrovolts || nowMicroseconds - time > _freshMicroseconds
                || snapshot.CollapseComparator || snapshot.SenseDrive != SenseDrive.Idle
                || (snapshot.SenseDriveSinceMicroseconds > time - SenseLimits.SettledMicroseconds && !_waived))
            {
                return false;
            }

            RiseWatch rise = _rise;
            SlowBaseline from = rise.From;
            bool follows = time >= rise.SteadyMicroseconds;
            Persistence stuck = _repeats;
            bool repeats = value == sense.PreviousValue || stuck.Samples != 0;
            if ((follows && value - from.Microvolts >= RiseWatch.BeginsMicrovolts) || (repeats && stuck.Samples >= StuckWatch.FewestSamples - 1))
            {
                return false;
            }

            Verdict verdict = _verdict;
            SlopeEstimator slope = _slope;
            if (time >= slope.DueMicroseconds)
            {
                slope.Add(value, time);
                long slopes = slope.MicrovoltsPerSecond;
                verdict.SenseSlopeMicrovoltsPerSecond = slopes;
                if (slopes <= TouchWatch.BeginsMicrovoltsPerSecond)
                {
                    return false;
                }
            }

            SlowBaseline slow = _slow;
            slow.FollowWith(from, follows, value, sense.IntervalMicroseconds);
            verdict.SlowBaselineMicrovolts = slow.Microvolts;
            _microvolts = value;
            _microseconds = time;
            if (repeats)
            {
                _stuck.Observe(snapshot.SenseMicrovolts.Source, sense);
            }

            SelfTestSchedule tests = _tests;
            if (tests.HasPassed)
            {
                long age = nowMicroseconds - tests.PassedMicroseconds;
                verdict.SelfTestAgeMicroseconds = age < 0 ? 0 : age;
            }

            return true;
        }

        /// <summary>Ends the calm: who only remembers the last sample of it is told of that now.</summary>
        /// <param name="lastMicroseconds">The step that brought it.</param>
        public void End(long lastMicroseconds)
        {
            MayHold = false;
            _untilMicroseconds = long.MinValue;
            if (_holds)
            {
                _holds = false;
                _slow.Hold(_microseconds);
                _rise.EndCalm(_cellMicrovolts, _microseconds);
                _measures.EndCalm(_microvolts, _microseconds);
                _selfTest.EndCalm(_microvolts, lastMicroseconds);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            MayHold = image.Flag(MayHold);
            CommissionedMicrovolts = image.Number(CommissionedMicrovolts);
            QuietUntilMicroseconds = image.Number(QuietUntilMicroseconds);
            _holds = image.Flag(_holds);
            _lowestMicrovolts = image.Number(_lowestMicrovolts);
            _highestMicrovolts = image.Number(_highestMicrovolts);
            _untilMicroseconds = image.Number(_untilMicroseconds);
            _testsUntilMicroseconds = image.Number(_testsUntilMicroseconds);
            _microvolts = image.Number(_microvolts);
            _microseconds = image.Number(_microseconds);
            _cellMicrovolts = image.Number(_cellMicrovolts);
        }

        /// <summary>A self-test or a look at the board's leakage may be due: where one is, the calm is over.</summary>
        private void JudgeTests(Snapshot snapshot, ChannelSet channels, long nowMicroseconds)
        {
            SelfTestMonitor tests = _selfTest;
            long driven = _microseconds - Saturating.BoundTime(snapshot.SenseDriveSinceMicroseconds);
            tests.EndCalm(_microvolts, nowMicroseconds - channels.ElapsedMicroseconds);
            tests.Judge(SenseDrive.Idle, driven, channels, false, true, nowMicroseconds);
            _relay.IsWanted = false;
            if (tests.IsQuiet)
            {
                _relay.Schedule(nowMicroseconds);
            }

            if (tests.IsWanted || _relay.IsWanted)
            {
                End(nowMicroseconds);
                return;
            }

            _testsUntilMicroseconds = tests.QuietUntilMicroseconds(nowMicroseconds, _relay);
            Foresee();
        }

        private void Foresee()
        {
            QuietUntilMicroseconds = _untilMicroseconds < _testsUntilMicroseconds ? _untilMicroseconds : _testsUntilMicroseconds;
        }

        /// <summary>
        /// Draws the band around the slow baseline, where nothing is left from before: a fall begins 3 % below it, all else later.
        /// (A contact's half-way mark, 7.5 % of the commissioned baseline and 150 mV at least, is further wherever the slow one is
        /// within leakage's 0.8 V of it.)
        /// </summary>
        private bool Draw(ChannelSet channels, long nowMicroseconds)
        {
            SenseMeasures measures = _measures;
            ContactDetector contact = _contact;
            Channel sense = channels.Sense;
            long slow = _slow.Microvolts;
            long near = (slow / 100 * ContactResistance.FallPercent) - DriftMicrovolts;
            measures.AdvanceTouches(sense, channels.Limit, _slope);
            if (near <= 0 || sense.IntervalMicroseconds > SlowBaseline.LongestGapMicroseconds
                || contact.IsStirring || _rise.IsStirring || measures.IsStirring || _pull.Moved.Samples != 0
                || _slope.MicrovoltsPerSecond <= TouchWatch.BeginsMicrovoltsPerSecond
                || Saturating.Abs(slow - CommissionedMicrovolts) > LeakageWatch.FarAwayMicrovolts - DriftMicrovolts)
            {
                return false;
            }

            long time = sense.TimeMicroseconds;
            long until = measures.QuietUntilMicroseconds;
            _untilMicroseconds = until < time + LongestMicroseconds ? until : time + LongestMicroseconds;
            _highestMicrovolts = slow + near;
            long lowest = contact.CollapsedMicrovolts;
            _lowestMicrovolts = slow - near > lowest ? slow - near : lowest;
            _testsUntilMicroseconds = _waived ? long.MaxValue : _selfTest.QuietUntilMicroseconds(nowMicroseconds, _relay);
            Foresee();
            return true;
        }

        /// <summary>What another cycle, or another band, brings beside the sample.</summary>
        private void Note(ChannelSet channels, bool draws)
        {
            _cellMicrovolts = channels.Voltage.Value;
            if (channels.Limit.IsFresh)
            {
                _contact.CurrentNanoamperes = channels.Limit.Value;
            }

            if (draws)
            {
                _holds = true;
                _measures.Follow(_slow.Microvolts, CommissionedMicrovolts, _microseconds);
            }
        }
    }
}
