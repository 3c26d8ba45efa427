using System.Collections.Generic;
using System.IO;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Replay.Report;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Where the results of one replay go; null where one is not wanted.</summary>
    internal sealed record ReplayOutputs(string Trace, string Report, string Bdf, string Compare);

    /// <summary>The replay of one recording, with everything that can be written of it. Files appear whole, at the end, or not at all.</summary>
    internal sealed class SingleReplay
    {
        private readonly string _path;
        private readonly ReplayOptions _options;
        private readonly ReplayOutputs _outputs;

        public SingleReplay(string path, ReplayOptions options, ReplayOutputs outputs)
        {
            _path = path;
            _options = options;
            _outputs = outputs;
        }

        /// <summary>Runs it; returns what the recording comes to.</summary>
        /// <param name="output">Where people or programs read.</param>
        /// <param name="json">For programs.</param>
        /// <exception cref="InputException">A file cannot be used; nothing was written.</exception>
        public ReplayTally Run(TextWriter output, bool json)
        {
            RefuseToOverwrite();
            using (ReplayJob job = new ReplayJob(_path, _options))
            using (ReplayJob other = _outputs.Compare == null ? null : new ReplayJob(_outputs.Compare, _options))
            using (AtomicFile trace = AtomicFile.Open(_outputs.Trace, "--trace"))
            using (AtomicFile report = AtomicFile.Open(_outputs.Report, "--report"))
            using (AtomicFile bdf = AtomicFile.Open(_outputs.Bdf, "--bdf"))
            {
                JsonLines lines = json ? new JsonLines(output) : null;
                TraceSink traceSink = trace == null ? null : new TraceSink(trace.Stream);
                BdfSink bdfSink = bdf == null ? null : new BdfSink(bdf.Stream, job.Recording);
                ReportSink collected = report == null ? null : new ReportSink();
                TextEventSink text = Begin(job, lines, output);
                RunToTheEnd(job, lines, traceSink, bdfSink, collected, text, lines == null ? null : new JsonEventSink(lines));
                traceSink?.Flush();
                bdfSink?.Flush();

                // The other recording's events would mix with this one's: its summary tells.
                ReportSink collectedOther = report == null ? null : new ReportSink();
                if (other != null)
                {
                    RunToTheEnd(other, lines, collectedOther);
                }

                if (report != null)
                {
                    ReportCell[] cells = [new ReportCell(job.Summary, collected), .. other == null ? [] : new[] { new ReportCell(other.Summary, collectedOther) }];
                    ReportPage.Write(report.Stream, cells);
                }

                trace?.Commit();
                report?.Commit();
                bdf?.Commit();
                End(job, other, lines, output, text);
                return job.Tally;
            }
        }

        private static TextEventSink Begin(ReplayJob job, JsonLines lines, TextWriter output)
        {
            if (lines != null)
            {
                return null;
            }

            job.Summary.WriteUnderstanding(output);
            return new TextEventSink(output);
        }

        private void End(ReplayJob job, ReplayJob other, JsonLines lines, TextWriter output, TextEventSink text)
        {
            if (lines != null)
            {
                other?.Summary.WriteJson(lines, "compared");
                job.Summary.WriteJson(lines);
                return;
            }

            job.Summary.WriteText(output, text.Hidden);
            if (other != null)
            {
                output.WriteLine();
                other.Summary.WriteUnderstanding(output);
                other.Summary.WriteText(output, 0);
            }

            if (_outputs.Report != null)
            {
                output.WriteLine("report: " + _outputs.Report);
            }
        }

        /// <summary>Who reads the JSON lines alone learns from the last of them that the run broke off.</summary>
        private static void RunToTheEnd(ReplayJob job, JsonLines lines, params ReplaySink[] sinks)
        {
            try
            {
                job.Run(sinks);
            }
            catch (InputException exception) when (lines != null)
            {
                lines.Begin();
                lines.Text("event", "error");
                lines.Text("message", exception.Message.ReplaceLineEndings(" "));
                lines.End();
                throw;
            }
        }

        private void RefuseToOverwrite()
        {
            HashSet<string> taken = new HashSet<string> { AtomicFile.TargetOf(_path, "replay") };
            if (_outputs.Compare != null)
            {
                taken.Add(AtomicFile.TargetOf(_outputs.Compare, "--compare"));
            }

            foreach ((string option, string path) in new[] { ("--trace", _outputs.Trace), ("--report", _outputs.Report), ("--bdf", _outputs.Bdf) })
            {
                if (path != null && !taken.Add(AtomicFile.TargetOf(path, option)))
                {
                    throw new InputException(option + ": " + path + " is already in use by this run");
                }
            }
        }
    }
}
