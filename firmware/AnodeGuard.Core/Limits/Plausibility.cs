namespace AnodeGuard.Core
{
    /// <summary>Values that cannot be: outside physics, at a rail where a rail means an error, too fast, or back in time.</summary>
    public sealed class Plausibility
    {
        /// <summary>No single cell of these chemistries shows more, of either sign (it would be two in series).</summary>
        private const long LargestCellMicrovolts = 6000000;

        /// <summary>1 kA: beyond every shunt this board is built with.</summary>
        private const long LargestNanoamperes = 1000000000000;

        private const long ColdestMillicelsius = -60000;
        private const long HottestMillicelsius = 200000;

        /// <summary>10 K/s between two samples, allowed on top of a jump of 2 K that a noisy converter may show.</summary>
        private const long FastestMillicelsiusPerSecond = 10000;
        private const long TemperatureJumpMillicelsius = 2000;

        /// <summary>The 2.5 V reference, with 2 % for the ratio of the dividers.</summary>
        private const long ReferenceMicrovolts = 2500000;
        private const long ReferenceToleranceMicrovolts = 50000;

        private readonly FaultRegister _faults;
        private byte _voltage;
        private byte _current;
        private byte _temperature;
        private byte _board;
        private byte _reference;
        private long _lastNowMicroseconds;
        private bool _hasNow;

        /// <summary>A judge of values.</summary>
        public Plausibility(FaultRegister faults)
        {
            _faults = faults;
        }

        /// <summary>Judges what this step brought; each channel's last finding stands until its next sample.</summary>
        public void Judge(ChannelSet channels, long nowMicroseconds)
        {
            _voltage = Within(channels.Voltage, -LargestCellMicrovolts, LargestCellMicrovolts, _voltage, FaultLevel.Alarm);
            _current = Within(channels.Limit, -LargestNanoamperes, LargestNanoamperes, _current, FaultLevel.Alarm);
            _temperature = Temperature(channels.CellTemperature, _temperature);
            _board = Temperature(channels.BoardTemperature, _board);
            _reference = Within(
                channels.Reference,
                ReferenceMicrovolts - ReferenceToleranceMicrovolts,
                ReferenceMicrovolts + ReferenceToleranceMicrovolts,
                _reference,
                FaultLevel.Alarm);
            byte level = Higher(Higher(_voltage, _current), Higher(_reference, Higher(_temperature, _board)));
            _faults.Observe(FaultId.SensorImplausible, level, nowMicroseconds);
            JudgeTime(channels, nowMicroseconds);
        }

        /// <summary>
        /// A clock that runs back is a fact of one step: it is confirmed at once, and ends with the next good step. The
        /// same snapshot handed in twice (time standing still) is no fault: nothing in it is new.
        /// </summary>
        private void JudgeTime(ChannelSet channels, long nowMicroseconds)
        {
            bool back = (_hasNow && nowMicroseconds < _lastNowMicroseconds)
                || channels.Sense.RanBackwards || channels.Voltage.RanBackwards || channels.Charge.RanBackwards;
            _lastNowMicroseconds = nowMicroseconds;
            _hasNow = true;
            if (back)
            {
                _faults.Confirm(FaultId.SensorImplausible, FaultLevel.Alarm);
            }
        }

        private static byte Within(Channel channel, long lowest, long highest, byte finding, byte level)
        {
            if (!channel.IsFitted)
            {
                return FaultLevel.None;
            }

            if (!channel.IsFresh)
            {
                return finding;
            }

            bool possible = !channel.IsAtRail && channel.Value >= lowest && channel.Value <= highest;
            return possible ? FaultLevel.None : level;
        }

        private static byte Temperature(Channel channel, byte finding)
        {
            byte level = Within(channel, ColdestMillicelsius, HottestMillicelsius, finding, FaultLevel.Warning);
            if (channel.IsFresh && level == FaultLevel.None && channel.IntervalMicroseconds > 0)
            {
                long change = Saturating.Abs(Saturating.Subtract(channel.Value, channel.PreviousValue));
                long allowed = Wide.MultiplyDivide(channel.IntervalMicroseconds, FastestMillicelsiusPerSecond, 1000000);
                if (change > Saturating.Add(allowed, TemperatureJumpMillicelsius))
                {
                    return FaultLevel.Warning;
                }
            }

            return level;
        }

        private static byte Higher(byte a, byte b)
        {
            return a > b ? a : b;
        }
    }
}
