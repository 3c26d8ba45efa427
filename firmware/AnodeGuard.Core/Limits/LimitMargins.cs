namespace AnodeGuard.Core
{
    /// <summary>
    /// How far before a limit of the settings its advisory and its warning come: the limit itself is the alarm's, and only
    /// the alarm opens the switch. Fixed, so that every report of every device means the same.
    /// </summary>
    public static class LimitMargins
    {
        /// <summary>Advisory 20 mV before the limit: more than twice the converter's worst error (8.3 mV).</summary>
        public const long VoltageAdvisoryMicrovolts = 20000;

        /// <summary>Warning 5 mV before the limit.</summary>
        public const long VoltageWarningMicrovolts = 5000;

        /// <summary>An alarm ends 10 mV inside the limit; the other levels end 5 mV inside theirs.</summary>
        public const long VoltageHysteresisMicrovolts = 10000;

        /// <summary>Currents: advisory from 95 % of the limit.</summary>
        public const long CurrentAdvisoryShare = 20;

        /// <summary>Currents: warning from 98 % of the limit; an alarm ends below it as well.</summary>
        public const long CurrentWarningShare = 50;

        /// <summary>Heat: advisory from 10 K below the limit.</summary>
        public const long HeatAdvisoryMillicelsius = 10000;

        /// <summary>Heat: warning from 5 K below the limit.</summary>
        public const long HeatWarningMillicelsius = 5000;

        /// <summary>Cold: advisory from 4 K above the limit.</summary>
        public const long ColdAdvisoryMillicelsius = 4000;

        /// <summary>Cold: warning from 2 K above the limit.</summary>
        public const long ColdWarningMillicelsius = 2000;

        /// <summary>Every level of a temperature ends 1 K inside its threshold.</summary>
        public const long TemperatureHysteresisMillicelsius = 1000;
    }
}
