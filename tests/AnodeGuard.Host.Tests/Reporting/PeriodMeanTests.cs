using System;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>`mqtt.report_mean`: means of the fast values where nothing is wrong, the latest ones where something is.</summary>
    public class PeriodMeanTests
    {
        private readonly FakeLink _link = new();

        [Fact]
        public void A_state_message_carries_means_over_its_period()
        {
            ReportBench bench = Bench();
            long[] current = [.. Enumerable.Range(0, 41).Select(i => (long)((i % 7) - 4) * 1_000_003)];
            foreach (long value in current)
            {
                bench.Snapshot.CurrentNanoamperes.Value = value;
                bench.Snapshot.MeanCurrentNanoamperes.Value = 2 * value;
                bench.Snapshot.CellMicrovolts.Value = 3_700_000 + value;
                bench.Snapshot.SenseMicrovolts.Value = 2_900_000 - value;
                bench.Snapshot.CellMillicelsius.Value = 25_000 + (value / 1000);
                bench.Turn();
            }

            JsonElement[] states = [.. _link.On("state")];
            Assert.Equal(5, states.Length);
            Assert.Equal(1, states[0].GetProperty("mean_cycles").GetInt32());
            for (int period = 1; period < states.Length; period++)
            {
                // The message comes with the tenth cycle of its period.
                long[] taken = current[((10 * period) - 9)..((10 * period) + 1)];
                JsonElement state = states[period];
                Assert.Equal(10, state.GetProperty("mean_cycles").GetInt32());
                AssertClose(taken.Average() / 1e9, state.GetProperty("current_a").GetDouble(), 0.5e-9);
                AssertClose(2 * taken.Average() / 1e9, state.GetProperty("mean_current_a").GetDouble(), 0.5e-9);
                AssertClose(3.7 + (taken.Average() / 1e6), state.GetProperty("voltage_v").GetDouble(), 0.5e-6);
                AssertClose(2.9 - (taken.Average() / 1e6), state.GetProperty("sense_v").GetDouble(), 0.5e-6);
                AssertClose(25 + (taken[^1] / 1000 / 1e3), state.GetProperty("temperature_c").GetDouble(), 0.01);
            }
        }

        [Fact]
        public void Without_the_setting_it_carries_the_latest()
        {
            ReportBench bench = new(_link);
            for (int i = 0; i < 11; i++)
            {
                bench.Snapshot.SenseMicrovolts.Value = 2_000_000 + i;
                bench.Turn();
            }

            Assert.Equal(2.00001m, _link.On("state").Last().GetProperty("sense_v").GetDecimal());
            Assert.All(_link.On("state"), state => Assert.False(state.TryGetProperty("mean_cycles", out _)));
        }

        [Fact]
        public void With_a_fault_it_carries_the_latest_at_once_and_means_begin_anew_after_it()
        {
            ReportBench bench = Bench();
            bench.Turn(6);
            bench.Snapshot.SenseMicrovolts.Value = 400_000;
            bench.Raise(FaultId.DepletionNear, FaultLevel.Warning, GuardState.Warning);
            bench.Turn();
            JsonElement during = _link.On("state").Last();
            Assert.Equal(0.4m, during.GetProperty("sense_v").GetDecimal());
            Assert.False(during.TryGetProperty("mean_cycles", out _));

            bench.Snapshot.SenseMicrovolts.Value = 2_800_000;
            bench.Clear(FaultId.DepletionNear, GuardState.Normal);
            bench.Turn(13);
            JsonElement after = _link.On("state").Last();
            Assert.Equal(2.8m, after.GetProperty("sense_v").GetDecimal());
            Assert.True(after.GetProperty("mean_cycles").GetInt32() > 0);
        }

        [Fact]
        public void What_is_not_valid_is_in_no_mean_and_stays_absent_while_it_lasts()
        {
            ReportBench bench = Bench();
            bench.Turn();
            bench.Snapshot.SenseMicrovolts.Set(9_999_999, 0, Validity.Failed, SampleSource.Ina228);
            bench.Turn(5);
            bench.Snapshot.SenseMicrovolts.Set(2_500_000, 0, Validity.Valid, SampleSource.Ina228);
            bench.Turn(5);
            JsonElement partly = _link.On("state").Last();
            Assert.Equal(2.5m, partly.GetProperty("sense_v").GetDecimal());
            Assert.Equal(10, partly.GetProperty("mean_cycles").GetInt32());

            bench.Turn(9);
            bench.Snapshot.SenseMicrovolts.Validity = Validity.Failed;
            bench.Turn();
            JsonElement failed = _link.On("state").Last();
            Assert.False(failed.TryGetProperty("sense_v", out _));
            Assert.Equal("failed", failed.GetProperty("invalid").GetProperty("sense_v").GetString());
        }

        [Fact]
        public void A_cycle_that_is_seen_twice_counts_once()
        {
            ReportBench bench = Bench();
            bench.Turn();
            bench.Snapshot.SenseMicrovolts.Value = 1_000_000;
            bench.Turn();
            bench.Turn(8, fresh: false);
            bench.Snapshot.SenseMicrovolts.Value = 2_000_000;
            bench.Turn();
            JsonElement state = _link.On("state").Last();
            Assert.Equal(2, state.GetProperty("mean_cycles").GetInt32());
            Assert.Equal(1.5m, state.GetProperty("sense_v").GetDecimal());
        }

        private static void AssertClose(double expected, double actual, double tolerance)
        {
            Assert.True(Math.Abs(expected - actual) <= tolerance * 1.001, expected + " is not " + actual);
        }

        private ReportBench Bench()
        {
            return new ReportBench(_link, settings => settings.ReportMean = true);
        }
    }
}
