using System;
using System.Collections.Generic;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// A broker at the seam of <see cref="IMqttLink"/>, in virtual time and without sockets: for runs too long for a real one.
    /// It has a message as soon as it is handed over; the confirmation is on its way for some time, and is lost with the
    /// link. What it was for then comes a second time, as with a real broker.
    /// </summary>
    public sealed class EmulatedBroker : IMqttLink
    {
        private const int Window = 16;
        private const int Ids = 65535;

        private readonly Queue<(int Id, long At)> _confirmations = new Queue<(int Id, long At)>();
        private int _lastId;

        /// <summary>Answers when it is called.</summary>
        public bool Reachable { get; set; } = true;

        /// <summary>Tells the time, for <see cref="ConfirmationMicroseconds"/>; null: there is none.</summary>
        public Func<long> Clock { get; set; }

        /// <summary>How long a confirmation is on its way; 0: it is there when somebody looks.</summary>
        public long ConfirmationMicroseconds { get; set; }

        /// <summary>Gets every message that arrives: topic, payload (valid during the call), its length, QoS.</summary>
        public ReceiveMessage Received { get; set; }

        /// <inheritdoc/>
        public bool IsConnected { get; private set; }

        private long Now
        {
            get { return Clock == null ? 0 : Clock(); }
        }

        /// <inheritdoc/>
        public string LastProblem
        {
            get { return Reachable ? null : "the emulated broker is away"; }
        }

        /// <summary>The link breaks, and the broker is away or not from now on.</summary>
        public void Lose(bool reachable)
        {
            IsConnected = false;
            Reachable = reachable;
        }

        /// <inheritdoc/>
        public bool TryConnect(MqttLinkOptions options)
        {
            _confirmations.Clear();
            IsConnected = Reachable;
            return IsConnected;
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            IsConnected = false;
        }

        /// <inheritdoc/>
        public bool TrySubscribe(string topicFilter)
        {
            return IsConnected;
        }

        /// <inheritdoc/>
        public int Publish(string topic, byte[] payload, int payloadLength, int qos, bool retain)
        {
            if (!IsConnected || (qos > 0 && _confirmations.Count == Window))
            {
                return -1;
            }

            Received?.Invoke(topic, payload, payloadLength, qos);
            if (qos == 0)
            {
                return 0;
            }

            _lastId = (_lastId % Ids) + 1;
            _confirmations.Enqueue((_lastId, Now + ConfirmationMicroseconds));
            return _lastId;
        }

        /// <inheritdoc/>
        public bool TryTakeConfirmed(out int messageId)
        {
            messageId = 0;
            if (!IsConnected || !_confirmations.TryPeek(out (int Id, long At) first) || Now < first.At)
            {
                return false;
            }

            messageId = first.Id;
            _confirmations.Dequeue();
            return true;
        }

        /// <inheritdoc/>
        public bool TryTakeInbound(out MqttInbound message)
        {
            message = null;
            return false;
        }
    }

    /// <summary>A message that arrived at <see cref="EmulatedBroker"/>.</summary>
    public delegate void ReceiveMessage(string topic, byte[] payload, int payloadLength, int qos);
}
