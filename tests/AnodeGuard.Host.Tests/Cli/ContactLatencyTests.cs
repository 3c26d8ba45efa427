using System.Linq;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>
    /// From the moment the sense voltage has left its baseline by 10 % to the open switch, over 50 seeds, on the emulated
    /// board: the firmware's own code, not a model of it.
    /// </summary>
    public class ContactLatencyTests
    {
        private const int Seeds = 50;

        [Fact]
        public void Without_comparator_1_kohm_opens_within_100_ms()
        {
            long worst = Enumerable.Range(1, Seeds).Max(seed => FromLeavingToOpen(Run(seed, 1000, false)));
            Assert.InRange(worst, 1, 100_000);
        }

        [Fact]
        public void Without_comparator_10_kohm_opens_within_1_s()
        {
            long worst = Enumerable.Range(1, Seeds).Max(seed => FromLeavingToOpen(Run(seed, 10_000, false)));
            Assert.InRange(worst, 1, 1_000_000);
        }

        /// <summary>The comparator trips at 0.5 V; where the firmware was faster, there is nothing left for it to do.</summary>
        [Fact]
        public void With_comparator_the_switch_is_open_1_ms_after_its_threshold()
        {
            for (int seed = 1; seed <= Seeds; seed++)
            {
                CellTruth truth = Run(seed, 1000, true);
                Assert.True(
                    truth.SenseCollapsedMicroseconds == null || truth.SwitchOpenMicroseconds <= truth.SenseCollapsedMicroseconds + 1000,
                    "seed " + seed + ": open at " + truth.SwitchOpenMicroseconds + ", collapsed at " + truth.SenseCollapsedMicroseconds);
            }
        }

        /// <summary>In every seed the danger is real, and the switch is open before it.</summary>
        [Fact]
        public void Every_seed_shorts_without_protection_and_opens_in_time_with_it()
        {
            for (int seed = 1; seed <= Seeds; seed++)
            {
                EmulationSession session = Session(seed, 1000, false);
                session.Run(default);
                long? shorted = session.ShortOfTheUnprotectedTwin();
                Assert.NotNull(shorted);
                Assert.True(session.Machine.Truth.SwitchOpenMicroseconds < shorted, "seed " + seed);
                Assert.Null(session.Machine.Truth.ShortMicroseconds);
            }
        }

        private static long FromLeavingToOpen(CellTruth truth)
        {
            return truth.SwitchOpenMicroseconds.Value - truth.SenseLeftBaselineMicroseconds.Value;
        }

        private static CellTruth Run(int seed, double ohms, bool comparator)
        {
            EmulationSession session = Session(seed, ohms, comparator);
            session.Run(default);
            Assert.False(session.Machine.View.SwitchClosed);
            return session.Machine.Truth;
        }

        private static EmulationSession Session(int seed, double ohms, bool comparator)
        {
            return new EmulationSession(new EmulationOptions
            {
                Scenario = Scenarios.Get("dendrite-contact"),
                Seed = seed,
                ContactOhms = ohms,
                ComparatorEnabled = comparator,
            });
        }
    }
}
