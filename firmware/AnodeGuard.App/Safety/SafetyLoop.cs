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
        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly SelfTestSequencer _selfTest;
        private readonly SwitchControl _switch;
        private readonly EventReporter _events;
        private readonly Telemetry _telemetry;
        private readonly BootRecordKeeper _keeper;
        private readonly FaultLog _faultLog;
        private readonly IMeasurement _measurement;
        private readonly Commissioning _commissioning;
        private readonly IVerdictListener _listener;
        private readonly RequestDesk _requests;
        private readonly FlightRecorder _recorder;
        private readonly AttemptKeeper _attempts;
        private readonly BoardStatus _status;
        private bool _pressed;
        private bool _selfTestWanted;
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
            LastRun lastRun,
            IVerdictListener listener)
        {
            _board = board;
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
            _telemetry = telemetry;
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
            long began = _board.Clock.NowMicroseconds();
            bool gap = began - _actedMicroseconds > LongestGapMicroseconds;
            bool cycle = gap || _turn == 0;
            _turn = cycle ? 1 : _turn + 1 == TurnsPerCycle ? 0 : _turn + 1;

            _telemetry.Timing.Begin(began);
            Sample(cycle, gap);
            Verdict verdict = _guard.Step(_snapshot);
            _switch.Act(
                _commissioning.Filter(verdict.Actions),
                _pressed,
                _requests.Acknowledges,
                verdict.LatchedFaults != 0 || _status.InhibitMicroseconds > 0);
            _actedMicroseconds = _board.Clock.NowMicroseconds();
            _telemetry.Timing.Acted(_actedMicroseconds);
            TestSense(verdict.Actions, began);
            _commissioning.Advance(_snapshot, verdict);
            if (_commissioning.KicksWatchdog)
            {
                _board.Watchdog.CycleComplete();
            }

            Tell(verdict, cycle);
            if (_requests.Restarts)
            {
                _board.Restart();
            }

            if (cycle)
            {
                _measurement.SampleAside(_snapshot);
            }
        }

        private void Sample(bool cycle, bool gap)
        {
            _pressed = false;
            _measurement.SampleFast(_snapshot);
            if (gap)
            {
                // The bipolar voltage has its turn in every other cycle.
                _measurement.SampleCycle(_snapshot);
            }

            if (cycle)
            {
                _measurement.SampleCycle(_snapshot);
                _pressed = _board.Panel.TakeButtonPress();
                if (_pressed)
                {
                    _attempts.Press();
                }
            }

            _requests.Look(_board.Clock.NowMicroseconds());
            _snapshot.Acknowledge = _pressed || _requests.Acknowledges;
            _snapshot.HoldOpen = _requests.HoldsOpen;
            _snapshot.NetworkHang = _attempts.Restarts > 0;
        }

        /// <summary>A test that somebody asked for begins when the injector is idle; one that runs already serves as well.</summary>
        private void TestSense(int actions, long beganMicroseconds)
        {
            _selfTestWanted |= _requests.WantsSelfTest;
            bool due = (actions & GuardActions.RunSelfTest) != 0;
            bool openRelay = (actions & GuardActions.OpenRelay) != 0;
            _selfTest.Advance(due || _selfTestWanted, openRelay, beganMicroseconds, _actedMicroseconds);
            _selfTestWanted = false;
        }

        private void Tell(Verdict verdict, bool cycle)
        {
            _status.PresenceNeeded = _switch.PresenceNeeded;
            _events.Report(_snapshot, verdict);
            if (verdict.RaisedFaults != 0)
            {
                _faultLog.Note(_snapshot, verdict);
            }

            Keep(verdict, cycle);
            if (cycle)
            {
                _telemetry.Publish(_snapshot, verdict);
                ShowLamps(verdict.State);
            }

            _recorder.Record(_snapshot, verdict);
            if (_listener != null)
            {
                _listener.OnVerdict(_snapshot, verdict);
            }
        }

        /// <summary>
        /// What a trip needs is kept at once. Where things stand is kept with the next cycle, and once a minute, so that the next start
        /// knows when this run ended.
        /// </summary>
        private void Keep(Verdict verdict, bool cycle)
        {
            bool trip = (verdict.Actions & GuardActions.StoreState) != 0 || _status.PresenceNeeded != _presenceKept;
            _changed |= verdict.State != _stateKept || (verdict.RaisedFaults | verdict.ClearedFaults) != 0;
            if (trip || (cycle && (_changed || verdict.TimeMicroseconds - _keptMicroseconds >= KeptPeriodMicroseconds)))
            {
                _presenceKept = _status.PresenceNeeded;
                _stateKept = verdict.State;
                _changed = false;
                _keptMicroseconds = verdict.TimeMicroseconds;
                uint unixSeconds = _board.Clock.TryGetUnixMilliseconds(out long unixMilliseconds) ? (uint)(unixMilliseconds / 1000) : 0;
                _keeper.Request(verdict, _presenceKept, unixSeconds);
            }

            if (_status.Restarting && !_restartKept)
            {
                _restartKept = true;
                _keeper.NoteRestart(_requests.RestartFor);
            }
        }

        /// <summary>Blinks at 2.5 Hz while somebody looks for the board.</summary>
        private void ShowLamps(GuardState state)
        {
            _blink = _requests.IsIdentifying && !_blink;
            bool watching = state != GuardState.NotReady && _status.InhibitMicroseconds == 0;
            _board.Panel.Show(_requests.IsIdentifying ? _blink : watching, state >= GuardState.Alarm || _status.TestAlarm);
        }
    }
}
