using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The safety job's side of <see cref="SafetyRequests"/>: looks at what is new there and keeps the times that run. Every time
    /// is bounded and ends by itself.
    /// </summary>
    internal sealed class RequestDesk
    {
        // The switch is open and the boot record written long before.
        private const int TurnsBeforeRestart = 25;

        private const long Second = 1000000;

        private readonly SafetyRequests _requests;
        private readonly BoardStatus _status;
        private readonly IBoard _board;
        private readonly BootRecordKeeper _keeper;
        private int _acknowledges;
        private int _selfTests;
        private int _identifies;
        private int _testAlarms;
        private int _inhibits;
        private int _restarts;
        private long _identifyUntil;
        private long _testAlarmUntil;
        private long _inhibitUntil;
        private int _turnsLeft;
        private bool _restartKept;

        public RequestDesk(SafetyRequests requests, BoardStatus status, IBoard board, BootRecordKeeper keeper)
        {
            _requests = requests;
            _status = status;
            _board = board;
            _keeper = keeper;
        }

        /// <summary>A self-test was asked for, in this turn. A field: of a turn in which it looked, and the safety loop reads it then.</summary>
        public bool WantsSelfTest;

        /// <summary>The lamp blinks.</summary>
        public bool IsIdentifying { get; private set; }

        /// <summary>
        /// Looks at what is asked and at the times that run; once in each turn in which the requests have news. Where they have none, nothing
        /// can have changed.
        /// </summary>
        /// <param name="snapshot">Told who acknowledges, and whether the switch has to be open; the measurement has just looked at the clock for it.</param>
        /// <returns>Of <see cref="TurnAsks"/>.</returns>
        public int Look(Snapshot snapshot)
        {
            long nowMicroseconds = snapshot.TimeMicroseconds;
            _requests.HasNews = false;
            int asked = _requests.Acknowledges;
            bool acknowledges = asked != _acknowledges;
            _acknowledges = asked;

            int selfTests = _requests.SelfTests;
            WantsSelfTest = selfTests != _selfTests;
            _selfTests = selfTests;

            _identifyUntil = Until(_identifyUntil, _requests.Identifies, ref _identifies, _requests.IdentifySeconds, nowMicroseconds);
            _testAlarmUntil = Until(_testAlarmUntil, _requests.TestAlarms, ref _testAlarms, _requests.TestAlarmSeconds, nowMicroseconds);
            _inhibitUntil = Until(_inhibitUntil, _requests.Inhibits, ref _inhibits, _requests.InhibitSeconds, nowMicroseconds);
            IsIdentifying = nowMicroseconds < _identifyUntil;
            _status.TestAlarm = nowMicroseconds < _testAlarmUntil;
            _status.InhibitMicroseconds = nowMicroseconds < _inhibitUntil ? _inhibitUntil - nowMicroseconds : 0;
            LookAtRestart();
            snapshot.HoldOpen = _status.InhibitMicroseconds > 0 || _status.Restarting;
            _status.Events = (_status.TestAlarm ? BoardStatus.TestAlarmBit : 0)
                | (_status.InhibitMicroseconds > 0 ? BoardStatus.InhibitBit : 0)
                | (_status.Restarting ? BoardStatus.RestartingBit : 0);
            if (acknowledges || WantsSelfTest || IsIdentifying || _status.Events != 0)
            {
                // It goes on: the next turn looks again.
                _requests.Raise();
            }

            snapshot.Acknowledge |= acknowledges;
            return acknowledges ? TurnAsks.Request | TurnAsks.Acknowledgement : TurnAsks.Request;
        }

        /// <summary>
        /// The end of a turn that has looked while a restart is to come: what it is for is kept, and some turns later the board goes down.
        /// </summary>
        public void GoDown()
        {
            if (!_restartKept)
            {
                _restartKept = true;
                _keeper.NoteRestart(_requests.RestartFor);
            }

            if (_turnsLeft <= 0)
            {
                _board.Restart();
            }
        }

        private void LookAtRestart()
        {
            if (_requests.Restarts != _restarts)
            {
                _restarts = _requests.Restarts;
                _turnsLeft = TurnsBeforeRestart;
                _status.Restarting = true;
            }
            else if (_status.Restarting)
            {
                _turnsLeft--;
            }
        }

        private static long Until(long until, int asked, ref int seen, int seconds, long nowMicroseconds)
        {
            if (asked == seen)
            {
                return until;
            }

            seen = asked;
            return nowMicroseconds + (seconds * Second);
        }
    }
}
