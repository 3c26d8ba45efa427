using System;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// Battery Data Format (ontology 1.3.0): columns by their ontology or machine names, current positive when charging.
    /// The format has no third electrode; `Sense Voltage / V` is an extra column, as it allows. Files are about that call
    /// themselves so and count in hours: a unit that the header names is taken at its word.
    /// </summary>
    internal sealed class BatteryDataFormat : TableFormat
    {
        private static readonly string[] Ontology = { "test time / ", "voltage / ", "current / " };
        private static readonly string[] Machine = { "test_time_", "voltage_volt", "current_ampere" };

        /// <inheritdoc />
        public override string Id
        {
            get { return "bdf"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "Battery Data Format CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Test Time"),
            new KnownColumn(Quantity.Voltage, "Voltage"),
            new KnownColumn(Quantity.Current, "Current"),
            new KnownColumn(Quantity.CellTemperature, "Surface Temperature", "Temperature T1", "Ambient Temperature"),
            new KnownColumn(Quantity.Cycle, "Cycle Count", "Cycle Count Dimensionless", "Cycle Index", "Cycle ID"),
            new KnownColumn(Quantity.Step, "Step Count", "Step ID", "Step Index"),
            new KnownColumn(Quantity.ChargeCapacity, "Charging Capacity", "Charge Capacity"),
            new KnownColumn(Quantity.DischargeCapacity, "Discharging Capacity", "Discharge Capacity"),
            new KnownColumn(Quantity.Clock, "Unix Time", "Date Time", "Date Time ISO"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            string[] names = TableHeader.Of(text.Lines[0]).Names.Select(name => name.ToLowerInvariant()).ToArray();
            return Holds(names, Ontology) || Holds(names, Machine) ? 0 : -1;
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            DropZeroTemperature(layout);
            RecordingColumn temperature = layout.Find(Quantity.CellTemperature);
            if (temperature != null && temperature.Header.StartsWith("ambient", StringComparison.OrdinalIgnoreCase))
            {
                layout.Guess("the ambient temperature stands in for the cell's");
            }
        }

        private static bool Holds(string[] names, string[] beginnings)
        {
            return beginnings.All(beginning => names.Any(name => name.StartsWith(beginning, StringComparison.Ordinal)));
        }
    }
}
