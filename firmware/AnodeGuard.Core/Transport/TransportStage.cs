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

        /// <summary>The stage of a cell.</summary>
        public TransportStage(GuardSettings settings, FaultRegister faults)
        {
            _model = new TransportModel(settings);
            _depletion = new DepletionWatch(settings, faults);
            _identification = new TransportIdentification(settings, _model);
            _fall = new LimitingCurrentWatch(faults);
        }

        /// <summary>A decision cycle: a new temperature, a new current.</summary>
        public void Follow(ChannelSet channels)
        {
            if (channels.Temperature.IsFreshAndValid)
            {
                _model.SetTemperature(channels.Temperature.Value);
            }

            Channel charge = channels.Charge;
            if (!charge.IsFresh)
            {
                return;
            }

            if (charge.IntervalMicroseconds > 0)
            {
                _model.Advance(charge.Value, charge.IntervalMicroseconds);
            }
            else if (!_hasCurrent)
            {
                _model.Begin(charge.Value);
            }

            _hasCurrent = true;
            _depletion.Judge(_model, charge.TimeMicroseconds);
            _identification.Follow(channels);
        }

        /// <summary>Every step: the slow work, a part at a time.</summary>
        public void Continue(Snapshot snapshot, ChannelSet channels, long now)
        {
            if (!channels.IsCycle)
            {
                _model.Continue();
            }

            _identification.Continue(snapshot, channels, now);
            if (_identification.IsNew)
            {
                _fall.Judge(_identification.Found, now);
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _model.Exchange(image);
            _identification.Exchange(image);
            _fall.Exchange(image);
            _hasCurrent = image.Flag(_hasCurrent);
        }

        /// <summary>Writes the observables.</summary>
        public void Write(Verdict verdict)
        {
            verdict.NormalizedCurrentQ24 = _model.CurrentQ24;
            verdict.SurfaceDepletionQ24 = _model.SurfaceQ24;
            verdict.DepletionMicroseconds = _model.DepletionMicroseconds;
            _model.Write(verdict.Transport);
            _identification.Found.Write(verdict.Transport);
        }
    }
}
