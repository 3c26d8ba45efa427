using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>What the page's script draws, as JSON that may stand inside a script element.</summary>
    internal static class ReportData
    {
        /// <summary>Everything of one or two recordings.</summary>
        public static string Of(IReadOnlyList<ReportCell> cells)
        {
            using (System.IO.MemoryStream bytes = new System.IO.MemoryStream())
            {
                // The default encoder escapes what could end the element.
                using (Utf8JsonWriter json = new Utf8JsonWriter(bytes))
                {
                    json.WriteStartObject();
                    json.WriteStartArray("cells");
                    foreach (ReportCell cell in cells)
                    {
                        Write(json, cell, cells.Count > 1);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                return Encoding.UTF8.GetString(bytes.ToArray());
            }
        }

        private static void Write(Utf8JsonWriter json, ReportCell cell, bool fromStart)
        {
            // Beside another cell both begin at 0.
            long origin = fromStart ? cell.Summary.Tally.FirstMicroseconds : 0;
            json.WriteStartObject();
            json.WriteString("name", cell.Summary.FileName);
            json.WriteNumber("first", (cell.Summary.Tally.FirstMicroseconds - origin) / 1e6);
            json.WriteNumber("last", (cell.Summary.Tally.LastMicroseconds - origin) / 1e6);
            WriteLimits(json, cell);
            json.WriteStartObject("curves");
            for (int curve = 0; curve < ReportCurves.Count; curve++)
            {
                WriteCurve(json, curve, cell.Collected.Curves.Points(curve).ToArray(), origin);
            }

            json.WriteEndObject();
            WriteEvents(json, cell, origin);
            WriteCycles(json, cell.Summary.Cycles);
            json.WriteEndObject();
        }

        private static void WriteLimits(Utf8JsonWriter json, ReportCell cell)
        {
            Core.GuardSettings guard = cell.Summary.Settings.Device.Guard;
            json.WriteStartObject("limits");
            json.WriteNumber("under_voltage", guard.UnderVoltageMicrovolts / 1e6);
            json.WriteNumber("over_voltage", guard.OverVoltageMicrovolts / 1e6);
            json.WriteNumber("depletion_warning", EventWords.FromQ24(guard.DepletionWarningQ24));
            json.WriteNumber("depletion_alarm", EventWords.FromQ24(guard.DepletionAlarmQ24));
            json.WriteNumber("over_temperature", guard.OverTemperatureMillicelsius / 1e3);
            json.WriteEndObject();
        }

        private static void WriteCurve(Utf8JsonWriter json, int curve, (long Time, long Value)[] points, long origin)
        {
            if (points.Length == 0)
            {
                return;
            }

            json.WriteStartObject(ReportCurves.Names[curve]);
            json.WriteStartArray("t");
            long last = long.MinValue;
            foreach ((long time, _) in points)
            {
                // Two rows of one time are drawn a microsecond apart: a plot's times ascend.
                last = Math.Max(time - origin, last + 1);
                json.WriteRawValue(FixedText.Of(last, 6), true);
            }

            json.WriteEndArray();
            json.WriteStartArray("v");
            foreach ((_, long value) in points)
            {
                json.WriteNumberValue(Math.Round(value / ReportCurves.Scales[curve], 9));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private static void WriteEvents(Utf8JsonWriter json, ReportCell cell, long origin)
        {
            json.WriteStartArray("events");
            int number = 0;
            foreach (ReportEvent marked in cell.Collected.Events.Where(marked => marked.IsMarked))
            {
                json.WriteStartObject();
                json.WriteNumber("n", ++number);
                json.WriteNumber("t", (marked.TimeMicroseconds - origin) / 1e6);
                json.WriteNumber("end", ((marked.EndMicroseconds ?? cell.Summary.Tally.LastMicroseconds) - origin) / 1e6);
                json.WriteString("kind", marked.Kind);
                json.WriteString("name", marked.Row == null ? "another cell" : marked.Row.Name);
                json.WriteString("meaning", marked.Row == null ? marked.Text : marked.Row.Meaning);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static void WriteCycles(Utf8JsonWriter json, IReadOnlyList<CycleTally> cycles)
        {
            json.WriteStartArray("cycles");
            foreach (CycleTally cycle in cycles)
            {
                json.WriteStartObject();
                json.WriteNumber("n", cycle.Number);
                json.WriteNumber("charge", Math.Round(cycle.Charge_mAh, 6));
                json.WriteNumber("discharge", Math.Round(cycle.Discharge_mAh, 6));
                Optional(json, "ce", cycle.IsWhole ? cycle.CoulombicEfficiency * 100 : null);
                foreach ((string name, FigureKind kind) in CycleFigures.Names)
                {
                    Figure figure = cycle.Figures.Of(kind);
                    Optional(json, name, figure?.Value);
                    Optional(json, name + "_sigma", figure?.Uncertainty);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static void Optional(Utf8JsonWriter json, string name, double? value)
        {
            if (value != null)
            {
                json.WriteNumber(name, Math.Round(value.Value, 9));
            }
        }
    }
}
