using System;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>The messages, field by field.</summary>
    public class MessageTests
    {
        private readonly FakeLink _link = new();

        [Fact]
        public void State_carries_every_value_in_the_unit_of_its_name()
        {
            ReportBench bench = new(_link) { UnixAtZero = 1_784_621_700_000 };
            bench.Verdict.NormalizedCurrentQ24 = -(Verdict.OneQ24 / 4);
            bench.Verdict.SurfaceDepletionQ24 = Verdict.OneQ24 / 2;
            bench.Verdict.DepletionMicroseconds = 12_500_000;
            bench.Verdict.BaselineKnown = true;
            bench.Verdict.BaselineMicrovolts = 2_950_000;
            bench.Verdict.SenseSlopeMicrovoltsPerSecond = -1500;
            bench.Verdict.ChargeNanocoulombs = 3_600_000_000;
            bench.Verdict.SelfTest = SelfTestResult.Passed;
            bench.Verdict.SelfTestAgeMicroseconds = 3_200_000;
            bench.Verdict.Transport.RecommendedChargeNanoamperes = 22_740_000;
            bench.Verdict.Transport.SandCapacityLeftNanocoulombs = 7_200_000_000;
            bench.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre = 451_250_000;
            bench.Verdict.Transport.IdentifiedLimitingUncertainty = 7_500_000;
            bench.Verdict.Transport.IdentifiedDiffusionMicroseconds = 13_100_000;
            bench.Verdict.Transport.IdentifiedDiffusionUncertainty = 150_000;
            bench.Verdict.Shorts.MicroShorts = 12;
            bench.Verdict.Shorts.MicroShortsPerHour = 2;
            bench.Verdict.Shorts.RestShortMilliohms = 98_765_432;
            bench.Turn();

            JsonElement state = _link.On("state").Single();
            Assert.Equal(42, state.GetProperty("boot").GetInt64());
            Assert.Equal(1100, state.GetProperty("up_ms").GetInt64());
            Assert.Equal("2026-07-21T08:15:01.100Z", state.GetProperty("ts").GetString());
            Assert.Equal("normal", state.GetProperty("state").GetString());
            Assert.Equal(3.712345m, state.GetProperty("voltage_v").GetDecimal());
            Assert.Equal(0.001234375m, state.GetProperty("current_a").GetDecimal());
            Assert.Equal(0.001234567m, state.GetProperty("mean_current_a").GetDecimal());
            Assert.Equal(2.953125m, state.GetProperty("sense_v").GetDecimal());
            Assert.Equal(25.125m, state.GetProperty("temperature_c").GetDecimal());
            Assert.Equal(27.5m, state.GetProperty("board_c").GetDecimal());
            Assert.Equal(-0.25m, state.GetProperty("j").GetDecimal());
            Assert.Equal(0.5m, state.GetProperty("s").GetDecimal());
            Assert.Equal(12.5m, state.GetProperty("t_dep_s").GetDecimal());
            Assert.Equal(2.95m, state.GetProperty("baseline_v").GetDecimal());
            Assert.Equal(-0.0015m, state.GetProperty("sense_slope_v_s").GetDecimal());
            Assert.Equal(1m, state.GetProperty("charge_mah").GetDecimal());
            Assert.Equal("passed", state.GetProperty("self_test").GetString());
            Assert.Equal(3.2m, state.GetProperty("self_test_age_s").GetDecimal());
            Assert.Equal(0.02274m, state.GetProperty("recommended_charge_current_a").GetDecimal());
            Assert.Equal(2m, state.GetProperty("sand_capacity_left_mah").GetDecimal());
            Assert.Equal(451.25m, state.GetProperty("identified_limiting_current_density_a_m2").GetDecimal());
            Assert.Equal(7.5m, state.GetProperty("identified_limiting_current_density_uncertainty_a_m2").GetDecimal());
            Assert.Equal(13.1m, state.GetProperty("identified_diffusion_time_s").GetDecimal());
            Assert.Equal(0.15m, state.GetProperty("identified_diffusion_time_uncertainty_s").GetDecimal());
            Assert.Equal(12, state.GetProperty("micro_shorts").GetInt64());
            Assert.Equal(2, state.GetProperty("micro_shorts_per_hour").GetInt64());
            Assert.Equal(98765.432m, state.GetProperty("rest_short_ohm").GetDecimal());
            Assert.Equal("closed", state.GetProperty("switch").GetString());
            Assert.Empty(ReportBench.Names(state.GetProperty("active")));
            Assert.False(state.TryGetProperty("invalid", out _));
        }

        [Fact]
        public void Ageing_and_state_in_the_units_of_their_names()
        {
            ReportBench bench = new(_link);
            CellFigures cell = bench.Verdict.Cell;
            cell.GeometricMicroamperesPerSquareMetre = 10_000_000;
            cell.LocalMicroamperesPerSquareMetre = 25_500_000;
            cell.FastResistanceMicroohms = 20_125_000;
            cell.FastResistanceMicroseconds = 100_000;
            cell.OneSecondMicroohms = 31_000_000;
            cell.NucleationMicrovolts = 12_500;
            cell.HalfCycles = 7;
            cell.ChargedNanocoulombs = 3_600_000_000;
            cell.DischargedNanocoulombs = 1_800_000_000;
            cell.EfficiencyMillionths = 995_000;
            cell.StateOfChargeMillionths = 612_500;
            cell.StateOfChargeUncertaintyMillionths = 15_000;
            cell.PlatedNanometres = 4850;
            cell.TipLeadMicroseconds = 19_450_000;
            cell.MossLeadMicroseconds = 556_700_000;
            bench.Verdict.Shorts.SoftShortSigns = SoftShortSign.FlatTrace | SoftShortSign.LowerOnset;
            bench.Turn();

            JsonElement state = _link.On("state").Single();
            (string Key, decimal Value)[] expected =
            [
                ("current_density_a_m2", 10m), ("local_current_density_a_m2", 25.5m), ("resistance_fast_ohm", 20.125m), ("resistance_fast_s", 0.1m),
                ("resistance_1s_ohm", 31m), ("nucleation_overpotential_v", 0.0125m), ("half_cycles", 7), ("charged_mah", 1m), ("discharged_mah", 0.5m),
                ("coulombic_efficiency", 0.995m), ("state_of_charge", 0.6125m), ("state_of_charge_uncertainty", 0.015m), ("plated_um", 4.85m),
                ("tip_lead_s", 19.45m), ("moss_lead_s", 556.7m),
            ];
            foreach ((string key, decimal value) in expected)
            {
                Assert.Equal(value, state.GetProperty(key).GetDecimal());
            }

            Assert.Equal(new[] { "flat-trace", "lower-onset" }, ReportBench.Names(state.GetProperty("soft_short_signs")));
        }

        [Fact]
        public void What_is_not_known_of_the_cell_is_absent()
        {
            ReportBench bench = new(_link);
            bench.Turn();
            JsonElement state = _link.On("state").Single();
            foreach (string key in new[]
            {
                "resistance_fast_ohm", "resistance_fast_s", "resistance_1s_ohm", "nucleation_overpotential_v", "charged_mah", "discharged_mah",
                "coulombic_efficiency", "state_of_charge", "state_of_charge_uncertainty", "tip_lead_s", "moss_lead_s", "soft_short_signs",
            })
            {
                Assert.False(state.TryGetProperty(key, out _), key);
            }
        }

        [Fact]
        public void A_value_that_is_not_valid_is_absent_and_says_why()
        {
            ReportBench bench = new(_link);
            bench.Snapshot.CellMicrovolts.Validity = Validity.Failed;
            bench.Snapshot.SenseMicrovolts.Validity = Validity.OverRange;
            bench.Snapshot.CurrentNanoamperes.Validity = Validity.UnderRange;
            bench.Snapshot.BoardMillicelsius.Validity = Validity.NotFitted;
            bench.Publish();
            bench.Snapshot.CellMillicelsius.TimeMicroseconds -= bench.Configured.Guard.TemperatureStaleMicroseconds + 1;
            bench.Latest.Publish(bench.Snapshot, bench.Verdict);
            bench.RunJob();

            JsonElement state = _link.On("state").Single();
            Assert.DoesNotContain(state.EnumerateObject(), field =>
                field.Name.StartsWith("identified_", System.StringComparison.Ordinal) || field.Name.StartsWith("recommended_", System.StringComparison.Ordinal)
                || field.Name.StartsWith("sand_", System.StringComparison.Ordinal));
            JsonElement invalid = state.GetProperty("invalid");
            foreach ((string field, string reason) in new[]
            {
                ("voltage_v", "failed"), ("sense_v", "over-range"), ("current_a", "under-range"),
                ("board_c", "not-fitted"), ("temperature_c", "stale"),
            })
            {
                Assert.False(state.TryGetProperty(field, out _), field);
                Assert.Equal(reason, invalid.GetProperty(field).GetString());
            }

            Assert.Equal(JsonValueKind.Null, state.GetProperty("t_dep_s").ValueKind);
            Assert.False(state.TryGetProperty("ts", out _));
        }

        [Fact]
        public void An_event_is_followed_by_the_alarm_message_it_changes()
        {
            ReportBench bench = new(_link) { UnixAtZero = 1_784_621_700_000 };
            bench.Turn();
            _link.Messages.Clear();
            bench.Verdict.TripCause = FaultId.SenseContactAnode;
            bench.Snapshot.SwitchClosed = false;
            bench.NowMicroseconds += 20_000;
            bench.Raise(FaultId.SenseContactAnode, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(1, false);

            JsonElement fault = _link.On("event").Single();
            Assert.Equal("fault", fault.GetProperty("event").GetString());
            Assert.Equal("sense-contact-anode", fault.GetProperty("fault").GetString());
            Assert.Equal("alarm", fault.GetProperty("level").GetString());
            Assert.Equal("tripped", fault.GetProperty("state").GetString());
            Assert.Equal(1120, fault.GetProperty("up_ms").GetInt64());
            Assert.Equal("2026-07-21T08:15:01.120Z", fault.GetProperty("ts").GetString());

            // Telemetry of an instant before the event comes later, and must not take the alarm back.
            FakeLink.Sent last = _link.Messages.Last(m => m.Topic == ReportBench.Root + "alarm");
            Assert.True(last.Retained && last.Qos == 1);
            JsonElement alarm = ReportBench.Parse(last.Payload);
            Assert.Equal("tripped", alarm.GetProperty("state").GetString());
            Assert.Equal(["sense-contact-anode"], ReportBench.Names(alarm.GetProperty("active")));
            Assert.Equal(["sense-contact-anode"], ReportBench.Names(alarm.GetProperty("latched")));
            Assert.Equal("sense-contact-anode", alarm.GetProperty("cause").GetString());
            Assert.Equal("open", alarm.GetProperty("switch").GetString());
            Assert.Equal(1120, alarm.GetProperty("since_up_ms").GetInt64());
            Assert.Equal(fault.GetProperty("seq").GetInt64(), alarm.GetProperty("after").GetInt64());
            Assert.Single(_link.On("alarm"));
        }

        [Fact]
        public void Every_kind_of_event_has_its_word()
        {
            ReportBench bench = new(_link);
            bench.Publish();
            bench.Verdict.SelfTest = SelfTestResult.LeadOpen;
            (byte Kind, string Word)[] kinds =
            [
                (EventKind.FaultRaised, "fault"), (EventKind.FaultCleared, "fault-cleared"), (EventKind.StateChanged, "state"),
                (EventKind.SelfTestChanged, "self-test"), (EventKind.SwitchOpened, "switch-open"),
                (EventKind.SwitchClosed, "switch-closed"), (EventKind.Acknowledged, "acknowledged"),
            ];
            foreach ((byte kind, _) in kinds)
            {
                Assert.True(bench.Queue(kind, kind <= 2 ? FaultId.OverVoltage : -1, FaultLevel.Alarm));
            }

            // The first attempt to connect comes when they are stored.
            bench.Turn(20);
            JsonElement[] events = _link.On("event").ToArray();
            Assert.Equal(kinds.Select(k => k.Word), events.Select(e => e.GetProperty("event").GetString()));
            Assert.Equal("lead-open", events[3].GetProperty("result").GetString());
            Assert.Equal("over-voltage", events[1].GetProperty("fault").GetString());
            Assert.False(events[2].TryGetProperty("fault", out _));
        }

        [Fact]
        public void The_worst_message_fits()
        {
            ReportBench bench = new(_link) { UnixAtZero = 1_784_621_700_000 };
            bench.Identity.SettingsProblem = new string('"', 300);
            bench.Identity.BoardProblem = new string('\u20AC', 100);
            bench.Verdict.ActiveFaults = (1L << FaultId.Count) - 1;
            bench.Verdict.LatchedFaults = bench.Verdict.ActiveFaults;
            bench.Verdict.NormalizedCurrentQ24 = long.MinValue;
            bench.Verdict.SurfaceDepletionQ24 = long.MaxValue;
            bench.Verdict.DepletionMicroseconds = long.MaxValue;
            bench.Verdict.ChargeNanocoulombs = long.MinValue;
            bench.Verdict.SelfTestAgeMicroseconds = long.MaxValue;
            bench.Verdict.SenseSlopeMicrovoltsPerSecond = long.MinValue;
            bench.Verdict.BaselineKnown = true;
            bench.Verdict.BaselineMicrovolts = long.MinValue;
            bench.Verdict.TripCause = FaultId.OverCurrentDischarge;
            bench.Verdict.Shorts.SoftShortSigns = -1;
            foreach (System.Reflection.FieldInfo figure in typeof(CellFigures).GetFields().Where(field => !field.IsLiteral))
            {
                figure.SetValue(bench.Verdict.Cell, long.MinValue);
            }

            foreach (Sample sample in new[] { bench.Snapshot.CellMicrovolts, bench.Snapshot.CurrentNanoamperes, bench.Snapshot.SenseMicrovolts, bench.Snapshot.CellMillicelsius })
            {
                sample.Value = long.MinValue;
            }

            bench.Publish();
            bench.Queue(EventKind.FaultRaised, FaultId.OverCurrentDischarge, FaultLevel.Advisory);
            bench.Turn(16, false);
            Assert.Equal(FaultId.Count, ReportBench.Names(_link.On("alarm").Single().GetProperty("latched")).Length);
            Assert.Equal(FaultId.Count, ReportBench.Names(_link.On("state").First().GetProperty("active")).Length);
            Assert.Equal(-9223372036854.775808m, _link.On("event").Single().GetProperty("voltage_v").GetDecimal());
            Assert.Equal(new string('\u20AC', 100), _link.On("info").Single().GetProperty("board_problem").GetString());
            Assert.Equal(0, bench.Job.TelemetryDropped);
        }

        [Fact]
        public void Times_of_day_are_what_net_says()
        {
            Random random = new(3);
            for (int i = 0; i < 300; i++)
            {
                long unix = i < 4
                    ? new[] { 951_782_400_000, 1_709_164_800_000, 4_107_542_399_999, 1_767_225_599_999 }[i]
                    : random.NextInt64(1_000, 4_102_444_800_000);
                FakeLink link = new();
                ReportBench bench = new(link);
                bench.UnixAtZero = unix - ((bench.NowMicroseconds + ReportJob.PeriodMicroseconds) / 1000);
                bench.Turn();
                string expected = DateTimeOffset.FromUnixTimeMilliseconds(unix).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
                Assert.Equal(expected, link.On("state").Single().GetProperty("ts").GetString());
            }
        }
    }
}
