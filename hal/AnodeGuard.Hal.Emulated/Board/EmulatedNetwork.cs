namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What a connection attempt meets. How long each holds the firmware is told by <see cref="TroubledMqttLink"/>.</summary>
    public enum NetworkTrouble
    {
        /// <summary>Nothing: the link does what it does.</summary>
        None = 0,

        /// <summary>The broker takes the connection and never greets back: a managed wait.</summary>
        BrokerHung = 1,

        /// <summary>The name server does not answer: a native call blocks.</summary>
        NameServerSilent = 2,

        /// <summary>The broker refuses the TLS handshake at its end: a native call blocks, with the arithmetic in it.</summary>
        TlsRefused = 3,

        /// <summary>The broker never answers in the TLS handshake: a native call blocks and has no limit.</summary>
        TlsSilent = 4,
    }

    /// <summary>Wi-Fi as the firmware sees it: there, or not.</summary>
    public sealed class EmulatedNetwork : INetwork
    {
        /// <summary>How long the device's code looks for an access point that is not there; it waits in managed code.</summary>
        public const long SearchMicroseconds = 15_000_000;

        private readonly VirtualScheduler _scheduler;
        private bool _joined;

        internal EmulatedNetwork(VirtualScheduler scheduler)
        {
            _scheduler = scheduler;
        }

        /// <summary>An access point is in reach.</summary>
        public bool Available { get; set; } = true;

        /// <summary>The broker answers; see <see cref="GatedMqttLink"/>.</summary>
        public bool BrokerReachable { get; set; } = true;

        /// <summary>What the next connection attempts meet; see <see cref="TroubledMqttLink"/>.</summary>
        public NetworkTrouble Trouble { get; set; }

        /// <inheritdoc/>
        public bool IsUp
        {
            get { return _joined && Available; }
        }

        /// <inheritdoc/>
        public bool TryBringUp()
        {
            if (!Available)
            {
                _scheduler.Interpreter?.Wait(SearchMicroseconds);
            }

            _joined = Available;
            return _joined;
        }

        /// <summary>The chip starts anew: it has to join again.</summary>
        internal void Restart()
        {
            _joined = false;
        }
    }
}
