using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>An application that hangs, and a bus that makes it hang: the switch opens without it.</summary>
    public class WatchdogTests
    {
        // TPS3430, default window: bites 1.6 s after the last edge. The switch follows in 0.5 ms.
        private const long WindowMicroseconds = 1_600_000;
        private const long SwitchMicroseconds = 1_000;

        [Fact]
        public void A_hung_application_is_reset_and_the_switch_opened()
        {
            using SurvivalBench bench = new SurvivalBench();
            Assert.True(bench.Start());
            bench.RunFor(25 * VirtualClock.Second);
            Assert.True(bench.Machine.View.SwitchClosed);
            long hangs = bench.Machine.Clock.NowMicroseconds;
            bench.Board.Kicks = false;

            Assert.True(bench.RunFor(10 * VirtualClock.Second));
            bench.Restart();
            Assert.InRange(bench.Machine.Truth.SwitchOpenMicroseconds.Value - hangs, 0, WindowMicroseconds + SwitchMicroseconds);
            Assert.Equal(TripSources.Watchdog, bench.Machine.Truth.SwitchOpenCause);
            Assert.True(bench.Start());
            Assert.False(bench.RunFor(SurvivalBench.ReadyMicroseconds));
            Assert.Equal(2u, bench.Witness.BootCount);
        }

        [Fact]
        public void A_bus_stuck_for_a_second_leaves_the_switch_open_when_that_second_is_over()
        {
            // The native driver blocks the whole interpreter for a second. At which time of the watchdog's period that
            // begins decides whether the firmware or the watchdog opens the switch.
            int byFirmware = 0;
            int byWatchdog = 0;
            for (int phase = 0; phase < 24; phase++)
            {
                using SurvivalBench bench = new SurvivalBench();
                Assert.True(bench.Start());
                bench.RunFor((25 * VirtualClock.Second) + (phase * 50_000));
                long stuck = bench.Machine.Clock.NowMicroseconds;
                bench.Machine.Faults.StickBus();
                bench.Machine.Faults.At(stuck + VirtualClock.Second, faults => faults.StickBus(false));
                bool reset = bench.RunFor(3 * VirtualClock.Second);

                long open = bench.Machine.Truth.SwitchOpenMicroseconds.Value - stuck;
                Assert.InRange(open, 0, VirtualClock.Second + 40_000);
                Assert.Equal(reset ? TripSources.Watchdog : TripSources.Firmware, bench.Machine.Truth.SwitchOpenCause);
                byWatchdog += reset ? 1 : 0;
                byFirmware += reset ? 0 : 1;
            }

            Assert.True(byFirmware > 0 && byWatchdog > 0, byFirmware + " by firmware, " + byWatchdog + " by watchdog");
        }

        [Fact]
        public void A_trip_is_not_forgotten_by_a_watchdog_reset_while_the_bus_is_stuck()
        {
            using SurvivalBench bench = new SurvivalBench();
            Assert.True(bench.Start());
            bench.RunFor(25 * VirtualClock.Second);
            SurvivalBench.Touch(bench.Machine.Faults);
            bench.RunFor(VirtualClock.Second);
            long latched = bench.Witness.LatchedFaults;
            uint starts = bench.Witness.BootCount;
            Assert.NotEqual(0, latched & (1L << FaultId.SenseContactAnode));
            SurvivalBench.LetGo(bench.Machine.Faults);
            bench.Board.Kicks = false;
            Assert.True(bench.RunFor(3 * VirtualClock.Second));
            bench.Machine.Faults.StickBus();
            bench.Restart();
            bool started = bench.Start();
            bench.Machine.Faults.StickBus(false);
            for (int resets = 0; resets < 5 && (!started || bench.RunFor(SurvivalBench.ReadyMicroseconds)); resets++)
            {
                bench.Restart();
                started = bench.Start();
            }

            Assert.False(bench.Machine.View.SwitchClosed);
            bench.Acknowledge();
            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(VirtualClock.Second);
            Assert.Equal(latched, bench.FirstLatched & latched);
            Assert.True(bench.Witness.BootCount > starts);
        }
    }
}
