using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Resistance at a step of the current at the borders that the docstrings name.</summary>
    public class StepBorderTests
    {
        /// <summary>C/20 of 5 mAh.</summary>
        private const long Step = 250000;

        /// <summary>A step is C/20 and more, between samples at most two minutes apart, confirmed at most two minutes later.</summary>
        [Theory]
        [InlineData(Step, 100000, 100000, 1)]
        [InlineData(-Step, 100000, 100000, 1)]
        [InlineData(Step - 1, 100000, 100000, 0)]
        [InlineData(1 - Step, 100000, 100000, 0)]
        [InlineData(Step, 120000000, 120000000, 1)]
        [InlineData(Step, 120000001, 100000, 0)]
        [InlineData(Step, 100000, 120000001, 0)]
        [InlineData(Step, 0, 100000, 0)]
        [InlineData(Step, 1, 100000, 1)]
        public void What_is_a_step(long nanoamperes, long before, long after, long count)
        {
            Steps step = new Steps();
            step.Judge(3000000, 0, 1000);
            step.Judge(3000000 + (nanoamperes / 50), nanoamperes, 1000 + before);
            Assert.Equal(count > 0 || after > 120000000, step.Began);
            step.Judge(3000000 + (nanoamperes / 50), nanoamperes, 1000 + before + after);
            Assert.False(step.Began);
            Assert.Equal(count > 0, step.Confirmed);
            Assert.Equal(count, step.Watch.Count);
            Assert.Equal(count > 0 ? 20000000 : -1, step.Watch.FastMicroohms);
            Assert.Equal(count > 0 ? before : -1, step.Watch.FastMicroseconds);
        }

        /// <summary>The first sample of all steps from nothing, however large.</summary>
        [Fact]
        public void The_first_sample_is_no_step()
        {
            Steps step = new Steps();
            step.Judge(3000000, 1000000, 100000);
            Assert.False(step.Began);
        }

        /// <summary>The new current may wander by a sixteenth of the step; once it may still be on its way, if it is C/20 from where it was.</summary>
        [Theory]
        [InlineData(1000000, 1062500, 1000000, true)]
        [InlineData(1000000, 937500, 1000000, true)]
        [InlineData(1000000, 1062501, 1062501, true)]
        [InlineData(1000000, 500000, 400000, false)]
        [InlineData(1000000, 250000, 250000, true)]
        [InlineData(1000000, 249999, 249999, true)]
        [InlineData(1000000, 500000, 468749, false)]
        [InlineData(1000000, 500000, 468750, true)]
        public void A_step_is_confirmed(long first, long second, long third, bool found)
        {
            Steps step = new Steps();
            step.Judge(3000000, 0, 100000);
            step.Judge(3000000 + (first / 50), first, 200000);
            step.Judge(3000000 + (second / 50), second, 300000);
            step.Judge(3000000 + (third / 50), third, 400000);
            Assert.Equal(found ? 1 : 0, step.Watch.Count);

            // Less than C/20 from where it was it is back, and that is the step.
            Assert.Equal(second < Step ? first : 0, step.Watch.FromNanoamperes);
        }

        /// <summary>Back within C/20 of 1 mA, where it began, the step is the one back; and three samples on their way are no step until the last.</summary>
        [Theory]
        [InlineData(new long[] { 1000000, 2000000, 1200000, 1200000 }, 2000000)]
        [InlineData(new long[] { 0, 1000000, 2000000, 3000000, 3000000 }, 2000000)]
        public void A_step_that_is_another(long[] currents, long from)
        {
            Steps step = new Steps();
            for (int sample = 0; sample < currents.Length; sample++)
            {
                Assert.Equal(0, step.Watch.Count);
                step.Judge(3000000 + (currents[sample] / 50), currents[sample], 100000 * (1 + sample));
            }

            Assert.Equal((1L, from, 20000000L), (step.Watch.Count, step.Watch.FromNanoamperes, step.Watch.FastMicroohms));
        }

        /// <summary>A second after the step the voltage is where it was before: no resistance is known.</summary>
        [Fact]
        public void A_second_value_of_nothing_is_unknown()
        {
            Steps step = new Steps();
            step.Judge(3000000, 0, 0);
            step.Judge(3005000, Step, 100000);
            step.Judge(3005000, Step, 200000);
            step.Judge(3000000, Step, 1100000);
            Assert.Equal((20000000L, CellFigures.Unknown), (step.Watch.FastMicroohms, step.Watch.OneSecondMicroohms));
        }

        /// <summary>Two samples on the way are a ramp; and a voltage that does not follow the current is no resistance.</summary>
        [Theory]
        [InlineData(5000, 1)]
        [InlineData(0, 0)]
        [InlineData(-5000, 0)]
        public void Only_a_positive_resistance_counts(long answer, long count)
        {
            Steps step = new Steps();
            step.Judge(3000000, 0, 100000);
            step.Judge(3000000 + answer, Step, 200000);
            step.Judge(3000000 + answer, Step, 300000);
            Assert.Equal(count, step.Watch.Count);
        }

        /// <summary>From one to two seconds after the step, at a steady current.</summary>
        [Theory]
        [InlineData(999999, 0, -1)]
        [InlineData(1000000, 0, 30000000)]
        [InlineData(2000000, 0, 30000000)]
        [InlineData(2000001, 0, -1)]
        [InlineData(1000000, 15625, 28235294)]
        [InlineData(1000000, 15626, -1)]
        [InlineData(1000000, -15626, -1)]
        public void The_second_value_comes_a_second_later(long after, long wander, long expected)
        {
            Steps step = new Steps();
            step.Judge(3000000, 0, 0);
            step.Judge(3005000, Step, 100000);
            step.Judge(3005000, Step, 200000);
            Assert.Equal(20000000, step.Watch.FastMicroohms);
            step.Judge(3007500, Step + wander, 100000 + after);

            // Of the step itself: what the current wanders by is within what is allowed.
            Assert.Equal(expected < 0 ? -1 : 30000000, step.Watch.OneSecondMicroohms);
            step.Judge(3010000, Step + (wander > 15625 || wander < -15625 ? 0 : wander), 2100001);
            Assert.Equal(expected < 0 ? -1 : 30000000, step.Watch.OneSecondMicroohms);
        }

        /// <summary>Into a flowing current: C/20 and more, twice and more what flowed before, or the other way round.</summary>
        [Theory]
        [InlineData(0, Step, true)]
        [InlineData(0, Step - 1, false)]
        [InlineData(Step, 0, false)]
        [InlineData(Step, 2 * Step, false)]
        [InlineData(Step, (2 * Step) + 1, true)]
        [InlineData(-Step, -2 * Step, false)]
        [InlineData(-Step, (-2 * Step) - 1, true)]
        [InlineData(-Step, Step, true)]
        [InlineData(Step, -Step, true)]
        [InlineData(-Step, Step - 1, false)]
        public void An_onset(long from, long to, bool onset)
        {
            StepResistance step = new StepResistance(new GuardSettings()) { FromNanoamperes = from, ToNanoamperes = to };
            Assert.Equal(onset, step.IsOnset);
        }

        /// <summary>Samples with their times.</summary>
        private sealed class Steps
        {
            private long _last = long.MaxValue;

            public StepResistance Watch { get; } = new StepResistance(new GuardSettings());

            /// <summary>A step began with the last sample.</summary>
            public bool Began { get; private set; }

            /// <summary>The last sample confirmed a resistance.</summary>
            public bool Confirmed { get; private set; }

            public void Judge(long microvolts, long nanoamperes, long time)
            {
                int found = Watch.Judge(microvolts, nanoamperes, time, time > _last ? time - _last : 0);
                _last = time;
                Began = found == StepResistance.Began;
                Confirmed = found == StepResistance.Confirmed;
            }
        }
    }
}
