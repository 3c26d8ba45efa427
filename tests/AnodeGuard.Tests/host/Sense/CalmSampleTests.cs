using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Samples that the quiet path must not take, one story for each: the injector's, those after a gap, those of another time. (<see cref="CalmStory"/>
    /// compares every figure of every step with that of a guard which judges each sample in full.)
    /// </summary>
    public class CalmSampleTests
    {
        /// <summary>The injector moves the node, not the layer: while it pulls the slow baseline stands, from the first turn on.</summary>
        [Fact]
        public void Under_a_pull_the_baseline_stands()
        {
            CalmStory story = Quiet().Settle(2);
            long slow = story.Verdict.SlowBaselineMicrovolts;
            story.Snapshot.SenseDrive = SenseDrive.PullDown;
            story.Snapshot.SenseDriveSinceMicroseconds = story.Now;
            for (int turn = 0; turn < 3; turn++)
            {
                story.Step();
                Assert.Equal(turn == 0, story.WasShort);
                Assert.Equal(slow, story.Verdict.SlowBaselineMicrovolts);
            }
        }

        /// <summary>A pull that began and ended between two turns: for 45 ms, of which the front end needs 12, no sample is the layer's.</summary>
        [Fact]
        public void Just_after_a_pull_the_baseline_stands()
        {
            CalmStory story = new CalmStory(new GuardSettings { BaselineMicrovolts = 3000000 }).Settle(2);
            while (!story.WasShort)
            {
                story.Step();
            }

            long slow = story.Verdict.SlowBaselineMicrovolts;
            story.Layer += 10000;
            story.Snapshot.SenseDriveSinceMicroseconds = story.Now + 15000;
            story.Step();
            Assert.Equal(slow, story.Verdict.SlowBaselineMicrovolts);
            story.Step();
            Assert.Equal(slow, story.Verdict.SlowBaselineMicrovolts);
            story.Step();
            Assert.Equal(slow + 20, story.Verdict.SlowBaselineMicrovolts);
        }

        /// <summary>Over a gap the slow baseline follows by 1 mV/s for a minute at most, however near the layer still is.</summary>
        [Theory]
        [InlineData(59000000, 59000)]
        [InlineData(60000000, 60000)]
        [InlineData(60500000, 60000)]
        [InlineData(100000000, 60000)]
        public void A_minute_at_most(long gapMicroseconds, long followedMicrovolts)
        {
            CalmStory story = Quiet().Settle(0);
            story.Layer -= 75000;
            long slow = story.Verdict.SlowBaselineMicrovolts;
            story.Step(gapMicroseconds);
            Assert.Equal(slow - followedMicrovolts, story.Verdict.SlowBaselineMicrovolts);
        }

        /// <summary>A sample that says to have been taken 100 s after its turn: that gap, too, counts as a minute.</summary>
        [Fact]
        public void A_sample_from_the_future()
        {
            CalmStory story = Quiet().Settle(2);
            story.Layer -= 75000;
            story.Lag = -100000000;
            long slow = story.Verdict.SlowBaselineMicrovolts;
            story.Step();
            Assert.True(story.WasShort);
            Assert.Equal(slow - 60000, story.Verdict.SlowBaselineMicrovolts);
        }

        /// <summary>A clock that runs back by 5 ms in a fast turn, with a new sample all the same, is told in that turn; one that stands still is no fault.</summary>
        [Theory]
        [InlineData(-5000, true)]
        [InlineData(-1, true)]
        [InlineData(0, false)]
        public void A_clock_that_runs_back(long microseconds, bool back)
        {
            CalmStory story = Quiet();
            story.Lag = 15000;
            story.Settle(2);
            story.Lag = 6000;
            story.Step(microseconds);
            Assert.True(story.WasShort);
            Assert.Equal(back, story.Raised(FaultId.SensorImplausible));
            Assert.Equal(back ? FaultLevel.Alarm : FaultLevel.None, story.Verdict.Levels[FaultId.SensorImplausible]);
        }

        /// <summary>
        /// The first settled sample after a self-test is judged in full: what a rise is measured from follows it by the nine turns since the
        /// last one, 0.18 mV at 1 mV/s, and then with every turn by 0.02 mV. From there 40 mV for 0.5 s creep: they ask for a test, and when
        /// that has passed they are a contact with the cathode. 39.9 mV are nothing.
        /// </summary>
        [Theory]
        [InlineData(39900, false)]
        [InlineData(40100, true)]
        public void After_a_self_test_a_rise_is_measured_from_where_it_was(long riseMicrovolts, bool asks)
        {
            CalmStory story = new CalmStory(new GuardSettings { BaselineMicrovolts = 3000000 }) { Current = 2000000 };
            while (story.Now < 40000000 || !story.IsTesting)
            {
                story.Step();
            }

            // Two samples after the test are not settled, the third is. 19 mV are no rise yet.
            story.Layer += 19000;
            for (int turn = 0; turn < 9; turn++)
            {
                story.Step();
            }

            bool asked = false;
            for (int turn = 1; turn <= 60; turn++)
            {
                story.Layer = 3000000 + 180 + (20 * turn) + riseMicrovolts;
                story.Step();
                asked |= story.IsTesting;
            }

            Assert.Equal(asks, asked);
            Assert.Equal(asks ? 1L << FaultId.SenseContactCathode : 0, story.Verdict.LatchedFaults);
        }

        private static CalmStory Quiet()
        {
            return new CalmStory(new GuardSettings { SelfTestWaived = true, BaselineMicrovolts = 3000000 });
        }
    }
}
