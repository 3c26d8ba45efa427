using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// What ends the short path of a fast turn, one story for each: where that one question is not asked, the verdict is another one, or
    /// comes later, than for a guard that looks at everything. (<see cref="CalmStory"/> compares every figure of every step.)
    /// </summary>
    public class CalmGuardTests
    {
        /// <summary>An acknowledgement in a fast turn counts in that turn; of nothing, it concludes nothing else than before, but anew.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        public void An_operator_need_not_wait_for_the_cycle(int turn)
        {
            CalmStory story = Quiet().Settle(turn);
            story.Step();
            Assert.True(story.WasShort);
            Assert.False(story.HasConcluded);
            story.Snapshot.Acknowledge = true;
            story.Step();
            Assert.True(story.WasShort);
            Assert.True(story.HasConcluded);
            Assert.Equal(GuardActions.AllowArm, story.Verdict.Actions);

            story.Settle(turn);
            story.Snapshot.OverCurrentComparator = true;
            story.Step();
            Assert.True(story.WasShort);
            Assert.True(story.Raised(FaultId.OverCurrentCharge));
            Assert.Equal(GuardActions.OpenSwitch, story.Verdict.Actions & (GuardActions.OpenSwitch | GuardActions.AllowArm));
            story.Snapshot.OverCurrentComparator = false;
            story.Settle(turn);
            Assert.Equal(GuardState.Tripped, story.Verdict.State);
            story.Snapshot.Acknowledge = true;
            story.Step();
            Assert.True(story.Turns % 5 != 1);
            Assert.Equal(0, story.Verdict.LatchedFaults);
            Assert.Equal(GuardState.Normal, story.Verdict.State);
        }

        /// <summary>Who wants the switch open has it open in that turn, and the hardware's 0.5 V comparator is a contact in that turn.</summary>
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void A_line_that_any_turn_reads(bool held)
        {
            CalmStory story = Quiet().Settle(2);
            story.Snapshot.HoldOpen = held;
            story.Snapshot.CollapseComparator = !held;
            story.Step();
            Assert.True(story.WasShort);
            Assert.Equal(!held, story.Raised(FaultId.SenseContactAnode));
            Assert.Equal(GuardActions.OpenSwitch, story.Verdict.Actions & (GuardActions.OpenSwitch | GuardActions.AllowArm));
        }

        /// <summary>
        /// A board that is 250 C warm (the fault's row: none beyond 200 C, three samples): its third sample is judged with the books, in the
        /// third fast turn after its cycle, and told in that turn.
        /// </summary>
        [Fact]
        public void A_doubt_that_comes_with_a_fast_turn()
        {
            CalmStory story = Quiet();
            story.BoardTemperature = 25000;
            story.Settle(0);
            story.BoardTemperature = 250000;
            for (int turn = 0; turn <= 12; turn++)
            {
                story.Step();
                Assert.False(story.Active(FaultId.SensorImplausible));
            }

            story.Step();
            Assert.True(story.WasShort);
            Assert.True(story.Raised(FaultId.SensorImplausible));
            Assert.Equal(FaultLevel.Warning, story.Verdict.Levels[FaultId.SensorImplausible]);
        }

        /// <summary>A pressure of 108 kPa where 105 are allowed (three samples): read after a cycle, taken with the next one, judged with its books, and told in that turn.</summary>
        [Fact]
        public void News_of_a_fast_turn_are_told_in_it()
        {
            CalmStory story = Quiet();
            story.Pressure = 101000;
            story.Settle(1);
            story.Pressure = 108000;
            for (int turn = 0; turn < 17; turn++)
            {
                story.Step();
                Assert.False(story.Active(FaultId.GasRelease));
            }

            story.Step();
            Assert.True(story.WasShort);
            Assert.True(story.Raised(FaultId.GasRelease));
            Assert.Equal(GuardActions.OpenSwitch, story.Verdict.Actions & (GuardActions.OpenSwitch | GuardActions.AllowArm));
        }

        /// <summary>After a gap of three turns no fast turns are expected: the third sample of that pressure is taken, and judged, when it comes.</summary>
        [Fact]
        public void After_a_gap_nothing_waits_for_a_cycle()
        {
            CalmStory story = Quiet();
            story.Pressure = 101000;
            story.Settle(1);
            story.Pressure = 108000;
            for (int turn = 0; turn < 9; turn++)
            {
                story.Step();
            }

            story.Step(60000);
            Assert.False(story.Active(FaultId.GasRelease));
            story.Step();
            Assert.True(story.Raised(FaultId.GasRelease));
        }

        /// <summary>Where neither voltage nor current is fitted each sample of the sense electrode is a decision cycle, and counted.</summary>
        [Fact]
        public void Without_a_cell_every_sample_counts()
        {
            CalmStory story = Quiet();
            story.HasCell = false;
            story.Settle(3);
            Assert.Equal(GuardActions.AllowArm, story.Verdict.Actions);
            Assert.Equal(story.Turns, story.Verdict.Cycles);
        }

        /// <summary>
        /// A layer that falls by 43.5 mV, 60.4 mV/s between groups 0.72 s apart, is told so by one estimate of the slope only (the least is
        /// 60 mV/s); it stays 40.6 mV lower (the least is 40 mV): a touch, whichever turn of a cycle brings that estimate.
        /// </summary>
        [Theory]
        [InlineData(43500, 1)]
        [InlineData(43000, 0)]
        public void A_fall_that_one_estimate_sees(long fallMicrovolts, long touches)
        {
            for (int turn = 0; turn < 15; turn++)
            {
                CalmStory story = Quiet().Settle(turn);
                story.Layer -= fallMicrovolts;
                for (int sample = 0; sample < 12; sample++)
                {
                    story.Step();
                }

                story.Layer = 3000000 - 40600;
                for (int sample = 0; sample < 100; sample++)
                {
                    story.Step();
                }

                Assert.Equal(touches, story.Verdict.Sense.Touches);
            }
        }

        /// <summary>Voltage and current fall silent while the thermometer goes on: an alarm 0.5 s later (limits.cell_stale_s), in a fast turn.</summary>
        [Fact]
        public void A_silence_that_ends_its_patience_in_a_fast_turn()
        {
            CalmStory story = Quiet().Settle(1);
            story.HasCell = false;
            for (int turn = 1; turn <= 25; turn++)
            {
                story.Step();
                Assert.False(story.Active(FaultId.SensorStale));
            }

            story.Step();
            Assert.True(story.WasShort);
            Assert.Equal(FaultLevel.Alarm, story.Verdict.Levels[FaultId.SensorStale]);
            Assert.True(story.Raised(FaultId.SensorStale));
        }

        /// <summary>A sense electrode whose samples come later and later: missed once one is more than 0.1 s old (limits.sense_stale_s), in any turn.</summary>
        [Theory]
        [InlineData(10000, 11)]
        [InlineData(20000, 6)]
        public void Samples_that_are_old_when_they_come(long laterMicroseconds, int missed)
        {
            for (int turn = 0; turn < 5; turn++)
            {
                CalmStory story = Quiet().Settle(turn);
                for (int late = 1; late <= missed; late++)
                {
                    Assert.False(story.Active(FaultId.SensorStale));
                    story.Lag += laterMicroseconds;
                    story.Step();
                }

                Assert.True(story.Raised(FaultId.SensorStale));
                Assert.Equal(FaultLevel.Alarm, story.Verdict.Levels[FaultId.SensorStale]);
            }
        }

        private static CalmStory Quiet()
        {
            return new CalmStory(new GuardSettings { SelfTestWaived = true, BaselineMicrovolts = 3000000, OverPressurePascals = 105000 });
        }
    }
}
