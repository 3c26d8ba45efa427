namespace AnodeGuard.Hal
{
    /// <summary>How to reach the broker.</summary>
    public sealed class MqttLinkOptions
    {
        public string Host = "localhost";
        public int Port = 1883;
        public bool UseTls;

        /// <summary>CA certificate, PEM; demanded with TLS.</summary>
        public string CaCertificatePem;

        public string ClientId;

        /// <summary>Null: anonymous.</summary>
        public string User;

        public string Password;

        public string WillTopic;

        /// <summary>Retained, QoS 1.</summary>
        public string WillMessage;

        public int KeepAliveSeconds = 15;
    }

    /// <summary>A command message that arrived.</summary>
    public sealed class MqttInbound
    {
        public string Topic;
        public byte[] Payload;
        public bool Retained;
    }

    /// <summary>
    /// One MQTT 3.1.1 connection. Used by the reporting job alone. Nothing here throws: a link that is down is an
    /// ordinary thing.
    /// </summary>
    public interface IMqttLink
    {
        /// <summary>The broker answered and the link was not lost since.</summary>
        bool IsConnected { get; }

        /// <summary>Why the last attempt failed, for people; null after a success.</summary>
        string LastProblem { get; }

        /// <summary>Connects with a clean session; bounded in time (DNS and TLS may block the calling job for seconds).</summary>
        bool TryConnect(MqttLinkOptions options);

        /// <summary>Says goodbye; the last will is not sent.</summary>
        void Disconnect();

        /// <summary>Subscribes at QoS 1. False where not connected.</summary>
        bool TrySubscribe(string topicFilter);

        /// <summary>
        /// Hands a message over. The buffer may be used again once this returns.
        /// </summary>
        /// <returns>
        /// A message id (1 to 65535) for QoS 1, which comes back from <see cref="TryTakeConfirmed"/> when the broker
        /// has it; 0 for QoS 0; -1 where the link is down or its in-flight window is full: keep the message.
        /// </returns>
        int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain);

        /// <summary>Takes the id of a QoS 1 message that the broker has confirmed.</summary>
        bool TryTakeConfirmed(out int messageId);

        /// <summary>Takes a message that arrived; false where there is none. The queue behind is bounded, oldest dropped.</summary>
        bool TryTakeInbound(out MqttInbound message);
    }

    /// <summary>Wi-Fi and what hangs on it. Used by the reporting job alone.</summary>
    public interface INetwork
    {
        /// <summary>An address is there.</summary>
        bool IsUp { get; }

        /// <summary>Tries once, bounded in time; may block the calling job for seconds.</summary>
        bool TryBringUp();
    }
}
