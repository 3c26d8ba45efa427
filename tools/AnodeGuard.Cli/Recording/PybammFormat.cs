using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>PyBaMM: `Time [s],Voltage [V],Current [A]` to the letter; a simulation, in which discharge is positive.</summary>
    internal sealed class PybammFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "pybamm"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "PyBaMM CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "Time"),
            new KnownColumn(Quantity.Voltage, "Voltage", "Terminal voltage", "Battery voltage"),
            new KnownColumn(Quantity.Current, "Current"),
            new KnownColumn(Quantity.CellTemperature, "Cell temperature", "X-averaged cell temperature", "Volume-averaged cell temperature"),
            new KnownColumn(Quantity.Cycle, "Cycle"),
            new KnownColumn(Quantity.Step, "Step"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            return text.Find(line => IsHeader(TableHeader.Of(line)));
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            RecordingColumn current = layout.Find(Quantity.Current);
            if (!current.IsReversed)
            {
                layout.Replace(current with { IsReversed = true });
                layout.Guess("discharge is positive in PyBaMM: read with its sign reversed (--format plain leaves it as it stands)");
            }
        }

        private static bool IsHeader(TableHeader header)
        {
            return header.Names.Contains("Time [s]") && header.Names.Contains("Current [A]")
                && (header.Names.Contains("Voltage [V]") || header.Names.Contains("Terminal voltage [V]") || header.Names.Contains("Battery voltage [V]"));
        }
    }
}
