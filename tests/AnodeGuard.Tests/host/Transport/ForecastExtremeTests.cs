using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Forecasts at the ends of what there is: a moment before depletion, hardly above the limiting current, with the signs
    /// turned, with modes of other stacks.
    /// </summary>
    public class ForecastExtremeTests
    {
        private const long One = Verdict.OneQ24;

        /// <summary>s = 1 is depletion whatever the current does next: also without a current, which would end it.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(One / 2)]
        [InlineData(-One / 2)]
        public void Depleted_is_depleted(long current)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ForecastReference run = new ForecastReference(null, null);
                run.State.SurfaceQ24 = sign * One;
                Assert.Equal(0, run.Forecast.ThetaQ40(run.State, current));
                run.State.SurfaceQ24 = sign * (One - 1);
                Assert.NotEqual(0, run.Forecast.ThetaQ40(run.State, current));
            }
        }

        /// <summary>Near depletion a jump of the current is a matter of millionths of a diffusion time.</summary>
        [Theory]
        [InlineData(0.3)]
        [InlineData(0.6)]
        [InlineData(0.9)]
        [InlineData(0.97)]
        public void A_jump_near_depletion(double steady)
        {
            int crossings = 0;
            foreach (int sign in new[] { 1, -1 })
            {
                for (double j = 1.1; j < 64; j *= 1.1)
                {
                    ForecastReference run = new ForecastReference(null, null);
                    run.State.Advance((long)(sign * steady * One), 1L << 46);
                    long current = (long)(sign * j * One);
                    run.State.Aim(current);
                    if (Math.Abs(run.State.SurfaceQ24) < One)
                    {
                        crossings += run.Same(current) ? 1 : 0;
                    }
                }
            }

            Assert.True(crossings > 60, $"{crossings}");
        }

        /// <summary>
        /// A current a hundred thousandth above the limit of one mode depletes after twelve of its times: beyond eleven, which the
        /// last but one grid time is here.
        /// </summary>
        [Theory]
        [InlineData(100)]
        [InlineData(150)]
        [InlineData(-100)]
        public void Hardly_above_the_limit(long above)
        {
            const double Rate = 2201 / 1600.0;
            ForecastReference run = new ForecastReference(new[] { (2201L << 16) / 1600 }, new[] { 1L << 31 });
            long current = above > 0 ? One + above : -One + above;
            run.State.Aim(current);
            double theta = Math.Log(Math.Abs(current) / (double)Math.Abs(above)) / Rate;
            Assert.Equal(theta, run.Forecast.ThetaQ40(run.State, current) / Math.Pow(2, 40), 0.01 * theta);
        }

        /// <summary>Towards -1 it is as towards 1 with every sign turned, to the last bit.</summary>
        [Theory]
        [InlineData(5)]
        [InlineData(6)]
        public void The_other_sign(int seed)
        {
            Lcg random = new Lcg(seed);
            int crossings = 0;
            for (int history = 0; history < 600; history++)
            {
                ForecastReference run = new ForecastReference(null, null);
                ForecastReference mirror = new ForecastReference(null, null);
                for (int mode = 0; mode < run.Modes.Count; mode++)
                {
                    run.State.StatesQ24[mode] = random.Between(-2 * One, 2 * One) / (1 + mode);
                }

                long current = random.Between(-3 * One, 3 * One);
                run.State.Aim(current);
                for (int mode = 0; mode < run.Modes.Count; mode++)
                {
                    mirror.State.StatesQ24[mode] = -run.State.StatesQ24[mode];
                }

                mirror.State.Aim(-current);
                long theta = run.Forecast.ThetaQ40(run.State, current);
                Assert.Equal(theta, mirror.Forecast.ThetaQ40(mirror.State, -current));
                crossings += theta > 0 ? 1 : 0;
            }

            Assert.True(crossings > 100, $"{crossings}");
        }

        /// <summary>Modes in any order, with weights of either sign: the first crossing, and none where there is none.</summary>
        [Theory]
        [InlineData(21, new[] { 300.0, 9.2, 51.2 }, new[] { 0.2, 0.865, -0.0999 })]
        [InlineData(22, new[] { 4.0, 6.0, 300.0, 20000.0 }, new[] { 3.5, -2.75, 0.2, -0.03 })]
        [InlineData(23, new[] { 5000.0, 0.5 }, new[] { -1.5, 2.0 })]
        public void Any_modes(int seed, double[] rates, double[] weights)
        {
            Lcg random = new Lcg(seed);
            int crossings = 0;
            for (int history = 0; history < 300; history++)
            {
                ForecastReference run = new ForecastReference(
                    Array.ConvertAll(rates, rate => (long)(rate * 65536)), Array.ConvertAll(weights, weight => (long)(weight * 2147483648)));
                for (int mode = 0; mode < rates.Length; mode++)
                {
                    run.State.StatesQ24[mode] = random.Between(-One, One);
                }

                long current = random.Between(-3 * One, 3 * One);
                run.State.Aim(current);
                crossings += Math.Abs(run.State.SurfaceQ24) < One && run.Same(current) ? 1 : 0;
            }

            Assert.True(crossings > 30, $"{crossings}");
        }
    }
}
