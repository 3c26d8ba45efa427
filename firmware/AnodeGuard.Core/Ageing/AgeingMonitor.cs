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
        private readonly bool _isFull;
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

        // Before the first pair: later than any.
        private long _pairMicroseconds = long.MaxValue;
        private long _metalMicroseconds;
        private long _chargeMicroseconds;
        private bool _leadsAreDue;

        /// <summary>Cycles come many to a second, and it is time for <see cref="TakeMetal"/>.</summary>
        public bool MetalIsDue;

        /// <summary>A monitor for a cell; figures are written in place.</summary>
        public AgeingMonitor(GuardSettings settings, FaultRegister faults, CellFigures figures, ShortFigures shorts)
        {
            _figures = figures;
            _type = settings.CellType;
            _isFull = _type == CellType.Full;
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

        /// <summary>Takes what a cycle brought. The metal of a tenth of a second is none: where cycles are that dense, it is due once a second.</summary>
        public void Judge(ChannelSet channels)
        {
            Channel charge = channels.Charge;
            if (charge.IsFresh)
            {
                long time = charge.TimeMicroseconds;
                _chargeMicroseconds = time;
                bool ended = _tracker.Add(charge, channels.IsOnBoard) && TakeEnd(time);
                if (ended || !channels.HasTurns)
                {
                    FollowMetal(charge);
                }
                else if (unchecked((ulong)(time - _metalMicroseconds)) >= (ulong)MetalMicroseconds)
                {
                    // Later by so much, or earlier: less than 0 is a large number without a sign.
                    MetalIsDue = true;
                }
            }

            if (_leadsAreDue)
            {
                Foresee(charge);
            }

            TakePair(channels);
        }

        /// <summary>What flowed is more than one more sample: a half-cycle has ended, or something is not known.</summary>
        /// <returns>True where one has ended.</returns>
        private bool TakeEnd(long time)
        {
            if (_tracker.Ended)
            {
                Turn(time);
                return true;
            }

            _state.Forget();
            return false;
        }

        /// <summary>
        /// The metal plated until now. What that leads to is told with the rest of the cycle's work, where that is still to come.
        /// </summary>
        public void TakeMetal(Channel charge)
        {
            FollowMetal(charge);
            if (charge.TimeMicroseconds == _chargeMicroseconds)
            {
                Foresee(charge);
            }
        }

        private void FollowMetal(Channel charge)
        {
            long time = charge.TimeMicroseconds;
            MetalIsDue = false;
            _leadsAreDue = true;
            _metalMicroseconds = time;
            _metal.Follow(_tracker, charge.Value, time);
        }

        private void Foresee(Channel charge)
        {
            _leadsAreDue = false;
            _metal.Foresee(charge.Value);
        }

        /// <summary>Voltage and current of one moment, for all that looks at both.</summary>
        private void TakePair(ChannelSet channels)
        {
            // A cell whose voltage changes its sign is read on the path that sees both.
            bool full = _isFull;
            Channel voltage = !full && channels.CellBipolar.IsFitted ? channels.CellBipolar : channels.Voltage;
            Channel current = channels.Limit;
            if (!voltage.IsFreshAndValid || !current.IsFreshAndValid)
            {
                return;
            }

            Channel temperature = channels.Temperature;
            long millicelsius = temperature.IsFitted ? temperature.Value : Arrhenius.ReferenceMillicelsius;
            long microvolts = voltage.Value;
            long nanoamperes = current.Value;
            long time = voltage.TimeMicroseconds;
            long before = _pairMicroseconds;
            long elapsed = time > before ? time - before : 0;
            _pairMicroseconds = time;
            HalfCycleTracker tracker = _tracker;
            tracker.AddPair(microvolts, nanoamperes, elapsed, millicelsius);
            StepResistance step = _step;
            int found = step.Judge(microvolts, nanoamperes, time, elapsed);
            if (found != StepResistance.Nothing)
            {
                TakeStep(found == StepResistance.Began, nanoamperes, millicelsius, time);
            }

            if (step.HasNews)
            {
                step.Write(_figures);
            }

            NucleationWatch nucleation = _nucleation;
            if (nucleation.IsActive)
            {
                nucleation.Judge(microvolts, nanoamperes, time);
                if (nucleation.HasNews)
                {
                    nucleation.Write(_figures);
                }
            }

            _stripping.Judge(tracker, microvolts, nanoamperes, millicelsius, time);
            if (full)
            {
                StateOfCharge state = _state;
                state.Judge(microvolts, nanoamperes, tracker.Nanocoulombs, time, elapsed);
                if (state.HasNews)
                {
                    state.Write(_figures);
                }
            }

            _softShort.Judge(tracker, microvolts, nanoamperes, millicelsius, time, elapsed);
        }

        /// <summary>What a step of the current tells, at its first sample and when it is confirmed.</summary>
        private void TakeStep(bool begins, long nanoamperes, long millicelsius, long time)
        {
            StepResistance step = _step;
            HalfCycleTracker tracker = _tracker;
            long from = step.FromNanoamperes;
            long to = step.ToNanoamperes;
            int direction = to > 0 ? 1 : -1;
            if (begins)
            {
                // Of a half-cycle that is about to begin; of pulses within one nothing is compared.
                _stepTurns = tracker.Direction != direction || tracker.Ended;

                // Out of rest or out of the other direction.
                bool isBeginning = (from ^ to) < 0 || (from < 0 ? -from : from) <= _zeroNanoamperes;
                if (isBeginning && (direction == _platingSign || _type == CellType.Symmetric) && step.IsOnset)
                {
                    _nucleation.Begin(nanoamperes, time);
                }
            }
            else if (_stepTurns && step.IsOnset && IsOhmic)
            {
                _resistance.TrendOf(direction).Offer(step.FastMicroohms, to - from, step.FastMicroseconds, millicelsius);
                if (tracker.Direction == direction)
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
                return !_isFull
                    || Wide.MultiplyDivide(Saturating.Abs(_step.ToNanoamperes), _step.FastMicroseconds, 1000000) <= _ohmicNanocoulombs;
            }
        }

        /// <summary>A half-cycle has ended and the next one is under way.</summary>
        private void Turn(long time)
        {
            HalfCycleTracker tracker = _tracker;
            CellFigures figures = _figures;
            int direction = tracker.Direction;
            EfficiencyWatch efficiency = _efficiency;
            efficiency.Take(tracker, time);
            _stripping.Turn(direction, time);
            _softShort.Turn(tracker, time);
            TakeOnset(time);
            _resistance.TrendOf(-direction).Drop();
            tracker.Write(figures);
            figures.EfficiencyMillionths = efficiency.Millionths;
            figures.EfficiencyCount = efficiency.Count;
        }

        /// <summary>The half-cycle under way has a resistance at its beginning; with coarse samples it comes after the turn.</summary>
        private void TakeOnset(long time)
        {
            ResistanceTrend trend = _resistance.TrendOf(_tracker.Direction);
            if (trend.IsPending)
            {
                _softShort.TakeOnset(_tracker.Direction, trend.Microohms, trend.Millicelsius);
                if (trend.Take(_isFull ? _tracker.Last.EndMicrovolts : 0))
                {
                    _resistance.Judge(_tracker.Direction == _platingSign, time);
                }
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
            _pairMicroseconds = image.Number(_pairMicroseconds);
            _metalMicroseconds = image.Number(_metalMicroseconds);
            _chargeMicroseconds = image.Number(_chargeMicroseconds);
            _leadsAreDue = image.Flag(_leadsAreDue);
            MetalIsDue = image.Flag(MetalIsDue);
        }
    }
}
