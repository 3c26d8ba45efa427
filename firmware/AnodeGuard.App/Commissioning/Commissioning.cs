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

        /// <summary>A voltage that a pulled wire must not change is watched for so long.</summary>
        private const long HeldMicroseconds = 5000000;

        private readonly CommissioningChecks _checks;
        private readonly CommissioningKeeper _keeper;
        private readonly SwitchTrial _trial;
        private readonly IClock _clock;
        private readonly bool _isRequired;
        private bool _restartedByStep;
        private int _startsAsked;
        private int _startsTaken;
        private int _confirmsAsked;
        private int _confirmsTaken;
        private int _abortsAsked;
        private int _abortsTaken;
        private bool _isConfirmed;
        private bool _hasReference;
        private bool _holds;
        private long _holdsMicroseconds;

        /// <param name="settings">The cell, and whether a board that was never commissioned may close its switch.</param>
        /// <param name="keeper">Progress that outlives a restart: the watchdog step makes one. Loaded already.</param>
        /// <param name="clock">Dates the end.</param>
        public Commissioning(DeviceSettings settings, CommissioningKeeper keeper, IClock clock)
        {
            _checks = new CommissioningChecks(settings.Guard);
            _trial = new SwitchTrial(_checks, keeper);
            _keeper = keeper;
            _clock = clock;
            _isRequired = settings.CommissioningRequired;
            _restartedByStep = keeper.IsRunning && keeper.Fired;
            HasWork = keeper.IsRunning;
            HoldsOpen = MustHoldOpen();
        }

        /// <summary>Steps are being gone through.</summary>
        public bool IsRunning
        {
            get { return _keeper.IsRunning; }
        }

        /// <summary>The present step, a <see cref="CommissioningStep"/>; its Count: all are done.</summary>
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

        /// <summary>What the present step still waits for or found wrong, a <see cref="CommissioningProblem"/>.</summary>
        public byte Problem { get; private set; }

        // What the safety loop reads in every turn that is not like the one before, as fields.

        /// <summary>False while the watchdog's own test runs.</summary>
        internal bool KicksWatchdog = true;

        /// <summary>The switch is to be open: <see cref="Filter"/> takes the permission away.</summary>
        internal bool HoldsOpen;

        /// <summary>
        /// Somebody asked for something, or steps are being gone through: there is a turn for <see cref="Advance"/>. Raised behind the count of
        /// what was asked; lowered before the counts are looked at.
        /// </summary>
        internal bool HasWork;

        /// <summary>Raised behind <see cref="HasWork"/>; the safety loop's.</summary>
        internal TurnWork Work = new TurnWork();

        /// <summary>Begins with the first step, whatever was done before.</summary>
        public void Start()
        {
            _startsAsked++;
            Raise();
        }

        /// <summary>The operator did what the step says.</summary>
        public void Confirm()
        {
            _confirmsAsked++;
            Raise();
        }

        /// <summary>Ends without having done all steps.</summary>
        public void Abort()
        {
            _abortsAsked++;
            Raise();
        }

        /// <summary>The guard's actions, less the permission to close the switch where a step forbids it.</summary>
        public int Filter(int actions)
        {
            return HoldsOpen ? (actions & ~GuardActions.AllowArm) | GuardActions.OpenSwitch : actions;
        }

        /// <summary>One turn of the safety thread; needed only where it <see cref="HasWork"/>.</summary>
        public void Advance(Snapshot snapshot, Verdict verdict)
        {
            HasWork = false;
            Walk(snapshot, verdict);
            KicksWatchdog = !_trial.StarvesWatchdog;
            HoldsOpen = MustHoldOpen();
            if (_keeper.IsRunning)
            {
                HasWork = true;
            }
        }

        private void Raise()
        {
            HasWork = true;
            Work.Waits = true;
        }

        private bool MustHoldOpen()
        {
            return _keeper.IsRunning ? !_trial.WantsClosed : _isRequired && _keeper.Step != CommissioningStep.Count;
        }

        private void Walk(Snapshot snapshot, Verdict verdict)
        {
            long now = snapshot.TimeMicroseconds;
            bool confirmed = TakeRequests();
            if (!_keeper.IsRunning)
            {
                return;
            }

            int step = _keeper.Step;
            if (_restartedByStep)
            {
                ConcludeRestart(snapshot);
            }
            else if (_trial.IsRunning)
            {
                _trial.Advance(step, snapshot, verdict, now);
                Problem = _trial.Problem;
                if (_trial.HasPassed)
                {
                    Finish();
                }
            }
            else if (IsTrial(step))
            {
                if (confirmed)
                {
                    _trial.Begin(now);
                }
            }
            else
            {
                _isConfirmed |= confirmed;
                Watch(step, snapshot, verdict, now);
            }
        }

        private static bool IsTrial(int step)
        {
            return step == CommissioningStep.Trip || step == CommissioningStep.Watchdog
                || step == CommissioningStep.Charge || step == CommissioningStep.Discharge;
        }

        private bool TakeRequests()
        {
            bool confirmed = _confirmsTaken != _confirmsAsked;
            _confirmsTaken = _confirmsAsked;
            if (_startsTaken != _startsAsked)
            {
                _startsTaken = _startsAsked;
                _trial.Cancel();
                _keeper.Begin();
                BeginStep();
                return false;
            }

            if (_abortsTaken != _abortsAsked)
            {
                _abortsTaken = _abortsAsked;
                _trial.Cancel();
                _keeper.End();
                BeginStep();
            }

            return confirmed;
        }

        /// <summary>Steps that look: the condition must hold for a while, after the operator's word where the step wants one.</summary>
        private void Watch(int step, Snapshot snapshot, Verdict verdict, long now)
        {
            bool wirePulled = step == CommissioningStep.CathodeSense || step == CommissioningStep.AnodeSense;
            if (CommissioningStep.Of(step).NeedsConfirmation && !_isConfirmed)
            {
                // What the pulled wire must not change is what was there before: when the step began.
                if (!_hasReference && snapshot.CellBipolarMicrovolts.IsValid)
                {
                    _hasReference = true;
                    _checks.Hold(snapshot);
                }

                return;
            }

            Problem = _checks.Problem(step, snapshot, verdict);
            if (Problem != CommissioningProblem.None)
            {
                // A wire whose loss shows has failed its test: mend, and say so again. Everything else simply waits.
                _isConfirmed &= !wirePulled;
                _holds = false;
                return;
            }

            if (!_holds)
            {
                _holds = true;
                _holdsMicroseconds = now;
            }

            if (now - _holdsMicroseconds >= (wirePulled ? HeldMicroseconds : SteadyMicroseconds))
            {
                Finish();
            }
        }

        /// <summary>The first turn after the restart that the starved watchdog made.</summary>
        private void ConcludeRestart(Snapshot snapshot)
        {
            _restartedByStep = false;
            _keeper.SetFired(false);
            if (snapshot.SwitchClosed)
            {
                Problem = CommissioningProblem.ClosedAfterRestart;
            }
            else
            {
                Finish();
            }
        }

        private void Finish()
        {
            long unixMilliseconds;
            uint unix = _clock.TryGetUnixMilliseconds(out unixMilliseconds) ? (uint)(unixMilliseconds / 1000) : 0;
            _keeper.StepDone(unix);
            BeginStep();
        }

        private void BeginStep()
        {
            _isConfirmed = false;
            _hasReference = false;
            _holds = false;
            Problem = CommissioningProblem.None;
        }
    }
}
