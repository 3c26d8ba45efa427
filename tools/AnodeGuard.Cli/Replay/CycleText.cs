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
            new Column("SoC %", cycle => Pair(cycle.Outlook.StateOfCharge, cycle.Outlook.StateOfChargeSigma, 100, "0.0")) { IsOptional = true },
            new Column("tip lead s", cycle => Digits(cycle.Outlook.LeastTipLead_s)) { IsOptional = true },
            new Column("moss lead s", cycle => Digits(cycle.Outlook.LeastMossLead_s)) { IsOptional = true },
            new Column("recommended mA", cycle => Scaled(cycle.Outlook.LeastRecommended_A, 1e3, "0.000")) { IsOptional = true },
            new Column("Sand left mAh", cycle => Scaled(cycle.Outlook.LeastSandCapacity_mAh, 1, "0.00000")) { IsOptional = true },
            new Column("micro-shorts", cycle => cycle.Figures.MicroShorts == 0 ? string.Empty : cycle.Figures.MicroShorts.ToString(CultureInfo.InvariantCulture)) { IsOptional = true },
        };

        /// <summary>What the table's numbers are.</summary>
        public static string Legend(IReadOnlyCollection<CycleTally> cycles)
        {
            return (cycles.Any(cycle => cycle.ChargeColumn_mAh != null || cycle.DischargeColumn_mAh != null)
                ? "Capacities are the file's own columns, beside them the integral of the current"
                : "Capacities are the integral of the current: the file has no column of its own")
                + "; CE is what came back of what went first in that cycle."
                + Where(cycles, cycle => cycle.Outlook.StateOfCharge, " SoC is the state of charge at the cycle's end.")
                + Where(cycles, cycle => cycle.Outlook.LeastTipLead_s ?? cycle.Outlook.LeastMossLead_s, " Lead times are the shortest in the cycle that a dendrite's tip, and moss, would need across the free gap.")
                + Where(cycles, cycle => cycle.Outlook.LeastRecommended_A, " Recommended is the lowest in the cycle of the highest charging currents that keep s below the settings' bound.")
                + Where(cycles, cycle => cycle.Outlook.LeastSandCapacity_mAh, " Sand left is the least charge in the cycle that was left at its current until the salt at a surface would have run out.")
                + CutOff(cycles);
        }

        private static string Where(IEnumerable<CycleTally> cycles, Func<CycleTally, double?> figure, string words)
        {
            return cycles.Any(cycle => figure(cycle) != null) ? words : string.Empty;
        }

        private static string CutOff(IEnumerable<CycleTally> cycles)
        {
            CycleTally last = cycles.LastOrDefault();
            return last is { IsCutOff: true }
                ? " The file ends while a current flows: cycle " + last.Number.ToString(CultureInfo.InvariantCulture) + " may be a part of one, and its CE is not drawn."
                : string.Empty;
        }

        /// <summary>Lines of fixed width: the first cycles of many.</summary>
        public static void Write(TextWriter output, IReadOnlyList<CycleTally> cycles)
        {
            CycleTally[] listed = cycles.Take(MostLines).ToArray();
            Column[] columns = Used(listed);
            int[] widths = columns.Select(column => listed.Select(cycle => column.Cell(cycle).Length).Append(column.Head.Length).Max()).ToArray();
            output.WriteLine("  " + string.Join("  ", columns.Select((column, i) => column.Head.PadLeft(widths[i]))));
            foreach (CycleTally cycle in listed)
            {
                output.WriteLine("  " + string.Join("  ", columns.Select((column, i) => column.Cell(cycle).PadLeft(widths[i]))));
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
            page.Append("<h2>").Append(title).Append("</h2>\n<div class=\"scroll\"><table class=\"numbers\"><tr>")
                .AppendJoin(string.Empty, columns.Select(column => "<th class=\"n\">" + column.Head.Replace("m2", "m\u00b2", StringComparison.Ordinal).Replace("ohm", "\u03a9", StringComparison.Ordinal) + "</th>")).Append("</tr>\n");
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

        private static string Pair(double? value, double? sigma, double factor, string format)
        {
            return Scaled(value, factor, format) + (value == null || sigma == null ? string.Empty : " \u00b1 " + Scaled(sigma, factor, format));
        }

        private static string Digits(double? value)
        {
            return value == null ? string.Empty : Scaled(value, 1, value < 10 ? "0.00" : value < 100 ? "0.0" : "0");
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
                    return Pair(figure?.Value, figure?.Uncertainty, factor, format);
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
                WriteOutlook(json, cycle.Outlook);
                json.WriteBoolean("cut_off", cycle.IsCutOff);
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

        private static void WriteOutlook(Utf8JsonWriter json, CycleOutlook outlook)
        {
            Number(json, "state_of_charge", outlook.StateOfCharge);
            Number(json, "state_of_charge_sigma", outlook.StateOfChargeSigma);
            Number(json, "least_tip_lead_s", outlook.LeastTipLead_s);
            Number(json, "least_moss_lead_s", outlook.LeastMossLead_s);
            Number(json, "least_recommended_charge_a", outlook.LeastRecommended_A);
            Number(json, "least_sand_capacity_left_mah", outlook.LeastSandCapacity_mAh);
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
