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

        private static Trace Charging(int seed, long noise)
        {
            Trace trace = new(new GuardSettings { UnderVoltageMicrovolts = -5_000_000, OverVoltageMicrovolts = 5_000_000 }, seed) { Noise = noise, Current = 2_000_000 };
            trace.Run(5000);
            return trace;
        }
    }
}
