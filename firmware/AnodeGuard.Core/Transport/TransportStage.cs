namespace AnodeGuard.Core
{
    /// <summary>
    /// Everything that follows the salt: the model, what its figures warn of, what is recommended, and what is identified
    /// on line.
    /// </summary>
    public sealed class TransportStage
    {
        private readonly TransportModel _model;
        private readonly DepletionWatch _depletion;
        private readonly LimitingCurrentWatch _fall;
        private bool _hasCurrent;
        private bool _hasMoved;
        private bool _hasFound;
        private long _millicelsius = Arrhenius.ReferenceMillicelsius;
        private long _chargeMicroseconds;
        private bool _forecastIsDue;

        /// <summary>What may be charged with.</summary>
        public readonly ChargeAdvice Advice;

        /// <summary>What is learnt of the cell itself.</summary>
        public readonly TransportIdentification Identification;

        /// <summary>The last forecast found a time, and took long over it.</summary>
        public bool WasLong;

        /// <summary>There is something for <see cref="Write"/>.</summary>
        public bool HasNews;

        /// <summary>The stage of a cell.</summary>
        public TransportStage(GuardSettings settings, FaultRegister faults)
        {
            _model = new TransportModel(settings);
            Advice = _model.Advice;
            _depletion = new DepletionWatch(settings, faults);
            Identification = new TransportIdentification(settings, _model);
            _fall = new LimitingCurrentWatch(faults);
        }

        /// <summary>A cycle: a new temperature, and a new current that moves the state.</summary>
        public void Follow(ChannelSet channels)
        {
            HasNews = true;
            Channel temperature = channels.Temperature;
            if (temperature.IsFreshAndValid && temperature.Value != _millicelsius)
            {
                _millicelsius = temperature.Value;
                _model.SetTemperature(_millicelsius);
            }

            Channel charge = channels.Charge;
            if (charge.IsFresh)
            {
                Take(charge);
                Identification.Follow(channels);
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
            HasNews = true;
            if (_hasMoved)
            {
                _hasMoved = false;
                WasLong = _model.Predict();
            }

            _depletion.JudgeNear(_model, _chargeMicroseconds);
        }

        /// <summary>One piece of what may be charged with, while that is being reckoned.</summary>
        public void ContinueAdvice()
        {
            Advice.Continue();
            HasNews |= !Advice.IsRunning;
        }

        /// <summary>Every step while <see cref="Identification"/> is busy: what can be learnt of the cell itself.</summary>
        public void Identify(Snapshot snapshot, ChannelSet channels, long now)
        {
            TransportIdentification identification = Identification;
            identification.Continue(snapshot, channels);
            if (identification.IsNew)
            {
                _fall.Judge(identification.Found, now);
                HasNews = true;
                _hasFound = true;
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
            _hasFound = image.Flag(_hasFound);
            _millicelsius = image.Number(_millicelsius);
            _chargeMicroseconds = image.Number(_chargeMicroseconds);
            _forecastIsDue = image.Flag(_forecastIsDue);
            WasLong = image.Flag(WasLong);
            HasNews = image.Flag(HasNews);
        }

        /// <summary>Writes the observables.</summary>
        public void Write(Verdict verdict)
        {
            HasNews = false;
            verdict.NormalizedCurrentQ24 = _model.CurrentQ24;
            verdict.SurfaceDepletionQ24 = _model.SurfaceQ24;
            verdict.DepletionMicroseconds = _model.DepletionMicroseconds;
            _model.Write(verdict.Transport);
            if (_hasFound)
            {
                _hasFound = false;
                Identification.Found.Write(verdict.Transport);
            }
        }

        private void Take(Channel charge)
        {
            if (charge.IntervalMicroseconds > 0)
            {
                _model.Advance(charge.Value, charge.IntervalMicroseconds);
                _hasMoved = true;
            }
            else if (!_hasCurrent)
            {
                _model.Begin(charge.Value);
                _hasMoved = true;
            }

            _hasCurrent = true;
            _chargeMicroseconds = charge.TimeMicroseconds;
            _forecastIsDue = true;
            _depletion.JudgeDepleted(_model, _chargeMicroseconds);
        }
    }
}
