namespace AnodeGuard.Core
{
    /// <summary>
    /// The decision core: numbers in, verdict out. It knows no clock and no board, decides in integers alone, and allocates
    /// nothing after construction. The same snapshots give the same verdicts, bit for bit, on every machine.
    /// </summary>
    public sealed class Guard
    {
        /// <summary>No image of a guard is longer, words.</summary>
        public const int LargestImage = 4096;

        private readonly Verdict _verdict = new Verdict();
        private readonly ChannelSet _channels = new ChannelSet();
        private readonly FaultRegister _faults;
        private readonly TransportStage _transport;
        private readonly TransportIdentification _identification;
        private readonly AgeingMonitor _ageing;
        private readonly SelfTestMonitor _selfTest;
        private readonly SenseMonitor _sense;
        private readonly SenseCalm _calm;
        private readonly CellLimits _limits;
        private readonly ConductionWatch _conduction;
        private readonly GasWatch _gas;
        private readonly ShortMonitor _shorts;
        private readonly Plausibility _plausibility;
        private readonly StaleWatch _stale;
        private readonly SwitchWatch _switch;
        private readonly BootFaults _boot;
        private readonly Readiness _readiness;
        private readonly StateLadder _ladder;
        private readonly CycleWork _work;

        /// <summary>Builds a guard for one cell.</summary>
        /// <param name="settings">Read here once, never again.</param>
        public Guard(GuardSettings settings)
        {
            GuardSettings own = settings.BoundedCopy();
            _faults = new FaultRegister(_verdict.Levels);
            _transport = new TransportStage(own, _faults, _verdict);
            _identification = _transport.Identification;
            _ageing = new AgeingMonitor(own, _faults, _verdict.Cell, _verdict.Shorts);
            _selfTest = new SelfTestMonitor(own, _faults);
            _shorts = new ShortMonitor(own, _faults, _verdict.Shorts);
            _sense = new SenseMonitor(own, _faults, _selfTest, _shorts.Current, _verdict);
            _calm = _sense.Calm;
            _limits = new CellLimits(own, _faults);
            _conduction = new ConductionWatch(own, _faults);
            _gas = new GasWatch(own, _faults);
            _plausibility = new Plausibility(own, _faults);
            _stale = new StaleWatch(own, _faults);
            _switch = new SwitchWatch(own, _faults);
            _boot = new BootFaults(_faults);
            _readiness = new Readiness(own.ReadyAfterCycles);
            _ladder = new StateLadder(_faults);
            _work = new CycleWork(_channels, _verdict, _transport, _plausibility, _shorts, _conduction, _gas, _ageing);
        }

        /// <summary>From the next step on: nobody asks for the recommended charge current; the last answer stands. Begins as the settings say.</summary>
        public bool ChargeAdviceWaived
        {
            set { _transport.Advice.IsWaived = value; }
        }

        /// <summary>Puts back what was latched before a restart. Call before the first <see cref="Step"/>.</summary>
        /// <param name="latchedFaults">A bit per <see cref="FaultId"/>, as in <see cref="Verdict.LatchedFaults"/>.</param>
        /// <param name="baselineMicrovolts">Frozen sense baseline, microvolts; 0 where none was known.</param>
        public void Restore(long latchedFaults, long baselineMicrovolts)
        {
            _faults.Restore(latchedFaults);
            _sense.Restore(Saturating.Bound(baselineMicrovolts));

            // What comes out of storage need not be stored again.
            _verdict.LatchedFaults = _faults.Latched;
            _verdict.BaselineKnown = _sense.BaselineKnown;
            _verdict.BaselineMicrovolts = _sense.BaselineMicrovolts;
        }

        /// <summary>Saves everything that changes.</summary>
        /// <returns>False where the image has no room: it then holds nothing.</returns>
        public bool Save(StateImage image)
        {
            image.BeginSave();
            Exchange(image);
            return image.End();
        }

        /// <summary>Becomes the guard that was saved: one with the same settings goes on as that one did, bit for bit.</summary>
        /// <returns>False where the image is that of another core or other settings; this guard is then of no use any more.</returns>
        public bool Load(StateImage image)
        {
            image.BeginLoad();
            Exchange(image);
            return image.End();
        }

        /// <summary>The one door: judges a snapshot.</summary>
        /// <param name="snapshot">All channels of one instant; read, not kept.</param>
        /// <returns>The guard's one verdict object, overwritten by the next step.</returns>
        public Verdict Step(in Snapshot snapshot)
        {
            Snapshot samples = snapshot;
            ChannelSet channels = _channels;
            long now = samples.TimeMicroseconds;
            if (now > Saturating.LargestTime || now < -Saturating.LargestTime)
            {
                now = Saturating.BoundTime(now);
            }

            if (channels.Observe(samples, now))
            {
                _work.Finish();
                channels.Look(samples, now);
            }

            if (channels.IsDecisionCycle || !_readiness.IsReady)
            {
                Count(samples, channels);
            }

            if (channels.IsCycle)
            {
                _work.Begin();
                _shorts.Judge(channels);
                _limits.Judge(channels, _plausibility.ThermometersDiffer);
                if (!channels.HasTurns)
                {
                    _work.Finish();
                }
            }
            else
            {
                _work.Continue();
            }

            bool calm = JudgeAlways(samples, channels, now);
            Verdict verdict = _verdict;
            verdict.TimeMicroseconds = samples.TimeMicroseconds;

            // The quiet end of a step: armed before, no fault has stirred, nobody wants anything. State and actions stand.
            if (!calm || verdict.Actions != GuardActions.AllowArm || _faults.HasNews || samples.Acknowledge || samples.HoldOpen)
            {
                Conclude(samples, now);
            }

            return verdict;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        private void Exchange(StateImage image)
        {
            _verdict.Exchange(image);
            _channels.Exchange(image);
            _faults.Exchange(image);
            _transport.Exchange(image);
            _ageing.Exchange(image);
            _selfTest.Exchange(image);
            _sense.Exchange(image);
            _shorts.Exchange(image);
            _plausibility.Exchange(image);
            _conduction.Exchange(image);
            _gas.Exchange(image);
            _stale.Exchange(image);
            _switch.Exchange(image);
            _boot.Exchange(image);
            _readiness.Exchange(image);
            _work.Exchange(image);
        }

        /// <summary>Counts decision cycles, and asks whether the guard is ready: nothing ends that, once it is nobody is asked again.</summary>
        private void Count(Snapshot snapshot, ChannelSet channels)
        {
            Readiness readiness = _readiness;
            if (channels.IsDecisionCycle)
            {
                readiness.Cycles++;
                _verdict.Cycles = readiness.Cycles;
            }

            if (!readiness.IsReady)
            {
                readiness.JudgeWithoutSwitch(snapshot.SwitchFitted, _sense.IsReady(channels.Sense));
                _faults.MayLatch = readiness.IsReady || snapshot.SwitchClosed;
            }
        }

        /// <summary>What may change with every fast turn.</summary>
        /// <returns>True where the sense electrode is calm, and asks for nothing: <see cref="SenseCalm"/>.</returns>
        private bool JudgeAlways(Snapshot snapshot, ChannelSet channels, long now)
        {
            if (_identification.IsBusy)
            {
                _transport.Identify(snapshot, channels, now);
            }

            long unsettled = _faults.Unsettled;
            if (snapshot.StorageCorrupt | snapshot.WatchdogReset | snapshot.NetworkHang || (unsettled & BootFaults.Bits) != 0)
            {
                _boot.Judge(snapshot);
            }

            bool calm = _calm.MayHold && _calm.Take(snapshot, channels, now);
            if (!calm)
            {
                _sense.Judge(snapshot, channels, now);
            }

            if (snapshot.OverCurrentComparator)
            {
                _limits.TripComparator(channels.Limit);
            }

            bool others = channels.IsSurprised | channels.IsCycle;
            if (others | _plausibility.IsStirring
                || (!calm && (_sense.IsStuck || channels.ElapsedMicroseconds < 0 || channels.Sense.Value <= Plausibility.LowestSenseMicrovolts)))
            {
                _plausibility.Judge(channels, _sense.IsStuck);
            }

            if (others || now > _stale.QuietUntilMicroseconds)
            {
                _stale.Judge(channels, now);
            }

            if (snapshot.SwitchFitted && (_switch.IsCommanded || (unsettled & SwitchWatch.Bit) != 0))
            {
                _switch.Judge(snapshot, channels, now);
            }

            return calm && _calm.MayHold;
        }

        private void Conclude(Snapshot snapshot, long now)
        {
            FaultRegister faults = _faults;
            SenseMonitor sense = _sense;
            Verdict verdict = _verdict;
            if (snapshot.Acknowledge)
            {
                faults.Acknowledge();
            }

            bool ready = _readiness.IsReady;
            if (!ready)
            {
                _readiness.Judge(sense.IsReady(_channels.Sense), _ladder.IsClear);
                ready = _readiness.IsReady;
                faults.MayLatch |= ready;
            }

            // Ready, and no fault of any kind: what the ladder says of that is known without asking.
            bool quiet = ready && (faults.Active | faults.Latched) == 0;
            int actions = quiet ? GuardActions.AllowArm : _ladder.Actions(ready, snapshot.SwitchFitted && snapshot.SwitchClosed);
            verdict.State = quiet ? GuardState.Normal : _ladder.State(ready);
            if (snapshot.HoldOpen || sense.Pull.HoldsOpen)
            {
                actions = (actions | GuardActions.OpenSwitch) & ~GuardActions.AllowArm;
            }

            bool open = (actions & GuardActions.OpenSwitch) != 0;
            if (open || _switch.IsCommanded)
            {
                _switch.NoteCommand(open, now);
            }

            actions |= _selfTest.IsWanted ? GuardActions.RunSelfTest : 0;
            actions |= sense.Relay.IsWanted ? GuardActions.OpenRelay : 0;
            verdict.Actions = Write(verdict, sense) ? actions | GuardActions.StoreState : actions;
            verdict.SelfTestAgeMicroseconds = _selfTest.Schedule.AgeMicroseconds(now);
        }

        /// <summary>What is told beside state and actions. What cannot have changed in this step stands from the last one.</summary>
        /// <returns>True where something is to be stored: another latch, a baseline.</returns>
        private bool Write(Verdict verdict, SenseMonitor sense)
        {
            bool store = false;
            if (_faults.HasNews)
            {
                store = _faults.Latched != verdict.LatchedFaults;
                _faults.Write(verdict);
            }

            if (sense.BaselineKnown != verdict.BaselineKnown)
            {
                store = true;
                verdict.BaselineKnown = sense.BaselineKnown;
                verdict.BaselineMicrovolts = sense.BaselineMicrovolts;
            }

            verdict.SlowBaselineMicrovolts = sense.Slow.Microvolts;
            verdict.SenseSlopeMicrovoltsPerSecond = sense.Slope.MicrovoltsPerSecond;
            verdict.SelfTest = _selfTest.Result;
            return store;
        }
    }
}
