namespace AnodeGuard.Core
{
    /// <summary>
    /// The sense electrode as a whole: self-test, baseline, contacts, leakage. Order matters: a cut lead is recognised
    /// before a contact is looked for, so that it is never taken for one.
    /// </summary>
    public sealed class SenseMonitor
    {
        /// <summary>Without any believable baseline for this long the guard says that it is not armed, microseconds.</summary>
        private const long NotArmedMicroseconds = 10000000;

        private readonly FaultRegister _faults;
        private readonly SelfTestMonitor _selfTest;
        private readonly BaselineWindow _window;
        private readonly SlowBaseline _slow = new SlowBaseline();
        private readonly ContactDetector _contact;
        private readonly LeakageWatch _leakage = new LeakageWatch();
        private readonly SlopeEstimator _slope = new SlopeEstimator();
        private readonly StuckWatch _stuck = new StuckWatch();
        private readonly Persistence _moved = new Persistence(2, 15000);
        private readonly bool _zeroVoltByDesign;
        private readonly long _flowNanoamperes;
        private long _previousNanoamperes;
        private bool _hasFirst;
        private long _firstMicroseconds;
        private int _unarmedSamples;
        private SenseDrive _drive;
        private long _driven;

        /// <summary>The commissioned baseline, microvolts.</summary>
        public long BaselineMicrovolts;

        /// <summary>It was measured, given or restored.</summary>
        public bool BaselineKnown;

        /// <summary>A monitor for a cell; the baseline is known at once where the settings give it.</summary>
        public SenseMonitor(GuardSettings settings, FaultRegister faults, SelfTestMonitor selfTest)
        {
            _faults = faults;
            _selfTest = selfTest;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
            _window = new BaselineWindow(settings.ZeroVoltByDesign);
            _contact = new ContactDetector(settings.ZeroVoltByDesign);
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
            if (settings.BaselineMicrovolts > 0)
            {
                Freeze(settings.BaselineMicrovolts);
                _slow.Set(settings.BaselineMicrovolts);
            }
        }

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

        /// <summary>The sense path is ready to protect, as far as it is fitted at all.</summary>
        public bool IsReady(Channel sense)
        {
            return !sense.IsFitted || (BaselineKnown && _selfTest.HasProved);
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
        public void Judge(Snapshot snapshot, ChannelSet channels, long nowMicroseconds)
        {
            Channel sense = channels.Sense;
            if (!sense.IsFitted)
            {
                _selfTest.IsWanted = false;
                return;
            }

            _drive = snapshot.SenseDrive;
            _driven = sense.TimeMicroseconds - Saturating.BoundTime(snapshot.SenseDriveSinceMicroseconds);
            NoteCurrentStep(channels.Limit);
            _selfTest.Judge(_drive, _driven, channels, _contact.IsSuspicious, BaselineKnown, nowMicroseconds);
            if (sense.IsFresh)
            {
                JudgeSample(snapshot.SenseMicrovolts.Source, sense);
            }

            // The hardware saw it between two samples. With the relay open or a pull on, it means nothing.
            if (snapshot.CollapseComparator && _drive == SenseDrive.Idle && CanTellContacts && !_zeroVoltByDesign)
            {
                _faults.Confirm(FaultId.SenseContactAnode, FaultLevel.Alarm);
            }
        }

        /// <summary>A baseline exists and the lead is not known to be cut.</summary>
        private bool CanTellContacts
        {
            get { return BaselineKnown && !_faults.IsActive(FaultId.SenseLeadOpen); }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _window.Exchange(image);
            _slow.Exchange(image);
            _contact.Exchange(image);
            _leakage.Exchange(image);
            _slope.Exchange(image);
            _stuck.Exchange(image);
            _moved.Exchange(image);
            _previousNanoamperes = image.Number(_previousNanoamperes);
            _hasFirst = image.Flag(_hasFirst);
            _firstMicroseconds = image.Number(_firstMicroseconds);
            _unarmedSamples = (int)image.Number(_unarmedSamples);
            _drive = (SenseDrive)image.Number((long)_drive);
            _driven = image.Number(_driven);
            BaselineMicrovolts = image.Number(BaselineMicrovolts);
            BaselineKnown = image.Flag(BaselineKnown);
        }

        private void NoteCurrentStep(Channel current)
        {
            if (current.IsFresh)
            {
                if (Saturating.Abs(current.Value - _previousNanoamperes) > _flowNanoamperes)
                {
                    _contact.Disturbed();
                }

                _previousNanoamperes = current.Value;
            }
        }

        private void JudgeSample(SampleSource source, Channel sense)
        {
            long time = sense.TimeMicroseconds;
            if (!_hasFirst || time < _firstMicroseconds)
            {
                _hasFirst = true;
                _firstMicroseconds = time;
            }

            bool isStuck = _stuck.Observe(source, sense);
            _faults.Observe(FaultId.SensorStuck, isStuck ? FaultLevel.Alarm : FaultLevel.None, time);
            if (_drive == SenseDrive.Idle)
            {
                JudgeIdle(sense, _driven >= SenseLimits.SettledMicroseconds);
            }
            else if (_drive != SenseDrive.RelayOpen && CanTellContacts)
            {
                JudgeDriven(sense);
            }
        }

        private void JudgeIdle(Channel sense, bool settled)
        {
            if (settled)
            {
                _slope.Add(sense.Value, sense.TimeMicroseconds);
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
            _contact.Judge(sense.Value, IsOverRange(sense), _slow.Microvolts, settled, time);
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
        private void JudgeDriven(Channel sense)
        {
            long time = sense.TimeMicroseconds;
            if (HasMoved(sense) && !_faults.IsActive(FaultId.SenseContactAnode))
            {
                _faults.Confirm(FaultId.SelfTestFailed, FaultLevel.Alarm);
            }

            if (IsOverRange(sense))
            {
                // Neither pull leads up there.
                _faults.Observe(FaultId.SenseContactCathode, FaultLevel.Alarm, time);
            }

            if (_drive == SenseDrive.PullUp && _driven >= SenseLimits.PullTellsMicroseconds && _contact.IsCollapsed(sense.Value))
            {
                _faults.Observe(FaultId.SenseContactAnode, FaultLevel.Alarm, time);
            }
        }

        /// <summary>
        /// Off the slow baseline by a contact's threshold, twice. Counts in both states of the injector, so that a movement
        /// that began before a test is not counted anew in it.
        /// </summary>
        private bool HasMoved(Channel sense)
        {
            bool moved = !_zeroVoltByDesign && _slow.IsSet && _contact.IsFarOff(sense.Value, _slow.Microvolts);
            return _moved.Holds(moved, sense.TimeMicroseconds);
        }

        private bool IsOverRange(Channel sense)
        {
            return sense.IsAtRail && sense.Value > BaselineMicrovolts;
        }

        private void Commission(Channel sense, bool settled)
        {
            long time = sense.TimeMicroseconds;
            if (settled && sense.IsFreshAndValid && _window.Add(sense.Value, time) && _selfTest.IsTrusted)
            {
                Freeze(_window.Microvolts);
                _slow.Set(_window.Microvolts);
                _faults.Confirm(FaultId.SenseNotArmed, FaultLevel.None);
                return;
            }

            if (_faults.IsActive(FaultId.SenseLeadOpen))
            {
                _firstMicroseconds = time;
                return;
            }

            // A recording may bring a sample a minute: late is only who had samples enough.
            _unarmedSamples += _unarmedSamples < 2 * BaselineWindow.FewestSamples ? 1 : 0;
            bool late = _unarmedSamples >= 2 * BaselineWindow.FewestSamples
                && Saturating.Subtract(time, _firstMicroseconds) > NotArmedMicroseconds;
            if (_window.IsHopeless || late)
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
    }
}
