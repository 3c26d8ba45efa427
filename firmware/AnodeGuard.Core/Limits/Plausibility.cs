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

        /// <summary>The two voltage paths may differ by 100 mV and 2 %: dividers, offsets, and the moments between their readings.</summary>
        private const long PathsMicrovolts = 100000;

        /// <summary>Nothing pulls the Cu layer below the anode by this much, microvolts: contacts end at 0.</summary>
        public const long LowestSenseMicrovolts = -300000;

        /// <summary>Instants that agree to C/100 and a mean between them that does not, so often in a row.</summary>
        private const int CurrentSamples = 30;

        /// <summary>Cell and board thermometer apart for a minute and ten samples: a draught or a hand on the cell is shorter.</summary>
        private const int ThermometerSamples = 10;
        private const long ThermometerMicroseconds = 60000000;

        /// <summary>BME680: 300 to 1100 hPa.</summary>
        private const long LowestPascals = 30000;
        private const long HighestPascals = 110000;

        private const long Bits = (1L << FaultId.SensorStuck) | (1L << FaultId.SensorImplausible);

        private readonly FaultRegister _faults;
        private readonly Doubt _paths;
        private readonly Doubt _sense;
        private readonly Doubt _pressure;
        private readonly StuckCodes _codes;
        private readonly Persistence _currents = new Persistence(CurrentSamples, 1000000);
        private readonly long _flowNanoamperes;
        private readonly Persistence _thermometers = new Persistence(ThermometerSamples, ThermometerMicroseconds);
        private readonly long _apartMillikelvin;
        private bool _currentsDiffer;
        private bool _stands;
        private bool _hasJudged;
        private readonly Doubt _voltage;
        private readonly Doubt _current;
        private readonly Doubt _reference;
        private readonly Doubt _cellTemperature;
        private readonly Doubt _boardTemperature;

        /// <summary>A judge of values.</summary>
        public Plausibility(GuardSettings settings, FaultRegister faults)
        {
            _faults = faults;
            _flowNanoamperes = CurrentScale.FlowNanoamperes(settings);
            _apartMillikelvin = settings.ThermometersApartMillikelvin;
            _codes = new StuckCodes(_flowNanoamperes);
            FaultRow row = FaultTable.Rows[FaultId.SensorImplausible];
            _voltage = new Doubt(row);
            _current = new Doubt(row);
            _reference = new Doubt(row);
            _cellTemperature = new Doubt(row);
            _boardTemperature = new Doubt(row);
            _paths = new Doubt(row);
            _sense = new Doubt(row);
            _pressure = new Doubt(row);
        }

        /// <summary>The cell's and the board's thermometer cannot both be right.</summary>
        public bool ThermometersDiffer;

        /// <summary>
        /// Something is doubted, or was of late. Else <see cref="Judge"/> has nothing to do between two cycles, while the clock
        /// goes on and the sense electrode stands where it can.
        /// </summary>
        public bool IsStirring;

        /// <summary>Judges what this step brought; each channel's last finding stands until its next sample.</summary>
        /// <param name="channels">The channels.</param>
        /// <param name="senseStuck">The sense converter repeats itself.</param>
        public void Judge(ChannelSet channels, bool senseStuck)
        {
            Channel sense = channels.Sense;

            // A clock that runs back is a fact of one step: no debounce, and it ends with the next good step. The same snapshot
            // handed in twice (time standing still) is no fault: nothing in it is new.
            bool back = channels.ElapsedMicroseconds < 0 || (channels.IsSurprised && sense.RanBackwards);
            if (channels.IsCycle)
            {
                back |= channels.IsSurprised && (channels.Voltage.RanBackwards || channels.Charge.RanBackwards);
                JudgeValues(channels);
            }

            if (_hasJudged)
            {
                SumUp();
            }

            bool possible = !sense.IsFresh || sense.Value > LowestSenseMicrovolts;
            if (!possible || _sense.IsStirring)
            {
                _sense.Judge(sense, possible);
            }

            // Nearly always there is nothing, and nothing left from before.
            bool stuck = senseStuck || _codes.AreStuck;
            bool stirs = stuck || back || _stands || _sense.IsStirring || (_faults.Unsettled & Bits) != 0;
            IsStirring = stirs;
            if (stirs)
            {
                Report(back, stuck);
            }
        }

        /// <summary>
        /// What can wait for a turn: values that nothing is switched by, and what takes many samples to doubt, two measurements of
        /// one thing that part, or one that stands still alone.
        /// </summary>
        public void JudgeSlow(ChannelSet channels)
        {
            if (channels.Pressure.IsFresh || _pressure.IsStirring)
            {
                JudgeRange(_pressure, channels.Pressure, LowestPascals, HighestPascals);
            }

            JudgeTemperature(_boardTemperature, channels.BoardTemperature);
            JudgePairs(channels);
            _codes.Judge(channels);
            IsStirring |= _hasJudged || _codes.AreStuck;
        }

        private void Report(bool back, bool stuck)
        {
            _faults.Confirm(FaultId.SensorStuck, stuck ? FaultLevel.Alarm : FaultLevel.None);
            if (back || _stands || _sense.Stands || (_faults.Unsettled & (1L << FaultId.SensorImplausible)) != 0)
            {
                bool alarm = back || _voltage.Stands || _current.Stands || _reference.Stands || _paths.Stands || _sense.Stands;
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
            _paths.Exchange(image);
            _sense.Exchange(image);
            _pressure.Exchange(image);
            _codes.Exchange(image);
            _currents.Exchange(image);
            _thermometers.Exchange(image);
            ThermometersDiffer = image.Flag(ThermometersDiffer);
            _currentsDiffer = image.Flag(_currentsDiffer);
            _stands = image.Flag(_stands);
            _hasJudged = image.Flag(_hasJudged);
            IsStirring = image.Flag(IsStirring);
        }

        private void SumUp()
        {
            _hasJudged = false;
            _stands = _voltage.Stands | _current.Stands | _reference.Stands | _paths.Stands
                | _cellTemperature.Stands | _boardTemperature.Stands | _pressure.Stands | _currentsDiffer | ThermometersDiffer;
        }

        /// <summary>Telling of a value that is possible, where none was doubted of late, changes nothing, and is left out.</summary>
        private void Take(Doubt doubt, Channel channel, bool possible)
        {
            doubt.Judge(channel, possible);
            _hasJudged = true;
        }

        private void JudgeValues(ChannelSet channels)
        {
            JudgeRange(_voltage, channels.Voltage, -LargestCellMicrovolts, LargestCellMicrovolts);
            JudgeRange(_current, channels.Limit, -LargestNanoamperes, LargestNanoamperes);
            JudgeTemperature(_cellTemperature, channels.CellTemperature);
            if (channels.Reference.IsFresh || _reference.IsStirring)
            {
                JudgeRange(
                    _reference,
                    channels.Reference,
                    ReferenceMicrovolts - ReferenceToleranceMicrovolts,
                    ReferenceMicrovolts + ReferenceToleranceMicrovolts);
            }
        }

        /// <summary>What measures the same thing twice must agree. Values lie within 2^50: no difference overflows.</summary>
        private void JudgePairs(ChannelSet channels)
        {
            Channel bipolar = channels.CellBipolar;
            Channel cell = channels.Cell;
            bool agree = true;
            if (bipolar.IsFreshAndValid && cell.IsFreshAndValid)
            {
                long value = cell.Value;
                long tolerance = PathsMicrovolts + ((value < 0 ? -value : value) / 50);
                long apart = bipolar.Value - value;
                agree = apart <= tolerance && apart >= -tolerance;
            }

            if (!agree || _paths.IsStirring)
            {
                Take(_paths, bipolar, agree);
            }

            JudgeThermometers(channels.CellTemperature, channels.BoardTemperature);
            Channel mean = channels.MeanCurrent;
            Channel instant = channels.Current;
            if (mean.IsFresh && instant.IsFresh)
            {
                long value = instant.Value;
                long away = mean.Value - value;
                bool differ = away != 0 && IsApart(instant, value, away);
                if (differ || _currents.Samples != 0)
                {
                    _currentsDiffer = _currents.Holds(differ, mean.TimeMicroseconds);
                    _hasJudged = true;
                }
            }
        }

        private void JudgeThermometers(Channel cell, Channel board)
        {
            if (!cell.IsFreshAndValid || !board.IsFitted || _apartMillikelvin <= 0)
            {
                return;
            }

            bool far = Saturating.Abs(cell.Value - board.Value) > _apartMillikelvin;
            if (far || _thermometers.Samples != 0)
            {
                ThermometersDiffer = _thermometers.Holds(far, cell.TimeMicroseconds);
                _hasJudged = true;
            }
        }

        /// <summary>The current did not step, and yet its mean is another one.</summary>
        private bool IsApart(Channel instant, long value, long away)
        {
            long step = value - instant.PreviousValue;
            return step <= _flowNanoamperes && step >= -_flowNanoamperes
                && Saturating.Abs(away) > (Saturating.Abs(value) / 20) + (2 * _flowNanoamperes);
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
            if (channel.IsFresh)
            {
                long change = channel.Value - channel.PreviousValue;
                change = change < 0 ? -change : change;

                // 10 K/s are a hundredth of a degree per thousand microseconds, and no interval is negative.
                bool slow = change <= TemperatureJumpMillicelsius
                    || change - TemperatureJumpMillicelsius <= (channel.IntervalMicroseconds + 50) / 100;
                bool possible = slow && !channel.IsAtRail && channel.Value >= ColdestMillicelsius && channel.Value <= HottestMillicelsius;
                if (!possible || doubt.IsStirring)
                {
                    Take(doubt, channel, possible);
                }
            }
            else if (doubt.IsStirring)
            {
                Take(doubt, channel, true);
            }
        }
    }
}
