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

        /// <summary>Below it a current times 1,000 * 2^24 is below 2^62, nanoamperes: 268 mA.</summary>
        private const long UsualNanoamperes = 1L << 28;

        private const long ThousandQ24 = 1000L << 24;

        /// <summary>Up to here a product and half of a divisor fit into 64 bits, as nearly always.</summary>
        private const long UsualProduct = 1L << 62;

        private readonly Verdict _verdict;
        private readonly DiffusionState _state;
        private readonly DepletionForecast _forecast;
        private readonly long _largestCurrentQ24;
        private long _nanoamperes;

        /// <summary>A cell at rest at 25 C.</summary>
        /// <param name="settings">The cell's.</param>
        /// <param name="verdict">Where its figures are written, each when it changes.</param>
        public TransportModel(GuardSettings settings, Verdict verdict)
        {
            _verdict = verdict;
            Rates = new TransportRates(settings, verdict.Transport);
            Modes = new ModeTable(settings.ModeRatesQ16, settings.ModeWeightsQ31);
            ModeTable modes = Modes;
            _largestCurrentQ24 = modes.LargestCurrentQ24;
            _state = new DiffusionState(modes);
            DoublingGrid grid = new DoublingGrid(modes);
            _forecast = new DepletionForecast(modes, grid);
            Advice = new ChargeAdvice(settings, Rates, modes, _state, grid, verdict.Transport);

            // Without a diffusion time the rates give no limiting current either.
            Applies = Rates.LimitingPicoamperes25 > 0 && settings.AnionTransferenceMillionths >= SingleIonMillionths;
            verdict.Transport.Applies = Applies;
            DepletionMicroseconds = Verdict.Never;
            verdict.DepletionMicroseconds = Verdict.Never;
            SetTemperature(Arrhenius.ReferenceMillicelsius);
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

        /// <summary>J* and t_D.</summary>
        public readonly TransportRates Rates;

        /// <summary>j of the last interval, Q24, held within <see cref="ModeTable.LargestCurrentQ24"/> of either sign.</summary>
        public long CurrentQ24;

        /// <summary>s at the end of the last interval with its current still applied, Q24.</summary>
        public long SurfaceQ24;

        /// <summary>Time until |s| = 1 at the last interval's current; 0 once there; <see cref="Verdict.Never"/>.</summary>
        public long DepletionMicroseconds;

        /// <summary>Takes a new temperature, thousandths of a degree Celsius, for the intervals from now on.</summary>
        public void SetTemperature(long millicelsius)
        {
            if (Applies)
            {
                Rates.SetTemperature(millicelsius);
            }
        }

        /// <summary>The first sample: its current is known, but not since when. s stays 0.</summary>
        public void Begin(long nanoamperes)
        {
            if (Applies)
            {
                CurrentQ24 = Normalize(nanoamperes);
                _verdict.NormalizedCurrentQ24 = CurrentQ24;
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

            TransportRates rates = Rates;
            DiffusionState state = _state;
            Verdict verdict = _verdict;
            long speed = rates.SpeedQ40;
            long diffusion = rates.DiffusionMicroseconds25;

            long theta;

            // Divisor: an interval above 0.
            if (speed <= UsualProduct / intervalMicroseconds)
            {
                // Divisor: above 0 where the model applies.
                theta = ((intervalMicroseconds * speed) + (diffusion >> 1)) / diffusion;
            }
            else
            {
                theta = Wide.MultiplyDivide(intervalMicroseconds, speed, diffusion);
            }

            long current = Normalize(nanoamperes);
            state.Advance(current, theta > LongestThetaQ40 ? LongestThetaQ40 : theta);
            long surface = state.SurfaceQ24;
            CurrentQ24 = current;
            SurfaceQ24 = surface;
            verdict.NormalizedCurrentQ24 = current;
            verdict.SurfaceDepletionQ24 = surface;
            _nanoamperes = nanoamperes;
            Advice.NoteCycle();
        }

        /// <summary>The time left at the last interval's current, and what that lets flow.</summary>
        /// <returns>True where there is such a time, which takes long to find.</returns>
        public bool Predict()
        {
            if (!Applies)
            {
                return false;
            }

            // Below its limit a cell has none, and that is all there is to say of it: so ThetaQ40 begins, and to ask it costs more.
            DiffusionState state = _state;
            long current = CurrentQ24;
            long one = Verdict.OneQ24;
            if (DepletionMicroseconds == Verdict.Never && current + state.RisingQ24 <= one && current + state.FallingQ24 >= -one
                && state.SurfaceQ24 < one && state.SurfaceQ24 > -one)
            {
                return false;
            }

            long theta = _forecast.ThetaQ40(state, current);
            if (theta == DepletionForecast.Never)
            {
                WriteForecast(Verdict.Never, TransportFigures.Unknown);
                return false;
            }

            long diffusion = Rates.DiffusionMicroseconds25;
            long speed = Rates.SpeedQ40;
            long left;

            // Divisor: above 0 where the model applies.
            if (theta <= UsualProduct / diffusion)
            {
                // Divisor: a factor is at least exp(-10).
                left = ((theta * diffusion) + (speed >> 1)) / speed;
            }
            else
            {
                left = Wide.MultiplyDivide(theta, diffusion, speed);
            }

            WriteForecast(left, Wide.MultiplyDivide(Saturating.Abs(_nanoamperes), left, 1000000));
            return true;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Rates.Exchange(image);
            _state.Exchange(image);
            _forecast.Exchange(image);
            Advice.Exchange(image);
            CurrentQ24 = image.Number(CurrentQ24);
            SurfaceQ24 = image.Number(SurfaceQ24);
            DepletionMicroseconds = image.Number(DepletionMicroseconds);
            _nanoamperes = image.Number(_nanoamperes);
        }

        private long Normalize(long nanoamperes)
        {
            long limiting = Rates.LimitingPicoamperes;
            long j;

            // In the cold a limit of some picoamperes rounds to nothing: any current is then beyond it, as the wide division says.
            if (limiting != 0 && nanoamperes <= UsualNanoamperes && nanoamperes >= -UsualNanoamperes)
            {
                long product = nanoamperes * ThousandQ24;

                // Half of the divisor is below 2^62, too.
                // Divisor: not 0 here, and never negative.
                j = (product < 0 ? product - (limiting >> 1) : product + (limiting >> 1)) / limiting;
            }
            else
            {
                j = Wide.MultiplyDivide(nanoamperes, ThousandQ24, limiting);
            }

            long largest = _largestCurrentQ24;
            return j > largest ? largest : j < -largest ? -largest : j;
        }

        private void WriteForecast(long leftMicroseconds, long nanocoulombs)
        {
            DepletionMicroseconds = leftMicroseconds;
            _verdict.DepletionMicroseconds = leftMicroseconds;
            _verdict.Transport.SandCapacityLeftNanocoulombs = nanocoulombs;
        }
    }
}
