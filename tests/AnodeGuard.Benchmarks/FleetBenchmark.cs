using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// The dashboard under a fleet: so many devices, each with a connection of its own to a real mosquitto on loopback, send
    /// a state a second in the firmware's own words, and every tenth of them an event every few seconds. Eight pages follow.
    /// Measured: from the stamp of a record to its arrival at a page, the time of a question for history, and what the
    /// process with the dashboard takes. Bounded: it ends by itself.
    /// </summary>
    internal static class FleetBenchmark
    {
        private const int Pages = 8;
        private const int WarmSeconds = 5;

        public static void Run(TextWriter output, int devices, int seconds)
        {
            string folder = Directory.CreateTempSubdirectory("anodeguard-bench-").FullName;
            try
            {
                using (LoopbackBroker broker = new LoopbackBroker())
                using (Process dashboard = StartDashboard(broker.Port, Path.Combine(folder, "fleet.db"), out string url))
                {
                    try
                    {
                        Measure(output, broker.Port, dashboard, url, devices, seconds, folder);
                    }
                    finally
                    {
                        dashboard.Kill();
                        dashboard.WaitForExit();
                    }
                }
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static void Measure(TextWriter output, int port, Process dashboard, string url, int devices, int seconds, string folder)
        {
            using (CancellationTokenSource stop = new CancellationTokenSource())
            {
                SyntheticDevice[] fleet = Enumerable.Range(0, devices).Select(i => new SyntheticDevice(i, port)).ToArray();
                Thread[] senders = Enumerable.Range(0, 4).Select(part => new Thread(() => Send(fleet.Where((_, i) => i % 4 == part).ToArray(), stop.Token)) { IsBackground = true }).ToArray();
                Array.ForEach(senders, sender => sender.Start());
                PageReader[] pages = Enumerable.Range(0, Pages).Select(i => new PageReader(url, "bench/device-" + (i * devices / Pages).ToString(CultureInfo.InvariantCulture))).ToArray();
                Task[] reading = pages.Select(page => page.Run(stop.Token)).ToArray();
                Thread.Sleep(TimeSpan.FromSeconds(WarmSeconds));
                Array.ForEach(pages, page => page.Begin());
                dashboard.Refresh();
                TimeSpan processor = dashboard.TotalProcessorTime;
                Stopwatch clock = Stopwatch.StartNew();
                List<double> questions = new List<double>();
                using (HttpClient client = new HttpClient())
                {
                    while (clock.Elapsed.TotalSeconds < seconds)
                    {
                        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
                        long asked = Stopwatch.GetTimestamp();
                        client.GetStringAsync(url + "api/history?device=bench/device-0&points=2000&from=" + (now - 3_600_000) + "&to=" + now).GetAwaiter().GetResult();
                        questions.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                        Thread.Sleep(250);
                    }
                }

                dashboard.Refresh();
                double cores = (dashboard.TotalProcessorTime - processor).TotalSeconds / clock.Elapsed.TotalSeconds;
                long memory = dashboard.WorkingSet64;
                double[] stamped = pages.SelectMany(page => page.FromStamp()).ToArray();
                double[] rows = pages.SelectMany(page => page.FromReception()).ToArray();
                int seen = pages.Min(page => page.Devices);
                long sent = fleet.Sum(device => device.Sent);
                stop.Cancel();
                Array.ForEach(senders, sender => sender.Join());
                Task.WaitAll(reading);
                Array.ForEach(fleet, device => device.Dispose());
                output.WriteLine(string.Format(
                    CultureInfo.InvariantCulture,
                    "dashboard, {0} devices at 1 Hz, {1} pages, {2} s: {3} of {0} shown, {4} messages sent\n"
                        + "  from stamp to page      p50 {5:0} ms, p99 {6:0} ms ({7} records)\n"
                        + "  from reception to page  p50 {8:0} ms, p99 {9:0} ms ({10} rows)\n"
                        + "  an hour of history      p50 {11:0} ms, p99 {12:0} ms\n"
                        + "  its process             {13:0.00} cores, {14:0} MB; history {15:0.0} MB",
                    devices, Pages, seconds, seen, sent,
                    At(stamped, 0.5), At(stamped, 0.99), stamped.Length, At(rows, 0.5), At(rows, 0.99), rows.Length, At(questions, 0.5), At(questions, 0.99),
                    cores, memory / 1e6, Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length) / 1e6));
            }
        }

        /// <summary>Each device at its own moment of the second, as a real fleet does.</summary>
        private static void Send(SyntheticDevice[] part, CancellationToken stop)
        {
            Stopwatch clock = Stopwatch.StartNew();
            for (long turn = 0; !stop.IsCancellationRequested; turn++)
            {
                part[turn % part.Length].Send();
                double due = (turn + 1) * 1000.0 / part.Length;
                int pause = (int)(due - clock.Elapsed.TotalMilliseconds);
                if (pause > 0)
                {
                    stop.WaitHandle.WaitOne(pause);
                }
            }
        }

        private static Process StartDashboard(int port, string history, out string url)
        {
            ProcessStartInfo start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            foreach (string argument in new[] { Path.Combine(AppContext.BaseDirectory, "anodeguard.dll"), "dashboard", "--broker", "127.0.0.1:" + port, "--listen", "127.0.0.1:0", "--history", history })
            {
                start.ArgumentList.Add(argument);
            }

            Process process = Process.Start(start);
            url = process.StandardOutput.ReadLine()?["page: ".Length..] ?? throw new InvalidOperationException("the dashboard did not start");
            return process;
        }

        private static double At(IEnumerable<double> values, double share)
        {
            double[] sorted = values.Order().ToArray();
            return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        }
    }
}
