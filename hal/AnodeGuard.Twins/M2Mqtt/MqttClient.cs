using System;
using System.Collections;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using AnodeGuard.Twins;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace nanoFramework.M2Mqtt
{
    /// <summary>
    /// The chip's MQTT client over libmosquitto, with what matters of its manners: the constructor resolves the name and
    /// can throw, nothing reconnects by itself, a publish while disconnected returns an id and sends nothing, and only
    /// <see cref="MqttMsgPublished"/> proves that the broker has a message. Events come on the connection's own thread.
    /// Not here: version 5, certificates of the client.
    /// </summary>
    public class MqttClient : IMqttClient, IDisposable
    {
        private const ushort LeastKeepAliveSeconds = 5;

        private readonly Air _air = Air.OfThisThread;
        private string _host;
        private int _port;
        private X509Certificate _authority;
        private bool _secure;
        private MosquittoSession _session;
        private int _idsWhileDisconnected;

        public MqttClient(string brokerHostName)
            : this(brokerHostName, MqttSettings.BrokerDefaultPort, false, null, null, MqttSslProtocols.None)
        {
        }

        /// <summary>Resolves the broker's name.</summary>
        /// <exception cref="System.Net.Sockets.SocketException">The name cannot be resolved.</exception>
        public MqttClient(string brokerHostName, int brokerPort, bool secure, X509Certificate caCert, X509Certificate clientCert, MqttSslProtocols sslProtocol)
        {
            Init(brokerHostName, brokerPort, secure, caCert, clientCert);
        }

        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

        public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;

        public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed;

        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

        public bool IsConnected
        {
            get { return _session != null && _session.IsConnected; }
        }

        public string ClientId { get; private set; }

        public MqttProtocolVersion ProtocolVersion { get; set; } = MqttProtocolVersion.Version_3_1_1;

        public MqttSettings Settings
        {
            get { return MqttSettings.Instance; }
        }

        public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol)
        {
            Init(brokerHostName, brokerPort, secure, Load(caCert), Load(clientCert));
        }

        public MqttReasonCode Connect(string clientId)
        {
            return Connect(clientId, null, null, false, MqttQoSLevel.AtMostOnce, false, null, null, true, 60);
        }

        public MqttReasonCode Connect(
            string clientId,
            string username,
            string password,
            bool willRetain,
            MqttQoSLevel willQosLevel,
            bool willFlag,
            string willTopic,
            string willMessage,
            bool cleanSession,
            ushort keepAlivePeriod)
        {
            Close();
            _air?.DemandUp();
            int keepAlive = keepAlivePeriod == 0 ? 0 : Math.Max(keepAlivePeriod, LeastKeepAliveSeconds);
            MosquittoSession session = new(this, clientId, cleanSession, _host, _port, keepAlive);
            session.Configure(h => LibMosquitto.mosquitto_int_option(h, LibMosquitto.OptionProtocolVersion, (int)ProtocolVersion), "protocol version");
            if (username != null)
            {
                session.Configure(h => LibMosquitto.mosquitto_username_pw_set(h, username, password), "user and password");
            }

            if (willFlag)
            {
                byte[] will = Encoding.UTF8.GetBytes(willMessage);
                session.Configure(h => LibMosquitto.mosquitto_will_set(h, willTopic, will.Length, will, (int)willQosLevel, willRetain), "last will");
            }

            ClientId = clientId;
            _session = session;
            _air?.Add(this);
            return (MqttReasonCode)Open(session);
        }

        public void Disconnect()
        {
            End(true);
        }

        public void Close()
        {
            End(false);
        }

        public void Dispose()
        {
            Close();
            GC.SuppressFinalize(this);
        }

        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
        {
            if (topics.Length != 1 || qosLevels.Length != 1)
            {
                throw new NotSupportedException("this twin subscribes to one topic at a time");
            }

            return IdOf(_session == null ? 0 : _session.Change(topics[0], true, (int)qosLevels[0]));
        }

        public ushort Unsubscribe(string[] topics)
        {
            if (topics.Length != 1)
            {
                throw new NotSupportedException("this twin unsubscribes from one topic at a time");
            }

            return IdOf(_session == null ? 0 : _session.Change(topics[0], false, 0));
        }

        public ushort Publish(string topic, byte[] message)
        {
            return Publish(topic, message, null, null, MqttQoSLevel.AtMostOnce, false);
        }

        public ushort Publish(string topic, byte[] message, string contentType)
        {
            return Publish(topic, message, contentType, null, MqttQoSLevel.AtMostOnce, false);
        }

        /// <exception cref="MqttClientException">The in-flight queue is full.</exception>
        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
        {
            if (contentType != null || userProperties != null)
            {
                throw new NotSupportedException("content type and user properties exist in MQTT 5 only");
            }

            if (_session != null && _session.PendingCount >= Settings.InflightQueueSize)
            {
                throw new MqttClientException(MqttClientErrorCode.InflightQueueFull);
            }

            return IdOf(_session == null ? 0 : _session.Publish(topic, message, (int)qosLevel, retain));
        }

        internal void OnPublished(ushort id)
        {
            MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(id, true));
        }

        internal void OnReceived(string topic, byte[] payload, MqttQoSLevel qos, bool retain)
        {
            MqttMsgPublishReceived?.Invoke(this, new MqttMsgPublishEventArgs(topic, payload, false, qos, retain));
        }

        internal void OnSubscribed(ushort id, MqttQoSLevel[] granted)
        {
            MqttMsgSubscribed?.Invoke(this, new MqttMsgSubscribedEventArgs(id, granted));
        }

        internal void OnUnsubscribed(ushort id)
        {
            MqttMsgUnsubscribed?.Invoke(this, new MqttMsgUnsubscribedEventArgs(id));
        }

        internal void OnClosed()
        {
            _air?.Remove(this);
            ConnectionClosed?.Invoke(this, EventArgs.Empty);
        }

        private void Init(string host, int port, bool secure, X509Certificate authority, X509Certificate client)
        {
            if (client != null)
            {
                throw new NotSupportedException("this twin has no client certificates");
            }

            LibMosquitto.Demand();
            _air?.DemandUp();
            Dns.GetHostAddresses(host);
            _host = host;
            _port = port;
            _secure = secure;
            _authority = authority;
        }

        private int Open(MosquittoSession session)
        {
            string authorityFile = null;
            try
            {
                if (_secure)
                {
                    authorityFile = WriteAuthority();
                    UseTls(session, authorityFile);
                }

                int answer = session.Open(Settings.TimeoutOnConnection);
                return answer >= 0 ? answer : throw new MqttConnectionException("Exception connecting to the broker", new IOException(session.Problem));
            }
            finally
            {
                if (!session.IsConnected)
                {
                    End(false);
                }

                if (authorityFile != null)
                {
                    File.Delete(authorityFile);
                }
            }
        }

        private void UseTls(MosquittoSession session, string authorityFile)
        {
            const int VerifyPeer = 1;
            if (!Settings.ValidateServerCertificate)
            {
                throw new NotSupportedException("this twin does not connect without checking the broker's certificate");
            }

            session.Configure(h => LibMosquitto.mosquitto_tls_set(h, authorityFile, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero), "CA certificate");
            session.Configure(h => LibMosquitto.mosquitto_tls_opts_set(h, VerifyPeer, "tlsv1.2", IntPtr.Zero), "TLS 1.2");
        }

        private string WriteAuthority()
        {
            if (_authority == null)
            {
                throw new MqttConnectionException("Exception connecting to the broker", new CryptographicException("TLS needs a CA certificate"));
            }

            // libmosquitto reads it from a file, while it connects.
            string path = Path.GetTempFileName();
            File.WriteAllText(path, PemEncoding.WriteString("CERTIFICATE", _authority.GetRawCertData()));
            return path;
        }

        private void End(bool goodbye)
        {
            _air?.Remove(this);
            _session?.End(goodbye);
        }

        private ushort IdOf(int id)
        {
            return id != 0 ? (ushort)id : (ushort)((Interlocked.Increment(ref _idsWhileDisconnected) & 0x7FFF) + 1);
        }

        private static X509Certificate2 Load(byte[] certificate)
        {
            return certificate == null ? null : X509CertificateLoader.LoadCertificate(certificate);
        }
    }
}
