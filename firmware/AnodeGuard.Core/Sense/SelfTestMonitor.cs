namespace AnodeGuard.Core
{
    /// <summary>Asks for self-tests, reads their results, and turns them into faults.</summary>
    public sealed class SelfTestMonitor
    {
        /// <summary>At rest the next test comes 30 s after the last one, microseconds.</summary>
        private const long QuietMicroseconds = 20000000;

        /// <summary>A cell that has rested for so long is not about to be charged, microseconds.</summary>
        private const long RestMicroseconds = 60000000;

        private readonly FaultRegister _faults;
        private readonly SelfTestJudge _judge = new SelfTestJudge();
        private readonly bool _waived;
        private readonly bool _zeroVoltByDesign;
        private readonly long _flowNanoamperes;
        private long _restSinceMicroseconds;

        /// <summary>Current flowed when it was asked last.</summary>
        public bool Flows;

        /// <summary>When tests are due, and how long ago one passed.</summary>
        public readonly SelfTestSchedule Schedule;

        /// <summary>The last finished test's result.</summary>
        public SelfTestResult Result;

        /// <summary>The board should run a self-test now.</summary>
        public bool IsWanted;

        /// <summary>No current has flowed for a minute, the last test passed not long ago, and none is due for some seconds: time for another look.</summary>
        public bool IsQuiet;

        /// <summary>The last test found the electrode as it should be.</summary>
        public bool LastWasGood;

        /// <summary>A monitor for a cell.</summary>
        public SelfTestMonitor(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _waived = settings.SelfTestWaived;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
            Schedule = new SelfTestSchedule(settings.SelfTestPeriodMicroseconds);
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
        }

        /// <summary>The sense path has proved itself since start, or need not.</summary>
        public bool HasProved
        {
            get { return _waived || Schedule.HasPassed; }
        }

        /// <summary>The last test, if any is asked for, was good: what is measured now may become a baseline.</summary>
        public bool IsTrusted
        {
            get { return _waived || LastWasGood; }
        }

        /// <summary>A test has passed since then, or none is asked for: what moved since moved with its lead whole.</summary>
        public bool HasPassedSince(long sinceMicroseconds, long nowMicroseconds)
        {
            return _waived || (LastWasGood && nowMicroseconds - Schedule.AgeMicroseconds(nowMicroseconds) >= sinceMicroseconds);
        }

        /// <summary>Looks at this step; not asked where self-tests are waived.</summary>
        /// <param name="drive">What the injector does.</param>
        /// <param name="driven">For how long it had done so when the sense sample was taken, microseconds.</param>
        /// <param name="channels">The channels.</param>
        /// <param name="suspicious">The electrode moves in a way that a cut lead could explain.</param>
        /// <param name="baselineKnown">There is a baseline that a contact could have pulled the electrode from.</param>
        /// <param name="nowMicroseconds">The snapshot's time.</param>
        public void Judge(
            SenseDrive drive,
            long driven,
            ChannelSet channels,
            bool suspicious,
            bool baselineKnown,
            long nowMicroseconds)
        {
            if (_judge.Observe(drive, driven, channels.Sense))
            {
                Finish(baselineKnown, nowMicroseconds);
            }

            bool flows = IsFlow(channels.Limit.Value);
            Flows = flows;
            SelfTestSchedule schedule = Schedule;
            schedule.Judge(_judge.IsRunning, flows, suspicious, nowMicroseconds);
            IsWanted = schedule.IsWanted;
            if (flows || nowMicroseconds < _restSinceMicroseconds)
            {
                _restSinceMicroseconds = nowMicroseconds;
            }

            bool rests = nowMicroseconds - _restSinceMicroseconds >= RestMicroseconds;
            IsQuiet = rests && !suspicious && LastWasGood && !schedule.IsDue
                && schedule.AgeMicroseconds(nowMicroseconds) < QuietMicroseconds;
            if (schedule.HasFailed)
            {
                _faults.Confirm(FaultId.SelfTestFailed, FaultLevel.Alarm);
            }
        }

        /// <summary>Current flows through the cell, not merely an offset.</summary>
        public bool IsFlow(long nanoamperes)
        {
            return nanoamperes > _flowNanoamperes || nanoamperes < -_flowNanoamperes;
        }

        /// <summary>
        /// While neither a test nor a look at the board's leakage is due: until then <see cref="Judge"/> would find what it has just
        /// found, as long as the clock goes on, the same current flows and nothing is suspected.
        /// </summary>
        public long QuietUntilMicroseconds(long nowMicroseconds, RelayOpenWatch relay)
        {
            long until = Schedule.DueMicroseconds(Flows);
            if (!Flows)
            {
                // While the cell rests, the minute goes by, and the last test grows old.
                until = Sooner(until, _restSinceMicroseconds + RestMicroseconds, nowMicroseconds);
                until = Sooner(until, nowMicroseconds - Schedule.AgeMicroseconds(nowMicroseconds) + QuietMicroseconds, nowMicroseconds);
                until = IsQuiet ? Sooner(until, relay.DueMicroseconds, long.MinValue) : until;
            }

            return until;
        }

        /// <summary>A calm has ended: the last sample of the idle node, and the step that brought it, in which current flowed as before.</summary>
        public void EndCalm(long microvolts, long stepMicroseconds)
        {
            _judge.NoteIdle(microvolts);
            if (Flows)
            {
                _restSinceMicroseconds = stepMicroseconds;
            }
        }

        /// <summary>The earlier of two instants, the second of which counts while it is still to come.</summary>
        private static long Sooner(long one, long other, long nowMicroseconds)
        {
            return other > nowMicroseconds && other < one ? other : one;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _judge.Exchange(image);
            Schedule.Exchange(image);
            Result = (SelfTestResult)image.Number((long)Result);
            IsWanted = image.Flag(IsWanted);
            LastWasGood = image.Flag(LastWasGood);
            IsQuiet = image.Flag(IsQuiet);
            Flows = image.Flag(Flows);
            _restSinceMicroseconds = image.Number(_restSinceMicroseconds);
        }

        private void Finish(bool baselineKnown, long nowMicroseconds)
        {
            SelfTestResult result = _judge.Result;
            Result = result;
            bool stiff = result == SelfTestResult.StiffAtZero;
            LastWasGood = result == SelfTestResult.Passed || (stiff && _zeroVoltByDesign);
            Schedule.Finished(result, LastWasGood, nowMicroseconds);
            if (LastWasGood)
            {
                _faults.Confirm(FaultId.SenseLeadOpen, FaultLevel.None);
                _faults.Confirm(FaultId.SelfTestFailed, FaultLevel.None);
            }
            else if (result == SelfTestResult.LeadOpen)
            {
                _faults.Confirm(FaultId.SenseLeadOpen, FaultLevel.Alarm);
            }
            else if (stiff)
            {
                // The lead is whole again, but what it leads to is at zero.
                _faults.Confirm(FaultId.SenseLeadOpen, FaultLevel.None);
                _faults.Confirm(baselineKnown ? FaultId.SenseContactAnode : FaultId.SenseNotArmed, FaultLevel.Alarm);
            }
        }
    }
}
