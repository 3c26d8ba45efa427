using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.Cli.Output.Plots;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>The drawings of an evaluation's page.</summary>
    internal sealed class EvaluationPlots
    {
        private const double Width = 520;
        private const double Height = 380;

        private static readonly string[] Colours =
        {
            PlotPalette.CellVoltage, PlotPalette.Current, PlotPalette.Sense, PlotPalette.Temperature, PlotPalette.Forecast, PlotPalette.Depletion, PlotPalette.Mark,
        };

        private static readonly string[] Dashes = { null, "7 4", "2 3" };

        private readonly Evaluation _evaluation;

        public EvaluationPlots(Evaluation evaluation)
        {
            _evaluation = evaluation;
        }

        /// <summary>Share of the cases with less lead time than this.</summary>
        public string LeadTimes()
        {
            return Distribution(
                "Lead time", "share of found cases with less, %", "From detection to the short or the depletion of the unprotected twin, s",
                _evaluation.Classes.Where(result => result.Leads_s.Count > 0).Select(result => (result.Class.Name, result.Leads_s)).ToArray());
        }

        /// <summary>Share of the cases found within this time.</summary>
        public string Latencies()
        {
            return Distribution(
                "Latency", "share of found cases, %", "From onset to detection, s",
                _evaluation.Classes.Where(result => !result.Class.IsInnocent && result.Latencies_s.Count > 0).Select(result => (result.Class.Name, result.Latencies_s)).ToArray());
        }

        /// <summary>Detection rate against false alarms.</summary>
        public string Roc(RocCurve curve)
        {
            RocPoint[] points = curve.Points.Where(point => double.IsFinite(point.DetectionRate) && double.IsFinite(point.FalseAlarmsPer1000h)).ToArray();
            if (points.Length == 0)
            {
                return string.Empty;
            }

            // One alarm in the whole exposure is the least that can be seen; none stands left of it.
            double least = 0.5 * 1000 / Math.Max(_evaluation.Exposure_h, 1);
            double most = Math.Max(points.Max(point => point.FalseAlarmsPer1000h), 10 * least) * 1.5;
            PlotAxis x = new PlotAxis("False alarms per 1,000 h (leftmost: none seen)", least, most, true);
            PlotAxis y = new PlotAxis("Faults found in time, %", 0, 105, false);
            (double X, double Y)[] line = points.Select(point => (Math.Max(point.FalseAlarmsPer1000h, least), 100 * point.DetectionRate)).ToArray();
            XyPlot plot = new XyPlot(Width, Height, "ROC: " + curve.Name, x, y)
                .Subtitle("thresholds " + Show(points[0].Threshold) + " to " + Show(points[^1].Threshold) + "; in use " + Show(curve.InUse))
                .Curve(PlotPalette.CellVoltage, null, null, line);
            RocPoint used = points.MinBy(point => Math.Abs(point.Threshold - curve.InUse));
            foreach ((double px, double py) in line)
            {
                plot.Point(px, py, PlotPalette.CellVoltage, null, false);
            }

            return plot.Point(Math.Max(used.FalseAlarmsPer1000h, least), 100 * used.DetectionRate, PlotPalette.Current, "in use: " + Show(curve.InUse)).ToElement();
        }

        /// <summary>Share of the micro-shorts counted within a second of their end, by their depth.</summary>
        public string MicroShorts()
        {
            (double Depth, CaseOutcome Outcome)[] cases = _evaluation.Outcomes.Where(outcome => outcome.Dips > 0 && !outcome.IsFalseAlarm)
                .Select(outcome => (outcome.Parameters.First(drawn => drawn.Name == "dip_v").Value * 1000, outcome)).ToArray();
            if (cases.Length == 0)
            {
                return string.Empty;
            }

            XyPlot plot = new XyPlot(Width, Height, "Micro-shorts counted within a second of their end", new PlotAxis("Depth of the dip, mV", 20, 80, false), new PlotAxis("Share, %", 0, 105, false))
                .Subtitle(cases.Sum(one => one.Outcome.DipsCounted).ToString(CultureInfo.InvariantCulture) + " of " + cases.Sum(one => one.Outcome.Dips).ToString(CultureInfo.InvariantCulture));
            const double Step = 10;
            for (double low = 20; low < 80; low += Step)
            {
                CaseOutcome[] bin = cases.Where(one => one.Depth >= low && one.Depth < low + Step).Select(one => one.Outcome).ToArray();
                int all = bin.Sum(outcome => outcome.Dips);
                if (all > 0)
                {
                    double share = 100.0 * bin.Sum(outcome => outcome.DipsCounted) / all;
                    plot.Bar(low, low + Step, share, PlotPalette.Sense, Show(share) + " % of " + all.ToString(CultureInfo.InvariantCulture));
                }
            }

            return plot.ToElement();
        }

        private static string Distribution(string title, string yLabel, string xLabel, IReadOnlyList<(string Name, IReadOnlyList<double> Sorted)> curves)
        {
            double[] all = curves.SelectMany(curve => curve.Sorted).Where(value => value > 0).ToArray();
            if (all.Length == 0)
            {
                return string.Empty;
            }

            double low = Math.Max(all.Min() * 0.8, 1e-3);
            double high = Math.Max(all.Max() * 1.25, 10 * low);
            double tall = Height + (18 * Math.Max(curves.Count - 8, 0));
            XyPlot plot = new XyPlot(1060, tall, title, new PlotAxis(xLabel, low, high, true), new PlotAxis(yLabel, 0, 100, false), 190);
            for (int i = 0; i < curves.Count; i++)
            {
                IReadOnlyList<double> sorted = curves[i].Sorted;
                IEnumerable<(double, double)> points = sorted.Select((value, k) => (Math.Clamp(value, low, high), 100.0 * (k + 1) / sorted.Count))
                    .Prepend((Math.Clamp(sorted[0], low, high), 0));
                plot.Curve(Colours[i % Colours.Length], Dashes[i / Colours.Length % Dashes.Length], curves[i].Name + " (" + sorted.Count.ToString(CultureInfo.InvariantCulture) + ")", points, true);
            }

            return plot.ToElement();
        }

        private static string Show(double value)
        {
            return value.ToString("0.###", CultureInfo.InvariantCulture);
        }
    }
}
