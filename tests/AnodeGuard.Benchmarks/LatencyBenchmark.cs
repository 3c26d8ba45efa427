using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace AnodeGuard.Benchmarks
{
    /// <summary>Contact to open switch under every trouble, as the table of firmware/README.md.</summary>
    internal static class LatencyBenchmark
    {
        public static void Run(TextWriter output, int runs)
        {
            output.WriteLine("| meanwhile | comparator | p50 | p99 | longest | open before | opened by (firmware/comparator/watchdog) |");
            output.WriteLine("|---|---|---|---|---|---|---|");
            foreach (LatencyCase trouble in LatencyCase.All)
            {
                foreach (bool comparator in new[] { false, true })
                {
                    LatencyRun[] all = Enumerable.Range(1, runs).Select(seed => LatencyRun.Of(trouble, comparator, seed)).ToArray();
                    output.WriteLine(Row(trouble, comparator, all));
                    output.Flush();
                }
            }
        }

        private static string Row(LatencyCase trouble, bool comparator, IReadOnlyCollection<LatencyRun> all)
        {
            long[] times = all.Where(run => run.Microseconds != null).Select(run => run.Microseconds.Value).Order().ToArray();
            return string.Format(
                CultureInfo.InvariantCulture,
                "| {0} | {1} | {2} | {3} | {4} | {5} | {6}/{7}/{8} |",
                trouble.Name,
                comparator ? "on" : "off",
                Text(times, 0.5),
                Text(times, 0.99),
                Text(times, 1),
                all.Count(run => run.AlreadyOpen),
                all.Count(run => run.Cause == Hal.Emulated.TripSources.Firmware),
                all.Count(run => run.Cause == Hal.Emulated.TripSources.Collapse),
                all.Count(run => run.Cause == Hal.Emulated.TripSources.Watchdog));
        }

        private static string Text(long[] times, double part)
        {
            if (times.Length == 0)
            {
                return "-";
            }

            int index = Math.Max((int)Math.Ceiling(part * times.Length) - 1, 0);
            return (times[index] / 1000.0).ToString("0.0", CultureInfo.InvariantCulture) + " ms";
        }
    }
}
