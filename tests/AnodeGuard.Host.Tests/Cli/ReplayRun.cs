using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>Recordings written by formula, and traces read back.</summary>
    internal static class ReplayRun
    {
        /// <summary>1 cm2, J* = 100 A/m2, t_D = 1000 s: 10 mA is j = 1.</summary>
        public const string Settings = "{\"cell\":{\"area_cm2\":1,\"capacity_mah\":100},\"transport\":{\"limiting_current_density_a_m2\":100,\"diffusion_time_s\":1000}}";

        /// <summary>Amperes that are j = 1 under <see cref="Settings"/>.</summary>
        public const double LimitingAmperes = 0.01;

        /// <summary>A recording at constant voltage from rows of time and current.</summary>
        public static string Csv(params (double Time, double Amperes)[] rows)
        {
            StringBuilder text = new StringBuilder("time_s,voltage_v,current_a\n");
            foreach ((double time, double amperes) in rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{time},3.7,{amperes}\n");
            }

            return text.ToString();
        }

        /// <summary>Runs `replay --trace` and returns the trace's rows.</summary>
        public static TraceRow[] Trace(string csv, string settings = Settings)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess(
                    "replay", folder.Write("in.csv", csv), "--settings", folder.Write("s.json", settings), "--trace", folder.File("t.csv"), "--json");
                Assert.Equal(string.Empty, run.Error);
                Assert.Equal(0, run.ExitCode);
                string[] lines = File.ReadAllLines(folder.File("t.csv"));
                Assert.StartsWith("time_s,j,s,t_dep_s,state,faults", lines[0]);
                return lines.Skip(1).Select(TraceRow.Parse).ToArray();
            }
        }
    }

    /// <summary>One line of a trace.</summary>
    internal sealed record TraceRow(double Time, double J, double S, double? TimeToDepletion, string State, string[] Faults, string Line)
    {
        public static TraceRow Parse(string line)
        {
            string[] fields = line.Split(',');
            return new TraceRow(
                Number(fields[0]),
                Number(fields[1]),
                Number(fields[2]),
                fields[3].Length == 0 ? null : Number(fields[3]),
                fields[4],
                fields[5].Split(';', System.StringSplitOptions.RemoveEmptyEntries),
                line);
        }

        private static double Number(string text)
        {
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
    }
}
