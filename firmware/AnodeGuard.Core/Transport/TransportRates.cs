namespace AnodeGuard.Core
{
    /// <summary>
    /// The limiting current and the diffusion time at the present temperature: by Arrhenius from 25 C, or by a table.
    /// </summary>
    public sealed class TransportRates
    {
        /// <summary>Up to here, 36 minutes, a diffusion time in Q31 stays below 2^62 and needs no more than 64 bits.</summary>
        private const long UsualMicroseconds = 1L << 31;

        private readonly TemperatureTable _table;
        private readonly TransportFigures _figures;
        private readonly long _limitingActivation;
        private readonly long _diffusionActivation;

        /// <summary>I* at 25 C, picoamperes; 0 where there is none.</summary>
        public readonly long LimitingPicoamperes25;

        /// <summary>J* at 25 C, microamperes per square metre of real area.</summary>
        public readonly long LimitingDensity25;

        /// <summary>t_D at 25 C, microseconds.</summary>
        public readonly long DiffusionMicroseconds25;

        /// <summary>I* at the present temperature, picoamperes.</summary>
        public long LimitingPicoamperes;

        /// <summary>t_D(25 C) / t_D(T), Q40, between exp(-10) and exp(10).</summary>
        public long SpeedQ40;

        /// <summary>t_D at the present temperature, microseconds.</summary>
        public long DiffusionMicroseconds;

        /// <summary>The rates of a cell; those of a temperature come with <see cref="SetTemperature"/>.</summary>
        /// <param name="settings">The cell's.</param>
        /// <param name="figures">Where J* and t_D of the present temperature are written.</param>
        public TransportRates(GuardSettings settings, TransportFigures figures)
        {
            _figures = figures;
            _limitingActivation = settings.LimitingCurrentActivationJoulesPerMole;
            _diffusionActivation = settings.DiffusionActivationJoulesPerMole;
            TemperatureTable table = new TemperatureTable(settings);
            _table = table.Count > 0 ? table : null;
            bool any = settings.LimitingCurrentDensityMicroamperesPerSquareMetre > 0 && settings.DiffusionTimeMicroseconds > 0;
            LimitingDensity25 = !any ? 0 : _table != null ? _table.LimitingDensity25 : settings.LimitingCurrentDensityMicroamperesPerSquareMetre;
            DiffusionMicroseconds25 = !any ? 0 : _table != null ? _table.DiffusionMicroseconds25 : settings.DiffusionTimeMicroseconds;

            // I* = J* times the real area; uA/m2 times um2 is 1e-6 pA.
            long area = Wide.MultiplyDivide(settings.AreaSquareMicrometres, settings.AreaFactorMillionths, 1000000);
            LimitingPicoamperes25 = Wide.MultiplyDivide(area, LimitingDensity25, 1000000);
        }

        /// <summary>Takes a new temperature, thousandths of a degree Celsius; asked where J* and t_D are above 0.</summary>
        public void SetTemperature(long millicelsius)
        {
            long limiting;
            long diffusion;
            if (_table != null)
            {
                limiting = _table.LimitingFactorQ31(millicelsius);
                diffusion = _table.DiffusionFactorQ31(millicelsius);
            }
            else
            {
                long activation = _limitingActivation;
                long other = _diffusionActivation;
                limiting = Arrhenius.FactorQ31(activation, millicelsius);
                diffusion = other == activation ? limiting : Arrhenius.FactorQ31(other, millicelsius);
            }

            LimitingPicoamperes = Wide.MultiplyQ31(LimitingPicoamperes25, limiting);
            _figures.LimitingMicroamperesPerSquareMetre = Wide.MultiplyQ31(LimitingDensity25, limiting);
            SpeedQ40 = diffusion << 9;

            long microseconds = DiffusionMicroseconds25;
            if (microseconds <= UsualMicroseconds)
            {
                // Divisor: a factor is at least exp(-10).
                microseconds = ((microseconds << 31) + (diffusion >> 1)) / diffusion;
            }
            else
            {
                microseconds = Wide.MultiplyDivide(microseconds, Exponential.OneQ31, diffusion);
            }

            DiffusionMicroseconds = microseconds;
            _figures.DiffusionMicroseconds = microseconds;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            LimitingPicoamperes = image.Number(LimitingPicoamperes);
            SpeedQ40 = image.Number(SpeedQ40);
            DiffusionMicroseconds = image.Number(DiffusionMicroseconds);
        }
    }
}
