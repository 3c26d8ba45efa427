namespace AnodeGuard.Cli.Recording
{
    /// <summary>What 1 in a column is worth in the core's unit: Factor * 10^Power (of us, uV, nA or m°C).</summary>
    internal readonly record struct ColumnUnit(string Name, int Factor, int Power)
    {
        public static readonly ColumnUnit Second = new ColumnUnit("s", 1, 6);
        public static readonly ColumnUnit Volt = new ColumnUnit("V", 1, 6);
        public static readonly ColumnUnit Ampere = new ColumnUnit("A", 1, 9);
        public static readonly ColumnUnit Celsius = new ColumnUnit("degC", 1, 3);

        private static readonly (Quantity Quantity, string Spelling, ColumnUnit Unit)[] Spellings =
        {
            (Quantity.Time, "s", Second),
            (Quantity.Time, "sec", Second),
            (Quantity.Time, "second", Second),
            (Quantity.Time, "seconds", Second),
            (Quantity.Time, "us", new ColumnUnit("us", 1, 0)),
            (Quantity.Time, "ms", new ColumnUnit("ms", 1, 3)),
            (Quantity.Time, "min", new ColumnUnit("min", 60, 6)),
            (Quantity.Time, "minutes", new ColumnUnit("min", 60, 6)),
            (Quantity.Time, "h", new ColumnUnit("h", 3600, 6)),
            (Quantity.Time, "hours", new ColumnUnit("h", 3600, 6)),
            (Quantity.Voltage, "v", Volt),
            (Quantity.Voltage, "volt", Volt),
            (Quantity.Voltage, "volts", Volt),
            (Quantity.Voltage, "mv", new ColumnUnit("mV", 1, 3)),
            (Quantity.Voltage, "uv", new ColumnUnit("uV", 1, 0)),
            (Quantity.Current, "a", Ampere),
            (Quantity.Current, "amp", Ampere),
            (Quantity.Current, "amps", Ampere),
            (Quantity.Current, "ampere", Ampere),
            (Quantity.Current, "ma", new ColumnUnit("mA", 1, 6)),
            (Quantity.Current, "ua", new ColumnUnit("uA", 1, 3)),
            (Quantity.Current, "na", new ColumnUnit("nA", 1, 0)),
            (Quantity.CellTemperature, "c", Celsius),
            (Quantity.CellTemperature, "degc", Celsius),
            (Quantity.CellTemperature, "°c", Celsius),
            (Quantity.CellTemperature, "celsius", Celsius),
        };

        /// <summary>The unit that a channel is in where a header names none.</summary>
        public static ColumnUnit Of(Quantity channel)
        {
            switch (channel)
            {
                case Quantity.Time:
                    return Second;
                case Quantity.Current:
                    return Ampere;
                case Quantity.CellTemperature:
                    return Celsius;
                default:
                    return Volt;
            }
        }

        /// <summary>The unit a header names, in lower case; false where the channel knows no such unit.</summary>
        public static bool TryFind(Quantity quantity, string spelling, out ColumnUnit unit)
        {
            Quantity written = quantity == Quantity.Sense ? Quantity.Voltage : quantity;
            foreach ((Quantity Quantity, string Spelling, ColumnUnit Unit) entry in Spellings)
            {
                if (entry.Quantity == written && entry.Spelling == spelling.Replace("µ", "u").Replace("μ", "u"))
                {
                    unit = entry.Unit;
                    return true;
                }
            }

            unit = default;
            return false;
        }
    }
}
