using System.Globalization;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Verify;

namespace AnodeGuard.Benchmarks
{
    /// <summary>Days with a flapping network: what arrived, and what it cost in memory.</summary>
    internal static class WeekBenchmark
    {
        /// <summary>Runs it. False where something was lost, or the firmware was reset.</summary>
        public static bool Run(TextWriter output, int days)
        {
            string path = Path.GetTempFileName();
            try
            {
                return Run(output, days, path);
            }
            finally
            {
                File.Delete(path);
            }
        }

        /// <summary>What `verify` makes of a capture.</summary>
        public static Completeness Verify(string path)
        {
            Completeness found = new Completeness();
            foreach (ReceivedMessage message in CaptureFile.Read(path))
            {
                found.Add(message);
            }

            return found;
        }

        private static bool Run(TextWriter output, int days, string path)
        {
            WeekRun run = new WeekRun(1);
            using (run.Capture = File.Create(path))
            {
                run.Run(days, days);
            }

            Completeness found = Verify(path);
            int counted = found.Devices.Sum(device => device.Boots.Sum(boot => boot.Events + boot.Alarms));
            Line(output, "days of virtual time", days);
            Line(output, "losses of the link / connections", run.Losses + " / " + run.Connections);
            Line(output, "contacts made / raised / delivered", run.Contacts + " / " + run.Raised + " / " + run.Delivered);
            Line(output, "events and alarms delivered", run.Durable);
            Line(output, "of them a second time, after a loss", run.Repeated);
            Line(output, "`verify`: events and alarms counted / missing", counted + " / " + found.Missing);
            Line(output, "missing in the chain of predecessors", run.Broken);
            Line(output, "states delivered / given way", run.Telemetry + " / " + run.TelemetryDropped);
            Line(output, "most messages waiting / left at the end", run.LargestBacklog + " / " + run.BacklogAtEnd);
            Line(output, "resets", run.Resets);
            Line(output, "live heap after each day, KB", string.Join(" ", run.Heap.Select(bytes => bytes / 1024)));
            return run.Broken == 0 && run.Resets == 0 && run.BacklogAtEnd == 0 && run.Delivered == run.Raised
                && run.Repeated > 0 && found.IsComplete && counted == run.Durable;
        }

        private static void Line(TextWriter output, string name, object value)
        {
            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1} |", name, value));
        }
    }
}
