namespace AnodeGuard.Core
{
    /// <summary>
    /// Reads the result of a self-test from the sense samples taken under each drive of the injector. Simulated for the
    /// front end (hardware/sim): a healthy electrode of 3.000 V gives 2.970 V under the pull-down and -5 mV under the
    /// pull-up; a contact 0.005 and 0.025 V; an open lead 0.04 to 0.16 and 2.38 to 2.47 V. Half of the way tells them
    /// apart (600 Monte Carlo samples: healthy above 0.98, open below 0.17).
    /// </summary>
    public sealed class SelfTestJudge
    {
        /// <summary>The healthy step is 1/101 of the voltage (1 Mohm against 101 Mohm); at least a third of it must be seen.</summary>
        private const long HealthyShare = 101;

        private long _idleMicrovolts;
        private bool _hasIdle;
        private bool _running;
        private bool _hasDown;
        private long _downMicrovolts;
        private bool _hasUp;
        private long _upMicrovolts;
        private bool _pulled;

        /// <summary>The last finished test's result.</summary>
        public SelfTestResult Result { get; private set; }

        /// <summary>A test is under way.</summary>
        public bool IsRunning
        {
            get { return _running; }
        }

        /// <summary>
        /// Looks at a new sample and at what the injector does; true when a test has just finished and
        /// <see cref="Result"/> is new.
        /// </summary>
        public bool Observe(Snapshot snapshot, Channel sense)
        {
            SenseDrive drive = snapshot.SenseDrive;
            bool settled = sense.IsFresh
                && Saturating.Subtract(sense.TimeMicroseconds, snapshot.SenseDriveSinceMicroseconds) >= SenseLimits.SettledMicroseconds;
            if (drive == SenseDrive.Idle)
            {
                return ObserveIdle(sense, settled);
            }

            if (!_running)
            {
                Begin();
            }

            _pulled |= drive == SenseDrive.PullDown || drive == SenseDrive.PullUp;
            if (settled && drive == SenseDrive.PullDown)
            {
                _hasDown = true;
                _downMicrovolts = sense.Value;
            }
            else if (settled && drive == SenseDrive.PullUp)
            {
                _hasUp = true;
                _upMicrovolts = sense.Value;
            }

            return false;
        }

        private bool ObserveIdle(Channel sense, bool settled)
        {
            bool finished = _running && _pulled;
            if (finished)
            {
                Result = _hasIdle && _hasDown && _hasUp ? Read() : SelfTestResult.Inconclusive;
            }

            _running = false;
            if (settled)
            {
                _hasIdle = true;
                _idleMicrovolts = sense.Value;
            }

            return finished;
        }

        private void Begin()
        {
            _running = true;
            _pulled = false;
            _hasDown = false;
            _hasUp = false;
        }

        private SelfTestResult Read()
        {
            bool followsUp = _upMicrovolts >= SenseLimits.PullUpMicrovolts / 2;
            if (_downMicrovolts < _idleMicrovolts / 2 || _idleMicrovolts < SenseLimits.CollapsedMicrovolts)
            {
                return followsUp ? SelfTestResult.LeadOpen : SelfTestResult.StiffAtZero;
            }

            // What came up after the pull-down is no contact and no open lead; what stayed down after it is one by now.
            if (_upMicrovolts < _idleMicrovolts / 2)
            {
                return SelfTestResult.StiffAtZero;
            }

            long step = Saturating.Subtract(_idleMicrovolts, _downMicrovolts);
            long healthy = _idleMicrovolts / HealthyShare;
            if (step < healthy / 3)
            {
                return SelfTestResult.InjectorDead;
            }

            return step <= healthy * 3 ? SelfTestResult.Passed : SelfTestResult.Inconclusive;
        }
    }
}
