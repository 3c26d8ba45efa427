namespace AnodeGuard.Core
{
    /// <summary>
    /// From mean currents and temperatures to j = J/J*, the surface depletion s and the time until depletion. Known to
    /// it are the limiting current and the diffusion time and how they change with temperature; a changing temperature
    /// is followed in reduced time, d-theta = dt / t_D(T), which is exact for a uniform temperature.
    /// </summary>
    public sealed class TransportModel
    {
        /// <summary>Longest interval in one step, Q40: 1,024 diffusion times; a longer one is no different.</summary>
        private const long LongestThetaQ40 = 1L << 50;

        /// <summary>t_a below which a conductor counts as single-ion, millionths.</summary>
        private const long SingleIonMillionths = 50000;

        private readonly TransportRates _rates;
        private readonly DiffusionState _state;
        private readonly DepletionForecast _forecast;
        private readonly long _largestCurrentQ24;
        private long _nanoamperes;

        /// <summary>A cell at rest at 25 C.</summary>
        public TransportModel(GuardSettings settings)
        {
            _rates = new TransportRates(settings);
            Modes = new ModeTable(settings.ModeRatesQ16, settings.ModeWeightsQ31);
            ModeTable modes = Modes;
            _largestCurrentQ24 = modes.LargestCurrentQ24;
            _state = new DiffusionState(modes);
            Factors = new DecayFactors(modes);
            DoublingGrid grid = new DoublingGrid(modes, Factors);
            _forecast = new DepletionForecast(modes, Factors, grid);
            Advice = new ChargeAdvice(settings, _rates, modes, _state, Factors, grid);

            // Without a diffusion time the rates give no limiting current either.
            Applies = _rates.LimitingPicoamperes25 > 0 && settings.AnionTransferenceMillionths >= SingleIonMillionths;
            DepletionMicroseconds = Verdict.Never;
        }

        /// <summary>
        /// False where the settings give no limiting current or diffusion time, and for single-ion conductors: where
        /// hardly any anions move, no gradient forms that could deplete a surface.
        /// </summary>
        public readonly bool Applies;

        /// <summary>What may be charged with.</summary>
        public readonly ChargeAdvice Advice;

        /// <summary>The decay modes.</summary>
        public readonly ModeTable Modes;

        /// <summary>The modes' decays.</summary>
        public readonly DecayFactors Factors;

        /// <summary>J* of the settings at 25 C, microamperes per square metre.</summary>
        public long LimitingDensity25
        {
            get { return _rates.LimitingDensity25; }
        }

        /// <summary>t_D of the settings at 25 C, microseconds.</summary>
        public long DiffusionMicroseconds25
        {
            get { return _rates.DiffusionMicroseconds25; }
        }

        /// <summary>t_D of the settings at the present temperature, microseconds.</summary>
        public long DiffusionMicroseconds
        {
            get { return _rates.DiffusionMicroseconds; }
        }

        /// <summary>j of the last interval, Q24, held within <see cref="ModeTable.LargestCurrentQ24"/> of either sign.</summary>
        public long CurrentQ24;

        /// <summary>s at the end of the last interval with its current still applied, Q24.</summary>
        public long SurfaceQ24;

        /// <summary>Time until |s| = 1 at the last interval's current; 0 once there; <see cref="Verdict.Never"/>.</summary>
        public long DepletionMicroseconds;

        /// <summary>Charge that can still be passed at the last interval's current until |s| = 1, nanocoulombs.</summary>
        public long SandCapacityLeftNanocoulombs = TransportFigures.Unknown;

        /// <summary>Takes a new temperature, thousandths of a degree Celsius, for the intervals from now on.</summary>
        public void SetTemperature(long millicelsius)
        {
            _rates.SetTemperature(millicelsius);
        }

        /// <summary>The first sample: its current is known, but not since when. s stays 0.</summary>
        public void Begin(long nanoamperes)
        {
            if (Applies)
            {
                CurrentQ24 = Normalize(nanoamperes);
                _state.Aim(CurrentQ24);
                Advice.NoteCycle();
                _nanoamperes = nanoamperes;
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

            long current = Normalize(nanoamperes);
            long theta = Wide.MultiplyDivide(intervalMicroseconds, _rates.SpeedQ40, _rates.DiffusionMicroseconds25);
            Factors.Prepare(theta > LongestThetaQ40 ? LongestThetaQ40 : theta);
            _state.Advance(current, Factors);
            CurrentQ24 = current;
            SurfaceQ24 = _state.SurfaceQ24;
            Advice.NoteCycle();
            _nanoamperes = nanoamperes;
        }

        /// <summary>The time left at the last interval's current, and what that lets flow.</summary>
        /// <returns>True where there is such a time, which takes long to find.</returns>
        public bool Predict()
        {
            if (!Applies)
            {
                return false;
            }

            long theta = _forecast.ThetaQ40(_state, CurrentQ24);
            if (theta == DepletionForecast.Never)
            {
                DepletionMicroseconds = Verdict.Never;
                SandCapacityLeftNanocoulombs = TransportFigures.Unknown;
                return false;
            }

            DepletionMicroseconds = Wide.MultiplyDivide(theta, _rates.DiffusionMicroseconds25, _rates.SpeedQ40);
            SandCapacityLeftNanocoulombs = Wide.MultiplyDivide(Saturating.Abs(_nanoamperes), DepletionMicroseconds, 1000000);
            return true;
        }

        /// <summary>Writes the figures for users.</summary>
        public void Write(TransportFigures figures)
        {
            figures.Applies = Applies;
            if (Applies)
            {
                figures.LimitingMicroamperesPerSquareMetre = _rates.LimitingDensity;
                figures.DiffusionMicroseconds = _rates.DiffusionMicroseconds;
                figures.RecommendedChargeNanoamperes = Advice.Nanoamperes;
                figures.SandCapacityLeftNanocoulombs = SandCapacityLeftNanocoulombs;
            }
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _rates.Exchange(image);
            _state.Exchange(image);
            Factors.Exchange(image);
            _forecast.Exchange(image);
            Advice.Exchange(image);
            CurrentQ24 = image.Number(CurrentQ24);
            SurfaceQ24 = image.Number(SurfaceQ24);
            DepletionMicroseconds = image.Number(DepletionMicroseconds);
            SandCapacityLeftNanocoulombs = image.Number(SandCapacityLeftNanocoulombs);
            _nanoamperes = image.Number(_nanoamperes);
        }

        private long Normalize(long nanoamperes)
        {
            const long ThousandQ24 = 1000L << 24;
            long j = Wide.MultiplyDivide(nanoamperes, ThousandQ24, _rates.LimitingPicoamperes);
            long largest = _largestCurrentQ24;
            return j > largest ? largest : j < -largest ? -largest : j;
        }
    }
}
