using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>Draws a run as one SVG picture: what the board measured, what only the emulator knows, and when what happened.</summary>
    internal sealed class RunPicture
    {
        private const double Width = 900;
        private const double PanelHeight = 170;
        private const double Head = 44;
        private const double Foot = 64;
        private const long SampleMicroseconds = 100_000;

        private readonly EmulationSession _session;
        private readonly Envelope _sense = new Envelope();
        private readonly Envelope _current = new Envelope();
        private readonly Envelope _way = new Envelope();

        /// <summary>Watches a session that has not run yet.</summary>
        public RunPicture(EmulationSession session)
        {
            _session = session;
            session.Machine.Scheduler.AddHook(SampleMicroseconds, Sample);
        }

        /// <summary>Writes the picture.</summary>
        public void Write(Stream stream, EmulationSummary summary, EmulationOptions options)
        {
            StringBuilder svg = new StringBuilder();
            double height = Head + (3 * PanelHeight) + Foot;
            svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {Width} {height}' width='{Width}' height='{height}'>\n<style>{Style}</style>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class='paper' width='{Width}' height='{height}'/>\n");
            svg.Append("<text class='head' x='12' y='22'>").Append(SvgPlot.Escape("anodeguard emulate --scenario " + options.Scenario.Name + ", seed "
                + options.Seed.ToString(CultureInfo.InvariantCulture) + " (simulated)")).Append("</text>\n");
            svg.Append("<text class='tick' x='12' y='38'>").Append(SvgPlot.Escape(_session.Machine.Description)).Append("</text>\n");
            Panel(svg, 0, "Sense voltage as the board measures it, V", _sense, 0, summary);
            Panel(svg, 1, "Current, mA", _current, 0, summary);
            Panel(svg, 2, "Metal on its way from the anode (0) over the Cu layer (0.5) to the cathode (1); only the emulator sees it", _way, 1, summary);
            Legend(svg, height - Foot + 16, summary);
            svg.Append("</svg>\n");
            stream.Write(Encoding.UTF8.GetBytes(svg.ToString()));
        }

        private void Sample()
        {
            long now = _session.Machine.Clock.NowMicroseconds;
            Snapshot seen = _session.Snapshot;
            if (seen == null)
            {
                return;
            }

            if (seen.SenseMicrovolts.IsValid)
            {
                _sense.Add(now, seen.SenseMicrovolts.Value / 1e6);
            }

            if (seen.CurrentNanoamperes.IsValid)
            {
                _current.Add(now, seen.CurrentNanoamperes.Value / 1e6);
            }

            _way.Add(now, _session.Machine.View.DendriteFraction);
        }

        private void Panel(StringBuilder svg, int row, string title, Envelope curve, double atLeast, EmulationSummary summary)
        {
            if (double.IsNaN(curve.Lowest))
            {
                return;
            }

            double end = _session.End_s * 1e6;
            SvgPlot plot = new SvgPlot(Width, PanelHeight, 0, end, Math.Min(0, curve.Lowest), Math.Max(atLeast, curve.Highest));
            plot.Frame(title, Ticks()).Level(0, "zero").Curve("curve", curve.Points());
            foreach ((string style, double seconds, string text) in Marks(summary))
            {
                plot.Mark(seconds * 1e6, style, text);
            }

            svg.Append(plot.ToGroup(0, Head + (row * PanelHeight)));
        }

        private (double, string)[] Ticks()
        {
            return SvgPlot.NiceTicks(0, _session.End_s, 8)
                .Select(tick => (tick * 1e6, tick.ToString("0.###", CultureInfo.InvariantCulture) + " s"))
                .ToArray();
        }

        /// <summary>What happened and lies in view.</summary>
        private IEnumerable<(string Style, double Seconds, string Text)> Marks(EmulationSummary summary)
        {
            string opener = EmulationSummary.CauseOf(_session.Machine.Truth.SwitchOpenCause);
            (string Style, double? Seconds, string Text)[] all =
            {
                ("touch", summary.Contact_s, "metal touches the Cu layer"),
                ("alarm", summary.Detected_s, "alarm: " + string.Join(", ", _session.Ledger.Alarms())),
                ("open", summary.Open_s, "switch open, by the " + opener),
                ("short", summary.Short_s, "the same cell without protection shorts"),
            };
            return all.Where(mark => mark.Seconds <= _session.End_s).Select(mark => (mark.Style, mark.Seconds.Value, mark.Text));
        }

        private void Legend(StringBuilder svg, double y, EmulationSummary summary)
        {
            double line = y;
            foreach ((string style, double seconds, string text) in Marks(summary))
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line class='{style}' x1='70' x2='92' y1='{line - 4}' y2='{line - 4}'/>");
                svg.Append(CultureInfo.InvariantCulture, $"<text class='tick' x='100' y='{line}'>{seconds:0.000} s  {SvgPlot.Escape(text)}</text>\n");
                line += 14;
            }
        }

        private const string Style = ".paper{fill:#fff}.head{font:600 15px sans-serif;fill:#1b1f24}.title{font:600 12px sans-serif;fill:#1b1f24}"
            + ".tick{font:11px sans-serif;fill:#57606a}.grid{stroke:#e4e7eb}.zero{stroke:#9aa4af}.curve{fill:none;stroke:#0b62a4;stroke-width:1.4}"
            + ".touch{stroke:#b08800;stroke-width:1.6}.alarm{stroke:#c4320a;stroke-width:1.6}.open{stroke:#1a7f37;stroke-width:1.6;stroke-dasharray:4 3}"
            + ".short{stroke:#6e1f8a;stroke-width:1.6;stroke-dasharray:2 3}";
    }
}
