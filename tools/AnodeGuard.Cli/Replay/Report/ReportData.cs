using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>What the page's script draws, as JSON that may stand inside a script element.</summary>
    internal static class ReportData
    {
        /// <summary>Everything of one or two recordings.</summary>
        public static string Of(IReadOnlyList<ReportCell> cells)
        {
            return PlotJson.OfCells(json =>
            {
                foreach (ReportCell cell in cells)
                {
                    Write(json, cell, cells.Count > 1);
                }
            });
        }

        private static void Write(Utf8JsonWriter json, ReportCell cell, bool fromStart)
        {
            // Beside another cell both begin at 0.
            long origin = fromStart ? cell.Summary.Tally.FirstMicroseconds : 0;
            json.WriteStartObject();
            json.WriteString("name", cell.Summary.FileName);
            json.WriteNumber("first", (cell.Summary.Tally.FirstMicroseconds - origin) / 1e6);
            json.WriteNumber("last", (cell.Summary.Tally.LastMicroseconds - origin) / 1e6);
            PlotJson.WriteLimits(json, cell.Summary.Settings.Device.Guard);
            PlotJson.WriteCurves(json, cell.Collected.Curves, origin, curve => curve switch
            {
                ReportCurve.TipLead or ReportCurve.MossLead => cell.Summary.Scope.Leads,
                ReportCurve.StateOfCharge => cell.Summary.Scope.CountsCharge,
                _ => true,
            });
            WriteEvents(json, cell, origin);
            WriteCycles(json, cell.Summary.Cycles);
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
                Optional(json, "ce", cycle.IsWhole && !cycle.IsCutOff ? cycle.CoulombicEfficiency * 100 : null);
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
