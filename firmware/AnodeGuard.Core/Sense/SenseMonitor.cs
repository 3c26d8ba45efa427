namespace AnodeGuard.Core
{
    /// <summary>
    /// The sense electrode as a whole: baseline, contacts, leakage, the self-test and what follows from each. Order
    /// matters: a cut lead is recognised before a contact is looked for, so that it is never taken for one.
    /// </summary>
    public sealed class SenseMonitor
    {
        /// <summary>Without any believable baseline for this long the guard says that it is not armed, microseconds.</summary>
        private const long NotArmedMicroseconds = 10000000;

        private readonly GuardSettings _settings;
        private readonly FaultRegister _faults;
        private readonly BaselineWindow _window;
        private readonly SlowBaseline _slow = new SlowBaseline();
        private readonly ContactDetector _contact;
        private readonly LeakageWatch _leakage = new LeakageWatch();
        private readonly SlopeEstimator _slope = new SlopeEstimator();
        private readonly StuckWatch _stuck = new StuckWatch();
        private readonly SelfTestJudge _judge = new SelfTestJudge();
        private readonly SelfTestSchedule _schedule;
        private readonly Persistence _moved = new Persistence(2, 15000);
        private readonly long _flowNanoamperes;
        private long _previousNanoamperes;
        private bool _hasFirst;
        private long _firstMicroseconds;
        private int _unarmedSamples;

        /// <summary>A monitor for a cell; the baseline is known at once where the settings give it.</summary>
        public SenseMonitor(GuardSettings settings, FaultRegister faults)
        {
            _settings = settings;
            _faults = faults;
            _window = new BaselineWindow(settings.ZeroVoltByDesign);
            _contact = new ContactDetector(settings.ZeroVoltByDesign);
            _schedule = new SelfTestSchedule(settings.SelfTestPeriodMicroseconds);
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
            if (settings.BaselineMicrovolts > 0)
            {
                Freeze(settings.BaselineMicrovolts);
                _slow.Set(settings.BaselineMicrovolts);
            }
        }

        /// <summary>The commissioned baseline, microvolts.</summary>
        public long BaselineMicrovolts { get; private set; }

        /// <summary>It was measured, given or restored.</summary>
        public bool BaselineKnown { get; private set; }

        /// <summary>The slow baseline, microvolts.</summary>
        public long SlowMicrovolts
        {
            get { return _slow.Microvolts; }
        }

        /// <summary>Slope of the sense voltage, microvolts per second.</summary>
        public long SlopeMicrovoltsPerSecond
        {
            get { return _slope.MicrovoltsPerSecond; }
        }

        /// <summary>The last finished self-test's result.</summary>
        public SelfTestResult Result
        {
            get { return _judge.Result; }
        }

        /// <summary>The board should run a self-test now.</summary>
        public bool SelfTestWanted { get; private set; }

        /// <summary>Age of the last passed self-test, microseconds.</summary>
        public long SelfTestAgeMicroseconds(long nowMicroseconds)
        {
            return _schedule.AgeMicroseconds(nowMicroseconds);
        }

        /// <summary>The sense path is ready to protect, as far as it is fitted at all.</summary>
        public bool IsReady(Channel sense)
        {
            return !sense.IsFitted || (BaselineKnown && (_settings.SelfTestWaived || _schedule.HasPassed));
        }

        /// <summary>Puts a baseline back after a restart. The slow one begins where the electrode is now.</summary>
        public void Restore(long baselineMicrovolts)
        {
            if (baselineMicrovolts > 0 && !BaselineKnown)
            {
                Freeze(baselineMicrovolts);
            }
        }

        /// <summary>Judges what this step brought.</summary>
        public void Judge(Snapshot snapshot, ChannelSet channels)
        {
            Channel sense = channels.Sense;
            if (!sense.IsFitted)
            {
                SelfTestWanted = false;
                return;
            }

            NoteCurrentStep(channels.Limit);
            JudgeSelfTest(snapshot, channels);
            if (sense.IsFresh)
            {
                JudgeSample(snapshot, sense);
            }

            // The hardware saw it between two samples. With the relay open or a pull on, it means nothing.
            if (snapshot.CollapseComparator && snapshot.SenseDrive == SenseDrive.Idle && CanTellContacts
                && !_settings.ZeroVoltByDesign)
            {
                _faults.Confirm(FaultId.SenseContactAnode, FaultLevel.Alarm);
            }
        }

        /// <summary>A baseline exists and the lead is not known to be cut.</summary>
        private bool CanTellContacts
        {
            get { return BaselineKnown && !_faults.IsActive(FaultId.SenseLeadOpen); }
        }

        private void NoteCurrentStep(Channel current)
        {
            if (current.IsFresh)
            {
                long step = Saturating.Abs(Saturating.Subtract(current.Value, _previousNanoamperes));
                if (step > _flowNanoamperes)
                {
                    _contact.Disturbed();
                }

                _previousNanoamperes = current.Value;
            }
        }

        private void JudgeSelfTest(Snapshot snapshot, ChannelSet channels)
        {
            if (_settings.SelfTestWaived)
            {
                return;
            }

            long now = snapshot.TimeMicroseconds;
            if (_judge.Observe(snapshot, channels.Sense))
            {
                FinishSelfTest(now);
            }

            bool flows = channels.Limit.IsFitted && Saturating.Abs(channels.Limit.Value) > _flowNanoamperes;
            _schedule.Judge(_judge.IsRunning, flows, _contact.IsSuspicious, now);
            SelfTestWanted = _schedule.IsWanted;
            if (_schedule.HasFailed)
            {
                _faults.Confirm(FaultId.SelfTestFailed, FaultLevel.Alarm);
            }
        }

        private void FinishSelfTest(long nowMicroseconds)
        {
            SelfTestResult result = _judge.Result;
            bool stiff = result == SelfTestResult.StiffAtZero;
            bool good = result == SelfTestResult.Passed || (stiff && _settings.ZeroVoltByDesign);
            _schedule.Finished(result, good, nowMicroseconds);
            if (good)
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
                _faults.Confirm(BaselineKnown ? FaultId.SenseContactAnode : FaultId.SenseNotArmed, FaultLevel.Alarm);
            }
        }

        private void JudgeSample(Snapshot snapshot, Channel sense)
        {
            NoteFirst(sense);
            bool isStuck = _stuck.Observe(snapshot.SenseMicrovolts);
            _faults.Observe(FaultId.SensorStuck, isStuck ? FaultLevel.Alarm : FaultLevel.None, sense.TimeMicroseconds);
            if (snapshot.SenseDrive == SenseDrive.Idle)
            {
                bool settled = DrivenFor(snapshot, sense) >= SenseLimits.SettledMicroseconds;
                JudgeIdle(sense, settled);
            }
            else if (CanTellContacts && snapshot.SenseDrive != SenseDrive.RelayOpen)
            {
                JudgeDriven(snapshot, sense);
            }
        }

        private void JudgeIdle(Channel sense, bool settled)
        {
            long time = sense.TimeMicroseconds;
            if (settled)
            {
                _slope.Add(sense.Value, time);
            }

            if (!BaselineKnown)
            {
                Commission(sense, settled);
            }
            else if (CanTellContacts)
            {
                Watch(sense, settled);
            }
        }

        private void Watch(Channel sense, bool settled)
        {
            long time = sense.TimeMicroseconds;
            if (!_slow.IsSet)
            {
                _slow.Set(sense.Value);
            }

            HasMoved(sense);
            _contact.Judge(sense.Value, sense.IsAtRail && sense.Value > BaselineMicrovolts, _slow.Microvolts, settled, time);
            _faults.Observe(FaultId.SenseContactAnode, _contact.TouchesAnode ? FaultLevel.Alarm : FaultLevel.None, time);
            _faults.Observe(FaultId.SenseContactCathode, _contact.TouchesCathode ? FaultLevel.Alarm : FaultLevel.None, time);
            bool touched = _contact.TouchesAnode || _contact.TouchesCathode
                || _faults.IsActive(FaultId.SenseContactAnode) || _faults.IsActive(FaultId.SenseContactCathode);
            if (touched || !settled)
            {
                _slow.Hold(time);
                return;
            }

            _slow.Follow(sense.Value, time);
            _leakage.Judge(_slow.Microvolts, BaselineMicrovolts, time);
            _faults.Observe(FaultId.SenseLeakage, _leakage.IsLeaking ? FaultLevel.Warning : FaultLevel.None, time);
        }

        /// <summary>
        /// Under a pull a healthy electrode gives way by 1 %. If it moves by as much as a contact would, either a contact or
        /// a cut lead is beginning: the switch opens at once, and the end of the test tells which.
        /// </summary>
        private void JudgeDriven(Snapshot snapshot, Channel sense)
        {
            long time = sense.TimeMicroseconds;
            if (HasMoved(sense) && !_faults.IsActive(FaultId.SenseContactAnode))
            {
                _faults.Confirm(FaultId.SelfTestFailed, FaultLevel.Alarm);
            }

            if (sense.IsAtRail && sense.Value > BaselineMicrovolts)
            {
                // Neither pull leads up there.
                _faults.Observe(FaultId.SenseContactCathode, FaultLevel.Alarm, time);
            }

            if (snapshot.SenseDrive == SenseDrive.PullUp && DrivenFor(snapshot, sense) >= SenseLimits.PullTellsMicroseconds
                && _contact.IsCollapsed(sense.Value))
            {
                _faults.Observe(FaultId.SenseContactAnode, FaultLevel.Alarm, time);
            }
        }

        /// <summary>Counts in both states of the injector, so that a movement that began before a test is not counted anew in it.</summary>
        private bool HasMoved(Channel sense)
        {
            bool moved = !_settings.ZeroVoltByDesign && _slow.IsSet && _contact.IsFarOff(sense.Value, _slow.Microvolts);
            return _moved.Holds(moved, sense.TimeMicroseconds);
        }

        private void Commission(Channel sense, bool settled)
        {
            long time = sense.TimeMicroseconds;
            bool proved = _settings.SelfTestWaived || Result == SelfTestResult.Passed
                || (Result == SelfTestResult.StiffAtZero && _settings.ZeroVoltByDesign);
            if (settled && sense.IsFreshAndValid && _window.Add(sense.Value, time) && proved)
            {
                Freeze(_window.Microvolts);
                _slow.Set(_window.Microvolts);
                _faults.Confirm(FaultId.SenseNotArmed, FaultLevel.None);
                return;
            }

            bool leadOpen = _faults.IsActive(FaultId.SenseLeadOpen);
            if (leadOpen)
            {
                _firstMicroseconds = time;
            }

            // A recording may bring a sample a minute: late is only who had samples enough.
            _unarmedSamples += _unarmedSamples < 2 * BaselineWindow.FewestSamples ? 1 : 0;
            bool late = _unarmedSamples >= 2 * BaselineWindow.FewestSamples
                && Saturating.Subtract(time, _firstMicroseconds) > NotArmedMicroseconds;
            if ((_window.IsHopeless || late) && !leadOpen)
            {
                _faults.Confirm(FaultId.SenseNotArmed, FaultLevel.Alarm);
            }
        }

        private void Freeze(long microvolts)
        {
            BaselineMicrovolts = microvolts;
            BaselineKnown = true;
            _contact.Commission(microvolts);
        }

        private void NoteFirst(Channel sense)
        {
            if (!_hasFirst || sense.TimeMicroseconds < _firstMicroseconds)
            {
                _hasFirst = true;
                _firstMicroseconds = sense.TimeMicroseconds;
            }
        }

        private static long DrivenFor(Snapshot snapshot, Channel sense)
        {
            return Saturating.Subtract(sense.TimeMicroseconds, snapshot.SenseDriveSinceMicroseconds);
        }
    }
}
