using AnodeGuard.Cli.Recording;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>The curves of a report, in the order in which they are drawn.</summary>
    internal enum ReportCurve
    {
        Voltage,
        Current,
        Sense,
        Depletion,
        Forecast,
        StateOfCharge,
        TipLead,
        MossLead,
        Temperature,
    }

    /// <summary>Names and scales of the curves, and how a row fills them.</summary>
    internal static class ReportCurves
    {
        public const int Count = 9;

        /// <summary>Name in the page's data.</summary>
        public static readonly string[] Names = { "voltage", "current", "sense", "depletion", "forecast", "soc", "tip", "moss", "temperature" };

        /// <summary>What 1 of the curve's unit (V, A, V, 1, s, 1, s, s, degC) is in the core's.</summary>
        public static readonly double[] Scales = { 1e6, 1e9, 1e6, Verdict.OneQ24, 1e6, 1e6, 1e6, 1e6, 1e3 };

        /// <summary>Adds one row.</summary>
        public static void Add(PlotCurves curves, in RecordingRow row, in Judgement judgement)
        {
            long time = row.TimeMicroseconds;
            curves.MoveTo(time);
            curves.Add((int)ReportCurve.Voltage, time, row.CellMicrovolts);
            curves.Add((int)ReportCurve.Current, time, row.CurrentNanoamperes);
            curves.Add((int)ReportCurve.Depletion, time, judgement.SurfaceDepletionQ24);
            if (row.HasSense)
            {
                curves.Add((int)ReportCurve.Sense, time, row.SenseMicrovolts);
            }

            if (row.HasTemperature)
            {
                curves.Add((int)ReportCurve.Temperature, time, row.CellMillicelsius);
            }

            if (judgement.DepletionMicroseconds != Verdict.Never)
            {
                curves.Add((int)ReportCurve.Forecast, time, judgement.DepletionMicroseconds);
            }

            AddKnown(curves, ReportCurve.StateOfCharge, time, judgement.StateOfChargeMillionths);
            AddKnown(curves, ReportCurve.TipLead, time, judgement.TipLeadMicroseconds);
            AddKnown(curves, ReportCurve.MossLead, time, judgement.MossLeadMicroseconds);
        }

        private static void AddKnown(PlotCurves curves, ReportCurve curve, long time, long value)
        {
            if (value != CellFigures.Unknown)
            {
                curves.Add((int)curve, time, value);
            }
        }
    }
}
