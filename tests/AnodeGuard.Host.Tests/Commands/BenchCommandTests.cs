using System.Text.Json;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>Calibration and commissioning by command, from the message to the reading.</summary>
    public class BenchCommandTests
    {
        [Fact]
        public void A_thermometer_that_is_off_reads_true_after_its_point()
        {
            using CommandBoard board = new CommandBoard();
            board.Run(20);
            double before = board.Last("state").GetProperty("temperature_c").GetDouble();
            JsonElement begun = board.Send("calibrate", Point("cell-temperature", "high", before + 1.25));
            Assert.True(begun.GetProperty("result").GetProperty("busy").GetBoolean(), begun.GetRawText());

            // A reading every 0.4 s, fifty of them.
            board.Run(25);

            JsonElement status = board.Send("calibrate").GetProperty("result");
            Assert.Equal("calibrated", status.GetProperty("last").GetString());
            Assert.Equal(1.25, status.GetProperty("cell-temperature").GetProperty("offset_c").GetDouble(), 0.05);
            board.Run(2);
            Assert.Equal(before + 1.25, board.Last("state").GetProperty("temperature_c").GetDouble(), 0.1);

            board.Machine.Faults.CutPower();
            Assert.Equal(RunEnd.Reset, board.Run(1));
            board.Machine.Restart();
            board.Start();
            board.Run(10);
            Assert.Equal(before + 1.25, board.Last("state").GetProperty("temperature_c").GetDouble(), 0.1);
        }

        [Theory]
        [InlineData("{\"quantity\":\"weight\",\"point\":\"low\",\"true_value\":1}", "quantity: accepted: sense, cell, cell-bipolar, current, cell-temperature")]
        [InlineData("{\"quantity\":\"sense\",\"point\":\"middle\",\"true_value\":1}", "point: accepted: low, high (the only one where one is enough)")]
        [InlineData("{\"quantity\":\"sense\",\"point\":\"low\",\"true_value\":3.6}", "true_value: accepted: 0 to 3.5")]
        [InlineData("{\"quantity\":\"current\",\"point\":\"low\"}", "true_value: accepted: -5 to 5")]
        [InlineData("{\"quantity\":\"sense\",\"point\":\"low\",\"true_value\":\"1\"}", "true_value: not one number")]
        [InlineData("{\"quantity\":\"sense\",\"point\":\"high\",\"true_value\":1}", "the low point comes first")]
        public void What_cannot_be_calibrated_is_refused_by_name(string arguments, string reason)
        {
            using CommandBoard board = new CommandBoard();
            board.Run(2);
            Assert.Equal(reason, board.Send("calibrate", arguments).GetProperty("reason").GetString());
        }

        [Fact]
        public void The_commissioning_tells_its_steps_and_holds_the_switch_open()
        {
            using CommandBoard board = new CommandBoard();
            board.Arm();
            Assert.Equal("no commissioning is running", board.Send("commission", "{\"action\":\"confirm\"}").GetProperty("reason").GetString());
            board.Accept("commission", "{\"action\":\"start\"}");
            board.Run(1);
            Assert.False(board.SwitchClosed);
            JsonElement status = board.Send("commission").GetProperty("result");
            Assert.Equal("settings", status.GetProperty("name").GetString());
            Assert.Equal(16, status.GetProperty("steps").GetInt32());
            Assert.True(status.GetProperty("needs_confirmation").GetBoolean());

            board.Accept("commission", "{\"action\":\"confirm\"}");
            board.Run(5);
            Assert.Equal("isolated", board.Send("commission").GetProperty("result").GetProperty("name").GetString());
            board.Accept("commission", "{\"action\":\"abort\"}");
            board.Run(5);
            Assert.False(board.Send("commission").GetProperty("result").GetProperty("running").GetBoolean());
            Assert.True(board.SwitchClosed);
            Assert.Equal("action: accepted: start, confirm, abort", board.Send("commission", "{\"action\":\"skip\"}").GetProperty("reason").GetString());
        }

        private static string Point(string quantity, string point, double value)
        {
            return JsonSerializer.Serialize(new { quantity, point, true_value = value });
        }
    }
}
