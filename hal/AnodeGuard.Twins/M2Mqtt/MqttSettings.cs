namespace nanoFramework.M2Mqtt
{
    public enum MqttProtocolVersion
    {
        Version_3_1 = 3,
        Version_3_1_1 = 4,
        Version_5 = 5,
    }

    public enum MqttSslProtocols
    {
        None = 0,
        SSLv3 = 1,
        TLSv1_0 = 2,
        TLSv1_1 = 3,
        TLSv1_2 = 4,
        TLSv1_3 = 5,
    }

    /// <summary>One instance for all clients of the process, as on the chip.</summary>
    public class MqttSettings
    {
        public const int BrokerDefaultPort = 1883;
        public const int BrokerDefaultSslPort = 8883;
        public const int DefaultTimeout = 30000;
        public const int DefaultInflightQueueSize = int.MaxValue;

        private MqttSettings()
        {
        }

        public static MqttSettings Instance { get; } = new MqttSettings();

        /// <summary>How long <c>Connect</c> waits for the broker, milliseconds.</summary>
        public int TimeoutOnConnection { get; internal set; } = DefaultTimeout;

        /// <summary>Messages that may wait for being sent or confirmed; one more makes <c>Publish</c> throw.</summary>
        public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

        public bool ValidateServerCertificate { get; set; } = true;
    }
}
