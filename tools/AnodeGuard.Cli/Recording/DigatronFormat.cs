namespace AnodeGuard.Cli.Recording
{
    /// <summary>Digatron CSV: `Program Duration#s`, `Voltage#V`, `Current#A`.</summary>
    internal sealed class DigatronFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "digatron"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Digatron CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Program Duration"),
            new KnownColumn(Quantity.Voltage, "Voltage"),
            new KnownColumn(Quantity.Current, "Current"),
            new KnownColumn(Quantity.CellTemperature, "Temperature"),
            new KnownColumn(Quantity.Cycle, "Cycle"),
            new KnownColumn(Quantity.Step, "Step"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Holds(Quantity.Time, "Program Duration") && header.Holds(Quantity.Voltage, "Voltage");
        }
    }
}
