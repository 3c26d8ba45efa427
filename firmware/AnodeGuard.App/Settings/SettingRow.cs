namespace AnodeGuard.App
{
    /// <summary>One row of <see cref="SettingsTable"/>: everything there is to know about one key.</summary>
    public sealed class SettingRow
    {
        internal SettingRow(int id, string key, SettingKind kind, string unit, string meaning)
        {
            Id = id;
            Key = key;
            Kind = kind;
            Unit = unit;
            Meaning = meaning;
        }

        /// <summary>Dotted key, such as "cell.area_cm2".</summary>
        public string Key { get; }

        public SettingKind Kind { get; }

        /// <summary>Unit of the value in the document; empty where it has none.</summary>
        public string Unit { get; }

        /// <summary>What it means, in one sentence.</summary>
        public string Meaning { get; }

        /// <summary>Decimals that are kept of the value; <see cref="Min"/> and <see cref="Max"/> are scaled by them.</summary>
        public int Decimals { get; private set; }

        /// <summary>Lowest accepted value, scaled; of a text: fewest characters.</summary>
        public long Min { get; private set; }

        /// <summary>Highest accepted value, scaled; of a text: most characters.</summary>
        public long Max { get; private set; }

        /// <summary>Never shown to anybody.</summary>
        public bool Secret { get; private set; }

        internal int Id { get; }

        /// <summary>The accepted values, for people.</summary>
        public string Accepted
        {
            get
            {
                switch (Kind)
                {
                    case SettingKind.Decimal:
                        return "a number from " + Range();
                    case SettingKind.Whole:
                        return "a whole number from " + Range();
                    case SettingKind.Flag:
                        return "true or false";
                    case SettingKind.Chemistry:
                        return "\"li\", \"na\" or \"k\"";
                    case SettingKind.Electrolyte:
                        return "\"other\", \"carbonate\", \"ether\" or \"polymer\"";
                    case SettingKind.CellType:
                        return "\"full\", \"symmetric\" or \"half-copper\"";
                    case SettingKind.Modes:
                        return SettingsModes.List().Accepted;
                    case SettingKind.Temperatures:
                        return SettingsTemperatures.List().Accepted;
                    default:
                        return AcceptedText();
                }
            }
        }

        internal SettingRow Between(long min, long max, int decimals)
        {
            Min = min;
            Max = max;
            Decimals = decimals;
            return this;
        }

        internal SettingRow Hidden()
        {
            Secret = true;
            return this;
        }

        private string Range()
        {
            string range = DecimalText.Format(Min, Decimals) + " to " + DecimalText.Format(Max, Decimals);
            return Unit.Length == 0 ? range : range + " " + Unit;
        }

        private string AcceptedText()
        {
            string length = " of " + Min.ToString() + " to " + Max.ToString() + " characters";
            switch (Kind)
            {
                case SettingKind.Name:
                    return "a text" + length + " out of A-Z a-z 0-9 _ -";
                case SettingKind.Host:
                    return "a host name or address" + length;
                case SettingKind.Certificate:
                    return "a PEM certificate" + length + ", or an empty text";
                case SettingKind.Key:
                    return "64 hexadecimal digits, or an empty text";
                default:
                    return "a text" + length + " without control characters";
            }
        }
    }
}
