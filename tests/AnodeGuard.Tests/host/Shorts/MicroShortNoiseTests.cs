using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Long runs with noise: what must be counted, exactly, and what must not in a hundred hours in all.</summary>
    public class MicroShortNoiseTests
    {
        /// <summary>40 mV for 200 ms, three times in an hour at 10 Hz and 0.2 mV: three. An hour later none is left.</summary>
        [Fact]
        public void Three_in_an_hour()
        {
            Trace trace = Charging(1, 200);
            for (int dip = 1; dip <= 3; dip++)
            {
                trace.Run(1_200_000 - 200);
                trace.Dip(40_000, 200);
                long ended = trace.Now;
                while (trace.Verdict.Shorts.MicroShorts < dip)
                {
                    trace.Step();
                }

                Assert.InRange(trace.Now - ended, 0, 1_000_000);
            }

            Assert.Equal(3, trace.Verdict.Shorts.MicroShortsPerHour);
            Assert.Equal(FaultLevel.Warning, trace.LevelOf(FaultId.MicroShort));
            trace.Run(1_300_000);
            Assert.Equal(2, trace.Verdict.Shorts.MicroShortsPerHour);
            Assert.Equal(FaultLevel.Advisory, trace.LevelOf(FaultId.MicroShort));
            trace.Run(2_400_000);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShortsPerHour);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.MicroShort));
            Assert.Equal(3, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>
        /// Steps, pulses, polarity changes with slow polarisation and nucleation, ramps and rests of random size and length,
        /// 25 h for each noise: none is counted.
        /// </summary>
        [Theory]
        [InlineData(11, 250)]
        [InlineData(12, 1000)]
        [InlineData(13, 4000)]
        [InlineData(14, 12000)]
        public void A_day_of_an_innocent_profile(int seed, long noise)
        {
            Random random = new(seed);
            Trace trace = Charging(seed, noise);
            double ohms = 40;
            double slow = 0;
            double open = 3.8;
            double seconds = 0;
            while (seconds < 25 * 3600)
            {
                double current = (random.Next(3) - 1) * random.NextDouble() * 5e-3;
                double ramp = random.Next(4) == 0 ? (random.NextDouble() - 0.5) * 1e-4 : 0;
                double nucleation = random.NextDouble() * 0.1 * Math.Sign(-current);
                double length = Math.Exp(random.NextDouble() * 8) * 0.1;
                for (double at = 0; at < length; at += 0.1)
                {
                    double wanted = current + (ramp * at);
                    slow += (wanted - slow) * 0.1 / 8;
                    double nucleates = nucleation * at / 2 * Math.Exp(1 - (at / 2));
                    trace.Current = (long)(wanted * 1e9);
                    trace.Cell = (long)((open + (ohms * wanted) + (60 * slow) + nucleates) * 1e6);
                    trace.Step();
                    seconds += 0.1;
                }
            }

            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>Clicks of 15 to 50 mV that hit one sample each, thirty an hour at 0.25 mV: not one is counted in 30 h.</summary>
        [Fact]
        public void None_of_nine_hundred_clicks_is_counted()
        {
            Random random = new(8);
            Trace trace = Charging(8, 250);
            for (int click = 0; click < 900; click++)
            {
                trace.Run(60_000 + random.Next(120_000));
                trace.Dip(random.Next(2) == 0 ? 15_000 + random.Next(35_000) : -15_000 - random.Next(35_000), 100);
            }

            trace.Run(8000);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>A dip of 20 mV or more at 0.25 mV, over two samples or more, is never missed in a steady stretch.</summary>
        [Fact]
        public void None_of_a_thousand_is_missed()
        {
            Random random = new(7);
            Trace trace = Charging(7, 250);
            for (int dip = 1; dip <= 1000; dip++)
            {
                trace.Run(3000 + random.Next(3000));
                trace.Dip(20_000 + random.Next(60_000), 100 * (2 + random.Next(30)));
                trace.Run(1000);
                Assert.Equal(dip, trace.Verdict.Shorts.MicroShorts);
            }
        }

        /// <summary>
        /// The pouch cell's board counts charge in steps of 31.25 uC: a mean over 0.1 s is a whole number of 0.3125 mA. With 58.9
        /// to 59.1 counts in each, one count more or less comes once in a second or more, and two where the register was last
        /// moved up to one conversion before. None of the dips may be lost by it.
        /// </summary>
        [Theory]
        [InlineData(21, 18_406_000)]
        [InlineData(22, 18_437_000)]
        [InlineData(23, 18_440_000)]
        [InlineData(24, 18_469_000)]
        [InlineData(25, 18_375_000)]
        [InlineData(26, 3_130_000)]
        public void None_is_missed_beside_a_register_that_counts(int seed, long nanoamperes)
        {
            Random random = new(seed);
            Trace trace = new(new GuardSettings { CapacityMicroampereHours = 45_000 }, seed) { Current = nanoamperes, CurrentNoise = 30_000 };
            Register register = new(random);
            register.Run(trace, 200);
            for (int dip = 1; dip <= 150; dip++)
            {
                register.Run(trace, 30 + random.Next(30));
                trace.Cell -= 51_000;
                register.Run(trace, 4 + random.Next(10));
                trace.Cell += 51_000;
                register.Run(trace, 10);
                Assert.Equal(dip, trace.Verdict.Shorts.MicroShorts);
            }
        }

        /// <summary>
        /// The nearest neighbour: a discharging pulse between two samples, of eight counts of charge where six are allowed, after which the cell
        /// stands 30 mV low for three samples.
        /// </summary>
        [Fact]
        public void A_pulse_of_eight_counts_between_two_samples_is_not_counted()
        {
            Random random = new(31);
            Trace trace = new(new GuardSettings { CapacityMicroampereHours = 45_000 }, 31) { Current = 18_406_000, CurrentNoise = 30_000 };
            Register register = new(random);
            register.Run(trace, 200);
            for (int pulse = 0; pulse < 50; pulse++)
            {
                register.Run(trace, 40 + random.Next(30));
                register.Picocoulombs -= 8 * Register.Count;
                trace.Cell -= 30_000;
                register.Run(trace, 3);
                trace.Cell += 30_000;
            }

            register.Run(trace, 30);
            Assert.Equal(0, trace.Verdict.Shorts.MicroShorts);
        }

        /// <summary>The charge register of the pouch cell's board: read at the samples, moved last up to one conversion of 0.56 ms before.</summary>
        private sealed class Register
        {
            public const long Count = 31_250_000;

            private readonly Random _random;
            private long _counts;

            public Register(Random random)
            {
                _random = random;
            }

            public long Picocoulombs;

            public void Run(Trace trace, int samples)
            {
                for (int sample = 0; sample < samples; sample++)
                {
                    // nA times us over a thousand are pC.
                    Picocoulombs += trace.Current * trace.Spacing / 1000;
                    long late = trace.Current * _random.Next(560) / 1000;
                    long counts = (long)Math.Floor((Picocoulombs - late) / (double)Count);
                    long mean = (counts - _counts) * Count * 1000 / trace.Spacing;
                    _counts = counts;
                    trace.MeanOffset = mean - trace.Current;
                    trace.Step();
                }
            }
        }

        private static Trace Charging(int seed, long noise)
        {
            Trace trace = new(new GuardSettings { UnderVoltageMicrovolts = -5_000_000, OverVoltageMicrovolts = 5_000_000 }, seed) { Noise = noise, Current = 2_000_000 };
            trace.Run(5000);
            return trace;
        }
    }
}
