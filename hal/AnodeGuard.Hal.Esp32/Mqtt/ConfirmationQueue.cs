namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// The in-flight window: a place is taken before a message goes out and given back when its confirmation is taken.
    /// The client's threads write, the reporting job reads.
    /// </summary>
    internal sealed class ConfirmationQueue
    {
        private readonly object _gate = new object();
        private readonly int[] _ids;
        private int _inFlight;
        private int _head;
        private int _count;

        /// <param name="window">Messages on their way at one time.</param>
        public ConfirmationQueue(int window)
        {
            _ids = new int[window];
        }

        /// <summary>Takes a place in the window; false where it is full.</summary>
        public bool TryTakePlace()
        {
            lock (_gate)
            {
                if (_inFlight == _ids.Length)
                {
                    return false;
                }

                _inFlight++;
                return true;
            }
        }

        /// <summary>The message did not go out after all.</summary>
        public void GiveBackPlace()
        {
            lock (_gate)
            {
                _inFlight--;
            }
        }

        /// <summary>The broker has a message. Never more than have a place.</summary>
        public void Put(int messageId)
        {
            lock (_gate)
            {
                if (_count < _ids.Length)
                {
                    _ids[Slot(_count)] = messageId;
                    _count++;
                }
            }
        }

        /// <summary>Takes a confirmation, and gives its place back.</summary>
        public bool TryTake(out int messageId)
        {
            lock (_gate)
            {
                messageId = 0;
                if (_count == 0)
                {
                    return false;
                }

                messageId = _ids[_head];
                _head = Slot(1);
                _count--;
                _inFlight--;
                return true;
            }
        }

        /// <summary>A new connection begins.</summary>
        public void Clear()
        {
            lock (_gate)
            {
                _inFlight = 0;
                _count = 0;
            }
        }

        private int Slot(int index)
        {
            int slot = _head + index;
            return slot < _ids.Length ? slot : slot - _ids.Length;
        }
    }
}
