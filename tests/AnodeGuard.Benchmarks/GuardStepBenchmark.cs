using System.Globalization;
using System.IO;
using AnodeGuard.Core;

namespace AnodeGuard.Benchmarks
{
    /// <summary>One Guard.Step, as the device loop calls it: fast turns with a sense sample alone, and decision cycles with everything.</summary>
    internal static class GuardStepBenchmark
    {
        private const int Steps = 200_000;
        private const int TurnMicroseconds = 20_000;
        private const int TurnsPerCycle = 5;

        public static void Run(TextWriter output)
        {
            Report(output, "Guard.Step, fast turn (sense only)", int.MaxValue);
            Report(output, "Guard.Step, decision cycle (all channels)", 1);
            Report(output, "Guard.Step, as on the board (every fifth a cycle)", TurnsPerCycle);
        }

        private static void Report(TextWriter output, string name, int turnsPerCycle)
        {
            GuardSettings settings = new GuardSettings { SelfTestWaived = true };
            Guard guard = new Guard(settings);
            Snapshot snapshot = new Snapshot();
            long time = 0;
            (double seconds, long bytes) = Measured.Of(() =>
            {
                for (int i = 0; i < Steps; i++)
                {
                    time += TurnMicroseconds;
                    Fill(snapshot, time, i, i % turnsPerCycle == 0);
                    guard.Step(snapshot);
                }
            });
            output.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "{0,-52} {1,8:0} ns, {2} bytes allocated", name, seconds / Steps * 1e9, bytes / Steps));
        }

        internal static void Fill(Snapshot snapshot, long time, int i, bool cycle)
        {
            snapshot.TimeMicroseconds = time;
            snapshot.OnlySense = !cycle;
            snapshot.SenseMicrovolts.Set(3000000 + (i % 7 * 156), time, Validity.Valid, SampleSource.Recording);
            if (!cycle)
            {
                return;
            }

            // A current that changes at every cycle, so that nothing is found already computed; above J* one time in two.
            long current = i % 2 == 0 ? 60000000 + (i % 11) : -20000000 - (i % 13);
            snapshot.CellMicrovolts.Set(3700000 + (i % 5 * 195), time, Validity.Valid, SampleSource.Recording);
            snapshot.CellBipolarMicrovolts.Set(3700000, time, Validity.Valid, SampleSource.Recording);
            snapshot.CurrentNanoamperes.Set(current, time, Validity.Valid, SampleSource.Recording);
            snapshot.MeanCurrentNanoamperes.Set(current, time, Validity.Valid, SampleSource.Recording);
            snapshot.CellMillicelsius.Set(25000 + (i % 3), time, Validity.Valid, SampleSource.Recording);
            snapshot.BoardMillicelsius.Set(30000, time, Validity.Valid, SampleSource.Recording);
        }
    }
}
