using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using AnodeGuard.App;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Cli.Replay;
using AnodeGuard.Core;

namespace AnodeGuard.Cli
{
    /// <summary>`replay`: the core over a recording.</summary>
    internal static class ReplayCommand
    {
        private static readonly Argument<string> RecordingArgument = new Argument<string>("file") { Description = "Recording: CSV, also gzipped" };

        private static readonly Option<string> Settings = OptionOf.Text("--settings", "Settings document, JSON; without it the documented defaults");

        private static readonly Option<string> Trace = OptionOf.Text("--trace", "CSV with a line for every row: j, s, time to depletion, state, faults");

        private static readonly Option<string> Report = OptionOf.Text("--report", "Self-contained HTML page with plots");

        private static readonly Option<bool> Json = OptionOf.Flag("--json", "Events and summary as JSON lines");

        private static readonly Option<string> FailOn = OptionOf.Level("--fail-on");

        public static Command Create(TextWriter output)
        {
            Command command = new Command("replay", "Runs the decision core over a recorded file.")
            {
                RecordingArgument, Settings, Trace, Report, Json, FailOn,
            };
            command.SetAction(parsed => Run(parsed, output));
            return command;
        }

        private static int Run(ParseResult parsed, TextWriter output)
        {
            string path = parsed.GetValue(RecordingArgument);
            DeviceSettings settings = SettingsFile.Load(parsed.GetValue(Settings));
            RefuseToOverwrite(path, parsed);
            ReplayTally tally = new ReplayTally();
            using (IRecording recording = RecordingFile.Open(path))
            using (AtomicFile trace = AtomicFile.Open(parsed.GetValue(Trace), Trace.Name))
            using (AtomicFile report = AtomicFile.Open(parsed.GetValue(Report), Report.Name))
            {
                ReplaySummary summary = new ReplaySummary(Path.GetFileName(path), recording, settings, tally);
                TraceSink traceSink = trace == null ? null : new TraceSink(trace.Stream);
                ReportSink reportSink = report == null ? null : new ReportSink();
                JsonLines lines = parsed.GetValue(Json) ? new JsonLines(output) : null;
                TextEventSink text = lines == null ? new TextEventSink(output) : null;
                if (lines == null)
                {
                    summary.WriteUnderstanding(output);
                }

                Replay(recording, settings.Guard, tally, traceSink, reportSink, lines != null ? new JsonEventSink(lines) : text);
                if (tally.Rows == 0)
                {
                    throw new InputException(Path.GetFileName(path) + ": has a header but no rows");
                }

                traceSink?.Flush();
                reportSink?.Write(report.Stream, summary);
                trace?.Commit();
                report?.Commit();
                if (lines != null)
                {
                    summary.WriteJson(lines);
                }
                else
                {
                    summary.WriteText(output, text.Hidden);
                }
            }

            return OptionOf.Reaches(parsed.GetValue(FailOn), tally.Worst) ? ExitCode.Found : ExitCode.Ran;
        }

        private static void Replay(IRecording recording, GuardSettings settings, params IReplaySink[] sinks)
        {
            new ReplayLoop(recording, settings).Run(Array.FindAll(sinks, sink => sink != null));
        }

        private static void RefuseToOverwrite(string input, ParseResult parsed)
        {
            HashSet<string> taken = new HashSet<string> { Path.GetFullPath(input) };
            foreach (Option<string> option in new[] { Trace, Report })
            {
                string path = parsed.GetValue(option);
                if (path != null && !taken.Add(Path.GetFullPath(path)))
                {
                    throw new InputException(option.Name + ": " + path + " is already in use by this run");
                }
            }
        }
    }
}
