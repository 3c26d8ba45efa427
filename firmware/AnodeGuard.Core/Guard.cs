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
            Begin(snapshot, now);
            if (_channels.IsCycle)
            {
                _transport.Follow(_channels);
                CountCharge();
                JudgeCell(snapshot);
                _ageing.Judge(_channels, snapshot.SwitchFitted);
            }
            else
            {
                ContinueWork();
            }

            _transport.Identify(snapshot, _channels, now);
            JudgeAlways(snapshot, now);
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

        private void Begin(Snapshot snapshot, long now)
        {
            _channels.Observe(snapshot, now);
            _faults.Raised = 0;
            _faults.Cleared = 0;
            _readiness.Cycles += _channels.IsDecisionCycle ? 1 : 0;

            // Nothing ends readiness: once it is there nobody is asked again.
            if (!_readiness.IsReady)
            {
                _readiness.JudgeWithoutSwitch(snapshot.SwitchFitted, _sense.IsReady(_channels.Sense));
            }

            _faults.MayLatch = _readiness.IsReady || snapshot.SwitchClosed;
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

        private void CountCharge()
        {
            Channel charge = _channels.Charge;
            if (charge.IsFresh && charge.IntervalMicroseconds > 0)
            {
                _charge.Add(charge.Value, charge.IntervalMicroseconds);
            }
        }

        /// <summary>What rests on the samples of a decision cycle.</summary>
        private void JudgeCell(Snapshot snapshot)
        {
            _shorts.Judge(_channels, snapshot);
            _limits.Judge(_channels, _plausibility.ThermometersDiffer);
            _conduction.Judge(_channels, snapshot);
            if (_channels.Pressure.IsFresh || _channels.Gas.IsFresh)
            {
                _gas.Judge(_channels.Pressure, _channels.Gas);
            }
        }

        /// <summary>What may change with every fast turn.</summary>
        private void JudgeAlways(Snapshot snapshot, long now)
        {
            if (snapshot.StorageCorrupt || snapshot.WatchdogReset || snapshot.NetworkHang || (_faults.Unsettled & BootFaults.Bits) != 0)
            {
                _boot.Judge(snapshot);
            }

            _sense.Judge(snapshot, _channels, now);
            if (snapshot.OverCurrentComparator)
            {
                _limits.TripComparator(_channels.Limit);
            }

            _plausibility.Judge(snapshot, _channels, _sense.IsStuck, now);
            _stale.Judge(_channels, now);
            if (snapshot.SwitchFitted)
            {
                _switch.Judge(snapshot, _channels, now);
            }
        }

        private void Conclude(Snapshot snapshot, long now)
        {
            long latchedBefore = _verdict.LatchedFaults;
            bool baselineBefore = _verdict.BaselineKnown;
            if (snapshot.Acknowledge)
            {
                _faults.Acknowledge();
            }

            if (!_readiness.IsReady)
            {
                _readiness.Judge(_sense.IsReady(_channels.Sense), _ladder.IsClear);
            }

            // Ready, and no fault of any kind: what the ladder says of that is known without asking.
            bool ready = _readiness.IsReady;
            bool quiet = ready && (_faults.Active | _faults.Latched) == 0;
            int actions = quiet ? GuardActions.AllowArm : _ladder.Actions(ready, snapshot.SwitchFitted && snapshot.SwitchClosed);
            _verdict.State = quiet ? GuardState.Normal : _ladder.State(ready);
            if (snapshot.HoldOpen || _sense.Pull.HoldsOpen)
            {
                actions = (actions | GuardActions.OpenSwitch) & ~GuardActions.AllowArm;
            }

            bool open = (actions & GuardActions.OpenSwitch) != 0;
            if (open || _switch.IsCommanded)
            {
                _switch.NoteCommand(open, now);
            }

            actions |= _selfTest.IsWanted ? GuardActions.RunSelfTest : 0;
            actions |= _sense.Relay.IsWanted ? GuardActions.OpenRelay : 0;
            bool changed = _faults.Latched != latchedBefore || _sense.BaselineKnown != baselineBefore;
            _verdict.Actions = changed ? actions | GuardActions.StoreState : actions;
            Write(snapshot.TimeMicroseconds, now);
        }

        private void Write(long timeMicroseconds, long now)
        {
            Verdict verdict = _verdict;
            verdict.TimeMicroseconds = timeMicroseconds;
            verdict.ActiveFaults = _faults.Active;
            verdict.LatchedFaults = _faults.Latched;
            verdict.RaisedFaults = _faults.Raised;
            verdict.ClearedFaults = _faults.Cleared;
            verdict.TripCause = _faults.TripCause;
            verdict.BaselineMicrovolts = _sense.BaselineMicrovolts;
            verdict.BaselineKnown = _sense.BaselineKnown;
            verdict.SlowBaselineMicrovolts = _sense.Slow.Microvolts;
            verdict.SenseSlopeMicrovoltsPerSecond = _sense.Slope.MicrovoltsPerSecond;
            verdict.SelfTestAgeMicroseconds = _selfTest.AgeMicroseconds(now);
            verdict.SelfTest = _selfTest.Result;
            verdict.ChargeNanocoulombs = _charge.Nanocoulombs;
            verdict.Cycles = _readiness.Cycles;
            if (_transport.HasNews)
            {
                _transport.Write(verdict);
            }
        }
    }
}
