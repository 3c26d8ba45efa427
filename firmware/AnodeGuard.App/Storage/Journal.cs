namespace AnodeGuard.App
{
    /// <summary>
    /// Events and alarms in a ring of FRAM until the broker has confirmed them, so that they outlive a power cut with their
    /// first stamps. A record counts once the index that includes it is written, which is the last thing that happens: a cut at
    /// any byte leaves it out or whole. All work is asked of <see cref="MemoryPorter"/>, a little in each of its turns.
    /// Where the ring is full the oldest record gives way, and is counted where nobody else has it. There are two of them:
    /// <see cref="JournalPair"/>.
    /// </summary>
    internal sealed class Journal
    {
        private const int StageOff = 0;
        private const int StageIdle = 1;
        private const int StageReading = 2;
        private const int StageStoring = 3;
        private const int StageNoting = 4;
        private const int StageFetching = 5;

        private readonly MemoryTask _task;
        private readonly MemoryTask _second = new MemoryTask();
        private readonly MemoryTask _last = new MemoryTask();
        private readonly JournalIndex _index = new JournalIndex();
        private readonly JournalRing _ring;
        private readonly byte[] _record;
        private readonly byte[] _slots = new byte[JournalIndex.Size];
        private readonly uint _boot;
        private int _stage = StageOff;
        private int _lost;
        private int _atRisk;
        private bool _dirty;

        /// <param name="task">Carries the bytes.</param>
        /// <param name="boot">This start; 0: not known, then nothing is stored, for its records could not be told from another's.</param>
        /// <param name="room">Where it lies.</param>
        /// <param name="record">Room for the longest record; in use while this one is not idle.</param>
        public Journal(MemoryTask task, uint boot, JournalRoom room, byte[] record)
        {
            _task = task;
            _boot = boot;
            _record = record;
            _ring = new JournalRing(room);
            Old = new OldRecords(_ring);
            if (boot > 0)
            {
                _task.AskRead(_ring.Room.Index, _slots, JournalIndex.Size);
                _stage = StageReading;
            }
        }

        /// <summary>What the memory holds is being found out.</summary>
        public bool IsOpening
        {
            get { return _stage == StageReading; }
        }

        /// <summary>What earlier starts left.</summary>
        public OldRecords Old { get; }

        /// <summary>Records that this start found lost: they gave way before they were delivered, or were damaged.</summary>
        public int Lost
        {
            get { return _lost + Old.Lost; }
        }

        /// <summary>Nothing is on its way from or to the memory.</summary>
        public bool IsIdle
        {
            get { return _stage == StageIdle; }
        }

        /// <summary>Looks at what the porter has done. Call again and again.</summary>
        public void Advance()
        {
            if (_stage <= StageIdle || _task.IsBusy)
            {
                return;
            }

            if (!_task.Succeeded)
            {
                // The same once more: nothing refers yet to what may be half written.
                _task.Ask();
                return;
            }

            switch (_stage)
            {
                case StageReading:
                    Open();
                    break;
                case StageFetching:
                    _stage = StageIdle;
                    Old.Fetched();
                    break;
                default:
                    _stage = StageIdle;
                    _index.Stored();
                    _ring.EndNote();
                    break;
            }
        }

        /// <summary>A record of so many bytes would push out none.</summary>
        public bool HasRoom(int length)
        {
            _dirty |= _ring.Trim();
            return _ring.HasRoom(length + JournalRecord.Overhead);
        }

        /// <summary>Begins to store a record; only where <see cref="IsIdle"/>.</summary>
        /// <returns>Its number; 0: room has to be made first, ask again later.</returns>
        public int TryStore(byte topic, uint order, byte[] payload, int length)
        {
            int size = length + JournalRecord.Overhead;
            if (!HasRoom(length))
            {
                MakeRoom(size);
                return 0;
            }

            if (!_ring.IsNoted(size))
            {
                Note();
                return 0;
            }

            JournalRecord.Encode(_record, topic, _boot, order, payload, length);
            int at = _ring.Head;
            int first = _ring.Room.Capacity - at;
            int number = _ring.Add(size);
            FillIndex(_last);
            if (size > first)
            {
                _second.Fill(_ring.Room.Ring, _record, first, size - first, true, _last);
                _task.Fill(_ring.Room.Ring + at, _record, 0, first, true, _second);
            }
            else
            {
                _task.Fill(_ring.Room.Ring + at, _record, 0, size, true, _last);
            }

            _task.Ask();
            _stage = StageStoring;
            return number;
        }

        /// <summary>The record with this number outlives a power cut; 0 is none.</summary>
        public bool IsStored(int number)
        {
            bool onItsWay = _stage == StageStoring && number == _ring.First + _ring.Count - 1;
            return number >= _ring.First && !onItsWay;
        }

        /// <summary>The broker has this record.</summary>
        public void Confirm(int number)
        {
            if (number >= _ring.First)
            {
                _ring.SetGone(number);
                return;
            }

            // It had given way, and was delivered all the same.
            _atRisk--;
            _dirty = true;
        }

        /// <summary>Reads on for the next record of earlier starts; only where <see cref="IsIdle"/>.</summary>
        public void Fetch()
        {
            if (Old.Left > 0 && !Old.IsHere)
            {
                Old.Ask(_task, _second);
                _stage = StageFetching;
            }
        }

        /// <summary>Writes down what was confirmed, where nothing else is to be done; only where <see cref="IsIdle"/>.</summary>
        public void Settle()
        {
            _dirty |= _ring.Trim();
            if (_dirty)
            {
                Note();
            }
        }

        private void Open()
        {
            _stage = StageIdle;
            if (JournalIndex.IsDamaged(_slots))
            {
                // How many nobody knows: one stands for them.
                _lost++;
                return;
            }

            _index.Decode(_slots);
            if (!_ring.TryOpen(_index))
            {
                _lost++;
                return;
            }

            _lost += _index.AtRisk;
            Old.Open();
        }

        /// <summary>The oldest give way. The index says so before anything is written over them.</summary>
        private void MakeRoom(int size)
        {
            for (_ring.Trim(); !_ring.HasRoom(size); _ring.Trim())
            {
                if (!Old.IsNext(_ring.First))
                {
                    _atRisk++;
                    _ring.RemoveFirst();
                }
                else if (Old.IsHere)
                {
                    Old.Lose();
                }
                else
                {
                    Fetch();
                    return;
                }
            }

            Note();
        }

        private void Note()
        {
            FillIndex(_task);
            _task.Ask();
            _stage = StageNoting;
        }

        private void FillIndex(MemoryTask task)
        {
            _dirty = false;
            _index.Tail = _ring.Tail;
            _index.Head = _ring.Head;
            _index.Count = _ring.Count;
            _index.AtRisk = _atRisk;
            _ring.BeginNote();
            int at = _index.Encode(_slots);
            task.Fill(_ring.Room.Index + at, _slots, 0, JournalIndex.SlotSize, true, null);
        }
    }
}
