using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>What was taken is never taken again, whatever happens to the supply and to the memory.</summary>
    public class CommandCounterTests
    {
        private const int Record = 16;
        private readonly FakeLink _link = new();

        [Fact]
        public void The_supply_fails_at_any_byte_of_the_counters_write()
        {
            // Two records are written; a command acts only behind both.
            for (int cut = 0; cut <= 2 * Record; cut++)
            {
                FakeLink link = new();
                ReportBench bench = Started(link);
                Send(bench, link, 10);
                Assert.Equal(1, bench.Requests.Acknowledges);
                bench.Fram.BytesUntilCut = cut == 2 * Record ? int.MaxValue : cut;
                Send(bench, link, 11);
                int acted = bench.Requests.Acknowledges - 1;
                Assert.Equal(cut == 2 * Record ? 1 : 0, acted);

                bench.Fram.BytesUntilCut = int.MaxValue;
                bench.Reboot();
                bench.Turn(5);
                Send(bench, link, 10);
                Assert.Equal(1 + acted, bench.Requests.Acknowledges);
                Send(bench, link, 11);
                Assert.InRange(bench.Requests.Acknowledges, 1, 2);
                Send(bench, link, 11);
                Assert.InRange(bench.Requests.Acknowledges, 1, 2);
                Send(bench, link, 12);
                Assert.InRange(bench.Requests.Acknowledges, 2, 3);
            }
        }

        [Fact]
        public void One_bad_slot_makes_no_old_command_new()
        {
            for (int slot = 0; slot < 2; slot++)
            {
                FakeLink link = new();
                ReportBench bench = Started(link);
                Send(bench, link, 10);
                bench.Fram.Bytes[FramMap.CommandCounter + (slot * 32) + 5] ^= 4;
                bench.Reboot();
                bench.Turn(5);
                Send(bench, link, 10);
                Assert.Equal(1, bench.Requests.Acknowledges);
            }
        }

        [Fact]
        public void With_both_slots_bad_only_commands_made_after_that_was_found_are_new()
        {
            ReportBench bench = Started(_link);
            Send(bench, _link, 1_784_621_700_000);
            bench.Fram.Bytes[FramMap.CommandCounter + 5] ^= 4;
            bench.Fram.Bytes[FramMap.CommandCounter + 32 + 5] ^= 4;
            bench.Reboot();
            bench.Turn(5);
            string reason = Send(bench, _link, 1_784_621_700_000);
            Assert.Equal("the record of the counter is damaged, and the clock is not set", reason);

            bench.UnixAtZero = 1_784_621_800_000;
            Assert.NotNull(Send(bench, _link, 1_784_621_700_000));
            Assert.NotNull(Send(bench, _link, 1_784_621_700_001));
            Assert.Equal(1, bench.Requests.Acknowledges);
            Assert.Null(Send(bench, _link, bench.UnixAtZero + (bench.NowMicroseconds / 1000)));
            Assert.Equal(2, bench.Requests.Acknowledges);
        }

        [Fact]
        public void Without_the_memory_nothing_acts_and_with_it_the_same_command_may_be_sent_again()
        {
            ReportBench bench = Started(_link);
            bench.Fram.Silent = true;
            Assert.Equal("the memory of the counter does not answer", Send(bench, _link, 10));
            Assert.Equal(0, bench.Requests.Acknowledges);
            bench.Fram.Silent = false;
            Assert.Null(Send(bench, _link, 10));
            Assert.Equal(1, bench.Requests.Acknowledges);
            bench.Fram.Silent = true;
            Assert.NotNull(Send(bench, _link, 11));
            bench.Fram.Silent = false;
            Assert.NotNull(Send(bench, _link, 10));
            Assert.Equal(1, bench.Requests.Acknowledges);
        }

        private static ReportBench Started(FakeLink link)
        {
            ReportBench bench = new(link, settings => settings.CommandKey = Signed.KeyText);
            bench.Turn(5);
            return bench;
        }

        private static string Send(ReportBench bench, FakeLink link, long counter)
        {
            int before = link.On("ack").Count();
            link.Inbound.Enqueue(Signed.Command("acknowledge", counter));
            bench.Turn(20);
            return Assert.Single(link.On("ack").Skip(before)).TryGetProperty("reason", out System.Text.Json.JsonElement reason) ? reason.GetString() : null;
        }
    }
}
