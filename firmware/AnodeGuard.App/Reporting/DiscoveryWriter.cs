using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Home Assistant's device discovery message (home-assistant.io, MQTT integration, "Device discovery payload"): one
    /// message that makes every observable an entity with its class, unit and precision.
    /// </summary>
    internal sealed class DiscoveryWriter
    {
        private const string Duration = "duration";
        private const string Temperature = "temperature";
        private const string Celsius = "\u00b0C";
        private const string Ohm = "\u03a9";
        private const long LeastExpirySeconds = 30;
        private const long ReportsUntilExpired = 5;

        private readonly JsonWriter _json;
        private readonly DeviceSettings _settings;
        private readonly ReportTopics _topics;
        private readonly ReportIdentity _identity;
        private readonly string _prefix;

        public DiscoveryWriter(JsonWriter json, DeviceSettings settings, ReportTopics topics, ReportIdentity identity)
        {
            _json = json;
            _settings = settings;
            _topics = topics;
            _identity = identity;
            _prefix = "anodeguard_" + topics.ObjectId;
        }

        /// <summary>Writes the message; false where it does not fit.</summary>
        public bool Write()
        {
            _json.Begin();
            WriteDevice();
            _json.OpenObject("components");
            WriteSensors();
            WriteProblems();
            WriteButton("acknowledge", "Acknowledge", null);
            WriteButton("self-test", "Self-test", "diagnostic");
            _json.CloseObject();
            _json.Text("state_topic", _topics.State);

            // The list and not `availability_topic`: that one would be handed down to the buttons beside their own list, and
            // both together are refused.
            _json.OpenArray("availability");
            WriteAvailability(_topics.Status);
            _json.CloseArray();
            _json.Number("qos", 1);
            return _json.End();
        }

        private void WriteDevice()
        {
            _json.OpenObject("device");
            _json.OpenArray("identifiers");
            _json.Item(_prefix);
            _json.CloseArray();
            _json.Text("name", "AnodeGuard " + _settings.DeviceId);
            _json.Text("manufacturer", "AnodeGuard");
            _json.Text("model", "cell monitor");
            _json.Text("hw_version", _identity.Board);
            _json.Text("sw_version", ReportIdentity.Firmware);
            _json.CloseObject();
            _json.OpenObject("origin");
            _json.Text("name", "AnodeGuard");
            _json.Text("sw_version", ReportIdentity.Firmware);
            _json.CloseObject();
        }

        private void WriteSensors()
        {
            WriteElectrode();
            WriteTransport();
            WriteCell();
            if (_settings.GasSensor)
            {
                WriteSensor("pressure_kpa", "Pressure", "pressure", "kPa", 2);
                WriteSensor("gas_ohm", "Gas sensor", null, Ohm, 0);
                WriteSensor("humidity_percent", "Humidity", "humidity", "%", 1);
            }

            OpenComponent("state", "sensor", "State", "enum", "{{ value_json.state }}");
            _json.OpenArray("options");
            for (int state = 0; state <= (int)GuardState.Tripped; state++)
            {
                _json.Item(ReportWords.Of((GuardState)state));
            }

            _json.CloseArray();
            WriteExpiry();
            _json.CloseObject();
        }

        private void WriteElectrode()
        {
            WriteSensor("sense_v", "Sense voltage", "voltage", "V", 3);
            WriteSensor("baseline_v", "Sense baseline", "voltage", "V", 3);
            WriteSensor("sense_leakage_na", "Sense leakage", null, "nA", 2);
            WriteSensor("contact_ohm", "Contact resistance", null, Ohm, 0);
            WriteSensor("touches", "Touches", null, null, 0);
            WriteSensor("self_test_age_s", "Age of self-test", Duration, "s", 1);
        }

        private void WriteTransport()
        {
            WriteSensor("s", "Surface depletion", null, null, 3);
            WriteSensor("j", "Current over limiting current", null, null, 3);
            WriteSensor("t_dep_s", "Time to depletion", Duration, "s", 1);
            WriteSensor("recommended_charge_current_a", "Recommended charge current", "current", "A", 4);
            WriteSensor("sand_capacity_left_mah", "Sand capacity left", null, "mAh", 3);
            WriteSensor("identified_limiting_current_density_a_m2", "Identified limiting current density", null, "A/m\u00b2", 1);
            WriteSensor("identified_diffusion_time_s", "Identified diffusion time", Duration, "s", 2);
        }

        private void WriteCell()
        {
            WriteSensor("voltage_v", "Cell voltage", "voltage", "V", 3);
            WriteSensor("current_a", "Current", "current", "A", 4);
            WriteSensor("temperature_c", "Cell temperature", Temperature, Celsius, 1);
            WriteSensor("board_c", "Board temperature", Temperature, Celsius, 1);
            WriteSensor("charge_mah", "Charge since start", null, "mAh", 3);
            WriteSensor("state_of_charge", "State of charge", null, null, 3);
            WriteSensor("coulombic_efficiency", "Coulombic efficiency", null, null, 4);
            WriteSensor("resistance_fast_ohm", "Resistance, fast", null, Ohm, 2);
            WriteSensor("resistance_1s_ohm", "Resistance after 1 s", null, Ohm, 2);
            WriteSensor("nucleation_overpotential_v", "Nucleation overpotential", "voltage", "V", 4);
            WriteSensor("micro_shorts_per_hour", "Micro-shorts per hour", null, "1/h", 0);
            WriteSensor("rest_short_ohm", "Internal short at rest", null, Ohm, 0);
            WriteSensor("plated_um", "Plated metal", null, "\u00b5m", 2);
            WriteSensor("tip_lead_s", "Lead time of a tip", Duration, "s", 0);
            WriteSensor("moss_lead_s", "Lead time of moss", Duration, "s", 0);
        }

        private void WriteSensor(string field, string name, string deviceClass, string unit, int precision)
        {
            // get(): an absent value becomes "unknown", not an error.
            OpenComponent(field, "sensor", name, deviceClass, "{{ value_json.get('" + field + "') }}");
            _json.Text("state_class", "measurement");
            if (unit != null)
            {
                _json.Text("unit_of_measurement", unit);
            }

            _json.Number("suggested_display_precision", precision);
            WriteExpiry();
            _json.CloseObject();
        }

        private void WriteProblems()
        {
            WriteBinary("problem", "Problem", "problem", "{{ 'ON' if value_json.active or value_json.latched else 'OFF' }}");
            WriteBinary("danger", "Danger", "safety", "{{ 'ON' if value_json.state in ['alarm', 'tripped'] else 'OFF' }}");
            WriteBinary("switch", "Switch closed", null, "{{ 'ON' if value_json.switch == 'closed' else 'OFF' }}");
        }

        /// <summary>From the retained alarm message: what it says holds until the next one, so it does not expire.</summary>
        private void WriteBinary(string key, string name, string deviceClass, string template)
        {
            OpenComponent(key, "binary_sensor", name, deviceClass, template);
            _json.Text("state_topic", _topics.Alarm);
            _json.CloseObject();
        }

        /// <summary>
        /// A press is a plain word on a topic of its own, on which this device does not listen: Home Assistant cannot sign. It
        /// can be pressed only while somebody is there who signs for this device.
        /// </summary>
        private void WriteButton(string command, string name, string category)
        {
            OpenEntity(command, "button", name);
            _json.Text("command_topic", _topics.Button);
            _json.Text("payload_press", command);
            _json.Number("qos", 1);
            _json.Flag("retain", false);
            if (category != null)
            {
                _json.Text("entity_category", category);
            }

            _json.OpenArray("availability");
            WriteAvailability(_topics.Status);
            WriteAvailability(_topics.Signer);
            _json.CloseArray();
            _json.Text("availability_mode", "all");
            _json.CloseObject();
        }

        private void WriteAvailability(string topic)
        {
            _json.OpenItem();
            _json.Text("topic", topic);
            _json.CloseObject();
        }

        private void OpenEntity(string key, string platform, string name)
        {
            _json.OpenObject(key);
            _json.Text("platform", platform);
            _json.Text("name", name);
            _json.Text("unique_id", _prefix + "." + key);
        }

        private void OpenComponent(string key, string platform, string name, string deviceClass, string template)
        {
            OpenEntity(key, platform, name);
            if (deviceClass != null)
            {
                _json.Text("device_class", deviceClass);
            }

            _json.Text("value_template", template);
        }

        private void WriteExpiry()
        {
            long seconds = _settings.ReportPeriodMicroseconds * ReportsUntilExpired / 1000000;
            _json.Number("expire_after", seconds > LeastExpirySeconds ? seconds : LeastExpirySeconds);
        }
    }
}
