using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Replay.Report;

namespace AnodeGuard.Cli.Flight
{
    /// <summary>
    /// A flight recording as one HTML page that needs nothing else: what happened, the plots around its instant, every change
    /// and what it means, whether the verdicts are the board's.
    /// </summary>
    internal sealed class FlightPage
    {
        private readonly StringBuilder _page = new StringBuilder();
        private readonly FlightFile _file;
        private readonly FlightReport _report;

        private FlightPage(FlightFile file, FlightReport report)
        {
            _file = file;
            _report = report;
        }

        /// <summary>Writes the page.</summary>
        public static void Write(Stream stream, FlightFile file, FlightReport report)
        {
            stream.Write(Encoding.UTF8.GetBytes(new FlightPage(file, report).Compose()));
        }

        private string Compose()
        {
            HtmlPage.Begin(_page, _file.Site + "/" + _file.Device + ", recording " + Whole(_file.Number), "AnodeGuard flight recording");
            _page.Append("<h1>").Append(Escape(_file.Site + "/" + _file.Device)).Append("</h1>\n<p class=\"soft\">start ").Append(Whole(_file.Boot)).Append(", recording ").Append(Whole(_file.Number))
                .Append(_file.Trigger == null ? ", the board's clock was not set" : ", " + _file.Trigger.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture)).Append("</p>\n");
            Verdict();
            Tiles();
            _page.Append("<h2>Around the event</h2>\n<p class=\"small soft hint\">Time 0 is ").Append(_file.ByRequest ? "when the recording was asked for" : "when the state rose to alarm")
                .Append(". Drag to zoom in, double-click to see all, or: <span id=\"zooms\"></span></p>\n<noscript><p class=\"none\">The plots need JavaScript; the table below does not.</p></noscript>\n<div class=\"plots\" id=\"plots-time\"></div>\n");
            Changes();
            Origin();
            HtmlPage.End(_page, "Judged again from the board's own state and settings, snapshot by snapshot.", PlotJson.OfCells(WriteCell));
            return _page.ToString();
        }

        private void Verdict()
        {
            string[] raised = _report.Changes.Where(change => change.Level != null).Select(change => change.Row.Name).Distinct().ToArray();
            string words = raised.Length == 0 ? "no fault" : string.Join(", ", raised);
            HtmlPage.Verdict(_page, ReportWords.Of(_report.Worst), (_file.ByRequest ? "Recorded on request: " : "ALARM: ") + words);
            FlightChange first = _report.Changes.FirstOrDefault(change => change.Level == "alarm");
            if (first != null)
            {
                _page.Append("<p>").Append(Escape(first.Row.Meaning + " " + first.Row.Remedy)).Append("</p>\n");
            }

            if (_report.Different >= 0)
            {
                _page.Append("<div class=\"findings\"><h3>These verdicts are not the board's</h3><p>").Append(Escape(_report.Comparison)).Append("</p></div>\n");
            }
        }

        private void Tiles()
        {
            _page.Append("<div class=\"tiles\">");
            HtmlPage.Tile(_page, _report.Snapshots.ToString("N0", CultureInfo.InvariantCulture), "snapshots");
            HtmlPage.Tile(_page, Seconds(_report.First) + " to " + Seconds(_report.Last) + " s", "around the event");
            HtmlPage.Tile(_page, _report.Opened_s == null ? "\u2013" : (_report.Opened_s.Value * 1000).ToString("0", CultureInfo.InvariantCulture) + " ms", "from the alarm to the switch seen open");
            HtmlPage.Tile(_page, _report.Different < 0 ? "bit for bit" : "differ", "verdicts and the board's");
            _page.Append("</div>\n");
        }

        private void Changes()
        {
            _page.Append("<h2>What changed</h2>\n<div class=\"scroll\"><table class=\"texts\"><tr><th></th><th class=\"n\">time</th><th>change</th><th>what it means, and what to do</th></tr>\n");
            int number = 0;
            HashSet<int> explained = new HashSet<int>();
            foreach (FlightChange change in _report.Changes)
            {
                bool begins = change.Level != null;
                _page.Append(begins ? "<tr>" : "<tr class=\"minor\">").Append("<td>")
                    .Append(begins ? "<span class=\"badge " + change.Level + "\">" + Whole(++number) + "</span>" : string.Empty)
                    .Append("</td><td class=\"n\">").Append(change.Seconds.ToString("0.000", CultureInfo.InvariantCulture)).Append(" s</td><td>")
                    .Append(Escape(begins ? change.Level + ": " + change.Text : change.Text)).Append("</td><td>")
                    .Append(!begins ? string.Empty : explained.Add(change.Fault) ? Escape(change.Row.Meaning + " " + change.Row.Remedy) : "as above").Append("</td></tr>\n");
            }

            _page.Append("</table></div>\n");
        }

        private void Origin()
        {
            _page.Append("<h2>Where it comes from</h2>\n<ul>\n");
            foreach (string line in new[]
            {
                _report.Comparison,
                "recorded by core " + (_file.Core.Length == 0 ? "(not told)" : _file.Core) + ", firmware " + _file.Firmware + ", board " + _file.Board,
                "every snapshot with its verdict as CSV: tools/anodeguard recording FILE --csv OUT.csv",
            })
            {
                _page.Append("<li>").Append(Escape(line)).Append("</li>\n");
            }

            _page.Append("</ul>\n");
        }

        private void WriteCell(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("name", _file.Site + "/" + _file.Device);
            json.WriteNumber("first", _report.First / 1e6);
            json.WriteNumber("last", _report.Last / 1e6);
            json.WriteStartObject("trigger");
            json.WriteNumber("t", 0);
            json.WriteString("text", _file.ByRequest ? "asked for" : "alarm");
            json.WriteEndObject();
            PlotJson.WriteLimits(json, _file.Settings);
            PlotJson.WriteCurves(json, _report.Curves, 0, curve => curve is not (ReportCurve.TipLead or ReportCurve.MossLead or ReportCurve.StateOfCharge));
            json.WriteStartArray("events");
            int number = 0;
            foreach (FlightChange change in _report.Changes.Where(change => change.Level != null))
            {
                FlightChange end = _report.Changes.FirstOrDefault(other => other.Fault == change.Fault && other.Level == null && other.Microseconds > change.Microseconds);
                json.WriteStartObject();
                json.WriteNumber("n", ++number);
                json.WriteNumber("t", change.Seconds);
                json.WriteNumber("end", (end?.Microseconds ?? _report.Last) / 1e6);
                json.WriteString("kind", change.Level);
                json.WriteString("name", change.Row.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("cycles");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        private static string Whole(long value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        private static string Seconds(long microseconds)
        {
            return (microseconds / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        }

        private static string Escape(string text)
        {
            return SvgPlot.Escape(text);
        }
    }
}
