using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>What 1 in a column is worth in the core's unit: Factor * 10^Power (of us, uV, nA or m°C).</summary>
    internal readonly record struct ColumnUnit(string Name, int Factor, int Power)
    {
        public static readonly ColumnUnit Second = new ColumnUnit("s", 1, 6);
        public static readonly ColumnUnit Volt = new ColumnUnit("V", 1, 6);
        public static readonly ColumnUnit Ampere = new ColumnUnit("A", 1, 9);
        public static readonly ColumnUnit Celsius = new ColumnUnit("degC", 1, 3);

        public static readonly ColumnUnit Amperehour = new ColumnUnit("Ah", 1, 9);

        /// <summary>Counts, in millionths: one that is not whole shows.</summary>
        public static readonly ColumnUnit Count = new ColumnUnit("1", 1, 6);

        private static readonly (Quantity Quantity, string Spelling, ColumnUnit Unit)[] Spellings =
        {
            (Quantity.Time, "s", Second),
            (Quantity.Time, "sec", Second),
            (Quantity.Time, "second", Second),
            (Quantity.Time, "seconds", Second),
            (Quantity.Time, "secs", Second),
            (Quantity.Time, "h:min:s.ms", Second),
            (Quantity.Time, "h:min:s", Second),
            (Quantity.Time, "hh:mm:ss", Second),
            (Quantity.Time, "hh:mm:ss.fff", Second),
            (Quantity.Time, "h:m:s", Second),
            (Quantity.Time, "millisecond", new ColumnUnit("ms", 1, 3)),
            (Quantity.Time, "us", new ColumnUnit("us", 1, 0)),
            (Quantity.Time, "ms", new ColumnUnit("ms", 1, 3)),
            (Quantity.Time, "min", new ColumnUnit("min", 60, 6)),
            (Quantity.Time, "minutes", new ColumnUnit("min", 60, 6)),
            (Quantity.Time, "minute", new ColumnUnit("min", 60, 6)),
            (Quantity.Time, "hour", new ColumnUnit("h", 3600, 6)),
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
            (Quantity.CellTemperature, "\u2103", Celsius),
            (Quantity.CellTemperature, "?", Celsius),
            (Quantity.CellTemperature, "?c", Celsius),
            (Quantity.Cycle, "1", Count),
            (Quantity.Cycle, "-", Count),
            (Quantity.ChargeCapacity, "ah", Amperehour),
            (Quantity.ChargeCapacity, "a.h", Amperehour),
            (Quantity.ChargeCapacity, "mah", new ColumnUnit("mAh", 1, 6)),
            (Quantity.ChargeCapacity, "ma.h", new ColumnUnit("mAh", 1, 6)),
            (Quantity.ChargeCapacity, "uah", new ColumnUnit("uAh", 1, 3)),
            (Quantity.Clock, "s", Second),
            (Quantity.Clock, "second", Second),
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
                case Quantity.Cycle:
                case Quantity.Step:
                    return Count;
                case Quantity.ChargeCapacity:
                case Quantity.DischargeCapacity:
                case Quantity.StepCapacity:
                    return Amperehour;
                case Quantity.Clock:
                case Quantity.State:
                    return Second;
                default:
                    return Volt;
            }
        }

        /// <summary>The unit a header names, in lower case; false where the channel knows no such unit.</summary>
        public static bool TryFind(Quantity quantity, string spelling, out ColumnUnit unit)
        {
            Quantity written = Family(quantity);
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

        /// <summary>The units of a quantity, for people.</summary>
        public static string Accepted(Quantity quantity)
        {
            Quantity family = Family(quantity);
            return string.Join(", ", Spellings.Where(entry => entry.Quantity == family).Select(entry => entry.Unit.Name).Distinct());
        }

        /// <summary>The quantity is written in more than one unit, so that one has to be assumed where none is named.</summary>
        public static bool HasChoice(Quantity quantity)
        {
            return quantity != Quantity.Cycle && quantity != Quantity.Step && quantity != Quantity.State && quantity != Quantity.Clock;
        }

        private static Quantity Family(Quantity quantity)
        {
            switch (quantity)
            {
                case Quantity.Sense:
                    return Quantity.Voltage;
                case Quantity.Step:
                    return Quantity.Cycle;
                case Quantity.DischargeCapacity:
                case Quantity.StepCapacity:
                    return Quantity.ChargeCapacity;
                default:
                    return quantity;
            }
        }
    }
}
