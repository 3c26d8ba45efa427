using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// `long-replay [ROWS]`: ten million rows with a sense column, replayed with trace and report as a user would, against
    /// pandas.read_csv of the same file alone, turn by turn in one run. Three files: the fewest columns a replay needs, those of
    /// Battery Data Format, and those that a cycler exports.
    /// </summary>
    internal static class LongReplayBenchmark
    {
        private const int Turns = 3;

        private static readonly string[] Pandas =
        {
            "/usr/bin/python3", "-c", "import sys, time, pandas\nbegan = time.perf_counter()\nworked = time.process_time()\ntable = pandas.read_csv(sys.argv[1])\nprint(time.perf_counter() - began, time.process_time() - worked)\nassert len(table) == int(sys.argv[2])",
        };

        public static void Run(int rows, TextWriter output)
        {
            string folder = Directory.CreateTempSubdirectory("anodeguard-bench-").FullName;
            try
            {
                Compare(output, "time, voltage, current, sense", Path.Combine(folder, "narrow.csv"), folder, rows, RecordingWriter.WriteNarrow);
                Compare(output, "Battery Data Format, 8 columns", Path.Combine(folder, "cell.bdf.csv"), folder, rows, RecordingWriter.WriteBdf);
                Compare(output, "as a cycler exports it, 12 columns", Path.Combine(folder, "wide.csv"), folder, rows, RecordingWriter.WriteWide);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static void Compare(TextWriter output, string name, string recording, string folder, int rows, Action<string, int> write)
        {
            write(recording, rows);
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "{0}: {1} rows, {2:0} MB, on {3} cores", name, rows, new FileInfo(recording).Length / 1e6, Environment.ProcessorCount));
            string trace = Path.Combine(folder, "trace.csv");
            string report = Path.Combine(folder, "report.html");
            double bestReplay = double.MaxValue;
            double bestPandas = double.MaxValue;
            long peak = 0;
            for (int turn = 0; turn < Turns; turn++)
            {
                Spent replay = Replay(recording, trace, report, out long bytes);
                Spent pandas = ReadWithPandas(recording, rows);
                bestReplay = Math.Min(bestReplay, replay.Seconds);
                bestPandas = Math.Min(bestPandas, pandas.Seconds);
                peak = Math.Max(peak, bytes);
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture, "  turn {0}: replay with trace and report {1} ({2:0.00} million rows/s), pandas.read_csv {3}", turn + 1, replay, rows / replay.Seconds / 1e6, pandas));
            }

            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "  best: replay {0:0.00} s, pandas {1:0.00} s; peak memory {2:0} MB; trace {3:0} MB, report {4:0.0} MB", bestReplay, bestPandas, peak / 1e6,
                new FileInfo(trace).Length / 1e6, new FileInfo(report).Length / 1e6));
            output.WriteLine(double.IsNaN(bestPandas)
                ? "  no ratio: python3 with pandas (Debian's python3-pandas) is not on this machine"
                : string.Format(CultureInfo.InvariantCulture, "  replay of everything takes {0:0.00} times what pandas takes to read", bestReplay / bestPandas));
        }

        /// <summary>The whole program from its start to its end, as `time` would measure it.</summary>
        private static Spent Replay(string recording, string trace, string report, out long peakBytes)
        {
            string tool = Path.Combine(AppContext.BaseDirectory, "anodeguard.dll");
            ProcessStartInfo start = new ProcessStartInfo("dotnet", [tool, "replay", recording, "--trace", trace, "--report", report, "--json"]) { RedirectStandardOutput = true };
            peakBytes = 0;
            double worked = 0;
            long began = Stopwatch.GetTimestamp();
            using (Process process = Process.Start(start))
            {
                System.Threading.Tasks.Task<string> told = process.StandardOutput.ReadToEndAsync();
                while (!process.WaitForExit(20))
                {
                    Look(process, ref peakBytes, ref worked);
                }

                double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                return process.ExitCode == 0 ? new Spent(seconds, worked) : throw new InvalidOperationException("replay failed: " + told.Result);
            }
        }

        /// <summary>Both only grow, and are gone with the process: the last look, at most 20 ms before its end, tells.</summary>
        private static void Look(Process process, ref long peakBytes, ref double worked)
        {
            try
            {
                process.Refresh();
                peakBytes = Math.Max(peakBytes, process.PeakWorkingSet64);
                worked = process.TotalProcessorTime.TotalSeconds;
            }
            catch (InvalidOperationException)
            {
                // It has just ended: the look before told.
                return;
            }
        }

        /// <summary>The call alone, without the start of Python and the import; NaN where there is no pandas.</summary>
        private static Spent ReadWithPandas(string recording, int rows)
        {
            ProcessStartInfo start = new ProcessStartInfo(Pandas[0], [.. Pandas.AsSpan(1), recording, rows.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (!File.Exists(Pandas[0]))
            {
                return Spent.Unknown;
            }

            using (Process process = Process.Start(start))
            {
                System.Threading.Tasks.Task<string> complaint = process.StandardError.ReadToEndAsync();
                string told = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0 ? Spent.Parse(told)
                    : complaint.Result.Contains("No module named", StringComparison.Ordinal) ? Spent.Unknown
                    : throw new InvalidOperationException("pandas failed: " + complaint.Result);
            }
        }

        /// <summary>Time that went by, and time that processors worked: on a machine that others use as well the second tells more.</summary>
        private readonly record struct Spent(double Seconds, double Processor_s)
        {
            public static readonly Spent Unknown = new Spent(double.NaN, double.NaN);

            public static Spent Parse(string two)
            {
                string[] numbers = two.Split(' ');
                return new Spent(double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
            }

            public override string ToString()
            {
                return double.IsNaN(Seconds) ? "not there" : string.Format(CultureInfo.InvariantCulture, "{0:0.00} s (processors {1:0.00} s)", Seconds, Processor_s);
            }
        }
    }
}
