using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Replay.Settings;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>What stands below the plots of a report: events, cycles, understanding, settings.</summary>
    internal sealed class ReportTables
    {
        private static readonly (FigureKind[] Kinds, string Text)[] Identified =
        {
            ([FigureKind.LimitingCurrentDensity], "J*: it takes a steady polarisation under a current of about 0.3 J* or more, and voltages that show fractions of a millivolt."),
            ([FigureKind.DiffusionTime], "t_D: it takes a rest after a current, with several rows within one diffusion time."),
            ([FigureKind.FastResistance, FigureKind.OneSecondResistance], "Resistance: it takes rows shortly before and after a step of the current."),
            ([FigureKind.Nucleation], "Nucleation overpotential: it takes rows within the first seconds of a plating."),
        };

        private readonly StringBuilder _page;
        private readonly ReportCell _cell;
        private readonly string _of;

        public ReportTables(StringBuilder page, ReportCell cell, bool named)
        {
            _page = page;
            _cell = cell;
            _of = named ? ": " + SvgPlot.Escape(cell.Summary.FileName) : string.Empty;
        }

        /// <summary>What no cycle of any of the recordings gave, and what it would take.</summary>
        public static IEnumerable<string> NotIdentified(IReadOnlyList<ReportCell> cells)
        {
            return Identified.Where(entry => cells.All(cell => cell.Summary.Cycles.All(cycle => entry.Kinds.All(kind => cycle.Figures.Of(kind) == null))))
                .Select(entry => entry.Text);
        }

        /// <summary>A length of time as people say it.</summary>
        public static string Duration(long microseconds)
        {
            double seconds = microseconds / 1e6;
            return seconds >= 172800 ? Number(seconds / 86400, "0.#") + " d" : seconds >= 7200 ? Number(seconds / 3600, "0.#") + " h"
                : seconds >= 300 ? Number(seconds / 60, "0.#") + " min" : Number(seconds, "0.###") + " s";
        }

        /// <summary>Appends all of them.</summary>
        public void Write()
        {
            Events();
            CycleText.Append(_page, _cell.Summary.Cycles, "Cycles" + _of);
            Understanding();
            Settings();
        }

        private void Events()
        {
            IReadOnlyList<ReportEvent> events = _cell.Collected.Events;
            _page.Append("<h2>Events").Append(_of).Append("</h2>\n");
            if (events.Count == 0)
            {
                _page.Append("<p>None.</p>\n");
                return;
            }

            _page.Append("<div class=\"scroll\"><table class=\"texts\"><tr><th></th><th class=\"n\">time</th><th>event</th><th>what it means, and what to do</th></tr>\n");
            int number = 0;
            HashSet<int> explained = new HashSet<int>();
            foreach (ReportEvent shown in events)
            {
                string badge = shown.IsMarked ? "<span class=\"badge " + shown.Kind + "\">" + (++number).ToString(CultureInfo.InvariantCulture) + "</span>" : string.Empty;
                string meaning = shown.IsMarked && shown.Row != null
                    ? explained.Add(shown.Fault) ? shown.Row.Meaning + " " + shown.Row.Remedy : "as above"
                    : string.Empty;
                _page.Append(shown.IsMarked ? "<tr>" : "<tr class=\"minor\">").Append("<td>").Append(badge).Append("</td><td class=\"n\">")
                    .Append(ReplaySummary.Seconds(shown.TimeMicroseconds)).Append("</td><td>").Append(SvgPlot.Escape(shown.Text)).Append("</td><td>")
                    .Append(SvgPlot.Escape(meaning)).Append("</td></tr>\n");
            }

            _page.Append("</table></div>\n");
            if (_cell.Collected.MoreEvents > 0)
            {
                _page.Append("<p>").Append(_cell.Collected.MoreEvents.ToString("N0", CultureInfo.InvariantCulture)).Append(" more are not listed (--json tells all).</p>\n");
            }
        }

        private void Understanding()
        {
            _page.Append("<h2>How the file was understood").Append(_of).Append("</h2>\n<ul>\n");
            foreach (string note in _cell.Summary.Notes)
            {
                _page.Append("<li>").Append(SvgPlot.Escape(note)).Append("</li>\n");
            }

            _page.Append("</ul>\n");
        }

        private void Settings()
        {
            _page.Append("<h2>Settings used").Append(_of).Append("</h2>\n<div class=\"scroll\"><table class=\"texts\"><tr><th>setting</th><th class=\"n\">value</th><th>from</th><th>meaning</th></tr>\n");
            SettingsTable table = new SettingsTable();
            foreach (SettingNote setting in _cell.Summary.Settings.All)
            {
                SettingRow row = table.Find(setting.Key);
                _page.Append("<tr><td><code>").Append(setting.Key).Append("</code></td><td class=\"n\">").Append(SvgPlot.Escape(ReplaySummary.Shown(setting.Value)))
                    .Append(row == null || row.Unit.Length == 0 ? string.Empty : " " + row.Unit).Append("</td><td>").Append(SvgPlot.Escape(setting.Why)).Append("</td><td>")
                    .Append(SvgPlot.Escape(row?.Meaning ?? string.Empty)).Append("</td></tr>\n");
            }

            _page.Append("</table></div>\n");
        }

        private static string Number(double value, string format)
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
