namespace AnodeGuard.Hal.Emulated
{
    /// <summary>A link that is cut while the emulated network or the broker is away, whatever the real one could do.</summary>
    public sealed class GatedMqttLink : IMqttLink
    {
        private readonly IMqttLink _link;
        private readonly EmulatedNetwork _network;

        /// <param name="link">The real link.</param>
        /// <param name="network">Says whether it may be used.</param>
        public GatedMqttLink(IMqttLink link, EmulatedNetwork network)
        {
            _link = link;
            _network = network;
        }

        /// <inheritdoc/>
        public bool IsConnected
        {
            get { return Open() && _link.IsConnected; }
        }

        /// <inheritdoc/>
        public string LastProblem
        {
            get { return Open() ? _link.LastProblem : "the emulated network is down"; }
        }

        /// <inheritdoc/>
        public bool TryConnect(MqttLinkOptions options)
        {
            return Open() && _link.TryConnect(options);
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            _link.Disconnect();
        }

        /// <inheritdoc/>
        public bool TrySubscribe(string topicFilter)
        {
            return Open() && _link.TrySubscribe(topicFilter);
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain)
        {
            return Open() ? _link.Publish(topic, payload, payloadLength, qos, retain) : -1;
        }

        /// <inheritdoc/>
        public bool TryTakeConfirmed(out int messageId)
        {
            messageId = 0;
            return Open() && _link.TryTakeConfirmed(out messageId);
        }

        /// <inheritdoc/>
        public bool TryTakeInbound(out MqttInbound message)
        {
            message = null;
            return Open() && _link.TryTakeInbound(out message);
        }

        // The first look after the network went away takes the real link down with it.
        private bool Open()
        {
            bool open = _network.Available && _network.BrokerReachable;
            if (!open && _link.IsConnected)
            {
                _link.Disconnect();
            }

            return open;
        }
    }
}
