namespace AnodeGuard.Cli.Recording
{
    /// <summary>Makes one time of a time that starts anew with every step: a step begins when the one before it ended.</summary>
    internal sealed class StepClock
    {
        private long _base;
        private long _last;
        private long _step = long.MinValue;
        private bool _begins;

        /// <summary>What follows belongs to another step.</summary>
        public void BeginStep()
        {
            _begins = true;
        }

        /// <summary>The row's step number; comes before its time.</summary>
        public void See(long step)
        {
            _begins |= step != _step;
            _step = step;
        }

        /// <summary>The time since the first step began, microseconds.</summary>
        public long Unwrap(long stepMicroseconds)
        {
            // Only a step that is new may start at zero: any other way back is the file's fault and is left to be seen.
            _base = _begins ? _last : _base;
            _begins = false;
            _last = _base + stepMicroseconds;
            return _last;
        }
    }
}
