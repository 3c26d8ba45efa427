using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>
    /// One recording, or two side by side, as one HTML page that needs nothing else: the verdict first, then what was
    /// guessed, the plots, the events and what they mean, the cycles, how the file was understood.
    /// </summary>
    internal sealed class ReportPage
    {
        private readonly StringBuilder _page = new StringBuilder();
        private readonly IReadOnlyList<ReportCell> _cells;

        private ReportPage(IReadOnlyList<ReportCell> cells)
        {
            _cells = cells;
        }

        /// <summary>Writes the page.</summary>
        public static void Write(Stream stream, params ReportCell[] cells)
        {
            ReportPage page = new ReportPage(cells);
            page.Compose();
            stream.Write(Encoding.UTF8.GetBytes(page._page.ToString()));
        }

        private bool IsComparison
        {
            get { return _cells.Count > 1; }
        }

        private void Compose()
        {
            HtmlPage.Begin(_page, string.Join(" and ", _cells.Select(cell => cell.Summary.FileName)), "AnodeGuard replay");
            _page.Append(IsComparison ? "<h1>Two cells side by side</h1>\n<div class=\"cells\">\n" : string.Empty);
            for (int i = 0; i < _cells.Count; i++)
            {
                Head(_cells[i], i);
            }

            _page.Append(IsComparison ? "</div>\n" : string.Empty);
            Plots();
            foreach (ReportCell cell in _cells)
            {
                new ReportTables(_page, cell, IsComparison).Write();
            }

            HtmlPage.End(_page, "A recording judged after the fact by the very core that runs on the monitor; no switch was there to open.", ReportData.Of(_cells));
        }

        private void Head(ReportCell cell, int index)
        {
            ReplaySummary summary = cell.Summary;
            _page.Append("<section>\n");
            if (IsComparison)
            {
                _page.Append("<h2><span class=\"key").Append(index == 1 ? " dash\" style=\"border-top-color:#d55e00\"" : "\" style=\"border-top-color:#0072b2\"").Append("></span>")
                    .Append(index == 0 ? "A: " : "B: ").Append(Escape(summary.FileName)).Append("</h2>\n");
            }
            else
            {
                _page.Append("<h1>").Append(Escape(summary.FileName)).Append("</h1>\n");
            }

            HtmlPage.Verdict(_page, ReportWords.Of(summary.Tally.Worst), summary.Headline);
            _page.Append("<p class=\"soft\">").Append("Read as ").Append(Escape(summary.Format)).Append("</p>\n");
            Guesses(summary);
            Tiles(summary);
            if (summary.Findings.Count > 0)
            {
                _page.Append("<div class=\"findings\"><h3>What does not fit in this file</h3>\n");
                List(summary.Findings);
                _page.Append("</div>\n");
            }

            _page.Append("</section>\n");
        }

        private void Guesses(ReplaySummary summary)
        {
            string[] lines = summary.Settings.Guessed.Select(guess => "<code>" + Escape(guess.Key) + "</code> = " + Escape(guess.Value) + ": " + Escape(guess.Why))
                .Concat(summary.Settings.Kind == null ? [] : ["it looks like " + Escape(summary.Settings.Kind)])
                .Concat(summary.FileGuesses.Select(Escape))
                .Concat(summary.Consequences.Select(Escape))
                .Concat(summary.CellAssumptions.Select(Escape)).ToArray();
            if (lines.Length == 0)
            {
                return;
            }

            _page.Append("<div class=\"guess\"><h3>Guessed or assumed: check this first</h3>\n<ul>\n");
            foreach (string line in lines)
            {
                _page.Append("<li>").Append(line).Append("</li>\n");
            }

            _page.Append("</ul>\n<p class=\"small soft\">Say it better with <code>--settings</code>, <code>--limits LOW:HIGH</code>, <code>--capacity-mah</code>, <code>--area-cm2</code>, <code>--chemistry</code>.</p></div>\n");
        }

        private void Tiles(ReplaySummary summary)
        {
            ReplayTally tally = summary.Tally;
            _page.Append("<div class=\"tiles\">");
            Tile(tally.Rows.ToString("N0", CultureInfo.InvariantCulture), "rows");
            Tile(ReportTables.Duration(tally.LastMicroseconds - tally.FirstMicroseconds), "duration");
            Tile(summary.Cycles.Count.ToString(CultureInfo.InvariantCulture), summary.Cycles.Count == 1 ? "cycle" : "cycles");
            Tile(tally.LargestCurrent.ToString("0.0000", CultureInfo.InvariantCulture), "largest |j| = |J/J*|");
            Tile(tally.LargestDepletion.ToString("0.0000", CultureInfo.InvariantCulture), "largest |s|");
            Tile(tally.Ledger.Faults.Sum(fault => fault.Count).ToString("N0", CultureInfo.InvariantCulture), "faults raised");
            _page.Append("</div>\n");
        }

        private void Tile(string value, string name)
        {
            HtmlPage.Tile(_page, value, name);
        }

        private void Plots()
        {
            _page.Append("<h2>Over time</h2>\n<p class=\"small soft hint\">Drag to zoom in, double-click to see all. Of every stretch the lowest and the highest value are drawn: no dip is lost.</p>\n")
                .Append(IsComparison ? "<p class=\"small soft hint\" id=\"spans\"></p>\n" : string.Empty)
                .Append("<noscript><p class=\"none\">The plots need JavaScript; the tables below do not.</p></noscript>\n<div class=\"plots\" id=\"plots-time\"></div>\n");
            if (_cells.All(cell => cell.Summary.Tally.ForecastRows == 0))
            {
                _page.Append("<p class=\"none\">Forecast: at no current in ").Append(IsComparison ? "these files" : "this file").Append(" would the salt at a surface ever run out, so there is no time left to draw.</p>\n");
            }

            _page.Append("<h2>Over the cycles</h2>\n<div class=\"grid2\" id=\"plots-cycles\"></div>\n");
            string[] missing = ReportTables.NotIdentified(_cells).ToArray();
            if (missing.Length > 0)
            {
                _page.Append("<div class=\"none\"><b>Not identifiable in ").Append(IsComparison ? "these files" : "this file").Append("</b>\n");
                List(missing);
                _page.Append("</div>\n");
            }
        }

        private void List(IEnumerable<string> lines)
        {
            _page.Append("<ul>\n");
            foreach (string line in lines)
            {
                _page.Append("<li>").Append(Escape(line)).Append("</li>\n");
            }

            _page.Append("</ul>\n");
        }

        private static string Escape(string text)
        {
            return SvgPlot.Escape(text);
        }
    }
}
