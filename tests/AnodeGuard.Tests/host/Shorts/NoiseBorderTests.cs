using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Thresholds that grow with a trace's own noise, and what a rest on the board is held against: values that alternate between
    /// two have a mean difference that is known exactly, and with it every threshold.
    /// </summary>
    public class NoiseBorderTests
    {
        private const long Second = 1000000;
        private const long Minute = 60 * Second;

        /// <summary>Six standard deviations of white noise are 5.25 mean differences: 105 uA at 20 uA from sample to sample.</summary>
        [Theory]
        [InlineData(20000, -104980, false)]
        [InlineData(20000, -105010, true)]
        [InlineData(20000, 104980, false)]
        [InlineData(0, 104980, false)]
        [InlineData(20000, 105010, true)]
        [InlineData(0, 105010, true)]
        public void A_step_of_a_noisy_current(long from, long step, bool stepped)
        {
            SteadyCurrent steady = new SteadyCurrent(new GuardSettings { CapacityMicroampereHours = 1000 });
            Snapshot snapshot = new Snapshot();
            ChannelSet channels = new ChannelSet();
            for (int sample = 0; sample <= 2000; sample++)
            {
                // From the upper value, at which the anchor stands as well, and from the lower one, of which it is short.
                long value = sample == 2000 ? from + step : sample % 2 == 0 ? 20000 - from : from;
                snapshot.CurrentNanoamperes.Set(value, (sample + 1) * Second, Validity.Valid, SampleSource.Ina228);
                channels.Observe(snapshot, (sample + 1) * Second);
                channels.Look(snapshot, (sample + 1) * Second);
                steady.Observe(channels);
                steady.Learn(channels);
                Assert.Equal(sample < 2000 || !stepped, steady.SinceMicroseconds < 50 * Second);
            }
        }

        /// <summary>
        /// 4 mV from sample to sample: the level lies 3/7 of it above the lower value, and a difference d of the dip's own adds
        /// (d - 4 mV) / 128, eight times the mean and a code at most. 4.5 mean differences begin a dip, hold it, and end one that
        /// overshoots; 6.25 are enough of a single sample of a recording.
        /// </summary>
        [Theory]
        [InlineData(new long[] { 16700, 16700 }, 0, SampleSource.Ina228, 0)]
        [InlineData(new long[] { 16770, 16770 }, 0, SampleSource.Ina228, 1)]
        [InlineData(new long[] { 30000, 17170 }, 0, SampleSource.Ina228, 0)]
        [InlineData(new long[] { 30000, 17230 }, 0, SampleSource.Ina228, 1)]
        [InlineData(new long[] { 40000, 40000 }, -20670, SampleSource.Ina228, 1)]
        [InlineData(new long[] { 40000, 40000 }, -20740, SampleSource.Ina228, 0)]
        [InlineData(new long[] { 24230 }, 0, SampleSource.Recording, 0)]
        [InlineData(new long[] { 24320 }, 0, SampleSource.Recording, 1)]
        public void A_dip_of_a_noisy_voltage(long[] falls, long end, SampleSource source, long count)
        {
            ExactTrace trace = new ExactTrace { Spacing = 200000, Source = source };
            trace.Start();
            for (int sample = 0; sample <= 200; sample++)
            {
                trace.Cell = 3800000 + (4000 * (sample % 2));
                trace.Steps(1);
            }

            trace.Falls(falls);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
            trace.Falls(end);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>A rise that follows a dip at once has a second of its own before it is the level: the way back is no second dip.</summary>
        [Theory]
        [InlineData(2)]
        [InlineData(15)]
        public void A_rise_right_after_a_dip(int samples)
        {
            ExactTrace trace = new ExactTrace();
            trace.Start();
            trace.Steps(40);
            foreach ((long away, int count) in new[] { (-20000L, samples), (0L, 1), (20000L, 3), (0L, 2), (20000L, 3), (0L, 5) })
            {
                trace.Cell = 3800000 + away;
                trace.Steps(count);
            }

            Assert.Equal(1, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>
        /// Means of ten seconds that miss the line through those before by 2 mV every time: six of the usual miss are 12 mV. After
        /// a single step up of 4 mV twice the last miss, of which a quarter fades with each block, 6.002 mV.
        /// </summary>
        [Theory]
        [InlineData(2000, 12000, false)]
        [InlineData(2000, 12001, true)]
        [InlineData(0, 6002, false)]
        [InlineData(0, 6003, true)]
        public void A_drop_of_a_restless_voltage(long usual, long drop, bool found)
        {
            SuddenDrop watch = new SuddenDrop(new GuardSettings());
            long time = 0;
            watch.Judge(0, 1000000, 25000, time);
            long[] means = new long[40];
            for (int block = 0; block < 40; block++)
            {
                // Two up and two down: each is four quarters of the miss from the line through the second and the fourth before it.
                means[block] = (block & 2) != 0 ? usual / 4 : -usual / 4;
                means[block] += usual == 0 && block >= 35 ? 4000 : 0;
            }

            bool dropped = false;
            for (int block = 0; block < 55; block++)
            {
                long line = usual == 0 ? means[39] : means[38] + (means[38] - means[36]);
                long mean = block < 40 ? means[block] : line - drop;
                for (int sample = 0; sample < 4; sample++)
                {
                    time += 2500000;
                    dropped |= watch.Judge(3800000 + mean, 1000000, 25000, time);
                }

                Assert.False(dropped && block < 46);
            }

            Assert.Equal(found, dropped);
        }

        /// <summary>A block of a rest ends with 2^20 samples, however short.</summary>
        [Fact]
        public void A_rest_of_many_samples()
        {
            RestTrace trace = new RestTrace();
            trace.Restart(0);
            int full = 0;
            for (int sample = 1; sample < 1 << 20; sample++)
            {
                full += trace.Add(3800000, 0, 25000, sample) ? 1 : 0;
            }

            Assert.Equal(0, full);
            Assert.True(trace.Add(3800000, 0, 25000, 1 << 20));
            Assert.Equal(3800000, trace.Microvolts[1]);
        }

        /// <summary>
        /// On the board its own load is no leak: 3.8 V over 1 Mohm and 0.4 V/Mohm less 0.5 uA, 4.82 uA, of what 0.1 mV a minute of
        /// 5 mAh and 3 V (10 uA) and the current through the terminals make; behind the open switch nothing flows.
        /// </summary>
        [Theory]
        [InlineData(SampleSource.Ina228, 3800000, 4000, false, 9180)]
        [InlineData(SampleSource.Ina228, 2000000, 0, false, 7700)]
        [InlineData(SampleSource.Ina228, 3800000, 14000, true, 5180)]
        [InlineData(SampleSource.Recording, 3800000, 4000, false, 14000)]
        public void A_rest_on_the_board(SampleSource source, long microvolts, long through, bool open, long lost)
        {
            ExactTrace trace = new ExactTrace { Spacing = Minute, Source = source, Cell = microvolts };
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Start();
            trace.Snapshot.SwitchFitted = open;
            trace.Current = 3000000;
            trace.Steps(2);
            trace.Current = through;
            for (int minute = 0; minute <= 30; minute++)
            {
                trace.Steps(1);
                trace.Cell -= 100;
            }

            Assert.Equal(1, trace.Verdict.Shorts.RestCount);

            // The voltage is the mean of the last sixth: 2.5 mV below the first.
            double milliohms = (microvolts - 2600) * 1e6 / lost;
            Assert.Equal(milliohms, trace.Verdict.Shorts.RestShortMilliohms, milliohms / 500);
        }

        /// <summary>Two dozen blocks at least: of samples five minutes apart two hours. After more than an hour without one it begins anew, with the next.</summary>
        [Theory]
        [InlineData(0, 24)]
        [InlineData(3600, 24)]
        [InlineData(3601, 35)]
        public void A_rest_of_few_samples(long gapSeconds, int samples)
        {
            ExactTrace trace = new ExactTrace { Spacing = 5 * Minute, Source = SampleSource.Recording };
            trace.Start();
            trace.Current = 3000000;
            trace.Steps(2);
            trace.Current = 0;
            trace.Steps(1);
            int taken = 0;
            while (trace.Verdict.Shorts.RestCount == 0 && taken < 60)
            {
                trace.Spacing = taken == 9 && gapSeconds > 0 ? gapSeconds * Second : 5 * Minute;
                trace.Steps(1);
                taken++;
            }

            Assert.Equal(samples, taken);
        }
    }
}
