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

        private const long KeptPeriodMicroseconds = 60000000;

        private readonly IBoard _board;
        private readonly IClock _clock;
        private readonly IWatchdog _watchdog;
        private readonly IPanel _panel;
        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly SelfTestSequencer _selfTest;
        private readonly SwitchControl _switch;
        private readonly EventReporter _events;
        private readonly Telemetry _telemetry;
        private readonly TurnTiming _timing;
        private readonly BootRecordKeeper _keeper;
        private readonly FaultLog _faultLog;
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
        private readonly MemoryWork _memoryWork;
        private readonly BoardStatus _status;
        private IMeasurement _measurement;
        private bool _presenceKept;
        private bool _restartKept;
        private bool _changed;
        private GuardState _stateKept;
        private long _keptMicroseconds;
        private bool _blink;
        private int _turnsLeft;
        private long _actedMicroseconds;

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
            _board = board;
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
            _events = new EventReporter(events, board.Clock, _status);
            _requests = requests;
            _desk = new RequestDesk(requests, _status);
            _recorder = recorder;
            _attempts = attempts;
            _memory = memory;
            _memoryWork = memory.Work;
            _telemetry = telemetry;
            _timing = telemetry.Timing;
            _keeper = keeper;
            _faultLog = faultLog;
            _presenceKept = keeper.Record.PresenceNeeded;
            _listener = listener;
            _snapshot.StorageCorrupt = keeper.Corrupt || calibration.Keeper.Corrupt;
            _snapshot.WatchdogReset = lastRun.IsUnasked;
        }

        /// <inheritdoc />
        public void Run()
        {
            IClock clock = _clock;
            Snapshot snapshot = _snapshot;
            Commissioning commissioning = _commissioning;
            long began = clock.NowMicroseconds();
            bool gap = began - _actedMicroseconds > LongestGapMicroseconds;
            int turnsLeft = _turnsLeft;
            bool cycle = gap || turnsLeft == 0;
            _turnsLeft = (cycle ? TurnsPerCycle : turnsLeft) - 1;

            // Sample.
            _measurement.SampleFast(snapshot, began);
            bool pressed = cycle && SampleCycle(snapshot, gap);
            bool asked = _requests.HasNews && LookAtRequests(snapshot);
            bool acknowledged = asked && _desk.Acknowledges;
            snapshot.Acknowledge = pressed || acknowledged;
            snapshot.OnlySense = !cycle;

            // Judge.
            Verdict verdict = _guard.Step(snapshot);

            // Act.
            int actions = commissioning.HoldsOpen ? commissioning.Filter(verdict.Actions) : verdict.Actions;
            bool heldOpen = verdict.LatchedFaults != 0 || (asked && _status.InhibitMicroseconds > 0);
            _switch.Act(actions, cycle, pressed, acknowledged, heldOpen);
            long acted = clock.NowMicroseconds();
            _actedMicroseconds = acted;
            _timing.Took(began, acted);
            if (asked || (actions & DrivingActions) != 0 || _selfTest.Drive != SenseDrive.Idle)
            {
                AdvanceSelfTest(actions, asked, began, acted);
            }

            if (commissioning.HasWork)
            {
                commissioning.Advance(snapshot, verdict);
            }

            if (commissioning.KicksWatchdog)
            {
                _watchdog.CycleComplete();
            }

            // Tell.
            Tell(snapshot, verdict, cycle);
            if (asked && _status.Restarting)
            {
                GoDown();
            }

            if (cycle)
            {
                _measurement.SampleAside(snapshot);
            }

            if (cycle || _memoryWork.Waits)
            {
                _memory.Run(cycle);
            }
        }

        /// <summary>What only a decision turn samples.</summary>
        /// <returns>The button was pressed.</returns>
        private bool SampleCycle(Snapshot snapshot, bool gap)
        {
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
            bool pressed = _panel.TakeButtonPress();
            if (pressed)
            {
                _attempts.Press();
            }

            return pressed;
        }

        /// <returns>True: something was asked for, or goes on.</returns>
        private bool LookAtRequests(Snapshot snapshot)
        {
            // The measurement has just looked at the clock.
            _desk.Look(snapshot.TimeMicroseconds);
            snapshot.HoldOpen = _desk.HoldsOpen;
            return true;
        }

        private void AdvanceSelfTest(int actions, bool asked, long began, long acted)
        {
            // A test that somebody asked for begins when the injector is idle; one that runs already serves as well.
            bool due = (asked && _desk.WantsSelfTest) || (actions & GuardActions.RunSelfTest) != 0;
            _selfTest.Advance(due, (actions & GuardActions.OpenRelay) != 0, began, acted);
        }

        private void Tell(Snapshot snapshot, Verdict verdict, bool cycle)
        {
            if (_events.Report(snapshot, verdict))
            {
                long raised = verdict.RaisedFaults;
                _changed |= verdict.State != _stateKept || (raised | verdict.ClearedFaults) != 0;
                if (raised != 0)
                {
                    _faultLog.Note(snapshot, verdict);
                }
            }

            // What a trip needs is kept at once. Where things stand is kept with the next cycle, and once a minute, so that the next
            // start knows when this run ended.
            bool trip = (verdict.Actions & GuardActions.StoreState) != 0 || _status.PresenceNeeded != _presenceKept;
            if (trip || (cycle && (_changed || verdict.TimeMicroseconds - _keptMicroseconds >= KeptPeriodMicroseconds)))
            {
                Keep(verdict, _status.PresenceNeeded);
            }

            if (cycle)
            {
                _telemetry.Publish(snapshot, verdict);
                ShowLamps(verdict.State);
            }

            _recorder.Record(snapshot, verdict, cycle);
            if (_listener != null)
            {
                _listener.OnVerdict(snapshot, verdict);
            }
        }

        /// <summary>A restart is to come: what it is for is kept, and some turns later the board goes down.</summary>
        private void GoDown()
        {
            if (!_restartKept)
            {
                _restartKept = true;
                _keeper.NoteRestart(_requests.RestartFor);
            }

            if (_desk.Restarts)
            {
                _board.Restart();
            }
        }

        private void Keep(Verdict verdict, bool presenceNeeded)
        {
            _presenceKept = presenceNeeded;
            _stateKept = verdict.State;
            _changed = false;
            _keptMicroseconds = verdict.TimeMicroseconds;
            uint unixSeconds = _clock.TryGetUnixMilliseconds(out long unixMilliseconds) ? (uint)(unixMilliseconds / 1000) : 0;
            _keeper.Request(verdict, presenceNeeded, unixSeconds);
        }

        /// <summary>Blinks at 2.5 Hz while somebody looks for the board.</summary>
        private void ShowLamps(GuardState state)
        {
            _blink = _desk.IsIdentifying && !_blink;
            bool watching = state != GuardState.NotReady && _status.InhibitMicroseconds == 0;
            _panel.Show(_desk.IsIdentifying ? _blink : watching, state >= GuardState.Alarm || _status.TestAlarm);
        }
    }
}
