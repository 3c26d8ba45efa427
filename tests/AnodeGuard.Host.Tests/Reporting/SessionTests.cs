using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>Connecting, greeting and coming back, in virtual time.</summary>
    public class SessionTests
    {
        private readonly FakeLink _link = new();

        [Fact]
        public void The_greeting_comes_first_and_in_order()
        {
            ReportBench bench = new(_link);
            bench.Turn();

            Assert.Equal(
                [ReportBench.Root + "status", ReportBench.Root + "info", "homeassistant/device/lab__cell-7/config"],
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
        public void A_fault_does_not_wait_for_the_end_of_a_long_period()
        {
            ReportBench bench = new(_link, s => s.ReportPeriodMicroseconds = 3_600_000_000);
            bench.Turn(20);
            Assert.Single(_link.On("state"));

            bench.Raise(FaultId.DepletionNear, FaultLevel.Warning, GuardState.Warning);
            bench.Turn(10);
            Assert.Equal(1 + 5, _link.On("state").Count());
            bench.Clear(FaultId.DepletionNear, GuardState.Normal);
            bench.Turn(100);
            Assert.Equal(1 + 5 + 1, _link.On("state").Count());
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
                    bench.RunJob();
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

        /// <summary>Virtual time; the broker is away for up to two minutes, with events now and then.</summary>
        [Fact]
        public void A_thousand_reconnects_come_within_ten_seconds_and_leave_the_heap_flat()
        {
            ReportBench bench = new(_link);
            bench.Turn(100);
            Random random = new(1000);
            long longest = 0;
            long settled = 0;
            for (int i = 0; i < 1000; i++)
            {
                _link.Lose(false);
                bench.Turn(random.Next(1, 1200));
                if (random.Next(3) == 0)
                {
                    bench.Raise(random.Next(FaultId.Count), FaultLevel.Warning, GuardState.Warning);
                }

                _link.Reachable = true;
                long back = bench.NowMicroseconds;
                int before = bench.Job.Connections;
                while (bench.Job.Connections == before && bench.NowMicroseconds - back < 20_000_000)
                {
                    bench.Turn();
                }

                longest = Math.Max(longest, bench.NowMicroseconds - back);
                bench.Turn(random.Next(1, 200));
                _link.Messages.Clear();
                _link.Subscriptions.Clear();
                settled = i == 200 ? Heap(bench) : settled;
            }

            bench.Turn(100);
            Assert.Equal(0, bench.Job.Backlog);
            Assert.Equal(1001, bench.Job.Connections);
            Assert.InRange(longest, 5_000_000, 10_000_000);
            Assert.InRange(Heap(bench) - settled, -4096, 4096);
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

        [Fact]
        public void Home_assistants_birth_repeats_the_discovery()
        {
            ReportBench bench = new(_link);
            bench.Turn();
            _link.Messages.Clear();
            _link.Inbound.Enqueue(new MqttInbound { Topic = "homeassistant/status", Payload = Encoding.UTF8.GetBytes("online") });
            bench.Turn(2);
            Assert.Single(_link.Messages, m => m.Topic == "homeassistant/device/lab__cell-7/config");
            Assert.DoesNotContain(_link.Messages, m => m.Topic.EndsWith("/status", StringComparison.Ordinal));
        }

        /// <summary>Without the drivers: another test may load their assembly meanwhile, and its static fields would count as growth.</summary>
        private static long Heap(ReportBench bench)
        {
            Dictionary<string, long> heap = Benchmarks.HeapEstimate.Of(bench.Job).ByAssembly;
            return heap["AnodeGuard.App"] + heap["AnodeGuard.Core"] + heap["AnodeGuard.Hal"];
        }
    }
}
