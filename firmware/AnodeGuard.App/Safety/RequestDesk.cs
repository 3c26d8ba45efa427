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

        public RequestDesk(SafetyRequests requests, BoardStatus status)
        {
            _requests = requests;
            _status = status;
        }

        // What holds in a turn in which it looked, as fields: the safety loop reads them then.

        /// <summary>Somebody acknowledged from afar, in this turn.</summary>
        public bool Acknowledges;

        /// <summary>A self-test was asked for, in this turn.</summary>
        public bool WantsSelfTest;

        /// <summary>The switch has to be open.</summary>
        public bool HoldsOpen;

        /// <summary>The board is to restart now.</summary>
        public bool Restarts;

        /// <summary>The lamp blinks.</summary>
        public bool IsIdentifying { get; private set; }

        /// <summary>
        /// Looks at what is asked and at the times that run; once in each turn in which the requests have news. Where they have none, nothing
        /// can have changed, and none of the fields above is set but <see cref="IsIdentifying"/>, to false.
        /// </summary>
        public void Look(long nowMicroseconds)
        {
            _requests.HasNews = false;
            int acknowledges = _requests.Acknowledges;
            Acknowledges = acknowledges != _acknowledges;
            _acknowledges = acknowledges;

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
            HoldsOpen = _status.InhibitMicroseconds > 0 || _status.Restarting;
            _status.Events = (_status.TestAlarm ? BoardStatus.TestAlarmBit : 0)
                | (_status.InhibitMicroseconds > 0 ? BoardStatus.InhibitBit : 0)
                | (_status.Restarting ? BoardStatus.RestartingBit : 0);
            if (Acknowledges || WantsSelfTest || IsIdentifying || _status.Events != 0)
            {
                // It goes on: the next turn looks again.
                _requests.HasNews = true;
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
                Restarts = _turnsLeft <= 0;
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
