namespace AnodeGuard.Core
{
    /// <summary>
    /// A short inside the cell that no load explains: while the cell is at rest or charging, the voltage falls below a
    /// fifth of what it was a moment ago, or, in a recording with long intervals, from inside the cell's window to far
    /// below it between two rows. A low voltage alone is no short: half cells are discharged to zero on purpose.
    /// </summary>
    public sealed class HardShort
    {
        /// <summary>Two voltages further apart than this say nothing about a collapse, microseconds (two and a half cycles).</summary>
        private const long LongestGapMicroseconds = 250000;

        /// <summary>A cell below this has nothing to collapse from, microvolts (symmetric cells).</summary>
        private const long SmallestRecentMicrovolts = 500000;

        /// <summary>A fall that took longer than this may have been a discharge nobody logged, microseconds.</summary>
        private const long LongestFallMicroseconds = 60000000;

        /// <summary>Only a lower voltage limit above this tells how low is too low, microvolts (half cells go to zero).</summary>
        private const long TellingLimitMicrovolts = 1000000;

        private const long Bit = 1L << FaultId.HardShort;

        private readonly FaultRegister _faults;
        private readonly long _limitMicrovolts;
        private readonly long _lowMicrovolts;
        private readonly long _restNanoamperes;
        private long _recentMicrovolts;
        private bool _isDown;

        /// <summary>A detector for a cell.</summary>
        public HardShort(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _limitMicrovolts = settings.UnderVoltageMicrovolts;
            _lowMicrovolts = _limitMicrovolts > TellingLimitMicrovolts ? _limitMicrovolts / 5 : long.MinValue;
            _restNanoamperes = CurrentScale.FlowNanoamperes(settings);
        }

        /// <summary>Judges a new voltage.</summary>
        public void Judge(ChannelSet channels)
        {
            Channel voltage = channels.Voltage;
            if (!voltage.IsFresh)
            {
                return;
            }

            // As nearly always: not low, not below what the recent voltage decays to, and nothing left from before. Then it is the
            // recent one, however long ago the one before was.
            long value = voltage.Value;
            long recent = _recentMicrovolts;
            if (value >= recent - (recent >> 2) && value >= _lowMicrovolts && !_isDown && (_faults.Unsettled & Bit) == 0)
            {
                _recentMicrovolts = value;
                return;
            }

            JudgeClosely(voltage, channels.Limit);
        }

        private void JudgeClosely(Channel voltage, Channel current)
        {
            bool loaded = current.IsFitted && current.Value < -_restNanoamperes;
            bool isShort = HasCollapsed(voltage);
            if (!isShort && voltage.Value < _lowMicrovolts)
            {
                isShort = HasFallenOut(voltage, loaded);
            }
            else if (!isShort)
            {
                _isDown = false;
            }

            isShort &= !loaded;
            if (isShort || (_faults.Unsettled & Bit) != 0)
            {
                _faults.Observe(FaultId.HardShort, isShort ? FaultLevel.Alarm : FaultLevel.None, voltage.TimeMicroseconds);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _recentMicrovolts = image.Number(_recentMicrovolts);
            _isDown = image.Flag(_isDown);
        }

        /// <summary>Of a low voltage: from inside the window to far below it between two values, and not back since.</summary>
        private bool HasFallenOut(Channel voltage, bool loaded)
        {
            if (!_isDown)
            {
                _isDown = voltage.PreviousValue >= _limitMicrovolts
                    && voltage.IntervalMicroseconds <= LongestFallMicroseconds
                    && !loaded;
            }

            return _isDown;
        }

        /// <summary>
        /// Below a fifth of the recent voltage, which decays by a quarter per sample, so that a fall may take two; while the
        /// voltage is down it is held, so that the fault does not forget what it was.
        /// </summary>
        private bool HasCollapsed(Channel voltage)
        {
            bool apart = voltage.IntervalMicroseconds <= 0 || voltage.IntervalMicroseconds > LongestGapMicroseconds;
            if (apart && (_faults.Active & Bit) == 0)
            {
                _recentMicrovolts = 0;
            }

            if (_recentMicrovolts >= SmallestRecentMicrovolts && voltage.Value < _recentMicrovolts / 5)
            {
                return true;
            }

            long decayed = _recentMicrovolts - (_recentMicrovolts >> 2);
            _recentMicrovolts = voltage.Value > decayed ? voltage.Value : decayed;
            return false;
        }
    }
}
