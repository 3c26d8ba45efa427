using System;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using AnodeGuard.App;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Mqtt;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>From the chips' registers to the broker: the whole firmware on the emulated board.</summary>
    public class EmulatedBoardTests
    {
        private const string Root = "anodeguard/bench/e2e/";

        [Fact]
        public void A_dendrite_is_told_to_the_world()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port, "#", 0);
            MachineSetup setup = Scenarios.Get("dendrite-contact").Build(new ScenarioOptions { Seed = 7 });
            setup.SettingsJson = WithBroker(setup.SettingsJson, broker.Port);
            EmulatedMachine machine = new(setup);
            machine.WallClock.Set(new DateTime(2026, 7, 21, 8, 0, 0, DateTimeKind.Utc));
            using (machine.Bind())
            {
                IBoard board = machine.CreateBoard(new PatientMqttLink(new Esp32MqttLink(), TimeSpan.FromSeconds(10)));
                Application application = new(board, null);
                application.Start();
                Assert.Null(application.SettingsProblem);
                bool tripped = false;
                for (int minute = 1; minute <= 600 && !tripped; minute++)
                {
                    machine.RunUntil(minute * 60 * VirtualClock.Second, CancellationToken.None);
                    tripped = subscriber.Messages.Any(m => m.Topic == Root + "alarm" && m.Payload.Contains("\"state\":\"tripped\"", StringComparison.Ordinal));
                }

                Assert.True(tripped, machine.Description);
                Wait.Until(
                    () =>
                    {
                        application.Reporting.Run();
                        return application.Reporting.Backlog == 0;
                    },
                    "an empty outbox");
                Assert.Equal(0, application.Reporting.TelemetryDropped);
                application.Reporting.Stop();
            }

            subscriber.WaitFor(m => m.Topic == Root + "status" && m.Payload == "offline");
            JsonElement contact = subscriber.Messages
                .Where(m => m.Topic == Root + "event")
                .Select(m => ReportBench.Parse(m.Payload))
                .First(e => e.TryGetProperty("fault", out JsonElement fault) && fault.GetString() == "sense-contact-anode");
            Assert.StartsWith("2026-07-21T", contact.GetProperty("ts").GetString());
            Assert.Contains(subscriber.Messages, m => m.Topic == Root + "event" && m.Payload.Contains("\"event\":\"switch-open\"", StringComparison.Ordinal));
            Assert.Contains(subscriber.Messages, m => m.Topic == Root + "state" && m.Payload.Contains("\"state\":\"normal\"", StringComparison.Ordinal));
        }

        private static string WithBroker(string settings, int port)
        {
            JsonNode document = JsonNode.Parse(settings);
            document["mqtt"] = new JsonObject { ["host"] = "127.0.0.1", ["port"] = port, ["tls"] = false };
            document["device"] = new JsonObject { ["site"] = "bench", ["id"] = "e2e" };
            return document.ToJsonString();
        }
    }
}
