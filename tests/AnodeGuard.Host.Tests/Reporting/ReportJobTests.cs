using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>The reporting job in virtual time, on a link that does what the test says.</summary>
    public class ReportJobTests
    {
        private readonly FakeLink _link = new();

        [Fact]
        public void The_greeting_comes_first_and_in_order()
        {
            ReportBench bench = new(_link);
            bench.Turn();

            Assert.Equal(
                [ReportBench.Root + "status", ReportBench.Root + "info", "homeassistant/device/cell-7/config"],
                _link.Messages.Take(3).Select(m => m.Topic));
            Assert.All(_link.Messages.Take(3), m => Assert.True(m.Retained && m.Qos == 1));
            Assert.Equal("online", _link.Messages[0].Payload);
            Assert.Equal([ReportBench.Root + "cmd/#", "homeassistant/status"], _link.Subscriptions);
            Assert.Equal(ReportBench.Root + "status", _link.Options.WillTopic);
            Assert.Equal("offline", _link.Options.WillMessage);
            Assert.Equal(1883, _link.Options.Port);
            Assert.Null(_link.Options.User);
        }

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
            Assert.Equal("closed", state.GetProperty("switch").GetString());
            Assert.Empty(ReportBench.Names(state.GetProperty("active")));
            Assert.False(state.TryGetProperty("invalid", out _));
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
            bench.Job.Run();

            JsonElement state = _link.On("state").Single();
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
        public void State_comes_at_its_period_and_faster_during_a_fault()
        {
            ReportBench bench = new(_link);
            bench.Turn(100);
            Assert.Equal(10, _link.On("state").Count());

            bench.Raise(FaultId.DepletionNear, FaultLevel.Warning, GuardState.Warning);
            bench.Turn(100);
            Assert.InRange(_link.On("state").Count(), 10 + 45, 10 + 51);
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

            bench.Turn();
            JsonElement[] events = _link.On("event").ToArray();
            Assert.Equal(kinds.Select(k => k.Word), events.Select(e => e.GetProperty("event").GetString()));
            Assert.Equal("lead-open", events[3].GetProperty("result").GetString());
            Assert.Equal("over-voltage", events[1].GetProperty("fault").GetString());
            Assert.False(events[2].TryGetProperty("fault", out _));
        }

        [Fact]
        public void What_is_not_confirmed_is_sent_again_in_order_with_its_stamps()
        {
            ReportBench bench = new(_link);
            bench.Turn(2);
            _link.Messages.Clear();
            _link.ConfirmAtOnce = false;
            for (int fault = 0; fault < 5; fault++)
            {
                bench.NowMicroseconds += 1000;
                bench.Raise(fault, FaultLevel.Warning, GuardState.Warning);
            }

            bench.Turn();
            string[] first = Durable();
            Assert.Equal(10, first.Length);

            _link.Lose(true);
            _link.Messages.Clear();
            _link.ConfirmAtOnce = true;
            bench.Turn(100);
            Assert.Equal(first, Durable().Take(10));
            Assert.Equal(0, bench.Job.Backlog);
        }

        [Fact]
        public void Events_go_before_telemetry()
        {
            ReportBench bench = new(_link);
            _link.Reachable = false;
            bench.Turn(50);
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            _link.Reachable = true;
            bench.Turn(200);

            List<string> topics = _link.Messages.Select(m => m.Topic).ToList();
            int firstState = topics.IndexOf(ReportBench.Root + "state");
            Assert.True(topics.IndexOf(ReportBench.Root + "event") < firstState);
            Assert.True(topics.IndexOf(ReportBench.Root + "alarm") < firstState);
        }

        [Fact]
        public void The_oldest_telemetry_gives_way_and_is_counted()
        {
            ReportBench bench = new(_link);
            _link.Reachable = false;
            bench.Turn(2000);
            int dropped = (int)bench.Job.TelemetryDropped;
            Assert.InRange(bench.Job.Backlog, 10, 40);
            _link.Reachable = true;
            bench.Turn(100);

            JsonElement[] states = _link.On("state").ToArray();
            Assert.Equal(210, states.Length + bench.Job.TelemetryDropped);
            Assert.InRange(states.Last().GetProperty("dropped").GetProperty("telemetry").GetInt64(), dropped, dropped + 10);
            long[] times = states.Select(s => s.GetProperty("up_ms").GetInt64()).ToArray();
            Assert.Equal(times.Order(), times);
            Assert.True(times[0] > 100_000, "the newest are kept");
        }

        [Fact]
        public void Events_are_never_dropped_before_the_bound_and_counted_beyond_it()
        {
            ReportBench bench = new(_link);
            _link.Reachable = false;
            int raised = 0;
            while (bench.Events.Dropped == 0)
            {
                bench.NowMicroseconds += 1000;
                if (bench.Queue(EventKind.SelfTestChanged, -1, 0))
                {
                    raised++;
                }

                bench.Turn();
            }

            Assert.InRange(raised, 100, 1000);
            _link.Reachable = true;
            bench.Turn(300);
            Assert.Equal(raised, _link.On("event").Select(e => e.GetProperty("seq").GetInt64()).Distinct().Count());
            Assert.Equal(1, _link.On("state").Last().GetProperty("dropped").GetProperty("events").GetInt64());
            AssertChain();
        }

        [Fact]
        public void The_chain_of_durable_records_has_no_gap()
        {
            ReportBench bench = new(_link);
            Random random = new(7);
            _link.Window = 3;
            for (int i = 0; i < 3000; i++)
            {
                if (random.Next(10) == 0)
                {
                    int fault = random.Next(FaultId.Count);
                    if (random.Next(2) == 0)
                    {
                        bench.Raise(fault, FaultLevel.Warning, GuardState.Warning);
                    }
                    else
                    {
                        bench.Clear(fault, GuardState.Normal);
                    }
                }

                if (random.Next(100) == 0)
                {
                    _link.Lose(random.Next(2) == 0);
                }

                _link.ConfirmAtOnce = random.Next(3) > 0;
                _link.Reachable |= random.Next(20) == 0;
                bench.Turn();
            }

            _link.Reachable = true;
            _link.ConfirmAtOnce = true;
            _link.Lose(true);
            bench.Turn(300);
            Assert.Equal(0, bench.Job.Backlog);
            Assert.True(bench.Job.Connections > 10);
            AssertChain();
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
            foreach (Sample sample in new[] { bench.Snapshot.CellMicrovolts, bench.Snapshot.CurrentNanoamperes, bench.Snapshot.SenseMicrovolts, bench.Snapshot.CellMillicelsius })
            {
                sample.Value = long.MinValue;
            }

            bench.Publish();
            bench.Queue(EventKind.FaultRaised, FaultId.OverCurrentDischarge, FaultLevel.Advisory);
            bench.Turn();
            Assert.Equal(27, ReportBench.Names(_link.On("alarm").Single().GetProperty("latched")).Length);
            Assert.Equal(27, ReportBench.Names(_link.On("state").Single().GetProperty("active")).Length);
            Assert.Equal(-9223372036854.775808m, _link.On("event").Single().GetProperty("voltage_v").GetDecimal());
            Assert.Equal(new string('\u20AC', 100), _link.On("info").Single().GetProperty("board_problem").GetString());
            Assert.Equal(0, bench.Job.TelemetryDropped);
        }

        [Fact]
        public void Attempts_back_off_differ_between_devices_and_stay_below_eight_seconds()
        {
            HashSet<long> secondWaits = [];
            foreach (string id in new[] { "a", "b", "cell-1", "cell-2" })
            {
                FakeLink link = new() { Reachable = false };
                ReportBench bench = new(link, s => s.DeviceId = id);
                List<long> at = [];
                for (int i = 0; i < 3000; i++)
                {
                    int before = link.Attempts;
                    bench.NowMicroseconds += 20_000;
                    bench.Job.Run();
                    if (link.Attempts != before)
                    {
                        at.Add(bench.NowMicroseconds);
                    }
                }

                long[] waits = at.Zip(at.Skip(1), (a, b) => b - a).ToArray();
                Assert.InRange(waits[0], 375_000, 645_000);
                Assert.InRange(waits.Max(), 4_500_000, 7_600_000);
                Assert.All(waits.Skip(4), w => Assert.InRange(w, 4_500_000, 7_600_000));
                secondWaits.Add(waits[5]);
            }

            Assert.True(secondWaits.Count >= 3);
        }

        [Fact]
        public void Without_network_nobody_asks_for_the_broker()
        {
            ReportBench bench = new(_link) { NetworkAvailable = false };
            bench.Turn(100);
            Assert.Equal(0, _link.Attempts);
            bench.NetworkAvailable = true;
            bench.Turn(100);
            Assert.Equal(1, _link.Attempts);
        }

        [Fact]
        public void Without_a_broker_in_the_settings_nothing_happens()
        {
            ReportBench bench = new(_link, s => s.MqttHost = "");
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(100);
            Assert.Equal(0, _link.Attempts);
            Assert.Equal(0, bench.Job.Backlog);
        }

        [Fact]
        public void The_alarm_message_is_told_again_after_every_connection()
        {
            ReportBench bench = new(_link);
            bench.Turn(10);
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(10);
            _link.Lose(true);
            _link.Messages.Clear();
            bench.Turn(100);
            JsonElement alarm = _link.On("alarm").Single();
            Assert.Equal("tripped", alarm.GetProperty("state").GetString());
            Assert.Equal(2000, alarm.GetProperty("since_up_ms").GetInt64());
        }

        [Theory]
        [InlineData("acknowledge", "{\"id\":\"a1\"}", "acknowledge", "a1", "commands cannot be authenticated yet")]
        [InlineData("reboot", "{\"x\":{\"id\":\"no\"},\"id\":\"yes\"}", "reboot", "yes", "commands cannot be authenticated yet")]
        [InlineData("reboot", "", "reboot", null, "commands cannot be authenticated yet")]
        [InlineData("arm", "{\"id\":7}", "", null, "unknown command")]
        [InlineData("a/b", "[[[[[[[[[[[[[[[", "", null, "unknown command")]
        public void Commands_are_refused_with_the_reason(string command, string payload, string name, string id, string reason)
        {
            ReportBench bench = new(_link);
            bench.Turn();
            _link.Inbound.Enqueue(new MqttInbound { Topic = ReportBench.Root + "cmd/" + command, Payload = Encoding.UTF8.GetBytes(payload) });
            bench.Turn();

            JsonElement ack = _link.On("ack").Single();
            Assert.False(ack.GetProperty("accepted").GetBoolean());
            Assert.Equal(reason, ack.GetProperty("reason").GetString());
            Assert.Equal(name, ack.GetProperty("command").GetString());
            Assert.Equal(id, ack.TryGetProperty("id", out JsonElement value) ? value.GetString() : null);
        }

        [Fact]
        public void A_retained_command_is_no_command_and_hostile_ones_harm_nothing()
        {
            ReportBench bench = new(_link);
            bench.Turn();
            _link.Inbound.Enqueue(new MqttInbound { Topic = ReportBench.Root + "cmd/acknowledge", Payload = [], Retained = true });
            bench.Turn();
            Assert.Empty(_link.On("ack"));

            Random random = new(11);
            for (int i = 0; i < 20_000; i++)
            {
                byte[] payload = new byte[random.Next(200)];
                random.NextBytes(payload);
                if (payload.Length > 10 && i % 2 == 0)
                {
                    Encoding.ASCII.GetBytes("{\"id\":\"").CopyTo(payload, 0);
                }

                _link.Inbound.Enqueue(new MqttInbound { Topic = ReportBench.Root + "cmd/reboot", Payload = payload });
                if (i % 2 == 1)
                {
                    bench.Turn();
                }
            }

            Assert.Equal(20_000, _link.On("ack").Count());
            Assert.All(_link.On("ack"), ack => Assert.False(ack.GetProperty("accepted").GetBoolean()));
        }

        [Fact]
        public void Home_assistants_birth_repeats_the_discovery()
        {
            ReportBench bench = new(_link);
            bench.Turn();
            _link.Messages.Clear();
            _link.Inbound.Enqueue(new MqttInbound { Topic = "homeassistant/status", Payload = Encoding.UTF8.GetBytes("online") });
            bench.Turn(2);
            Assert.Single(_link.Messages, m => m.Topic == "homeassistant/device/cell-7/config");
            Assert.DoesNotContain(_link.Messages, m => m.Topic.EndsWith("/status", StringComparison.Ordinal));
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

        private string[] Durable()
        {
            return _link.Messages
                .Where(m => m.Topic == ReportBench.Root + "event" || m.Topic == ReportBench.Root + "alarm")
                .Select(m => m.Payload)
                .ToArray();
        }

        /// <summary>Every record unique by its number, and each names the one before it.</summary>
        private void AssertChain()
        {
            Dictionary<long, string> bySeq = [];
            foreach (string payload in Durable())
            {
                long seq = ReportBench.Parse(payload).GetProperty("seq").GetInt64();
                Assert.True(bySeq.TryAdd(seq, payload) || bySeq[seq] == payload, "one number, two records");
            }

            long before = 0;
            foreach ((long seq, string payload) in bySeq.OrderBy(p => p.Key))
            {
                Assert.Equal(before, ReportBench.Parse(payload).GetProperty("after").GetInt64());
                before = seq;
            }
        }
    }
}
