using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The safety job: sample, judge, act, and only then tell. Runs every 20 ms; every fifth turn is a decision cycle.
    /// It allocates nothing, waits for nothing, and shares no lock with anybody. The watchdog is told last, when every
    /// stage of the turn has run.
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
        private readonly IMeasurement _measurement;
        private readonly Commissioning _commissioning;
        private readonly IVerdictListener _listener;
        private readonly RequestDesk _requests;
        private readonly FlightRecorder _recorder;
        private readonly AttemptKeeper _attempts;
        private readonly MemoryTurn _memory;
        private readonly BoardStatus _status;
        private bool _presenceKept;
        private bool _restartKept;
        private bool _changed;
        private GuardState _stateKept;
        private long _keptMicroseconds;
        private bool _blink;
        private int _turn;
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
            _measurement = calibration.Measurement;
            _commissioning = commissioning;
            _guard = guard;
            _switch = switchControl;
            _selfTest = new SelfTestSequencer(board.Injector);
            _status = telemetry.Status;
            _events = new EventReporter(events, board.Clock, _status);
            _requests = new RequestDesk(requests, _status);
            _recorder = recorder;
            _attempts = attempts;
            _memory = memory;
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
            RequestDesk requests = _requests;
            BoardStatus status = _status;
            long began = clock.NowMicroseconds();
            bool gap = began - _actedMicroseconds > LongestGapMicroseconds;
            int turn = _turn;
            bool cycle = gap || turn == 0;
            _turn = cycle ? 1 : turn + 1 == TurnsPerCycle ? 0 : turn + 1;

            bool pressed = Sample(snapshot, cycle, gap);
            Verdict verdict = _guard.Step(snapshot);
            int actions = verdict.Actions;
            bool heldOpen = verdict.LatchedFaults != 0 || status.InhibitMicroseconds > 0;
            _switch.Act(_commissioning.Filter(actions), cycle, pressed, requests.Acknowledges, heldOpen);
            long acted = clock.NowMicroseconds();
            _actedMicroseconds = acted;
            _timing.Took(began, acted);

            // A test that somebody asked for begins when the injector is idle; one that runs already serves as well.
            bool testDue = requests.WantsSelfTest || (actions & GuardActions.RunSelfTest) != 0;
            bool openRelay = (actions & GuardActions.OpenRelay) != 0;
            if (testDue || openRelay || _selfTest.Drive != SenseDrive.Idle)
            {
                _selfTest.Advance(testDue, openRelay, began, acted);
            }

            _commissioning.Advance(snapshot, verdict);
            if (_commissioning.KicksWatchdog)
            {
                _watchdog.CycleComplete();
            }

            Tell(snapshot, verdict, cycle);
            if (requests.Restarts)
            {
                _board.Restart();
            }

            if (cycle)
            {
                _measurement.SampleAside(snapshot);
            }

            _memory.Run();
        }

        /// <summary>Fills the snapshot.</summary>
        /// <returns>The button was pressed.</returns>
        private bool Sample(Snapshot snapshot, bool cycle, bool gap)
        {
            bool pressed = false;
            _measurement.SampleFast(snapshot);
            if (gap)
            {
                // The bipolar voltage has its turn in every other cycle.
                _measurement.SampleCycle(snapshot);
            }

            if (cycle)
            {
                _measurement.SampleCycle(snapshot);
                pressed = _panel.TakeButtonPress();
                if (pressed)
                {
                    _attempts.Press();
                }
            }

            // The measurement has just looked at the clock.
            RequestDesk requests = _requests;
            requests.Look(snapshot.TimeMicroseconds);
            snapshot.Acknowledge = pressed || requests.Acknowledges;
            snapshot.HoldOpen = requests.HoldsOpen;
            snapshot.NetworkHang = _attempts.Restarts > 0;
            return pressed;
        }

        private void Tell(Snapshot snapshot, Verdict verdict, bool cycle)
        {
            bool presenceNeeded = _switch.PresenceNeeded;
            _status.PresenceNeeded = presenceNeeded;
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
            bool trip = (verdict.Actions & GuardActions.StoreState) != 0 || presenceNeeded != _presenceKept;
            if (trip || (cycle && (_changed || verdict.TimeMicroseconds - _keptMicroseconds >= KeptPeriodMicroseconds)))
            {
                Keep(verdict, presenceNeeded);
            }

            if (_status.Restarting && !_restartKept)
            {
                _restartKept = true;
                _keeper.NoteRestart(_requests.RestartFor);
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
            _blink = _requests.IsIdentifying && !_blink;
            bool watching = state != GuardState.NotReady && _status.InhibitMicroseconds == 0;
            _panel.Show(_requests.IsIdentifying ? _blink : watching, state >= GuardState.Alarm || _status.TestAlarm);
        }
    }
}
