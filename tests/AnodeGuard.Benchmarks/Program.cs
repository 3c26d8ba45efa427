using System;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// What one step of the core costs and allocates, how fast a recording is replayed, and how much faster than real time
    /// the emulated board runs. Run with `dotnet run -c Release --project tests/AnodeGuard.Benchmarks`; a few seconds.
    /// With `-- long-replay`: ten million rows against pandas, a few minutes.
    /// </summary>
    internal static class Program
    {
        private const int LongRows = 10_000_000;
        private const int MostRuns = 10_000;
        private const int MostDevices = 1000;

        private static int Main(string[] arguments)
        {
            if (typeof(Program).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            {
                Console.Error.WriteLine("benchmarks of a debug build say nothing: run with -c Release");
                return 2;
            }

            if (arguments.Length > 0)
            {
                return RunOne(arguments[0], arguments.Length > 1 ? arguments[1] : null);
            }

            Console.WriteLine("on " + Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture) + " cores, .NET "
                + Environment.Version + "; medians of " + Measured.Rounds.ToString(CultureInfo.InvariantCulture) + " rounds");
            GuardStepBenchmark.Run(Console.Out);
            ReplayBenchmark.Run(Console.Out);
            EmulationBenchmark.Run(Console.Out);
            return 0;
        }

        private static int RunOne(string name, string size)
        {
            int number = 0;
            bool bad = size != null && !(int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= LongRows);
            switch (bad ? "" : name)
            {
                case "latency" when number <= MostRuns:
                    LatencyBenchmark.Run(Console.Out, size == null ? 100 : number);
                    return 0;
                case "long-replay":
                    LongReplayBenchmark.Run(size == null ? LongRows : number, Console.Out);
                    return 0;
                case "stages" when size == null:
                    StageBenchmark.Run(Console.Out);
                    return 0;
                case "fleet" when number <= MostDevices:
                    FleetBenchmark.Run(Console.Out, size == null ? 200 : number, 30);
                    return 0;
                case "week" when number <= MostRuns:
                    return WeekBenchmark.Run(Console.Out, size == null ? 7 : number) ? 0 : 1;
                case "budget":
                    BudgetBenchmark.Run(Console.Out);
                    return 0;
                case "json":
                    JsonBenchmark.Run(Console.Out);
                    return 0;
                case "instructions" when number <= MostRuns:
                    long[] costs = Instructions.StepCount.Measure(size == null ? 5 : number);
                    Console.WriteLine("Guard.Step, interpreter's instructions by the cost table: fast turn at most " + costs[0] + " (mean " + costs[1]
                        + "), decision turn at most " + costs[2] + " (mean " + costs[3] + ")");
                    foreach (bool hard in new[] { false, true })
                    {
                        Console.WriteLine(hard ? "The whole safety thread, hard case:" : "The whole safety thread, a healthy cell being charged:");
                        Instructions.TurnCount.Measure(hard).Write(Console.Out);
                    }

                    return 0;
                default:
                    Console.Error.WriteLine("accepted are: nothing, budget, json, stages, instructions [TURNS PER CYCLE], latency [RUNS], week [DAYS], each 1 to 10000, fleet [DEVICES, 1 to 1000], or long-replay [ROWS, 1 to 10000000]");
                    return 2;
            }
        }
    }
}
