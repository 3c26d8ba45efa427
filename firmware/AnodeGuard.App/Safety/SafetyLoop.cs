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

        private readonly IBoard _board;
        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();
        private readonly SelfTestSequencer _selfTest;
        private readonly SwitchControl _switch;
        private readonly EventReporter _events;
        private readonly Telemetry _telemetry;
        private readonly BootRecordKeeper _keeper;
        private readonly IVerdictListener _listener;
        private bool _acknowledgeWanted;
        private int _turn;

        internal SafetyLoop(
            IBoard board,
            Guard guard,
            SwitchControl switchControl,
            EventQueue events,
            Telemetry telemetry,
            BootRecordKeeper keeper,
            IVerdictListener listener)
        {
            _board = board;
            _guard = guard;
            _switch = switchControl;
            _selfTest = new SelfTestSequencer(board.Injector);
            _events = new EventReporter(events, board.Clock);
            _telemetry = telemetry;
            _keeper = keeper;
            _listener = listener;
            _snapshot.StorageCorrupt = keeper.Corrupt;
            _snapshot.WatchdogReset = board.ResetReason == ResetReasons.Watchdog;
        }

        /// <summary>
        /// Acknowledges the latched faults with the next turn. May be called from any job: a flag that is set twice
        /// acknowledges once.
        /// </summary>
        public void Acknowledge()
        {
            _acknowledgeWanted = true;
        }

        /// <inheritdoc />
        public void Run()
        {
            bool cycle = _turn == 0;
            _turn = _turn + 1 == TurnsPerCycle ? 0 : _turn + 1;

            _telemetry.Timing.Begin(_board.Clock.NowMicroseconds());
            Sample(cycle);
            Verdict verdict = _guard.Step(_snapshot);
            _switch.Act(verdict.Actions, _snapshot.Acknowledge);
            long actedMicroseconds = _board.Clock.NowMicroseconds();
            _telemetry.Timing.Acted(actedMicroseconds);
            _selfTest.Advance((verdict.Actions & GuardActions.RunSelfTest) != 0, actedMicroseconds);
            _board.Watchdog.CycleComplete();
            Tell(verdict, cycle);
        }

        private void Sample(bool cycle)
        {
            _board.Measurement.SampleFast(_snapshot);
            if (cycle)
            {
                _board.Measurement.SampleCycle(_snapshot);
                if (_board.Panel.TakeButtonPress())
                {
                    _acknowledgeWanted = true;
                }
            }

            _snapshot.Acknowledge = _acknowledgeWanted;
            _acknowledgeWanted = false;
            _snapshot.TimeMicroseconds = _board.Clock.NowMicroseconds();
        }

        private void Tell(Verdict verdict, bool cycle)
        {
            _events.Report(_snapshot, verdict);
            if ((verdict.Actions & GuardActions.StoreState) != 0)
            {
                _keeper.Request(verdict);
            }

            if (cycle)
            {
                _telemetry.Publish(_snapshot, verdict);
                _board.Panel.Show(verdict.State != GuardState.NotReady, verdict.State >= GuardState.Alarm);
            }

            if (_listener != null)
            {
                _listener.OnVerdict(_snapshot, verdict);
            }
        }
    }
}
