namespace AnodeGuard.App
{
    /// <summary>
    /// The bounded ring between the safety job, which writes, and the reporting job, which reads: one of each, no lock
    /// between them, so that a hung network never holds up a cycle. Each index is written by one side alone. When the
    /// ring is full the newest record is dropped and counted: what led to an event matters more than its repetition.
    /// </summary>
    public sealed class EventQueue
    {
        private readonly EventRecord[] _records;
        private int _head;
        private int _tail;
        private int _dropped;

        /// <summary>Allocates every record the ring will ever hold.</summary>
        /// <param name="capacity">Records, 2 or more; one of them always stays free.</param>
        public EventQueue(int capacity)
        {
            _records = new EventRecord[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _records[i] = new EventRecord();
            }
        }

        /// <summary>Records dropped since start because the reader was too slow.</summary>
        public int Dropped
        {
            get { return _dropped; }
        }

        /// <summary>Records that wait for the reader.</summary>
        public int Count
        {
            get
            {
                int count = _head - _tail;
                return count < 0 ? count + _records.Length : count;
            }
        }

        /// <summary>Writer: the record to fill next, or null when full (counted as dropped). Then call <see cref="Commit"/>.</summary>
        public EventRecord Reserve()
        {
            if (Next(_head) == _tail)
            {
                _dropped++;
                return null;
            }

            return _records[_head];
        }

        /// <summary>Writer: hands the reserved record to the reader.</summary>
        public void Commit()
        {
            _head = Next(_head);
        }

        /// <summary>Reader: copies the oldest record out; false where there is none.</summary>
        public bool TryTake(EventRecord into)
        {
            if (_tail == _head)
            {
                return false;
            }

            into.CopyFrom(_records[_tail]);
            _tail = Next(_tail);
            return true;
        }

        private int Next(int index)
        {
            index++;
            return index == _records.Length ? 0 : index;
        }
    }
}
