using System.Linq;
using System.Text.Json;
using AnodeGuard.Host.Tests.Mqtt;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>`emulate --broker` against a real mosquitto, watched by an independent client.</summary>
    public class EmulateWithBrokerTests
    {
        [Fact]
        public void At_full_speed_nothing_is_lost_and_nothing_is_changed()
        {
            string[] arguments = { "emulate", "--scenario", "dendrite-contact", "--no-comparator", "--duration", "200", "--json" };
            CliRun alone = CliRun.InProcess(arguments);
            using (Mosquitto broker = new Mosquitto())
            using (Subscriber subscriber = new Subscriber(broker.Port))
            {
                CliRun told = CliRun.InProcess(arguments.Append("--broker").Append("127.0.0.1:" + broker.Port).ToArray());
                Assert.Equal(string.Empty, told.Error);
                Assert.Equal(alone.Output, told.Output);

                const string Base = "anodeguard/emulated/dendrite-contact/";
                subscriber.WaitFor(message => message.Topic == Base + "status" && message.Payload.Contains("offline"));
                foreach (string topic in new[] { "status", "info", "state", "alarm", "event" })
                {
                    Assert.Contains(subscriber.Messages, message => message.Topic == Base + topic);
                }

                Received info = subscriber.Messages.First(message => message.Topic == Base + "info");
                Assert.Equal(AnodeGuard.Cli.ProductVersion.CoreHash, JsonDocument.Parse(info.Payload).RootElement.GetProperty("core").GetString());

                string[] reported = subscriber.Messages.Where(message => message.Topic == Base + "event")
                    .Select(message => JsonDocument.Parse(message.Payload).RootElement)
                    .Where(payload => payload.TryGetProperty("fault", out JsonElement fault) && fault.ValueKind == JsonValueKind.String)
                    .Select(payload => payload.GetProperty("fault").GetString()).ToArray();
                string[] printed = told.Json.Where(line => line.TryGetProperty("fault", out _)).Select(line => line.GetProperty("fault").GetString()).ToArray();
                Assert.Equal(printed, reported);
            }
        }
    }
}
