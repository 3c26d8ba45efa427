using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// A trial of the switch: it closes, perhaps carries a current, and has to open; or the watchdog has to open it. The
    /// guard decides all the while whether it may close at all.
    /// </summary>
    internal sealed class SwitchTrial
    {
        private const long ClosingMicroseconds = 3000000;
        private const long FlowMicroseconds = 10000000;
        private const long FlowPatienceMicroseconds = 120000000;
        private const long OpeningMicroseconds = 50000;
        private const long CurrentEndsMicroseconds = 200000;

        /// <summary>The TPS3430 bites 1.6 s after the last kick (default window, 15 %), and the last kick was 1.1 s ago at most.</summary>
        private const long EarliestBiteMicroseconds = 250000;
        private const long WatchdogMicroseconds = 3000000;

        private const byte Idle = 0;
        private const byte Closing = 1;
        private const byte Flowing = 2;
        private const byte Starving = 3;
        private const byte Opening = 4;

        private readonly CommissioningChecks _checks;
        private readonly CommissioningKeeper _keeper;
        private byte _phase;
        private long _sinceMicroseconds;
        private long _flowsSinceMicroseconds;
        private bool _flows;

        /// <param name="checks">Know what a current is.</param>
        /// <param name="keeper">Told before the watchdog restarts the board.</param>
        public SwitchTrial(CommissioningChecks checks, CommissioningKeeper keeper)
        {
            _checks = checks;
            _keeper = keeper;
        }

        /// <summary>A trial is under way.</summary>
        public bool IsRunning
        {
            get { return _phase != Idle; }
        }

        /// <summary>The switch is to be closed now.</summary>
        public bool WantsClosed
        {
            get { return _phase == Closing || _phase == Flowing || _phase == Starving; }
        }

        /// <summary>The watchdog gets no kick.</summary>
        public bool StarvesWatchdog
        {
            get { return _phase == Starving; }
        }

        /// <summary>The trial has ended well.</summary>
        public bool HasPassed { get; private set; }

        /// <summary>What is waited for, or why the trial ended badly.</summary>
        public byte Problem { get; private set; }

        /// <summary>Begins.</summary>
        public void Begin(long now)
        {
            Enter(Closing, now);
            HasPassed = false;
        }

        /// <summary>Gives up; the switch is to be open.</summary>
        public void Cancel()
        {
            _phase = Idle;
            _keeper.SetFired(false);
        }

        /// <summary>One turn.</summary>
        public void Advance(int step, Snapshot snapshot, Verdict verdict, long now)
        {
            long elapsed = now - _sinceMicroseconds;
            switch (_phase)
            {
                case Closing:
                    WaitUntilClosed(step, snapshot, verdict, now, elapsed);
                    break;
                case Flowing:
                    WaitForCurrent(step == CommissioningStep.Charge, snapshot, now, elapsed);
                    break;
                case Starving:
                    WaitForBite(snapshot, verdict, elapsed);
                    break;
                case Opening:
                    WaitUntilOpen(step, snapshot, elapsed);
                    break;
            }
        }

        private void WaitUntilClosed(int step, Snapshot snapshot, Verdict verdict, long now, long elapsed)
        {
            if (!snapshot.SwitchClosed)
            {
                if (elapsed > ClosingMicroseconds)
                {
                    bool allowed = (verdict.Actions & GuardActions.AllowArm) != 0;
                    Fail(allowed ? CommissioningProblem.NotClosed : CommissioningProblem.NotAllowed);
                }
            }
            else if (step == CommissioningStep.Trip)
            {
                Enter(Opening, now);
            }
            else if (step != CommissioningStep.Watchdog)
            {
                _flows = false;
                Enter(Flowing, now);
            }
            else if (_keeper.Fire())
            {
                // Stored: only now may the restart come.
                Enter(Starving, now);
            }
        }

        /// <summary>A board whose watchdog is wired to the reset does not get here: its next start concludes.</summary>
        private void WaitForBite(Snapshot snapshot, Verdict verdict, long elapsed)
        {
            if (snapshot.SwitchClosed)
            {
                if (elapsed > WatchdogMicroseconds)
                {
                    Fail(CommissioningProblem.WatchdogSilent);
                }
            }
            else if (elapsed < EarliestBiteMicroseconds || (verdict.Actions & GuardActions.OpenSwitch) != 0)
            {
                Fail(CommissioningProblem.OpenedItself);
            }
            else
            {
                _phase = Idle;
                _keeper.SetFired(false);
                HasPassed = true;
            }
        }

        private void WaitForCurrent(bool charging, Snapshot snapshot, long now, long elapsed)
        {
            if (!snapshot.SwitchClosed)
            {
                Fail(CommissioningProblem.OpenedItself);
            }
            else if (!_checks.Flows(snapshot, charging))
            {
                _flows = false;
                Problem = charging ? CommissioningProblem.WaitsForCharge : CommissioningProblem.WaitsForDischarge;
                if (elapsed > FlowPatienceMicroseconds)
                {
                    Fail(CommissioningProblem.NoCurrent);
                }
            }
            else
            {
                Problem = CommissioningProblem.None;
                _flowsSinceMicroseconds = _flows ? _flowsSinceMicroseconds : now;
                _flows = true;
                if (now - _flowsSinceMicroseconds >= FlowMicroseconds)
                {
                    Enter(Opening, now);
                }
            }
        }

        private void WaitUntilOpen(int step, Snapshot snapshot, long elapsed)
        {
            bool opened = !snapshot.SwitchClosed;
            if (opened && (step == CommissioningStep.Trip || _checks.IsAtRest(snapshot)))
            {
                _phase = Idle;
                HasPassed = true;
            }
            else if (!opened && elapsed > OpeningMicroseconds)
            {
                Fail(CommissioningProblem.NotOpened);
            }
            else if (elapsed > CurrentEndsMicroseconds)
            {
                Fail(CommissioningProblem.StillFlows);
            }
        }

        private void Fail(byte problem)
        {
            Cancel();
            Problem = problem;
        }

        private void Enter(byte phase, long now)
        {
            _phase = phase;
            _sinceMicroseconds = now;
            Problem = CommissioningProblem.None;
        }
    }
}
