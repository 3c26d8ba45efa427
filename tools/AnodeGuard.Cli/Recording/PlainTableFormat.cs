namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// A table with plain headers: `time_s`, `Voltage [V]`, `current (mA)`, `sense_v`, `temperature / degC` and their
    /// like. A header without a unit is taken as s, V, A or degC, and the notes say so; a unit that is not known makes
    /// the column unusable rather than wrong. With --map any table will do.
    /// </summary>
    internal sealed class PlainTableFormat : TableFormat
    {
        private static readonly KnownColumn[] Plain =
        {
            new KnownColumn(Quantity.Time, "time", "t", "test time", "test", "elapsed", "elapsed time", "total time"),
            new KnownColumn(Quantity.Voltage, "cell voltage", "v_cell", "voltage", "v", "Ecell", "Ewe", "cell"),
            new KnownColumn(Quantity.Current, "current", "i", "cell current"),
            new KnownColumn(Quantity.Sense, "sense voltage", "v_sense", "sense"),
            new KnownColumn(Quantity.CellTemperature, "cell temperature", "t_cell", "temperature", "temp"),
            new KnownColumn(Quantity.Cycle, "cycle", "cycle index", "cycle number", "cycle count"),
            new KnownColumn(Quantity.ChargeCapacity, "charge capacity"),
            new KnownColumn(Quantity.DischargeCapacity, "discharge capacity"),
        };

        /// <inheritdoc />
        public override string Id
        {
            get { return "plain"; }
        }

        /// <inheritdoc />
        public override string Name
        {
            get { return "plain CSV"; }
        }

        /// <inheritdoc />
        protected override KnownColumn[] Known
        {
            get { return Plain; }
        }

        /// <inheritdoc />
        protected override int FindHeader(HeadText text, ColumnMap map)
        {
            int mapped = map.IsGiven ? text.Find(line => map.FitsHeader(TableHeader.Of(line))) : -1;
            return mapped >= 0 ? mapped : text.Find(line => !line.StartsWith('#'));
        }

        /// <inheritdoc />
        protected override void Refine(TableLayout layout)
        {
        }

        internal static RecordingColumn Understand(string header, int index, out bool unitAssumed)
        {
            unitAssumed = false;
            TableHeader one = TableHeader.Of(header + "\t");
            foreach (KnownColumn known in Plain)
            {
                RecordingColumn column = known.FindIn(one, out unitAssumed);
                if (column != null)
                {
                    return column with { Index = index };
                }
            }

            return null;
        }
    }
}
