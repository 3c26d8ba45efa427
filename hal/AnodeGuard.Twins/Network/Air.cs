using System;
using System.Collections.Generic;
using System.IO;
using nanoFramework.M2Mqtt;
using nanoFramework.Networking;

namespace AnodeGuard.Twins
{
    /// <summary>
    /// The air around one emulated board: Wi-Fi that can be lost, and a time server. Beyond it stands the real network of
    /// this machine, with a real broker.
    /// </summary>
    internal sealed class Air
    {
        private readonly object _gate = new();
        private readonly List<MqttClient> _clients = new();
        private bool _isUp = true;

        /// <summary>The network of the board on this thread; null where no board runs: the machine's own, as it is.</summary>
        public static Air OfThisThread
        {
            get { return Machine.OfThisThread?.Air; }
        }

        /// <summary>Whether Wi-Fi reaches the access point. Losing it drops every connection, without a goodbye.</summary>
        public bool IsUp
        {
            get
            {
                return _isUp;
            }

            set
            {
                _isUp = value;
                if (!value)
                {
                    DropConnections();
                }
            }
        }

        /// <summary>
        /// What the time server says at the board's power-on, UTC; null: there is no time server. Time goes on with the
        /// board's virtual time.
        /// </summary>
        public DateTime? UtcAtPowerOn { get; set; }

        /// <summary>Cuts every connection, as a broker that dies or a cable that is pulled does.</summary>
        public void DropConnections()
        {
            MqttClient[] clients;
            lock (_gate)
            {
                clients = _clients.ToArray();
            }

            foreach (MqttClient client in clients)
            {
                client.Close();
            }
        }

        /// <summary>What the chip's network helper knows.</summary>
        internal NetworkHelperStatus HelperStatus { get; private set; }

        internal bool TryBringUp()
        {
            HelperStatus = _isUp ? NetworkHelperStatus.NetworkIsReady : NetworkHelperStatus.TokenExpiredWaitingIPAddress;
            return _isUp;
        }

        internal void DemandUp()
        {
            if (!_isUp)
            {
                throw new IOException("the emulated Wi-Fi is down");
            }
        }

        internal void Add(MqttClient client)
        {
            lock (_gate)
            {
                _clients.Add(client);
            }
        }

        internal void Remove(MqttClient client)
        {
            lock (_gate)
            {
                _clients.Remove(client);
            }
        }
    }
}
