using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Core;
using Spectre.Console;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Replays of many files at once: a line for each, the worst first. A file that cannot be used stops no other.</summary>
    internal sealed class ManyReplays
    {
        private readonly ReplayOptions _options;
        private readonly IReadOnlyList<string> _paths;
        private readonly Outcome[] _outcomes;

        public ManyReplays(IReadOnlyList<string> paths, ReplayOptions options)
        {
            // Settings that cannot be used are no file's fault: they are refused once, before anything runs.
            SettingsFile.Load(options.SettingsPath);
            _options = options;
            _paths = paths;
            _outcomes = new Outcome[paths.Count];
        }

        /// <summary>Files that could not be used.</summary>
        public int Failed
        {
            get { return _outcomes.Count(outcome => outcome.Error != null); }
        }

        /// <summary>The worst state that any file reached.</summary>
        public GuardState Worst
        {
            get { return _outcomes.Where(outcome => outcome.Error == null).Select(outcome => outcome.Job.Tally.Worst).DefaultIfEmpty().Max(); }
        }

        private IEnumerable<Outcome> WorstFirst
        {
            get
            {
                return _outcomes
                    .OrderBy(outcome => outcome.Error == null)
                    .ThenByDescending(outcome => outcome.Error == null ? outcome.Job.Tally.Worst : 0)
                    .ThenByDescending(outcome => outcome.Error == null ? outcome.Job.Tally.Ledger.Alarms().Count : 0)
                    .ThenBy(outcome => outcome.Path, StringComparer.Ordinal);
            }
        }

        /// <summary>Runs all of them, as many at once as there are processors.</summary>
        /// <param name="showProgress">A bar with the time left, on standard error.</param>
        public void Run(bool showProgress)
        {
            if (!showProgress)
            {
                RunAll(() => { });
                return;
            }

            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
            console.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    ProgressTask task = context.AddTask("files", true, _paths.Count);
                    RunAll(() => task.Increment(1));
                });
        }

        /// <summary>A table for people.</summary>
        public void WriteText(TextWriter output)
        {
            int width = _paths.Max(path => path.Length);
            foreach (Outcome outcome in WorstFirst)
            {
                output.WriteLine(outcome.Path.PadRight(width) + "  " + (outcome.Error != null
                    ? "UNUSABLE   " + outcome.Error
                    : ReportWords.Of(outcome.Job.Tally.Worst).PadRight(9) + "  " + Reading(outcome.Job) + "  " + outcome.Job.Summary.Headline));
            }

            output.WriteLine(_paths.Count.ToString(CultureInfo.InvariantCulture) + " files, " + Failed.ToString(CultureInfo.InvariantCulture) + " unusable");
        }

        /// <summary>A line for each file, and the summary.</summary>
        public void WriteJson(JsonLines lines)
        {
            foreach (Outcome outcome in WorstFirst)
            {
                if (outcome.Error == null)
                {
                    outcome.Job.Summary.WriteJson(lines, "file");
                    continue;
                }

                lines.Begin();
                lines.Text("event", "error");
                lines.Text("file", Path.GetFileName(outcome.Path));
                lines.Text("message", outcome.Error);
                lines.End();
            }

            lines.Begin();
            lines.Text("event", "summary");
            lines.Whole("files", _paths.Count);
            lines.Whole("failed", Failed);
            lines.Text("worst_state", ReportWords.Of(Worst));
            lines.Text("version", ProductVersion.Tool);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }

        private static string Reading(ReplayJob job)
        {
            int findings = job.Summary.Findings.Count;
            return job.Tally.Rows.ToString(CultureInfo.InvariantCulture) + " rows, "
                + ReplaySummary.Seconds(job.Tally.LastMicroseconds - job.Tally.FirstMicroseconds) + ", "
                + findings.ToString(CultureInfo.InvariantCulture) + (findings == 1 ? " note; " : " notes; ");
        }

        private void RunAll(Action done)
        {
            ParallelOptions parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, _paths.Count, parallel, i =>
            {
                _outcomes[i] = RunOne(_paths[i]);
                done();
            });
        }

        private Outcome RunOne(string path)
        {
            try
            {
                using (ReplayJob job = new ReplayJob(path, _options))
                {
                    job.Run();
                    return new Outcome(path, job, null);
                }
            }
            catch (InputException exception)
            {
                return new Outcome(path, null, exception.Message.ReplaceLineEndings(" "));
            }
        }

        /// <summary>What came of one file: a replay that has run, or why it could not.</summary>
        private sealed record Outcome(string Path, ReplayJob Job, string Error);
    }
}
