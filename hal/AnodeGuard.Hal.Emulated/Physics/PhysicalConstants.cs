namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Constants of nature, CODATA 2018 (exact since the SI of 2019).</summary>
    internal static class PhysicalConstants
    {
        /// <summary>Faraday constant, C/mol.</summary>
        public const double Faraday = 96485.33212;

        /// <summary>Molar gas constant, J/(mol K).</summary>
        public const double GasConstant = 8.314462618;

        /// <summary>0 C in kelvin.</summary>
        public const double ZeroCelsius = 273.15;

        /// <summary>RT/F, volts.</summary>
        public static double ThermalVoltage(double kelvin)
        {
            return GasConstant * kelvin / Faraday;
        }
    }
}
