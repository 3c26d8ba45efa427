using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Report
{
    /// <summary>What the page's script draws, as JSON that may stand inside a script element: what its pages have in common.</summary>
    internal static class PlotJson
    {
        /// <summary>An object with the cells of a page.</summary>
        public static string OfCells(Action<Utf8JsonWriter> writeCells)
        {
            using (MemoryStream bytes = new MemoryStream())
            {
                // The default encoder escapes what could end the element.
                using (Utf8JsonWriter json = new Utf8JsonWriter(bytes))
                {
                    json.WriteStartObject();
                    json.WriteStartArray("cells");
                    writeCells(json);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                return Encoding.UTF8.GetString(bytes.ToArray());
            }
        }

        /// <summary>Limits that stand as lines on the plots.</summary>
        public static void WriteLimits(Utf8JsonWriter json, GuardSettings guard)
        {
            json.WriteStartObject("limits");
            json.WriteNumber("under_voltage", guard.UnderVoltageMicrovolts / 1e6);
            json.WriteNumber("over_voltage", guard.OverVoltageMicrovolts / 1e6);
            json.WriteNumber("depletion_warning", EventWords.FromQ24(guard.DepletionWarningQ24));
            json.WriteNumber("depletion_alarm", EventWords.FromQ24(guard.DepletionAlarmQ24));
            json.WriteNumber("over_temperature", guard.OverTemperatureMillicelsius / 1e3);
            json.WriteNumber("limiting_current_density", guard.LimitingCurrentDensityMicroamperesPerSquareMetre / 1e6);
            json.WriteNumber("diffusion_time", guard.DiffusionTimeMicroseconds / 1e6);
            json.WriteEndObject();
        }

        /// <summary>The curves; one that has no value is left out.</summary>
        /// <param name="json">Written to.</param>
        /// <param name="curves">Where they were collected.</param>
        /// <param name="origin">The page's time 0, microseconds.</param>
        /// <param name="isShown">Which to write.</param>
        public static void WriteCurves(Utf8JsonWriter json, PlotCurves curves, long origin, Func<ReportCurve, bool> isShown)
        {
            json.WriteStartObject("curves");
            for (int curve = 0; curve < ReportCurves.Count; curve++)
            {
                if (isShown((ReportCurve)curve))
                {
                    WriteCurve(json, ReportCurves.Names[curve], ReportCurves.Scales[curve], [.. curves.PointsAndGaps(curve, (int)ReportCurve.Voltage)], origin);
                }
            }

            json.WriteEndObject();
        }

        private static void WriteCurve(Utf8JsonWriter json, string name, double scale, IReadOnlyList<(long Time, long? Value)> points, long origin)
        {
            if (points.Count == 0)
            {
                return;
            }

            json.WriteStartObject(name);
            json.WriteStartArray("t");
            long last = long.MinValue;
            foreach ((long time, _) in points)
            {
                // Two rows of one time are drawn a microsecond apart: a plot's times ascend.
                last = Math.Max(time - origin, last + 1);
                json.WriteRawValue(FixedText.Of(last, 6), true);
            }

            json.WriteEndArray();
            json.WriteStartArray("v");
            foreach ((_, long? value) in points)
            {
                if (value == null)
                {
                    json.WriteNullValue();
                }
                else
                {
                    json.WriteNumberValue(Math.Round(value.Value / scale, 9));
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
