using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Corners that no story of a cell leads to, but that somebody's settings or a later fault may.</summary>
    public class CornerTests
    {
        [Fact]
        public void An_alarm_that_does_not_latch_is_an_alarm()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            register.BeginStep();
            register.Confirm(FaultId.SenseNotArmed, FaultLevel.Alarm);
            StateLadder ladder = new StateLadder(register);
            Assert.Equal(GuardState.Alarm, ladder.State(true));
            Assert.Equal(GuardState.NotReady, ladder.State(false));
        }

        /// <summary>What follows the current at once: rest * j, with a rest that is beyond 1 either way.</summary>
        [Theory]
        [InlineData(-0.5, 3, 2.5)]
        [InlineData(1.0, 3, -2)]
        [InlineData(0.5, 3, -0.5)]
        [InlineData(0.1, 3, 0.7)]
        public void An_unusual_rest_follows_the_current_at_once(double weight, int modes, double rest)
        {
            long[] rates = new long[modes];
            long[] weights = new long[modes];
            for (int mode = 0; mode < modes; mode++)
            {
                rates[mode] = (10L + mode) << 16;
                weights[mode] = (long)(weight * (1L << 31));
            }

            DiffusionState state = new DiffusionState(new ModeTable(rates, weights));
            foreach (double j in new[] { 0.3, -1.7, 60.0, -64.0 })
            {
                state.Aim((long)(j * Verdict.OneQ24));
                Assert.Equal(rest * j, state.SurfaceQ24 / (double)Verdict.OneQ24, 1e-3 * System.Math.Max(1, System.Math.Abs(rest)));
            }
        }

        [Fact]
        public void Modes_beyond_the_sixteenth_join_the_rest()
        {
            long[] rates = new long[20];
            long[] weights = new long[20];
            for (int mode = 0; mode < 20; mode++)
            {
                rates[mode] = (10L + mode) << 16;
                weights[mode] = (1L << 31) / 40;
            }

            ModeTable table = new ModeTable(rates, weights);
            Assert.Equal(ModeTable.MostModes, table.Count);
            Assert.Equal(1 - (16 / 40.0), table.RestQ31 / (double)(1L << 31), 1e-7);
        }

        /// <summary>A leak of 0.9 mV/s is 0.45 V away before half an hour has been seen: 0.8 V decides.</summary>
        [Fact]
        public void A_fast_leak_is_found_at_four_fifths_of_a_volt()
        {
            LeakageWatch watch = new LeakageWatch();
            long found = -1;
            for (long second = 0; second < 1200 && found < 0; second++)
            {
                watch.Judge(3000000 - (900 * second), 3000000, second * 1000000);
                found = watch.IsLeaking ? second : -1;
            }

            Assert.InRange(found, 889, 890);
        }

        [Fact]
        public void A_sample_is_copied_whole()
        {
            Sample from = new Sample();
            from.Set(7, 8, Validity.OverRange, SampleSource.Ina228);
            Sample to = new Sample();
            to.CopyFrom(from);
            Assert.Equal((7L, 8L, Validity.OverRange, SampleSource.Ina228), (to.Value, to.TimeMicroseconds, to.Validity, to.Source));
            Assert.False(to.IsValid);
            to.Set(7, 8, Validity.Valid, SampleSource.Ina228);
            Assert.True(to.IsValid);
        }
    }
}
