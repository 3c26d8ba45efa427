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
        private readonly Doubt _voltage;
        private readonly Doubt _current;
        private readonly Doubt _reference;
        private readonly Doubt _cellTemperature;
        private readonly Doubt _boardTemperature;
        private long _lastNowMicroseconds;
        private bool _hasNow;

        /// <summary>A judge of values.</summary>
        public Plausibility(FaultRegister faults)
        {
            _faults = faults;
            FaultRow row = FaultTable.Rows[FaultId.SensorImplausible];
            _voltage = new Doubt(row);
            _current = new Doubt(row);
            _reference = new Doubt(row);
            _cellTemperature = new Doubt(row);
            _boardTemperature = new Doubt(row);
        }

        /// <summary>Judges what this step brought; each channel's last finding stands until its next sample.</summary>
        public void Judge(ChannelSet channels, long nowMicroseconds)
        {
            if (channels.IsCycle)
            {
                JudgeValues(channels);
            }

            byte level = FaultLevel.None;
            if (RunsBack(channels, nowMicroseconds) || _voltage.Stands || _current.Stands || _reference.Stands)
            {
                level = FaultLevel.Alarm;
            }
            else if (_cellTemperature.Stands || _boardTemperature.Stands)
            {
                level = FaultLevel.Warning;
            }

            _faults.Confirm(FaultId.SensorImplausible, level);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _voltage.Exchange(image);
            _current.Exchange(image);
            _reference.Exchange(image);
            _cellTemperature.Exchange(image);
            _boardTemperature.Exchange(image);
            _lastNowMicroseconds = image.Number(_lastNowMicroseconds);
            _hasNow = image.Flag(_hasNow);
        }

        private void JudgeValues(ChannelSet channels)
        {
            _voltage.Judge(channels.Voltage, Within(channels.Voltage, -LargestCellMicrovolts, LargestCellMicrovolts));
            _current.Judge(channels.Limit, Within(channels.Limit, -LargestNanoamperes, LargestNanoamperes));
            _reference.Judge(
                channels.Reference,
                Within(
                    channels.Reference,
                    ReferenceMicrovolts - ReferenceToleranceMicrovolts,
                    ReferenceMicrovolts + ReferenceToleranceMicrovolts));
            _cellTemperature.Judge(channels.CellTemperature, IsTemperature(channels.CellTemperature));
            _boardTemperature.Judge(channels.BoardTemperature, IsTemperature(channels.BoardTemperature));
        }

        /// <summary>
        /// A clock that runs back is a fact of one step: no debounce, and it ends with the next good step. The same snapshot
        /// handed in twice (time standing still) is no fault: nothing in it is new.
        /// </summary>
        private bool RunsBack(ChannelSet channels, long nowMicroseconds)
        {
            bool back = (_hasNow && nowMicroseconds < _lastNowMicroseconds)
                || channels.Sense.RanBackwards || channels.Voltage.RanBackwards || channels.Charge.RanBackwards;
            _lastNowMicroseconds = nowMicroseconds;
            _hasNow = true;
            return back;
        }

        private static bool Within(Channel channel, long lowest, long highest)
        {
            return !channel.IsFresh || (!channel.IsAtRail && channel.Value >= lowest && channel.Value <= highest);
        }

        private static bool IsTemperature(Channel channel)
        {
            if (!channel.IsFresh)
            {
                return true;
            }

            long change = Saturating.Abs(channel.Value - channel.PreviousValue);
            long allowed = Wide.MultiplyDivide(channel.IntervalMicroseconds, FastestMillicelsiusPerSecond, 1000000);
            return Within(channel, ColdestMillicelsius, HottestMillicelsius)
                && change <= Saturating.Add(allowed, TemperatureJumpMillicelsius);
        }
    }
}
