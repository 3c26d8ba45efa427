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

        /// <summary>10 K/s between two samples is allowed on top of a jump of 2 K that a noisy converter may show.</summary>
        private const long TemperatureJumpMillicelsius = 2000;

        /// <summary>The 2.5 V reference, with 2 % for the ratio of the dividers.</summary>
        private const long ReferenceMicrovolts = 2500000;
        private const long ReferenceToleranceMicrovolts = 50000;

        /// <summary>Nothing pulls the Cu layer below the anode by this much, microvolts: contacts end at 0.</summary>
        public const long LowestSenseMicrovolts = -300000;

        /// <summary>BME680: 300 to 1100 hPa.</summary>
        private const long LowestPascals = 30000;
        private const long HighestPascals = 110000;

        private const long Bits = (1L << FaultId.SensorStuck) | (1L << FaultId.SensorImplausible);

        private readonly FaultRegister _faults;
        private readonly Doubt _sense;
        private readonly Doubt _pressure;
        private readonly StuckCodes _codes;
        private readonly TwinWatch _twins;
        private bool _stands;
        private bool _hasJudged;
        private int _stirring;
        private readonly Doubt _voltage;
        private readonly Doubt _current;
        private readonly Doubt _reference;
        private readonly Doubt _cellTemperature;
        private readonly Doubt _boardTemperature;

        /// <summary>A judge of values.</summary>
        public Plausibility(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            long flow = CurrentScale.FlowNanoamperes(settings);
            _codes = new StuckCodes(flow);
            _twins = new TwinWatch(flow, settings.ThermometersApartMillikelvin);
            FaultRow row = FaultTable.Rows[FaultId.SensorImplausible];
            _voltage = new Doubt(row);
            _current = new Doubt(row);
            _reference = new Doubt(row);
            _cellTemperature = new Doubt(row);
            _boardTemperature = new Doubt(row);
            _sense = new Doubt(row);
            _pressure = new Doubt(row);
        }

        /// <summary>The cell's and the board's thermometer cannot both be right.</summary>
        public bool ThermometersDiffer;

        /// <summary>
        /// Something is doubted, or was of late. Else <see cref="JudgeClosely"/> has nothing to do, while no channel comes or goes, the
        /// clock goes on and the sense electrode stands where it can.
        /// </summary>
        public bool IsStirring;

        /// <summary>
        /// What can wait for a turn: values that nothing is switched by, and what takes many samples to doubt, two measurements of
        /// one thing that part, or one that stands still alone.
        /// </summary>
        public void JudgeSlow(ChannelSet channels)
        {
            bool stirs = _stirring != 0;
            if (channels.Pressure.IsFresh || stirs)
            {
                JudgeRange(_pressure, channels.Pressure, LowestPascals, HighestPascals);
            }

            if (channels.BoardTemperature.IsFresh || stirs)
            {
                JudgeTemperature(_boardTemperature, channels.BoardTemperature);
            }

            if (_twins.Judge(channels))
            {
                ThermometersDiffer = _twins.ThermometersDiffer;
                _hasJudged = true;
            }

            _codes.Judge(channels);
            if (_hasJudged || _codes.AreStuck)
            {
                IsStirring = true;
            }
        }

        /// <summary>Where there is something, or was of late: what it comes to. Each channel's last finding stands until its next sample.</summary>
        /// <param name="channels">The channels.</param>
        /// <param name="senseStuck">The sense converter repeats itself.</param>
        public void JudgeClosely(ChannelSet channels, bool senseStuck)
        {
            Channel sense = channels.Sense;

            // A clock that runs back is a fact of one step: no debounce, and it ends with the next good step. The same snapshot
            // handed in twice (time standing still) is no fault: nothing in it is new.
            bool back = channels.ElapsedMicroseconds < 0 || (channels.IsSurprised && (sense.RanBackwards
                || (channels.IsCycle && (channels.Voltage.RanBackwards || channels.Charge.RanBackwards))));
            if (_hasJudged)
            {
                SumUp();
            }

            bool possible = !sense.IsFresh || sense.Value > LowestSenseMicrovolts;
            if (!possible || _sense.IsStirring)
            {
                _sense.Judge(sense, possible);
            }

            bool stuck = senseStuck || _codes.AreStuck;
            bool stirs = stuck || back || _stands || _sense.IsStirring || (_faults.Unsettled & Bits) != 0;
            IsStirring = stirs;
            if (stirs)
            {
                Report(back, stuck);
            }
        }

        private void Report(bool back, bool stuck)
        {
            _faults.Confirm(FaultId.SensorStuck, stuck ? FaultLevel.Alarm : FaultLevel.None);
            if (back || _stands || _sense.Stands || (_faults.Unsettled & (1L << FaultId.SensorImplausible)) != 0)
            {
                bool alarm = back || _voltage.Stands || _current.Stands || _reference.Stands || _twins.PathsDiffer || _sense.Stands;
                byte level = alarm ? FaultLevel.Alarm : _stands ? FaultLevel.Warning : FaultLevel.None;
                _faults.Confirm(FaultId.SensorImplausible, level);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _voltage.Exchange(image);
            _current.Exchange(image);
            _reference.Exchange(image);
            _cellTemperature.Exchange(image);
            _boardTemperature.Exchange(image);
            _sense.Exchange(image);
            _pressure.Exchange(image);
            _codes.Exchange(image);
            _twins.Exchange(image);
            ThermometersDiffer = image.Flag(ThermometersDiffer);
            _stands = image.Flag(_stands);
            _hasJudged = image.Flag(_hasJudged);
            _stirring = (int)image.Number(_stirring);
            IsStirring = image.Flag(IsStirring);
        }

        private void SumUp()
        {
            _hasJudged = false;
            _stands = _voltage.Stands | _current.Stands | _reference.Stands | _twins.PathsDiffer
                | _cellTemperature.Stands | _boardTemperature.Stands | _pressure.Stands | _twins.CurrentsDiffer | ThermometersDiffer;
        }

        /// <summary>Telling of a value that is possible, where none was doubted of late, changes nothing, and is left out.</summary>
        private void Take(Doubt doubt, Channel channel, bool possible)
        {
            bool stirred = doubt.IsStirring;
            doubt.Judge(channel, possible);
            _hasJudged = true;
            IsStirring = true;
            if (stirred != doubt.IsStirring)
            {
                _stirring += stirred ? -1 : 1;
            }
        }

        /// <summary>
        /// Judges what a cycle brought. Values lie within 2^50: the sum with a bound does not overflow, and what lies below the lower one is
        /// a large number without a sign.
        /// </summary>
        public void JudgeValues(ChannelSet channels)
        {
            bool stirs = _stirring != 0;
            Channel voltage = channels.Voltage;
            if (stirs || !voltage.IsFreshAndValid
                || unchecked((ulong)(voltage.Value + LargestCellMicrovolts)) > 2 * (ulong)LargestCellMicrovolts)
            {
                JudgeRange(_voltage, voltage, -LargestCellMicrovolts, LargestCellMicrovolts);
            }

            Channel current = channels.Limit;
            if (stirs || !current.IsFreshAndValid
                || unchecked((ulong)(current.Value + LargestNanoamperes)) > 2 * (ulong)LargestNanoamperes)
            {
                JudgeRange(_current, current, -LargestNanoamperes, LargestNanoamperes);
            }

            Channel temperature = channels.CellTemperature;
            if (temperature.IsFresh || stirs)
            {
                JudgeTemperature(_cellTemperature, temperature);
            }

            Channel reference = channels.Reference;
            if (reference.IsFresh || stirs)
            {
                JudgeRange(
                    _reference,
                    reference,
                    ReferenceMicrovolts - ReferenceToleranceMicrovolts,
                    ReferenceMicrovolts + ReferenceToleranceMicrovolts);
            }
        }

        private void JudgeRange(Doubt doubt, Channel channel, long lowest, long highest)
        {
            bool possible = !channel.IsFresh || (!channel.IsAtRail && channel.Value >= lowest && channel.Value <= highest);
            if (!possible || doubt.IsStirring)
            {
                Take(doubt, channel, possible);
            }
        }

        private void JudgeTemperature(Doubt doubt, Channel channel)
        {
            bool possible = true;
            if (channel.IsFresh)
            {
                long value = channel.Value;
                long change = value - channel.PreviousValue;
                change = change < 0 ? -change : change;

                // 10 K/s are a hundredth of a degree per thousand microseconds, and no interval is negative.
                bool slow = change <= TemperatureJumpMillicelsius
                    || change - TemperatureJumpMillicelsius <= (channel.IntervalMicroseconds + 50) / 100;
                possible = slow && !channel.IsAtRail && value >= ColdestMillicelsius && value <= HottestMillicelsius;
            }

            if (!possible || doubt.IsStirring)
            {
                Take(doubt, channel, possible);
            }
        }
    }
}
