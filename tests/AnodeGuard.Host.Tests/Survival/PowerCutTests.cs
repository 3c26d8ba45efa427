using System;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// The supply fails at instants drawn from a seed: anywhere in the life of the board, around a contact, and after any
    /// byte of a write to the FRAM. Three cuts for each seed, 1,000 and two in all.
    /// </summary>
    public class PowerCutTests
    {
        private const int Seeds = 334;
        private const int CutsPerSeed = 3;
        private const int LongestWrite = 48;

        [Fact]
        public void The_board_comes_back_from_a_power_cut_at_any_instant()
        {
            Tally tally = new Tally();
            for (int seed = 1; seed <= Seeds; seed++)
            {
                CutThrice(seed, tally);
            }

            // The draw is worth something only if it hits all that matters.
            Assert.Equal(Seeds * CutsPerSeed, tally.Cuts);
            Assert.InRange(tally.InAWrite, Seeds / 10, tally.Cuts);
            Assert.InRange(tally.WhileTripped, Seeds / 10, tally.Cuts);
            Assert.InRange(tally.WhileClosed, Seeds / 10, tally.Cuts);
        }

        private static void CutThrice(int seed, Tally tally)
        {
            SeededRandom random = new SeededRandom(seed, 4);
            using SurvivalBench bench = new SurvivalBench();
            try
            {
                long contact = Seconds(random, 12, 24);
                bench.Machine.Faults.At(contact, SurvivalBench.Touch);
                RunIntoCut(bench, random, contact, tally);
                SurvivalBench.LetGo(bench.Machine.Faults);
                ComeBack(bench, random, tally);
                bench.Restart();
                Assert.True(bench.Start(), "it does not start");

                // Where both cuts came early, the contact comes only now.
                bench.RunFor(Math.Max(contact - bench.Machine.Clock.NowMicroseconds, 0) + VirtualClock.Second);
                tally.Count(bench);
                SurvivalBench.LetGo(bench.Machine.Faults);
                long written = bench.Witness.LatchedFaults;
                bench.CutPower();
                Assert.True(bench.Start(), "it does not start");
                bench.RunFor(SurvivalBench.ReadyMicroseconds);
                Assert.Equal(written, bench.FirstLatched);
                Assert.True(bench.Latched == 0 == bench.Machine.View.SwitchClosed, bench.State + " " + bench.Latched.ToString("x"));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException("seed " + seed, failure);
            }
        }

        /// <summary>The first life: from power-on past a contact, ended by a cut.</summary>
        private static void RunIntoCut(SurvivalBench bench, SeededRandom random, long contact, Tally tally)
        {
            double kind = random.NextUnit();
            if (kind < 0.3)
            {
                int bytes = (int)random.NextBetween(0, LongestWrite);
                bench.Machine.Faults.At(contact, faults => faults.CutPowerInFramWrite(bytes));
            }
            else
            {
                long at = kind < 0.6 ? contact + Seconds(random, -0.05, 0.15) : Seconds(random, 0, 26);
                bench.Machine.Faults.At(at, faults => faults.CutPower());
            }

            bool reset = !bench.Start() || bench.RunFor(30 * VirtualClock.Second);
            Assert.True(reset, "the cut did not happen");
            tally.Count(bench);
        }

        /// <summary>The second life remembers what the first one wrote; it is cut in its first write, or later.</summary>
        private static void ComeBack(SurvivalBench bench, SeededRandom random, Tally tally)
        {
            long written = bench.Witness.LatchedFaults;
            uint starts = bench.Witness.BootCount;
            bench.Restart();
            if (random.NextUnit() < 0.5)
            {
                bench.Machine.Faults.CutPowerInFramWrite((int)random.NextBetween(0, LongestWrite));
                Assert.False(bench.Start(), "the cut did not happen");
                Assert.Equal(starts, bench.Witness.BootCount);
            }
            else
            {
                Assert.True(bench.Start(), "it does not start");
                bench.Machine.Faults.At(bench.Machine.Clock.NowMicroseconds + Seconds(random, 0.1, 12), faults => faults.CutPower());
                Assert.True(bench.RunFor(13 * VirtualClock.Second), "the cut did not happen");
                Assert.Equal(written, bench.FirstLatched & written);
                Assert.Equal(0, bench.FirstLatched & (1L << FaultId.StorageCorrupt));
                Assert.InRange(bench.Witness.BootCount, starts + 1, starts + 1);
            }

            tally.Count(bench);
        }

        private static long Seconds(SeededRandom random, double from, double to)
        {
            return (long)(random.NextBetween(from, to) * VirtualClock.Second);
        }

        private sealed class Tally
        {
            public int Cuts { get; private set; }

            public int InAWrite { get; private set; }

            public int WhileTripped { get; private set; }

            public int WhileClosed { get; private set; }

            public void Count(SurvivalBench bench)
            {
                Cuts++;
                InAWrite += bench.Witness.IsWriting ? 1 : 0;
                WhileTripped += bench.State == GuardState.Tripped ? 1 : 0;
                WhileClosed += bench.State == GuardState.Normal ? 1 : 0;
            }
        }
    }
}
