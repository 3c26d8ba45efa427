using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>An evaluation as JSON lines: cases that went wrong, classes, curves, and last the summary.</summary>
    internal static class EvaluationJson
    {
        private static readonly double[] Quantiles = { 0.05, 0.5, 0.95 };

        /// <summary>Writes it. Nothing in it depends on the machine or the time.</summary>
        /// <param name="lines">To here.</param>
        /// <param name="evaluation">Of this.</param>
        /// <param name="everyCase">Also the cases that went as they should.</param>
        public static void Write(JsonLines lines, Evaluation evaluation, bool everyCase)
        {
            foreach (CaseOutcome outcome in evaluation.Outcomes.Where(outcome => everyCase || IsWrong(outcome)))
            {
                WriteCase(lines, outcome);
            }

            foreach (ClassResult result in evaluation.Classes)
            {
                WriteClass(lines, result);
            }

            foreach (RocCurve curve in evaluation.Curves)
            {
                WriteCurve(lines, curve);
            }

            WriteSummary(lines, evaluation);
        }

        /// <summary>Missed, late, or a false alarm.</summary>
        public static bool IsWrong(CaseOutcome outcome)
        {
            bool missed = !outcome.Class.IsInnocent && outcome.Happened && !outcome.IsInTime(outcome.Detected_s);
            return missed || outcome.IsFalseAlarm || outcome.IsFalseAlarmWith || !outcome.IsReady || outcome.Problem != null || outcome.DipsCounted < outcome.Dips || outcome.FalseDips > 0;
        }

        /// <summary>What it was, in a word.</summary>
        public static string Verdict(CaseOutcome outcome)
        {
            return !outcome.IsReady ? "not-ready"
                : outcome.IsFalseAlarm || (outcome.Class.IsInnocent && outcome.IsFalseAlarmWith) ? "false-alarm"
                : outcome.Class.IsInnocent ? outcome.FalseDips > 0 ? "false-micro-short" : "quiet"
                : !outcome.Happened ? "not-happened"
                : outcome.Detected_s == null ? "missed"
                : outcome.IsInTime(outcome.Detected_s) ? "found" : "late";
        }

        private static void WriteCase(JsonLines lines, CaseOutcome outcome)
        {
            lines.Begin();
            lines.Text("event", "case");
            lines.Whole("number", outcome.Number);
            lines.Text("class", outcome.Class.Name);
            lines.Text("verdict", Verdict(outcome));
            lines.Number("onset_t_s", outcome.Onset_s);
            lines.Number("detected_t_s", outcome.Detected_s);
            lines.Number("detected_with_comparator_t_s", outcome.DetectedWith_s);
            lines.Number("danger_t_s", outcome.Danger_s);
            lines.Number("tripped_t_s", outcome.Tripped_s);
            lines.Text("tripped_by", outcome.TrippedBy < 0 ? null : Names.OfFault(outcome.TrippedBy));
            lines.Text("reported_first", outcome.ReportedBy < 0 ? null : Names.OfFault(outcome.ReportedBy));
            lines.Number("end_t_s", outcome.EndOfRun_s);
            if (outcome.Dips > 0 || outcome.FalseDips > 0)
            {
                lines.Whole("dips", outcome.Dips);
                lines.Whole("dips_counted", outcome.DipsCounted);
                lines.Whole("false_dips", outcome.FalseDips);
            }

            if (outcome.Recorder.SoftShortSigns != 0)
            {
                lines.Text("soft_short_signs", string.Join(" ", Names.OfSigns(outcome.Recorder.SoftShortSigns)));
            }

            lines.Text("problem", outcome.Problem);
            lines.Nested("drawn", json =>
            {
                json.WriteStartObject();
                foreach ((string name, double value) in outcome.Parameters)
                {
                    json.WriteNumber(name, value);
                }

                json.WriteEndObject();
            });
            lines.End();
        }

        private static void WriteClass(JsonLines lines, ClassResult result)
        {
            lines.Begin();
            lines.Text("event", "class");
            lines.Text("class", result.Class.Name);
            lines.Text("description", result.Class.Description);
            lines.Flag("innocent", result.Class.IsInnocent);
            lines.Whole("cases", result.Cases.Count);
            lines.Number("exposure_h", result.Exposure_h);
            lines.Whole("false_alarms", result.FalseAlarms);
            lines.Whole("false_alarms_with_comparator", result.FalseAlarmsWith);
            lines.Whole("false_micro_shorts", result.FalseDips);
            if (!result.Class.IsInnocent)
            {
                Interval interval = Interval.OfShare(result.InTime, result.Happened);
                lines.Text("found_by", string.Join(" ", result.Class.Targets.Select(fault => Names.OfFault(fault))));
                lines.Whole("happened", result.Happened);
                lines.Whole("detected", result.Detected);
                lines.Whole("in_time", result.InTime);
                lines.Whole("in_time_with_comparator", result.InTimeWith);
                lines.Number("detection_rate", result.Happened == 0 ? null : (double)result.InTime / result.Happened);
                lines.Number("detection_rate_low", interval.Low);
                lines.Number("detection_rate_high", interval.High);
                WriteQuantiles(lines, "latency_s", result.Latencies_s);
                WriteQuantiles(lines, "lead_time_s", result.Leads_s);
                lines.Nested("reported_first", json => WriteRow(json, result));
            }

            if (result.Dips > 0)
            {
                lines.Whole("dips", result.Dips);
                lines.Whole("dips_counted", result.DipsCounted);
            }

            lines.End();
        }

        private static void WriteRow(Utf8JsonWriter json, ClassResult result)
        {
            json.WriteStartObject();
            foreach (IGrouping<int, CaseOutcome> group in result.Cases.Where(outcome => outcome.Happened).GroupBy(outcome => outcome.ReportedBy).OrderBy(group => group.Key))
            {
                json.WriteNumber(group.Key < 0 ? "nothing" : Names.OfFault(group.Key), group.Count());
            }

            json.WriteEndObject();
        }

        private static void WriteQuantiles(JsonLines lines, string name, IReadOnlyList<double> sorted)
        {
            lines.Nested(name, json =>
            {
                if (sorted.Count == 0)
                {
                    json.WriteNullValue();
                    return;
                }

                json.WriteStartObject();
                json.WriteNumber("least", sorted[0]);
                foreach (double part in Quantiles)
                {
                    json.WriteNumber("p" + (int)(part * 100), ClassResult.Quantile(sorted, part).Value);
                }

                json.WriteNumber("most", sorted[^1]);
                json.WriteEndObject();
            });
        }

        private static void WriteCurve(JsonLines lines, RocCurve curve)
        {
            lines.Begin();
            lines.Text("event", "roc");
            lines.Text("name", curve.Name);
            lines.Text("score", curve.Score);
            lines.Number("in_use", curve.InUse);
            lines.Nested("points", json =>
            {
                json.WriteStartArray();
                foreach (RocPoint point in curve.Points.Where(point => double.IsFinite(point.DetectionRate) && double.IsFinite(point.FalseAlarmsPer1000h)))
                {
                    json.WriteStartObject();
                    json.WriteNumber("threshold", point.Threshold);
                    json.WriteNumber("detection_rate", point.DetectionRate);
                    json.WriteNumber("false_alarms_per_1000_h", point.FalseAlarmsPer1000h);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            lines.End();
        }

        private static void WriteSummary(JsonLines lines, Evaluation evaluation)
        {
            Interval rate = evaluation.Exposure_h > 0 ? Interval.OfRate(evaluation.FalseAlarms, evaluation.Exposure_h / 1000) : new Interval(0, double.NaN);
            lines.Begin();
            lines.Text("event", "summary");
            lines.Whole("scenarios", evaluation.Count);
            lines.Whole("seed", evaluation.Seed);
            lines.Number("exposure_h", evaluation.Exposure_h);
            lines.Whole("false_alarms", evaluation.FalseAlarms);
            lines.Number("false_alarms_per_1000_h", evaluation.FalseAlarmRate);
            lines.Number("false_alarms_per_1000_h_low", rate.Low);
            lines.Number("false_alarms_per_1000_h_high", rate.High);
            lines.Whole("false_alarms_with_comparator", evaluation.FalseAlarmsWith);
            lines.Whole("contacts", evaluation.Contacts.Happened);
            lines.Whole("contacts_found_in_time", evaluation.Contacts.InTime);
            lines.Whole("contacts_found_in_time_with_comparator", evaluation.Contacts.InTimeWith);
            lines.Nested("limits", json =>
            {
                json.WriteStartObject();
                foreach ((string name, bool holds, string _) in EvaluationLimits.Judge(evaluation))
                {
                    json.WriteBoolean(name, holds);
                }

                json.WriteEndObject();
            });
            lines.Text("version", ProductVersion.Tool);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }
    }
}
