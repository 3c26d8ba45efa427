using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Timing;
using Xunit;

namespace AnodeGuard.Host.Tests.Safety
{
    /// <summary>The firmware's own figures on the emulated board, where native calls take time and managed code takes none.</summary>
    public class TurnTimingOnBoardTests
    {
        [Fact]
        public void Turns_of_a_healthy_board_are_short_and_none_is_late()
        {
            JsonElement turn = Report(_ => { });

            Assert.InRange(turn.GetProperty("max_us").GetInt32(), 1, SafetyLoop.PeriodMicroseconds / 2);
            Assert.InRange(turn.GetProperty("p99_us").GetInt32(), 1, turn.GetProperty("max_us").GetInt32());
            Assert.Equal(0, turn.GetProperty("late").GetInt32());
        }

        [Fact]
        public void A_slow_bus_is_seen_as_long_and_late_turns()
        {
            JsonElement turn = Report(faults => faults.DelayTransfers(10_000));

            Assert.InRange(turn.GetProperty("max_us").GetInt32(), 30_000, int.MaxValue);
            Assert.InRange(turn.GetProperty("late").GetInt32(), 10, int.MaxValue);
        }

        /// <summary>A call of another thread holds everybody up behind a turn, which takes some milliseconds: the next one begins so much later.</summary>
        [Theory]
        [InlineData(5_000, 0)]
        [InlineData(31_000, 5)]
        public void A_turn_that_begins_half_a_period_late_is_counted_once(int heldUp, int late)
        {
            using ThreadedBoard board = new();
            int calls = 0;
            board.RunFor(2 * VirtualClock.Second);
            board.HoldUp = () => ++calls % 10 == 0 && calls <= 50 ? heldUp : 0;
            board.RunFor(8 * VirtualClock.Second);

            Assert.Equal(late, Turn(board.Link).GetProperty("late").GetInt32());
        }

        private static JsonElement Report(Action<MachineFaults> disturb)
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = 3 });
            JsonNode settings = JsonNode.Parse(setup.SettingsJson);
            settings["mqtt"] = new JsonObject { ["host"] = "127.0.0.1", ["tls"] = false };
            setup.SettingsJson = settings.ToJsonString();
            EmulatedMachine machine = new EmulatedMachine(setup);
            machine.Faults.At(20 * VirtualClock.Second, disturb);
            FakeLink link = new FakeLink();
            using (machine.Bind())
            {
                Application application = new Application(machine.CreateBoard(link), null);
                application.Start();
                Assert.Null(application.SettingsProblem);
                machine.RunUntil(60 * VirtualClock.Second, default);
            }

            return Turn(link);
        }

        private static JsonElement Turn(FakeLink link)
        {
            string state = link.Messages.Last(message => message.Topic.EndsWith("/state", StringComparison.Ordinal)).Payload;
            return ReportBench.Parse(state).GetProperty("turn");
        }
    }
}
