namespace AnodeGuard.Core
{
    /// <summary>
    /// Identifies the limiting current and the diffusion time on line, from the relaxation of the concentration overpotential
    /// after a steady current was interrupted. Ohmic and kinetic overpotentials vanish at once; what is left decays with the
    /// modes of the gap, so its size carried back to the interrupt gives s = J/J*, and its pace t_D. The sense electrode is
    /// taken as reference in the middle of the gap; where there is none, the voltage of a symmetric cell is taken.
    /// <para>Silent where the modes are not the symmetric gap's, the electrode drifts by more than 0.1 mV/s, the
    /// temperature moves by more than 1 K, the rest lasts less than half a diffusion time, or either uncertainty exceeds an
    /// eighth: in half of one t_D is known by a fifth at j = 0.1 and 0.25 mV of noise, in seven tenths by 12 %; at
    /// j = 0.3 by 6 % and 4 % (a least squares fit of 50 samples a second, t_D = 13.3 s, offset and drift free).</para>
    /// <para>A sample is believed once the next current says that the rest still lasts: those between the last one and the
    /// current's return may hold its ohmic step.</para>
    /// <para>Uncertainties are those of noise and fit, with 0.5 % added in quadrature for the interrupt's own time and the
    /// converter; what the settings' t_a and thermodynamic factor are wrong by is not in them.</para>
    /// </summary>
    public sealed class TransportIdentification
    {
        /// <summary>Samples that can wait for the next current: one more than a board takes from one to the next.</summary>
        private const int MostWaiting = 6;

        private const long OneQ24 = 1L << 24;
        private const long TurnMicroseconds = 20000;
        private const long LongestReference = 1L << 40;
        private const long SettleMicroseconds = 40000;
        private const long MostDriftMicrovoltsPerSecond = 100;
        private const long MostTemperatureMove = 1000;
        private const long MostUncertaintyQ24 = OneQ24 / 8;

        /// <summary>The square of 0.5 % in Q48.</summary>
        private const long OwnSquareQ48 = 7036874418;

        /// <summary>2 R/F, picovolts per kelvin (CODATA 2018).</summary>
        private const long PicovoltsPerKelvin = 172346665;

        private readonly GuardSettings _settings;
        private readonly TransportModel _transport;
        private readonly bool _isPossible;
        private readonly SteadyWatch _steady = new SteadyWatch();
        private readonly RelaxationRecord _record = new RelaxationRecord();
        private readonly RelaxationShape _shape;
        private readonly RelaxationFit _fit;
        private readonly long[] _waitingMicroseconds = new long[MostWaiting];
        private readonly long[] _waitingMicrovolts = new long[MostWaiting];
        private int _waiting;
        private bool _isRecording;
        private long _interrupt;
        private long _restUntil;
        private long _seen;
        private long _last;
        private long _millicelsius;
        private long _amplitudeQ24 = OneQ24;
        private long _rateQ24 = OneQ24;

        /// <summary>Identification for one cell.</summary>
        public TransportIdentification(GuardSettings settings, TransportModel transport)
        {
            _settings = settings;
            _transport = transport;
            _isPossible = transport.Applies && settings.ModeRatesQ16 == null;
            _shape = new RelaxationShape(transport.Modes);
            _fit = new RelaxationFit(_record, _shape);
        }

        /// <summary>This step has brought a new value of either.</summary>
        public bool IsNew;

        /// <summary>A relaxation is recorded or fitted: <see cref="Continue"/> has something to do, else it need not be called.</summary>
        public bool IsBusy;

        /// <summary>What was identified.</summary>
        public readonly IdentifiedTransport Found = new IdentifiedTransport();

        /// <summary>Looks at a new current that has an interval.</summary>
        public void Follow(ChannelSet channels)
        {
            if (!_isPossible)
            {
                return;
            }

            Channel charge = channels.Charge;
            if (_isRecording)
            {
                long diffusion = Reference();
                long temperature = Temperature(channels);
                bool moved = Saturating.Abs(temperature - _millicelsius) > MostTemperatureMove;
                bool rests = _steady.IsRest(charge.Value);
                if (rests)
                {
                    _restUntil = charge.TimeMicroseconds;
                    Believe();
                }

                if (moved || !rests || charge.TimeMicroseconds - _interrupt >= 2 * diffusion)
                {
                    EndRecord(!moved && _last - _interrupt >= diffusion / 2);
                }
            }

            // As nearly always nothing steady has come to its end: how long it had to last is not asked.
            TransportModel transport = _transport;
            SteadyWatch steady = _steady;
            if (steady.Follow(charge, transport.CurrentQ24, transport.SurfaceQ24) && steady.IsInterrupt(charge, Reference())
                && !_isRecording && !_fit.IsRunning)
            {
                _isRecording = true;
                IsBusy = true;
                _interrupt = _steady.InterruptMicroseconds;
                _last = _interrupt;
                _seen = _interrupt;
                _restUntil = charge.TimeMicroseconds;
                _waiting = 0;
                _millicelsius = Temperature(channels);
                _shape.SteadyQ24 = _steady.SurfaceQ24;
                _shape.BothElectrodes = !UsesSense(channels);
                _record.Begin(2 * Reference());
            }
        }

        /// <summary>Every step while busy: takes the electrode's sample, and does as much of the fit as the time since the last step allows.</summary>
        public void Continue(Snapshot snapshot, ChannelSet channels)
        {
            IsNew = false;
            if (_isRecording)
            {
                Take(snapshot, channels);
            }

            // One part per fast turn, none in a decision cycle between them. A slow recording has the time for more; a board whose loop was
            // held up has not: it has to look at the cell.
            long elapsed = channels.ElapsedMicroseconds;
            int parts = channels.IsOnBoard || elapsed < (5 * TurnMicroseconds) / 2
                ? (channels.IsCycle && channels.HasTurns ? 0 : 1)
                : (int)Saturating.Clamp(elapsed / TurnMicroseconds, 1, RelaxationRecord.Bins);
            for (int part = 0; part < parts && _fit.IsRunning; part++)
            {
                _fit.Work();
                if (!_fit.IsRunning && _fit.HasResult)
                {
                    Accept();
                }
            }

            IsBusy = _isRecording || _fit.IsRunning;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _steady.Exchange(image);
            _record.Exchange(image);
            _shape.Exchange(image);
            _fit.Exchange(image);
            Found.Exchange(image);
            image.Numbers(_waitingMicroseconds);
            image.Numbers(_waitingMicrovolts);
            _waiting = (int)image.Number(_waiting);
            _isRecording = image.Flag(_isRecording);
            _interrupt = image.Number(_interrupt);
            _restUntil = image.Number(_restUntil);
            _seen = image.Number(_seen);
            _last = image.Number(_last);
            _millicelsius = image.Number(_millicelsius);
            _amplitudeQ24 = image.Number(_amplitudeQ24);
            _rateQ24 = image.Number(_rateQ24);
            IsNew = image.Flag(IsNew);
            IsBusy = image.Flag(IsBusy);
        }

        private void Take(Snapshot snapshot, ChannelSet channels)
        {
            bool sense = UsesSense(channels);
            Channel channel = sense ? channels.Sense : channels.Voltage;
            if (sense == _shape.BothElectrodes)
            {
                EndRecord(false);
                return;
            }

            // The injector moves the node; a while after it the electrode is itself again.
            bool driven = snapshot.SenseDrive != SenseDrive.Idle
                || Saturating.Subtract(channel.TimeMicroseconds, snapshot.SenseDriveSinceMicroseconds) < SettleMicroseconds;
            if (!channel.IsFreshAndValid || (sense && driven) || channel.TimeMicroseconds <= _seen)
            {
                return;
            }

            _seen = channel.TimeMicroseconds;
            _waitingMicroseconds[_waiting] = _seen;
            _waitingMicrovolts[_waiting] = channel.Value;
            _waiting++;
            if (_seen <= _restUntil || _waiting == MostWaiting)
            {
                Believe();
            }
        }

        /// <summary>What waited belongs to the rest.</summary>
        private void Believe()
        {
            for (int sample = 0; sample < _waiting; sample++)
            {
                _last = _waitingMicroseconds[sample];
                _record.Add(Saturating.Subtract(_last, _interrupt), _waitingMicrovolts[sample]);
            }

            _waiting = 0;
        }

        private static long Temperature(ChannelSet channels)
        {
            return channels.Temperature.IsFitted ? channels.Temperature.Value : Arrhenius.ReferenceMillicelsius;
        }

        private bool UsesSense(ChannelSet channels)
        {
            return channels.Sense.IsFitted && !_settings.ZeroVoltByDesign;
        }

        /// <summary>The diffusion time to reckon with, microseconds: the last one identified, else the settings'; 1 s/1000 at least.</summary>
        private long Reference()
        {
            long microseconds = _transport.Rates.DiffusionMicroseconds;
            long rate = _rateQ24;
            if (rate != OneQ24)
            {
                // Divisor: the fit keeps it above a tenth.
                microseconds = Wide.MultiplyDivide(microseconds, OneQ24, rate);
            }

            return Saturating.Clamp(microseconds, 1000, LongestReference);
        }

        private void EndRecord(bool isWhole)
        {
            _isRecording = false;
            bool possible = !_shape.BothElectrodes || _settings.CellType == CellType.Symmetric;
            if (isWhole && possible)
            {
                _fit.Begin(UnitNanovolts(), _transport.Rates.DiffusionMicroseconds, _amplitudeQ24, _rateQ24);
            }
        }

        /// <summary>U' = 2RT/F t_a TDF, nanovolts, held within 1 uV and 1,000 V.</summary>
        private long UnitNanovolts()
        {
            long kelvin = Saturating.Clamp(_millicelsius, Arrhenius.LowestMillicelsius, Arrhenius.HighestMillicelsius) + Arrhenius.ZeroCelsiusMillikelvin;
            long thermal = Wide.MultiplyDivide(kelvin, PicovoltsPerKelvin, 1000000);
            long diffusion = Wide.MultiplyDivide(thermal, _settings.AnionTransferenceMillionths, 1000000);
            return Saturating.Clamp(Wide.MultiplyDivide(diffusion, _settings.ThermodynamicFactorMillionths, 1000000), 1000, 1000000000000);
        }

        private void Accept()
        {
            long amplitude = Whole(_fit.AmplitudeUncertaintyQ24);
            long rate = Whole(_fit.RateUncertaintyQ24);
            bool drifts = Saturating.Abs(_fit.DriftMicrovoltsPerSecond) > MostDriftMicrovoltsPerSecond;
            if (drifts || amplitude > MostUncertaintyQ24 || rate > MostUncertaintyQ24)
            {
                return;
            }

            _amplitudeQ24 = _fit.AmplitudeQ24;
            _rateQ24 = _fit.RateQ24;
            IsNew = true;

            // Both ratios hold at the temperature of the interrupt; the settings' law carries them to 25 C.
            Found.Take(_transport.Rates.LimitingDensity25, _transport.Rates.DiffusionMicroseconds25, _amplitudeQ24, _rateQ24, amplitude, rate);
        }

        private static long Whole(long uncertaintyQ24)
        {
            long held = Saturating.Clamp(uncertaintyQ24, 0, 1L << 30);
            return Root.OfLong((held * held) + OwnSquareQ48);
        }
    }
}
