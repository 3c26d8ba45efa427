using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>A trip outlives the chip, and nothing but an acknowledgement ends it.</summary>
    public class RebootTests
    {
        private const long Contact = 1L << FaultId.SenseContactAnode;

        [Fact]
        public void A_trip_outlives_a_power_cut_until_it_is_acknowledged()
        {
            using SurvivalBench bench = Tripped();
            SurvivalBench.LetGo(bench.Machine.Faults);
            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(60 * VirtualClock.Second);

            Assert.Equal(Contact, bench.FirstLatched & Contact);
            Assert.Equal(GuardState.Tripped, bench.State);
            Assert.False(bench.Machine.View.SwitchClosed);

            bench.Acknowledge();
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            Assert.Equal(0, bench.Latched);
            Assert.True(bench.Machine.View.SwitchClosed);
        }

        [Fact]
        public void An_acknowledged_trip_does_not_come_back_with_the_next_start()
        {
            using SurvivalBench bench = Tripped();
            SurvivalBench.LetGo(bench.Machine.Faults);
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            bench.Acknowledge();
            Assert.Equal(0, bench.Latched);
            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(SurvivalBench.ReadyMicroseconds);

            Assert.Equal(0, bench.FirstLatched);
            Assert.True(bench.Machine.View.SwitchClosed);
        }

        [Fact]
        public void A_power_cut_at_any_byte_of_the_trips_record_leaves_the_start_before_or_the_trip()
        {
            // The record is written twice, so that the second slot may be torn without loss.
            for (int cut = 0; cut < 2 * BootRecordBytes; cut++)
            {
                using SurvivalBench bench = Watching();
                bench.Machine.Faults.CutPowerInFramWrite(cut);
                SurvivalBench.Touch(bench.Machine.Faults);
                Assert.True(bench.RunFor(VirtualClock.Second));
                SurvivalBench.LetGo(bench.Machine.Faults);
                bench.Restart();

                Assert.True(bench.Start());
                bench.RunFor(VirtualClock.Second);

                Assert.Equal(2u, bench.Witness.BootCount);
                Assert.Equal(cut >= BootRecordBytes ? Contact : 0, bench.FirstLatched & Contact);
                Assert.Equal(0, bench.FirstLatched & (1L << FaultId.StorageCorrupt));
            }
        }

        [Fact]
        public void A_trip_is_not_forgotten_by_a_start_that_cannot_read_the_memory()
        {
            using SurvivalBench bench = Tripped();
            uint before = bench.Witness.BootCount;
            SurvivalBench.LetGo(bench.Machine.Faults);
            bench.Machine.Faults.SilenceChip(FramAddress);
            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            Assert.False(bench.Machine.View.SwitchClosed);

            // The memory answers again, somebody acknowledges what this start knew, and the board is started once more.
            bench.Machine.Faults.SilenceChip(FramAddress, false);
            bench.RunFor(VirtualClock.Second);
            bench.Acknowledge();
            bench.CutPower();
            Assert.True(bench.Start());
            bench.RunFor(VirtualClock.Second);

            Assert.Equal(Contact, bench.FirstLatched & Contact);
            Assert.True(bench.Witness.BootCount > before);
        }

        [Fact]
        public void A_chip_that_starts_anew_by_itself_opens_the_switch_before_it_looks_at_anything()
        {
            using SurvivalBench bench = Watching();

            // Nothing else has cleared the latch: not the supply, not the watchdog.
            bench.Machine.Restart();
            long boots = bench.Machine.Clock.NowMicroseconds;
            Assert.True(bench.Start());
            bench.RunFor(20_000);

            Assert.InRange(bench.Machine.Truth.SwitchOpenMicroseconds.Value - boots, 0, 1_000);
            Assert.Equal(TripSources.Firmware, bench.Machine.Truth.SwitchOpenCause);
        }

        private const int BootRecordBytes = 48;
        private const int FramAddress = 0x50;

        private static SurvivalBench Watching()
        {
            SurvivalBench bench = new SurvivalBench();
            Assert.True(bench.Start());
            Assert.False(bench.RunFor(25 * VirtualClock.Second));
            Assert.True(bench.Machine.View.SwitchClosed);
            return bench;
        }

        private static SurvivalBench Tripped()
        {
            SurvivalBench bench = Watching();
            SurvivalBench.Touch(bench.Machine.Faults);
            bench.RunFor(VirtualClock.Second);
            Assert.Equal(Contact, bench.Latched & Contact);
            Assert.Equal(bench.Latched, bench.Witness.LatchedFaults);
            Assert.False(bench.Machine.View.SwitchClosed);
            return bench;
        }
    }
}
