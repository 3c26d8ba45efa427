namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// A link on a chip where calls take time, and whose attempts to connect meet the machine's
    /// <see cref="EmulatedNetwork.Trouble"/>. Needs a machine with <see cref="MachineSetup.Interpreter"/>.
    /// </summary>
    public sealed class TroubledMqttLink : IMqttLink
    {
        /// <summary>MqttSettings.ConnectTimeout of nanoFramework.M2Mqtt: a wait for an event, so others run.</summary>
        public const long GreetingMicroseconds = 30_000_000;

        /// <summary>
        /// One name server that does not answer: lwIP asks 4 times and waits 1, 1, 2 and 3 s (dns.c: DNS_MAX_RETRIES,
        /// DNS_TMR_INTERVAL). The interpreter calls getaddrinfo and waits in it.
        /// </summary>
        public const long NameServerMicroseconds = 7_000_000;

        /// <summary>A handshake on an ESP32: 1.18 to 1.28 s were reported (micropython-esp32 issue 131).</summary>
        public const long HandshakeMicroseconds = 1_250_000;

        /// <summary>The interpreter's TLS loop (ssl_connect_internal.cpp) gives up on errors alone: longer than any watchdog.</summary>
        public const long SilentHandshakeMicroseconds = 60_000_000;

        private readonly IMqttLink _link;
        private readonly EmulatedMachine _machine;

        /// <param name="link">What lies behind.</param>
        /// <param name="machine">Whose time passes, and whose trouble it is.</param>
        public TroubledMqttLink(IMqttLink link, EmulatedMachine machine)
        {
            _link = link;
            _machine = machine;
        }

        /// <summary>A good connection has to make a handshake, too.</summary>
        public bool UsesTls { get; set; }

        /// <summary>Attempts to connect.</summary>
        public int Attempts { get; private set; }

        /// <inheritdoc/>
        public bool IsConnected
        {
            get { return _link.IsConnected; }
        }

        /// <inheritdoc/>
        public string LastProblem
        {
            get { return _link.LastProblem; }
        }

        /// <inheritdoc/>
        public bool TryConnect(MqttLinkOptions options)
        {
            Attempts++;
            InterpreterModel interpreter = _machine.Scheduler.Interpreter;
            switch (_machine.Network.Trouble)
            {
                case NetworkTrouble.BrokerHung:
                    interpreter.Wait(GreetingMicroseconds);
                    return false;
                case NetworkTrouble.NameServerSilent:
                    interpreter.Block(NameServerMicroseconds);
                    return false;
                case NetworkTrouble.TlsRefused:
                    interpreter.Block(HandshakeMicroseconds);
                    return false;
                case NetworkTrouble.TlsSilent:
                    interpreter.Block(SilentHandshakeMicroseconds);
                    return false;
                default:
                    interpreter.Block(UsesTls ? HandshakeMicroseconds : 0);
                    return _link.TryConnect(options);
            }
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            _link.Disconnect();
        }

        /// <inheritdoc/>
        public bool TrySubscribe(string topicFilter)
        {
            return _link.TrySubscribe(topicFilter);
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain)
        {
            if (_link.IsConnected)
            {
                InterpreterModel interpreter = _machine.Scheduler.Interpreter;
                interpreter.Compute(interpreter.Costs.Message);
            }

            return _link.Publish(topic, payload, payloadLength, qos, retain);
        }

        /// <inheritdoc/>
        public bool TryTakeConfirmed(out int messageId)
        {
            return _link.TryTakeConfirmed(out messageId);
        }

        /// <inheritdoc/>
        public bool TryTakeInbound(out MqttInbound message)
        {
            return _link.TryTakeInbound(out message);
        }
    }
}
