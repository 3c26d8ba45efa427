namespace AnodeGuard.Core
{
    /// <summary>
    /// How a transport property changes with temperature: k(T) / k(25 C) = exp(-Ea/R (1/T - 1/T0)), T0 = 298.15 K.
    /// </summary>
    public static class Arrhenius
    {
        /// <summary>The reference temperature, thousandths of a degree Celsius.</summary>
        public const long ReferenceMillicelsius = 25000;

        /// <summary>Lowest temperature that is believed; a colder one counts as this one.</summary>
        public const long LowestMillicelsius = -60000;

        /// <summary>Highest temperature that is believed; a hotter one counts as this one.</summary>
        public const long HighestMillicelsius = 150000;

        /// <summary>Highest activation energy that is believed, joules per mole.</summary>
        public const long HighestActivationJoulesPerMole = 100000;

        /// <summary>0 C, thousandths of a kelvin.</summary>
        public const long ZeroCelsiusMillikelvin = 273150;

        /// <summary>2^38 * 1000 / (R * 298150), with R = 8.314462618 J/(mol K) (CODATA 2018).</summary>
        private const long PerGasConstant = 110884498;

        /// <summary>
        /// The factor over the value at 25 C, Q31, between exp(-10) and exp(10). The exponent is
        /// Ea (T - T0) / (R T T0): at most 100,000 * 125,000 * 110,884,498, which is 1.4e18 and below 2^61, before the division.
        /// </summary>
        /// <param name="activationJoulesPerMole">Ea, 0 to 100,000.</param>
        /// <param name="millicelsius">Temperature.</param>
        public static long FactorQ31(long activationJoulesPerMole, long millicelsius)
        {
            long activation = activationJoulesPerMole;
            if (activation < 0 || activation > HighestActivationJoulesPerMole)
            {
                activation = Saturating.Clamp(activation, 0, HighestActivationJoulesPerMole);
            }

            long temperature = millicelsius;
            if (temperature < LowestMillicelsius || temperature > HighestMillicelsius)
            {
                temperature = Saturating.Clamp(temperature, LowestMillicelsius, HighestMillicelsius);
            }

            long product = activation * (temperature - ReferenceMillicelsius) * PerGasConstant;
            long kelvins = temperature + ZeroCelsiusMillikelvin;
            long half = kelvins >> 1;

            // Divisor: a temperature above 0 K.
            return Exponential.OfEitherSign((product < 0 ? product - half : product + half) / kelvins);
        }
    }
}
