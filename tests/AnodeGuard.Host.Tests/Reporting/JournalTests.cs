using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>Events and alarms outlive a power cut: what was stored and not confirmed is sent by the next start, as it was.</summary>
    public class JournalTests
    {
        private const int FirstBoot = 42;

        // The record of an event, that of its alarm message, and the index behind each.
        private const int BytesOfAnEvent = 700;

        private FakeLink _link = new();

        [Fact]
        public void What_was_not_confirmed_is_sent_by_the_next_start_as_it_was()
        {
            ReportBench bench = Started();
            _link.ConfirmAtOnce = false;
            for (int fault = 0; fault < 4; fault++)
            {
                bench.Raise(fault, FaultLevel.Warning, GuardState.Warning);
                bench.Turn();
            }

            bench.Turn(60);
            Assert.Equal(0, bench.Job.Unstored);
            string[] sent = Durable(FirstBoot).TakeLast(8).ToArray();
            Restart(bench);
            bench.Turn(80);

            Assert.Equal(sent, Durable(FirstBoot));
            int lastOld = _link.Messages.FindLastIndex(m => BootOf(m) == FirstBoot);
            int firstNew = _link.Messages.FindIndex(m => BootOf(m) == FirstBoot + 1 && IsDurable(m));
            Assert.True(firstNew > lastOld, "a record of this start overtook one of the start before");
            Assert.All(_link.Messages.Where(m => BootOf(m) == FirstBoot), m => Assert.False(m.Retained));
            Assert.True(_link.Messages[firstNew].Retained);
            Assert.Equal(0, bench.Job.Backlog);
        }

        [Fact]
        public void What_was_confirmed_is_not_sent_again()
        {
            ReportBench bench = Started();
            _link.Reachable = false;
            _link.Disconnect();
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(20);
            Assert.Equal(0, bench.Job.Unstored - Telemetry(bench));
            _link.Reachable = true;
            bench.Turn(100);
            Assert.Equal(0, bench.Job.Backlog);

            Restart(bench);
            bench.Turn(60);
            Assert.Empty(Durable(FirstBoot));
            Assert.Equal(0, Dropped());
        }

        [Fact]
        public void A_confirmation_without_its_note_costs_a_second_copy_and_nothing_else()
        {
            ReportBench bench = Started();
            _link.ConfirmAtOnce = false;
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(20);
            string[] sent = Durable(FirstBoot).TakeLast(2).ToArray();
            bench.Fram.BytesUntilCut = 5;
            _link.Release();
            bench.Turn(5);
            Assert.True(bench.Fram.IsCut);

            Restart(bench);
            bench.Turn(60);
            Assert.Equal(sent, Durable(FirstBoot));
        }

        [Fact]
        public void The_supply_fails_at_any_byte_of_a_record()
        {
            int whole = 0;
            for (int cut = 0; cut <= BytesOfAnEvent; cut++)
            {
                _link = new FakeLink();
                ReportBench bench = Started();
                _link.ConfirmAtOnce = false;
                bench.Raise(FaultId.OverVoltage, FaultLevel.Warning, GuardState.Warning);
                bench.Turn(20);
                Assert.Equal(0, bench.Job.Unstored);
                string[] before = Durable(FirstBoot).TakeLast(2).ToArray();

                bench.Fram.BytesUntilCut = cut;
                bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
                bench.Turn(20);
                string[] all = Durable(FirstBoot).TakeLast(4).ToArray();
                int stored = 4 - bench.Job.Unstored;

                Restart(bench);
                bench.Turn(60);
                string[] again = Durable(FirstBoot).ToArray();
                Assert.Equal(all.Take(again.Length), again);
                Assert.InRange(again.Length, Math.Max(stored, 2), 4);
                Assert.Equal(before, again.Take(2));
                Assert.Equal(0, Dropped());
                whole += again.Length == 4 ? 1 : 0;
            }

            // The last bytes cut nothing: the range reaches over both records.
            Assert.InRange(whole, 1, BytesOfAnEvent / 2);
        }

        [Fact]
        public void Cuts_losses_and_refusals_at_random_leave_no_hole()
        {
            Random random = new(11);
            ReportBench bench = Started();
            Dictionary<long, int> safe = [];
            int raised = 0;
            for (int i = 0; i < 6000; i++)
            {
                Happen(bench, random, ref raised);
                bench.Turn();
                if (random.Next(60) == 0)
                {
                    bench.Fram.BytesUntilCut = random.Next(0, 3000);
                }

                if (bench.Fram.IsCut)
                {
                    safe[bench.Identity.Boot] = raised - bench.Job.Unstored;
                    raised = 0;
                    PowerCut(bench);
                }
            }

            _link.Lose(true);
            _link.ConfirmAtOnce = true;
            bench.Fram.BytesUntilCut = int.MaxValue;
            bench.Turn(2000);
            Assert.Equal(0, bench.Job.Backlog);
            Assert.InRange(safe.Count, 30, 1000);
            Assert.All(_link.On("state"), state => Assert.Equal(0, state.GetProperty("dropped").GetProperty("stored").GetInt64()));
            foreach ((long boot, int events) in safe)
            {
                JsonElement[] records = Durable(boot).Distinct().Select(ReportBench.Parse).ToArray();
                HashSet<long> known = records.Select(Seq).ToHashSet();
                Assert.Equal(known.Count, records.Length);
                Assert.InRange(records.Count(r => r.TryGetProperty("event", out _)), Math.Max(events, 0), int.MaxValue);
                Assert.All(records, r => Assert.True(r.GetProperty("after").GetInt64() == 0 || known.Contains(r.GetProperty("after").GetInt64())));
            }
        }

        [Fact]
        public void A_full_ring_loses_its_oldest_and_says_how_many()
        {
            ReportBench bench = Started();
            _link.Window = 1000;
            List<string> written = [];
            while (written.Count < JournalRoom.EventRecords + 100)
            {
                _link.Reachable = true;
                _link.ConfirmAtOnce = false;
                bench.Turn(20);
                for (int i = 0; i < 12; i++)
                {
                    bench.NowMicroseconds += 1000;
                    bench.Queue(EventKind.SelfTestChanged, -1, 0);
                    bench.Turn(5);
                }

                bench.Turn(40);
                written.AddRange(Durable(bench.Identity.Boot));
                Restart(bench);
                _link.Reachable = false;
            }

            _link.Reachable = true;
            bench.Turn(3000);
            Assert.Equal(0, bench.Job.Backlog);
            string[] delivered = _link.Messages.Where(m => IsDurable(m) && BootOf(m) < bench.Identity.Boot).Select(m => m.Payload).Distinct().ToArray();
            Assert.Equal(written.TakeLast(delivered.Length), delivered);
            Assert.InRange(delivered.Length, 150, JournalRoom.EventRecords);
            Assert.InRange(Dropped(), 1, written.Count);
        }

        [Fact]
        public void A_damaged_record_costs_itself_and_a_damaged_head_what_lies_behind_it()
        {
            for (int head = 0; head < 2; head++)
            {
                _link = new FakeLink();
                ReportBench bench = Started();
                _link.ConfirmAtOnce = false;
                for (int i = 0; i < 5; i++)
                {
                    bench.Queue(EventKind.SelfTestChanged, -1, 0);
                    bench.Turn(20);
                }

                string[] sent = Durable(FirstBoot).TakeLast(5).ToArray();
                int second = Find(bench.Fram.Bytes, sent[1]);
                bench.Fram.Bytes[head == 1 ? second - JournalRecord.HeadSize + 2 : second + 20] ^= 0x10;
                Restart(bench);
                bench.Turn(100);
                Assert.Equal(head == 1 ? sent[..1] : [sent[0], .. sent[2..]], Durable(FirstBoot));
                Assert.Equal(head == 1 ? 4 : 1, Dropped());

                // And the ring goes on.
                _link.ConfirmAtOnce = false;
                bench.Queue(EventKind.SelfTestChanged, -1, 0);
                bench.Turn(20);
                string last = Durable(FirstBoot + 1).Last();
                Restart(bench);
                bench.Turn(60);
                Assert.Equal([last], Durable(FirstBoot + 1));
                Assert.Equal(0, Dropped());
            }
        }

        [Fact]
        public void An_index_that_is_damaged_in_both_slots_is_told_and_one_slot_is_enough()
        {
            for (int slots = 1; slots <= 2; slots++)
            {
                _link = new FakeLink();
                ReportBench bench = Started();
                _link.ConfirmAtOnce = false;
                bench.Queue(EventKind.SelfTestChanged, -1, 0);
                bench.Turn(20);
                for (int slot = 0; slot < slots; slot++)
                {
                    // The older one first: it lies where the next write would go.
                    bench.Fram.Bytes[FramMap.JournalIndex + (Older(bench.Fram.Bytes) + slot) % 2 * JournalIndex.SlotSize + 9] ^= 1;
                }

                Restart(bench);
                bench.Turn(60);
                Assert.Equal(slots == 1 ? 1 : 0, Durable(FirstBoot).Count());
                Assert.Equal(slots - 1, Dropped());
            }
        }

        [Fact]
        public void A_memory_that_does_not_answer_keeps_nothing_from_the_broker()
        {
            ReportBench bench = new(_link) { };
            bench.Fram.Silent = true;
            bench.Reboot();
            bench.Turn(30);
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(5);
            Assert.Single(_link.On("event"));
            bench.Fram.Silent = false;
            _link.ConfirmAtOnce = false;
            bench.Queue(EventKind.SelfTestChanged, -1, 0);
            bench.Turn(20);
            string last = Durable(bench.Identity.Boot).Last();
            Restart(bench);
            bench.Turn(60);
            Assert.Contains(last, Durable(bench.Identity.Boot - 1));
        }

        [Fact]
        public void A_start_that_does_not_know_its_number_stores_nothing()
        {
            ReportBench bench = new(_link);
            bench.Identity.Boot = -1;
            bench.Reboot();
            _link.ConfirmAtOnce = false;
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(40);
            Assert.Single(_link.On("event"));
            Assert.All(bench.Fram.Bytes.Skip(FramMap.JournalRing), stored => Assert.Equal(0, stored));
        }

        [Fact]
        public void An_attempt_to_connect_waits_for_events_on_their_way_and_not_for_ever()
        {
            ReportBench bench = new(_link);
            _link.Reachable = false;
            bench.Turn(30);
            for (int silent = 0; silent < 2; silent++)
            {
                bench.Fram.Silent = silent == 1;
                bench.Turn(80);
                bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
                long raised = bench.NowMicroseconds;
                int attempts = _link.Attempts;
                bool early = false;
                while (_link.Attempts == attempts)
                {
                    bench.Turn();
                    early |= _link.Attempts > attempts && bench.Job.Unstored > Telemetry(bench) && silent == 0;
                }

                Assert.False(early, "it went out before the event was stored");
                Assert.InRange(bench.NowMicroseconds - raised, 0, 10_000_000);
            }
        }

        private static void Happen(ReportBench bench, Random random, ref int raised)
        {
            FakeLink link = (FakeLink)bench.Mqtt;
            if (random.Next(12) == 0)
            {
                int fault = random.Next(FaultId.Count);
                raised++;
                if (random.Next(2) == 0)
                {
                    // Every other one goes into the ring of the alarms.
                    bool isAlarm = random.Next(2) == 0;
                    bench.Raise(fault, isAlarm ? FaultLevel.Alarm : FaultLevel.Warning, isAlarm ? GuardState.Tripped : GuardState.Warning);
                }
                else
                {
                    bench.Verdict.LatchedFaults = 0;
                    bench.Clear(fault, GuardState.Normal);
                }
            }

            if (random.Next(50) == 0)
            {
                link.Lose(random.Next(2) == 0);
            }

            link.ConfirmAtOnce = random.Next(3) > 0;
            link.Reachable |= random.Next(40) == 0;
        }

        private ReportBench Started()
        {
            ReportBench bench = new(_link);
            bench.Turn(20);
            Assert.Equal(0, bench.Job.Backlog);
            return bench;
        }

        /// <summary>The supply goes and comes back; what was sent so far is forgotten, so that what comes again shows.</summary>
        private void Restart(ReportBench bench)
        {
            _link.Messages.Clear();
            _link.ConfirmAtOnce = true;
            PowerCut(bench);
        }

        private static void PowerCut(ReportBench bench)
        {
            EventRecord lost = new();
            while (bench.Events.TryTake(lost))
            {
            }

            bench.Fram.BytesUntilCut = int.MaxValue;
            bench.Reboot();
        }

        private IEnumerable<string> Durable(long boot)
        {
            return _link.Messages.Where(m => IsDurable(m) && BootOf(m) == boot).Select(m => m.Payload);
        }

        private static bool IsDurable(FakeLink.Sent message)
        {
            return message.Topic is ReportBench.Root + "event" or ReportBench.Root + "alarm";
        }

        private static long BootOf(FakeLink.Sent message)
        {
            return message.Payload.StartsWith('{') && ReportBench.Parse(message.Payload).TryGetProperty("boot", out JsonElement boot) ? boot.GetInt64() : -1;
        }

        private static long Seq(JsonElement record)
        {
            return record.GetProperty("seq").GetInt64();
        }

        private static int Telemetry(ReportBench bench)
        {
            return bench.Job.Backlog - bench.Job.Durable;
        }

        private long Dropped()
        {
            return _link.On("state").Last().GetProperty("dropped").GetProperty("stored").GetInt64();
        }

        private static int Find(byte[] memory, string payload)
        {
            return memory.AsSpan().LastIndexOf(System.Text.Encoding.UTF8.GetBytes(payload));
        }

        private static int Older(byte[] memory)
        {
            uint first = BitConverter.ToUInt32(memory, FramMap.JournalIndex + 4);
            uint second = BitConverter.ToUInt32(memory, FramMap.JournalIndex + JournalIndex.SlotSize + 4);
            return first < second ? 0 : 1;
        }
    }
}
