namespace AnodeGuard.Core
{
    /// <summary>
    /// Everything that follows the salt: the model, what its figures warn of, what is recommended, and what is identified
    /// on line.
    /// </summary>
    public sealed class TransportStage
    {
        private const long DepletedBit = 1L << FaultId.Depleted;
        private const long NearBit = 1L << FaultId.DepletionNear;

        private readonly TransportModel _model;
        private readonly FaultRegister _faults;
        private readonly DepletionWatch _depletion;
        private readonly LimitingCurrentWatch _fall;
        private readonly TransportFigures _figures;
        private bool _hasCurrent;
        private bool _hasMoved;
        private long _millicelsius = Arrhenius.ReferenceMillicelsius;
        private long _chargeMicroseconds;
        private bool _forecastIsDue;

        /// <summary>What may be charged with.</summary>
        public readonly ChargeAdvice Advice;

        /// <summary>What is learnt of the cell itself.</summary>
        public readonly TransportIdentification Identification;

        /// <summary>The last forecast found a time, and took long over it.</summary>
        public bool WasLong;

        /// <summary>The stage of a cell.</summary>
        /// <param name="settings">The cell's.</param>
        /// <param name="faults">Where it tells of depletion.</param>
        /// <param name="verdict">Where its figures are written, each when it changes.</param>
        public TransportStage(GuardSettings settings, FaultRegister faults, Verdict verdict)
        {
            _model = new TransportModel(settings, verdict);
            _faults = faults;
            _figures = verdict.Transport;
            Advice = _model.Advice;
            _depletion = new DepletionWatch(settings, faults);
            Identification = new TransportIdentification(settings, _model);
            _fall = new LimitingCurrentWatch(faults);
        }

        /// <summary>A cycle: a new temperature, and a new current that moves the state.</summary>
        public void Follow(ChannelSet channels)
        {
            TransportModel model = _model;
            Channel temperature = channels.Temperature;
            if (temperature.IsFreshAndValid && temperature.Value != _millicelsius)
            {
                _millicelsius = temperature.Value;
                model.SetTemperature(_millicelsius);
            }

            Channel charge = channels.Charge;
            if (!charge.IsFresh)
            {
                return;
            }

            _chargeMicroseconds = charge.TimeMicroseconds;
            _forecastIsDue = true;
            long interval = charge.IntervalMicroseconds;
            if (interval > 0)
            {
                model.Advance(charge.Value, interval);
                _hasMoved = true;
                Identification.Follow(channels);
            }
            else if (!_hasCurrent)
            {
                model.Begin(charge.Value);
                _hasMoved = true;
            }

            _hasCurrent = true;
            long surface = model.SurfaceQ24;
            if (surface >= Verdict.OneQ24 || surface <= -Verdict.OneQ24 || (_faults.Unsettled & DepletedBit) != 0)
            {
                _depletion.JudgeDepleted(surface, _chargeMicroseconds);
            }
        }

        /// <summary>The time left at the current that the state has just followed.</summary>
        public void Forecast()
        {
            WasLong = false;
            if (!_forecastIsDue)
            {
                return;
            }

            _forecastIsDue = false;
            if (_hasMoved)
            {
                _hasMoved = false;
                WasLong = _model.Predict();
            }

            TransportModel model = _model;
            DepletionWatch depletion = _depletion;
            long surface = model.SurfaceQ24;
            long near = depletion.NearQ24;
            if (model.DepletionMicroseconds != Verdict.Never || surface >= near || surface <= -near || (_faults.Unsettled & NearBit) != 0)
            {
                depletion.JudgeNear(model, _chargeMicroseconds);
            }
        }

        /// <summary>Every step while <see cref="Identification"/> is busy: what can be learnt of the cell itself.</summary>
        public void Identify(Snapshot snapshot, ChannelSet channels, long now)
        {
            TransportIdentification identification = Identification;
            identification.Continue(snapshot, channels);
            if (identification.IsNew)
            {
                _fall.Judge(identification.Found, now);
                identification.Found.Write(_figures);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _model.Exchange(image);
            Identification.Exchange(image);
            _fall.Exchange(image);
            _hasCurrent = image.Flag(_hasCurrent);
            _hasMoved = image.Flag(_hasMoved);
            _millicelsius = image.Number(_millicelsius);
            _chargeMicroseconds = image.Number(_chargeMicroseconds);
            _forecastIsDue = image.Flag(_forecastIsDue);
            WasLong = image.Flag(WasLong);
        }
    }
}
