namespace AnodeGuard.Core
{
    /// <summary>
    /// Ageing and state of the cell: half-cycles and what they tell, resistances at current steps, nucleation, the metal
    /// plated, the state of charge, and signs of a soft short. Everything is summed up as the samples come, whatever
    /// their spacing.
    /// </summary>
    public sealed class AgeingMonitor
    {
        /// <summary>Rises of the resistance (starting values): half as much again, and twice the lowest.</summary>
        private const long AdvisoryRiseMillionths = 500000;
        private const long WarningRiseMillionths = 1000000;

        private readonly FaultRegister _faults;
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
        private readonly ResistanceTrend _chargingTrend = new ResistanceTrend();
        private readonly ResistanceTrend _dischargingTrend = new ResistanceTrend();
        private bool _stepTurns;
        private bool _hasPair;
        private long _pairMicroseconds;

        /// <summary>A monitor for a cell; figures are written in place.</summary>
        public AgeingMonitor(GuardSettings settings, FaultRegister faults, CellFigures figures, ShortFigures shorts)
        {
            _faults = faults;
            _figures = figures;
            _type = settings.CellType;
            _platingSign = _type == CellType.HalfCopper ? -1 : 1;
            _zeroNanoamperes = AgeingScale.ZeroNanoamperes(settings);
            _ohmicNanocoulombs = AgeingScale.CapacityNanocoulombs(settings) / 5000;
            _tracker = new HalfCycleTracker(settings);
            _efficiency = new EfficiencyWatch(settings, faults);
            _step = new StepResistance(settings);
            _stripping = new StrippingWatch(settings, faults);
            _metal = new PlatedMetal(settings, faults, figures);
            _state = new StateOfCharge(settings);
            _softShort = new SoftShort(settings, faults, shorts, _efficiency);
        }

        /// <summary>Takes what this step brought.</summary>
        /// <param name="channels">The channels.</param>
        /// <param name="onBoard">The core runs on a board (it has a switch), not over a recording.</param>
        public void Judge(ChannelSet channels, bool onBoard)
        {
            Channel charge = channels.Charge;
            if (charge.IsFresh)
            {
                _tracker.Add(charge, onBoard);
                if (_tracker.Ended)
                {
                    Turn(charge.TimeMicroseconds);
                }

                if (_tracker.LostCount)
                {
                    _state.Forget();
                }

                _metal.Follow(_tracker, charge.Value, charge.TimeMicroseconds);
            }

            Channel voltage = VoltageOf(channels);
            if (voltage.IsFreshAndValid && channels.Limit.IsFreshAndValid)
            {
                TakePair(voltage, channels.Limit.Value, Millicelsius(channels));
            }
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

        private void TakePair(Channel voltage, long nanoamperes, long millicelsius)
        {
            long time = voltage.TimeMicroseconds;
            long microvolts = voltage.Value;
            long elapsed = _hasPair && time > _pairMicroseconds ? time - _pairMicroseconds : 0;
            _hasPair = true;
            _pairMicroseconds = time;
            _tracker.AddPair(microvolts, nanoamperes, elapsed, millicelsius);
            _step.Judge(microvolts, nanoamperes, time);
            TakeStep(nanoamperes, millicelsius, time);
            _nucleation.Judge(microvolts, nanoamperes, time);
            _stripping.Judge(_tracker, microvolts, nanoamperes, millicelsius, time);
            _state.Judge(microvolts, nanoamperes, _tracker.Nanocoulombs, time, elapsed);
            _softShort.Judge(_tracker, microvolts, nanoamperes, millicelsius, time);
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
                TrendOf(direction).Offer(_step.FastMicroohms, change, _step.FastMicroseconds, millicelsius);
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
            TrendOf(-_tracker.Direction).Drop();
            WriteHalfCycles();
        }

        /// <summary>The half-cycle under way has a resistance at its beginning; with coarse samples it comes after the turn.</summary>
        private void TakeOnset(long time)
        {
            ResistanceTrend trend = TrendOf(_tracker.Direction);
            if (trend.IsPending)
            {
                _softShort.TakeOnset(_tracker.Direction, trend.Microohms, trend.Millicelsius);
                if (trend.Take(_type == CellType.Full ? _tracker.Last.EndMicrovolts : 0))
                {
                    JudgeResistance(_tracker.Direction == _platingSign, time);
                }
            }
        }

        private ResistanceTrend TrendOf(int direction)
        {
            return direction > 0 ? _chargingTrend : _dischargingTrend;
        }

        /// <summary>
        /// A rise on the plating side is dead metal or interphase; one on the stripping side alone is a contact that is
        /// lost there: voids (transport-and-detection, 2.4).
        /// </summary>
        private void JudgeResistance(bool isPlatingSide, long time)
        {
            ResistanceTrend platingTrend = _platingSign > 0 ? _chargingTrend : _dischargingTrend;
            ResistanceTrend strippingTrend = _platingSign > 0 ? _dischargingTrend : _chargingTrend;
            if (isPlatingSide)
            {
                _faults.Observe(FaultId.ResistanceRise, Level(platingTrend.RiseMillionths), time);
            }
            else
            {
                bool alone = platingTrend.IsKnown && platingTrend.RiseMillionths < strippingTrend.RiseMillionths / 3;
                byte level = alone ? Level(strippingTrend.RiseMillionths) : FaultLevel.None;
                _faults.Observe(FaultId.StrippingResistanceRise, level, time);
            }
        }

        private static byte Level(long riseMillionths)
        {
            if (riseMillionths >= WarningRiseMillionths)
            {
                return FaultLevel.Warning;
            }

            return riseMillionths >= AdvisoryRiseMillionths ? FaultLevel.Advisory : FaultLevel.None;
        }

        private void Write()
        {
            _figures.FastResistanceMicroohms = _step.FastMicroohms;
            _figures.FastResistanceMicroseconds = _step.FastMicroseconds;
            _figures.OneSecondMicroohms = _step.OneSecondMicroohms;
            _figures.ResistanceCount = _step.Count;
            _figures.NucleationMicrovolts = _nucleation.Microvolts;
            _figures.NucleationCount = _nucleation.Count;
            _figures.StateOfChargeMillionths = _state.Millionths;
            _figures.StateOfChargeUncertaintyMillionths = _state.UncertaintyMillionths;
        }

        private void WriteHalfCycles()
        {
            _figures.HalfCycles = _tracker.Count;
            HalfCycle charged = _tracker.Charged;
            HalfCycle discharged = _tracker.Discharged;
            _figures.ChargedNanocoulombs = charged.IsWhole ? charged.Nanocoulombs : CellFigures.Unknown;
            _figures.DischargedNanocoulombs = discharged.IsWhole ? discharged.Nanocoulombs : CellFigures.Unknown;
            _figures.EfficiencyMillionths = _efficiency.Millionths;
            _figures.EfficiencyCount = _efficiency.Count;
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
            _chargingTrend.Exchange(image);
            _dischargingTrend.Exchange(image);
            _stepTurns = image.Flag(_stepTurns);
            _hasPair = image.Flag(_hasPair);
            _pairMicroseconds = image.Number(_pairMicroseconds);
        }
    }
}
