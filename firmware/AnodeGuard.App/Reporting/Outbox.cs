using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// What has still to reach the broker. Events and alarms are kept until the broker has confirmed them, go first and
    /// in order, and are sent again after every lost link; of telemetry the oldest gives way, and is counted. All memory
    /// is allocated once.
    /// </summary>
    internal sealed class Outbox
    {
        /// <summary>Longest payload, bytes: a state message with every fault active and every figure at its longest.</summary>
        public const int LongestMessage = 4096;

        private const int DurableBytes = 49152;
        private const int DurableMessages = 192;
        private const int TelemetryBytes = 32768;
        private const int TelemetryMessages = 48;
        private const int Confirmed = -1;

        private readonly MessageRing _durable = new MessageRing(DurableBytes, DurableMessages);
        private readonly MessageRing _telemetry = new MessageRing(TelemetryBytes, TelemetryMessages);
        private readonly byte[] _payload = new byte[LongestMessage];
        private int _sent;

        /// <summary>Events and alarms that the broker has not confirmed.</summary>
        public int DurableCount
        {
            get { return _durable.Count; }
        }

        /// <summary>Telemetry that was not sent.</summary>
        public int TelemetryCount
        {
            get { return _telemetry.Count; }
        }

        /// <summary>Telemetry that gave way since start.</summary>
        public long TelemetryDropped { get; private set; }

        /// <summary>Keeps an event or alarm; false where there is no room: ask again later.</summary>
        public bool TryAddDurable(byte topic, JsonWriter message)
        {
            return message.Length <= LongestMessage && _durable.TryAdd(topic, message.Buffer, message.Length);
        }

        /// <summary>Keeps telemetry; the oldest gives way.</summary>
        public void AddTelemetry(byte topic, JsonWriter message)
        {
            if (message.Length > LongestMessage)
            {
                TelemetryDropped++;
                return;
            }

            while (!_telemetry.TryAdd(topic, message.Buffer, message.Length))
            {
                TelemetryDropped++;
                _telemetry.RemoveFirst();
            }
        }

        /// <summary>Sends what the link takes now.</summary>
        public void Send(IMqttLink link, ReportTopics topics)
        {
            while (_sent < _durable.Count)
            {
                int length = _durable.CopyTo(_sent, _payload);
                byte topic = _durable.TopicOf(_sent);
                int id = link.Publish(topics.Of(topic), _payload, length, 1, topic == ReportTopics.AlarmCode);
                if (id <= 0)
                {
                    return;
                }

                _durable.SetMark(_sent, id);
                _sent++;
            }

            while (_telemetry.Count > 0)
            {
                int length = _telemetry.CopyTo(0, _payload);
                if (link.Publish(topics.Of(_telemetry.TopicOf(0)), _payload, length, 0, false) < 0)
                {
                    return;
                }

                _telemetry.RemoveFirst();
            }
        }

        /// <summary>The broker has this one. Ids that are not of the outbox are passed over.</summary>
        public void Confirm(int messageId)
        {
            for (int i = 0; i < _sent; i++)
            {
                if (_durable.MarkOf(i) == messageId)
                {
                    _durable.SetMark(i, Confirmed);
                    break;
                }
            }

            // Only from the front, so that what is sent again after a loss keeps its order: the retained alarm is the last.
            while (_sent > 0 && _durable.MarkOf(0) == Confirmed)
            {
                _durable.RemoveFirst();
                _sent--;
            }
        }

        /// <summary>The link was lost: everything that is not confirmed is to be sent again.</summary>
        public void LinkLost()
        {
            _sent = 0;
        }
    }
}
