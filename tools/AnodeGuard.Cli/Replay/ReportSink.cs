using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Collects a replay into one HTML page that needs nothing else: conclusion first, then plots, events, assumptions.</summary>
    internal sealed class ReportSink : ReplaySink
    {
        private const int MostEvents = 500;
        private const int MostMarks = 100;

        private readonly List<(long Time, string Kind, string Text)> _events = new List<(long Time, string Kind, string Text)>();
        private readonly Envelope _voltage = new Envelope();
        private readonly Envelope _current = new Envelope();
        private readonly Envelope _sense = new Envelope();
        private readonly Envelope _temperature = new Envelope();
        private readonly Envelope _depletion = new Envelope();

        /// <inheritdoc />
        public override void OnRow(RecordingRow row, in Judgement judgement)
        {
            long time = row.TimeMicroseconds;
            _voltage.Add(time, row.CellMicrovolts / 1e6);
            _current.Add(time, row.CurrentNanoamperes / 1e9);
            _depletion.Add(time, EventWords.FromQ24(judgement.SurfaceDepletionQ24));
            if (row.HasSense)
            {
                _sense.Add(time, row.SenseMicrovolts / 1e6);
            }

            if (row.HasTemperature)
            {
                _temperature.Add(time, row.CellMillicelsius / 1e3);
            }
        }

        /// <inheritdoc />
        public override void OnEvent(long timeMicroseconds, EventRecord record)
        {
            if (_events.Count < MostEvents)
            {
                _events.Add((timeMicroseconds, ReportWords.OfEvent(record.Kind), EventWords.Describe(record)));
            }
        }

        /// <summary>Writes the page.</summary>
        public void Write(Stream stream, ReplaySummary summary)
        {
            StringBuilder page = new StringBuilder();
            string title = SvgPlot.Escape(summary.FileName);
            page.Append("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>\n<title>")
                .Append(title).Append(" - AnodeGuard</title>\n<style>").Append(Style).Append("</style></head><body>\n");
            page.Append("<h1>").Append(title).Append("</h1>\n<p class='verdict'>").Append(SvgPlot.Escape(summary.Headline)).Append("</p>\n<p>")
                .Append(SvgPlot.Escape(summary.Reading)).Append("</p>\n");
            AppendPlots(page, summary.Tally);
            AppendEvents(page, summary.Tally.Ledger.Events);
            CycleText.Append(page, summary.Cycles);
            AppendList(page, "What does not fit", summary.Findings);
            AppendList(page, "How the file was understood", summary.Notes);
            AppendList(page, "Settings that were assumed", summary.Settings.Assumed.Select(assumed => assumed.Key + " = " + ReplaySummary.Shown(assumed.Value)).ToArray());
            page.Append("<p class='foot'>").Append(ProductVersion.Line).Append(". A recording judged after the fact; no switch was there to open.</p>\n</body></html>\n");
            stream.Write(Encoding.UTF8.GetBytes(page.ToString()));
        }

        private void AppendPlots(StringBuilder page, ReplayTally tally)
        {
            double end = (tally.LastMicroseconds - tally.FirstMicroseconds) / 1e6;
            (double scale, string unit) = end > 7200 ? (3600.0, "h") : end > 300 ? (60.0, "min") : (1.0, "s");
            (double, string)[] ticks = SvgPlot.NiceTicks(tally.FirstMicroseconds / 1e6 / scale, tally.LastMicroseconds / 1e6 / scale, 8)
                .Select(tick => (tick * scale * 1e6, tick.ToString("0.###", CultureInfo.InvariantCulture) + " " + unit))
                .ToArray();
            AppendPlot(page, "Cell voltage, V", _voltage, tally, ticks);
            AppendPlot(page, "Current, A (positive: charging)", _current, tally, ticks);
            AppendPlot(page, "Sense voltage, V", _sense, tally, ticks);
            AppendPlot(page, "Surface depletion s (1: no salt left)", _depletion, tally, ticks);
            AppendPlot(page, "Cell temperature, degC", _temperature, tally, ticks);
        }

        private void AppendPlot(StringBuilder page, string title, Envelope curve, ReplayTally tally, (double Time, string Label)[] ticks)
        {
            if (double.IsNaN(curve.Lowest))
            {
                return;
            }

            SvgPlot plot = new SvgPlot(1000, 190, tally.FirstMicroseconds, tally.LastMicroseconds, curve.Lowest, curve.Highest);
            plot.Frame(title, ticks).Level(0, "zero").Curve("curve", curve.Points());
            foreach ((long time, string kind, string text) in _events.Where(entry => entry.Kind == "fault").Take(MostMarks))
            {
                plot.Mark(time, kind, text);
            }

            page.Append(plot.ToElement());
        }

        private void AppendEvents(StringBuilder page, long all)
        {
            page.Append("<h2>Events</h2>\n");
            if (_events.Count == 0)
            {
                page.Append("<p>None.</p>\n");
                return;
            }

            page.Append("<table><tr><th>time</th><th>event</th></tr>\n");
            foreach ((long time, string kind, string text) in _events)
            {
                page.Append("<tr class='").Append(kind).Append("'><td>").Append(ReplaySummary.Seconds(time)).Append("</td><td>")
                    .Append(SvgPlot.Escape(text)).Append("</td></tr>\n");
            }

            page.Append("</table>\n");
            if (all > _events.Count)
            {
                page.Append("<p>").Append((all - _events.Count).ToString(CultureInfo.InvariantCulture)).Append(" more are not listed.</p>\n");
            }
        }

        private static void AppendList(StringBuilder page, string title, IReadOnlyCollection<string> lines)
        {
            if (lines.Count == 0)
            {
                return;
            }

            page.Append("<h2>").Append(title).Append("</h2>\n<ul>\n");
            foreach (string line in lines)
            {
                page.Append("<li>").Append(SvgPlot.Escape(line)).Append("</li>\n");
            }

            page.Append("</ul>\n");
        }

        private const string Style = @"
body{font:15px/1.5 system-ui,sans-serif;max-width:1040px;margin:2em auto;padding:0 1em;color:#1b1f24;background:#fff}
h1{font-size:1.4em;margin-bottom:.2em}h2{font-size:1.1em;margin-top:1.6em}
.verdict{font-size:1.25em;font-weight:600}
svg{width:100%;height:auto;display:block;margin:.4em 0}
.title{font:600 13px system-ui,sans-serif;fill:#1b1f24}.tick{font:11px system-ui,sans-serif;fill:#57606a}
.grid{stroke:#e4e7eb}.zero{stroke:#9aa4af}.curve{fill:none;stroke:#0b62a4;stroke-width:1.2}.fault{stroke:#c4320a;stroke-width:1.2}
table{border-collapse:collapse}td,th{text-align:left;padding:.15em .8em;border-bottom:1px solid #e4e7eb}tr.fault td{color:#a32408}
.foot{color:#57606a;font-size:.85em;margin-top:2em}
@media print{body{margin:0;max-width:none}}
";
    }
}
