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
        private static readonly (Quantity Quantity, string Ontology, string Machine)[] Known =
        {
            (Quantity.Time, "Test Time / s", "test_time_second"),
            (Quantity.Voltage, "Voltage / V", "voltage_volt"),
            (Quantity.Current, "Current / A", "current_ampere"),
            (Quantity.Sense, "Sense Voltage / V", "sense_voltage_volt"),
            (Quantity.CellTemperature, "Surface Temperature / degC", "surface_temperature_celsius"),
            (Quantity.CellTemperature, "Temperature T1 / degC", "temperature_t1_celsius"),
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
            foreach ((Quantity Quantity, string Ontology, string Machine) known in Known)
            {
                int index = IndexOf(header.Names, known.Ontology, known.Machine);
                if (index >= 0 && columns.All(column => column.Quantity != known.Quantity))
                {
                    columns.Add(new RecordingColumn(known.Quantity, index, header.Names[index], ColumnUnit.Of(known.Quantity)));
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
            if (index < 0 || columns.Any(column => column.Quantity == Quantity.CellTemperature))
            {
                return;
            }

            RecordingColumn ambient = new RecordingColumn(Quantity.CellTemperature, index, header.Names[index], ColumnUnit.Celsius);
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
