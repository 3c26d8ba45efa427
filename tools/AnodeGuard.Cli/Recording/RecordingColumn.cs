using System;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Where a channel stands in a table.</summary>
    internal sealed record RecordingColumn(Quantity Quantity, int Index, string Header, ColumnUnit Unit)
    {
        /// <summary>The file counts the other way: what it calls positive is negative here.</summary>
        public bool IsReversed { get; init; }

        /// <summary>A row is nothing without it.</summary>
        public bool IsVital
        {
            get { return Quantity == Quantity.Time || Quantity == Quantity.Voltage || Quantity == Quantity.Current; }
        }

        /// <summary>Largest magnitude that a cell on a bench can have, in the core's unit.</summary>
        public long LargestMagnitude { get; } = LargestOf(Quantity);

        /// <summary>Accepted range for people.</summary>
        public string Accepted
        {
            get
            {
                switch (Quantity)
                {
                    case Quantity.Voltage:
                    case Quantity.Sense:
                        return "-1000 to 1000 V";
                    case Quantity.Current:
                        return "-1e6 to 1e6 A";
                    case Quantity.CellTemperature:
                        return "-3000 to 3000 degC";
                    default:
                        return "up to 4e12 s";
                }
            }
        }

        /// <summary>Reads a field of this column; a time may also be written as hours, minutes and seconds.</summary>
        public DecimalOutcome Parse(ReadOnlySpan<byte> text, bool decimalComma, out long value)
        {
            DecimalOutcome outcome = DecimalField.Parse(text, decimalComma, Unit, out value);
            if (outcome == DecimalOutcome.NotANumber && Quantity == Quantity.Time)
            {
                outcome = DurationField.Parse(text, decimalComma, out value);
            }

            if (outcome == DecimalOutcome.Good && (value > LargestMagnitude || value < -LargestMagnitude))
            {
                return DecimalOutcome.OutOfRange;
            }

            value = IsReversed ? -value : value;
            return outcome;
        }

        private static long LargestOf(Quantity quantity)
        {
            switch (quantity)
            {
                case Quantity.Voltage:
                case Quantity.Sense:
                    return 1000000000;
                case Quantity.Current:
                    return 1000000000000000;
                case Quantity.CellTemperature:
                    return 3000000;
                default:
                    return DecimalField.Limit;
            }
        }
    }
}
