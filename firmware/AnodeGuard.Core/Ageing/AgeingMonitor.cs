namespace AnodeGuard.Core
{
    /// <summary>
    /// Ageing and state of the cell: half-cycles and what they tell, resistances at current steps, nucleation, the metal
    /// plated, the state of charge, and signs of a soft short. Everything is summed up as the samples come, whatever
    /// their spacing.
    /// </summary>
    public sealed class AgeingMonitor
    {
        private const long MetalMicroseconds = 1000000;

        private readonly CellFigures _figures;
        private readonly CellType _type;
        private readonly int _platingSign;
        private readonly long _zeroNanoamperes;
        private readonly long _ohmicNanocoulombs;
        private readonly HalfCycleTracker _tracker;
        private readonly EfficiencyWatch _efficiency;
        private readonly StepResistance _step;
        private readonly NucleationWatch _nucleation = new NucleationWatch();
        private readonly StrippingWatch _stripping;
        private readonly PlatedMetal _metal;
        private readonly StateOfCharge _state;
        private readonly SoftShort _softShort;
        private readonly ResistanceRise _resistance;
        private bool _stepTurns;
        private bool _hasPair;
        private long _pairMicroseconds;
        private long _pairMicrovolts;
        private long _pairNanoamperes;
        private long _pairMillicelsius;
        private long _pairElapsed;
        private long _metalMicroseconds;

        /// <summary>Cycles come many to a second, and it is time for <see cref="TakeMetal"/>.</summary>
        public bool MetalIsDue;

        /// <summary>A monitor for a cell; figures are written in place.</summary>
        public AgeingMonitor(GuardSettings settings, FaultRegister faults, CellFigures figures, ShortFigures shorts)
        {
            _figures = figures;
            _type = settings.CellType;
            _platingSign = _type == CellType.HalfCopper ? -1 : 1;
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
            _ohmicNanocoulombs = AgeingScale.CapacityNanocoulombs(settings) / 5000;
            _tracker = new HalfCycleTracker(settings);
            _resistance = new ResistanceRise(_platingSign, faults);
            _efficiency = new EfficiencyWatch(settings, faults);
            _step = new StepResistance(settings);
            _stripping = new StrippingWatch(settings, faults);
            _metal = new PlatedMetal(settings, faults, figures);
            _state = new StateOfCharge(settings);
            _softShort = new SoftShort(settings, faults, shorts, _efficiency);
        }

        /// <summary>Takes what a cycle brought.</summary>
        public void Judge(ChannelSet channels)
        {
            Channel charge = channels.Charge;
            if (charge.IsFresh)
            {
                TakeCharge(charge, channels);
            }

            Channel voltage = VoltageOf(channels);
            Channel current = channels.Limit;
            if (voltage.IsFreshAndValid && current.IsFreshAndValid)
            {
                KeepPair(voltage, current.Value, Millicelsius(channels));
                TakePair();
                TakeSigns();
            }
        }

        /// <summary>What has flowed. The metal of a tenth of a second is none: where cycles are that dense, it is due once a second.</summary>
        private void TakeCharge(Channel charge, ChannelSet channels)
        {
            HalfCycleTracker tracker = _tracker;
            tracker.Add(charge, channels.IsOnBoard);
            if (tracker.Ended)
            {
                Turn(charge.TimeMicroseconds);
            }

            if (tracker.LostCount)
            {
                _state.Forget();
            }

            long since = charge.TimeMicroseconds - _metalMicroseconds;
            if (!channels.HasTurns || tracker.Ended)
            {
                TakeMetal(charge);
            }
            else if (since < 0 || since >= MetalMicroseconds)
            {
                MetalIsDue = true;
            }
        }

        /// <summary>The metal plated until now.</summary>
        public void TakeMetal(Channel charge)
        {
            MetalIsDue = false;
            _metalMicroseconds = charge.TimeMicroseconds;
            _metal.Follow(_tracker, charge.Value, charge.TimeMicroseconds);
        }

        /// <summary>A cell whose voltage changes its sign is read on the path that sees both.</summary>
        private Channel VoltageOf(ChannelSet channels)
        {
            return _type != CellType.Full && channels.CellBipolar.IsFitted ? channels.CellBipolar : channels.Voltage;
        }

        private static long Millicelsius(ChannelSet channels)
        {
            return channels.Temperature.IsFitted ? channels.Temperature.Value : Arrhenius.ReferenceMillicelsius;
        }

        private void KeepPair(Channel voltage, long nanoamperes, long millicelsius)
        {
            long time = voltage.TimeMicroseconds;
            _pairElapsed = _hasPair && time > _pairMicroseconds ? time - _pairMicroseconds : 0;
            _hasPair = true;
            _pairMicroseconds = time;
            _pairMicrovolts = voltage.Value;
            _pairNanoamperes = nanoamperes;
            _pairMillicelsius = millicelsius;
        }

        private void TakePair()
        {
            _tracker.AddPair(_pairMicrovolts, _pairNanoamperes, _pairElapsed, _pairMillicelsius);
            _step.Judge(_pairMicrovolts, _pairNanoamperes, _pairMicroseconds);
            if (_step.Stepped || _step.IsNew)
            {
                TakeStep(_pairNanoamperes, _pairMillicelsius, _pairMicroseconds);
            }

            _nucleation.Judge(_pairMicrovolts, _pairNanoamperes, _pairMicroseconds);
        }

        private void TakeSigns()
        {
            _stripping.Judge(_tracker, _pairMicrovolts, _pairNanoamperes, _pairMillicelsius, _pairMicroseconds);
            _state.Judge(_pairMicrovolts, _pairNanoamperes, _tracker.Nanocoulombs, _pairMicroseconds, _pairElapsed);
            _softShort.Judge(_tracker, _pairMicrovolts, _pairNanoamperes, _pairMillicelsius, _pairMicroseconds);
            Write();
        }

        /// <summary>What a step of the current tells, at its first sample and when it is confirmed.</summary>
        private void TakeStep(long nanoamperes, long millicelsius, long time)
        {
            if (_step.Stepped && _step.IsOnset && Plates(nanoamperes) && IsBeginning)
            {
                _nucleation.Begin(nanoamperes, time);
            }

            // Of a half-cycle that is about to begin; of pulses within one nothing is compared.
            int direction = _step.ToNanoamperes > 0 ? 1 : -1;
            if (_step.Stepped)
            {
                _stepTurns = _tracker.Direction != direction || _tracker.Ended;
            }

            if (_step.IsNew && _step.IsOnset && _stepTurns && IsOhmic)
            {
                long change = _step.ToNanoamperes - _step.FromNanoamperes;
                _resistance.TrendOf(direction).Offer(_step.FastMicroohms, change, _step.FastMicroseconds, millicelsius);
                if (_tracker.Direction == direction)
                {
                    TakeOnset(time);
                }
            }
        }

        /// <summary>
        /// Soon enough after the step: in a full cell what has flowed since moves the open-circuit voltage as well, near
        /// empty by some 20 V times its share of the capacity; 0.02 % are 4 mV.
        /// </summary>
        private bool IsOhmic
        {
            get
            {
                return _type != CellType.Full
                    || Wide.MultiplyDivide(Saturating.Abs(_step.ToNanoamperes), _step.FastMicroseconds, 1000000) <= _ohmicNanocoulombs;
            }
        }

        /// <summary>Out of rest or out of the other direction.</summary>
        private bool IsBeginning
        {
            get
            {
                return Saturating.Abs(_step.FromNanoamperes) <= _zeroNanoamperes
                    || (_step.FromNanoamperes ^ _step.ToNanoamperes) < 0;
            }
        }

        private bool Plates(long nanoamperes)
        {
            return _type == CellType.Symmetric || (nanoamperes > 0) == (_platingSign > 0);
        }

        /// <summary>A half-cycle has ended and the next one is under way.</summary>
        private void Turn(long time)
        {
            _efficiency.Take(_tracker, time);
            _stripping.Turn(_tracker.Direction, time);
            _softShort.Turn(_tracker, time);
            TakeOnset(time);
            _resistance.TrendOf(-_tracker.Direction).Drop();
            _tracker.Write(_figures);
            _figures.EfficiencyMillionths = _efficiency.Millionths;
            _figures.EfficiencyCount = _efficiency.Count;
        }

        /// <summary>The half-cycle under way has a resistance at its beginning; with coarse samples it comes after the turn.</summary>
        private void TakeOnset(long time)
        {
            ResistanceTrend trend = _resistance.TrendOf(_tracker.Direction);
            if (trend.IsPending)
            {
                _softShort.TakeOnset(_tracker.Direction, trend.Microohms, trend.Millicelsius);
                if (trend.Take(_type == CellType.Full ? _tracker.Last.EndMicrovolts : 0))
                {
                    _resistance.Judge(_tracker.Direction == _platingSign, time);
                }
            }
        }

        private void Write()
        {
            CellFigures figures = _figures;
            figures.StateOfChargeMillionths = _state.Millionths;
            figures.StateOfChargeUncertaintyMillionths = _state.UncertaintyMillionths;
            if (_step.HasNews)
            {
                _step.Write(figures);
            }

            if (_nucleation.HasNews)
            {
                _nucleation.Write(figures);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _tracker.Exchange(image);
            _efficiency.Exchange(image);
            _step.Exchange(image);
            _nucleation.Exchange(image);
            _stripping.Exchange(image);
            _metal.Exchange(image);
            _state.Exchange(image);
            _softShort.Exchange(image);
            _resistance.Exchange(image);
            _stepTurns = image.Flag(_stepTurns);
            _hasPair = image.Flag(_hasPair);
            _pairMicroseconds = image.Number(_pairMicroseconds);
            _pairMicrovolts = image.Number(_pairMicrovolts);
            _pairNanoamperes = image.Number(_pairNanoamperes);
            _pairMillicelsius = image.Number(_pairMillicelsius);
            _pairElapsed = image.Number(_pairElapsed);
            _metalMicroseconds = image.Number(_metalMicroseconds);
            MetalIsDue = image.Flag(MetalIsDue);
        }
    }
}
