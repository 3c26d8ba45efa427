namespace AnodeGuard.Core
{
    /// <summary>
    /// The limiting current and the diffusion time at the present temperature: by Arrhenius from 25 C, or by a table.
    /// </summary>
    public sealed class TransportRates
    {
        private readonly GuardSettings _settings;
        private readonly TemperatureTable _table;
        private readonly long _area;

        /// <summary>I* at 25 C, picoamperes; 0 where there is none.</summary>
        public readonly long LimitingPicoamperes25;

        /// <summary>J* at 25 C, microamperes per square metre of real area.</summary>
        public readonly long LimitingDensity25;

        /// <summary>t_D at 25 C, microseconds.</summary>
        public readonly long DiffusionMicroseconds25;

        /// <summary>I* at the present temperature, picoamperes.</summary>
        public long LimitingPicoamperes;

        /// <summary>J* at the present temperature, microamperes per square metre of real area.</summary>
        public long LimitingDensity;

        /// <summary>t_D(25 C) / t_D(T), Q40, between exp(-10) and exp(10).</summary>
        public long SpeedQ40;

        /// <summary>t_D at the present temperature, microseconds.</summary>
        public long DiffusionMicroseconds;

        /// <summary>The rates at 25 C.</summary>
        public TransportRates(GuardSettings settings)
        {
            _settings = settings;
            TemperatureTable table = new TemperatureTable(settings);
            _table = table.Count > 0 ? table : null;
            bool any = settings.LimitingCurrentDensityMicroamperesPerSquareMetre > 0 && settings.DiffusionTimeMicroseconds > 0;
            LimitingDensity25 = !any ? 0 : _table != null ? _table.LimitingDensity25 : settings.LimitingCurrentDensityMicroamperesPerSquareMetre;
            DiffusionMicroseconds25 = !any ? 0 : _table != null ? _table.DiffusionMicroseconds25 : settings.DiffusionTimeMicroseconds;

            // I* = J* times the real area; uA/m2 times um2 is 1e-6 pA.
            _area = Wide.MultiplyDivide(settings.AreaSquareMicrometres, settings.AreaFactorMillionths, 1000000);
            LimitingPicoamperes25 = Wide.MultiplyDivide(_area, LimitingDensity25, 1000000);
            SetTemperature(Arrhenius.ReferenceMillicelsius);
        }

        /// <summary>Takes a new temperature, thousandths of a degree Celsius.</summary>
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
                long activation = _settings.LimitingCurrentActivationJoulesPerMole;
                long other = _settings.DiffusionActivationJoulesPerMole;
                limiting = Arrhenius.FactorQ31(activation, millicelsius);
                diffusion = other == activation ? limiting : Arrhenius.FactorQ31(other, millicelsius);
            }

            LimitingPicoamperes = Wide.MultiplyQ31(LimitingPicoamperes25, limiting);
            LimitingDensity = Wide.MultiplyQ31(LimitingDensity25, limiting);
            SpeedQ40 = diffusion << 9;

            // Divisor: a factor is at least exp(-10).
            DiffusionMicroseconds = Wide.MultiplyDivide(DiffusionMicroseconds25, Exponential.OneQ31, diffusion);
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            LimitingPicoamperes = image.Number(LimitingPicoamperes);
            LimitingDensity = image.Number(LimitingDensity);
            SpeedQ40 = image.Number(SpeedQ40);
            DiffusionMicroseconds = image.Number(DiffusionMicroseconds);
        }
    }
}
