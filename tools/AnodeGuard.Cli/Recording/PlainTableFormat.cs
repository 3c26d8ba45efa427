using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// A table with plain headers: `time_s`, `Voltage [V]`, `current (mA)`, `sense_v`, `temperature / degC` and their
    /// like. A header without a unit is taken as s, V, A or degC, and the notes say so; a unit that is not known makes
    /// the column unusable rather than wrong.
    /// </summary>
    internal sealed class PlainTableFormat : IRecordingFormat
    {
        private static readonly Dictionary<string, Quantity> Known = new Dictionary<string, Quantity>
        {
            ["time"] = Quantity.Time,
            ["t"] = Quantity.Time,
            ["testtime"] = Quantity.Time,
            ["test"] = Quantity.Time,
            ["elapsed"] = Quantity.Time,
            ["elapsedtime"] = Quantity.Time,
            ["totaltime"] = Quantity.Time,
            ["voltage"] = Quantity.Voltage,
            ["v"] = Quantity.Voltage,
            ["cellvoltage"] = Quantity.Voltage,
            ["vcell"] = Quantity.Voltage,
            ["ecell"] = Quantity.Voltage,
            ["ewe"] = Quantity.Voltage,
            ["cell"] = Quantity.Voltage,
            ["current"] = Quantity.Current,
            ["i"] = Quantity.Current,
            ["cellcurrent"] = Quantity.Current,
            ["sense"] = Quantity.Sense,
            ["sensevoltage"] = Quantity.Sense,
            ["vsense"] = Quantity.Sense,
            ["temperature"] = Quantity.CellTemperature,
            ["temp"] = Quantity.CellTemperature,
            ["celltemperature"] = Quantity.CellTemperature,
            ["tcell"] = Quantity.CellTemperature,
        };

        /// <summary>`name [unit]`, `name (unit)` or `name / unit`.</summary>
        private static readonly Regex Bracketed = new Regex(@"^(?<name>.+?)\s*(?:\[(?<unit>[^\]]+)\]|\((?<unit>[^)]+)\)|/\s*(?<unit>.+))$");

        /// <inheritdoc />
        public string Name
        {
            get { return "plain CSV"; }
        }

        /// <inheritdoc />
        public IRecording TryOpen(RecordingFile file)
        {
            TableHeader header = TableHeader.Of(file.FirstLine);
            List<RecordingColumn> columns = new List<RecordingColumn>();
            List<string> assumed = new List<string>();
            for (int i = 0; i < header.Names.Count; i++)
            {
                RecordingColumn column = Understand(header.Names[i], i, out bool unitAssumed);
                if (column != null && columns.All(other => other.Quantity != column.Quantity))
                {
                    columns.Add(column);
                    assumed.AddRange(unitAssumed ? new[] { "'" + column.Header + "' names no unit: taken as " + column.Unit.Name } : Array.Empty<string>());
                }
            }

            return ColumnNotes.AreComplete(columns)
                ? new TableRecording(file, Name, header.Separator, columns, ColumnNotes.Describe(header, columns).Concat(assumed).ToArray())
                : null;
        }

        internal static RecordingColumn Understand(string header, int index, out bool unitAssumed)
        {
            unitAssumed = false;
            string text = header.ToLowerInvariant();
            Match match = Bracketed.Match(text);
            if (match.Success)
            {
                return Known.TryGetValue(Bare(match.Groups["name"].Value), out Quantity named)
                    && ColumnUnit.TryFind(named, match.Groups["unit"].Value.Trim(), out ColumnUnit unit)
                        ? new RecordingColumn(named, index, header, unit)
                        : null;
            }

            int cut = Math.Max(text.LastIndexOf('_'), text.LastIndexOf(' '));
            if (cut > 0
                && Known.TryGetValue(Bare(text[..cut]), out Quantity suffixed)
                && ColumnUnit.TryFind(suffixed, text[(cut + 1)..], out ColumnUnit suffix))
            {
                return new RecordingColumn(suffixed, index, header, suffix);
            }

            unitAssumed = Known.TryGetValue(Bare(text), out Quantity channel);
            return unitAssumed ? new RecordingColumn(channel, index, header, ColumnUnit.Of(channel)) : null;
        }

        private static string Bare(string name)
        {
            return name.Replace("_", string.Empty).Replace(" ", string.Empty).Replace("<", string.Empty).Replace(">", string.Empty);
        }
    }
}
