using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What the transport stage takes of its settings, and where it says that it does not apply.</summary>
    public class TransportBoundTests
    {
        /// <summary>Without an area, a limiting current or a diffusion time nothing is said of the salt; a table does not stand in for them.</summary>
        [Theory]
        [InlineData(100000000, 10000000, 1000000000, false, true)]
        [InlineData(100000000, 10000000, 1000000000, true, true)]
        [InlineData(0, 10000000, 1000000000, false, false)]
        [InlineData(0, 10000000, 1000000000, true, false)]
        [InlineData(100000000, 0, 1000000000, false, false)]
        [InlineData(100000000, 0, 1000000000, true, false)]
        [InlineData(100000000, -1, 1000000000, true, false)]
        [InlineData(100000000, 10000000, 0, false, false)]
        [InlineData(100000000, 10000000, 0, true, false)]
        public void Where_it_applies(long area, long limiting, long diffusion, bool table, bool applies)
        {
            GuardSettings settings = new GuardSettings
            {
                AreaSquareMicrometres = area,
                LimitingCurrentDensityMicroamperesPerSquareMetre = limiting,
                DiffusionTimeMicroseconds = diffusion,
            };
            if (table)
            {
                SetTable(settings, new long[] { 0, 50000 }, new long[] { 4000000, 30000000 }, new long[] { 2000000000, 500000000 });
            }

            Rows rows = new Rows(settings);
            for (int row = 0; row < 3; row++)
            {
                rows.Add(row * 1000000000L, 500000);
            }

            Assert.Equal(applies, rows.Verdict.Transport.Applies);
            Assert.Equal(applies, rows.Verdict.SurfaceDepletionQ24 != 0);
            Assert.Equal(applies, rows.Verdict.NormalizedCurrentQ24 != 0);
        }

        /// <summary>Half a list of modes, or an empty one, is none: the gap's own are taken.</summary>
        [Theory]
        [InlineData(true, false)]
        [InlineData(false, true)]
        [InlineData(true, true)]
        public void Lists_of_modes_that_are_none(bool rates, bool weights)
        {
            ModeTable gap = new ModeTable(null, null);
            bool empty = rates && weights;
            ModeTable modes = new ModeTable(
                rates ? new long[empty ? 0 : 2] : null, weights ? new long[empty ? 0 : 2] : null);
            Assert.Equal(gap.RatesQ16, modes.RatesQ16);
            Assert.Equal(gap.WeightsQ31, modes.WeightsQ31);
        }

        /// <summary>Weights of 1 leave currents up to 64 times the limit, the next larger one 16 times.</summary>
        [Theory]
        [InlineData(1L << 31, 64)]
        [InlineData((1L << 31) + 1, 16)]
        [InlineData(-(1L << 31), 64)]
        [InlineData(-(1L << 31) - 1, 16)]
        public void The_largest_current(long weight, long largest)
        {
            Assert.Equal(largest << 24, new ModeTable(new long[] { 1L << 20 }, new[] { weight }).LargestCurrentQ24);
        }

        /// <summary>Modes need not ascend: over long intervals the fast ones are gone while the slow ones are on their way.</summary>
        [Theory]
        [InlineData(new[] { 20000.0, 9.2, 300.0, 24.7 }, new[] { 0.07, 0.7, 0.12, 0.1 })]
        [InlineData(new[] { 140.0, 9.2 }, new[] { 0.1, 0.85 })]
        public void Modes_in_any_order(double[] rates, double[] weights)
        {
            GuardSettings settings = Rows.Unit();
            settings.ModeRatesQ16 = Array.ConvertAll(rates, rate => (long)Math.Round(rate * 65536));
            settings.ModeWeightsQ31 = Array.ConvertAll(weights, weight => (long)Math.Round(weight * 2147483648));
            Rows rows = new Rows(settings);
            DoubleModel reference = new DoubleModel(rates, weights);
            Random random = new Random(7);
            rows.Add(0, 0);
            long time = 0;
            for (int step = 0; step < 2000; step++)
            {
                long nanoamperes = (long)(((random.NextDouble() * 2) - 1) * 2e6);
                long interval = (long)(1e9 * 1e-4 * Math.Pow(1e5, random.NextDouble()));
                time += interval;
                rows.Add(time, nanoamperes);
                reference.Advance(nanoamperes / 1e6, interval / 1e9);
                Assert.Equal(reference.Surface, rows.Verdict.SurfaceDepletionQ24 / (double)Verdict.OneQ24, 2e-5);
            }
        }

        /// <summary>Tables from -60 C to 150 C, of points a thousandth of a degree apart at least.</summary>
        [Theory]
        [InlineData(-60000, 150000, 2)]
        [InlineData(-60001, 150000, 0)]
        [InlineData(-60000, 150001, 0)]
        [InlineData(25000, 25001, 2)]
        [InlineData(25000, 25000, 0)]
        public void The_temperatures_of_a_table(long low, long high, int count)
        {
            GuardSettings settings = Rows.Unit();
            SetTable(settings, new[] { low, high }, new long[] { 1, 1 }, new long[] { 1, 1 });
            Assert.Equal(count, new TemperatureTable(settings).Count);
        }

        /// <summary>A table needs all of its three columns.</summary>
        [Fact]
        public void Columns_that_are_missing()
        {
            for (int missing = 0; missing < 4; missing++)
            {
                GuardSettings settings = Rows.Unit();
                long[] column = { 1, 2 };
                SetTable(settings, missing == 0 ? null : column, missing == 1 ? null : column, missing == 2 ? null : column);
                Assert.Equal(missing == 3 ? 2 : 0, new TemperatureTable(settings).Count);
            }
        }

        /// <summary>A point at 25 C is taken as it is, to the last digit, however steep the law below it.</summary>
        [Fact]
        public void A_table_with_a_point_at_25_degrees()
        {
            GuardSettings settings = Rows.Unit();
            SetTable(
                settings, new long[] { -40000, 25000, 60000 }, new long[] { 1000, 987654321987, 1987654321987 }, new long[] { 9876543219871, 10000019, 5000000 });
            TemperatureTable table = new TemperatureTable(settings);
            Assert.Equal(987654321987, table.LimitingDensity25);
            Assert.Equal(10000019, table.DiffusionMicroseconds25);
        }

        /// <summary>
        /// Between two points near 25 C the value there is on their line, though a first point far below is smaller by more than
        /// exp(10).
        /// </summary>
        [Fact]
        public void A_table_that_begins_far_below()
        {
            GuardSettings settings = Rows.Unit();
            SetTable(
                settings, new long[] { -60000, 20000, 30000 }, new long[] { 10, 10000000, 20000000 }, new long[] { 10000000000000, 20000000, 10000000 });
            double share = (1 / 293.15 - 1 / 298.15) / (1 / 293.15 - 1 / 303.15);
            TemperatureTable table = new TemperatureTable(settings);
            Assert.Equal(1e7 * Math.Pow(2, share), table.LimitingDensity25, 2.0);
            Assert.Equal(2e7 * Math.Pow(2, -share), table.DiffusionMicroseconds25, 2.0);
        }

        /// <summary>100 kJ/mol is the most that is believed; without an activation energy nothing changes with temperature, to the last bit.</summary>
        [Fact]
        public void The_bounds_of_an_activation_energy()
        {
            double most = Math.Exp(100000 / 8.314462618 * ((1 / 298.15) - (1 / 303.15)));
            foreach (long activation in new[] { 100000, 100001, 110000, 1000000 })
            {
                Assert.Equal(most, Arrhenius.FactorQ31(activation, 30000) / (double)Exponential.OneQ31, 1e-6);
            }

            Assert.Equal(Math.Exp(99000 / 8.314462618 * ((1 / 298.15) - (1 / 303.15))), Arrhenius.FactorQ31(99000, 30000) / (double)Exponential.OneQ31, 1e-6);
            foreach (long millicelsius in new[] { -60000, 0, 25000, 150000 })
            {
                Assert.Equal(Exponential.OneQ31, Arrhenius.FactorQ31(0, millicelsius));
                Assert.Equal(Exponential.OneQ31, Arrhenius.FactorQ31(-5, millicelsius));
            }
        }

        private static void SetTable(GuardSettings settings, long[] temperatures, long[] limiting, long[] diffusion)
        {
            settings.TableMillicelsius = temperatures;
            settings.TableLimitingMicroamperesPerSquareMetre = limiting;
            settings.TableDiffusionMicroseconds = diffusion;
        }
    }
}
