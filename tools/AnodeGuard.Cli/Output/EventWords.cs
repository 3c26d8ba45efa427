using System;
using System.Globalization;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Output
{
    /// <summary>An event in words.</summary>
    internal static class EventWords
    {
        /// <summary>One line for people, without the time.</summary>
        public static string Describe(EventRecord record)
        {
            switch (record.Kind)
            {
                case EventKind.FaultRaised:
                    return ReportWords.OfLevel(record.Level) + ": " + Names.OfFault(record.Fault) + Where(record.Values);
                case EventKind.FaultCleared:
                    return "over: " + Names.OfFault(record.Fault);
                case EventKind.StateChanged:
                    return "state: " + ReportWords.Of(record.State);
                case EventKind.SelfTestChanged:
                    return "self-test: " + ReportWords.Of(record.Values.SelfTest);
                default:
                    return ReportWords.OfEvent(record.Kind).Replace('-', ' ');
            }
        }

        /// <summary>A Q24 number.</summary>
        public static double FromQ24(long value)
        {
            return (double)value / Verdict.OneQ24;
        }

        /// <summary>A sample's value in its display unit, null where there is none.</summary>
        public static double? Scaled(Sample sample, double scale)
        {
            return sample.Validity == Validity.NotFitted || sample.Validity == Validity.Failed ? null : sample.Value / scale;
        }

        private static string Where(Observation values)
        {
            StringBuilder text = new StringBuilder();
            Append(text, "cell", Scaled(values.CellMicrovolts, 1e6), "V");
            Append(text, "current", Scaled(values.CurrentNanoamperes, 1e9), "A");
            Append(text, "sense", Scaled(values.SenseMicrovolts, 1e6), "V");
            text.Append(", s ").Append(FromQ24(values.SurfaceDepletionQ24).ToString("0.000", CultureInfo.InvariantCulture));
            return "  (" + text.ToString(2, text.Length - 2) + ")";
        }

        private static void Append(StringBuilder text, string name, double? value, string unit)
        {
            if (value != null)
            {
                text.Append(", ").Append(name).Append(' ').Append(Short(value.Value)).Append(' ').Append(unit);
            }
        }

        /// <summary>Four decimals at most, and no minus before a zero.</summary>
        private static string Short(double value)
        {
            return (Math.Round(value, 4) + 0.0).ToString("0.####", CultureInfo.InvariantCulture);
        }
    }
}
