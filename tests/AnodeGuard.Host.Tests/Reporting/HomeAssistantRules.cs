using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>
    /// What Home Assistant demands of a device discovery message, as its documentation says: "MQTT, device discovery
    /// payload", "MQTT sensor", "MQTT binary sensor", "MQTT button", "Using availability topics", "Discovery topic", "Sensor
    /// entity, available device classes". Written down from there, for the device classes of a cell's observables; it refuses
    /// a whole component whose keys do not hold to them.
    /// </summary>
    internal static class HomeAssistantRules
    {
        /// <summary>Units that a sensor's device class allows.</summary>
        private static readonly Dictionary<string, string[]> Units = new()
        {
            ["voltage"] = ["V", "mV", "\u00b5V", "kV", "MV"],
            ["current"] = ["A", "mA"],
            ["temperature"] = ["\u00b0C", "\u00b0F", "K"],
            ["pressure"] = ["Pa", "hPa", "kPa", "mbar", "bar"],
            ["humidity"] = ["%"],
            ["duration"] = ["d", "h", "min", "s", "ms"],
        };

        private static readonly string[] BinaryClasses = ["problem", "safety"];

        /// <summary>What a component takes from the root where it does not say it itself.</summary>
        private static readonly string[] SharedKeys = ["state_topic", "command_topic", "availability_topic", "availability", "availability_mode", "qos", "encoding"];

        private static readonly string[] RootKeys =
            ["device", "origin", "components", "state_topic", "command_topic", "availability_topic", "availability", "availability_mode", "qos", "encoding"];

        private static readonly string[] SensorKeys =
        [
            "platform", "name", "unique_id", "device_class", "value_template", "state_class", "unit_of_measurement",
            "suggested_display_precision", "expire_after", "options", "state_topic",
        ];

        private static readonly string[] BinaryKeys = ["platform", "name", "unique_id", "device_class", "value_template", "state_topic"];

        private static readonly string[] ButtonKeys =
        [
            "platform", "name", "unique_id", "device_class", "entity_category", "command_topic", "payload_press", "qos", "retain",
            "availability", "availability_mode",
        ];

        private static readonly string[] AvailabilityKeys = ["topic", "payload_available", "payload_not_available", "value_template"];

        /// <summary>"Discovery topic": prefix, `device`, perhaps a node id, an object id, `config`.</summary>
        public static void CheckTopic(string topic)
        {
            Assert.Matches("^[^/+#]+/device/([a-zA-Z0-9_-]+/)?[a-zA-Z0-9_-]+/config$", topic);
        }

        public static void Check(JsonElement discovery)
        {
            Only(RootKeys, discovery);
            Assert.InRange(discovery.GetProperty("qos").GetInt32(), 0, 2);
            Assert.NotEmpty(discovery.GetProperty("origin").GetProperty("name").GetString());
            Assert.NotEmpty(discovery.GetProperty("device").GetProperty("identifiers").EnumerateArray());
            HashSet<string> ids = [];
            HashSet<string> names = [];
            foreach (JsonProperty component in discovery.GetProperty("components").EnumerateObject())
            {
                JsonElement one = component.Value;
                CheckAvailability(discovery, one);
                Assert.True(ids.Add(one.GetProperty("unique_id").GetString()), component.Name + ": unique_id twice");
                Assert.True(names.Add(one.GetProperty("name").GetString()), component.Name + ": name twice");
                switch (one.GetProperty("platform").GetString())
                {
                    case "sensor":
                        CheckSensor(one);
                        break;
                    case "button":
                        CheckButton(one);
                        break;
                    default:
                        CheckBinary(one);
                        break;
                }
            }
        }

        /// <summary>With what it takes from the root a component must not have both forms: "must not be used together".</summary>
        private static void CheckAvailability(JsonElement root, JsonElement component)
        {
            string[] merged = [.. component.EnumerateObject().Select(one => one.Name), .. root.EnumerateObject().Select(one => one.Name).Intersect(SharedKeys)];
            Assert.False(merged.Contains("availability") && merged.Contains("availability_topic"));
            JsonElement from = component.TryGetProperty("availability", out _) ? component : root;
            Assert.NotEmpty(from.GetProperty("availability").EnumerateArray());
            foreach (JsonElement one in from.GetProperty("availability").EnumerateArray())
            {
                Only(AvailabilityKeys, one);
                Assert.DoesNotMatch("[+#]", Text(one, "topic"));
            }

            Assert.Contains(Text(from, "availability_mode"), new[] { null, "all", "any", "latest" });
        }

        private static void CheckButton(JsonElement button)
        {
            Only(ButtonKeys, button);
            Assert.Matches("^[^+#]+$", Text(button, "command_topic"));
            Assert.NotEmpty(Text(button, "payload_press"));
            Assert.InRange(button.GetProperty("qos").GetInt32(), 0, 2);
            Assert.Contains(Text(button, "entity_category"), new[] { null, "config", "diagnostic" });
            Assert.Contains(Text(button, "device_class"), new[] { null, "identify", "restart", "update" });

            // Not a rule of Home Assistant's: a press that the broker keeps would be pressed again by every restart.
            Assert.False(button.GetProperty("retain").GetBoolean());
        }

        private static void CheckSensor(JsonElement sensor)
        {
            Only(SensorKeys, sensor);
            string kind = Text(sensor, "device_class");
            string unit = Text(sensor, "unit_of_measurement");
            Assert.True(sensor.GetProperty("expire_after").GetInt32() > 0);
            if (kind == "enum")
            {
                // "enum": options, and neither state_class nor unit.
                Assert.NotEmpty(sensor.GetProperty("options").EnumerateArray());
                Assert.Null(unit);
                Assert.Null(Text(sensor, "state_class"));
                return;
            }

            Assert.False(sensor.TryGetProperty("options", out _));
            Assert.Contains(Text(sensor, "state_class"), new[] { "measurement", "total", "total_increasing" });
            Assert.InRange(sensor.GetProperty("suggested_display_precision").GetInt32(), 0, 9);
            if (kind != null)
            {
                Assert.Contains(unit, Units[kind]);
            }
        }

        private static void CheckBinary(JsonElement binary)
        {
            Only(BinaryKeys, binary);
            Assert.Equal("binary_sensor", Text(binary, "platform"));
            string kind = Text(binary, "device_class");
            Assert.True(kind == null || BinaryClasses.Contains(kind), kind);

            // The payloads that count when none are named.
            string template = Text(binary, "value_template");
            Assert.Contains("'ON'", template);
            Assert.Contains("'OFF'", template);
        }

        private static void Only(string[] accepted, JsonElement element)
        {
            Assert.Empty(element.EnumerateObject().Select(one => one.Name).Except(accepted));
        }

        private static string Text(JsonElement element, string key)
        {
            return element.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;
        }
    }
}
