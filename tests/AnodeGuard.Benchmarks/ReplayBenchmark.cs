using System;
using System.Globalization;
using System.IO;
using AnodeGuard.Cli;

namespace AnodeGuard.Benchmarks
{
    /// <summary>`replay` of a file with a sense column: without and with a trace and a report.</summary>
    internal static class ReplayBenchmark
    {
        private const int Rows = 500_000;

        public static void Run(TextWriter output)
        {
            string folder = Directory.CreateTempSubdirectory("anodeguard-bench-").FullName;
            try
            {
                string recording = Path.Combine(folder, "cell.csv");
                RecordingWriter.WriteNarrow(recording, Rows);
                Report(output, "replay", "replay", recording, "--json");
                Report(output, "replay with trace and report", "replay", recording, "--json", "--trace", Path.Combine(folder, "t.csv"), "--report", Path.Combine(folder, "r.html"));
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static void Report(TextWriter output, string name, params string[] arguments)
        {
            (double seconds, _) = Measured.Of(() =>
            {
                if (CommandLine.Run(arguments, TextWriter.Null, Console.Error) != 0)
                {
                    throw new InvalidOperationException("replay failed");
                }
            });
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-52} {1,8:0} samples/s ({2} rows)", name, Rows / seconds, Rows));
        }
    }
}
