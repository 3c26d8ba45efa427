namespace AnodeGuard.App
{
    /// <summary>
    /// Reads what earlier starts left in the journal, one record after the other, some hundred bytes at a time. Gone once
    /// everything was handed over, and its buffer with it.
    /// </summary>
    internal sealed class JournalReader
    {
        /// <summary>Bytes asked for at once: a message of ordinary length.</summary>
        private const int Step = 512;

        private readonly JournalRoom _room;
        private readonly byte[] _bytes = new byte[Outbox.LongestMessage + JournalRecord.Overhead + Step];
        private int _have;
        private int _asked;
        private int _at;
        private int _left;

        /// <param name="ring">What it reads, from its oldest record on.</param>
        public JournalReader(JournalRing ring)
        {
            _room = ring.Room;
            _at = ring.Tail;
            _left = ring.Used;
        }

        /// <summary>The record that comes next begins with the first of these bytes.</summary>
        public byte[] Bytes
        {
            get { return _bytes; }
        }

        /// <summary>Bytes from the next record on, read or not.</summary>
        public int Rest
        {
            get { return _have + _left; }
        }

        /// <summary>What stands where the next record has to begin is none: nobody knows where the one after it begins.</summary>
        public bool IsLost
        {
            get
            {
                return _have >= JournalRecord.HeadSize || _left == 0
                    ? _have < JournalRecord.HeadSize || !JournalRecord.HasHead(_bytes) || JournalRecord.LengthOf(_bytes) > Outbox.LongestMessage || Size > Rest
                    : false;
            }
        }

        /// <summary>The next record is here in one piece. Ask <see cref="IsLost"/> first.</summary>
        public bool IsWhole
        {
            get { return _have >= JournalRecord.HeadSize && _have >= Size; }
        }

        /// <summary>Bytes of the next record, once its head is here.</summary>
        public int Size
        {
            get { return JournalRecord.LengthOf(_bytes) + JournalRecord.Overhead; }
        }

        /// <summary>Asks for the bytes that come next.</summary>
        /// <param name="task">Begins it.</param>
        /// <param name="second">Goes on from the ring's start where it has to.</param>
        public void Ask(MemoryTask task, MemoryTask second)
        {
            int room = _bytes.Length - _have;
            int most = _left < Step ? _left : Step;
            _asked = most < room ? most : room;
            int first = _room.Capacity - _at;
            if (_asked > first)
            {
                second.Fill(_room.Ring, _bytes, _have + first, _asked - first, false, null);
                task.Fill(_room.Ring + _at, _bytes, _have, first, false, second);
            }
            else
            {
                task.Fill(_room.Ring + _at, _bytes, _have, _asked, false, null);
            }

            task.Ask();
        }

        /// <summary>They are here.</summary>
        public void Take()
        {
            _at = _room.Wrap(_at + _asked);
            _left -= _asked;
            _have += _asked;
            _asked = 0;
        }

        /// <summary>Goes on to the record behind this one.</summary>
        public void Skip()
        {
            int size = Size;
            System.Array.Copy(_bytes, size, _bytes, 0, _have - size);
            _have -= size;
        }
    }
}
