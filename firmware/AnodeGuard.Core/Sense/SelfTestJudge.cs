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

        private readonly PullReading _down = new PullReading();
        private readonly PullReading _up = new PullReading();
        private long _idleMicrovolts;
        private bool _hasIdle;
        private bool _pulled;

        /// <summary>The last finished test's result.</summary>
        public SelfTestResult Result;

        /// <summary>A test is under way.</summary>
        public bool IsRunning;

        /// <summary>
        /// Looks at a new sample and at what the injector does; true when a test has just finished and
        /// <see cref="Result"/> is new.
        /// </summary>
        /// <param name="drive">What the injector does.</param>
        /// <param name="driven">For how long it had done so when the sample was taken, microseconds.</param>
        /// <param name="sense">The sense channel.</param>
        public bool Observe(SenseDrive drive, long driven, Channel sense)
        {
            if (drive == SenseDrive.Idle)
            {
                return ObserveIdle(sense, sense.IsFresh && driven >= SenseLimits.SettledMicroseconds);
            }

            if (!IsRunning)
            {
                Begin();
            }

            _pulled |= drive == SenseDrive.PullDown || drive == SenseDrive.PullUp;
            if (sense.IsFresh && drive == SenseDrive.PullDown)
            {
                _down.Add(sense.Value, driven);
            }
            else if (sense.IsFresh && drive == SenseDrive.PullUp)
            {
                _up.Add(sense.Value, driven);
            }

            return false;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _down.Exchange(image);
            _up.Exchange(image);
            _idleMicrovolts = image.Number(_idleMicrovolts);
            _hasIdle = image.Flag(_hasIdle);
            _pulled = image.Flag(_pulled);
            Result = (SelfTestResult)image.Number((long)Result);
            IsRunning = image.Flag(IsRunning);
        }

        /// <summary>Takes a settled sample with the injector idle.</summary>
        public void NoteIdle(long microvolts)
        {
            _hasIdle = true;
            _idleMicrovolts = microvolts;
        }

        private bool ObserveIdle(Channel sense, bool settled)
        {
            bool finished = IsRunning && _pulled;
            if (finished)
            {
                Result = _hasIdle && _down.IsKnown && _up.IsKnown ? Read() : SelfTestResult.Inconclusive;
            }

            IsRunning = false;
            if (settled)
            {
                NoteIdle(sense.Value);
            }

            return finished;
        }

        private void Begin()
        {
            IsRunning = true;
            _pulled = false;
            _down.Clear();
            _up.Clear();
        }

        private SelfTestResult Read()
        {
            long half = _idleMicrovolts / 2;
            if (_idleMicrovolts < SenseLimits.CollapsedMicrovolts || _down.IsBelow(half))
            {
                if (_up.IsAbove(SenseLimits.PullUpMicrovolts / 2))
                {
                    return SelfTestResult.LeadOpen;
                }

                return _up.IsBelow(SenseLimits.PullUpMicrovolts / 2) ? SelfTestResult.StiffAtZero : SelfTestResult.Inconclusive;
            }

            // It held against the pull-down and lies low under the pull-up: it came down in between.
            if (_up.IsBelow(half))
            {
                return SelfTestResult.StiffAtZero;
            }

            long step = (_idleMicrovolts - _down.Microvolts);
            long healthy = _idleMicrovolts / HealthyShare;
            if (step >= healthy / 3 && step <= healthy * 3 && _up.Microvolts >= half)
            {
                return SelfTestResult.Passed;
            }

            return Saturating.Abs(step) < healthy / 3 ? SelfTestResult.InjectorDead : SelfTestResult.Inconclusive;
        }
    }
}
