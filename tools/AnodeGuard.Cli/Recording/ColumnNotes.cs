using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>Says how a table's columns were understood.</summary>
    internal static class ColumnNotes
    {
        /// <summary>Time, voltage and current are there: a recording.</summary>
        public static bool AreComplete(IReadOnlyCollection<RecordingColumn> columns)
        {
            return columns.Any(column => column.Channel == Channel.Time)
                && columns.Any(column => column.Channel == Channel.Voltage)
                && columns.Any(column => column.Channel == Channel.Current);
        }

        /// <summary>One sentence for each column that is used, and one for the rest.</summary>
        public static IReadOnlyList<string> Describe(TableHeader header, IReadOnlyCollection<RecordingColumn> columns)
        {
            List<string> notes = columns
                .Select(column => NameOf(column.Channel) + " from '" + column.Header + "' in " + column.Unit.Name)
                .ToList();
            if (columns.All(column => column.Channel != Channel.Sense))
            {
                notes.Add("no sense column: the Cu layer is not watched in this file");
            }

            if (columns.All(column => column.Channel != Channel.CellTemperature))
            {
                notes.Add("no cell temperature column: 25 degC is assumed");
            }

            string[] unused = header.Names.Where((_, index) => columns.All(column => column.Index != index)).ToArray();
            if (unused.Length > 0)
            {
                notes.Add("not used: " + string.Join(", ", unused));
            }

            return notes;
        }

        private static string NameOf(Channel channel)
        {
            switch (channel)
            {
                case Channel.Time:
                    return "time";
                case Channel.Voltage:
                    return "cell voltage";
                case Channel.Current:
                    return "current (positive: charging)";
                case Channel.Sense:
                    return "sense voltage";
                default:
                    return "cell temperature";
            }
        }
    }
}
