using System.Globalization;
using System.IO;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Benchmarks
{
    /// <summary>Virtual time over real time of the whole loop: chips, drivers, firmware, cell.</summary>
    internal static class EmulationBenchmark
    {
        private const double Duration_s = 3600;

        public static void Run(TextWriter output)
        {
            (double seconds, _) = Measured.Of(() => new EmulationSession(new EmulationOptions
            {
                Scenario = Scenarios.Get("healthy-cycling"),
                Duration_s = Duration_s,
            }).Run(default));
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "{0,-52} {1,8:0} times real time", "emulated board, healthy-cycling", Duration_s / seconds));
        }
    }
}
