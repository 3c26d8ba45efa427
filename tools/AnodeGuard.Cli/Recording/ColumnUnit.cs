namespace AnodeGuard.Cli.Recording
{
    /// <summary>What 1 in a column is worth in the core's unit: Factor * 10^Power (of us, uV, nA or m°C).</summary>
    internal readonly record struct ColumnUnit(string Name, int Factor, int Power)
    {
        public static readonly ColumnUnit Second = new ColumnUnit("s", 1, 6);
        public static readonly ColumnUnit Volt = new ColumnUnit("V", 1, 6);
        public static readonly ColumnUnit Ampere = new ColumnUnit("A", 1, 9);
        public static readonly ColumnUnit Celsius = new ColumnUnit("degC", 1, 3);

        private static readonly (Channel Channel, string Spelling, ColumnUnit Unit)[] Spellings =
        {
            (Channel.Time, "s", Second),
            (Channel.Time, "sec", Second),
            (Channel.Time, "second", Second),
            (Channel.Time, "seconds", Second),
            (Channel.Time, "us", new ColumnUnit("us", 1, 0)),
            (Channel.Time, "ms", new ColumnUnit("ms", 1, 3)),
            (Channel.Time, "min", new ColumnUnit("min", 60, 6)),
            (Channel.Time, "minutes", new ColumnUnit("min", 60, 6)),
            (Channel.Time, "h", new ColumnUnit("h", 3600, 6)),
            (Channel.Time, "hours", new ColumnUnit("h", 3600, 6)),
            (Channel.Voltage, "v", Volt),
            (Channel.Voltage, "volt", Volt),
            (Channel.Voltage, "volts", Volt),
            (Channel.Voltage, "mv", new ColumnUnit("mV", 1, 3)),
            (Channel.Voltage, "uv", new ColumnUnit("uV", 1, 0)),
            (Channel.Current, "a", Ampere),
            (Channel.Current, "amp", Ampere),
            (Channel.Current, "amps", Ampere),
            (Channel.Current, "ampere", Ampere),
            (Channel.Current, "ma", new ColumnUnit("mA", 1, 6)),
            (Channel.Current, "ua", new ColumnUnit("uA", 1, 3)),
            (Channel.Current, "na", new ColumnUnit("nA", 1, 0)),
            (Channel.CellTemperature, "c", Celsius),
            (Channel.CellTemperature, "degc", Celsius),
            (Channel.CellTemperature, "°c", Celsius),
            (Channel.CellTemperature, "celsius", Celsius),
        };

        /// <summary>The unit that a channel is in where a header names none.</summary>
        public static ColumnUnit Of(Channel channel)
        {
            switch (channel)
            {
                case Channel.Time:
                    return Second;
                case Channel.Current:
                    return Ampere;
                case Channel.CellTemperature:
                    return Celsius;
                default:
                    return Volt;
            }
        }

        /// <summary>The unit a header names, in lower case; false where the channel knows no such unit.</summary>
        public static bool TryFind(Channel channel, string spelling, out ColumnUnit unit)
        {
            Channel quantity = channel == Channel.Sense ? Channel.Voltage : channel;
            foreach ((Channel Channel, string Spelling, ColumnUnit Unit) entry in Spellings)
            {
                if (entry.Channel == quantity && entry.Spelling == spelling.Replace("µ", "u").Replace("μ", "u"))
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
