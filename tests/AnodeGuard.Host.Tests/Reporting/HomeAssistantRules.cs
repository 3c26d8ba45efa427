using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>
    /// What Home Assistant demands of a device discovery message, as its documentation says: "MQTT, device discovery
    /// payload", "MQTT sensor", "MQTT binary sensor", "Sensor entity, available device classes". Written down from there,
    /// for the device classes of a cell's observables; it refuses a whole component whose keys do not hold to them.
    /// </summary>
    internal static class HomeAssistantRules
    {
        /// <summary>Units that a sensor's device class allows.</summary>
        private static readonly Dictionary<string, string[]> Units = new()
        {
            ["voltage"] = ["V", "mV", "\u00b5V", "kV", "MV"],
            ["current"] = ["A", "mA"],
            ["temperature"] = ["\u00b0C", "\u00b0F", "K"],
            ["duration"] = ["d", "h", "min", "s", "ms"],
        };

        private static readonly string[] BinaryClasses = ["problem", "safety"];

        private static readonly string[] RootKeys =
            ["device", "origin", "components", "state_topic", "command_topic", "availability_topic", "availability", "qos", "encoding"];

        private static readonly string[] SensorKeys =
        [
            "platform", "name", "unique_id", "device_class", "value_template", "state_class", "unit_of_measurement",
            "suggested_display_precision", "expire_after", "options", "state_topic",
        ];

        private static readonly string[] BinaryKeys = ["platform", "name", "unique_id", "device_class", "value_template", "state_topic"];

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
                Assert.True(ids.Add(one.GetProperty("unique_id").GetString()), component.Name + ": unique_id twice");
                Assert.True(names.Add(one.GetProperty("name").GetString()), component.Name + ": name twice");
                if (one.GetProperty("platform").GetString() == "sensor")
                {
                    CheckSensor(one);
                }
                else
                {
                    CheckBinary(one);
                }
            }
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
