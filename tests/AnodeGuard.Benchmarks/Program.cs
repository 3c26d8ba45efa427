using System;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// What one step of the core costs and allocates, how fast a recording is replayed, and how much faster than real time
    /// the emulated board runs. Run with `dotnet run -c Release --project tests/AnodeGuard.Benchmarks`; a few seconds.
    /// </summary>
    internal static class Program
    {
        private static int Main()
        {
            if (typeof(Program).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            {
                Console.Error.WriteLine("benchmarks of a debug build say nothing: run with -c Release");
                return 2;
            }

            Console.WriteLine("on " + Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture) + " cores, .NET "
                + Environment.Version + "; medians of " + Measured.Rounds.ToString(CultureInfo.InvariantCulture) + " rounds");
            GuardStepBenchmark.Run(Console.Out);
            ReplayBenchmark.Run(Console.Out);
            EmulationBenchmark.Run(Console.Out);
            return 0;
        }
    }
}
