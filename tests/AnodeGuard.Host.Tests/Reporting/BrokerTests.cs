using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using AnodeGuard.App;
using AnodeGuard.Cli.Settings;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Mqtt;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>The reporting job over the real link to a real mosquitto, as an independent subscriber sees it.</summary>
    public class BrokerTests
    {
        [Fact]
        public void A_second_client_sees_everything_a_device_says()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            ReportBench bench = Bench(broker.Port);
            bench.Turn(2);
            bench.Raise(FaultId.SenseContactAnode, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(3);
            Subscriber.Publish(broker.Port, ReportBench.Root + "cmd/acknowledge", "{\"id\":\"x\"}", false);
            Wait.Until(
                () =>
                {
                    bench.Turn();
                    return subscriber.Messages.Any(m => m.Topic == ReportBench.Root + "ack");
                },
                "the answer");

            foreach (string topic in new[] { "info", "state", "alarm", "event", "ack" })
            {
                Received message = subscriber.WaitFor(m => m.Topic == ReportBench.Root + topic);
                JsonElement record = ReportBench.Parse(message.Payload);
                Assert.Equal(42, record.GetProperty("boot").GetInt64());
                Assert.True(record.GetProperty("seq").GetInt64() > 0);
                Assert.True(record.GetProperty("up_ms").GetInt64() > 0);
            }

            Assert.Equal(0, subscriber.WaitFor(m => m.Topic == ReportBench.Root + "state").Qos);
            Assert.Equal(1, subscriber.WaitFor(m => m.Topic == ReportBench.Root + "event").Qos);
            using Subscriber late = new(broker.Port, ReportBench.Root + "#");
            late.WaitFor(m => m.Topic == ReportBench.Root + "alarm" && m.Retained && m.Payload.Contains("tripped", StringComparison.Ordinal));
            late.WaitFor(m => m.Topic == ReportBench.Root + "status" && m.Retained && m.Payload == "online");
            late.WaitFor(m => m.Topic == ReportBench.Root + "info" && m.Retained);

            bench.Job.Stop();
            subscriber.WaitFor(m => m.Topic == ReportBench.Root + "status" && m.Payload == "offline");
        }

        [Fact]
        public void A_device_that_dies_is_reported_offline()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            ReportBench bench = Bench(broker.Port);
            bench.Turn(2);
            subscriber.WaitFor(m => m.Topic == ReportBench.Root + "status" && m.Payload == "online");

            // Its link begins anew towards nowhere: the old socket is closed without a goodbye.
            bench.Mqtt.TryConnect(MqttLinkTests.Options(Mosquitto.FreePort(), "gone"));
            subscriber.WaitFor(m => m.Topic == ReportBench.Root + "status" && m.Payload == "offline");
        }

        [Fact]
        public void Alarms_raised_while_the_broker_was_away_arrive_with_their_stamps()
        {
            using Mosquitto broker = new();
            ReportBench bench = Bench(broker.Port);
            bench.UnixAtZero = 1_784_621_700_000;
            bench.Turn(2);
            broker.Kill();
            Wait.Until(() => !bench.Mqtt.IsConnected, "the loss");
            List<long> raisedAt = [];
            for (int fault = 0; fault < 10; fault++)
            {
                bench.Raise(fault, FaultLevel.Alarm, GuardState.Tripped);
                raisedAt.Add(bench.NowMicroseconds / 1000);
                bench.Turn(20);
            }

            broker.Start();
            using Subscriber subscriber = new(broker.Port);
            long back = bench.NowMicroseconds;
            Wait.Until(
                () =>
                {
                    bench.Turn();
                    return bench.Job.Connections == 2;
                },
                "the link");
            Assert.InRange(bench.NowMicroseconds - back, 0, 10_000_000);
            Wait.Until(
                () =>
                {
                    bench.Turn();
                    return subscriber.Messages.Count(m => m.Topic == ReportBench.Root + "event") >= 10;
                },
                "the events");

            JsonElement[] events = Records(subscriber.Messages, "event");
            Assert.Equal(raisedAt, events.Select(e => e.GetProperty("up_ms").GetInt64()));
            Assert.Equal(
                raisedAt.Select(ms => DateTimeOffset.FromUnixTimeMilliseconds(bench.UnixAtZero + ms).UtcDateTime),
                events.Select(e => e.GetProperty("ts").GetDateTime()));
            Assert.Equal(10, events.Select(e => e.GetProperty("seq").GetInt64()).Distinct().Count());
            bench.Job.Stop();
        }

        [Fact]
        public void No_alarm_is_lost_or_counted_twice_when_the_broker_is_killed_again_and_again()
        {
            using Mosquitto broker = new();
            ReportBench bench = Bench(broker.Port);
            Random random = new(20);
            List<Subscriber> subscribers = [new Subscriber(broker.Port, "#", 0)];
            int raised = 0;
            for (int round = 0; round < 8; round++)
            {
                // The time slice in which the broker dies differs from round to round, mid-burst included.
                int dieAfter = random.Next(1, 12);
                for (int i = 0; i < 12; i++)
                {
                    bench.Raise(random.Next(FaultId.Count), FaultLevel.Alarm, GuardState.Tripped);
                    raised++;
                    bench.Turn();
                    if (i == dieAfter)
                    {
                        broker.Kill();
                    }
                }

                // Subscribed before the device is back. The older ones keep what they saw.
                Wait.Until(() => !bench.Mqtt.IsConnected, "the loss");
                broker.Start();
                subscribers.Add(new Subscriber(broker.Port, "#", 0));

                // Every other time the device finds it before it is killed again.
                Wait.Until(
                    () =>
                    {
                        bench.Turn();
                        return round % 2 == 1 || bench.Mqtt.IsConnected;
                    },
                    "the device");
            }

            Wait.Until(
                () =>
                {
                    bench.Turn(10);
                    return bench.Mqtt.IsConnected && bench.Job.Backlog == 0;
                },
                "an empty outbox");
            Subscriber.Publish(broker.Port, "mark", "m", false);
            subscribers[^1].WaitFor(m => m.Topic == "mark");
            List<Received> seen = subscribers.SelectMany(s => s.Messages).ToList();
            subscribers.ForEach(s => s.Dispose());

            JsonElement[] events = Records(seen, "event");
            Assert.Equal(raised, events.Select(e => e.GetProperty("seq").GetInt64()).Distinct().Count());
            AssertChain(events.Concat(Records(seen, "alarm")));
            Assert.InRange(bench.Job.Connections, 5, 10);
            bench.Job.Stop();
        }

        /// <summary>The board's clock goes no faster than the wall's, and stands still while this machine has no time for it.</summary>
        [Fact]
        public void The_link_is_back_within_ten_seconds_of_the_boards_clock()
        {
            using Mosquitto broker = new();
            ReportBench bench = Bench(broker.Port);
            bench.Turn(2);
            broker.Kill();
            Wait.Until(() => !bench.Mqtt.IsConnected, "the loss");
            long gone = bench.NowMicroseconds;
            Run(bench, () => bench.NowMicroseconds > gone + 1_500_000);
            broker.Start();
            long back = bench.NowMicroseconds;
            Run(bench, () => bench.Mqtt.IsConnected || bench.NowMicroseconds > back + 10_000_000);
            Assert.True(bench.Mqtt.IsConnected);
            bench.Job.Stop();
        }

        [Fact]
        public void A_board_faster_than_the_broker_waits_for_it_and_drops_nothing()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port, ReportBench.Root + "#", 0);
            PatientMqttLink link = new(new Esp32MqttLink(), TimeSpan.FromSeconds(10));
            ReportBench bench = new(link, settings => settings.MqttPort = broker.Port);
            for (int i = 0; i < 3000; i++)
            {
                bench.Raise(i % FaultId.Count, FaultLevel.Alarm, GuardState.Tripped);
                bench.Turn(5);
                if (i == 1500)
                {
                    broker.Kill();
                    using Timer restart = new(_ => broker.Start(), null, 100, Timeout.Infinite);
                    Wait.Until(() => !link.IsConnected, "the loss");
                    bench.Turn(100);
                    Assert.True(link.IsConnected);
                }
            }

            Wait.Until(
                () =>
                {
                    bench.Turn();
                    return bench.Job.Backlog == 0;
                },
                "an empty outbox");
            Assert.Equal(0, bench.Job.TelemetryDropped);
            Assert.Equal(0, bench.Events.Dropped);
            bench.Job.Stop();
            subscriber.WaitFor(m => m.Topic == ReportBench.Root + "status" && m.Payload == "offline");
            Assert.NotEmpty(Records(subscriber.Messages, "event"));
        }

        [Fact]
        public void Discovery_names_entities_whose_data_exist()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            ReportBench bench = Bench(broker.Port);
            bench.Verdict.DepletionMicroseconds = 1_000_000;
            bench.Turn(12);
            JsonElement discovery = ReportBench.Parse(subscriber.WaitFor(m => m.Topic == "homeassistant/device/lab__cell-7/config").Payload);
            JsonElement alarm = ReportBench.Parse(subscriber.WaitFor(m => m.Topic == ReportBench.Root + "alarm").Payload);

            Assert.Equal([ReportBench.Root + "status"], Availability(discovery));
            Assert.Equal(ReportBench.Root + "state", discovery.GetProperty("state_topic").GetString());
            HomeAssistantRules.Check(discovery);
            string[] fields = SchemaOf("state").GetProperty("properties").EnumerateObject().Select(field => field.Name).ToArray();
            foreach (JsonProperty component in discovery.GetProperty("components").EnumerateObject().Where(one => one.Value.GetProperty("platform").GetString() != "button"))
            {
                bool isSensor = component.Value.GetProperty("platform").GetString() == "sensor";
                string template = component.Value.GetProperty("value_template").GetString();
                string[] source = isSensor ? fields : alarm.EnumerateObject().Select(field => field.Name).ToArray();
                string read = Regex.Match(template, @"value_json\.(?:get\('(\w+)'\)|(\w+))").Value;
                Assert.Contains(source, name => read == "value_json." + name || read == "value_json.get('" + name + "')");
                if (!isSensor)
                {
                    Assert.Equal(ReportBench.Root + "alarm", component.Value.GetProperty("state_topic").GetString());
                }
            }

            foreach (string wanted in new[] { "sense_v", "voltage_v", "current_a", "temperature_c", "s", "identified_limiting_current_density_a_m2", "state", "problem", "danger" })
            {
                Assert.True(discovery.GetProperty("components").TryGetProperty(wanted, out _), wanted);
            }

            Assert.All(Gas, name => Assert.False(discovery.GetProperty("components").TryGetProperty(name, out _), name + " where none is fitted"));

            bench.Job.Stop();
        }

        /// <summary>A button is a word on a topic that no device hears, and cannot be pressed where nobody signs for the device.</summary>
        [Fact]
        public void Discovery_brings_buttons_that_need_a_signer()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            ReportBench bench = Bench(broker.Port);
            bench.Turn(12);
            JsonElement components = ReportBench.Parse(subscriber.WaitFor(m => m.Topic == "homeassistant/device/lab__cell-7/config").Payload).GetProperty("components");
            JsonElement[] buttons = components.EnumerateObject().Select(one => one.Value).Where(one => one.GetProperty("platform").GetString() == "button").ToArray();
            Assert.Equal(["acknowledge", "self-test"], buttons.Select(button => button.GetProperty("payload_press").GetString()));
            foreach (JsonElement button in buttons)
            {
                Assert.Equal(ReportBench.Root + "button", button.GetProperty("command_topic").GetString());
                Assert.Equal([ReportBench.Root + "status", ReportBench.Root + "signer"], Availability(button));
                Assert.Equal("all", button.GetProperty("availability_mode").GetString());
            }

            bench.Job.Stop();
        }

        /// <summary>No two devices have one place in Home Assistant, one user or one name at the broker, whatever their dashes and underscores.</summary>
        [Fact]
        public void No_two_devices_have_one_name()
        {
            string[] names = ["a", "b", "a-b", "a_b", "b-c", "b_c", "a_", "_b", "_", "__", "a__b", "_u", "u", "a_u", "-", "a-", "-b", "a__", "__b", "_ub"];
            (string Site, string Id)[] devices = (from site in names from id in names select (site, id)).ToArray();
            ReportTopics[] topics = devices.Select(one => new ReportTopics(new DeviceSettings { DeviceSite = one.Site, DeviceId = one.Id })).ToArray();
            Assert.Equal(devices.Length, topics.Select(one => one.Discovery).Distinct().Count());
            Assert.All(topics, one => HomeAssistantRules.CheckTopic(one.Discovery));
            string[] users = devices
                .Select(one => DocumentWriter.FromLines(new StringReader("device.site=" + one.Site + "\ndevice.id=" + one.Id + "\nmqtt.host=b\nmqtt.tls=false\n")))
                .Select(document => SettingsDocument.Parse(document, out SettingsError _).MqttUser).ToArray();
            Assert.Equal(devices.Length, users.Distinct().Count());
        }

        /// <summary>The longest site and device: the message still has room.</summary>
        [Fact]
        public void Discovery_comes_whatever_the_names()
        {
            using Mosquitto broker = new();
            using Subscriber subscriber = new(broker.Port);
            ReportBench bench = new(new Esp32MqttLink(), settings =>
            {
                settings.MqttPort = broker.Port;
                settings.DeviceSite = new string('_', 32);
                settings.DeviceId = new string('d', 32);
                settings.GasSensor = true;
            });
            bench.Turn(12);
            string payload = subscriber.WaitFor(m => m.Topic.EndsWith(new string('d', 32) + "/config", StringComparison.Ordinal)).Payload;
            Assert.InRange(payload.Length, 8000, 15200);
            HomeAssistantRules.Check(ReportBench.Parse(payload));
            Assert.All(Gas, name => Assert.True(ReportBench.Parse(payload).GetProperty("components").TryGetProperty(name, out _), name));
            bench.Job.Stop();
        }

        private static readonly string[] Gas = ["pressure_kpa", "gas_ohm", "humidity_percent"];

        private static string[] Availability(JsonElement of)
        {
            return of.GetProperty("availability").EnumerateArray().Select(one => one.GetProperty("topic").GetString()).ToArray();
        }

        private static JsonElement SchemaOf(string message, [CallerFilePath] string path = "")
        {
            string schemas = Path.Combine(Path.GetDirectoryName(path), "..", "..", "..", "firmware", "AnodeGuard.App", "Reporting", "schemas");
            return ReportBench.Parse(File.ReadAllText(Path.Combine(schemas, message + ".schema.json")));
        }

        private static ReportBench Bench(int port)
        {
            return new ReportBench(new Esp32MqttLink(), settings => settings.MqttPort = port);
        }

        private static void Run(ReportBench bench, Func<bool> until)
        {
            while (!until())
            {
                bench.NowMicroseconds += 20_000;
                bench.Publish();
                bench.RunJob();
                Thread.Sleep(20);
            }
        }

        private static JsonElement[] Records(IEnumerable<Received> messages, string topic)
        {
            return messages.Where(m => m.Topic == ReportBench.Root + topic).Select(m => ReportBench.Parse(m.Payload)).ToArray();
        }

        private static void AssertChain(IEnumerable<JsonElement> records)
        {
            long before = 0;
            foreach (IGrouping<long, JsonElement> record in records.GroupBy(r => r.GetProperty("seq").GetInt64()).OrderBy(g => g.Key))
            {
                Assert.Single(record.Select(r => r.GetRawText()).Distinct());
                Assert.Equal(before, record.First().GetProperty("after").GetInt64());
                before = record.Key;
            }
        }
    }
}
