using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Which resistances are compared, and by how much they may rise, at the borders that FAULTS.md and the docstrings name.</summary>
    public class ResistanceBorderTests
    {
        /// <summary>
        /// Like with like: the time after the step within a factor of two, the voltage before within 50 mV, the step within
        /// 20 %, the temperature within 10 K.
        /// </summary>
        [Theory]
        [InlineData(1000000, 100000, 3800000, 25000, true)]
        [InlineData(1000000, 200000, 3800000, 25000, true)]
        [InlineData(1000000, 200001, 3800000, 25000, false)]
        [InlineData(1000000, 50000, 3800000, 25000, true)]
        [InlineData(1000000, 49999, 3800000, 25000, false)]
        [InlineData(1000000, 100000, 3850000, 25000, true)]
        [InlineData(1000000, 100000, 3850001, 25000, false)]
        [InlineData(1000000, 100000, 3749999, 25000, false)]
        [InlineData(-1200000, 100000, 3800000, 25000, true)]
        [InlineData(1200001, 100000, 3800000, 25000, false)]
        [InlineData(799999, 100000, 3800000, 25000, false)]
        [InlineData(1000000, 100000, 3800000, 35000, true)]
        [InlineData(1000000, 100000, 3800000, 35001, false)]
        [InlineData(1000000, 100000, 3800000, 14999, false)]
        public void Which_resistances_are_compared(long step, long delay, long start, long millicelsius, bool alike)
        {
            ResistanceTrend trend = new ResistanceTrend();
            for (int half = 1; half <= 3; half++)
            {
                Assert.Equal(half > 3, trend.IsKnown);
                trend.Offer(20000000, 1000000, 100000, 25000);
                Assert.Equal(half == 3, trend.Take(3800000));
            }

            for (int half = 1; half <= 5; half++)
            {
                trend.Offer(20000000, step, delay, millicelsius);
                Assert.Equal(alike, trend.Take(start));
                Assert.Equal(alike || half < 5, trend.IsKnown);
            }

            // Five of another kind are a new test, of which two more must come.
            for (int half = 2; half <= 3; half++)
            {
                trend.Offer(20000000, step, delay, millicelsius);
                Assert.Equal(alike || half == 3, trend.Take(start));
            }

            trend.Offer(1, step, delay, millicelsius);
            trend.Drop();
            Assert.False(trend.Take(start));
        }

        /// <summary>30 kJ/mol: what the temperature alone makes of 20 ohm, 10 K colder or warmer, is no rise.</summary>
        [Theory]
        [InlineData(15000)]
        [InlineData(35000)]
        public void Referred_to_25_degrees(long millicelsius)
        {
            ResistanceTrend trend = new ResistanceTrend();
            double kelvin = 273.15 + (millicelsius / 1e3);
            double ohms = 20 * System.Math.Exp(30e3 / 8.314462618 * ((1 / kelvin) - (1 / 298.15)));
            for (int half = 0; half < 8; half++)
            {
                trend.Offer(half < 3 ? 20000000 : (long)(ohms * 1e6), 1000000, 100000, half < 3 ? 25000 : millicelsius);
                trend.Take(3800000);
                Assert.InRange(trend.RiseMillionths, -1000, 1000);
            }
        }

        /// <summary>50 % and 100 % over the lowest, three times in a row; of stripping alone: more than three times that of plating.</summary>
        [Theory]
        [InlineData(499999, 0, FaultLevel.None, FaultLevel.None)]
        [InlineData(500000, 0, FaultLevel.Advisory, FaultLevel.None)]
        [InlineData(999999, 0, FaultLevel.Advisory, FaultLevel.None)]
        [InlineData(1000000, 0, FaultLevel.Warning, FaultLevel.None)]
        [InlineData(0, 499999, FaultLevel.None, FaultLevel.None)]
        [InlineData(0, 500000, FaultLevel.None, FaultLevel.Advisory)]
        [InlineData(0, 1000000, FaultLevel.None, FaultLevel.Warning)]
        [InlineData(199999, 600000, FaultLevel.None, FaultLevel.Advisory)]
        [InlineData(200000, 600000, FaultLevel.None, FaultLevel.None)]
        public void A_rise_of_the_resistance(long plating, long stripping, byte plated, byte stripped)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
                ResistanceRise rise = new ResistanceRise(sign, faults);
                rise.TrendOf(sign).RiseMillionths = plating;
                rise.TrendOf(-sign).RiseMillionths = stripping;
                for (int half = 1; half <= 4; half++)
                {
                    rise.Judge(true, half);
                    rise.Judge(false, half);
                    Assert.Equal(half >= 3 ? plated : FaultLevel.None, faults.LevelOf(FaultId.ResistanceRise));

                    // Where plating is not known nobody knows whether stripping is alone.
                    Assert.Equal(half >= 4 ? stripped : FaultLevel.None, faults.LevelOf(FaultId.StrippingResistanceRise));
                    rise.TrendOf(sign).IsKnown = true;
                }
            }
        }
    }
}
