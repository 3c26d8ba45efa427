using System;
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

        private static readonly Column[] Columns =
        {
            new Column("cycle", cycle => cycle.Number.ToString(CultureInfo.InvariantCulture)),
            new Column("rows", cycle => cycle.Rows.ToString(CultureInfo.InvariantCulture)),
            new Column("charge mAh", cycle => Shown(cycle.Charge_mAh)),
            new Column("discharge mAh", cycle => Shown(cycle.Discharge_mAh)),
            new Column("CE %", cycle => Scaled(cycle.CoulombicEfficiency, 100, "0.00")),
            new Column("charge integral", cycle => Shown(cycle.ChargeIntegral_mAh)),
            new Column("discharge integral", cycle => Shown(cycle.DischargeIntegral_mAh)),
            Column.Identified("J* A/m2", FigureKind.LimitingCurrentDensity, 1, "0.0"),
            Column.Identified("t_D s", FigureKind.DiffusionTime, 1, "0.00"),
            Column.Identified("R ohm", FigureKind.FastResistance, 1, "0.000"),
            Column.Identified("R(1 s) ohm", FigureKind.OneSecondResistance, 1, "0.000"),
            Column.Identified("nucleation mV", FigureKind.Nucleation, 1e3, "0.00"),
            Column.Identified("rest short kohm", FigureKind.RestShort, 1e-3, "0.0"),
            new Column("micro-shorts", cycle => cycle.Figures.MicroShorts == 0 ? string.Empty : cycle.Figures.MicroShorts.ToString(CultureInfo.InvariantCulture)) { IsOptional = true },
        };

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
            CycleTally[] listed = cycles.Take(MostLines).ToArray();
            Column[] columns = Used(listed);
            output.WriteLine("  " + string.Join("  ", columns.Select(column => column.Head)));
            foreach (CycleTally cycle in listed)
            {
                output.WriteLine("  " + string.Join("  ", columns.Select(column => column.Cell(cycle).PadLeft(column.Head.Length))));
            }

            if (cycles.Count > MostLines)
            {
                output.WriteLine("  ... and " + (cycles.Count - MostLines).ToString(CultureInfo.InvariantCulture) + " more (--json and --report show all)");
            }

            output.WriteLine("  " + Legend(cycles));
        }

        /// <summary>An HTML table.</summary>
        public static void Append(StringBuilder page, IReadOnlyList<CycleTally> cycles, string title)
        {
            Column[] columns = Used(cycles);
            page.Append("<h2>").Append(title).Append("</h2>\n<div class=\"scroll\"><table><tr>")
                .AppendJoin(string.Empty, columns.Select(column => "<th class=\"n\">" + column.Head + "</th>")).Append("</tr>\n");
            foreach (CycleTally cycle in cycles)
            {
                page.Append("<tr>").AppendJoin(string.Empty, columns.Select(column => "<td class=\"n\">" + column.Cell(cycle) + "</td>")).Append("</tr>\n");
            }

            page.Append("</table></div>\n<p class=\"small soft\">").Append(Legend(cycles)).Append("</p>\n");
        }

        private static Column[] Used(IReadOnlyCollection<CycleTally> cycles)
        {
            return Columns.Where(column => !column.IsOptional || cycles.Any(cycle => column.Cell(cycle).Length > 0)).ToArray();
        }

        private static string Scaled(double? value, double factor, string format)
        {
            return value == null ? string.Empty : (value.Value * factor).ToString(format, CultureInfo.InvariantCulture);
        }

        /// <summary>A column: one that is optional stands only where a cycle fills it.</summary>
        private sealed record Column(string Head, Func<CycleTally, string> Cell)
        {
            public bool IsOptional { get; init; }

            /// <summary>A figure that the core identified, with its standard uncertainty where it has one.</summary>
            public static Column Identified(string head, FigureKind kind, double factor, string format)
            {
                return new Column(head, cycle =>
                {
                    Figure figure = cycle.Figures.Of(kind);
                    string sigma = Scaled(figure?.Uncertainty, factor, format);
                    return Scaled(figure?.Value, factor, format) + (sigma.Length == 0 ? string.Empty : " \u00b1 " + sigma);
                })
                { IsOptional = true };
            }
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
                WriteFigures(json, cycle.Figures);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        /// <summary>What was not identified is null.</summary>
        private static void WriteFigures(Utf8JsonWriter json, CycleFigures figures)
        {
            foreach ((string name, FigureKind kind) in CycleFigures.Names)
            {
                Figure figure = figures.Of(kind);
                Number(json, name, figure?.Value);
                if (kind == FigureKind.LimitingCurrentDensity || kind == FigureKind.DiffusionTime)
                {
                    Number(json, name + "_sigma", figure?.Uncertainty);
                }
            }

            json.WriteNumber("micro_shorts", figures.MicroShorts);
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
                json.WriteNumber(name, Math.Round(value.Value, 9));
            }
        }
    }
}
