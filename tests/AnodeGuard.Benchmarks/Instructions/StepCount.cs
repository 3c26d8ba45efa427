using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using AnodeGuard.Core;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// What <see cref="Guard.Step"/> costs on the interpreter, counted: the core's IL is instrumented, loaded beside the real
    /// one, and stepped by this very code there.
    /// </summary>
    internal static class StepCount
    {
        private const int WarmTurns = 500;
        private const int CountedTurns = 500;

        /// <param name="turnsPerCycle">On the board every fifth turn is a decision turn.</param>
        /// <returns>Highest cost of a fast turn, mean of the fast turns, highest of a decision turn, mean of those.</returns>
        public static long[] Measure(int turnsPerCycle)
        {
            Assembly core = typeof(Guard).Assembly;
            AssemblyLoadContext apart = new AssemblyLoadContext("counted", true);
            try
            {
                byte[] image = CountedAssembly.Of(core.Location);
                Assembly counted = apart.LoadFromStream(new MemoryStream(image));
                apart.Resolving += (_, name) => name.Name == core.GetName().Name ? counted : null;
                Assembly driver = apart.LoadFromAssemblyPath(typeof(StepCount).Assembly.Location);
                MethodInfo run = driver.GetType(typeof(StepCount).FullName).GetMethod(nameof(Drive), BindingFlags.Static | BindingFlags.NonPublic);
                return (long[])run.Invoke(null, [turnsPerCycle]);
            }
            finally
            {
                apart.Unload();
            }
        }

        internal static long[] Drive(int turnsPerCycle)
        {
            FieldInfo sum = typeof(Guard).Assembly.GetType(CountedAssembly.CounterType).GetField(CountedAssembly.CounterField);
            Guard guard = new Guard(new GuardSettings { SelfTestWaived = true });
            Snapshot snapshot = new Snapshot();
            long[] fast = new long[CountedTurns];
            long[] cycles = new long[CountedTurns];
            for (int i = 0; i < WarmTurns + CountedTurns; i++)
            {
                bool cycle = i % turnsPerCycle == 0;
                GuardStepBenchmark.Fill(snapshot, (i + 1) * 20_000L, i, cycle);
                long before = (long)sum.GetValue(null);
                guard.Step(snapshot);
                if (i >= WarmTurns)
                {
                    (cycle ? cycles : fast)[i - WarmTurns] = (long)sum.GetValue(null) - before;
                }
            }

            return [fast.Max(), Mean(fast), cycles.Max(), Mean(cycles)];
        }

        private static long Mean(long[] costs)
        {
            return (long)Math.Round(costs.Where(cost => cost > 0).DefaultIfEmpty().Average());
        }
    }
}
