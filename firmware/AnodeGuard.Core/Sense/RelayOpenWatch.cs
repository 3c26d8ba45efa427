namespace AnodeGuard.Core
{
    /// <summary>
    /// The board's own leakage: with the relay open the node is alone with 119 pF (1 pA moves it by 8.4 mV/s, hardware/sim),
    /// and what drifts then is the board. Wanted every ten minutes, after a passed self-test, while no current flows:
    /// nothing grows meanwhile, and a cell whose layer drains with the board quiet leaks by itself.
    /// </summary>
    public sealed class RelayOpenWatch
    {
        /// <summary>The relay has bounced and the front end has settled, microseconds.</summary>
        private const long SettledMicroseconds = 100000;

        /// <summary>From the first to the last sample at least so long, microseconds: 0.25 mV of noise are 0.05 pA then.</summary>
        private const long LongEnoughMicroseconds = 900000;

        private const long PeriodMicroseconds = 600000000;

        private bool _hasRun;
        private long _ranMicroseconds;
        private bool _hasFirst;
        private long _firstMicrovolts;
        private long _firstMicroseconds;

        /// <summary>The board should open the relay now.</summary>
        public bool IsWanted;

        /// <summary>Decides whether the test is wanted, where all is quiet: a self-test has passed, none is due, no current flows.</summary>
        /// <param name="nowMicroseconds">The snapshot's time.</param>
        public void Schedule(long nowMicroseconds)
        {
            IsWanted = !_hasRun || nowMicroseconds < _ranMicroseconds || nowMicroseconds - _ranMicroseconds >= PeriodMicroseconds;
        }

        /// <summary>When <see cref="Schedule"/> wants the next one, after one that has run.</summary>
        public long DueMicroseconds
        {
            get { return _ranMicroseconds + PeriodMicroseconds; }
        }

        /// <summary>Looks at a sample taken with the relay open.</summary>
        public void Add(Channel sense, long drivenMicroseconds, SenseFigures figures)
        {
            if (drivenMicroseconds < SettledMicroseconds || !sense.IsFreshAndValid)
            {
                _hasFirst = false;
                return;
            }

            if (!_hasFirst)
            {
                _hasFirst = true;
                _firstMicrovolts = sense.Value;
                _firstMicroseconds = sense.TimeMicroseconds;
                return;
            }

            long elapsed = sense.TimeMicroseconds - _firstMicroseconds;
            if (elapsed >= LongEnoughMicroseconds)
            {
                figures.RelayOpenDriftMicrovoltsPerSecond = Wide.MultiplyDivide(sense.Value - _firstMicrovolts, 1000000, elapsed);
                figures.RelayOpenDriftKnown = true;
                IsWanted = false;
            }
        }

        /// <summary>The relay is closed again: that was the attempt, whether it gave a figure or not.</summary>
        public void Close(long nowMicroseconds)
        {
            _hasFirst = false;
            _hasRun = true;
            _ranMicroseconds = nowMicroseconds;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _hasRun = image.Flag(_hasRun);
            _ranMicroseconds = image.Number(_ranMicroseconds);
            _hasFirst = image.Flag(_hasFirst);
            _firstMicrovolts = image.Number(_firstMicrovolts);
            _firstMicroseconds = image.Number(_firstMicroseconds);
            IsWanted = image.Flag(IsWanted);
        }
    }
}
