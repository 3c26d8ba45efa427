using System;
using AnodeGuard.Core;
using AnodeGuard.Hal.Drivers;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    public class NtcThermometerTests
    {
        private readonly NtcThermometer _thermometer = new NtcThermometer();

        [Fact]
        public void AtTenKiloohmsItIs25Degrees()
        {
            // 2.5 V * 10k / 30k.
            Assert.Equal(Validity.Valid, _thermometer.Convert(833333, out long millicelsius));
            Assert.Equal(25000, millicelsius);
        }

        [Fact]
        public void ItFollowsTheEquationToTheStatedError()
        {
            double worst = 0;
            for (double celsius = -22.4; celsius <= 119.9; celsius += 0.05)
            {
                double ohms = 10000 * Math.Exp(3435 * ((1 / (celsius + 273.15)) - (1 / 298.15)));
                long microvolts = (long)Math.Round(2.5e6 * ohms / (ohms + 20000));
                Assert.Equal(Validity.Valid, _thermometer.Convert(microvolts, out long millicelsius));
                worst = Math.Max(worst, Math.Abs((millicelsius / 1000.0) - celsius));
            }

            // The table's 0.023 C and one microvolt of rounding.
            Assert.InRange(worst, 0.01, 0.025);
        }

        [Fact]
        public void WhatItReadBeforeMakesNoDifference()
        {
            Random random = new Random(5);
            for (int i = 0; i < 20000; i++)
            {
                long microvolts = random.Next(0, 2200000);
                Validity validity = _thermometer.Convert(microvolts, out long millicelsius);
                Assert.Equal(new NtcThermometer().Convert(microvolts, out long alone), validity);
                Assert.Equal(alone, millicelsius);
            }
        }

        [Theory]
        [InlineData(2500000, Validity.UnderRange, -22500)]
        [InlineData(2047938, Validity.UnderRange, -22500)]
        [InlineData(0, Validity.OverRange, 120000)]
        [InlineData(-100, Validity.OverRange, 120000)]
        [InlineData(74929, Validity.Valid, 120000)]
        [InlineData(2040261, Validity.Valid, -22500)]
        public void OpenAndShortedLeadsAreOutOfRange(long microvolts, Validity validity, long expected)
        {
            Assert.Equal(validity, _thermometer.Convert(microvolts, out long millicelsius));
            Assert.Equal(expected, millicelsius);
        }
    }
}
