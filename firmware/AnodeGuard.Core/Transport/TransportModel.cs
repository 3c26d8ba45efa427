namespace AnodeGuard.Core
{
    /// <summary>
    /// From mean currents and temperatures to j = J/J*, the surface depletion s and the time until depletion. Known to
    /// it are the limiting current and the diffusion time at 25 C and how they change with temperature; a changing
    /// temperature is followed in reduced time, d-theta = dt / t_D(T), which is exact for a uniform temperature.
    /// </summary>
    public sealed class TransportModel
    {
        /// <summary>Longest interval in one step, Q40: 1,024 diffusion times; a longer one is no different.</summary>
        private const long LongestThetaQ40 = 1L << 50;

        /// <summary>t_a below which a conductor counts as single-ion, millionths.</summary>
        private const long SingleIonMillionths = 50000;

        private readonly GuardSettings _settings;
        private readonly DiffusionState _state;
        private readonly DecayFactors _factors;
        private readonly DepletionForecast _forecast;
        private readonly long _limitingPicoamperes25;

        private long _millicelsius;
        private long _limitingPicoamperes;

        /// <summary>t_D(25 C) / t_D(T), Q40.</summary>
        private long _speedQ40;

        /// <summary>A cell at rest at 25 C.</summary>
        public TransportModel(GuardSettings settings)
        {
            _settings = settings;
            ModeTable modes = new ModeTable(settings.ModeRatesQ16, settings.ModeWeightsQ31);
            _state = new DiffusionState(modes);
            _factors = new DecayFactors(modes);
            _forecast = new DepletionForecast(modes, _factors);
            _limitingPicoamperes25 = LimitingPicoamperes(settings);
            Applies = _limitingPicoamperes25 > 0 && settings.DiffusionTimeMicroseconds > 0
                && settings.AnionTransferenceMillionths >= SingleIonMillionths;
            SetRates(Arrhenius.ReferenceMillicelsius);
            DepletionMicroseconds = Verdict.Never;
        }

        /// <summary>
        /// False where the settings give no limiting current or diffusion time, and for single-ion conductors: where
        /// hardly any anions move, no gradient forms that could deplete a surface.
        /// </summary>
        public readonly bool Applies;

        /// <summary>j of the last interval, Q24, held within 64 of either sign.</summary>
        public long CurrentQ24;

        /// <summary>s at the end of the last interval with its current still applied, Q24.</summary>
        public long SurfaceQ24;

        /// <summary>Time until |s| = 1 at the last interval's current; 0 once there; <see cref="Verdict.Never"/>.</summary>
        public long DepletionMicroseconds;

        /// <summary>Takes a new temperature, thousandths of a degree Celsius, for the intervals from now on.</summary>
        public void SetTemperature(long millicelsius)
        {
            if (millicelsius != _millicelsius)
            {
                SetRates(millicelsius);
            }
        }

        /// <summary>The first sample: its current is known, but not since when. s stays 0.</summary>
        public void Begin(long nanoamperes)
        {
            if (Applies)
            {
                CurrentQ24 = Normalize(nanoamperes);
                _state.Aim(CurrentQ24);
                Predict();
            }
        }

        /// <summary>One interval of a mean current.</summary>
        /// <param name="nanoamperes">Mean current over the interval, positive when charging.</param>
        /// <param name="intervalMicroseconds">Its length, above 0.</param>
        public void Advance(long nanoamperes, long intervalMicroseconds)
        {
            if (!Applies)
            {
                return;
            }

            CurrentQ24 = Normalize(nanoamperes);
            long theta = Wide.MultiplyDivide(intervalMicroseconds, _speedQ40, _settings.DiffusionTimeMicroseconds);
            _factors.Prepare(Saturating.Clamp(theta, 0, LongestThetaQ40));
            _state.Advance(CurrentQ24, _factors);
            SurfaceQ24 = _state.SurfaceQ24;
            Predict();
        }

        private void Predict()
        {
            long theta = _forecast.ThetaQ40(_state, CurrentQ24);
            DepletionMicroseconds = theta == DepletionForecast.Never
                ? Verdict.Never
                : Wide.MultiplyDivide(theta, _settings.DiffusionTimeMicroseconds, _speedQ40);
        }

        private long Normalize(long nanoamperes)
        {
            const long ThousandQ24 = 1000L << 24;
            long j = Wide.MultiplyDivide(nanoamperes, ThousandQ24, _limitingPicoamperes);
            return Saturating.Clamp(j, -DiffusionState.LargestCurrentQ24, DiffusionState.LargestCurrentQ24);
        }

        private void SetRates(long millicelsius)
        {
            _millicelsius = millicelsius;
            long limiting = Arrhenius.FactorQ31(_settings.LimitingCurrentActivationJoulesPerMole, millicelsius);
            _limitingPicoamperes = Wide.MultiplyDivide(_limitingPicoamperes25, limiting, Exponential.OneQ31);
            _speedQ40 = Arrhenius.FactorQ31(_settings.DiffusionActivationJoulesPerMole, millicelsius) << 9;
        }

        /// <summary>I* = J* times the real area; uA/m2 times um2 is 1e-6 pA.</summary>
        private static long LimitingPicoamperes(GuardSettings settings)
        {
            long area = Wide.MultiplyDivide(settings.AreaSquareMicrometres, settings.AreaFactorMillionths, 1000000);
            return Wide.MultiplyDivide(area, settings.LimitingCurrentDensityMicroamperesPerSquareMetre, 1000000);
        }
    }
}
