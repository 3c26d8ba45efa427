namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Wi-Fi as the firmware sees it: there, or not.</summary>
    public sealed class EmulatedNetwork : INetwork
    {
        private bool _joined;

        /// <summary>An access point is in reach.</summary>
        public bool Available { get; set; } = true;

        /// <summary>The broker answers; see <see cref="GatedMqttLink"/>.</summary>
        public bool BrokerReachable { get; set; } = true;

        /// <inheritdoc/>
        public bool IsUp
        {
            get { return _joined && Available; }
        }

        /// <inheritdoc/>
        public bool TryBringUp()
        {
            _joined = Available;
            return _joined;
        }
    }
}
