using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Resistance at a step, nucleation and state of charge at the borders that their docstrings name.</summary>
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
            StepResistance step = new StepResistance(new GuardSettings());
            step.Judge(3000000, 0, 1000);
            step.Judge(3000000 + (nanoamperes / 50), nanoamperes, 1000 + before);
            Assert.Equal(count > 0 || after > 120000000, step.Stepped);
            step.Judge(3000000 + (nanoamperes / 50), nanoamperes, 1000 + before + after);
            Assert.False(step.Stepped);
            Assert.Equal(count > 0, step.IsNew);
            Assert.Equal(count, step.Count);
            Assert.Equal(count > 0 ? 20000000 : -1, step.FastMicroohms);
            Assert.Equal(count > 0 ? before : -1, step.FastMicroseconds);
        }

        /// <summary>The first sample of all steps from nothing, however large.</summary>
        [Fact]
        public void The_first_sample_is_no_step()
        {
            StepResistance step = new StepResistance(new GuardSettings());
            step.Judge(3000000, 1000000, 100000);
            Assert.False(step.Stepped);
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
            StepResistance step = new StepResistance(new GuardSettings());
            step.Judge(3000000, 0, 100000);
            step.Judge(3000000 + (first / 50), first, 200000);
            step.Judge(3000000 + (second / 50), second, 300000);
            step.Judge(3000000 + (third / 50), third, 400000);
            Assert.Equal(found ? 1 : 0, step.Count);

            // Less than C/20 from where it was it is back, and that is the step.
            Assert.Equal(second < Step ? first : 0, step.FromNanoamperes);
        }

        /// <summary>Back within C/20 of 1 mA, where it began, the step is the one back; and three samples on their way are no step until the last.</summary>
        [Theory]
        [InlineData(new long[] { 1000000, 2000000, 1200000, 1200000 }, 2000000)]
        [InlineData(new long[] { 0, 1000000, 2000000, 3000000, 3000000 }, 2000000)]
        public void A_step_that_is_another(long[] currents, long from)
        {
            StepResistance step = new StepResistance(new GuardSettings());
            for (int sample = 0; sample < currents.Length; sample++)
            {
                Assert.Equal(0, step.Count);
                step.Judge(3000000 + (currents[sample] / 50), currents[sample], 100000 * (1 + sample));
            }

            Assert.Equal((1L, from, 20000000L), (step.Count, step.FromNanoamperes, step.FastMicroohms));
        }

        /// <summary>A second after the step the voltage is where it was before: no resistance is known.</summary>
        [Fact]
        public void A_second_value_of_nothing_is_unknown()
        {
            StepResistance step = new StepResistance(new GuardSettings());
            step.Judge(3000000, 0, 0);
            step.Judge(3005000, Step, 100000);
            step.Judge(3005000, Step, 200000);
            step.Judge(3000000, Step, 1100000);
            Assert.Equal((20000000L, CellFigures.Unknown), (step.FastMicroohms, step.OneSecondMicroohms));
        }

        /// <summary>Two samples on the way are a ramp; and a voltage that does not follow the current is no resistance.</summary>
        [Theory]
        [InlineData(5000, 1)]
        [InlineData(0, 0)]
        [InlineData(-5000, 0)]
        public void Only_a_positive_resistance_counts(long answer, long count)
        {
            StepResistance step = new StepResistance(new GuardSettings());
            step.Judge(3000000, 0, 100000);
            step.Judge(3000000 + answer, Step, 200000);
            step.Judge(3000000 + answer, Step, 300000);
            Assert.Equal(count, step.Count);
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
            StepResistance step = new StepResistance(new GuardSettings());
            step.Judge(3000000, 0, 0);
            step.Judge(3005000, Step, 100000);
            step.Judge(3005000, Step, 200000);
            Assert.Equal(20000000, step.FastMicroohms);
            step.Judge(3007500, Step + wander, 100000 + after);

            // Of the step itself: what the current wanders by is within what is allowed.
            Assert.Equal(expected < 0 ? -1 : 30000000, step.OneSecondMicroohms);
            step.Judge(3010000, Step + (wander > 15625 || wander < -15625 ? 0 : wander), 2100001);
            Assert.Equal(expected < 0 ? -1 : 30000000, step.OneSecondMicroohms);
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

        /// <summary>
        /// Half-second means; the first maximum less the lowest after it within a minute, told where it is more than 2 mV; a
        /// maximum counts as the first once the polarisation has fallen by more than 2 mV.
        /// </summary>
        [Theory]
        [InlineData(20000, 18000, 18000, 0)]
        [InlineData(20000, 17999, 17999, 2001)]
        [InlineData(20000, 15000, 40000, 5000)]
        [InlineData(20000, 18000, 40000, 0)]
        [InlineData(20000, 15000, 12000, 8000)]
        public void The_overpotential_of_nucleation(long first, long second, long third, long expected)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                NucleationWatch watch = new NucleationWatch();
                watch.Begin(sign * Step, 7);
                for (int tenth = 1; tenth <= 600; tenth++)
                {
                    Assert.Equal(CellFigures.Unknown, watch.Microvolts);
                    long level = tenth <= 100 ? first : tenth <= 300 ? second : third;

                    // Within a half-second they swing: their mean counts.
                    long swing = tenth % 5 == 0 ? 4000 : -1000;
                    watch.Judge(sign * (level + swing), sign * Step, 7 + (tenth * 100000));
                }

                Assert.Equal(expected, watch.Microvolts);
                Assert.Equal(1, watch.Count);
                watch.Judge(0, sign * Step, 61000007);
                Assert.Equal(1, watch.Count);
            }
        }

        /// <summary>Half a second of samples 90 ms apart holds six: a swing of six samples is no overshoot.</summary>
        [Fact]
        public void A_swing_within_half_a_second()
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Begin(Step, 0);
            for (int sample = 1; sample * 90000 < 60090000; sample++)
            {
                watch.Judge(40000 + ((sample - 1) % 6 < 3 ? 20000 : -20000), Step, sample * 90000);
            }

            Assert.Equal((0L, 1L), (watch.Microvolts, watch.Count));
        }

        /// <summary>The next beginning has its own maximum, however much lower; before the first one nothing is watched.</summary>
        [Fact]
        public void Every_beginning_of_plating_is_its_own()
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Judge(90000, 0, 0);
            watch.Judge(90000, 0, 60000000);
            Assert.Equal(0, watch.Count);
            for (int plating = 1; plating <= 2; plating++)
            {
                long start = plating * 100000000L;
                watch.Begin(Step, start);
                for (int half = 1; half <= 120; half++)
                {
                    watch.Judge((half < 20 ? 30000 : 20000) / plating, Step, start + (half * 500000));
                }

                Assert.Equal((10000 / plating, plating), (watch.Microvolts, watch.Count));
            }
        }

        /// <summary>
        /// One row half a volt off, of either sign and anywhere in the minute, changes nothing: not the first, the second, one
        /// in the plateau, the last but one, nor the last. Two in a row are no bad row.
        /// </summary>
        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        [InlineData(10)]
        [InlineData(11)]
        [InlineData(40)]
        [InlineData(59)]
        [InlineData(60)]
        public void One_bad_row_is_no_nucleation(int at)
        {
            foreach (int perSecond in new[] { 1, 10 })
            {
                foreach (int sign in new[] { 1, -1 })
                {
                    Assert.Equal(8000, Overshoot(sign, perSecond, at * perSecond, 1, -500000));
                    Assert.Equal(8000, Overshoot(sign, perSecond, at * perSecond, 1, 500000));

                    // Above before it fell it is the peak, below after it the trough.
                    long lasting = Overshoot(sign, perSecond, at * perSecond, 2 * perSecond, at <= 10 ? 500000 : -500000);
                    Assert.InRange(lasting, at == 60 ? 8000 : 490000, at == 60 ? 8000 : 508000);
                }
            }
        }

        /// <summary>Beyond both neighbours by 20 mV and four times what they are apart it is believed, by a microvolt more it is not.</summary>
        [Theory]
        [InlineData(20000, 20000)]
        [InlineData(20001, 0)]
        [InlineData(-20000, 20000)]
        [InlineData(-20001, 0)]
        public void How_far_a_lone_row_may_stand_off(long off, long expected)
        {
            Assert.Equal(expected, Watched(second => second == 30 ? off : 0));

            // Neighbours that are 1 mV apart themselves: 4 mV more.
            Assert.Equal(expected == 0 ? 0 : 24000, Watched(second => second == 30 ? off + (off > 0 ? 5000 : -4000) : second < 30 ? 0 : 1000));
        }

        private static long Overshoot(int sign, int perSecond, int from, int rows, long off)
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Begin(sign * Step, 0);
            for (int row = 1; row <= 60 * perSecond; row++)
            {
                long level = row <= 10 * perSecond ? 20000 : 12000;
                long bad = row >= from && row < from + rows ? off : 0;
                watch.Judge(sign * (level + bad), sign * Step, row * 1000000L / perSecond);
            }

            Assert.Equal(1, watch.Count);
            return watch.Microvolts;
        }

        private static long Watched(System.Func<int, long> level)
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Begin(Step, 0);
            for (int second = 1; second <= 60; second++)
            {
                watch.Judge(level(second), Step, second * 1000000L);
            }

            return watch.Microvolts;
        }

        /// <summary>It ends by a current a tenth away, a gap of more than two seconds, or a step back in time.</summary>
        [Theory]
        [InlineData(Step + (Step / 10), 1000000, true)]
        [InlineData(Step + (Step / 10) + 1, 1000000, false)]
        [InlineData(Step - (Step / 10) - 1, 1000000, false)]
        [InlineData(Step, 2000000, true)]
        [InlineData(Step, 2000001, false)]
        [InlineData(Step, 0, true)]
        [InlineData(Step, -1, false)]
        public void Nucleation_is_watched_at_one_current(long nanoamperes, long gap, bool goesOn)
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Begin(Step, 0);
            watch.Judge(20000, Step, 1000000);
            watch.Judge(20000, nanoamperes, 1000000 + gap);
            for (long second = 2 + ((gap + 1) / 1000000); second <= 60; second++)
            {
                watch.Judge(20000, Step, second * 1000000);
            }

            Assert.Equal(goesOn ? 1 : 0, watch.Count);
            Assert.Equal(goesOn ? 0 : CellFigures.Unknown, watch.Microvolts);
        }

        /// <summary>A minute after it began, not a microsecond before.</summary>
        [Fact]
        public void Nucleation_takes_a_minute()
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Begin(Step, 0);
            for (long second = 1; second < 60; second++)
            {
                watch.Judge(20000, Step, second * 1000000);
            }

            watch.Judge(20000, Step, 59999999);
            Assert.Equal(0, watch.Count);
            watch.Judge(20000, Step, 60000000);
            Assert.Equal(1, watch.Count);
        }

        /// <summary>
        /// Full from 5 mV below the full cell's voltage while charging, empty likewise; three dense samples in a row, or one
        /// a second and more after the one before. 5 uA of 5 mAh are no current.
        /// </summary>
        [Theory]
        [InlineData(4195000, 5001, 3, 100000, 1000000)]
        [InlineData(4194999, 5001, 3, 100000, -1)]
        [InlineData(4195000, 5000, 3, 100000, -1)]
        [InlineData(4195000, -5001, 3, 100000, -1)]
        [InlineData(4195000, 5001, 2, 999999, -1)]
        [InlineData(4195000, 5001, 1, 1000000, 1000000)]
        [InlineData(2605000, -5001, 3, 100000, 0)]
        [InlineData(2605001, -5001, 3, 100000, -1)]
        [InlineData(2605000, -5000, 3, 100000, -1)]
        [InlineData(2605000, -5001, 2, 999999, -1)]
        [InlineData(2605000, -5001, 1, 1000000, 0)]
        public void Reference_points(long microvolts, long nanoamperes, int samples, long interval, long expected)
        {
            StateOfCharge state = new StateOfCharge(new GuardSettings());
            for (int sample = 0; sample < samples; sample++)
            {
                Assert.Equal(-1, state.Millionths);
                state.Judge(microvolts, nanoamperes, 0, sample * interval, interval);
            }

            Assert.Equal(expected, state.Millionths);

            // 1 %, and 100 millionths times 5 uA over 5 mAh.
            Assert.Equal(expected < 0 ? -1 : 10100, state.UncertaintyMillionths);
        }

        /// <summary>Samples in between that are not there start the count anew; given voltages stand before the limits'.</summary>
        [Fact]
        public void Three_in_a_row()
        {
            GuardSettings settings = new GuardSettings { FullMicrovolts = 4100000, EmptyMicrovolts = 3000000 };
            StateOfCharge state = new StateOfCharge(settings);
            foreach (long volts in new long[] { 4095000, 4095000, 4094999, 4095000, 4095000 })
            {
                state.Judge(volts, 1000000, 0, 0, 100000);
                Assert.Equal(-1, state.Millionths);
            }

            state.Judge(4095000, 1000000, 0, 0, 100000);
            Assert.Equal(1000000, state.Millionths);
            Assert.Equal(30000, state.UncertaintyMillionths);
            foreach (long volts in new long[] { 3005000, 3005000, 3005001, 3005000, 3005000 })
            {
                state.Judge(volts, -1000000, -18000000000, 0, 100000);
                Assert.Equal(1000000 - 1000000, state.Millionths);
            }

            // What was counted is a capacity off by 0.1 %: 31,000; the reference at C/5 is better.
            Assert.Equal(31000, state.UncertaintyMillionths);
            state.Judge(3005000, -1000000, -18000000000, 0, 100000);
            Assert.Equal(30000, state.UncertaintyMillionths);
        }

        /// <summary>Charge counted over the capacity; 0.1 % of it and the zero error's time on top of the reference's 1 %.</summary>
        [Fact]
        public void The_counted_charge_and_its_error()
        {
            StateOfCharge state = new StateOfCharge(new GuardSettings());
            state.Judge(4200000, 100000, 0, 0, 1000000);
            Assert.Equal((1000000L, 12000L), (state.Millionths, state.UncertaintyMillionths));

            // Half of 18 As in ten hours; 5 uA times ten hours of 18 As is 1 %.
            state.Judge(3800000, -900000, -9000000000, 36000000000, 1000000);
            Assert.Equal((500000L, 12000L + 500 + 10000), (state.Millionths, state.UncertaintyMillionths));

            // A worse reference than what is known is passed over: 1 % and 2 % at C/5 against 2.25 %.
            state.Judge(4200000, 1000000, -9000000000, 36000000000, 1000000);
            Assert.Equal((500000L, 22500L), (state.Millionths, state.UncertaintyMillionths));

            // As good as what is known is taken: 1 % and 1.25 % at C/8.
            state.Judge(4200000, 625000, -9000000000, 36000000000, 1000000);
            Assert.Equal((1000000L, 22500L), (state.Millionths, state.UncertaintyMillionths));

            // Counted beyond either end it stays there, and no more is unknown than all.
            state.Judge(3800000, 900000, 90000000000, 36000000000, 1000000);
            Assert.Equal(1000000, state.Millionths);
            state.Judge(3800000, -900000, -90000000000, 1L << 52, 1000000);
            Assert.Equal((0L, 1000000L), (state.Millionths, state.UncertaintyMillionths));
            state.Forget();
            Assert.Equal((-1L, -1L), (state.Millionths, state.UncertaintyMillionths));
        }
    }
}
