using System;
using System.Globalization;
using System.IO;
using System.Text;
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
                WriteRecording(recording);
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

        /// <summary>Ten samples a second, charge and discharge by turns, noise on everything.</summary>
        private static void WriteRecording(string path)
        {
            Random random = new Random(1);
            using (StreamWriter writer = new StreamWriter(path, false, Encoding.ASCII, 1 << 16))
            {
                writer.Write("time_s,voltage_v,current_a,sense_v\n");
                for (int i = 0; i < Rows; i++)
                {
                    double sign = i / 36000 % 2 == 0 ? 1 : -1;
                    writer.Write(string.Format(
                        CultureInfo.InvariantCulture,
                        "{0:0.0},{1:0.0000},{2:0.000000},{3:0.0000}\n",
                        i * 0.1,
                        3.7 + (0.1 * sign) + (0.0002 * random.NextDouble()),
                        (0.002 * sign) + (0.000001 * random.NextDouble()),
                        3.0 + (0.0005 * random.NextDouble())));
                }
            }
        }
    }
}
