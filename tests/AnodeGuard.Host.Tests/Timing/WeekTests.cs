using System.IO;
using AnodeGuard.Benchmarks;
using AnodeGuard.Cli.Verify;
using Xunit;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>
    /// Hours with a network that comes and goes; `dotnet run -c Release --project tests/AnodeGuard.Benchmarks week` runs seven
    /// days of it.
    /// </summary>
    [Collection(AloneCollection.Name)]
    public class WeekTests
    {
        [Fact]
        public void A_flapping_network_loses_no_alarm_and_leaves_nothing_waiting()
        {
            string path = Path.GetTempFileName();
            WeekRun run = new WeekRun(2);
            using (run.Capture = File.Create(path))
            {
                run.Run(0.4, 1);
            }

            Completeness found = WeekBenchmark.Verify(path);
            File.Delete(path);

            Assert.True(run.Losses > 50 && run.Contacts > 2, run.Losses + " losses, " + run.Contacts + " contacts");
            Assert.Equal(run.Contacts, run.Raised);
            Assert.Equal(run.Raised, run.Delivered);
            Assert.Equal(0, run.Broken);

            // Confirmations were lost with the link, so alarms came twice: each counts once.
            Assert.InRange(run.Repeated, 1, run.Durable);
            BootLedger heard = Assert.Single(Assert.Single(found.Devices).Boots);
            Assert.True(found.IsComplete);
            Assert.Equal(run.Repeated, heard.Repeated);
            Assert.Equal(run.Durable, heard.Events + heard.Alarms);
            Assert.Equal(0, run.Resets);
            Assert.Equal(0, run.BacklogAtEnd);
            Assert.InRange(run.LargestBacklog, 1, 192 + 32);

            // A self-test that the chip's slowness left undecided would be told every few seconds.
            Assert.InRange(run.Durable, 10 * run.Contacts, 60 * run.Contacts);
        }

        [Fact]
        public void Two_halves_of_a_run_leave_the_heap_as_it_was()
        {
            WeekRun run = new WeekRun(3);
            run.Run(0.5, 4);

            Assert.Equal(4, run.Heap.Count);
            Assert.InRange(run.Heap[3] - run.Heap[1], long.MinValue, 64 * 1024);
        }
    }
}
