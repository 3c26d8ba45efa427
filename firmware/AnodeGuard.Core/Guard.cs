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
        private readonly ChargeCounter _charge = new ChargeCounter();
        private readonly AgeingMonitor _ageing;
        private readonly SelfTestMonitor _selfTest;
        private readonly SenseMonitor _sense;
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

        /// <summary>Builds a guard for one cell.</summary>
        /// <param name="settings">Read here once, never again.</param>
        public Guard(GuardSettings settings)
        {
            GuardSettings own = settings.BoundedCopy();
            _faults = new FaultRegister(_verdict.Levels);
            _transport = new TransportStage(own, _faults);
            _ageing = new AgeingMonitor(own, _faults, _verdict.Cell, _verdict.Shorts);
            _selfTest = new SelfTestMonitor(own, _faults);
            _shorts = new ShortMonitor(own, _faults, _verdict.Shorts);
            _sense = new SenseMonitor(own, _faults, _selfTest, _shorts.Current, _verdict.Sense);
            _limits = new CellLimits(own, _faults);
            _conduction = new ConductionWatch(own, _faults);
            _gas = new GasWatch(own, _faults);
            _plausibility = new Plausibility(own, _faults);
            _stale = new StaleWatch(own, _faults);
            _switch = new SwitchWatch(own, _faults);
            _boot = new BootFaults(_faults);
            _readiness = new Readiness(own.ReadyAfterCycles);
            _ladder = new StateLadder(_faults);
            _transport.Write(_verdict);
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
            long now = Saturating.BoundTime(snapshot.TimeMicroseconds);
            ChannelSet channels = _channels;
            channels.Observe(snapshot, now);
            Begin(snapshot, channels);
            if (channels.IsCycle)
            {
                _transport.Follow(channels);
                CountCharge(channels.Charge);
                JudgeCell(snapshot, channels);
                _ageing.Judge(channels, snapshot.SwitchFitted);
            }
            else
            {
                ContinueWork();
            }

            _transport.Identify(snapshot, channels, now);
            JudgeAlways(snapshot, channels, now);
            Conclude(snapshot, now);
            return _verdict;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        private void Exchange(StateImage image)
        {
            _verdict.Exchange(image);
            _channels.Exchange(image);
            _faults.Exchange(image);
            _transport.Exchange(image);
            _charge.Exchange(image);
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
        }

        private void Begin(Snapshot snapshot, ChannelSet channels)
        {
            Readiness readiness = _readiness;
            if (channels.IsDecisionCycle)
            {
                readiness.Cycles++;
            }

            // Nothing ends readiness: once it is there nobody is asked again.
            if (!readiness.IsReady)
            {
                readiness.JudgeWithoutSwitch(snapshot.SwitchFitted, _sense.IsReady(channels.Sense));
            }

            _faults.MayLatch = readiness.IsReady || snapshot.SwitchClosed;
        }

        /// <summary>A fast turn: one part of what the cycle before it left to do, the most urgent first, so that no turn is long.</summary>
        private void ContinueWork()
        {
            if (_transport.ForecastIsDue)
            {
                _transport.TakeForecast();
            }
            else if (_ageing.PartsLeft != 0)
            {
                _ageing.Continue();
            }
            else
            {
                _transport.Continue();
            }
        }

        private void CountCharge(Channel charge)
        {
            if (charge.IsFresh && charge.IntervalMicroseconds > 0)
            {
                _charge.Add(charge.Value, charge.IntervalMicroseconds);
            }
        }

        /// <summary>What rests on the samples of a decision cycle.</summary>
        private void JudgeCell(Snapshot snapshot, ChannelSet channels)
        {
            _shorts.Judge(channels, snapshot);
            _limits.Judge(channels, _plausibility.ThermometersDiffer);
            _conduction.Judge(channels, snapshot);
            if (channels.Pressure.IsFresh || channels.Gas.IsFresh)
            {
                _gas.Judge(channels.Pressure, channels.Gas);
            }
        }

        /// <summary>What may change with every fast turn.</summary>
        private void JudgeAlways(Snapshot snapshot, ChannelSet channels, long now)
        {
            if (snapshot.StorageCorrupt || snapshot.WatchdogReset || snapshot.NetworkHang || (_faults.Unsettled & BootFaults.Bits) != 0)
            {
                _boot.Judge(snapshot);
            }

            _sense.Judge(snapshot, channels, now);
            if (snapshot.OverCurrentComparator)
            {
                _limits.TripComparator(channels.Limit);
            }

            _plausibility.Judge(snapshot, channels, _sense.IsStuck, now);
            if (now > _stale.QuietUntilMicroseconds || channels.IsSurprised)
            {
                _stale.Judge(channels, now);
            }

            if (snapshot.SwitchFitted)
            {
                _switch.Judge(snapshot, channels, now);
            }
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
            bool changed = faults.Latched != verdict.LatchedFaults || sense.BaselineKnown != verdict.BaselineKnown;
            verdict.Actions = changed ? actions | GuardActions.StoreState : actions;
            verdict.TimeMicroseconds = snapshot.TimeMicroseconds;
            Write(verdict, sense, now);
        }

        /// <summary>What is told beside state and actions. What cannot have changed in this step stands from the last one.</summary>
        private void Write(Verdict verdict, SenseMonitor sense, long now)
        {
            if (_faults.HasNews)
            {
                _faults.Write(verdict);
            }

            if (sense.BaselineKnown != verdict.BaselineKnown)
            {
                verdict.BaselineKnown = sense.BaselineKnown;
                verdict.BaselineMicrovolts = sense.BaselineMicrovolts;
            }

            verdict.SlowBaselineMicrovolts = sense.Slow.Microvolts;
            verdict.SenseSlopeMicrovoltsPerSecond = sense.Slope.MicrovoltsPerSecond;
            verdict.SelfTestAgeMicroseconds = _selfTest.Schedule.AgeMicroseconds(now);
            verdict.SelfTest = _selfTest.Result;
            if (_channels.IsDecisionCycle || _channels.IsCycle)
            {
                verdict.ChargeNanocoulombs = _charge.Nanocoulombs;
                verdict.Cycles = _readiness.Cycles;
            }

            if (_transport.HasNews)
            {
                _transport.Write(verdict);
            }
        }
    }
}
