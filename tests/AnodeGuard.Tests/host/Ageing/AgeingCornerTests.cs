using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Corners of what a cell's own past is told by.</summary>
    public class AgeingCornerTests
    {
        /// <summary>A history that counts no value expects the last one, as one of a single value does.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        public void A_history_without_memory_expects_the_last_value(int memory)
        {
            OwnHistory history = new OwnHistory(memory);
            foreach (long value in new long[] { 100, -50, 7000, 0 })
            {
                history.Learn(value);
                Assert.Equal(value, history.Expected);
            }
        }

        /// <summary>1 mA through 20 ohm with a trace from 15 mV at a tenth to 25 mV at nine tenths: 10 mV over 20 mV.</summary>
        [Fact]
        public void The_arch_is_over_the_mean_polarisation_and_none_without_one()
        {
            HalfCycle arching = new HalfCycle();
            HalfCycle flat = new HalfCycle();
            Assert.Equal((0L, 0L), (flat.ArchMillionths, flat.MeanMicroohms));
            for (long flowed = 0; flowed <= 100; flowed++)
            {
                long microvolts = flowed < 50 ? 15000 : 25000;
                arching.Add(microvolts, 1000000, 25000);
                arching.Weigh(flowed == 50 ? 20000 : microvolts, 1000000, 1000000);
                arching.Mark(microvolts, flowed * 1000, 100000);

                // The polarisation is as long above 0 as below.
                flat.Add(microvolts, 1000000, 25000);
                flat.Weigh(flowed == 50 ? 0 : microvolts - 20000, 1000000, 1000000);
                flat.Mark(microvolts - 20000, flowed * 1000, 100000);
            }

            Assert.True(arching.HasTrace);
            Assert.Equal(20000000, arching.MeanMicroohms);
            Assert.Equal(500000, arching.ArchMillionths);
            Assert.True(flat.HasTrace);
            Assert.Equal(0, flat.MeanMicroohms);
            Assert.Equal(0, flat.ArchMillionths);
        }

        /// <summary>A half-cycle that began without a resistance is neither compared nor one of another kind.</summary>
        [Fact]
        public void A_half_cycle_without_a_resistance_leaves_the_trend_as_it_is()
        {
            ResistanceTrend trend = new ResistanceTrend();
            for (int half = 0; half < 4; half++)
            {
                trend.Offer(half < 3 ? 20000000 : 30000000, 1000000, 100000, Arrhenius.ReferenceMillicelsius);
                Assert.Equal(half >= 2, trend.Take(3800000));
                for (int without = 0; without < 10; without++)
                {
                    Assert.False(trend.Take(0));
                }
            }

            // A memory of three: a third of the rise by a half.
            Assert.InRange(trend.RiseMillionths, 166660, 166667);
        }

        /// <summary>A cell whose resistance is below what is told from none has nothing that it could have risen over.</summary>
        [Fact]
        public void Nothing_rises_over_no_resistance()
        {
            ResistanceTrend trend = new ResistanceTrend();
            for (int half = 0; half < 10; half++)
            {
                trend.Offer(half < 5 ? 0 : 20000000, 1000000, 100000, Arrhenius.ReferenceMillicelsius);
                trend.Take(3800000);
                Assert.Equal(0, trend.RiseMillionths);
            }

            Assert.True(trend.IsKnown);
        }
    }
}
