using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>What is kept while the broker is away, what gives way, and in which order it goes out.</summary>
    public class OutboxTests
    {
        private readonly FakeLink _link = new();

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
            Assert.InRange(bench.Job.Backlog, 10, 60);
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

        private string[] Durable()
        {
            return _link.Messages
                .Where(m => m.Topic == ReportBench.Root + "event" || m.Topic == ReportBench.Root + "alarm")
                .Select(m => m.Payload)
                .ToArray();
        }

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
