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
        private readonly RiseWatch _rise;
        private readonly PullWatch _pull;
        private readonly SenseMeasures _measures;
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
            _rise = new RiseWatch(current, selfTest, faults);
            _measures = new SenseMeasures(settings, faults, current, figures);
            _waived = settings.SelfTestWaived;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
            _commissioning = new Commissioning(settings, faults, selfTest);
            _contact = new ContactDetector(settings.ZeroVoltByDesign);
            _pull = new PullWatch(settings, faults, _contact, _slow);
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

        /// <summary>The converter repeats one code although noise must move it.</summary>
        public bool IsStuck;

        /// <summary>The switch has to stay open until a self-test has said why.</summary>
        public bool HoldsOpen
        {
            get { return _pull.HoldsOpen; }
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
            _selfTest.Judge(_drive, _driven, channels, _contact.IsSuspicious || _rise.IsSuspicious, BaselineKnown, nowMicroseconds);
            if (_drive == SenseDrive.Idle)
            {
                _pull.End();
            }

            _relay.Schedule(_selfTest.IsQuiet && CanTellContacts && !_contact.TouchesAnode && !_contact.TouchesCathode, nowMicroseconds);
            if (sense.IsFresh)
            {
                JudgeSample(snapshot.SenseMicrovolts.Source, sense, channels);
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
            _rise.Exchange(image);
            _measures.Exchange(image);
            _pull.Exchange(image);
            _relay.Exchange(image);
            _slow.Exchange(image);
            _contact.Exchange(image);
            _leakage.Exchange(image);
            _slope.Exchange(image);
            _stuck.Exchange(image);
            IsStuck = image.Flag(IsStuck);
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

        private void JudgeSample(SampleSource source, Channel sense, ChannelSet channels)
        {
            long time = sense.TimeMicroseconds;
            _commissioning.Begin(time);
            IsStuck = _stuck.Observe(source, sense);
            if (_drive == SenseDrive.Idle)
            {
                JudgeIdle(sense, _driven >= SenseLimits.SettledMicroseconds, channels);
            }
            else if (_drive == SenseDrive.RelayOpen)
            {
                _relay.Add(sense, _driven, _figures);
            }
            else if (CanTellContacts)
            {
                _pull.Judge(sense, IsOverRange(sense), _rise.IsLifted, _drive, _driven);
            }
        }

        private void JudgeIdle(Channel sense, bool settled, ChannelSet channels)
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
                Watch(sense, settled, channels.Voltage);
                if (settled)
                {
                    _measures.Add(sense, channels.Limit, _slope, _slow.Microvolts, _leakage);
                }
            }
        }

        private void Watch(Channel sense, bool settled, Channel voltage)
        {
            long time = sense.TimeMicroseconds;
            if (!_slow.IsSet)
            {
                _slow.Set(sense.Value);
            }

            _pull.HasMoved(sense);
            bool anode = _faults.IsActive(FaultId.SenseContactAnode);
            bool cathode = _faults.IsActive(FaultId.SenseContactCathode);
            _contact.IsKnown = anode || cathode;
            _contact.Judge(sense.Value, IsOverRange(sense), _slow.Microvolts, settled, time);
            if (settled)
            {
                _rise.Judge(sense, _slow.Microvolts, voltage);
            }

            // While the injector's pull dies away, what is known does not end.
            bool touches = _contact.TouchesAnode;
            if (touches || settled || !anode)
            {
                _faults.Observe(FaultId.SenseContactAnode, touches ? FaultLevel.Alarm : FaultLevel.None, time);
            }

            touches = (_contact.TouchesCathode || _rise.IsCreeping) && !_rise.IsLifted;
            if (touches || settled || !cathode)
            {
                _faults.Observe(FaultId.SenseContactCathode, touches ? FaultLevel.Alarm : FaultLevel.None, time);
            }

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
