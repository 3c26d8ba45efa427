namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// What a code of the ADS1115 (62.5 uV) means in front of the board's dividers. Nominal values: calibration is another
    /// matter.
    /// </summary>
    public static class FrontEnd
    {
        /// <summary>One code at the sense electrode, quarters of a microvolt; see <see cref="SenseMicrovolts"/>.</summary>
        public const int SenseQuarters = 625;

        /// <summary>At the converter's input, microvolts.</summary>
        public static long InputMicrovolts(int code)
        {
            return (code * 125L) >> 1;
        }

        /// <summary>At the sense electrode: the divider 30k/20k takes 0.4, so 156.25 uV per code.</summary>
        public static long SenseMicrovolts(int code)
        {
            return (code * (long)SenseQuarters) >> 2;
        }

        /// <summary>The 2.5 V reference before the same ratio.</summary>
        public static long ReferenceMicrovolts(int code)
        {
            return SenseMicrovolts(code);
        }

        /// <summary>Cell voltage from 1.0 V + 0.2 V_cell: 312.5 uV per code, zero at code 16000.</summary>
        public static long BipolarMicrovolts(int code)
        {
            return ((code * 625L) >> 1) - 5000000L;
        }
    }
}
