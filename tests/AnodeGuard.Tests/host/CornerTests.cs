using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Corners that no story of a cell leads to, but that somebody's settings or a later fault may.</summary>
    public class CornerTests
    {
        [Fact]
        public void An_alarm_that_does_not_latch_is_an_alarm()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            StateLadder ladder = new StateLadder(register);
            Assert.Equal(GuardState.Normal, ladder.State(true));
            register.Confirm(FaultId.SenseNotArmed, FaultLevel.Alarm);
            Assert.Equal(GuardState.Alarm, ladder.State(true));
            Assert.Equal(GuardState.NotReady, ladder.State(false));
        }

        /// <summary>What follows the current at once: rest * j, with a rest that is beyond 1 either way.</summary>
        [Theory]
        [InlineData(-0.5, 3, 2.5)]
        [InlineData(1.0, 3, -2)]
        [InlineData(0.5, 3, -0.5)]
        [InlineData(0.1, 3, 0.7)]
        public void An_unusual_rest_follows_the_current_at_once(double weight, int modes, double rest)
        {
            long[] rates = new long[modes];
            long[] weights = new long[modes];
            for (int mode = 0; mode < modes; mode++)
            {
                rates[mode] = (10L + mode) << 16;
                weights[mode] = (long)(weight * (1L << 31));
            }

            DiffusionState state = new DiffusionState(new ModeTable(rates, weights));
            foreach (double j in new[] { 0.3, -1.7, 60.0, -64.0 })
            {
                state.Aim((long)(j * Verdict.OneQ24));
                Assert.Equal(rest * j, state.SurfaceQ24 / (double)Verdict.OneQ24, 1e-3 * System.Math.Max(1, System.Math.Abs(rest)));
            }
        }

        [Fact]
        public void Modes_beyond_the_sixteenth_join_the_rest()
        {
            long[] rates = new long[20];
            long[] weights = new long[20];
            for (int mode = 0; mode < 20; mode++)
            {
                rates[mode] = (10L + mode) << 16;
                weights[mode] = (1L << 31) / 40;
            }

            ModeTable table = new ModeTable(rates, weights);
            Assert.Equal(ModeTable.MostModes, table.Count);
            Assert.Equal(1 - (16 / 40.0), table.RestQ31 / (double)(1L << 31), 1e-7);
        }

        /// <summary>A leak of 0.9 mV/s is 0.45 V away before half an hour has been seen: 0.8 V decides.</summary>
        [Fact]
        public void A_fast_leak_is_found_at_four_fifths_of_a_volt()
        {
            LeakageWatch watch = new LeakageWatch();
            long found = -1;
            for (long second = 0; second < 1200 && found < 0; second++)
            {
                watch.Judge(3000000 - (900 * second), 3000000, second * 1000000);
                found = watch.IsLeaking ? second : -1;
            }

            Assert.InRange(found, 889, 890);
        }

        [Fact]
        public void A_sample_is_copied_whole()
        {
            Sample from = new Sample();
            from.Set(7, 8, Validity.OverRange, SampleSource.Ina228);
            Sample to = new Sample();
            to.CopyFrom(from);
            Assert.Equal((7L, 8L, Validity.OverRange, SampleSource.Ina228), (to.Value, to.TimeMicroseconds, to.Validity, to.Source));
            Assert.False(to.IsValid);
            to.Set(7, 8, Validity.Valid, SampleSource.Ina228);
            Assert.True(to.IsValid);
        }

        /// <summary>Whoever may hold the switch open does so without a fault, and lets it go again.</summary>
        [Fact]
        public void A_switch_that_is_held_open_may_not_be_armed()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Run(1000);
            bench.Snapshot.HoldOpen = true;
            bench.Step();
            Assert.True(bench.Does(GuardActions.OpenSwitch));
            Assert.False(bench.Does(GuardActions.AllowArm));
            Assert.Equal(0, bench.Verdict.ActiveFaults);
            bench.Snapshot.HoldOpen = false;
            bench.Step();
            Assert.False(bench.Does(GuardActions.OpenSwitch));
            Assert.True(bench.Does(GuardActions.AllowArm));
        }

        [Fact]
        public void The_age_of_a_test_that_passed_later_than_now_is_zero()
        {
            SelfTestSchedule schedule = new SelfTestSchedule(5000000);
            Assert.Equal(Verdict.Never, schedule.AgeMicroseconds(1000000));
            schedule.Finished(SelfTestResult.Passed, true, 1000000);
            Assert.Equal(500000, schedule.AgeMicroseconds(1500000));
            Assert.Equal(0, schedule.AgeMicroseconds(999999));
        }

        /// <summary>A cell whose depletion follows the current at once: what is advised is the bound times J*, at every horizon.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(1000000)]
        [InlineData(3600000000)]
        public void Without_memory_the_advice_is_the_bound(long horizonMicroseconds)
        {
            GuardSettings settings = Rows.Unit();
            settings.ModeRatesQ16 = new long[] { 10L << 16 };
            settings.ModeWeightsQ31 = new long[] { 0 };
            settings.RecommendedDepletionQ24 = Verdict.OneQ24 / 4;
            settings.RecommendedMicroseconds = horizonMicroseconds;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(1000000, 0);
            Assert.InRange(rows.Verdict.Transport.RecommendedChargeNanoamperes, 249990, 250010);
        }

        /// <summary>Weights beyond 1: at first s goes the other way, and no current of the range brings it to the bound.</summary>
        [Fact]
        public void A_response_that_begins_backwards_gives_no_advice_beyond_the_limit()
        {
            GuardSettings settings = Rows.Unit();
            settings.ModeRatesQ16 = new long[] { 10L << 16, 100L << 16 };
            settings.ModeWeightsQ31 = new long[] { 1L << 31, 1L << 31 };
            settings.RecommendedMicroseconds = 1;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(1000000, 0);
            Assert.Equal(Saturating.Largest, rows.Verdict.Transport.RecommendedChargeNanoamperes);
        }

        /// <summary>The order in which the modes are listed means nothing.</summary>
        [Fact]
        public void Modes_in_any_order_say_the_same()
        {
            long[] s = new long[2];
            long[] left = new long[2];
            for (int order = 0; order < 2; order++)
            {
                GuardSettings settings = Rows.Unit();
                settings.ModeRatesQ16 = order == 0 ? new long[] { 10L << 16, 100L << 16, 900L << 16 } : new long[] { 900L << 16, 100L << 16, 10L << 16 };
                settings.ModeWeightsQ31 = order == 0 ? new long[] { 1L << 30, 1L << 29, 1L << 28 } : new long[] { 1L << 28, 1L << 29, 1L << 30 };
                Rows rows = new Rows(settings);
                rows.Add(0, 1500000);
                rows.Add(20000000, 1500000);
                s[order] = rows.Verdict.SurfaceDepletionQ24;
                left[order] = rows.Verdict.DepletionMicroseconds;
            }

            Assert.Equal(s[0], s[1]);
            Assert.True(left[0] > 0);
            Assert.InRange(left[1], left[0] - 2, left[0] + 2);
        }

        /// <summary>A table that ends in nothing: at 25 C there is still at least the smallest of everything.</summary>
        [Fact]
        public void A_table_of_temperatures_never_gives_nothing()
        {
            GuardSettings settings = new GuardSettings
            {
                TableMillicelsius = new long[] { 24000, 80000 },
                TableLimitingMicroamperesPerSquareMetre = new long[] { 1, 1 },
                TableDiffusionMicroseconds = new long[] { 2, 1 },
            };
            TemperatureTable table = new TemperatureTable(settings);
            Assert.Equal(2, table.Count);
            Assert.True(table.LimitingDensity25 >= 1);
            Assert.True(table.DiffusionMicroseconds25 >= 1);
            settings.TableMillicelsius = new long[] { 20000, 26000 };
            settings.TableLimitingMicroamperesPerSquareMetre = new long[] { 1000000, 1 };
            table = new TemperatureTable(settings);
            Assert.True(table.LimitingDensity25 >= 1);
        }

        /// <summary>
        /// From 100 at 20 C to 1 at 21 C the line reaches 100^-4 * 100 = 1e-6 at 25 C: the smallest that there is stands for it.
        /// </summary>
        [Fact]
        public void A_table_that_falls_to_nothing_at_25_degrees_stops_at_one()
        {
            GuardSettings settings = new GuardSettings
            {
                TableMillicelsius = new long[] { 20000, 21000 },
                TableLimitingMicroamperesPerSquareMetre = new long[] { 100, 1 },
                TableDiffusionMicroseconds = new long[] { 100, 1 },
            };
            TemperatureTable table = new TemperatureTable(settings);
            Assert.Equal(1, table.LimitingDensity25);
            Assert.Equal(1, table.DiffusionMicroseconds25);
        }

        /// <summary>Where nobody charges by it there is none; the depletion itself is the same.</summary>
        [Fact]
        public void An_advice_that_is_waived_is_unknown()
        {
            long[] s = new long[2];
            for (int waived = 0; waived < 2; waived++)
            {
                GuardSettings settings = Rows.Unit();
                settings.ChargeAdviceWaived = waived == 1;
                Rows rows = new Rows(settings);
                rows.Add(0, 300000);
                for (long second = 10; second <= 100; second += 10)
                {
                    rows.Add(second * 1000000, 300000);
                    Assert.Equal(waived == 1, rows.Verdict.Transport.RecommendedChargeNanoamperes == TransportFigures.Unknown);
                }

                s[waived] = rows.Verdict.SurfaceDepletionQ24;
            }

            Assert.True(s[0] > 0);
            Assert.Equal(s[0], s[1]);
        }
    }
}
