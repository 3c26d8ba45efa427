namespace AnodeGuard.Core
{
    /// <summary>What a step comes to: the state, what the board has to do, and what is told beside them.</summary>
    public sealed class Conclusion
    {
        private readonly Verdict _verdict;
        private readonly FaultRegister _faults;
        private readonly Readiness _readiness;
        private readonly SelfTestMonitor _selfTest;
        private readonly SenseMonitor _sense;
        private readonly SwitchWatch _switch;
        private readonly StateLadder _ladder;

        /// <summary>A conclusion from what the given judges have found, for the given verdict.</summary>
        public Conclusion(
            Verdict verdict, FaultRegister faults, Readiness readiness, SelfTestMonitor selfTest, SenseMonitor sense, SwitchWatch switchWatch)
        {
            _verdict = verdict;
            _faults = faults;
            _readiness = readiness;
            _selfTest = selfTest;
            _sense = sense;
            _switch = switchWatch;
            _ladder = new StateLadder(faults);
        }

        /// <summary>Draws it after everything was judged.</summary>
        public void Draw(Snapshot snapshot, Channel electrode, long now)
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
                _readiness.Judge(sense.IsReady(electrode), _ladder.IsClear);
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
