namespace AnodeGuard.Core
{
    /// <summary>
    /// The sense electrode as a whole: self-test, baseline, contacts, leakage. Order matters: a cut lead is recognised
    /// before a contact is looked for, so that it is never taken for one.
    /// <para>
    /// Where the layer sits at 0 V by design a contact with the anode cannot be seen. What protects there still: a contact
    /// with the cathode lifts the layer by 0.3 V and more, and the self-test's pull-up tells a cut lead, which follows it,
    /// from the layer, which holds the node at zero.
    /// </para>
    /// </summary>
    public sealed class SenseMonitor
    {
        private readonly FaultRegister _faults;
        private readonly SelfTestMonitor _selfTest;
        private readonly Commissioning _commissioning;
        private readonly SlowBaseline _slow = new SlowBaseline();
        private readonly ContactDetector _contact;
        private readonly LeakageWatch _leakage = new LeakageWatch();
        private readonly SlopeEstimator _slope = new SlopeEstimator();
        private readonly StuckWatch _stuck = new StuckWatch();
        private readonly Persistence _moved = new Persistence(2, 15000);
        private readonly ContactResistance _resistance;
        private readonly TouchWatch _touches;
        private readonly RelayOpenWatch _relay = new RelayOpenWatch();
        private readonly SenseFigures _figures;
        private readonly bool _waived;
        private readonly bool _zeroVoltByDesign;
        private readonly long _flowNanoamperes;
        private long _previousNanoamperes;
        private SenseDrive _drive;
        private long _driven;

        /// <summary>The commissioned baseline, microvolts.</summary>
        public long BaselineMicrovolts;

        /// <summary>It was measured, given or restored.</summary>
        public bool BaselineKnown;

        /// <summary>A monitor for a cell; the baseline is known at once where the settings give it.</summary>
        public SenseMonitor(
            GuardSettings settings, FaultRegister faults, SelfTestMonitor selfTest, SteadyCurrent current, SenseFigures figures)
        {
            _faults = faults;
            _selfTest = selfTest;
            _figures = figures;
            _resistance = new ContactResistance(settings);
            _touches = new TouchWatch(current, faults);
            _waived = settings.SelfTestWaived;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
            _commissioning = new Commissioning(settings, faults, selfTest);
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

        /// <summary>The board should open the relay for a look at its own leakage.</summary>
        public bool WantsRelayOpen
        {
            get { return _relay.IsWanted; }
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

            if (_drive == SenseDrive.RelayOpen && snapshot.SenseDrive != SenseDrive.RelayOpen)
            {
                _relay.Close(nowMicroseconds);
            }

            _drive = snapshot.SenseDrive;
            _driven = _waived
                ? SenseLimits.SettledMicroseconds
                : sense.TimeMicroseconds - Saturating.BoundTime(snapshot.SenseDriveSinceMicroseconds);
            NoteCurrentStep(channels.Limit);
            _selfTest.Judge(_drive, _driven, channels, _contact.IsSuspicious, BaselineKnown, nowMicroseconds);
            _relay.Schedule(_selfTest.IsQuiet && CanTellContacts && !_contact.TouchesAnode && !_contact.TouchesCathode, nowMicroseconds);
            if (sense.IsFresh)
            {
                JudgeSample(snapshot.SenseMicrovolts.Source, sense, channels.Limit);
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
            _commissioning.Exchange(image);
            _resistance.Exchange(image);
            _touches.Exchange(image);
            _relay.Exchange(image);
            _slow.Exchange(image);
            _contact.Exchange(image);
            _leakage.Exchange(image);
            _slope.Exchange(image);
            _stuck.Exchange(image);
            _moved.Exchange(image);
            _previousNanoamperes = image.Number(_previousNanoamperes);
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

        private void JudgeSample(SampleSource source, Channel sense, Channel current)
        {
            long time = sense.TimeMicroseconds;
            _commissioning.Begin(time);
            bool isStuck = _stuck.Observe(source, sense);
            _faults.Observe(FaultId.SensorStuck, isStuck ? FaultLevel.Alarm : FaultLevel.None, time);
            if (_drive == SenseDrive.Idle)
            {
                JudgeIdle(sense, _driven >= SenseLimits.SettledMicroseconds, current);
            }
            else if (_drive == SenseDrive.RelayOpen)
            {
                _relay.Add(sense, _driven, _figures);
            }
            else if (CanTellContacts)
            {
                JudgeDriven(sense);
            }
        }

        private void JudgeIdle(Channel sense, bool settled, Channel current)
        {
            if (settled)
            {
                _slope.Add(sense.Value, sense.TimeMicroseconds);
            }

            if (!BaselineKnown && _commissioning.Judge(sense, settled))
            {
                Freeze(_commissioning.Microvolts);
                _slow.Set(BaselineMicrovolts);
            }

            if (CanTellContacts)
            {
                Watch(sense, settled);
                if (settled)
                {
                    Measure(sense, current);
                }
            }
        }

        /// <summary>What is only told: resistance of a contact, touches, leakage. nF * uV / us * 1e6 are femtoamperes.</summary>
        private void Measure(Channel sense, Channel current)
        {
            _resistance.Add(sense.Value, _slow.Microvolts, sense.TimeMicroseconds);
            if (_faults.IsActive(FaultId.SenseContactAnode))
            {
                _figures.ContactOhms = _resistance.Ohms;
            }

            _touches.Judge(sense, _slope, current, _figures);
            if (_leakage.DriftMicroseconds > 0)
            {
                long drift = Saturating.Multiply(_leakage.DriftMicrovolts, 1000);
                _figures.LeakagePicoamperes = Wide.MultiplyDivide(drift, _resistance.Nanofarads, _leakage.DriftMicroseconds);
                _figures.LeakageKnown = true;
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

        private void Freeze(long microvolts)
        {
            BaselineMicrovolts = microvolts;
            BaselineKnown = true;
            _contact.Commission(microvolts);
        }
    }
}
