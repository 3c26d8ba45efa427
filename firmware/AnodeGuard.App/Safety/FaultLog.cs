using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The last faults that rose to a warning or an alarm, in a ring of FRAM: no network, no reporting and no update of the
    /// firmware comes between a fault and its entry. Each entry is one write of 64 bytes with a CRC: a power cut at any byte
    /// leaves it out and costs no other but the oldest, whose place it takes. The safety loop notes; what was noted is written
    /// after it on the same thread, one entry a turn. Advisories are left to the events: one that comes and goes would push out a trip.
    /// </summary>
    public sealed class FaultLog
    {
        /// <summary>Entries kept.</summary>
        public const int Capacity = 64;

        private const int Size = FaultLogEntry.Size;
        private const int MostWaiting = 32;

        private readonly INonVolatileMemory _memory;
        private readonly IClock _clock;
        private readonly uint _boot;
        private readonly byte[] _stored = new byte[Capacity * Size];
        private readonly byte[] _waiting = new byte[MostWaiting * Size];
        private readonly byte[] _next = new byte[Size];
        private readonly FaultLogEntry _entry = new FaultLogEntry();
        private int _loaded;
        private bool _tookTurn = true;
        private int _first;
        private int _count;

        /// <param name="memory">The FRAM.</param>
        /// <param name="clock">Asked for the wall clock only.</param>
        /// <param name="boot">This start.</param>
        public FaultLog(INonVolatileMemory memory, IClock clock, uint boot)
        {
            _memory = memory;
            _clock = clock;
            _boot = boot;
        }

        /// <summary>Raised while something is to be read or written, here or by any other that <see cref="MemoryTurn"/> looks after.</summary>
        internal readonly TurnWork Work = new TurnWork();

        /// <summary>What the memory holds has been read, which takes the first seconds of a start.</summary>
        public bool IsLoaded
        {
            get { return _loaded == Capacity; }
        }

        /// <summary>Number of the newest entry; 0: there is none.</summary>
        public uint Newest { get; private set; }

        /// <summary>Faults of this start that were not logged: too many rose while the memory did not answer.</summary>
        public int Missed { get; private set; }

        /// <summary>Safety loop: faults have risen. They are written in the turns that follow.</summary>
        internal void Note(Snapshot snapshot, Verdict verdict)
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if ((verdict.RaisedFaults & (1L << fault)) != 0 && verdict.Levels[fault] >= FaultLevel.Warning)
                {
                    Note(fault, snapshot, verdict);
                }
            }
        }

        /// <summary>A turn of <see cref="MemoryTurn"/>.</summary>
        /// <returns>This turn's share of the bus is used up.</returns>
        public bool Run()
        {
            if (_loaded == Capacity && _count == 0)
            {
                return false;
            }

            Work.Waits = true;
            if (_loaded == Capacity)
            {
                return TryWrite();
            }

            // Every other turn of a start is the porter's: commands do not wait for what may be read at leisure.
            _tookTurn = !_tookTurn && TryLoad();
            return _tookTurn;
        }

        /// <summary>Any other job: copies an entry out; false where it is not kept any more, or is being written just now.</summary>
        internal bool TryRead(uint number, byte[] copy, FaultLogEntry into)
        {
            int at = (int)(number % Capacity) * Size;
            for (int i = 0; i < Size; i++)
            {
                copy[i] = _stored[at + i];
            }

            // The CRC tells a copy that was torn by the safety job.
            if (!FaultLogEntry.IsWhole(copy, 0) || FaultLogEntry.NumberOf(copy, 0) != number)
            {
                return false;
            }

            into.Decode(copy, 0);
            return true;
        }

        private void Note(int fault, Snapshot snapshot, Verdict verdict)
        {
            if (_count == MostWaiting)
            {
                Missed++;
                return;
            }

            long unixMilliseconds;
            if (!_clock.TryGetUnixMilliseconds(out unixMilliseconds))
            {
                unixMilliseconds = 0;
            }

            _entry.Boot = _boot;
            _entry.UnixMilliseconds = unixMilliseconds;
            _entry.Fault = (byte)fault;
            _entry.Level = verdict.Levels[fault];
            _entry.Take(snapshot, verdict);
            _entry.Encode(_waiting, (_first + _count) % MostWaiting * Size);
            _count++;
            Work.Waits = true;
        }

        /// <summary>Nothing is written over what nobody has read.</summary>
        private bool TryLoad()
        {
            int at = _loaded * Size;
            if (!_memory.TryRead(FramMap.FaultLog + at, _stored, at, Size))
            {
                return false;
            }

            _loaded++;
            if (FaultLogEntry.IsWhole(_stored, at) && FaultLogEntry.NumberOf(_stored, at) > Newest)
            {
                Newest = FaultLogEntry.NumberOf(_stored, at);
            }

            return true;
        }

        private bool TryWrite()
        {
            int from = _first * Size;
            for (int i = 0; i < Size; i++)
            {
                _next[i] = _waiting[from + i];
            }

            uint number = Newest + 1;
            int at = (int)(number % Capacity) * Size;
            FaultLogEntry.Seal(_next, number);

            // One that fails may have torn the slot: the next turn writes it again.
            if (!_memory.TryWrite(FramMap.FaultLog + at, _next, 0, Size))
            {
                return false;
            }

            for (int i = 0; i < Size; i++)
            {
                _stored[at + i] = _next[i];
            }

            Newest = number;
            _first = (_first + 1) % MostWaiting;
            _count--;
            return true;
        }
    }
}
