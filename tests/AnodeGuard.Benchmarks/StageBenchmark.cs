using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Cli.Replay;
using AnodeGuard.Cli.Replay.Report;
using AnodeGuard.Cli.Replay.Settings;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// `stages`: what each stage of a replay takes for a row. Every block of rows is timed by itself and the fastest
    /// fiftieth of them counts: what a machine can do, whoever else uses it at the same time.
    /// </summary>
    internal static class StageBenchmark
    {
        private const int Blocks = 600;
        private const int WarmBlocks = 300;

        public static void Run(TextWriter output)
        {
            string folder = Directory.CreateTempSubdirectory("anodeguard-bench-").FullName;
            try
            {
                Of(output, "4 columns", Path.Combine(folder, "narrow.csv"), folder, RecordingWriter.WriteNarrow);
                Of(output, "12 columns", Path.Combine(folder, "wide.csv"), folder, RecordingWriter.WriteWide);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static void Of(TextWriter output, string name, string path, string folder, Action<string, int> write)
        {
            write(path, Blocks * RowBlock.Size);
            RowBlock[] blocks = new RowBlock[Blocks];
            for (int i = 0; i < Blocks; i++)
            {
                // What comes from the system for the first time costs more than what is used again and again.
                blocks[i] = new RowBlock { Count = RowBlock.Size };
                Array.Fill(blocks[i].Judgements, default);
            }

            ReplaySettings settings = ReplaySettings.Of(null, CellFlags.None, () => RecordingFile.Open(path));
            OutlookScope scope = OutlookScope.Of(settings);
            using (IRecording recording = RecordingFile.Open(path))
            using (FileStream trace = new FileStream(Path.Combine(folder, "trace.csv"), FileMode.Create))
            {
                CoreRun core = new CoreRun(recording, settings.Device.Guard);
                ReplayChecks checks = new ReplayChecks(recording, scope);
                ReplayTally tally = new ReplayTally();
                ReportSink report = new ReportSink();
                TraceSink written = new TraceSink(trace);
                TraceSink formatted = new TraceSink(Stream.Null);
                Tell(output, name, "reading", blocks, block =>
                {
                    for (int i = 0; i < RowBlock.Size; i++)
                    {
                        recording.Read(ref block.Rows[i]);
                    }
                });
                Tell(output, name, "core", blocks, core.Judge);
                Tell(output, name, "trace, formatted", blocks, block => formatted.OnRows(block.Rows, block.Judgements));
                Tell(output, name, "trace, formatted and written", blocks, block => written.OnRows(block.Rows, block.Judgements));
                Tell(output, name, "report's curves", blocks, block => report.OnRows(block.Rows, block.Judgements));
                Tell(output, name, "cycles and plausibility", blocks, block => checks.OnRows(block.Rows, block.Judgements));
                Tell(output, name, "tally", blocks, block => tally.OnRows(block.Rows, block.Judgements));
            }
        }

        private static void Tell(TextWriter output, string name, string stage, RowBlock[] blocks, Action<RowBlock> work)
        {
            List<long> spent = new List<long>();
            for (int i = 0; i < blocks.Length; i++)
            {
                long began = Stopwatch.GetTimestamp();
                work(blocks[i]);
                long time = Stopwatch.GetTimestamp() - began;
                if (i >= WarmBlocks)
                {
                    spent.Add(time);
                }
                else if (i % 40 == 0)
                {
                    // The compiler makes better code of what is called often, in its own time.
                    Thread.Sleep(300);
                }
            }

            spent.Sort();
            double nanoseconds = 1e9 * spent[spent.Count / 50] / Stopwatch.Frequency / RowBlock.Size;
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-12} {1,-32} {2,6:0.0} ns a row", name, stage, nanoseconds));
        }
    }
}
