using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>The recommended charge current and Sand's capacity left, against exact modes in double precision.</summary>
    public class ChargeAdviceTests
    {
        private readonly ITestOutputHelper _output;

        public ChargeAdviceTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // From rest: s = j S(theta), so j = bound / S(time). S from the exact series (reference, section 5, check 7).
        [Theory]
        [InlineData(0.5, 10, 0.2256758334)]
        [InlineData(0.5, 100, 0.6978819062)]
        [InlineData(0.3, 200, 0.8874028748)]
        [InlineData(0.9, 500, 0.9941704789)]
        [InlineData(0.7, 20000, 1)]
        [InlineData(0.25, 1, 0.0713649646)]
        public void From_rest_it_is_the_bound_over_the_step_response(double bound, int seconds, double response)
        {
            Rows rows = new Rows(Settings(bound, seconds));
            rows.Add(0, 0);
            rows.Add(1000000, 0);
            double expected = bound / response * 1e6;
            Assert.InRange(rows.Verdict.Transport.RecommendedChargeNanoamperes / expected, 0.999, 1.001);
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void From_any_history_the_bound_is_reached_and_not_passed(int seed)
        {
            Random random = new Random(seed);
            double worst = 0;
            int positive = 0;
            for (int history = 0; history < 60; history++)
            {
                double bound = 0.2 + (0.7 * random.NextDouble());
                double time = 1e-3 * Math.Pow(3000, random.NextDouble());
                Rows rows = new Rows(Settings(bound, time * 1000));
                ExactModel exact = new ExactModel(1000);
                rows.Add(0, 0);
                long now = 0;
                for (int part = 0; part < 8; part++)
                {
                    long nanoamperes = (long)(((random.NextDouble() * 2) - 1) * 1.5e6);
                    long interval = (long)(1e9 * 1e-4 * Math.Pow(1000, random.NextDouble()));
                    now += interval;
                    rows.Add(now, nanoamperes);
                    exact.Advance(nanoamperes / 1e6, interval / 1e9);
                }

                double expected = Highest(exact, bound, time);
                double found = rows.Verdict.Transport.RecommendedChargeNanoamperes / 1e6;
                positive += expected > 0 ? 1 : 0;
                worst = Math.Max(worst, Math.Abs(found - expected) / Math.Max(1, expected));
            }

            _output.WriteLine($"{positive} above 0; worst {worst:E2}");
            Assert.True(positive > 30);
            Assert.True(worst < 5e-3, $"{worst:E2}");
        }

        [Fact]
        public void It_ends_at_the_current_limit_and_at_nothing()
        {
            GuardSettings settings = Settings(0.5, 10);
            settings.OverCurrentChargeNanoamperes = 700000;
            Bench capped = new Bench(settings);
            capped.Run(3000);
            Assert.Equal(700000, capped.Verdict.Transport.RecommendedChargeNanoamperes);

            // s = 0.8 now and for long: even without a current it stays above the bound.
            Rows full = new Rows(Settings(0.5, 10));
            full.Add(0, 800000);
            full.Add(3000000000, 800000);
            Assert.Equal(0, full.Verdict.Transport.RecommendedChargeNanoamperes);
        }

        [Fact]
        public void On_a_board_it_is_spread_over_fast_turns_and_renewed_every_second()
        {
            Bench bench = new Bench(Settings(0.5, 100));
            bench.Step();
            Assert.Equal(TransportFigures.Unknown, bench.Verdict.Transport.RecommendedChargeNanoamperes);
            bench.Run(900);
            long atRest = bench.Verdict.Transport.RecommendedChargeNanoamperes;
            Assert.InRange(atRest, 716000, 717000);

            // s grows by what flows now: the next advice knows it.
            bench.BecomeReady();
            bench.Current = 400000;
            bench.Run(10000);
            Assert.InRange(bench.Verdict.Transport.RecommendedChargeNanoamperes, 1, atRest - 1);
        }

        [Fact]
        public void Where_nobody_asks_the_last_answer_stands()
        {
            Bench bench = new Bench(Settings(0.5, 100));
            bench.Guard.ChargeAdviceWaived = true;
            bench.Run(2000);
            Assert.Equal(TransportFigures.Unknown, bench.Verdict.Transport.RecommendedChargeNanoamperes);
            bench.Guard.ChargeAdviceWaived = false;
            bench.Run(2000);
            Assert.InRange(bench.Verdict.Transport.RecommendedChargeNanoamperes, 716000, 717000);
        }

        [Theory]
        [InlineData(2.0, 49.182685)]
        [InlineData(-1.5, 90.042603)]
        public void Sands_capacity_is_the_current_times_the_time_left(double j, double seconds)
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, (long)(j * 1e6));
            Assert.InRange(rows.Verdict.Transport.SandCapacityLeftNanocoulombs / (Math.Abs(j) * 1e6 * seconds), 0.999, 1.001);
        }

        [Fact]
        public void Below_the_limit_there_is_no_Sands_capacity()
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, 900000);
            Assert.Equal(TransportFigures.Unknown, rows.Verdict.Transport.SandCapacityLeftNanocoulombs);
            rows.Add(1, 0);
            Assert.Equal(TransportFigures.Unknown, rows.Verdict.Transport.SandCapacityLeftNanocoulombs);
        }

        // By brute force: s is linear in j at each of 4,000 times.
        private static double Highest(ExactModel exact, double bound, double time)
        {
            double least = 1e9;
            for (int i = 0; i <= 1500; i++)
            {
                double theta = time * Math.Pow(1e-6 / time, i / 1500.0);
                double past = exact.After(0, theta);
                double response = exact.After(1, theta) - past;
                least = Math.Min(least, past >= bound ? 0 : (bound - past) / response);
            }

            return least;
        }

        private static GuardSettings Settings(double bound, double seconds)
        {
            GuardSettings settings = Rows.Unit();
            settings.RecommendedDepletionQ24 = (long)Math.Round(bound * Verdict.OneQ24);
            settings.RecommendedMicroseconds = (long)Math.Round(seconds * 1e6);
            return settings;
        }
    }
}
