using System;
using System.Linq;
using System.Reflection;
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
            MethodInfo drive = ((Func<int, long[]>)Drive).Method;
            return (long[])CountedContext.Run(["AnodeGuard.Core"], [], drive, turnsPerCycle);
        }

        internal static long[] Drive(int turnsPerCycle)
        {
            Guard guard = new Guard(new GuardSettings { SelfTestWaived = true });
            Snapshot snapshot = new Snapshot();
            long[] fast = new long[CountedTurns];
            long[] cycles = new long[CountedTurns];
            for (int i = 0; i < WarmTurns + CountedTurns; i++)
            {
                bool cycle = i % turnsPerCycle == 0;
                GuardStepBenchmark.Fill(snapshot, (i + 1) * 20_000L, i, cycle);
                long before = InstructionCounter.Sum;
                guard.Step(snapshot);
                if (i >= WarmTurns)
                {
                    (cycle ? cycles : fast)[i - WarmTurns] = InstructionCounter.Sum - before;
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
