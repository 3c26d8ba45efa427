using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The overpotential of nucleation at the borders that the docstrings name.</summary>
    public class NucleationBorderTests
    {
        /// <summary>C/20 of 5 mAh.</summary>
        private const long Step = 250000;

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
                    Judge(watch, sign * (level + swing), sign * Step, 7 + (tenth * 100000));
                }

                Assert.Equal(expected, watch.Microvolts);
                Assert.Equal(1, watch.Count);
                Judge(watch, 0, sign * Step, 61000007);
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
                Judge(watch, 40000 + ((sample - 1) % 6 < 3 ? 20000 : -20000), Step, sample * 90000);
            }

            Assert.Equal((0L, 1L), (watch.Microvolts, watch.Count));
        }

        /// <summary>The next beginning has its own maximum, however much lower; before the first one nothing is watched.</summary>
        [Fact]
        public void Every_beginning_of_plating_is_its_own()
        {
            NucleationWatch watch = new NucleationWatch();
            Judge(watch, 90000, 0, 0);
            Judge(watch, 90000, 0, 60000000);
            Assert.Equal(0, watch.Count);
            for (int plating = 1; plating <= 2; plating++)
            {
                long start = plating * 100000000L;
                watch.Begin(Step, start);
                for (int half = 1; half <= 120; half++)
                {
                    Judge(watch, (half < 20 ? 30000 : 20000) / plating, Step, start + (half * 500000));
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
            Judge(watch, 20000, Step, 1000000);
            Judge(watch, 20000, nanoamperes, 1000000 + gap);
            for (long second = 2 + ((gap + 1) / 1000000); second <= 60; second++)
            {
                Judge(watch, 20000, Step, second * 1000000);
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
                Judge(watch, 20000, Step, second * 1000000);
            }

            Judge(watch, 20000, Step, 59999999);
            Assert.Equal(0, watch.Count);
            Judge(watch, 20000, Step, 60000000);
            Assert.Equal(1, watch.Count);
        }

        private static long Overshoot(int sign, int perSecond, int from, int rows, long off)
        {
            NucleationWatch watch = new NucleationWatch();
            watch.Begin(sign * Step, 0);
            for (int row = 1; row <= 60 * perSecond; row++)
            {
                long level = row <= 10 * perSecond ? 20000 : 12000;
                long bad = row >= from && row < from + rows ? off : 0;
                Judge(watch, sign * (level + bad), sign * Step, row * 1000000L / perSecond);
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
                Judge(watch, level(second), Step, second * 1000000L);
            }

            return watch.Microvolts;
        }

        /// <summary>As the monitor asks: only while a beginning is watched.</summary>
        private static void Judge(NucleationWatch watch, long microvolts, long nanoamperes, long timeMicroseconds)
        {
            if (watch.IsActive)
            {
                watch.Judge(microvolts, nanoamperes, timeMicroseconds);
            }
        }
    }
}
