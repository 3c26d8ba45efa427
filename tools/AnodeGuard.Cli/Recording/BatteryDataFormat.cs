using System;
using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// Battery Data Format (ontology 1.3.0): columns by their ontology or machine names, current positive when charging.
    /// The format has no third electrode; `Sense Voltage / V` is an extra column, as it allows.
    /// </summary>
    internal sealed class BatteryDataFormat : IRecordingFormat
    {
        private static readonly (Channel Channel, string Ontology, string Machine)[] Known =
        {
            (Channel.Time, "Test Time / s", "test_time_second"),
            (Channel.Voltage, "Voltage / V", "voltage_volt"),
            (Channel.Current, "Current / A", "current_ampere"),
            (Channel.Sense, "Sense Voltage / V", "sense_voltage_volt"),
            (Channel.CellTemperature, "Surface Temperature / degC", "surface_temperature_celsius"),
            (Channel.CellTemperature, "Temperature T1 / degC", "temperature_t1_celsius"),
        };

        /// <inheritdoc />
        public string Name
        {
            get { return "Battery Data Format CSV"; }
        }

        /// <inheritdoc />
        public IRecording TryOpen(RecordingFile file)
        {
            TableHeader header = TableHeader.Of(file.FirstLine);
            List<RecordingColumn> columns = new List<RecordingColumn>();
            foreach ((Channel Channel, string Ontology, string Machine) known in Known)
            {
                int index = IndexOf(header.Names, known.Ontology, known.Machine);
                if (index >= 0 && columns.All(column => column.Channel != known.Channel))
                {
                    columns.Add(new RecordingColumn(known.Channel, index, header.Names[index], ColumnUnit.Of(known.Channel)));
                }
            }

            if (!ColumnNotes.AreComplete(columns))
            {
                return null;
            }

            List<string> more = new List<string>();
            AddAmbient(file, header, columns, more);
            return new TableRecording(file, Name, header.Separator, columns, ColumnNotes.Describe(header, columns).Concat(more).ToArray());
        }

        /// <summary>The chamber's temperature stands in for a cell that has no sensor of its own.</summary>
        private static void AddAmbient(RecordingFile file, TableHeader header, List<RecordingColumn> columns, List<string> notes)
        {
            int index = IndexOf(header.Names, "Ambient Temperature / degC", "ambient_temperature_celsius");
            if (index < 0 || columns.Any(column => column.Channel == Channel.CellTemperature))
            {
                return;
            }

            RecordingColumn ambient = new RecordingColumn(Channel.CellTemperature, index, header.Names[index], ColumnUnit.Celsius);
            if (new TableProbe(file, header.Separator).IsZero(ambient))
            {
                notes.Add("'" + ambient.Header + "' is 0 throughout: taken as not measured");
                return;
            }

            columns.Add(ambient);
            notes.Add("the ambient temperature stands in for the cell's");
        }

        private static int IndexOf(IReadOnlyList<string> names, string ontology, string machine)
        {
            for (int i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], ontology, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(names[i], machine, StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
