using System;
using AnodeGuard.Hal.Drivers;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    public class ChargeMeterTests
    {
        private const long Step = 31250000;

        [Fact]
        public void MeanIsChargeOverTime()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            Assert.False(meter.TryAdd(1000, 0, out long _));
            Assert.True(meter.TryAdd(1000 + 3200, 100000, out long mean));

            // 3200 codes of 31.25 uC in 0.1 s: 1 A.
            Assert.Equal(1000000000, mean);
            Assert.True(meter.TryAdd(1000, 200000, out mean));
            Assert.Equal(-1000000000, mean);
        }

        [Fact]
        public void NothingIsLostToTheDivision()
        {
            ChargeMeter meter = new ChargeMeter(312500);
            Random random = new Random(7);
            long code = 0;
            long time = 0;
            decimal summed = 0;
            meter.TryAdd(0, 0, out long _);
            for (int i = 0; i < 20000; i++)
            {
                long step = random.Next(90000, 110000);
                code += random.Next(-3, 40);
                time += step;
                Assert.True(meter.TryAdd(code, time, out long mean));
                summed += (decimal)mean * step;
            }

            // Sums of nA * us against the register, pC * 1e3 = nA * us: less than one nA over one interval is open.
            decimal true_ = (decimal)code * 312500 * 1000;
            Assert.InRange(summed - true_, -110000, 110000);
        }

        [Fact]
        public void TheRegisterRollsOverBothWays()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            meter.TryAdd(549755813887, 0, out long _);
            Assert.True(meter.TryAdd(-549755813888 + 3199, 100000, out long up));
            Assert.Equal(1000000000, up);
            Assert.True(meter.TryAdd(549755813887, 200000, out long down));
            Assert.Equal(-1000000000, down);
        }

        [Fact]
        public void AFailedReadingIsPartOfTheNextInterval()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            meter.TryAdd(0, 0, out long _);

            // Nobody could read at 100 ms.
            Assert.True(meter.TryAdd(6400, 200000, out long mean));
            Assert.Equal(1000000000, mean);
        }

        [Fact]
        public void AResetRegisterIsNoCurrent()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            meter.TryAdd(50000000, 0, out long _);
            Assert.False(meter.TryAdd(3, 100000, out long mean));
            Assert.Equal(0, mean);
            Assert.True(meter.TryAdd(3203, 200000, out mean));
            Assert.Equal(1000000000, mean);
        }

        [Fact]
        public void FullScaleIsStillACurrent()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            meter.TryAdd(0, 0, out long _);
            Assert.True(meter.TryAdd(52429, 100000, out long mean));
            Assert.InRange(mean, 16384000000, 16384100000);
        }

        [Fact]
        public void NoTimeOrTooMuchOfItGivesNoMean()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            meter.TryAdd(0, 1000, out long _);
            Assert.False(meter.TryAdd(10, 1000, out long _));
            Assert.True(meter.TryAdd(3200, 101000, out long mean));
            Assert.Equal(1000000000, mean);
            Assert.False(meter.TryAdd(3200, 61101000, out long _));
            Assert.True(meter.TryAdd(6400, 61201000, out mean));
            Assert.Equal(1000000000, mean);
        }

        [Fact]
        public void TheLongestIntervalAtFullScaleFits()
        {
            ChargeMeter meter = new ChargeMeter(Step);
            meter.TryAdd(0, 0, out long _);
            Assert.True(meter.TryAdd(524287L * 60, 60000000, out long mean));
            Assert.Equal(16383968750, mean);
        }
    }
}
