using AnodeGuard.Cli.Evaluate;
using Xunit;

namespace AnodeGuard.Host.Tests.Evaluate
{
    /// <summary>Exact intervals against published tables (95 %, two-sided).</summary>
    public class IntervalTests
    {
        /// <summary>Garwood's table of Poisson limits.</summary>
        [Theory]
        [InlineData(0, 0, 3.6889)]
        [InlineData(1, 0.0253, 5.5716)]
        [InlineData(2, 0.2422, 7.2247)]
        [InlineData(5, 1.6235, 11.6683)]
        [InlineData(10, 4.7954, 18.3904)]
        public void Rate_of_counted_events(int events, double low, double high)
        {
            Interval interval = Interval.OfRate(events, 1);
            Assert.Equal(low, interval.Low, 1e-4);
            Assert.Equal(high, interval.High, 1e-4);
        }

        [Fact]
        public void Rate_scales_with_the_exposure()
        {
            Assert.Equal(3.6889 / 3.2, Interval.OfRate(0, 3.2).High, 1e-4);
        }

        /// <summary>Clopper and Pearson; for all or none of n the closed form is 0.025^(1/n).</summary>
        [Theory]
        [InlineData(0, 10, 0, 0.3085)]
        [InlineData(8, 10, 0.4439, 0.9748)]
        [InlineData(10, 10, 0.6915, 1)]
        [InlineData(0, 0, 0, 1)]
        public void Share_of_hits(int hits, int tries, double low, double high)
        {
            Interval interval = Interval.OfShare(hits, tries);
            Assert.Equal(low, interval.Low, 1e-4);
            Assert.Equal(high, interval.High, 1e-4);
        }
    }
}
