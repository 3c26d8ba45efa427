namespace AnodeGuard.App
{
    /// <summary>
    /// The bounded ring between the safety job, which writes, and the reporting job, which reads: one of each, no lock
    /// between them, so that a hung network never holds up a cycle. Each index is written by one side alone. When the
    /// ring is full the newest record is dropped and counted: what led to an event matters more than its repetition. The
    /// last places are kept for alarms.
    /// </summary>
    public sealed class EventQueue
    {
        private readonly EventRecord[] _records;
        private readonly int _forAlarms;
        private int _alarmsIn;
        private int _alarmsOut;
        private int _head;
        private int _tail;
        private int _dropped;

        /// <summary>Allocates every record the ring will ever hold.</summary>
        /// <param name="capacity">Records, 2 or more; one of them always stays free.</param>
        /// <param name="forAlarms">How many of them only an alarm takes.</param>
        public EventQueue(int capacity, int forAlarms)
        {
            _forAlarms = forAlarms;
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

        /// <summary>Alarms among those that wait.</summary>
        public int Alarms
        {
            get { return _alarmsIn - _alarmsOut; }
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
        /// <param name="isAlarm">It will tell of danger.</param>
        public EventRecord Reserve(bool isAlarm)
        {
            int left = _records.Length - 1 - Count;
            if (left <= (isAlarm ? 0 : _forAlarms))
            {
                _dropped++;
                return null;
            }

            return _records[_head];
        }

        /// <summary>Writer: hands the reserved record to the reader.</summary>
        public void Commit()
        {
            _alarmsIn += _records[_head].IsAlarm ? 1 : 0;
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
            _alarmsOut += into.IsAlarm ? 1 : 0;
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
