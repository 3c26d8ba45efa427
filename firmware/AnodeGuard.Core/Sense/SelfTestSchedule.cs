namespace AnodeGuard.Core
{
    /// <summary>
    /// When a self-test is due and when it is overdue. While current flows: so that one finishes within every period (a
    /// tip crosses 12.5 um in 9.7 s at 20 mA/cm2); at rest every 30 s, unless the last one found a fault; before the first pass, after an inconclusive
    /// one and on suspicion as soon as possible.
    /// </summary>
    public sealed class SelfTestSchedule
    {
        private const long RestPeriodMicroseconds = 30000000;
        private const long RetryMicroseconds = 500000;

        /// <summary>The board has this long to carry out a test that is due, microseconds.</summary>
        private const long GraceMicroseconds = 2000000;

        /// <summary>So many tests in a row without a clear result are a failure.</summary>
        private const int MostUnclear = 3;

        private readonly long _periodMicroseconds;
        private bool _started;
        private long _startedMicroseconds;
        private bool _hasFinished;
        private long _finishedMicroseconds;
        private long _dueMicroseconds;
        private bool _lastGood;
        private int _unclear;

        /// <summary>A schedule with the settings' period.</summary>
        public SelfTestSchedule(long periodMicroseconds)
        {
            // A tenth is left for the test itself, which takes 0.1 s of the default 5 s.
            _periodMicroseconds = periodMicroseconds - (periodMicroseconds / 10);
        }

        /// <summary>A test should be run now.</summary>
        public bool IsDue;

        /// <summary>The sense path has not proved itself in time.</summary>
        public bool HasFailed;

        /// <summary>A test has passed since start.</summary>
        public bool HasPassed;

        /// <summary>When the last one did.</summary>
        public long PassedMicroseconds;

        /// <summary>Age of the last passed test, microseconds; <see cref="Verdict.Never"/> where there was none.</summary>
        public long AgeMicroseconds(long nowMicroseconds)
        {
            if (!HasPassed)
            {
                return Verdict.Never;
            }

            long age = nowMicroseconds - PassedMicroseconds;
            return age < 0 ? 0 : age;
        }

        /// <summary>A test finished; <paramref name="good"/> where it found the electrode healthy.</summary>
        public void Finished(SelfTestResult result, bool good, long nowMicroseconds)
        {
            _hasFinished = true;
            _finishedMicroseconds = nowMicroseconds;
            IsDue = false;
            bool unclear = !good && result != SelfTestResult.LeadOpen && result != SelfTestResult.StiffAtZero;
            _lastGood = good;
            _unclear = unclear ? _unclear + 1 : 0;
            if (good)
            {
                HasPassed = true;
                PassedMicroseconds = nowMicroseconds;
            }
        }

        /// <summary>While none is due: when the next test will be, if nothing else changes.</summary>
        public long DueMicroseconds(bool currentFlows)
        {
            return Since + Wait(currentFlows, false);
        }

        /// <summary>Decides for this instant.</summary>
        /// <param name="running">A test is under way.</param>
        /// <param name="currentFlows">The cell is charged or discharged.</param>
        /// <param name="suspicious">The electrode moves in a way that an open lead could explain as well.</param>
        /// <param name="nowMicroseconds">The snapshot's time.</param>
        public void Judge(bool running, bool currentFlows, bool suspicious, long nowMicroseconds)
        {
            if (!_started || nowMicroseconds < _startedMicroseconds)
            {
                Restart(nowMicroseconds);
            }

            if (!IsDue && nowMicroseconds - Since >= Wait(currentFlows, suspicious))
            {
                IsDue = true;
                _dueMicroseconds = nowMicroseconds;
            }

            bool late = IsDue && nowMicroseconds - _dueMicroseconds > GraceMicroseconds;
            HasFailed = late || _unclear >= MostUnclear;
            IsWanted = IsDue && !running;
        }

        /// <summary>A test is due and none is running.</summary>
        public bool IsWanted;

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _started = image.Flag(_started);
            _startedMicroseconds = image.Number(_startedMicroseconds);
            _hasFinished = image.Flag(_hasFinished);
            _finishedMicroseconds = image.Number(_finishedMicroseconds);
            PassedMicroseconds = image.Number(PassedMicroseconds);
            _dueMicroseconds = image.Number(_dueMicroseconds);
            _lastGood = image.Flag(_lastGood);
            _unclear = (int)image.Number(_unclear);
            IsDue = image.Flag(IsDue);
            HasFailed = image.Flag(HasFailed);
            HasPassed = image.Flag(HasPassed);
            IsWanted = image.Flag(IsWanted);
        }

        private long Since
        {
            get { return _hasFinished ? _finishedMicroseconds : _startedMicroseconds; }
        }

        private long Wait(bool currentFlows, bool suspicious)
        {
            if (!_hasFinished)
            {
                return 0;
            }

            if (suspicious || !HasPassed || _unclear > 0)
            {
                return RetryMicroseconds;
            }

            return currentFlows || !_lastGood ? _periodMicroseconds : RestPeriodMicroseconds;
        }

        private void Restart(long nowMicroseconds)
        {
            _started = true;
            _startedMicroseconds = nowMicroseconds;
            _finishedMicroseconds = nowMicroseconds;
            PassedMicroseconds = nowMicroseconds;
            _dueMicroseconds = nowMicroseconds;
        }
    }
}
