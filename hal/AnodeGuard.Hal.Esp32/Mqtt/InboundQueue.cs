namespace AnodeGuard.Hal.Esp32
{
    /// <summary>Commands that wait for the reporting job; where there is no room the oldest gives way.</summary>
    internal sealed class InboundQueue
    {
        private readonly object _gate = new object();
        private readonly MqttInbound[] _messages;
        private int _head;
        private int _count;

        public InboundQueue(int capacity)
        {
            _messages = new MqttInbound[capacity];
        }

        public void Put(MqttInbound message)
        {
            lock (_gate)
            {
                if (_count == _messages.Length)
                {
                    _head = Slot(1);
                    _count--;
                }

                _messages[Slot(_count)] = message;
                _count++;
            }
        }

        /// <summary>Takes the oldest; null where there is none.</summary>
        public MqttInbound Take()
        {
            lock (_gate)
            {
                if (_count == 0)
                {
                    return null;
                }

                MqttInbound message = _messages[_head];
                _messages[_head] = null;
                _head = Slot(1);
                _count--;
                return message;
            }
        }

        /// <summary>A new connection begins.</summary>
        public void Clear()
        {
            lock (_gate)
            {
                _count = 0;
            }
        }

        private int Slot(int index)
        {
            int slot = _head + index;
            return slot < _messages.Length ? slot : slot - _messages.Length;
        }
    }
}
