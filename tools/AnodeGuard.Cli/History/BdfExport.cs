using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace AnodeGuard.Cli.History
{
    /// <summary>
    /// A range of a history as a Battery Data Format table (ontology 1.3.0), which `replay` and the tools of that format
    /// read. Rows without a cell voltage or current, which the format demands, are left out and counted. The sense
    /// electrode, s and j, which the format does not know, are further columns, as it allows.
    /// </summary>
    internal sealed class BdfExport
    {
        private static readonly (string Header, string Name)[] Columns =
        {
            ("Voltage / V", "voltage_v"),
            ("Current / A", "current_a"),
            ("Sense Voltage / V", "sense_v"),
            ("Surface Temperature / degC", "temperature_c"),
            ("Surface Depletion / 1", "s"),
            ("Normalised Current / 1", "j"),
        };

        private static readonly int Voltage = Array.IndexOf(SampleColumn.Names, "voltage_v");
        private static readonly int Current = Array.IndexOf(SampleColumn.Names, "current_a");

        private readonly StringBuilder _line = new StringBuilder();
        private long? _first;
        private long _last = long.MinValue;

        /// <summary>Rows written.</summary>
        public long Rows { get; private set; }

        /// <summary>Samples without voltage or current, or of an instant that was there already.</summary>
        public long LeftOut { get; private set; }

        /// <summary>Writes the table.</summary>
        public void Write(HistoryReader history, string device, long from, long to, Stream output)
        {
            using (StreamWriter writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, true) { NewLine = "\n" })
            {
                writer.Write("Test Time / s,Unix Time / s");
                foreach ((string header, _) in Columns)
                {
                    writer.Write("," + header);
                }

                writer.WriteLine();
                history.EachSample(device, from, to, (time, values) => WriteRow(writer, time, values));
            }
        }

        private void WriteRow(StreamWriter writer, long time, double?[] values)
        {
            if (values[Voltage] == null || values[Current] == null || time <= _last)
            {
                LeftOut++;
                return;
            }

            _last = time;
            _first ??= time;
            _line.Clear();
            _line.Append(Seconds(time - _first.Value)).Append(',').Append(Seconds(time));
            foreach ((_, string name) in Columns)
            {
                double? value = values[Array.IndexOf(SampleColumn.Names, name)];
                _line.Append(',').Append(value?.ToString("0.#########", CultureInfo.InvariantCulture));
            }

            writer.WriteLine(_line);
            Rows++;
        }

        private static string Seconds(long milliseconds)
        {
            return (milliseconds / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
        }
    }
}
