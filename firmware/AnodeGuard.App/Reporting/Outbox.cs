using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// What has still to reach the broker. Events and alarms are kept until the broker has confirmed them, go first and
    /// in order, and are sent again after every lost link and, from the journal in FRAM, after every restart; of telemetry
    /// the oldest gives way, and is counted. The last places are kept for alarms. All memory is allocated once.
    /// </summary>
    internal sealed class Outbox
    {
        /// <summary>Longest payload, bytes: a state message with every fault active and every figure at its longest.</summary>
        public const int LongestMessage = 4096;

        private const int DurableBytes = 49152;
        private const int DurableMessages = 192;
        private const int TelemetryBytes = 32768;
        private const int TelemetryMessages = 48;

        // Where memory is short; a message of the greatest length still finds a place in each.
        private const int FewDurableBytes = 10240;
        private const int FewDurableMessages = 48;
        private const int FewTelemetryBytes = 8192;
        private const int FewTelemetryMessages = 12;
        private const int FewWithOld = 16;

        // One part in so many of the room is for alarms alone.
        private const int AlarmShare = 6;
        private const int Confirmed = -1;

        // Numbers of the journal are above 0. This one: nothing is to be stored any more.
        private const int Settled = -1;

        // What earlier starts left is taken up while no more than this waits: the rest of the room is for what happens now.
        private const int MostWithOld = 64;

        private readonly JournalPair _journal;
        private readonly MessageRing _durable;
        private readonly MessageRing _telemetry;
        private readonly int _mostWithOld;
        private readonly int _alarmBytes;
        private readonly int _alarmMessages;
        private readonly byte[] _payload = new byte[LongestMessage];
        private int _sent;
        private int _kept;

        /// <param name="journal">Keeps events and alarms over a power cut.</param>
        /// <param name="isSmall">Memory is short: see <see cref="MemoryPlan"/>.</param>
        public Outbox(JournalPair journal, bool isSmall)
        {
            _journal = journal;
            _durable = isSmall ? new MessageRing(FewDurableBytes, FewDurableMessages) : new MessageRing(DurableBytes, DurableMessages);
            _telemetry = isSmall ? new MessageRing(FewTelemetryBytes, FewTelemetryMessages) : new MessageRing(TelemetryBytes, TelemetryMessages);
            _mostWithOld = isSmall ? FewWithOld : MostWithOld;
            _alarmBytes = (isSmall ? FewDurableBytes : DurableBytes) / AlarmShare;
            _alarmMessages = (isSmall ? FewDurableMessages : DurableMessages) / AlarmShare;
        }

        /// <summary>Events and alarms that the broker has not confirmed, those of earlier starts with them.</summary>
        public int DurableCount
        {
            get { return _durable.Count + _journal.OldLeft; }
        }

        /// <summary>Events and alarms that were sent and wait for the broker's confirmation, or for one that was sent before them.</summary>
        public int InFlight
        {
            get { return _sent; }
        }

        /// <summary>Telemetry that was not sent.</summary>
        public int TelemetryCount
        {
            get { return _telemetry.Count; }
        }

        /// <summary>Telemetry that gave way since start.</summary>
        public long TelemetryDropped { get; private set; }

        /// <summary>Stored events and alarms that this start found lost.</summary>
        public int StoredLost
        {
            get { return _journal.Lost; }
        }

        /// <summary>Whether earlier starts left something is not known yet.</summary>
        public bool IsOpening
        {
            get { return _journal.IsOpening; }
        }

        /// <summary>Records of earlier starts that were not taken up yet.</summary>
        public int OldLeft
        {
            get { return _journal.OldLeft; }
        }

        /// <summary>Events and alarms that a power cut would take now.</summary>
        public int UnstoredCount
        {
            get
            {
                int count = 0;
                for (int i = 0; i < _durable.Count; i++)
                {
                    count += IsStored(i) ? 0 : 1;
                }

                return count;
            }
        }

        /// <summary>No event waits for the memory; alarm messages may, they are told again after every connection.</summary>
        public bool EventsAreStored
        {
            get
            {
                for (int i = _kept > 0 ? _kept - 1 : 0; i < _durable.Count; i++)
                {
                    if (ReportTopics.IsEvent(_durable.TopicOf(i)) && !IsStored(i))
                    {
                        return false;
                    }
                }

                return true;
            }
        }

        /// <summary>Keeps an event or alarm message; false where there is no room: ask again later.</summary>
        public bool TryAddDurable(byte topic, bool isAlarm, JsonWriter message)
        {
            return message.Length <= LongestMessage
                && (isAlarm || _durable.HasRoom(message.Length, _alarmBytes, _alarmMessages))
                && _durable.TryAdd((byte)(isAlarm ? topic | ReportTopics.AlarmBit : topic), message.Buffer, 0, message.Length);
        }

        /// <summary>Keeps telemetry; the oldest gives way.</summary>
        public void AddTelemetry(byte topic, JsonWriter message)
        {
            if (message.Length > LongestMessage)
            {
                TelemetryDropped++;
                return;
            }

            while (!_telemetry.TryAdd(topic, message.Buffer, 0, message.Length))
            {
                TelemetryDropped++;
                _telemetry.RemoveFirst();
            }
        }

        /// <summary>Brings to the memory what is not confirmed, and takes up what earlier starts left there. A step at a time.</summary>
        public void Keep()
        {
            _journal.Advance();
            while (_journal.OldIsHere && _durable.Count < _mostWithOld && TryTakeOld())
            {
            }

            if (_journal.IsIdle)
            {
                StoreNext();
            }

            if (_journal.IsIdle && _durable.Count < _mostWithOld)
            {
                _journal.Fetch();
            }

            if (_journal.IsIdle)
            {
                _journal.Settle();
            }
        }

        /// <summary>Sends what the link takes now.</summary>
        public void Send(IMqttLink link, ReportTopics topics)
        {
            while (_sent < _durable.Count)
            {
                int length = _durable.CopyTo(_sent, _payload);
                byte topic = _durable.TopicOf(_sent);
                int id = link.Publish(topics.Of(topic), _payload, length, 1, ReportTopics.IsRetained(topic));
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
                    Settle(i);
                    break;
                }
            }

            // Only from the front, so that what is sent again after a loss keeps its order: the retained alarm is the last.
            while (_sent > 0 && _durable.MarkOf(0) == Confirmed)
            {
                _durable.RemoveFirst();
                _sent--;
                _kept -= _kept > 0 ? 1 : 0;
            }
        }

        /// <summary>The link was lost: everything that is not confirmed is to be sent again.</summary>
        public void LinkLost()
        {
            _sent = 0;
        }

        private bool IsStored(int index)
        {
            int number = _durable.NumberOf(index);
            return number == Settled || _journal.IsStored(number);
        }

        private void Settle(int index)
        {
            int number = _durable.NumberOf(index);
            if (number > 0)
            {
                _journal.Confirm(number);
            }

            _durable.SetNumber(index, Settled);
        }

        private void StoreNext()
        {
            for (; _kept < _durable.Count; _kept++)
            {
                if (_durable.NumberOf(_kept) == 0)
                {
                    int length = _durable.CopyTo(_kept, _payload);
                    byte topic = _durable.TopicOf(_kept);
                    int number = _journal.TryStore((topic & ReportTopics.AlarmBit) != 0, topic, _payload, length);
                    if (number > 0)
                    {
                        _durable.SetNumber(_kept, number);
                        _kept++;
                    }

                    return;
                }
            }
        }

        private bool TryTakeOld()
        {
            byte[] record = _journal.OldBytes;
            byte topic = (byte)(JournalRecord.TopicOf(record) | ReportTopics.OldBit);
            if (!_durable.TryAdd(topic, record, JournalRecord.HeadSize, JournalRecord.LengthOf(record)))
            {
                return false;
            }

            _durable.SetNumber(_durable.Count - 1, _journal.TakeOld());
            return true;
        }
    }
}
