using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Safety
{
    /// <summary>A trip must never be forgotten by a reboot, wherever the power was cut.</summary>
    public class BootRecordTests
    {
        [Theory]
        [InlineData(0x00)]
        [InlineData(0xFF)]
        public void A_new_memory_is_blank_and_not_corrupt(byte fill)
        {
            var memory = new CutMemory(fill);
            var keeper = new BootRecordKeeper(memory);
            keeper.Load();

            Assert.False(keeper.Corrupt);
            Assert.Equal(1u, keeper.Record.BootCount);
            Assert.Equal(0, keeper.Record.LatchedFaults);
            Assert.Equal(-1, keeper.Record.TripCause);
        }

        [Fact]
        public void What_was_latched_comes_back_after_a_restart()
        {
            var memory = new CutMemory(0xFF);
            Store(memory, latched: 1L << FaultId.SenseContactAnode, baseline: 3_012_345, cause: FaultId.SenseContactAnode);

            var keeper = new BootRecordKeeper(memory);
            keeper.Load();

            Assert.Equal(2u, keeper.Record.BootCount);
            Assert.Equal(1L << FaultId.SenseContactAnode, keeper.Record.LatchedFaults);
            Assert.Equal(3_012_345, keeper.Record.BaselineMicrovolts);
            Assert.Equal(FaultId.SenseContactAnode, keeper.Record.TripCause);
            Assert.Equal((byte)GuardState.Tripped, keeper.Before.State);
        }

        [Fact]
        public void Power_cut_at_any_byte_of_a_write_leaves_the_old_or_the_new_record()
        {
            for (int cut = 0; cut <= 48; cut++)
            {
                var memory = new CutMemory(0xFF);
                Store(memory, latched: 1, baseline: 111, cause: 0);
                memory.BytesUntilCut = cut;
                Store(memory, latched: 3, baseline: 222, cause: 1, countsStart: false);
                memory.BytesUntilCut = int.MaxValue;

                var keeper = new BootRecordKeeper(memory);
                keeper.Load();

                Assert.False(keeper.Corrupt);
                bool isOld = keeper.Record.LatchedFaults == 1 && keeper.Record.BaselineMicrovolts == 111;
                bool isNew = keeper.Record.LatchedFaults == 3 && keeper.Record.BaselineMicrovolts == 222;
                Assert.True(isOld || isNew, "cut after " + cut + " bytes");

                // Where it stood comes with it, of the same write: the run's last word, or that it had begun.
                BootRecord before = keeper.Before;
                Assert.Equal(isOld ? 0 : 1, before.TripCause);
                Assert.Equal(isOld ? -1 : 1, before.WorstFault);
                Assert.Equal(isOld ? 0u : 2u, before.UpSeconds);
                Assert.Equal(isOld ? 0u : 1_784_621_702u, before.UnixSeconds);
                Assert.Equal((byte)(isOld ? GuardState.NotReady : GuardState.Tripped), before.State);
                Assert.Equal(-1, keeper.Record.WorstFault);
            }
        }

        [Fact]
        public void A_restart_that_was_asked_for_explains_the_next_start_and_not_the_one_after()
        {
            var memory = new CutMemory(0xFF);
            Store(memory, latched: 0, baseline: 111, cause: -1);
            var keeper = new BootRecordKeeper(memory);
            keeper.Load();
            Assert.Equal(RunEnding.None, keeper.Before.Restart);
            keeper.NoteRestart(RunEnding.Settings);
            keeper.Run();
            keeper.Run();

            foreach (byte expected in new[] { RunEnding.Settings, RunEnding.None })
            {
                keeper = new BootRecordKeeper(memory);
                keeper.Load();
                Assert.Equal(expected, keeper.Before.Restart);
            }
        }

        [Fact]
        public void A_worst_fault_is_the_one_of_the_highest_level_and_of_equal_ones_the_first()
        {
            var memory = new CutMemory(0xFF);
            var keeper = new BootRecordKeeper(memory);
            keeper.Load();
            Assert.Null(keeper.Before);
            var verdict = new Verdict();
            verdict.Levels[FaultId.SenseContactAnode] = FaultLevel.Advisory;
            verdict.Levels[FaultId.OverVoltage] = FaultLevel.Warning;
            verdict.Levels[FaultId.NetworkHang] = FaultLevel.Warning;
            keeper.Request(verdict, false, 0);
            keeper.Run();
            Assert.Equal(FaultId.OverVoltage, keeper.Record.WorstFault);
        }

        [Fact]
        public void Rubbish_in_both_slots_is_reported_and_not_taken_for_a_record()
        {
            var memory = new CutMemory(0xFF);
            Store(memory, latched: 1, baseline: 111, cause: 0);
            memory.Bytes[20] ^= 0x10;
            memory.Bytes[64 + 20] ^= 0x10;

            var keeper = new BootRecordKeeper(memory);
            keeper.Load();

            Assert.True(keeper.Corrupt);
            Assert.Equal(0, keeper.Record.LatchedFaults);
        }

        [Fact]
        public void A_failed_write_is_tried_again()
        {
            var memory = new CutMemory(0xFF);
            var keeper = new BootRecordKeeper(memory);
            keeper.Load();
            memory.Fails = true;
            keeper.Request(Tripped(1, 111, 0), false, 0);
            keeper.Run();
            memory.Fails = false;
            keeper.Run();

            var next = new BootRecordKeeper(memory);
            next.Load();
            Assert.Equal(1, next.Record.LatchedFaults);
        }

        [Fact]
        public void Writes_that_break_off_again_and_again_tear_one_slot_only()
        {
            var memory = new CutMemory(0xFF);
            Store(memory, latched: 1, baseline: 111, cause: 0);
            var keeper = new BootRecordKeeper(memory);
            keeper.Load();
            keeper.Request(Tripped(3, 222, 1), false, 0);
            memory.BreaksOffAfter = 20;
            for (int i = 0; i < 5; i++)
            {
                keeper.Run();
            }

            memory.BreaksOffAfter = int.MaxValue;
            var next = new BootRecordKeeper(memory);
            next.Load();

            Assert.False(next.Corrupt);
            Assert.Equal(1, next.Record.LatchedFaults);
            Assert.Equal(111, next.Record.BaselineMicrovolts);
        }

        private static void Store(CutMemory memory, long latched, long baseline, int cause, bool countsStart = true)
        {
            var keeper = new BootRecordKeeper(memory);
            int cut = memory.BytesUntilCut;
            memory.BytesUntilCut = int.MaxValue;
            keeper.Load();
            memory.BytesUntilCut = countsStart ? int.MaxValue : cut;
            keeper.Request(Tripped(latched, baseline, cause), false, (uint)(1_784_621_700 + (baseline / 111)));
            keeper.Run();
        }

        private static Verdict Tripped(long latched, long baseline, int cause)
        {
            var verdict = new Verdict
            {
                TimeMicroseconds = baseline / 111 * 1_000_000,
                LatchedFaults = latched,
                BaselineMicrovolts = baseline,
                BaselineKnown = true,
                TripCause = cause,
                State = GuardState.Tripped,
            };
            if (cause >= 0)
            {
                verdict.Levels[cause] = FaultLevel.Alarm;
            }

            return verdict;
        }
    }
}
