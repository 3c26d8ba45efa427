using System.Text;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Keeps the connection: network up, broker reached, greeting said (commands subscribed; status, info and discovery
    /// published). Comes back by itself after every loss, with growing waits; much longer ones where an attempt ended in a
    /// restart (<see cref="AttemptKeeper"/>).
    /// </summary>
    internal sealed class BrokerSession
    {
        private const string Online = "online";
        private const string Offline = "offline";

        /// <summary>A link that held this long was a good one, microseconds.</summary>
        private const long GoodLinkMicroseconds = 10000000;

        /// <summary>
        /// What the watchdog has to leave before an attempt begins: a TLS handshake is one native call of 1.2 to 1.3 s on an
        /// ESP32 and holds up every thread. Up to 0.15 s after a kick, so that a turn of this job falls into it every time: of the 1.36 s that the
        /// fastest watchdog gives. With that one the longest handshake after the latest start comes 0.1 s late; with the usual one (1.6 s) in time.
        /// </summary>
        private const long RoomToConnectMicroseconds = 1210000;

        private const int StepCommands = 0;
        private const int StepBirth = 1;
        private const int StepStatus = 2;
        private const int StepInfo = 3;
        private const int StepDiscovery = 4;
        private const int StepDone = 5;

        private readonly IBoard _board;
        private readonly MqttLinkOptions _options;
        private readonly ReportTopics _topics;
        private readonly MessageWriter _messages;
        private readonly DiscoveryWriter _discovery;
        private readonly Backoff _backoff;
        private readonly byte[] _online = Encoding.UTF8.GetBytes(Online);
        private readonly byte[] _offline = Encoding.UTF8.GetBytes(Offline);
        private readonly AttemptKeeper _attempts;
        private bool _connected;
        private bool _noted;
        private int _presses;
        private int _step;
        private long _nextAttemptMicroseconds;
        private long _connectedMicroseconds;

        public BrokerSession(IBoard board, DeviceSettings settings, ReportTopics topics, MessageWriter messages, DiscoveryWriter discovery, AttemptKeeper attempts)
        {
            _attempts = attempts;
            _nextAttemptMicroseconds = board.Clock.NowMicroseconds() + attempts.WaitMicroseconds;
            _board = board;
            _topics = topics;
            _messages = messages;
            _discovery = discovery;

            // A full stop is in neither: no two devices have one name, of which a broker would throw out one after the other.
            string name = settings.DeviceSite + "." + settings.DeviceId;
            _backoff = new Backoff(name);
            _options = new MqttLinkOptions();
            _options.Host = settings.MqttHost;
            _options.Port = settings.EffectiveMqttPort;
            _options.UseTls = settings.MqttUseTls;
            _options.CaCertificatePem = settings.MqttCaCertificatePem;
            _options.ClientId = "anodeguard-" + name;
            _options.User = settings.MqttUser.Length > 0 ? settings.MqttUser : null;
            _options.Password = settings.MqttUser.Length > 0 ? settings.MqttPassword : null;
            _options.WillTopic = topics.Status;
            _options.WillMessage = Offline;
            _options.KeepAliveSeconds = settings.MqttKeepAliveSeconds;
        }

        /// <summary>Counts the connections made: one more means that everything unconfirmed is to be sent again.</summary>
        public int Connections { get; private set; }

        /// <summary>Connects where it is time to; may block.</summary>
        /// <param name="mayTry">An attempt may begin now.</param>
        public void Connect(bool mayTry)
        {
            if (_connected && !_board.Mqtt.IsConnected)
            {
                _connected = false;
                Wait();
            }

            if (!_connected && mayTry)
            {
                TryConnect();
            }
        }

        /// <summary>Says the greeting, as far as the link takes it.</summary>
        /// <returns>True while messages can be sent.</returns>
        public bool Greet()
        {
            if (!_connected)
            {
                return false;
            }

            while (_step < StepDone && TryStep())
            {
                _step++;
            }

            if (_board.Clock.NowMicroseconds() - _connectedMicroseconds > GoodLinkMicroseconds)
            {
                _backoff.Reset();
                _attempts.Held();
            }

            return _step == StepDone;
        }

        /// <summary>Home Assistant has started anew and wants to hear of this device.</summary>
        public void RepeatDiscovery()
        {
            _step = _step == StepDone ? StepDiscovery : _step;
        }

        /// <summary>Says goodbye: the status goes to offline at once, instead of by the will.</summary>
        public void Stop()
        {
            if (_board.Mqtt.IsConnected)
            {
                _board.Mqtt.Publish(_topics.Status, _offline, _offline.Length, 1, true);
                _board.Mqtt.Disconnect();
            }

            _connected = false;
            Wait();
        }

        private void TryConnect()
        {
            bool pressed = _presses != _attempts.Presses;
            _presses = _attempts.Presses;
            if (_board.Clock.NowMicroseconds() < _nextAttemptMicroseconds && !pressed)
            {
                return;
            }

            _nextAttemptMicroseconds = 0;
            if (!_board.Network.IsUp && !_board.Network.TryBringUp())
            {
                Note(false);
                Wait();
                return;
            }

            // Not noted before there is room either: a reset that comes while this start has not kicked yet is none of an attempt.
            bool hasRoom = _board.Watchdog.LeftMicroseconds() >= RoomToConnectMicroseconds;
            Note(hasRoom || _noted);
            if (!hasRoom || !_attempts.IsStored)
            {
                return;
            }

            bool connected = _board.Mqtt.TryConnect(_options);
            Note(false);
            if (!connected)
            {
                Wait();
                return;
            }

            _connected = true;
            _connectedMicroseconds = _board.Clock.NowMicroseconds();
            _step = StepCommands;
            Connections++;
        }

        /// <summary>An attempt begins, or does not, or is over: known to the next start before a call can block.</summary>
        private void Note(bool underWay)
        {
            if (underWay && !_noted)
            {
                _attempts.Begin();
            }
            else if (!underWay && _noted)
            {
                _attempts.End();
            }

            _noted = underWay;
        }

        private void Wait()
        {
            long wait = _backoff.NextMicroseconds();
            _nextAttemptMicroseconds = _board.Clock.NowMicroseconds() + (wait > _attempts.WaitMicroseconds ? wait : _attempts.WaitMicroseconds);
        }

        private bool TryStep()
        {
            switch (_step)
            {
                case StepCommands:
                    return _board.Mqtt.TrySubscribe(_topics.CommandFilter);
                case StepBirth:
                    return _topics.DiscoveryBirth == null || _board.Mqtt.TrySubscribe(_topics.DiscoveryBirth);
                case StepStatus:
                    return _board.Mqtt.Publish(_topics.Status, _online, _online.Length, 1, true) > 0;
                case StepInfo:
                    return TryInfo();
                default:
                    return TryDiscovery();
            }
        }

        private bool TryInfo()
        {
            long unixMilliseconds;
            if (!_board.Clock.TryGetUnixMilliseconds(out unixMilliseconds))
            {
                unixMilliseconds = 0;
            }

            if (!_messages.WriteInfo(_board.Clock.NowMicroseconds(), unixMilliseconds, _attempts.Restarts))
            {
                // Longer than the buffer can only be a mistake in this program: go on without it.
                return true;
            }

            if (_board.Mqtt.Publish(_topics.Info, _messages.Json.Buffer, _messages.Json.Length, 1, true) <= 0)
            {
                return false;
            }

            _messages.Take(false);
            return true;
        }

        private bool TryDiscovery()
        {
            if (_topics.Discovery == null || !_discovery.Write())
            {
                return true;
            }

            JsonWriter json = _messages.Json;
            return _board.Mqtt.Publish(_topics.Discovery, json.Buffer, json.Length, 1, true) > 0;
        }
    }
}
