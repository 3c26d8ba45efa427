namespace AnodeGuard.Cli.Recording
{
    /// <summary>Landt: raw CSV with a preamble (`test_time_s,voltage_V,current_A`), and text (`Test(Sec)`, `Volts`, `Amps`).</summary>
    internal sealed class LandtFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "landt"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Landt"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "test_time", "Test"),
            new KnownColumn(Quantity.Voltage, "voltage", "Volts"),
            new KnownColumn(Quantity.Current, "current", "Amps"),
            new KnownColumn(Quantity.CellTemperature, "temperature_1"),
            new KnownColumn(Quantity.Cycle, "cycle_index", "Cyc#", "Cycle"),
            new KnownColumn(Quantity.Step, "step_index", "Step"),
            new KnownColumn(Quantity.ChargeCapacity, "charge_capacity"),
            new KnownColumn(Quantity.DischargeCapacity, "discharge_capacity"),
            new KnownColumn(Quantity.StepCapacity, "Amp-hr"),
            new KnownColumn(Quantity.State, "step_name", "State", "Md"),
            new KnownColumn(Quantity.Clock, "date_time_iso_string", "DPt Time"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            DropZeroTemperature(layout);
            layout.IsSignedByState = layout.Find(Quantity.State) != null;
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Holds("test_time_s", "Test(Sec)")
                && (header.Holds(Quantity.Voltage, "voltage") || header.Holds("Volts"))
                && (header.Holds(Quantity.Current, "current") || header.Holds("Amps"));
        }
    }
}
