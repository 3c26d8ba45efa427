using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Everything a device has to be told, whole and checked; made by <see cref="SettingsDocument"/>. The fields' initial
    /// values are the documented defaults.
    /// </summary>
    public sealed class DeviceSettings
    {
        /// <summary>The version of the settings document that this firmware reads.</summary>
        public const int CurrentVersion = 2;

        /// <summary>What the decision core is told.</summary>
        public readonly GuardSettings Guard = new GuardSettings();

        /// <summary>Version of the document: of what was read, in today's words, <see cref="CurrentVersion"/>.</summary>
        public int Version = CurrentVersion;

        /// <summary>The older version that the document was written in; 0: today's.</summary>
        public int MigratedFrom;

        /// <summary>Where the device stands; second level of its topics.</summary>
        public string DeviceSite = "lab";

        /// <summary>Which device it is; third level of its topics.</summary>
        public string DeviceId = "anodeguard";

        /// <summary>Broker, name or address; empty: this device reports to nobody.</summary>
        public string MqttHost = "";

        /// <summary>Port of the broker; 0: 8883 with TLS, 1883 without.</summary>
        public int MqttPort;

        /// <summary>TLS with a checked certificate.</summary>
        public bool MqttUseTls = true;

        /// <summary>Certificate of the authority that signed the broker's, PEM.</summary>
        public string MqttCaCertificatePem = "";

        /// <summary>Empty: anonymous.</summary>
        public string MqttUser = "";

        public string MqttPassword = "";

        /// <summary>Silence after which broker and device take each other for lost, seconds (times 1.5).</summary>
        public int MqttKeepAliveSeconds = 15;

        /// <summary>From one <c>state</c> message to the next, microseconds.</summary>
        public long ReportPeriodMicroseconds = 1000000;

        /// <summary>The same while a fault is active, microseconds: more detail then, not less.</summary>
        public long FaultReportPeriodMicroseconds = 200000;

        /// <summary><c>state</c> carries means over its period instead of the latest samples; not while a fault is active.</summary>
        public bool ReportMean;

        /// <summary>Home Assistant's discovery prefix; empty: no discovery message.</summary>
        public string DiscoveryPrefix = "homeassistant";

        /// <summary>Key of this device's commands, 64 hexadecimal digits; empty: no command is taken.</summary>
        public string CommandKey = "";

        /// <summary>The switch may close after a trip without the button at the board, once somebody acknowledged from afar.</summary>
        public bool RemoteArm;

        /// <summary>Memory that the flight recorder may take of what is free at the start, KB; 0: none.</summary>
        public int RecorderKilobytes = 512;

        /// <summary>A BME680 is fitted.</summary>
        public bool GasSensor;

        /// <summary>Wireless network; empty: none. Read when the chip is flashed, not by the firmware.</summary>
        public string WifiName = "";

        /// <summary>WPA2 password of the wireless network; 8 to 63 characters, or empty for an open one.</summary>
        public string WifiPassword = "";

        /// <summary>The switch never closes before the guided commissioning was gone through to its end.</summary>
        public bool CommissioningRequired;

        /// <summary>The keys that the document did not give, with the value that holds instead.</summary>
        public AssumedDefault[] AssumedDefaults = new AssumedDefault[0];

        /// <summary>The port that holds: <see cref="MqttPort"/>, or MQTT's own.</summary>
        public int EffectiveMqttPort
        {
            get { return MqttPort != 0 ? MqttPort : MqttUseTls ? 8883 : 1883; }
        }
    }

    /// <summary>A setting that the document left to its default.</summary>
    public sealed class AssumedDefault
    {
        internal AssumedDefault(string key, string value)
        {
            Key = key;
            Value = value;
        }

        /// <summary>Dotted key, such as "cell.area_cm2".</summary>
        public string Key { get; }

        /// <summary>The value as it would stand in the document, without quotes.</summary>
        public string Value { get; }
    }
}
