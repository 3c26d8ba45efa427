using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.Hal;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>Commands: refused, with the reason, and harmless.</summary>
    public class CommandTests
    {
        private readonly FakeLink _link = new();

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
    }
}
