using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Says how a table's columns were understood.</summary>
    internal static class ColumnNotes
    {
        /// <summary>What is said of a file without a temperature.</summary>
        public const string NoTemperature = "no cell temperature column: 25 degC is assumed";

        /// <summary>One sentence for each column that is used, and one for the rest.</summary>
        public static IReadOnlyList<string> Describe(TableHeader header, IReadOnlyCollection<RecordingColumn> columns)
        {
            List<string> notes = columns
                .Select(column => NameOf(column.Quantity) + " from '" + column.Header + "'" + UnitOf(column))
                .ToList();
            if (columns.All(column => column.Quantity != Quantity.Sense))
            {
                notes.Add("no sense column: the Cu layer is not watched in this file");
            }

            if (columns.All(column => column.Quantity != Quantity.CellTemperature))
            {
                notes.Add(NoTemperature);
            }

            string[] unused = header.Names.Where((name, index) => name.Length > 0 && columns.All(column => column.Index != index)).ToArray();
            if (unused.Length > 0)
            {
                notes.Add("not used: " + string.Join(", ", unused));
            }

            return notes;
        }

        private static string NameOf(Quantity channel)
        {
            switch (channel)
            {
                case Quantity.Time:
                    return "time";
                case Quantity.Voltage:
                    return "cell voltage";
                case Quantity.Current:
                    return "current (positive: charging)";
                case Quantity.Sense:
                    return "sense voltage";
                case Quantity.CellTemperature:
                    return "cell temperature";
                case Quantity.Cycle:
                    return "cycle number";
                case Quantity.Step:
                    return "step number";
                case Quantity.ChargeCapacity:
                    return "charge capacity";
                case Quantity.DischargeCapacity:
                    return "discharge capacity";
                case Quantity.StepCapacity:
                    return "capacity of the step";
                case Quantity.State:
                    return "state";
                default:
                    return "wall clock";
            }
        }

        private static string UnitOf(RecordingColumn column)
        {
            return ColumnUnit.HasChoice(column.Quantity) ? " in " + column.Unit.Name : string.Empty;
        }
    }
}
