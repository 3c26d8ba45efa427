using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// The forecast of depletion against the crossing of the same sum of exponentials, from the same states, in double
    /// precision: to the last bits, and in as few evaluations as it states.
    /// </summary>
    public class ForecastBorderTests
    {
        private const long One = Verdict.OneQ24;
        private static readonly double OneTheta = Math.Pow(2, 40);

        private readonly ForecastReference _reference;
        private readonly ModeTable _modes;
        private readonly DiffusionState _state;
        private readonly DepletionForecast _forecast;

        public ForecastBorderTests()
        {
            _reference = new ForecastReference(null, null);
            _modes = _reference.Modes;
            _state = _reference.State;
            _forecast = _reference.Forecast;
        }

        /// <summary>From rest, where s is monotone: the larger the current, the sooner; either sign.</summary>
        [Fact]
        public void From_rest()
        {
            for (double j = 1.002; j < 60; j *= 1.07)
            {
                foreach (int sign in new[] { 1, -1 })
                {
                    long current = sign * (long)(j * One);
                    _state.Aim(current);
                    _reference.Same(current);
                }
            }
        }

        /// <summary>From random histories with reversals, where s may have humps: the first crossing of either sign.</summary>
        [Theory]
        [InlineData(11)]
        [InlineData(12)]
        public void From_any_history(int seed)
        {
            Lcg random = new Lcg(seed);
            int crossings = 0;
            for (int history = 0; history < 400; history++)
            {
                long current = random.Between(-4 * One, 4 * One);
                long theta = 1L << (22 + random.Below(18));
                _state.Advance(current, theta);
                if (Math.Abs(_state.SurfaceQ24) >= One)
                {
                    Assert.Equal(0, _forecast.ThetaQ40(_state, current));
                    _state.Advance(-current / 8, theta);
                    continue;
                }

                crossings += _reference.Same(current) ? 1 : 0;
            }

            Assert.True(crossings > 60, $"{crossings}");
        }

        /// <summary>Modes anywhere: s may reach one limit on its way to the other, and the first one counts.</summary>
        [Fact]
        public void From_any_state()
        {
            Lcg random = new Lcg(31337);
            int crossings = 0;
            for (int history = 0; history < 400; history++)
            {
                for (int mode = 0; mode < _modes.Count; mode++)
                {
                    _state.StatesQ24[mode] = random.Between(-2 * One, 2 * One) / (1 + mode);
                }

                long current = random.Between(-2 * One, 2 * One);
                _state.Aim(current);
                crossings += Math.Abs(_state.SurfaceQ24) < One && _reference.Same(current) ? 1 : 0;
            }

            Assert.True(crossings > 60, $"{crossings}");
        }

        /// <summary>Modes beyond the bounds count as at them, and weights beyond 1 leave less room for the current.</summary>
        [Fact]
        public void The_bounds_of_the_modes()
        {
            ModeTable modes = new ModeTable(new[] { long.MaxValue, 0 }, new[] { long.MaxValue, long.MinValue });
            Assert.Equal(new[] { 1, 68719476736 }, modes.RatesQ16);
            Assert.Equal(new[] { -8589934592, 8589934592 }, modes.WeightsQ31);
            Assert.Equal(268435456, modes.LargestCurrentQ24);
            Assert.Equal(1073741824, _modes.LargestCurrentQ24);
        }

        /// <summary>A charge beyond 64 bits of nanoampere microseconds ends at the range, of either sign.</summary>
        [Theory]
        [InlineData(4000000000, 4000000000, 9223372036854)]
        [InlineData(-4000000000, 4000000000, -9223372036854)]
        [InlineData(3000000000, 3000000000, 9000000000000)]
        [InlineData(-2147483648, 2147483648, -4611686018427)]
        public void A_charge(long nanoamperes, long microseconds, long nanocoulombs)
        {
            ChargeCounter counter = new ChargeCounter();
            counter.Add(nanoamperes, microseconds);
            Assert.Equal(nanocoulombs, counter.Nanocoulombs);
        }

        /// <summary>Weights that leave nothing at once: only the end of the time bounds the advice, 0.5 / (1 - exp(-1)).</summary>
        [Fact]
        public void Advice_without_a_rest()
        {
            GuardSettings settings = Rows.Unit();
            settings.ModeRatesQ16 = new long[] { 10L << 16 };
            settings.ModeWeightsQ31 = new long[] { 1L << 31 };
            settings.RecommendedMicroseconds = 100000000;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(1000, 0);
            Assert.InRange(rows.Verdict.Transport.RecommendedChargeNanoamperes, 790980, 790992);
        }

        /// <summary>A hump that ends below the limit: it is found where its top is above 1, and not where it stays below.</summary>
        [Theory]
        [InlineData(3.0, 0.35)]
        [InlineData(8.0, 0.35)]
        [InlineData(20.0, 0.35)]
        public void Humps(double pulse, double tail)
        {
            // After a pulse backwards the fast modes overtake the slow ones: s rises above where it ends.
            bool seen = false;
            bool missed = false;
            for (double length = 1e-5; length < 0.5; length *= 1.15)
            {
                DiffusionState state = _state;
                state.Advance((long)(tail * One), 1L << 46);
                state.Advance((long)(-pulse * One / 20), (long)(length * OneTheta));
                foreach (double level in new[] { 0.9, 0.97, 0.99, 1.003, 1.05 })
                {
                    long current = (long)(level * One);
                    state.Aim(current);
                    if (Math.Abs(state.SurfaceQ24) < One)
                    {
                        bool comes = _reference.Same(current);
                        seen |= comes;
                        missed |= !comes;
                    }
                }
            }

            Assert.True(seen && missed);
        }

        /// <summary>Just at the border: s = 1 counts as reached; a current that ends at 1 never goes beyond it.</summary>
        [Fact]
        public void At_the_border()
        {
            foreach (int sign in new[] { 1, -1 })
            {
                _state.SurfaceQ24 = sign * One;
                Assert.Equal(0, _forecast.ThetaQ40(_state, sign * 2 * One));
                _state.Aim(sign * One);
                Assert.Equal(DepletionForecast.Never, _forecast.ThetaQ40(_state, sign * One));
            }
        }
    }
}
