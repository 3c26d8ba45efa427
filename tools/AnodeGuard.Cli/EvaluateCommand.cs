using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using AnodeGuard.Cli.Evaluate;
using AnodeGuard.Cli.Output;
using Spectre.Console;

namespace AnodeGuard.Cli
{
    /// <summary>`evaluate`: how well the firmware detects, over many drawn scenarios.</summary>
    internal static class EvaluateCommand
    {
        private const string ReportName = "--report";
        private const string ClassName = "--class";
        private const string FailOnName = "--fail-on";
        private const int UsualScenarios = 1000;
        private const double UsualHours = 6;
        private const int MostScenarios = 1_000_000;

        private static readonly Option<long> Scenarios = OptionOf.Whole("--scenarios", "How many, every second one innocent", UsualScenarios);

        private static readonly Option<long> Seed = OptionOf.Whole("--seed", "The same seed gives the same result, byte for byte", 1);

        private static readonly Option<double> Hours = OptionOf.Number("--hours", "Virtual hours of an innocent scenario", NumberRange.Above(0, 10000, "h"), UsualHours);

        private static readonly Option<long?> Only = new Option<long?>("--only") { Description = "Run the scenario of this number alone" };

        private static readonly Option<string> Classes = OptionOf.Text(ClassName, "Run the scenarios of these classes alone: names, with commas between");

        private static readonly Option<string> Report = OptionOf.Text(ReportName, "Self-contained HTML page with plots");

        private static readonly Option<string> FailOn = OptionOf.Text(
            FailOnName, "Exit with 1 where a limit is missed: any, or a list of " + string.Join(", ", EvaluationLimits.Names));

        private static readonly Option<bool> EveryCase = OptionOf.Flag("--every-case", "With --json: also the cases that went as they should");

        private static readonly Option<bool> Json = OptionOf.Flag("--json", "JSON lines: cases that went wrong, classes, curves, summary");

        public static Command Create(TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            Command command = new Command("evaluate", "Detection quality over seeded scenarios on the emulated board.")
            {
                Scenarios, Seed, Hours, Only, Classes, Report, FailOn, EveryCase, Json,
            };
            command.SetAction(parsed => Run(parsed, output, error, cancellation));
            return command;
        }

        private static int Run(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            IReadOnlyList<string> limits = EvaluationLimits.Parse(parsed.GetValue(FailOn), FailOnName);
            Evaluation evaluation = Create(parsed);
            using (AtomicFile report = AtomicFile.Open(parsed.GetValue(Report), ReportName))
            {
                try
                {
                    RunWithProgress(evaluation, !Console.IsErrorRedirected && ReferenceEquals(error, Console.Error), cancellation);
                }
                catch (OperationCanceledException)
                {
                    throw new InputException("ended before the evaluation was through: nothing is written");
                }

                report?.Stream.Write(Encoding.UTF8.GetBytes(new EvaluationPage(evaluation).Write()));
                report?.Commit();
            }

            if (parsed.GetValue(Json))
            {
                EvaluationJson.Write(new JsonLines(output), evaluation, parsed.GetValue(EveryCase) || parsed.GetValue(Only) != null);
            }
            else
            {
                WriteText(evaluation, output);
            }

            bool missed = EvaluationLimits.Judge(evaluation).Any(limit => !limit.Holds && limits.Contains(limit.Name));
            return missed ? ExitCode.Found : ExitCode.Ran;
        }

        private static Evaluation Create(ParseResult parsed)
        {
            long scenarios = parsed.GetValue(Scenarios);
            if (scenarios is < 1 or > MostScenarios)
            {
                throw new InputException("--scenarios: " + scenarios.ToString(CultureInfo.InvariantCulture) + " is out of range (accepted: from 1 to " + MostScenarios.ToString(CultureInfo.InvariantCulture) + ")");
            }

            long? only = parsed.GetValue(Only);
            if (only < 0 || only >= scenarios)
            {
                throw new InputException("--only: there is no scenario " + only.Value.ToString(CultureInfo.InvariantCulture) + " (accepted: from 0 to " + (scenarios - 1).ToString(CultureInfo.InvariantCulture) + ")");
            }

            Evaluation evaluation = new Evaluation((int)scenarios, parsed.GetValue(Seed), parsed.GetValue(Hours), (int?)only, ClassesOf(parsed.GetValue(Classes)));
            return evaluation.Count > 0 ? evaluation : throw new InputException(ClassName + ": none of the scenarios is of such a class; more --scenarios have some of each");
        }

        private static string[] ClassesOf(string text)
        {
            string[] names = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Array.Empty<string>();
            string[] known = FaultCases.All.Concat(InnocentCases.All).Select(kind => kind.Name).Distinct().ToArray();
            string unknown = names.FirstOrDefault(name => !known.Contains(name));
            return unknown == null ? names : throw new InputException(ClassName + ": there is no class " + unknown + " (accepted: " + string.Join(", ", known) + ")");
        }

        private static void RunWithProgress(Evaluation evaluation, bool show, CancellationToken cancellation)
        {
            if (!show)
            {
                evaluation.Run(() => { }, cancellation);
                return;
            }

            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask("scenarios", true, evaluation.Count);
                    evaluation.Run(() => task.Increment(1), cancellation);
                });
        }

        private static void WriteText(Evaluation evaluation, TextWriter output)
        {
            output.WriteLine("Faults                 cases  found in time      with comparator  latency, median  lead time, median");
            foreach (ClassResult result in evaluation.Classes.Where(result => !result.Class.IsInnocent))
            {
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture, "{0,-22}{1,6}{2,8} ({3,5:0.0} %){4,17} {5,15} {6,18}",
                    result.Class.Name, result.Happened, result.InTime, result.Happened == 0 ? 0 : 100.0 * result.InTime / result.Happened, result.InTimeWith,
                    Seconds(ClassResult.Quantile(result.Latencies_s, 0.5)), Seconds(ClassResult.Quantile(result.Leads_s, 0.5))));
            }

            output.WriteLine();
            output.WriteLine("Innocent               cases   hours  false alarms  with comparator");
            foreach (ClassResult result in evaluation.Classes.Where(result => result.Class.IsInnocent))
            {
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture, "{0,-22}{1,6}{2,8:0}{3,14}{4,17}", result.Class.Name, result.Cases.Count, result.Exposure_h, result.FalseAlarms, result.FalseAlarmsWith));
            }

            output.WriteLine();
            foreach ((string name, bool holds, string words) in EvaluationLimits.Judge(evaluation))
            {
                output.WriteLine((holds ? "holds   " : "MISSED  ") + name.PadRight(12) + words);
            }

            Interval rate = Interval.OfRate(evaluation.FalseAlarms, Math.Max(evaluation.Exposure_h, 1e-9) / 1000);
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "False alarms per 1,000 h: {0:0.##} (95 %: {1:0.##} to {2:0.##}). Everything simulated.", evaluation.FalseAlarmRate, rate.Low, rate.High));
        }

        private static string Seconds(double? seconds)
        {
            return seconds == null ? "-" : seconds.Value.ToString("0.00", CultureInfo.InvariantCulture) + " s";
        }
    }
}
