namespace AnodeGuard.Core
{
    /// <summary>Finds the baseline of a layer that has none yet, or says that there is none to be found.</summary>
    public sealed class Commissioning
    {
        /// <summary>Without any believable baseline for this long the guard says that it is not armed, microseconds.</summary>
        private const long NotArmedMicroseconds = 10000000;

        private const int MostHealthy = 1000;

        private readonly FaultRegister _faults;
        private readonly SelfTestMonitor _selfTest;
        private readonly BaselineWindow _window;
        private readonly bool _zeroVoltByDesign;
        private bool _hasFirst;
        private long _firstMicroseconds;
        private int _unarmedSamples;
        private int _healthySamples;
        private long _healthySum;

        /// <summary>A search for a cell.</summary>
        public Commissioning(GuardSettings settings, FaultRegister faults, SelfTestMonitor selfTest)
        {
            _faults = faults;
            _selfTest = selfTest;
            _zeroVoltByDesign = settings.ZeroVoltByDesign;
            _window = new BaselineWindow(settings.ZeroVoltByDesign);
        }

        /// <summary>The baseline found by the call of <see cref="Judge"/> that returned true, microvolts.</summary>
        public long Microvolts { get; private set; }

        /// <summary>Takes notice of a sample's time: the first one starts the search.</summary>
        public void Begin(long timeMicroseconds)
        {
            if (!_hasFirst || timeMicroseconds < _firstMicroseconds)
            {
                _hasFirst = true;
                _firstMicroseconds = timeMicroseconds;
            }
        }

        /// <summary>
        /// Looks at a sample taken with the injector idle; true when there is a baseline: two quiet seconds, or what the
        /// layer had before it fell.
        /// </summary>
        public bool Judge(Channel sense, bool settled)
        {
            long time = sense.TimeMicroseconds;
            bool fell = settled && _selfTest.IsTrusted && HasFallenFromHealth(sense.Value);
            bool quiet = settled && sense.IsFreshAndValid && _window.Add(sense.Value, time) && _selfTest.IsTrusted;
            if (fell || quiet)
            {
                // Divisor: it fell from something that was counted.
                Microvolts = fell ? _healthySum / _healthySamples : _window.Microvolts;
                _faults.Confirm(FaultId.SenseNotArmed, FaultLevel.None);
                return true;
            }

            if (_faults.IsActive(FaultId.SenseLeadOpen))
            {
                _firstMicroseconds = time;
                return false;
            }

            // A recording may bring a sample a minute: late is only who had samples enough.
            _unarmedSamples += _unarmedSamples < 2 * BaselineWindow.FewestSamples ? 1 : 0;
            bool late = _unarmedSamples >= 2 * BaselineWindow.FewestSamples
                && Saturating.Subtract(time, _firstMicroseconds) > NotArmedMicroseconds;
            if (_window.IsHopeless || late)
            {
                _faults.Confirm(FaultId.SenseNotArmed, FaultLevel.Alarm);
            }

            return false;
        }

        /// <summary>
        /// A layer that was alive, if only for a sample, and has lost 40 % of its voltage since is no layer that was never
        /// alive: a trace may begin shortly before the contact.
        /// </summary>
        private bool HasFallenFromHealth(long microvolts)
        {
            if (_zeroVoltByDesign)
            {
                return false;
            }

            if (_healthySamples > 0 && microvolts < _healthySum / _healthySamples / 100 * (100 - SenseLimits.DeepPercent))
            {
                return true;
            }

            bool alive = microvolts >= BaselineWindow.LowestMicrovolts && microvolts <= BaselineWindow.HighestMicrovolts;
            if (alive && _healthySamples < MostHealthy)
            {
                _healthySamples++;
                _healthySum += microvolts;
            }

            return false;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _window.Exchange(image);
            _hasFirst = image.Flag(_hasFirst);
            _firstMicroseconds = image.Number(_firstMicroseconds);
            _unarmedSamples = (int)image.Number(_unarmedSamples);
            _healthySamples = (int)image.Number(_healthySamples);
            _healthySum = image.Number(_healthySum);
            Microvolts = image.Number(Microvolts);
        }
    }
}
