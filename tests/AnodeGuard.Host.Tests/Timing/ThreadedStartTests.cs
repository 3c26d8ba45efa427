using System.Linq;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>
    /// Start order and watchdog edges with <c>Esp32Scheduler</c> itself, in virtual time. The same start on the platform's interpreter, with its
    /// threads, is told of in firmware/README.md.
    /// </summary>
    public class ThreadedStartTests
    {
        [Fact]
        public void The_safety_loop_has_its_turn_before_anybody_reports_and_every_20_ms_from_then_on()
        {
            using ThreadedBoard board = new();
            board.RunFor(VirtualClock.Second / 2);
            Assert.StartsWith("Sab", board.Log);
            Assert.Contains("SSSS", board.Log);
            Assert.InRange(board.Log.Count(one => one == 'S'), 24, 26);
            Assert.InRange(board.Log.Count(one => one == 'a'), 4, 6);
            Assert.Equal(0, board.Failures);
        }

        [Fact]
        public void The_first_edge_comes_one_period_after_the_start_and_all_others_inside_the_window()
        {
            using ThreadedBoard board = new();
            board.RunFor(30 * VirtualClock.Second);
            Assert.InRange(board.Edges[0] - board.StartedMicroseconds, 1_080_000, 1_130_000);

            // The period is kept from the end of the acting stage; what comes between it and the edge differs by less than a millisecond.
            Assert.All(Gaps(board), gap => Assert.InRange(gap, 1_099_000, 1_130_000));
            Assert.InRange(board.Edges.Count, 26, 28);
            Assert.True(board.Machine.View.SwitchClosed);
            Assert.False(board.Machine.Bench.ResetRequested);
        }

        /// <summary>A native call that comes when it likes: the next turn kicks, and it is not too late for the fastest watchdog (1.36 s).</summary>
        [Fact]
        public void A_native_call_of_200_ms_in_every_report_leaves_the_edges_inside_the_window()
        {
            using ThreadedBoard board = new() { HoldUp = () => 200_000 };
            board.RunFor(30 * VirtualClock.Second);
            Assert.All(Gaps(board), gap => Assert.InRange(gap, 1_099_000, 1_359_999));
            Assert.True(Gaps(board).Max() > 1_130_000, "nobody was held up");
            Assert.False(board.Machine.Bench.ResetRequested);
            Assert.Equal(0, board.Failures);
        }

        private static long[] Gaps(ThreadedBoard board)
        {
            return board.Edges.Skip(1).Zip(board.Edges, (later, earlier) => later - earlier).ToArray();
        }
    }
}
