namespace AnodeGuard.Cli.Recording
{
    /// <summary>Where a channel stands in a table.</summary>
    internal sealed record RecordingColumn(Quantity Quantity, int Index, string Header, ColumnUnit Unit)
    {
        /// <summary>Largest magnitude that a cell on a bench can have, in the core's unit.</summary>
        public long LargestMagnitude
        {
            get
            {
                switch (Quantity)
                {
                    case Quantity.Time:
                        return DecimalField.Limit;
                    case Quantity.Current:
                        return 1000000000000000;
                    case Quantity.CellTemperature:
                        return 2000000;
                    default:
                        return 1000000000;
                }
            }
        }

        /// <summary>Accepted range for people.</summary>
        public string Accepted
        {
            get
            {
                switch (Quantity)
                {
                    case Quantity.Time:
                        return "up to 4e12 s";
                    case Quantity.Current:
                        return "-1e6 to 1e6 A";
                    case Quantity.CellTemperature:
                        return "-2000 to 2000 degC";
                    default:
                        return "-1000 to 1000 V";
                }
            }
        }
    }
}
