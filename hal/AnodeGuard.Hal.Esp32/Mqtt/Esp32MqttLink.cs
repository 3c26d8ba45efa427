using System;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// The link over nanoFramework.M2Mqtt. A new client for every connection: events of an old one are told by their
    /// sender and ignored. The client's threads hand over through bounded queues; its lock is shared with no safety job.
    /// </summary>
    public sealed class Esp32MqttLink : IMqttLink
    {
        /// <summary>QoS 1 messages on their way at one time. Each waits in the client with its own buffer.</summary>
        public const int Window = 16;

        /// <summary>Commands that may wait; the oldest gives way.</summary>
        public const int InboundCapacity = 8;

        /// <summary>Longest command payload, bytes; longer ones are dropped where they arrive.</summary>
        public const int LongestInbound = 2048;

        // QoS 0 messages pass through the same queue of the client: leave them room beside the window.
        private const int ClientQueue = 2 * Window;

        private readonly object _gate = new object();
        private readonly ConfirmationQueue _confirmed = new ConfirmationQueue(Window);
        private readonly InboundQueue _inbound = new InboundQueue(InboundCapacity);
        private MqttClient _client;
        private bool _lost;

        /// <inheritdoc/>
        public string LastProblem { get; private set; }

        /// <inheritdoc/>
        public bool IsConnected
        {
            get { return _client != null && !_lost && _client.IsConnected; }
        }

        /// <inheritdoc/>
        public bool TryConnect(MqttLinkOptions options)
        {
            Release();
            LastProblem = OpenAndCatch(this, options);
            if (LastProblem != null)
            {
                Release();
            }

            return LastProblem == null;
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            if (IsConnected)
            {
                DisconnectAndCatch(_client);
            }

            Release();
        }

        /// <inheritdoc/>
        public bool TrySubscribe(string topicFilter)
        {
            return IsConnected && SubscribeAndCatch(_client, topicFilter);
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain)
        {
            if (!IsConnected)
            {
                return -1;
            }

            // Counted before it goes out: its confirmation may be here before the call returns.
            if (qos > 0 && !_confirmed.TryTakePlace())
            {
                return -1;
            }

            // The client sends later, on a thread of its own, and takes an array for the whole payload.
            byte[] own = new byte[payloadLength];
            Array.Copy(payload, 0, own, 0, payloadLength);
            int id = PublishAndCatch(_client, topic, own, qos, retain);
            if (qos == 0)
            {
                return id < 0 ? -1 : 0;
            }

            if (id < 0)
            {
                _confirmed.GiveBackPlace();
            }

            return id;
        }

        /// <inheritdoc/>
        public bool TryTakeConfirmed(out int messageId)
        {
            return _confirmed.TryTake(out messageId);
        }

        /// <inheritdoc/>
        public bool TryTakeInbound(out MqttInbound message)
        {
            message = _inbound.Take();
            return message != null;
        }

        private static string OpenAndCatch(Esp32MqttLink link, MqttLinkOptions options)
        {
            try
            {
                return link.Open(options);
            }
            catch (Exception e)
            {
                string cause = e.InnerException != null ? ": " + e.InnerException.Message : "";
                return (e.Message ?? "the connection failed") + cause;
            }
        }

        private static void DisconnectAndCatch(MqttClient client)
        {
            try
            {
                client.Disconnect();
            }
            catch (Exception)
            {
                // The goodbye could not be sent: the link is gone anyway, and the will then tells it.
                client.Close();
            }
        }

        private static bool SubscribeAndCatch(MqttClient client, string topicFilter)
        {
            try
            {
                client.Subscribe(new string[] { topicFilter }, new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce });
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        private static int PublishAndCatch(MqttClient client, string topic, byte[] payload, int qos, bool retain)
        {
            try
            {
                return client.Publish(topic, payload, null, null, (MqttQoSLevel)qos, retain);
            }
            catch (Exception)
            {
                // The client's queue is full, or the link broke: the caller keeps the message.
                return -1;
            }
        }

        private static string Refusal(MqttReasonCode code)
        {
            switch (code)
            {
                case MqttReasonCode.ConnectionRefusedUnacceptableProtocolVersion:
                    return "the broker does not speak MQTT 3.1.1";
                case MqttReasonCode.ConnectionRefusedIdentifierRejected:
                    return "the broker refuses the client id";
                case MqttReasonCode.ConnectionRefusedServerUnavailable:
                    return "the broker is not available";
                case MqttReasonCode.ConnectionRefusedBadUserNameOrPassword:
                    return "wrong mqtt.user or mqtt.password";
                case MqttReasonCode.ConnectionRefusedNotAuthorized:
                    return "the broker does not let this device in: check mqtt.user and mqtt.password";
                default:
                    return "the broker refused with code " + ((int)code).ToString();
            }
        }

        private string Open(MqttLinkOptions options)
        {
            X509Certificate authority = null;
            if (options.UseTls)
            {
                if (string.IsNullOrEmpty(options.CaCertificatePem))
                {
                    return "TLS needs a CA certificate: mqtt.ca_pem";
                }

                authority = LoadCertificate(options.CaCertificatePem);
            }

            MqttSslProtocols protocol = options.UseTls ? MqttSslProtocols.TLSv1_2 : MqttSslProtocols.None;
            MqttClient client = new MqttClient(options.Host, options.Port, options.UseTls, authority, null, protocol);
            client.Settings.InflightQueueSize = ClientQueue;
            client.Settings.ValidateServerCertificate = true;
            client.MqttMsgPublished += OnPublished;
            client.MqttMsgPublishReceived += OnReceived;
            client.ConnectionClosed += OnClosed;
            _client = client;
            MqttReasonCode code = client.Connect(
                options.ClientId,
                options.User,
                options.Password,
                true,
                MqttQoSLevel.AtLeastOnce,
                true,
                options.WillTopic,
                options.WillMessage,
                true,
                (ushort)options.KeepAliveSeconds);
            return code == MqttReasonCode.Success ? null : Refusal(code);
        }

        private static X509Certificate LoadCertificate(string pem)
        {
            // mbedTLS wants the zero at the end of a PEM text.
            byte[] text = Encoding.UTF8.GetBytes(pem + "\0");
#pragma warning disable SYSLIB0057 // The chip knows this constructor alone.
            return new X509Certificate(text);
#pragma warning restore SYSLIB0057
        }

        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            lock (_gate)
            {
                if (sender != _client)
                {
                    return;
                }

                if (!e.IsPublished)
                {
                    // The client gave up on it. Take the link for lost: everything unconfirmed is then sent again.
                    _lost = true;
                }
                else
                {
                    _confirmed.Put(e.MessageId);
                }
            }
        }

        private void OnReceived(object sender, MqttMsgPublishEventArgs e)
        {
            if (e.Message != null && e.Message.Length > LongestInbound)
            {
                return;
            }

            MqttInbound message = new MqttInbound();
            message.Topic = e.Topic;
            message.Payload = e.Message ?? new byte[0];
            message.Retained = e.Retain;
            lock (_gate)
            {
                if (sender == _client)
                {
                    _inbound.Put(message);
                }
            }
        }

        private void OnClosed(object sender, EventArgs e)
        {
            lock (_gate)
            {
                _lost |= sender == _client;
            }
        }

        private void Release()
        {
            MqttClient old;
            lock (_gate)
            {
                old = _client;
                _client = null;
                _lost = false;
                _confirmed.Clear();
                _inbound.Clear();
            }

            if (old != null)
            {
                // Ends its threads; throws nothing.
                old.Close();
            }
        }
    }
}
