namespace AnodeGuard.Core
{
    /// <summary>
    /// The sense electrode as a whole: self-test, baseline, contacts, leakage. Order matters: a cut lead is recognised
    /// before a contact is looked for, so that it is never taken for one.
    /// <para>Where the layer sits at 0 V by design a contact with the anode cannot be seen. What protects there still: a contact
    /// with the cathode lifts the layer by 0.3 V and more, and the self-test's pull-up tells a cut lead, which follows it,
    /// from the layer, which holds the node at zero.</para>
    /// </summary>
    public sealed class SenseMonitor
    {
        private const long ContactBits = (1L << FaultId.SenseContactAnode) | (1L << FaultId.SenseContactCathode);
        private const long LeadOpenBit = 1L << FaultId.SenseLeadOpen;

        private readonly FaultRegister _faults;
        private readonly SelfTestMonitor _selfTest;
        private readonly Commissioning _commissioning;
        private readonly ContactDetector _contact;
        private readonly StuckWatch _stuck = new StuckWatch();
        private readonly RiseWatch _rise;
        private readonly SenseMeasures _measures;
        private readonly SenseFigures _figures;
        private readonly bool _waived;
        private readonly bool _zeroVoltByDesign;
        private readonly long _flowNanoamperes;
        private SenseDrive _drive;

        /// <summary>For how long it has done so, microseconds; without an injector every sample is settled.</summary>
        private long _driven = SenseLimits.SettledMicroseconds;

        /// <summary>The slow baseline, and the slope of the sense voltage.</summary>
        public readonly SlowBaseline Slow = new SlowBaseline();
        public readonly SlopeEstimator Slope = new SlopeEstimator();

        /// <summary>When the board should open the relay, and whether the switch has to stay open, until a test has said why.</summary>
        public readonly RelayOpenWatch Relay = new RelayOpenWatch();
        public readonly PullWatch Pull;

        /// <summary>The quiet path: while it holds and takes the samples, nothing here is asked.</summary>
        public readonly SenseCalm Calm;

        /// <summary>The commissioned baseline, microvolts.</summary>
        public long BaselineMicrovolts;

        /// <summary>It was measured, given or restored.</summary>
        public bool BaselineKnown;

        /// <summary>The converter repeats one code although noise must move it.</summary>
        public bool IsStuck;

        /// <summary>A monitor for a cell; the baseline is known at once where the settings give it.</summary>
        public SenseMonitor(
            GuardSettings settings, FaultRegister faults, SelfTestMonitor selfTest, SteadyCurrent current, Verdict verdict)
        {
            _faults = faults;
            _selfTest = selfTest;
            _figures = verdict.Sense;
            _rise = new RiseWatch(current, selfTest, faults);
            _measures = new SenseMeasures(settings, faults, current, _figures);
            _waived = settings.SelfTestWaived;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
            _commissioning = new Commissioning(settings, faults, selfTest);
            _contact = new ContactDetector(settings.ZeroVoltByDesign);
            Pull = new PullWatch(settings, faults, _contact, Slow);
            Calm = new SenseCalm(settings, faults, verdict, selfTest, Relay, Pull, _contact, _rise, _measures, _stuck, Slow, Slope);
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
            if (settings.BaselineMicrovolts > 0)
            {
                Freeze(settings.BaselineMicrovolts);
                Slow.Set(settings.BaselineMicrovolts);
            }
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

        /// <summary>Judges in full what this step brought.</summary>
        public void Judge(Snapshot snapshot, ChannelSet channels, long nowMicroseconds)
        {
            if (Calm.MayHold)
            {
                Calm.End(nowMicroseconds - channels.ElapsedMicroseconds);
            }

            Channel sense = channels.Sense;
            if (!sense.IsFitted)
            {
                _selfTest.IsWanted = false;
                return;
            }

            SenseDrive drive = snapshot.SenseDrive;
            if (_drive == SenseDrive.RelayOpen && drive != SenseDrive.RelayOpen)
            {
                Relay.Close(nowMicroseconds);
            }

            _drive = drive;
            if (channels.IsCycle && channels.Limit.IsFresh)
            {
                _contact.NoteCurrent(channels.Limit.Value, _flowNanoamperes);
            }

            if (!_waived)
            {
                _driven = sense.TimeMicroseconds - Saturating.BoundTime(snapshot.SenseDriveSinceMicroseconds);
                _selfTest.Judge(drive, _driven, channels, _contact.IsSuspicious || _rise.IsSuspicious, BaselineKnown, nowMicroseconds);
                JudgeRelay(nowMicroseconds);
            }

            if (Pull.HoldsOpen && drive == SenseDrive.Idle)
            {
                Pull.End();
            }

            if (sense.IsFresh)
            {
                JudgeSample(snapshot.SenseMicrovolts.Source, sense, channels);
            }

            // The hardware saw it between two samples. With the relay open or a pull on, it means nothing.
            if (snapshot.CollapseComparator && drive == SenseDrive.Idle && CanTellContacts && !_zeroVoltByDesign)
            {
                _faults.Confirm(FaultId.SenseContactAnode, FaultLevel.Alarm);
            }
        }

        private void JudgeRelay(long nowMicroseconds)
        {
            Relay.IsWanted = false;
            if (_selfTest.IsQuiet && CanTellContacts && !_contact.TouchesAnode && !_contact.TouchesCathode)
            {
                Relay.Schedule(nowMicroseconds);
            }
        }

        /// <summary>A baseline exists and the lead is not known to be cut.</summary>
        private bool CanTellContacts
        {
            get { return BaselineKnown && (_faults.Active & LeadOpenBit) == 0; }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _commissioning.Exchange(image);
            _rise.Exchange(image);
            _measures.Exchange(image);
            Pull.Exchange(image);
            Relay.Exchange(image);
            Slow.Exchange(image);
            _contact.Exchange(image);
            Slope.Exchange(image);
            Calm.Exchange(image);
            _stuck.Exchange(image);
            IsStuck = image.Flag(IsStuck);
            _drive = (SenseDrive)image.Number((long)_drive);
            _driven = image.Number(_driven);
            BaselineMicrovolts = image.Number(BaselineMicrovolts);
            BaselineKnown = image.Flag(BaselineKnown);
        }

        private void JudgeSample(SampleSource source, Channel sense, ChannelSet channels)
        {
            if (!BaselineKnown)
            {
                _commissioning.Begin(sense.TimeMicroseconds);
            }

            if (sense.Value == sense.PreviousValue || _stuck.Repeats.Samples != 0)
            {
                IsStuck = _stuck.Observe(source, sense);
            }

            if (_drive == SenseDrive.Idle)
            {
                JudgeIdle(sense, _driven >= SenseLimits.SettledMicroseconds, channels);
            }
            else if (_drive == SenseDrive.RelayOpen)
            {
                Relay.Add(sense, _driven, _figures);
            }
            else if (CanTellContacts)
            {
                Pull.Judge(sense, IsOverRange(sense), _rise.IsLifted, _drive, _driven);
            }
        }

        private void JudgeIdle(Channel sense, bool settled, ChannelSet channels)
        {
            long time = sense.TimeMicroseconds;
            long due = Slope.DueMicroseconds;
            if (settled && (time >= due || time < due - SlopeEstimator.SpacingMicroseconds))
            {
                Slope.Add(sense.Value, time);
            }

            if (!BaselineKnown && _commissioning.Judge(sense, settled))
            {
                Freeze(_commissioning.Microvolts);
                Slow.Set(BaselineMicrovolts);
            }

            if (BaselineKnown && (_faults.Active & LeadOpenBit) == 0)
            {
                Watch(sense, settled, channels.Voltage);
                if (settled)
                {
                    _measures.Add(sense, channels.Limit, Slope, Slow.Microvolts);
                }

                // Settled, so that both baselines have followed this sample.
                Calm.MayHold = settled && !sense.IsAtRail && !IsStuck && !_selfTest.IsWanted && !Relay.IsWanted;
            }
        }

        private void Watch(Channel sense, bool settled, Channel voltage)
        {
            long time = sense.TimeMicroseconds;
            SlowBaseline slow = Slow;
            long value = sense.Value;
            if (!slow.IsSet)
            {
                slow.Set(value);
            }

            long microvolts = slow.Microvolts;
            if (settled)
            {
                _rise.Judge(sense, microvolts, voltage);
            }

            // Near the slow baseline, and nothing left from before: no contact, and nothing to tell of any.
            ContactDetector contact = _contact;
            long away = value - microvolts;
            long calmly = contact.CalmMicrovolts;
            bool calm = away < calmly && away > -calmly && value >= contact.CollapsedMicrovolts && !contact.IsStirring && !sense.IsAtRail
                && !_rise.IsCreeping && Pull.Moved.Samples == 0 && (_faults.Unsettled & ContactBits) == 0;
            if ((!calm && JudgeContact(sense, settled)) || !settled)
            {
                slow.Hold(time);
                return;
            }

            slow.Follow(value, time);
            _measures.Follow(slow.Microvolts, BaselineMicrovolts, time);
        }

        /// <summary>A sample that may be a contact, or follows one; true while one is seen or known.</summary>
        private bool JudgeContact(Channel sense, bool settled)
        {
            long time = sense.TimeMicroseconds;
            Pull.HasMoved(sense);
            bool anode = _faults.IsActive(FaultId.SenseContactAnode);
            bool cathode = _faults.IsActive(FaultId.SenseContactCathode);
            _contact.IsKnown = anode || cathode;
            _contact.Judge(sense.Value, IsOverRange(sense), Slow.Microvolts, settled, time);

            // While the injector's pull dies away, what is known does not end.
            if (_contact.TouchesAnode || settled || !anode)
            {
                _faults.Observe(FaultId.SenseContactAnode, _contact.TouchesAnode ? FaultLevel.Alarm : FaultLevel.None, time);
            }

            bool touches = (_contact.TouchesCathode || _rise.IsCreeping) && !_rise.IsLifted;
            if (touches || settled || !cathode)
            {
                _faults.Observe(FaultId.SenseContactCathode, touches ? FaultLevel.Alarm : FaultLevel.None, time);
            }

            return _contact.TouchesAnode || _contact.TouchesCathode
                || _faults.IsActive(FaultId.SenseContactAnode) || _faults.IsActive(FaultId.SenseContactCathode);
        }

        private bool IsOverRange(Channel sense)
        {
            return sense.IsAtRail && sense.Value > BaselineMicrovolts;
        }

        private void Freeze(long microvolts)
        {
            BaselineMicrovolts = microvolts;
            BaselineKnown = true;
            Calm.CommissionedMicrovolts = microvolts;
            _contact.Commission(microvolts);
        }
    }
}
