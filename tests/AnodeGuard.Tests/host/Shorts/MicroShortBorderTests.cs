using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Dips of the voltage, and how they are counted, at the borders that FAULTS.md and the docstrings name.</summary>
    public class MicroShortBorderTests
    {
        private const long Second = 1000000;
        private const long Minute = 60 * Second;

        /// <summary>An event counts for an hour at least and for less than a minute more, a thousand of them in a minute.</summary>
        [Fact]
        public void A_rolling_hour()
        {
            RollingCount count = new RollingCount();
            count.Advance(5);
            Assert.Equal((5L, 5 + Minute), (count.BeganMicroseconds, count.UntilMicroseconds));
            for (int i = 0; i < 1001; i++)
            {
                count.Add();
            }

            Assert.Equal((1001L, 1000), (count.SinceStart, count.LastHour));
            count.Advance(5 + Minute - 1);
            Assert.Equal(5, count.BeganMicroseconds);
            count.Advance(5 + Minute);
            count.Add();
            Assert.Equal(1001, count.LastHour);
            Assert.Equal(5 + Minute, count.BeganMicroseconds);
            for (int minute = 2; minute <= 60; minute++)
            {
                count.Advance(5 + (minute * Minute));
                Assert.Equal(1001, count.LastHour);
            }

            count.Advance(5 + (61 * Minute) - 1);
            Assert.Equal(1001, count.LastHour);
            count.Advance(5 + (61 * Minute));
            Assert.Equal(1, count.LastHour);
            count.Advance(5 + (62 * Minute) - 1);
            Assert.Equal(1, count.LastHour);
            count.Add();

            // A gap that ends on the ring's last minute, or within the next, begins a minute where it ends as well.
            foreach (long gap in new[] { 62 * Minute, (62 * Minute) + (Minute / 2) })
            {
                RollingCount late = new RollingCount();
                late.Advance(5);
                late.Add();
                late.Advance(5 + gap);
                Assert.Equal((5 + gap, 5 + gap + Minute, 0), (late.BeganMicroseconds, late.UntilMicroseconds, late.LastHour));
            }

            // Over a gap longer than the ring everything is gone, and the minute begins where it ends.
            count.Advance(7 + (500 * Minute));
            Assert.Equal(0, count.LastHour);
            Assert.Equal(7 + (500 * Minute), count.BeganMicroseconds);
            count.Add();

            // Time that runs back starts the minute over.
            count.Advance(3);
            Assert.Equal((3L, 1, 1004L), (count.BeganMicroseconds, count.LastHour, count.SinceStart));
        }

        /// <summary>A running mean over 128 differences, each clipped at eight times the mean and a code once sixteen were seen.</summary>
        [Fact]
        public void The_noise_of_a_channel()
        {
            NoiseEstimate noise = new NoiseEstimate(196);
            Lcg random = new Lcg(3);
            long scaled = 0;
            for (int sample = 1; sample <= 400; sample++)
            {
                long difference = sample % 50 == 17 ? 1000000 : random.Below(1000);
                long most = (scaled / 128 * 8) + 196;
                long counted = sample > 16 && difference > most ? most : difference;
                scaled += ((counted * 128) - scaled) / System.Math.Min(sample, 128);
                noise.Add(difference);
                Assert.Equal(scaled, noise.Scaled);
            }
        }

        /// <summary>
        /// Dips of 10 mV and more, two samples long at least and 5 s at most, half of it there by the second sample, at a current
        /// that did not step within 2 s before, samples at most 1.5 s apart, of no more than half of the voltage.
        /// </summary>
        [Theory]
        [InlineData(3800000, 10000, 2, 200000, 1)]
        [InlineData(3800000, 9999, 2, 200000, 0)]
        [InlineData(-3800000, 10000, 2, 200000, 1)]
        [InlineData(3800000, 10000, 1, 200000, 0)]
        [InlineData(3800000, 10000, 25, 200000, 1)]
        [InlineData(3800000, 10000, 26, 200000, 0)]
        [InlineData(3800000, 10000, 2, 1500000, 1)]
        [InlineData(3800000, 10000, 2, 1500001, 0)]
        [InlineData(100000, 50000, 2, 200000, 1)]
        [InlineData(100000, 50002, 2, 200000, 0)]
        public void A_micro_short(long level, long depth, int samples, long spacing, long count)
        {
            ExactTrace trace = Exact(spacing);
            trace.Start();
            trace.Cell = level;
            trace.Steps(40);
            trace.Cell = level < 0 ? level + depth : level - depth;
            trace.Steps(samples);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
            trace.Cell = level;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
            Assert.Equal(count > 0 ? FaultLevel.Advisory : FaultLevel.None, trace.LevelOf(FaultId.MicroShort));
            Assert.Equal(count > 0 ? depth : trace.Fresh.MicroShortMicrovolts, trace.Verdict.Shorts.MicroShortMicrovolts);
            trace.Steps(20);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Of a recording at 4 samples a second and more one sample is enough: 15 mV to 0.2 V.</summary>
        [Theory]
        [InlineData(15000, 250000, SampleSource.Recording, 1)]
        [InlineData(14999, 250000, SampleSource.Recording, 0)]
        [InlineData(200000, 250000, SampleSource.Recording, 1)]
        [InlineData(200001, 250000, SampleSource.Recording, 0)]
        [InlineData(15000, 250001, SampleSource.Recording, 0)]
        [InlineData(15000, 250000, SampleSource.Ina228, 0)]
        public void A_single_sample(long depth, long spacing, SampleSource source, long count)
        {
            ExactTrace trace = Exact(spacing);
            trace.Source = source;
            trace.Start();
            trace.Steps(40);
            trace.Cell -= depth;
            trace.Steps(1);
            trace.Cell += depth;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Falls sample by sample, and the last value: what it ends with tells a dip from a swing.</summary>
        [Theory]
        [InlineData(new long[] { 10000, 10000, 20001 }, 0, 1)]
        [InlineData(new long[] { 10000, 10000, 20002 }, 0, 0)]
        [InlineData(new long[] { 10000, 20000, 40000 }, 0, 1)]
        [InlineData(new long[] { 10000, 19999, 40000 }, 0, 0)]
        [InlineData(new long[] { 20000, 9999, 9999 }, 0, 0)]
        [InlineData(new long[] { 20000, 9999, 10000 }, 0, 1)]
        [InlineData(new long[] { 20000, 20000, 6001 }, 6000, 1)]
        [InlineData(new long[] { 20000, 20000 }, -10000, 1)]
        [InlineData(new long[] { 20000, 20000 }, -10100, 0)]
        public void The_course_of_a_dip(long[] falls, long end, long count)
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            trace.Falls(falls);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
            trace.Falls(end);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Two seconds after a step of the current, counted from the sample before the dip; sixteen samples of warming up.</summary>
        [Theory]
        [InlineData(20, 40, 1)]
        [InlineData(19, 40, 0)]
        [InlineData(40, 16, 1)]
        [InlineData(40, 15, 0)]
        public void A_dip_after_a_step_or_a_beginning(int afterStep, int afterBeginning, long count)
        {
            ExactTrace trace = Exact(200000);
            trace.Start();
            if (afterBeginning < 40)
            {
                trace.Steps(afterBeginning);
            }
            else
            {
                trace.Spacing = 100000;
                trace.Steps(30);
                trace.Current = 100000;
                trace.Steps(afterStep + 1);
            }

            trace.Cell -= 20000;
            trace.Steps(2);
            trace.Cell += 20000;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>A voltage that is up for more than a second is at its new level: the way back is a fall.</summary>
        [Theory]
        [InlineData(11, 0)]
        [InlineData(12, 1)]
        public void A_rise_becomes_the_level(int samples, long count)
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            trace.Cell += 20000;
            trace.Steps(samples);
            trace.Cell -= 20000;
            trace.Steps(2);
            trace.Cell += 20000;
            trace.Steps(1);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>A pulse between two samples shows in the mean alone: what the voltage does within two seconds of it is its doing.</summary>
        [Theory]
        [InlineData(20, 1)]
        [InlineData(19, 0)]
        public void A_dip_after_a_pulse_between_two_samples(int after, long count)
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            trace.Mean = 1000000;
            trace.Steps(1);
            trace.Mean = 0;
            trace.Steps(after + 1);
            trace.Falls(20000, 20000, 0);
            Assert.Equal(count, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Below 0.1 V the other path is read: what the two differ by is no dip.</summary>
        [Fact]
        public void Another_path_is_another_trace()
        {
            ExactTrace trace = Exact(100000);
            trace.Bipolar = 95000;
            trace.Cell = 110000;
            trace.Start();
            trace.Steps(40);
            trace.Cell = 99000;
            trace.Steps(2);
            trace.Cell = 110000;
            trace.Steps(3);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Three in an hour are a warning.</summary>
        [Fact]
        public void Three_micro_shorts()
        {
            ExactTrace trace = Exact(100000);
            trace.Start();
            trace.Steps(40);
            for (int dip = 1; dip <= 4; dip++)
            {
                trace.Cell -= 20000;
                trace.Steps(2);
                trace.Cell += 20000;
                trace.Steps(30);
                Assert.Equal(dip >= 3 ? FaultLevel.Warning : FaultLevel.Advisory, trace.LevelOf(FaultId.MicroShort));
                Assert.Equal(dip, trace.Verdict.Shorts.MicroShortsPerHour);
            }
        }

        private static ExactTrace Exact(long spacing)
        {
            return new ExactTrace { Spacing = spacing };
        }
    }
}
