namespace AnodeGuard.Core
{
    /// <summary>
    /// A short inside the cell that no load explains: the voltage falls below a fifth of what it was a moment ago, or lies
    /// far below the cell's lower limit, while the cell is at rest or charging.
    /// </summary>
    public sealed class HardShort
    {
        /// <summary>Two voltages further apart than this say nothing about a collapse, microseconds (two and a half cycles).</summary>
        private const long LongestGapMicroseconds = 250000;

        /// <summary>A cell below this has nothing to collapse from, microvolts (symmetric cells).</summary>
        private const long SmallestBeforeMicrovolts = 500000;

        /// <summary>Only a lower voltage limit above this tells how low is too low, microvolts (half cells go to zero).</summary>
        private const long TellingLimitMicrovolts = 1000000;

        private readonly FaultRegister _faults;
        private readonly long _lowMicrovolts;
        private readonly long _restNanoamperes;
        private long _beforeMicrovolts;

        /// <summary>A detector for a cell.</summary>
        public HardShort(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _lowMicrovolts = settings.UnderVoltageMicrovolts > TellingLimitMicrovolts
                ? settings.UnderVoltageMicrovolts / 5
                : long.MinValue;
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

            if (!_faults.IsActive(FaultId.HardShort) && voltage.IntervalMicroseconds <= LongestGapMicroseconds)
            {
                // The fall may take two samples: the reference decays slowly instead of following at once.
                long before = voltage.PreviousValue;
                long held = _beforeMicrovolts - (_beforeMicrovolts >> 2);
                _beforeMicrovolts = before > held ? before : held;
            }
            else if (voltage.IntervalMicroseconds > LongestGapMicroseconds)
            {
                _beforeMicrovolts = 0;
            }

            bool loaded = channels.Limit.IsFitted && channels.Limit.Value < -_restNanoamperes;
            bool collapsed = _beforeMicrovolts >= SmallestBeforeMicrovolts && voltage.Value < _beforeMicrovolts / 5;
            bool isShort = (collapsed && !loaded) || (voltage.Value < _lowMicrovolts && !loaded);
            _faults.Observe(FaultId.HardShort, isShort ? FaultLevel.Alarm : FaultLevel.None, voltage.TimeMicroseconds);
        }
    }
}
