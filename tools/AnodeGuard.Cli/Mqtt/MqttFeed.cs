using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>
    /// Everything a broker says on some topics, for as long as the feed lives: it comes back by itself after every loss,
    /// sooner than any device does. Without a kept session it subscribes at QoS 0: mosquitto then forwards a message before
    /// it confirms it to its sender, so that nothing confirmed dies with the broker on the way to a reader that is there.
    /// </summary>
    internal sealed class MqttFeed : IDisposable
    {
        private const string Online = "online";
        private const string Offline = "offline";
        private const ushort KeepAliveSeconds = 15;
        private const int FirstPauseMilliseconds = 50;
        private const int LongestPauseMilliseconds = 500;
        private const int SubscriptionMilliseconds = 5000;

        private readonly object _gate = new object();
        private readonly BrokerAccount _account;
        private readonly string _clientId;
        private readonly string[] _filters;
        private readonly Action<ReceivedMessage> _onMessage;
        private readonly Action _onChange;
        private readonly CancellationTokenSource _stop = new CancellationTokenSource();
        private readonly AutoResetEvent _closed = new AutoResetEvent(false);
        private readonly Thread _thread;
        private MqttClient _client;

        /// <param name="account">Which broker, and as whom.</param>
        /// <param name="purpose">Part of the client's name.</param>
        /// <param name="filters">Topics to hear.</param>
        /// <param name="onMessage">Gets each message, on the connection's thread, one at a time.</param>
        /// <param name="onChange">Told when <see cref="IsConnected"/> or <see cref="Problem"/> has changed.</param>
        public MqttFeed(BrokerAccount account, string purpose, string[] filters, Action<ReceivedMessage> onMessage, Action onChange)
        {
            _account = account;
            _clientId = account.Session ?? "anodeguard-" + purpose + "-" + Guid.NewGuid().ToString("N")[..8];
            _filters = filters;
            _onMessage = onMessage;
            _onChange = onChange;
            _thread = new Thread(Run) { IsBackground = true, Name = "feed " + purpose };
        }

        /// <summary>
        /// A retained topic that says `online` while the subscriptions hold and `offline` after the end, whichever comes about;
        /// null: none. Set it before <see cref="Start"/>.
        /// </summary>
        public string StatusTopic { get; init; }

        /// <summary>The subscriptions hold.</summary>
        public bool IsConnected { get; private set; }

        /// <summary>Why there is no connection; null while there is one, and before the first attempt has ended.</summary>
        public string Problem { get; private set; }

        /// <summary>How many connections were made.</summary>
        public int Connections { get; private set; }

        /// <summary>Begins; returns at once.</summary>
        public void Start()
        {
            _thread.Start();
        }

        /// <summary>Sends a message at QoS 1; false where there is no connection.</summary>
        public bool TryPublish(string topic, byte[] payload, bool retain = false)
        {
            lock (_gate)
            {
                if (!IsConnected)
                {
                    return false;
                }

                _client.Publish(topic, payload, null, null, MqttQoSLevel.AtLeastOnce, retain);
                return true;
            }
        }

        /// <summary>Ends the connection with a goodbye, and with it the feed.</summary>
        public void Dispose()
        {
            _stop.Cancel();
            TellStatus(Offline);
            _closed.Set();
            if (_thread.IsAlive)
            {
                _thread.Join();
            }

            _closed.Dispose();
            _stop.Dispose();
        }

        /// <summary>Says once more that it is there: somebody else has said the contrary.</summary>
        public void RepeatStatus()
        {
            TellStatus(Online);
        }

        private void TellStatus(string word)
        {
            lock (_gate)
            {
                // Once the end has begun nothing is said behind the goodbye.
                if (StatusTopic != null && (word == Offline || !_stop.IsCancellationRequested))
                {
                    TryPublish(StatusTopic, Encoding.UTF8.GetBytes(word), true);
                }
            }
        }

        private void Run()
        {
            int pause = FirstPauseMilliseconds;
            while (!_stop.IsCancellationRequested)
            {
                string problem = Live();
                if (problem == null)
                {
                    pause = FirstPauseMilliseconds;
                }
                else
                {
                    Change(false, problem);
                    pause = Math.Min(pause * 2, LongestPauseMilliseconds);
                }

                _stop.Token.WaitHandle.WaitOne(pause);
            }
        }

        /// <summary>One connection from beginning to end.</summary>
        /// <returns>Why none came about; null where one did.</returns>
        private string Live()
        {
            MqttClient client = null;
            try
            {
                MqttSslProtocols protocol = _account.Authority == null ? MqttSslProtocols.None : MqttSslProtocols.TLSv1_2;
                client = new MqttClient(_account.Address.Host, _account.Address.Port, _account.Authority != null, _account.Authority, null, protocol);
                _closed.Reset();
                client.ConnectionClosed += (_, _) => _closed.Set();
                client.MqttMsgPublishReceived += (_, e) => _onMessage(new ReceivedMessage(DateTimeOffset.UtcNow, e.Topic, e.Message, e.Retain));
                MqttReasonCode answer = client.Connect(
                    _clientId,
                    _account.User,
                    _account.Password,
                    StatusTopic != null,
                    StatusTopic == null ? MqttQoSLevel.AtMostOnce : MqttQoSLevel.AtLeastOnce,
                    StatusTopic != null,
                    StatusTopic,
                    StatusTopic == null ? null : Offline,
                    _account.Session == null,
                    KeepAliveSeconds);
                string problem = answer == MqttReasonCode.Success ? Subscribe(client) : Explain(answer);
                if (problem != null)
                {
                    return problem;
                }

                StayWith(client);
                return null;
            }
            catch (Exception exception) when (exception is SocketException || exception is MqttConnectionException || exception is MqttClientException || exception is ArgumentException)
            {
                return "nobody answers at " + _account.Address + ": " + (exception.InnerException ?? exception).Message;
            }
            finally
            {
                client?.Disconnect();
            }
        }

        private void StayWith(MqttClient client)
        {
            lock (_gate)
            {
                _client = client;
                Connections++;
            }

            Change(true, null);
            TellStatus(Online);
            _closed.WaitOne();
            Change(false, _stop.IsCancellationRequested ? null : "the connection to " + _account.Address + " was lost");
        }

        private string Subscribe(MqttClient client)
        {
            using (CountdownEvent left = new CountdownEvent(_filters.Length))
            {
                bool refused = false;
                client.MqttMsgSubscribed += (_, e) =>
                {
                    refused |= e.GrantedQoSLevels[0] == MqttQoSLevel.GrantedFailure;
                    left.Signal();
                };
                foreach (string filter in _filters)
                {
                    client.Subscribe(new[] { filter }, new[] { _account.Session == null ? MqttQoSLevel.AtMostOnce : MqttQoSLevel.AtLeastOnce });
                }

                return !left.Wait(SubscriptionMilliseconds) ? _account.Address + " did not confirm the subscription"
                    : refused ? _account.Address + " does not let " + (_account.User ?? "anonymous readers") + " read " + string.Join(", ", _filters)
                    : null;
            }
        }

        private string Explain(MqttReasonCode answer)
        {
            string code = " (MQTT return code " + ((int)answer).ToString(CultureInfo.InvariantCulture) + ")";
            return answer is MqttReasonCode.ConnectionRefusedBadUserNameOrPassword or MqttReasonCode.ConnectionRefusedNotAuthorized
                ? _account.Address + " refuses user and password" + code + "; give --user and --password-file as the broker knows them"
                : _account.Address + " refuses the connection" + code;
        }

        private void Change(bool connected, string problem)
        {
            bool changed;
            lock (_gate)
            {
                changed = IsConnected != connected || Problem != problem;
                IsConnected = connected;
                Problem = problem;
            }

            if (changed)
            {
                _onChange?.Invoke();
            }
        }
    }
}
