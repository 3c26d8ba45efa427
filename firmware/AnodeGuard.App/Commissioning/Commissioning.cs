using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The commissioning that the firmware guides: step after step, each checked, and the switch stays open until all are
    /// done, but for the moments in which a step tries the switch itself. The guard protects all the while: this can hold
    /// the switch open, never closed.
    /// <para>One job asks (start, confirm, abort: counts that only it raises), the safety thread answers.</para>
    /// </summary>
    public sealed class Commissioning
    {
        private const long SteadyMicroseconds = 2000000;
        private const long HeldMicroseconds = 5000000;
        private const long ClosingMicroseconds = 3000000;
        private const long OpeningMicroseconds = 50000;
        private const long CurrentEndsMicroseconds = 200000;
        private const long WatchdogMicroseconds = 3000000;
        private const long FlowMicroseconds = 10000000;
        private const long FlowPatienceMicroseconds = 120000000;

        private readonly CommissioningChecks _checks;
        private readonly CommissioningKeeper _keeper;
        private readonly IClock _clock;
        private readonly bool _isRequired;
        private bool _restartedByStep;

        private int _startsAsked;
        private int _startsTaken;
        private int _confirmsAsked;
        private int _confirmsTaken;
        private int _abortsAsked;
        private int _abortsTaken;
        private CommissioningPhase _phase;
        private long _phaseMicroseconds;
        private long _holdsMicroseconds;
        private bool _holds;

        /// <param name="settings">The cell, and whether a board that was never commissioned may close its switch.</param>
        /// <param name="keeper">Progress that outlives a restart: the watchdog step makes one.</param>
        /// <param name="clock">Dates the end.</param>
        public Commissioning(DeviceSettings settings, CommissioningKeeper keeper, IClock clock)
        {
            _checks = new CommissioningChecks(settings.Guard);
            _keeper = keeper;
            _clock = clock;
            _isRequired = settings.CommissioningRequired;
            _restartedByStep = keeper.IsRunning && keeper.Fired;
        }

        /// <summary>Steps are being gone through.</summary>
        public bool IsRunning
        {
            get { return _keeper.IsRunning; }
        }

        /// <summary>The present step; <see cref="CommissioningStep.Count"/>: all are done.</summary>
        public int Step
        {
            get { return _keeper.Step; }
        }

        /// <summary>When all steps were done, seconds since 1970; 0: never, or the clock was not set then.</summary>
        public uint CompletedUnixSeconds
        {
            get { return _keeper.CompletedUnixSeconds; }
        }

        /// <summary>All steps were done once and none begun again since.</summary>
        public bool IsComplete
        {
            get { return !_keeper.IsRunning && _keeper.Step == CommissioningStep.Count; }
        }

        /// <summary>What the present step still waits for or found wrong; null: nothing to say.</summary>
        public string Problem { get; private set; }

        /// <summary>False while the watchdog's own test runs.</summary>
        public bool KicksWatchdog
        {
            get { return _phase != CommissioningPhase.WatchdogStarves; }
        }

        /// <summary>Begins with the first step, whatever was done before.</summary>
        public void Start()
        {
            _startsAsked++;
        }

        /// <summary>The operator did what the step says.</summary>
        public void Confirm()
        {
            _confirmsAsked++;
        }

        /// <summary>Ends without having done all steps.</summary>
        public void Abort()
        {
            _abortsAsked++;
        }

        /// <summary>The guard's actions, less the permission to close the switch where a step forbids it.</summary>
        public int Filter(int actions)
        {
            bool holdsOpen = _keeper.IsRunning ? !WantsClosed : _isRequired && !IsComplete;
            return holdsOpen ? (actions & ~GuardActions.AllowArm) | GuardActions.OpenSwitch : actions;
        }

        /// <summary>One turn of the safety thread. Costs nothing while no commissioning runs.</summary>
        public void Advance(Snapshot snapshot, Verdict verdict)
        {
            long now = snapshot.TimeMicroseconds;
            bool confirmed = TakeRequests(now);
            if (!_keeper.IsRunning)
            {
                return;
            }

            int step = _keeper.Step;
            if (_restartedByStep)
            {
                ConcludeWatchdog(snapshot, now);
            }
            else if (_phase == CommissioningPhase.Watching)
            {
                Watch(step, confirmed, snapshot, verdict, now);
            }
            else
            {
                Try(step, snapshot, verdict, now);
            }
        }

        private bool WantsClosed
        {
            get
            {
                return _phase == CommissioningPhase.Closing || _phase == CommissioningPhase.Flowing
                    || _phase == CommissioningPhase.WatchdogStarves;
            }
        }

        private bool TakeRequests(long now)
        {
            if (_startsTaken != _startsAsked)
            {
                _startsTaken = _startsAsked;
                _confirmsTaken = _confirmsAsked;
                _keeper.Begin();
                Enter(CommissioningPhase.Watching, now);
            }

            if (_abortsTaken != _abortsAsked)
            {
                _abortsTaken = _abortsAsked;
                _keeper.End();
                Enter(CommissioningPhase.Watching, now);
            }

            bool confirmed = _confirmsTaken != _confirmsAsked;
            _confirmsTaken = _confirmsAsked;
            return confirmed;
        }

        /// <summary>Steps that look: the condition must hold for a while, after the operator's word where the step wants one.</summary>
        private void Watch(int step, bool confirmed, Snapshot snapshot, Verdict verdict, long now)
        {
            if (step == CommissioningStep.Trip || step == CommissioningStep.Watchdog
                || step == CommissioningStep.Charge || step == CommissioningStep.Discharge)
            {
                if (confirmed)
                {
                    Enter(CommissioningPhase.Closing, now);
                }

                return;
            }

            bool held = step == CommissioningStep.CathodeSense || step == CommissioningStep.AnodeSense;
            Problem = held && !_holds ? null : _checks.Problem(step, snapshot, verdict);
            if (CommissioningStep.Of(step).NeedsConfirmation && !_holds)
            {
                // Until the operator speaks; what is to be held is what was there just before.
                if (held && !confirmed)
                {
                    _checks.Hold(snapshot);
                }

                _holds = confirmed;
                _holdsMicroseconds = now;
                return;
            }

            if (Problem != null)
            {
                // A pulled wire that shows is a failed step; all others simply wait.
                _holds = CommissioningStep.Of(step).NeedsConfirmation && !held;
                _holdsMicroseconds = now;
                return;
            }

            if (!_holds)
            {
                _holds = true;
                _holdsMicroseconds = now;
            }

            if (now - _holdsMicroseconds >= (held ? HeldMicroseconds : SteadyMicroseconds))
            {
                Finish(now);
            }
        }

        /// <summary>Steps that try the switch.</summary>
        private void Try(int step, Snapshot snapshot, Verdict verdict, long now)
        {
            long elapsed = now - _phaseMicroseconds;
            switch (_phase)
            {
                case CommissioningPhase.Closing:
                    TryClosing(step, snapshot, verdict, now, elapsed);
                    break;
                case CommissioningPhase.Flowing:
                    TryFlow(step == CommissioningStep.Charge, snapshot, now, elapsed);
                    break;
                case CommissioningPhase.WatchdogStarves:
                    if (elapsed > WatchdogMicroseconds)
                    {
                        Fail("the watchdog did not restart the board", now);
                    }

                    break;
                default:
                    TryOpening(step, snapshot, now, elapsed);
                    break;
            }
        }

        private void TryClosing(int step, Snapshot snapshot, Verdict verdict, long now, long elapsed)
        {
            if (!snapshot.SwitchClosed)
            {
                if (elapsed > ClosingMicroseconds)
                {
                    bool allowed = (verdict.Actions & GuardActions.AllowArm) != 0;
                    Fail(allowed ? "the switch did not close" : "the guard does not allow the switch to close", now);
                }

                return;
            }

            if (step == CommissioningStep.Trip)
            {
                Enter(CommissioningPhase.Opening, now);
            }
            else if (step != CommissioningStep.Watchdog)
            {
                Enter(CommissioningPhase.Flowing, now);
            }
            else if (_keeper.Fire())
            {
                // Stored: only now may the restart come.
                Enter(CommissioningPhase.WatchdogStarves, now);
            }
        }

        private void TryFlow(bool charging, Snapshot snapshot, long now, long elapsed)
        {
            if (!snapshot.SwitchClosed)
            {
                Fail("the switch opened by itself", now);
            }
            else if (!_checks.Flows(snapshot, charging))
            {
                _holds = false;
                Problem = charging ? "waiting for a charging current" : "waiting for a discharging current";
                if (elapsed > FlowPatienceMicroseconds)
                {
                    Fail("no current came within two minutes", now);
                }
            }
            else
            {
                Problem = null;
                _holdsMicroseconds = _holds ? _holdsMicroseconds : now;
                _holds = true;
                if (now - _holdsMicroseconds >= FlowMicroseconds)
                {
                    Enter(CommissioningPhase.Opening, now);
                }
            }
        }

        private void TryOpening(int step, Snapshot snapshot, long now, long elapsed)
        {
            bool opened = !snapshot.SwitchClosed;
            bool rests = step == CommissioningStep.Trip || _checks.IsAtRest(snapshot);
            if (opened && rests)
            {
                Finish(now);
            }
            else if (!opened && elapsed > OpeningMicroseconds)
            {
                Fail("the switch did not open within 50 ms: replace it", now);
            }
            else if (elapsed > CurrentEndsMicroseconds)
            {
                Fail("current flows although the switch reads open: one of its two transistors is shorted", now);
            }
        }

        /// <summary>The first turn after the restart that the watchdog made.</summary>
        private void ConcludeWatchdog(Snapshot snapshot, long now)
        {
            _restartedByStep = false;
            _keeper.SetFired(false);
            if (snapshot.SwitchClosed)
            {
                Fail("the board restarted, but the switch is closed", now);
            }
            else
            {
                Finish(now);
            }
        }

        private void Finish(long now)
        {
            long unixMilliseconds;
            uint unix = _clock.TryGetUnixMilliseconds(out unixMilliseconds) ? (uint)(unixMilliseconds / 1000) : 0;
            _keeper.StepDone(unix);
            Enter(CommissioningPhase.Watching, now);
        }

        private void Fail(string problem, long now)
        {
            _keeper.SetFired(false);
            Enter(CommissioningPhase.Watching, now);
            Problem = problem;
        }

        private void Enter(CommissioningPhase phase, long now)
        {
            _phase = phase;
            _phaseMicroseconds = now;
            _holds = false;
            Problem = null;
        }
    }
}
