using System;
using System.Globalization;
using System.Linq;
using System.Text;
using AnodeGuard.Cli.Output;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>An evaluation as one HTML page that needs nothing else: numbers, plots, confusion matrix, the cases that went wrong.</summary>
    internal sealed class EvaluationPage
    {
        private const int MostWrongCases = 200;

        private const string Style = @"
body{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:1080px;margin:24px auto;padding:0 16px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:19px;margin:34px 0 8px}p.note{color:#57606a;font-size:13px}
.cards{display:flex;flex-wrap:wrap;gap:12px;margin:16px 0}.card{border:1px solid #d0d7de;border-radius:8px;padding:10px 14px;min-width:200px;flex:1}
.card b{display:block;font-size:22px}.holds{border-left:5px solid #009e73}.fails{border-left:5px solid #d55e00}
table{border-collapse:collapse;font-size:13px;width:100%}th,td{padding:4px 8px;border-bottom:1px solid #e6e9ed;text-align:right}
th{font-weight:600;vertical-align:bottom}td:first-child,th:first-child{text-align:left;white-space:nowrap}td.words,th.words{text-align:left}td.words{min-width:210px}
p.note{overflow-wrap:anywhere}@media(max-width:700px){.plots{overflow-x:auto}.plots svg{max-width:none}}
.scroll{overflow-x:auto}.plots{display:flex;flex-wrap:wrap;gap:16px}.plots svg{max-width:100%;height:auto}
th.turned{height:150px;padding:0 2px}th.turned div{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
";

        private readonly StringBuilder _html = new StringBuilder();
        private readonly Evaluation _evaluation;

        public EvaluationPage(Evaluation evaluation)
        {
            _evaluation = evaluation;
        }

        /// <summary>The page.</summary>
        public string Write()
        {
            Line("<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>AnodeGuard: detection quality</title><style>" + Style + "</style></head><body>");
            Line("<h1>Detection quality</h1>");
            Line("<p class='note'>" + Count(_evaluation.Count) + " simulated scenarios, seed " + _evaluation.Seed.ToString(CultureInfo.InvariantCulture)
                + ", innocent ones of " + Number(_evaluation.InnocentHours) + " h each; firmware on the emulated board, hardware collapse comparator off unless said. "
                + "Nothing here was measured on a real cell. " + SvgPlot.Escape(ProductVersion.Line) + "</p>");
            WriteCards();
            WriteFaults();
            Line("<h2>How early, how fast, at which threshold</h2><div class='plots'>");
            EvaluationPlots plots = new EvaluationPlots(_evaluation);
            Line(plots.LeadTimes() + plots.Latencies() + string.Concat(_evaluation.Curves.Select(plots.Roc)) + plots.MicroShorts());
            Line("</div>");
            WriteMatrix();
            WriteInnocents();
            WriteWrong();
            Line("</body></html>");
            return _html.ToString();
        }

        private void WriteCards()
        {
            Interval rate = Interval.OfRate(_evaluation.FalseAlarms, Math.Max(_evaluation.Exposure_h, 1e-9) / 1000);
            Line("<div class='cards'>");
            foreach ((string name, bool holds, string words) in EvaluationLimits.Judge(_evaluation))
            {
                string more = name == "false-alarm"
                    ? "<br>" + Number(_evaluation.FalseAlarmRate) + " per 1,000 h (95 %: " + Number(rate.Low) + " to " + Number(rate.High) + ")"
                    : string.Empty;
                Line("<div class='card " + (holds ? "holds" : "fails") + "'><b>" + (holds ? "holds" : "missed") + "</b>" + SvgPlot.Escape(words) + more + "</div>");
            }

            Line("</div>");
        }

        private void WriteFaults()
        {
            Line("<h2>Faults</h2><div class='scroll'><table><tr><th>class</th><th class='words'>what</th><th>cases</th><th>found in time</th><th>95 % interval</th><th>with comparator</th><th>latency, median</th><th>95 %</th><th>lead time, 5 %</th><th>median</th></tr>");
            foreach (ClassResult result in _evaluation.Classes.Where(result => !result.Class.IsInnocent))
            {
                Interval interval = Interval.OfShare(result.InTime, result.Happened);
                Line("<tr><td>" + result.Class.Name + "</td><td class='words'>" + SvgPlot.Escape(result.Class.Description) + "; found by " + string.Join(" or ", result.Class.Targets.Select(NameOf)) + "</td><td>" + Count(result.Happened) + "</td><td>"
                    + Share(result.InTime, result.Happened) + "</td><td>" + Percent(interval.Low) + " to " + Percent(interval.High) + "</td><td>" + Share(result.InTimeWith, result.Happened) + "</td><td>"
                    + Seconds(ClassResult.Quantile(result.Latencies_s, 0.5)) + "</td><td>" + Seconds(ClassResult.Quantile(result.Latencies_s, 0.95)) + "</td><td>"
                    + Seconds(ClassResult.Quantile(result.Leads_s, 0.05)) + "</td><td>" + Seconds(ClassResult.Quantile(result.Leads_s, 0.5)) + "</td></tr>");
            }

            Line("</table></div><p class='note'>In time: before the short or the depletion of the unprotected twin; where the emulator knows no such end, within the class's deadline. Intervals are exact (Clopper and Pearson).</p>");
        }

        private void WriteInnocents()
        {
            Line("<h2>Innocent</h2><div class='scroll'><table><tr><th>class</th><th class='words'>what</th><th>cases</th><th>hours</th><th>false alarms</th><th>with comparator</th><th>micro-shorts counted</th></tr>");
            foreach (ClassResult result in _evaluation.Classes.Where(result => result.Class.IsInnocent))
            {
                Line("<tr><td>" + result.Class.Name + "</td><td class='words'>" + SvgPlot.Escape(result.Class.Description) + "</td><td>" + Count(result.Cases.Count) + "</td><td>" + Number(result.Exposure_h)
                    + "</td><td>" + Count(result.FalseAlarms) + "</td><td>" + Count(result.FalseAlarmsWith) + "</td><td>" + Count(result.FalseDips) + "</td></tr>");
            }

            Line("</table></div>");
        }

        private void WriteMatrix()
        {
            int[] reported = _evaluation.Outcomes.Where(Counts).Select(outcome => outcome.ReportedBy).Distinct().Order().ToArray();
            Line("<h2>What was reported first</h2><div class='scroll'><table><tr><th>what it was</th>" + string.Concat(reported.Select(fault => "<th class='turned'><div>" + NameOf(fault) + "</div></th>")) + "</tr>");
            foreach (ClassResult result in _evaluation.Classes)
            {
                CaseOutcome[] cases = result.Cases.Where(Counts).ToArray();
                StringBuilder row = new StringBuilder("<tr><td>" + result.Class.Name + "</td>");
                foreach (int fault in reported)
                {
                    int count = cases.Count(outcome => outcome.ReportedBy == fault);
                    double share = cases.Length == 0 ? 0 : (double)count / cases.Length;
                    row.Append("<td style='background:rgba(0,114,178,").Append((0.75 * share).ToString("0.##", CultureInfo.InvariantCulture)).Append(")'>").Append(count == 0 ? string.Empty : Count(count)).Append("</td>");
                }

                Line(row.Append("</tr>").ToString());
            }

            Line("</table></div><p class='note'>Rows: the class of the scenario. Columns: the first fault of any level, after the onset where there is one.</p>");
        }

        private void WriteWrong()
        {
            CaseOutcome[] wrong = _evaluation.Outcomes.Where(EvaluationJson.IsWrong).ToArray();
            Line("<h2>Cases that went wrong: " + Count(wrong.Length) + "</h2><p class='note'>Each can be run again: evaluate --scenarios " + Count(_evaluation.Scenarios) + " --seed " + _evaluation.Seed.ToString(CultureInfo.InvariantCulture)
                + " --hours " + Number(_evaluation.InnocentHours) + " --only NUMBER --json.</p><div class='scroll'><table><tr><th>number</th><th class='words'>class</th><th class='words'>verdict</th><th class='words'>tripped by</th><th>at</th><th>onset</th><th>found</th><th>too late at</th><th class='words'>drawn</th></tr>");
            foreach (CaseOutcome outcome in wrong.Take(MostWrongCases))
            {
                Line("<tr><td>" + Count(outcome.Number) + "</td><td class='words'>" + outcome.Class.Name + "</td><td class='words'>" + EvaluationJson.Verdict(outcome) + "</td><td class='words'>" + (outcome.TrippedBy < 0 ? "nothing" : NameOf(outcome.TrippedBy))
                    + "</td><td>" + Seconds(outcome.Tripped_s) + "</td><td>" + Seconds(outcome.Onset_s) + "</td><td>" + Seconds(outcome.Detected_s) + "</td><td>" + Seconds(outcome.Danger_s) + "</td><td class='words'>"
                    + string.Join(", ", outcome.Parameters.Select(drawn => drawn.Name + " " + drawn.Value.ToString("G4", CultureInfo.InvariantCulture))) + "</td></tr>");
            }

            Line("</table></div>");
            if (wrong.Length > MostWrongCases)
            {
                Line("<p class='note'>" + Count(wrong.Length - MostWrongCases) + " more are in the JSON.</p>");
            }
        }

        private static bool Counts(CaseOutcome outcome)
        {
            return outcome.Class.IsInnocent || outcome.Happened;
        }

        private static string NameOf(int fault)
        {
            return fault < 0 ? "nothing" : Names.OfFault(fault);
        }

        private static string Share(int part, int whole)
        {
            return whole == 0 ? "-" : Percent((double)part / whole) + " (" + Count(part) + ")";
        }

        private static string Percent(double share)
        {
            return (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
        }

        private static string Seconds(double? seconds)
        {
            // Three digits are more than so few cases tell.
            double value = seconds ?? 0;
            return seconds == null
                ? "-"
                : value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : Math.Abs(value) >= 1 ? "0.00" : "0.000", CultureInfo.InvariantCulture) + "\u00a0s";
        }

        private static string Number(double value)
        {
            return value.ToString(Math.Abs(value) >= 100 ? "0" : "0.###", CultureInfo.InvariantCulture);
        }

        private static string Count(int value)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        private void Line(string text)
        {
            _html.Append(text).Append('\n');
        }
    }
}
