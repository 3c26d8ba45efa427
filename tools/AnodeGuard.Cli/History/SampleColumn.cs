namespace AnodeGuard.Cli.History
{
    /// <summary>
    /// The numbers of a state message that are kept as columns of their own, so that a range of days can be drawn without
    /// reading every message. Names are those of the messages. New ones go to the end, with a migration.
    /// </summary>
    internal static class SampleColumn
    {
        /// <summary>Names, in the order of the table.</summary>
        public static readonly string[] Names =
        {
            "voltage_v", "current_a", "sense_v", "temperature_c", "j", "s", "t_dep_s", "charge_mah", "identified_limiting_current_density_a_m2",
        };
    }
}
