using System;
using System.Globalization;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// BioLogic EC-Lab and BT-Lab text (`.mpt`): Latin-1, tab-separated, decimal comma or point, a preamble that says how
    /// long it is; current in mA, positive when charging.
    /// </summary>
    internal sealed class BioLogicFormat : TableFormat
    {
        /// <inheritdoc />
        public override string Id
        {
            get { return "biologic"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "BioLogic EC-Lab text"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known { get; } =
        {
            new KnownColumn(Quantity.Time, "time"),
            new KnownColumn(Quantity.Voltage, "Ecell", "Ewe-Ece", "Ewe"),
            new KnownColumn(Quantity.Current, "I"),
            new KnownColumn(Quantity.CellTemperature, "Temperature"),
            new KnownColumn(Quantity.Cycle, "cycle number"),
            new KnownColumn(Quantity.Step, "Ns"),
            new KnownColumn(Quantity.ChargeCapacity, "Q charge"),
            new KnownColumn(Quantity.DischargeCapacity, "Q discharge"),
        };

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            if (!text.Lines[0].StartsWith("EC-Lab ASCII FILE", StringComparison.Ordinal)
                && !text.Lines[0].StartsWith("BT-Lab ASCII FILE", StringComparison.Ordinal))
            {
                return -1;
            }

            int colon = text.Lines.Count > 1 ? text.Lines[1].IndexOf(':') : -1;
            return colon > 0
                && int.TryParse(text.Lines[1].AsSpan(colon + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int lines)
                && lines >= 1 && lines <= text.Lines.Count
                    ? lines - 1
                    : text.Find(line => line.Contains("time/s\t"));
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
            DropZeroTemperature(layout);
            if (layout.Header.Holds("Ece/V") && layout.Find(Quantity.Voltage).Header.Trim('<').StartsWith("Ewe", StringComparison.Ordinal)
                && !layout.Header.Holds("Ewe-Ece/V"))
            {
                layout.Guess("three electrodes, but no column is the cell's voltage: 'Ewe/V' is against the reference");
            }
        }
    }
}
