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
        private readonly TransportIdentification _identification;
        private readonly LimitingCurrentWatch _fall;
        private bool _hasCurrent;
        private bool _hasMoved;
        private bool _hasFound;
        private long _millicelsius = Arrhenius.ReferenceMillicelsius;
        private long _chargeMicroseconds;

        /// <summary>What may be charged with.</summary>
        public readonly ChargeAdvice Advice;

        /// <summary>There is something for <see cref="Write"/>.</summary>
        public bool HasNews;

        /// <summary>The last cycle's forecast has not been made yet.</summary>
        public bool ForecastIsDue;

        /// <summary>A temperature has not been taken over yet.</summary>
        public bool TemperatureIsDue;

        /// <summary>The stage of a cell.</summary>
        public TransportStage(GuardSettings settings, FaultRegister faults)
        {
            _model = new TransportModel(settings);
            Advice = _model.Advice;
            _depletion = new DepletionWatch(settings, faults);
            _identification = new TransportIdentification(settings, _model);
            _fall = new LimitingCurrentWatch(faults);
        }

        /// <summary>
        /// A cycle: a new temperature, a new current. The state moves at once. The time left, which is about seconds, and a
        /// temperature, which the next interval has, wait for the fast turns where such follow.
        /// </summary>
        public void Follow(ChannelSet channels)
        {
            Finish();
            Channel temperature = channels.Temperature;
            if (temperature.IsFreshAndValid && temperature.Value != _millicelsius)
            {
                _millicelsius = temperature.Value;
                TemperatureIsDue = true;
            }

            if (!channels.HasTurns)
            {
                Finish();
            }

            Channel charge = channels.Charge;
            if (charge.IsFresh)
            {
                Take(charge);
                if (!channels.HasTurns)
                {
                    Finish();
                }

                _identification.Follow(channels);
            }
        }

        /// <summary>The time left at the present current.</summary>
        public void TakeForecast()
        {
            ForecastIsDue = false;
            HasNews = true;
            if (_hasMoved)
            {
                _hasMoved = false;
                _model.Predict();
            }

            _depletion.JudgeNear(_model, _chargeMicroseconds);
        }

        /// <summary>A fast turn with nothing more urgent to do: the temperature, and what may be charged with.</summary>
        public void Continue()
        {
            if (TemperatureIsDue)
            {
                TakeTemperature();
            }

            if (Advice.IsRunning)
            {
                Advice.Continue();
                HasNews |= !Advice.IsRunning;
            }
        }

        /// <summary>Every step: what can be learnt of the cell itself.</summary>
        public void Identify(Snapshot snapshot, ChannelSet channels, long now)
        {
            if (channels.IsCycle)
            {
                HasNews = true;
            }
            else
            {
                Advice.HasTurn = true;
            }

            TransportIdentification identification = _identification;
            if (identification.IsBusy)
            {
                identification.Continue(snapshot, channels);
                if (identification.IsNew)
                {
                    _fall.Judge(identification.Found, now);
                    HasNews = true;
                    _hasFound = true;
                }
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _model.Exchange(image);
            _identification.Exchange(image);
            _fall.Exchange(image);
            _hasCurrent = image.Flag(_hasCurrent);
            _hasMoved = image.Flag(_hasMoved);
            _hasFound = image.Flag(_hasFound);
            _millicelsius = image.Number(_millicelsius);
            _chargeMicroseconds = image.Number(_chargeMicroseconds);
            ForecastIsDue = image.Flag(ForecastIsDue);
            TemperatureIsDue = image.Flag(TemperatureIsDue);
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
                _identification.Found.Write(verdict.Transport);
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
            ForecastIsDue = true;
            _depletion.JudgeDepleted(_model, _chargeMicroseconds);
        }

        private void Finish()
        {
            if (ForecastIsDue)
            {
                TakeForecast();
            }

            if (TemperatureIsDue)
            {
                TakeTemperature();
            }
        }

        private void TakeTemperature()
        {
            TemperatureIsDue = false;
            HasNews = true;
            _model.SetTemperature(_millicelsius);
        }
    }
}
