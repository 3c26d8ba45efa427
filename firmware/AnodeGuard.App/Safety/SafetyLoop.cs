using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The safety job: sample, judge, act, and only then tell. Runs every 20 ms; every fifth turn is a decision cycle.
    /// It allocates nothing, waits for nothing, and shares no lock with anybody. The watchdog is told last, when every
    /// stage of the turn has run.
    /// <para>On the interpreter a call costs as much as a dozen additions, and in most turns nobody wants anything: who does raises a flag, the
    /// loop reads the flag, and only then calls.</para>
    /// </summary>
    public sealed class SafetyLoop : IJob
    {
        /// <summary>Period of the fast rhythm, microseconds (50 Hz).</summary>
        public const int PeriodMicroseconds = 20000;

        /// <summary>Fast turns in a decision cycle (10 Hz).</summary>
        public const int TurnsPerCycle = 5;

        /// <summary>
        /// When nobody looked for longer than this, every channel is sampled before anything is judged: the network held up the interpreter, and
        /// a converter that was not asked has not fallen silent.
        /// </summary>
        private const int LongestGapMicroseconds = TurnsPerCycle * PeriodMicroseconds;

        private const int DrivingActions = GuardActions.RunSelfTest | GuardActions.OpenRelay;

        private const int LateFromMicroseconds = PeriodMicroseconds + TurnTiming.LateMicroseconds;
        private const long Never = long.MinValue;

        /// <summary>Of the turns left: less than none.</summary>
        private const int AfterGap = -2;

        private readonly IClock _clock;
        private readonly IWatchdog _watchdog;
        private readonly IPanel _panel;
        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly SelfTestSequencer _selfTest;
        private readonly SwitchControl _switch;
        private readonly TurnTeller _teller;
        private readonly TurnTiming _timing;
        private readonly IMeasurement _plain;
        private readonly IMeasurement _calibrated;
        private readonly CalibrationTable _calibration;
        private readonly Commissioning _commissioning;
        private readonly IVerdictListener _listener;
        private readonly SafetyRequests _requests;
        private readonly RequestDesk _desk;
        private readonly FlightRecorder _recorder;
        private readonly AttemptKeeper _attempts;
        private readonly MemoryTurn _memory;
        private readonly TurnWork _work;
        private readonly BoardStatus _status;
        private IMeasurement _measurement;
        private bool _goesOn = true;
        private bool _switchClosed;
        private int _turnsLeft;
        private long _lateFromMicroseconds = Never;
        private long _actedMicroseconds;
        private long _kickFromMicroseconds;

        internal SafetyLoop(
            IBoard board,
            Guard guard,
            SwitchControl switchControl,
            EventQueue events,
            Telemetry telemetry,
            BootRecordKeeper keeper,
            FaultLog faultLog,
            CalibrationRoom calibration,
            Commissioning commissioning,
            SafetyRequests requests,
            FlightRecorder recorder,
            AttemptKeeper attempts,
            MemoryTurn memory,
            LastRun lastRun,
            IVerdictListener listener)
        {
            _clock = board.Clock;
            _watchdog = board.Watchdog;
            _panel = board.Panel;
            _plain = board.Measurement;
            _calibrated = calibration.Measurement;
            _calibration = calibration.Table;
            _measurement = _calibrated;
            _commissioning = commissioning;
            _guard = guard;
            _switch = switchControl;
            _selfTest = new SelfTestSequencer(board.Injector);
            _status = telemetry.Status;
            _requests = requests;
            _desk = new RequestDesk(requests, _status, board, keeper);
            _teller = new TurnTeller(board, events, telemetry, keeper, faultLog, _desk);
            _recorder = recorder;
            _attempts = attempts;
            _memory = memory;
            _work = memory.Work;
            requests.Work = _work;
            commissioning.Work = _work;
            _timing = telemetry.Timing;
            _listener = listener;
            _snapshot.StorageCorrupt = keeper.Corrupt || calibration.Keeper.Corrupt;
            _snapshot.WatchdogReset = lastRun.IsUnasked;
        }

        /// <inheritdoc />
        public void Run()
        {
            IClock clock = _clock;
            Snapshot snapshot = _snapshot;
            long began = clock.NowMicroseconds();
            int turnsLeft = _turnsLeft - 1;
            if (began >= _lateFromMicroseconds)
            {
                turnsLeft = NoteLate(turnsLeft, began);
            }

            _lateFromMicroseconds = began + LateFromMicroseconds;
            _turnsLeft = turnsLeft;
            bool cycle = turnsLeft < 0;

            // Sample.
            _measurement.SampleFast(snapshot, began);
            snapshot.Acknowledge = false;
            int asks = TurnAsks.Nothing;
            if (cycle)
            {
                asks = SampleCycle(snapshot, turnsLeft == AfterGap);
            }

            if (_work.Waits)
            {
                asks |= Listen(snapshot);
            }

            // Judge.
            Guard guard = _guard;
            Verdict verdict = guard.Step(snapshot);

            // Act. A turn in which nobody asks for anything and the verdict stands leaves everything as the turn before has left it.
            bool stirs = asks != TurnAsks.Nothing || snapshot.SwitchClosed != _switchClosed || guard.HasConcluded || _goesOn;
            if (stirs)
            {
                Act(verdict, cycle, asks);
            }
            else if (cycle)
            {
                _switch.RepeatInterlock();
            }

            long acted = clock.NowMicroseconds();
            _actedMicroseconds = acted;
            _timing.Took((int)(acted - began));
            if (stirs)
            {
                GoOn(snapshot, verdict, asks, began, acted);
            }

            if (acted >= _kickFromMicroseconds && _commissioning.KicksWatchdog)
            {
                _kickFromMicroseconds = _watchdog.CycleComplete(acted);
            }

            // Tell.
            if (stirs)
            {
                _teller.TellChanges(snapshot, verdict, (asks & TurnAsks.Request) != 0);
            }

            if (cycle)
            {
                _teller.TellCycle(snapshot, verdict);
            }

            _recorder.Record(snapshot, verdict, cycle);
            if (_listener != null)
            {
                _listener.OnVerdict(snapshot, verdict);
            }

            if (stirs || cycle)
            {
                End(snapshot, asks, cycle);
            }
        }

        /// <summary>A turn that begins late, and perhaps so late that it has to be a decision turn.</summary>
        /// <returns>Turns left to the next one; <see cref="AfterGap"/>.</returns>
        private int NoteLate(int turnsLeft, long began)
        {
            if (_lateFromMicroseconds != Never)
            {
                _timing.Late++;
            }

            return began - _actedMicroseconds > LongestGapMicroseconds ? AfterGap : turnsLeft;
        }

        /// <summary>What only a decision turn samples.</summary>
        /// <returns>Whether the button was pressed.</returns>
        private int SampleCycle(Snapshot snapshot, bool gap)
        {
            _turnsLeft = TurnsPerCycle - 1;
            snapshot.OnlySense = false;

            // Constants and a calibration count from a cycle on.
            IMeasurement measurement = _calibration.Matters ? _calibrated : _plain;
            _measurement = measurement;
            if (gap)
            {
                // The bipolar voltage has its turn in every other cycle.
                measurement.SampleCycle(snapshot);
            }

            measurement.SampleCycle(snapshot);
            snapshot.NetworkHang = _attempts.Restarts > 0;
            if (!_panel.TakeButtonPress())
            {
                return TurnAsks.Nothing;
            }

            _attempts.Press();
            snapshot.Acknowledge = true;
            return TurnAsks.Press;
        }

        /// <summary>Somebody waits: looks whether something was asked for, which changes the snapshot.</summary>
        private int Listen(Snapshot snapshot)
        {
            _work.Waits = false;
            return _requests.HasNews ? TurnAsks.Call | _desk.Look(snapshot) : TurnAsks.Call;
        }

        private void Act(Verdict verdict, bool cycle, int asks)
        {
            Commissioning commissioning = _commissioning;
            int actions = verdict.Actions;
            if (commissioning.HoldsOpen)
            {
                actions = commissioning.Filter(actions);
            }

            bool heldOpen = verdict.LatchedFaults != 0 || ((asks & TurnAsks.Request) != 0 && _status.InhibitMicroseconds > 0);
            _switch.Act(actions, cycle, (asks & TurnAsks.Press) != 0, (asks & TurnAsks.Acknowledgement) != 0, heldOpen);
        }

        /// <summary>Self-test and commissioning, and whether the next turn has to look at this one's matters again.</summary>
        private void GoOn(Snapshot snapshot, Verdict verdict, int asks, long began, long acted)
        {
            int actions = verdict.Actions;
            bool asked = (asks & TurnAsks.Request) != 0;
            if (asked || (actions & DrivingActions) != 0 || _selfTest.Drive != SenseDrive.Idle)
            {
                // A test that somebody asked for begins when the injector is idle; one that runs already serves as well.
                bool due = (asked && _desk.WantsSelfTest) || (actions & GuardActions.RunSelfTest) != 0;
                _selfTest.Advance(due, (actions & GuardActions.OpenRelay) != 0, began, acted);
            }

            Commissioning commissioning = _commissioning;
            bool commissions = commissioning.HasWork;
            if (commissions)
            {
                commissioning.Advance(snapshot, verdict);
            }

            _switchClosed = snapshot.SwitchClosed;
            _guard.HasConcluded = false;
            _goesOn = actions != GuardActions.AllowArm || _selfTest.Drive != SenseDrive.Idle || commissions || commissioning.HoldsOpen;
        }

        /// <summary>What comes when all is told: a restart, the slow sensors, the memory.</summary>
        private void End(Snapshot snapshot, int asks, bool cycle)
        {
            if ((asks & TurnAsks.Request) != 0 && _status.Restarting)
            {
                _desk.GoDown();
            }

            if (cycle)
            {
                snapshot.OnlySense = true;
                _plain.SampleAside(snapshot);
            }

            // A cycle looks unasked, too: a turn that threw was called for nothing.
            if (cycle || (asks & TurnAsks.Call) != 0 || _work.Waits)
            {
                _memory.Run();
            }

            if (cycle)
            {
                _memory.KeepAtLeisure();
            }
        }
    }
}
