using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>The per-cycle table for people, for programs and for the page.</summary>
    internal static class CycleText
    {
        private const int MostLines = 30;

        private static readonly string[] Heads = { "cycle", "rows", "charge mAh", "discharge mAh", "CE %", "charge integral", "discharge integral" };

        /// <summary>What the table's numbers are.</summary>
        public static string Legend(IReadOnlyCollection<CycleTally> cycles)
        {
            return (cycles.Any(cycle => cycle.ChargeColumn_mAh != null || cycle.DischargeColumn_mAh != null)
                ? "Capacities are the file's own columns, beside them the integral of the current"
                : "Capacities are the integral of the current: the file has no column of its own")
                + "; CE is what came back of what went first in that cycle.";
        }

        /// <summary>Lines of fixed width: the first cycles of many.</summary>
        public static void Write(TextWriter output, IReadOnlyList<CycleTally> cycles)
        {
            output.WriteLine("  " + string.Join("  ", Heads));
            foreach (CycleTally cycle in cycles.Take(MostLines))
            {
                output.WriteLine("  " + string.Join("  ", Cells(cycle).Select((cell, i) => cell.PadLeft(Heads[i].Length))));
            }

            if (cycles.Count > MostLines)
            {
                output.WriteLine("  ... and " + (cycles.Count - MostLines).ToString(CultureInfo.InvariantCulture) + " more (--json and --report show all)");
            }

            output.WriteLine("  " + Legend(cycles));
        }

        /// <summary>An HTML table.</summary>
        public static void Append(StringBuilder page, IReadOnlyList<CycleTally> cycles)
        {
            page.Append("<h2>Cycles</h2>\n<table><tr>").AppendJoin(string.Empty, Heads.Select(head => "<th>" + head + "</th>")).Append("</tr>\n");
            foreach (CycleTally cycle in cycles)
            {
                page.Append("<tr>").AppendJoin(string.Empty, Cells(cycle).Select(cell => "<td>" + cell + "</td>")).Append("</tr>\n");
            }

            page.Append("</table>\n<p>").Append(Legend(cycles)).Append("</p>\n");
        }

        /// <summary>An array of objects.</summary>
        public static void Write(Utf8JsonWriter json, IReadOnlyList<CycleTally> cycles)
        {
            json.WriteStartArray();
            foreach (CycleTally cycle in cycles)
            {
                json.WriteStartObject();
                json.WriteNumber("cycle", cycle.Number);
                json.WriteNumber("rows", cycle.Rows);
                Number(json, "charge_mah", cycle.Charge_mAh);
                Number(json, "discharge_mah", cycle.Discharge_mAh);
                Number(json, "coulombic_efficiency", cycle.CoulombicEfficiency);
                Number(json, "charge_integral_mah", cycle.ChargeIntegral_mAh);
                Number(json, "discharge_integral_mah", cycle.DischargeIntegral_mAh);
                Number(json, "charge_column_mah", cycle.ChargeColumn_mAh);
                Number(json, "discharge_column_mah", cycle.DischargeColumn_mAh);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static string[] Cells(CycleTally cycle)
        {
            return new[]
            {
                cycle.Number.ToString(CultureInfo.InvariantCulture),
                cycle.Rows.ToString(CultureInfo.InvariantCulture),
                Shown(cycle.Charge_mAh),
                Shown(cycle.Discharge_mAh),
                cycle.CoulombicEfficiency == null ? string.Empty : (cycle.CoulombicEfficiency.Value * 100).ToString("0.00", CultureInfo.InvariantCulture),
                Shown(cycle.ChargeIntegral_mAh),
                Shown(cycle.DischargeIntegral_mAh),
            };
        }

        private static string Shown(double value)
        {
            return value.ToString("0.00000", CultureInfo.InvariantCulture);
        }

        private static void Number(Utf8JsonWriter json, string name, double? value)
        {
            if (value == null)
            {
                json.WriteNull(name);
            }
            else
            {
                json.WriteNumber(name, System.Math.Round(value.Value, 9));
            }
        }
    }
}
