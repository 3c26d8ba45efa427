namespace AnodeGuard.App
{
    /// <summary>
    /// Book-keeping of the journal's ring of bytes: which records lie in it, in which order, and which of them the broker
    /// has. Records are numbered from 1 in the order in which they lie there.
    /// </summary>
    internal sealed class JournalRing
    {
        private readonly int[] _sizes;
        private readonly bool[] _gone;
        private int _used;
        private int _unnoted;
        private int _noting;

        /// <param name="room">How much it holds.</param>
        public JournalRing(JournalRoom room)
        {
            Room = room;
            _sizes = new int[room.MostRecords];
            _gone = new bool[room.MostRecords];
        }

        /// <summary>Where it lies.</summary>
        public JournalRoom Room { get; }

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
            if (index.Tail < 0 || index.Tail >= Room.Capacity || index.Head < 0 || index.Head >= Room.Capacity || index.Count < 0 || index.Count > Room.MostRecords)
            {
                return false;
            }

            Tail = index.Tail;
            Head = index.Head;
            Count = index.Count;
            int used = index.Head - index.Tail;
            _used = Count == 0 ? 0 : used > 0 ? used : used + Room.Capacity;
            return true;
        }

        /// <summary>Whether a record of so many bytes has room.</summary>
        public bool HasRoom(int size)
        {
            return Count < Room.MostRecords && size <= Room.Capacity - _used;
        }

        /// <summary>
        /// Whether so many bytes can be written with nothing lost by a power cut: what the stored index still speaks of is not
        /// written over, although it may be gone.
        /// </summary>
        public bool IsNoted(int size)
        {
            return size <= Room.Capacity - _used - _unnoted;
        }

        /// <summary>An index with the present tail is on its way to the memory.</summary>
        public void BeginNote()
        {
            _noting = _unnoted;
        }

        /// <summary>It is stored.</summary>
        public void EndNote()
        {
            _unnoted -= _noting;
            _noting = 0;
        }

        /// <summary>Appends a record.</summary>
        /// <returns>Its number.</returns>
        public int Add(int size)
        {
            int slot = Room.Slot(First + Count);
            _sizes[slot] = size;
            _gone[slot] = false;
            Count++;
            _used += size;
            Head = Room.Wrap(Head + size);
            return First + Count - 1;
        }

        /// <summary>Bytes of a record that an index spoke of.</summary>
        public void SetSize(int number, int size)
        {
            _sizes[Room.Slot(number)] = size;
        }

        /// <summary>A record is not needed any more.</summary>
        public void SetGone(int number)
        {
            _gone[Room.Slot(number)] = true;
        }

        /// <summary>Takes what is not needed from the oldest end; true where there was something.</summary>
        public bool Trim()
        {
            bool any = false;
            while (Count > 0 && _gone[Room.Slot(First)])
            {
                RemoveFirst();
                any = true;
            }

            return any;
        }

        /// <summary>Forgets the oldest record.</summary>
        public void RemoveFirst()
        {
            int slot = Room.Slot(First);
            int size = _sizes[slot];
            _gone[slot] = false;
            Tail = Room.Wrap(Tail + size);
            _used -= size;
            _unnoted += size;
            First++;
            Count--;
        }
    }
}
