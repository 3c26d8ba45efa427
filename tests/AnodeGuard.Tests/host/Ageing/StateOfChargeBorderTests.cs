using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The state of charge at the borders that the docstrings name.</summary>
    public class StateOfChargeBorderTests
    {
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
