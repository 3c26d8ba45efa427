namespace AnodeGuard.Cli.Recording
{
    /// <summary>Basytec text: comments and the header begin with a tilde; `Time[h]`, `U[V]`, `I[A]`, `T1[°C]`.</summary>
    internal sealed class BasytecFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "basytec"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Basytec text"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Time"),
            new KnownColumn(Quantity.Voltage, "U"),
            new KnownColumn(Quantity.Current, "I"),
            new KnownColumn(Quantity.CellTemperature, "T1", "T"),
            new KnownColumn(Quantity.Cycle, "Cyc-Count", "Count"),
            new KnownColumn(Quantity.Step, "Line"),
            new KnownColumn(Quantity.ChargeCapacity, "Ah-Charge"),
            new KnownColumn(Quantity.DischargeCapacity, "Ah-Discharge"),
            new KnownColumn(Quantity.Clock, "DateTime"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Holds(Quantity.Time, "Time") && header.Holds("U[V]") && header.Holds("I[A]");
        }
    }
}
