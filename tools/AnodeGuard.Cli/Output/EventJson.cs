using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Output
{
    /// <summary>An event as a JSON line: the same from a recording and from the emulated board.</summary>
    internal static class EventJson
    {
        /// <summary>Writes the event.</summary>
        /// <param name="lines">Where to.</param>
        /// <param name="time_s">The event's time: the file's own, or virtual time since start.</param>
        /// <param name="record">What happened.</param>
        public static void Write(JsonLines lines, double time_s, EventRecord record)
        {
            lines.Begin(time_s, ReportWords.OfEvent(record.Kind));
            if (record.Fault >= 0)
            {
                lines.Text("fault", Names.OfFault(record.Fault));
                lines.Text("level", ReportWords.OfLevel(record.Level));
            }

            lines.Text("state", ReportWords.Of(record.State));
            Observation values = record.Values;
            if (record.Kind == EventKind.SelfTestChanged)
            {
                lines.Text("result", ReportWords.Of(values.SelfTest));
            }

            lines.Number("j", EventWords.FromQ24(values.NormalizedCurrentQ24));
            lines.Number("s", EventWords.FromQ24(values.SurfaceDepletionQ24));
            lines.Number("t_dep_s", values.DepletionMicroseconds == Verdict.Never ? null : values.DepletionMicroseconds / 1e6);
            lines.Number("voltage_v", EventWords.Scaled(values.CellMicrovolts, 1e6));
            lines.Number("current_a", EventWords.Scaled(values.CurrentNanoamperes, 1e9));
            lines.Number("sense_v", EventWords.Scaled(values.SenseMicrovolts, 1e6));
            lines.Number("temperature_c", EventWords.Scaled(values.CellMillicelsius, 1e3));
            lines.End();
        }
    }
}
