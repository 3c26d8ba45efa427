namespace AnodeGuard.Cli.Recording
{
    /// <summary>Arbin CSV: `Test_Time(s)`, `Current(A)`, `Voltage(V)`, with underscores or spaces; capacities grow over the whole test.</summary>
    internal sealed class ArbinFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "arbin"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Arbin CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Test_Time"),
            new KnownColumn(Quantity.Voltage, "Voltage"),
            new KnownColumn(Quantity.Current, "Current"),
            new KnownColumn(Quantity.CellTemperature, "Aux_Temperature_1", "Aux_Temperature", "Temperature"),
            new KnownColumn(Quantity.Cycle, "Cycle_Index"),
            new KnownColumn(Quantity.Step, "Step_Index"),
            new KnownColumn(Quantity.ChargeCapacity, "Charge_Capacity"),
            new KnownColumn(Quantity.DischargeCapacity, "Discharge_Capacity"),
            new KnownColumn(Quantity.Clock, "Date_Time", "DateTime"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Holds("Data_Point", "Cycle_Index", "Step_Index") && header.Holds(Quantity.Time, "Test_Time")
                && header.Holds(Quantity.Voltage, "Voltage") && header.Holds(Quantity.Current, "Current");
        }
    }
}
