namespace AnodeGuard.App
{
    /// <summary>
    /// Book-keeping of the journal's ring of bytes: which records lie in it, in which order, and which of them the broker
    /// has. Records are numbered from 1 in the order in which they lie there.
    /// </summary>
    internal sealed class JournalRing
    {
        /// <summary>Bytes of the ring.</summary>
        public const int Capacity = 98304;

        /// <summary>Most records in it.</summary>
        public const int MostRecords = 256;

        private readonly int[] _sizes = new int[MostRecords];
        private readonly bool[] _gone = new bool[MostRecords];
        private int _used;

        /// <summary>Number of the oldest record.</summary>
        public int First { get; private set; } = 1;

        /// <summary>Records held.</summary>
        public int Count { get; private set; }

        /// <summary>Where the oldest one begins.</summary>
        public int Tail { get; private set; }

        /// <summary>Where the next one will begin.</summary>
        public int Head { get; private set; }

        /// <summary>Bytes used.</summary>
        public int Used
        {
            get { return _used; }
        }

        /// <summary>Takes over what an index says; false where it cannot be true. The sizes follow with <see cref="SetSize"/>.</summary>
        public bool TryOpen(JournalIndex index)
        {
            if (index.Tail < 0 || index.Tail >= Capacity || index.Head < 0 || index.Head >= Capacity || index.Count < 0 || index.Count > MostRecords)
            {
                return false;
            }

            Tail = index.Tail;
            Head = index.Head;
            Count = index.Count;
            int used = index.Head - index.Tail;
            _used = Count == 0 ? 0 : used > 0 ? used : used + Capacity;
            return true;
        }

        /// <summary>Whether a record of so many bytes has room.</summary>
        public bool HasRoom(int size)
        {
            return Count < MostRecords && size <= Capacity - _used;
        }

        /// <summary>Appends a record.</summary>
        /// <returns>Its number.</returns>
        public int Add(int size)
        {
            int slot = (First + Count) % MostRecords;
            _sizes[slot] = size;
            _gone[slot] = false;
            Count++;
            _used += size;
            Head = (Head + size) % Capacity;
            return First + Count - 1;
        }

        /// <summary>Bytes of a record that an index spoke of.</summary>
        public void SetSize(int number, int size)
        {
            _sizes[number % MostRecords] = size;
        }

        /// <summary>A record is not needed any more.</summary>
        public void SetGone(int number)
        {
            _gone[number % MostRecords] = true;
        }

        /// <summary>Takes what is not needed from the oldest end; true where there was something.</summary>
        public bool Trim()
        {
            bool any = false;
            while (Count > 0 && _gone[First % MostRecords])
            {
                RemoveFirst();
                any = true;
            }

            return any;
        }

        /// <summary>Forgets the oldest record.</summary>
        public void RemoveFirst()
        {
            int slot = First % MostRecords;
            int size = _sizes[slot];
            _gone[slot] = false;
            Tail = (Tail + size) % Capacity;
            _used -= size;
            First++;
            Count--;
        }
    }
}
