using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The telling stage of the safety loop's turns: events, what a restart has to find, telemetry, lamps. Called in the turns in which
    /// something may have changed, and in decision turns.
    /// </summary>
    internal sealed class TurnTeller
    {
        private const long KeptPeriodMicroseconds = 60000000;

        private readonly IClock _clock;
        private readonly IPanel _panel;
        private readonly EventReporter _events;
        private readonly Telemetry _telemetry;
        private readonly BoardStatus _status;
        private readonly BootRecordKeeper _keeper;
        private readonly FaultLog _faultLog;
        private readonly RequestDesk _desk;
        private bool _presenceKept;
        private bool _changed;
        private bool _news = true;
        private GuardState _stateKept;
        private long _keptMicroseconds;
        private bool _blink;

        public TurnTeller(IBoard board, EventQueue events, Telemetry telemetry, BootRecordKeeper keeper, FaultLog faultLog, RequestDesk desk)
        {
            _clock = board.Clock;
            _panel = board.Panel;
            _telemetry = telemetry;
            _status = telemetry.Status;
            _events = new EventReporter(events, board.Clock, _status);
            _keeper = keeper;
            _faultLog = faultLog;
            _desk = desk;
            _presenceKept = keeper.Record.PresenceNeeded;
        }

        /// <summary>A turn in which somebody wants something, or the verdict is not that of the turn before.</summary>
        /// <param name="snapshot">What was judged.</param>
        /// <param name="verdict">What the guard made of it.</param>
        /// <param name="asked">Something was asked for from afar, or goes on.</param>
        public void TellChanges(Snapshot snapshot, Verdict verdict, bool asked)
        {
            bool told = _events.Report(snapshot, verdict);
            if (told)
            {
                long raised = verdict.RaisedFaults;
                _changed |= verdict.State != _stateKept || (raised | verdict.ClearedFaults) != 0;
                if (raised != 0)
                {
                    _faultLog.Note(snapshot, verdict);
                }
            }

            // What a trip needs is kept at once.
            bool trip = (verdict.Actions & GuardActions.StoreState) != 0 || _status.PresenceNeeded != _presenceKept;
            if (trip)
            {
                Keep(verdict);
            }

            _news |= told || trip || asked;
        }

        /// <summary>A decision turn, behind <see cref="TellChanges"/>.</summary>
        public void TellCycle(Snapshot snapshot, Verdict verdict)
        {
            // Where things stand is kept with the next cycle, and once a minute, so that the next start knows when this run ended.
            if (_changed || verdict.TimeMicroseconds - _keptMicroseconds >= KeptPeriodMicroseconds)
            {
                Keep(verdict);
            }

            bool news = _news;
            if (news || _telemetry.IsWanted)
            {
                _telemetry.Publish(snapshot, verdict);
            }

            if (news)
            {
                _news = false;
                ShowLamps(verdict.State);
            }
        }

        private void Keep(Verdict verdict)
        {
            bool presenceNeeded = _status.PresenceNeeded;
            _presenceKept = presenceNeeded;
            _stateKept = verdict.State;
            _changed = false;
            _keptMicroseconds = verdict.TimeMicroseconds;
            _telemetry.Timing.Fade(verdict.TimeMicroseconds);
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
