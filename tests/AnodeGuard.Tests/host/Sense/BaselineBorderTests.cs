using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Where the layer stands: the search for its baseline, the baseline that follows, and its slope, at their borders.</summary>
    public class BaselineBorderTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// Two seconds and five samples; the halves' means 5 mV apart at most, 60 mV from peak to peak at most, 1 V to 3.45 V.
        /// </summary>
        [Theory]
        [InlineData(1000000, 1000000, 0, true, false)]
        [InlineData(999999, 999999, 0, false, true)]
        [InlineData(3450000, 3450000, 0, true, false)]
        [InlineData(3450001, 3450001, 0, false, false)]
        [InlineData(3000000, 3005000, 0, true, false)]
        [InlineData(3000000, 3005001, 0, false, false)]
        [InlineData(3005001, 3000000, 0, false, false)]
        [InlineData(3000000, 3000000, 60000, true, false)]
        [InlineData(3000000, 3000000, 60001, false, false)]
        public void A_baseline(long early, long late, long peak, bool found, bool hopeless)
        {
            BaselineWindow window = new BaselineWindow(false);
            for (int sample = 0; sample < 100; sample++)
            {
                long level = sample < 50 ? early : late;

                // A swing whose means are those of the halves all the same.
                long swing = sample % 50 == 3 ? peak / 2 : sample % 50 == 4 ? -(peak - (peak / 2)) : 0;
                Assert.False(window.Add(level + swing, 7 + (sample * 20000)));
            }

            Assert.Equal(found, window.Add(late, 7 + (2 * Second)));
            Assert.Equal(hopeless, window.IsHopeless);
            if (found)
            {
                long sum = (50 * (early + late)) + late - (peak % 2 * 2);
                Assert.Equal(sum / 101, window.Microvolts);
            }
        }

        /// <summary>Below five samples two seconds are not enough; five restless windows are hopeless, a good one ends that.</summary>
        [Fact]
        public void A_window_of_few_samples_and_a_restless_one()
        {
            BaselineWindow window = new BaselineWindow(false);
            for (int sample = 0; sample < 4; sample++)
            {
                Assert.False(window.Add(3000000, sample * 10 * Second));
            }

            Assert.True(window.Add(3000000, 40 * Second));
            for (int restless = 1; restless <= 5; restless++)
            {
                for (int sample = 0; sample < 5; sample++)
                {
                    window.Add(2000000 + (sample * 100000), (100 * restless + sample) * Second);
                }

                Assert.Equal(restless == 5, window.IsHopeless);
            }

            for (int sample = 0; sample < 5; sample++)
            {
                Assert.Equal(sample == 4, window.Add(3000000, (1000 + sample) * Second));
            }

            Assert.False(window.IsHopeless);

            // A layer that sits at 0 V by design has its baseline there; time that runs back begins anew.
            window = new BaselineWindow(true);
            window.Add(0, 100 * Second);
            for (int sample = 0; sample < 5; sample++)
            {
                Assert.Equal(sample == 4, window.Add(100, sample * Second));
            }

            Assert.Equal(100, window.Microvolts);
        }

        /// <summary>A layer that was alive for a sample and has lost more than 40 % since had that sample's voltage for a baseline.</summary>
        [Theory]
        [InlineData(3000000, 1799999, true)]
        [InlineData(3000000, 1800000, false)]
        [InlineData(999999, 0, false)]
        [InlineData(1000000, 0, true)]
        [InlineData(3450001, 0, false)]
        public void A_layer_that_fell_before_it_was_known(long alive, long microvolts, bool fell)
        {
            GuardSettings settings = new GuardSettings { SelfTestWaived = true };
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            Commissioning search = new Commissioning(settings, faults, new SelfTestMonitor(settings, faults));
            Channel sense = new Channel { IsFreshAndValid = true, Value = alive, TimeMicroseconds = 1 };
            Assert.False(search.Judge(sense, true));
            sense.Value = microvolts;
            sense.TimeMicroseconds = 20001;
            Assert.False(search.Judge(sense, false));
            Assert.Equal(fell, search.Judge(sense, true));
            Assert.Equal(fell ? alive : 0, search.Microvolts);
        }

        /// <summary>The slow baseline follows by 1 mV/s; a gap counts for a minute at most, and parts of a microvolt are not lost.</summary>
        [Theory]
        [InlineData(1000000, 10000, 1000)]
        [InlineData(1000000, -10000, -1000)]
        [InlineData(1000000, 999, 999)]
        [InlineData(60000000, 100000, 60000)]
        [InlineData(60000001, 100000, 60000)]
        [InlineData(90000000, -100000, -60000)]
        [InlineData(-5, 100000, 0)]
        public void The_slow_baseline_follows(long elapsed, long away, long expected)
        {
            SlowBaseline slow = new SlowBaseline();
            slow.Set(3000000);
            slow.Follow(3000000, 5);
            slow.Follow(3000000 + away, 5 + elapsed);
            Assert.Equal(3000000 + expected, slow.Microvolts);
        }

        [Fact]
        public void Parts_of_a_microvolt_add_up_and_a_hold_lets_time_pass()
        {
            SlowBaseline slow = new SlowBaseline();
            Assert.False(slow.IsSet);
            slow.Set(0);
            slow.Hold(0);
            for (int step = 1; step <= 1000; step++)
            {
                slow.Follow(1000000, step * 1500);
            }

            Assert.Equal(1500, slow.Microvolts);
            slow.Hold(3000000);
            slow.Follow(1000000, 3001000);
            Assert.Equal(1501, slow.Microvolts);
        }

        /// <summary>Sixteen samples 60 ms apart that rise by 3 mV each: 50 mV/s; time that runs back begins anew.</summary>
        [Fact]
        public void The_slope()
        {
            SlopeEstimator slope = new SlopeEstimator();
            for (int sample = 0; sample < 40; sample++)
            {
                slope.Add(1000000 + (sample * 3000), sample * 60000);
                Assert.Equal(sample < 15 ? 0 : 50000, slope.MicrovoltsPerSecond);
                Assert.Equal(sample < 15 ? 1000000 : 1000000 + ((sample - 15) * 3000), slope.OldestMicrovolts);
            }

            // The newest four against the oldest four: one sample of 1.2 V moves their mean by a quarter of it over 0.72 s.
            slope.Add(1120000 + 1200000, 40 * 60000);
            Assert.Equal(50000 + 416667, slope.MicrovoltsPerSecond);
            slope.Add(0, 0);
            Assert.Equal(0, slope.MicrovoltsPerSecond);
        }
    }
}
