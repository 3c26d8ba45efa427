namespace AnodeGuard.Cli.Recording
{
    /// <summary>Novonix CSV: a preamble in sections, then `Run Time (h)`, `Potential (V)`, `Current (A)`.</summary>
    internal sealed class NovonixFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "novonix"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Novonix CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Run Time"),
            new KnownColumn(Quantity.Voltage, "Potential", "Voltage"),
            new KnownColumn(Quantity.Current, "Current"),
            new KnownColumn(Quantity.CellTemperature, "Temperature"),
            new KnownColumn(Quantity.Cycle, "Cycle Number"),
            new KnownColumn(Quantity.Step, "Step Number"),
            new KnownColumn(Quantity.Clock, "Date and Time"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Holds(Quantity.Time, "Run Time") && header.Holds(Quantity.Current, "Current")
                && (header.Holds(Quantity.Voltage, "Potential") || header.Holds(Quantity.Voltage, "Voltage"));
        }
    }
}
