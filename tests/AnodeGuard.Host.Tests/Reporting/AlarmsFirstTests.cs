using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>Where room is short, in FRAM or in memory, events give way and alarms stay.</summary>
    public class AlarmsFirstTests
    {
        private readonly HashSet<string> _seen = [];
        private long _toldLost;
        private FakeLink _link = new() { Window = 1000 };

        [Fact]
        public void No_number_of_events_pushes_an_alarm_out_of_the_memory()
        {
            ReportBench bench = Started();
            string[] trips = Trips(bench, 9);
            Assert.Equal(18, trips.Length);
            int events = 0;
            while (events < JournalRoom.EventRecords + 100)
            {
                Restart(bench);
                events += Other(bench, 60);
            }

            string[] delivered = DeliverOld(bench);
            Assert.Empty(trips.Except(delivered));

            // Of the others the oldest are gone, and each of them is counted.
            string[] lost = _seen.Except(delivered).Where(text => Boot(text) < bench.Identity.Boot).ToArray();
            Assert.InRange(lost.Length, 100, events);
            Assert.Equal(lost.Length, _toldLost + Dropped("stored"));
            Assert.Equal(lost, InTheirOrder([.. _seen.Except(trips)]).Take(lost.Length));
            Assert.Equal(delivered, InTheirOrder(delivered));
        }

        /// <summary>Alarms that find their own ring full go where the others are: the first and the last are there.</summary>
        [Fact]
        public void More_alarms_than_have_a_ring_of_their_own_are_kept_too()
        {
            ReportBench bench = Started();
            List<string> trips = [.. Trips(bench, 40)];
            for (int i = 0; i < 2; i++)
            {
                Restart(bench);
                trips.AddRange(Trips(bench, 40));
            }

            Assert.InRange(trips.Sum(one => one.Length + JournalRecord.Overhead), 3 * JournalRoom.AlarmBytes, JournalRoom.EventBytes);
            string[] delivered = DeliverOld(bench);
            Assert.Equal(trips, delivered.Intersect(trips));
            Assert.Equal(0, Dropped("stored"));
        }

        /// <summary>The broker is away, and the outbox is full of what is no alarm.</summary>
        [Fact]
        public void An_alarm_finds_room_where_nothing_else_does()
        {
            ReportBench bench = Started();
            _link.Reachable = false;
            _link.Disconnect();
            int queued = 0;
            for (int i = 0; i < 1000; i++)
            {
                bench.NowMicroseconds += 1000;
                queued += bench.Queue(EventKind.SelfTestChanged, -1, 0) ? 1 : 0;
                bench.Turn();
            }

            Assert.InRange(queued, 100, 300);
            for (int fault = 0; fault < 10; fault++)
            {
                bench.Raise(fault, FaultLevel.Alarm, GuardState.Tripped);
                bench.Turn(40);
            }

            // Everything that is an alarm is stored; what waited before it in the queue made way, and is counted.
            Assert.Equal(0, bench.Job.Unstored - bench.Job.Backlog + bench.Job.Durable);
            _link.Reachable = true;
            bench.Turn(300);
            JsonElement[] events = _link.On("event").ToArray();
            Assert.Equal(Enumerable.Range(0, 10).Select(fault => FaultTable.Rows[fault].Name), events.Where(one => one.TryGetProperty("fault", out _)).Select(one => one.GetProperty("fault").GetString()));
            Assert.Equal("tripped", _link.On("alarm").Last().GetProperty("state").GetString());
            Assert.Equal(1000 + 10, events.Length + Dropped("events"));
            Chain();
        }

        /// <summary>
        /// The ring of the alarms is full, and all of it is confirmed just before the next alarm: its place is one that the index
        /// in the memory still calls a record. The supply fails at any byte meanwhile.
        /// </summary>
        [Fact]
        public void What_the_index_still_speaks_of_is_not_written_over()
        {
            int written = 0;
            for (int cut = 1; cut < 2100; cut += 19)
            {
                _link = new FakeLink { Window = 1000 };
                ReportBench bench = Started();
                Trips(bench, 40);
                string[] before = _link.Messages.Where(IsDurable).Select(m => m.Payload).ToArray();
                bench.Fram.BytesUntilCut = cut;
                _link.Release();
                for (int fault = 0; fault < 3; fault++)
                {
                    // The first is on its way to the other ring when the confirmations come, the rest wait behind it.
                    bench.Raise(fault, FaultLevel.Alarm, GuardState.Tripped);
                }

                bench.Turn(40);
                written += bench.Fram.IsCut ? 0 : 1;
                string[] all = _link.Messages.Where(IsDurable).Select(m => m.Payload).ToArray();
                Assert.Equal(before.Length + 6, all.Length);

                string[] again = DeliverOld(bench).Where(text => Boot(text) < bench.Identity.Boot).ToArray();
                Assert.Equal(all.Skip(again.Length == 0 ? 0 : Array.IndexOf(all, again[0])).Take(again.Length), again);
                Assert.Equal(0, Dropped("stored"));
            }

            Assert.InRange(written, 1, 100);
        }

        private ReportBench Started()
        {
            _link.ConfirmAtOnce = true;
            _link.Reachable = true;
            ReportBench bench = new(_link);
            bench.Turn(20);
            Assert.Equal(0, bench.Job.Backlog);
            _link.ConfirmAtOnce = false;
            _link.Messages.Clear();
            return bench;
        }

        /// <summary>Trips that the broker hears and does not confirm, stored.</summary>
        private string[] Trips(ReportBench bench, int count)
        {
            int before = _link.Messages.Count;
            for (int i = 0; i < count; i++)
            {
                // Another fault each time, so that there is an alarm message behind each event.
                bench.Verdict.ActiveFaults = 0;
                bench.Verdict.LatchedFaults = 0;
                bench.Raise(i % FaultId.Count, FaultLevel.Alarm, GuardState.Tripped);
                bench.Turn(10);
            }

            bench.Turn(20);
            Assert.Equal(0, bench.Job.Unstored - bench.Job.Backlog + bench.Job.Durable);
            return _link.Messages.Skip(before).Where(IsDurable).Select(m => m.Payload).Where(text => Boot(text) == bench.Identity.Boot && text.Contains("\"tripped\"", StringComparison.Ordinal)).ToArray();
        }

        private static int Other(ReportBench bench, int count)
        {
            for (int i = 0; i < count; i++)
            {
                bench.Queue(EventKind.SelfTestChanged, -1, 0);
                bench.Turn(5);
            }

            bench.Turn(40);
            return count;
        }

        /// <summary>The supply goes and comes back, and the broker is still one that confirms nothing.</summary>
        private void Restart(ReportBench bench)
        {
            bench.Verdict.ActiveFaults = 0;
            bench.Verdict.LatchedFaults = 0;
            bench.Verdict.State = GuardState.Normal;
            bench.Fram.BytesUntilCut = int.MaxValue;
            _seen.UnionWith(_link.Messages.Where(IsDurable).Select(m => m.Payload));
            _toldLost += _link.On("state").Any() ? Dropped("stored") : 0;
            _link.Disconnect();
            _link.Messages.Clear();
            bench.Reboot();
            bench.Turn(60);
        }

        /// <summary>A last start, to which the broker confirms everything: what earlier ones left, each once, as it came.</summary>
        private string[] DeliverOld(ReportBench bench)
        {
            Restart(bench);
            _link.Messages.Clear();
            _link.ConfirmAtOnce = true;
            _link.Lose(true);
            bench.Turn(3000);
            Assert.Equal(0, bench.Job.Backlog);
            return _link.Messages.Where(IsDurable).Select(m => m.Payload).Where(text => Boot(text) < bench.Identity.Boot).Distinct().ToArray();
        }

        private static string[] InTheirOrder(string[] records)
        {
            return records.OrderBy(Boot).ThenBy(text => ReportBench.Parse(text).GetProperty("seq").GetInt64()).ToArray();
        }

        private static long Boot(string record)
        {
            return ReportBench.Parse(record).GetProperty("boot").GetInt64();
        }

        private static bool IsDurable(FakeLink.Sent message)
        {
            return message.Topic is ReportBench.Root + "event" or ReportBench.Root + "alarm";
        }

        private long Dropped(string kind)
        {
            return _link.On("state").Last().GetProperty("dropped").GetProperty(kind).GetInt64();
        }

        private void Chain()
        {
            long before = 0;
            JsonElement[] records = _link.Messages.Where(IsDurable).Select(m => m.Payload).Distinct().Select(ReportBench.Parse).ToArray();
            foreach (JsonElement record in records.OrderBy(one => one.GetProperty("seq").GetInt64()).SkipWhile(one => one.GetProperty("after").GetInt64() == 0))
            {
                Assert.True(before == 0 || before == record.GetProperty("after").GetInt64());
                before = record.GetProperty("seq").GetInt64();
            }
        }
    }
}
