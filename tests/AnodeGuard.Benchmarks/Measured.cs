using System;
using System.Diagnostics;
using System.Linq;

namespace AnodeGuard.Benchmarks
{
    /// <summary>Times a piece of work several times over.</summary>
    internal static class Measured
    {
        /// <summary>Rounds that count; one more goes before, to warm up.</summary>
        public const int Rounds = 5;

        /// <summary>Median seconds of a round, and the bytes that the least allocating round allocated.</summary>
        public static (double Seconds, long Bytes) Of(Action round)
        {
            round();
            (double Seconds, long Bytes)[] results = Enumerable.Range(0, Rounds).Select(_ => Once(round)).ToArray();
            return (results.Select(result => result.Seconds).Order().ElementAt(Rounds / 2), results.Min(result => result.Bytes));
        }

        private static (double Seconds, long Bytes) Once(Action round)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            round();
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return (seconds, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
