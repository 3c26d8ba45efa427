using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// One transfer that another thread asks of the bus's owner: filled and asked for by one job, carried out by
    /// <see cref="MemoryPorter"/>. No lock: each field has one writer at a time, and <see cref="Stage"/> says whose turn it is.
    /// </summary>
    internal sealed class MemoryTask
    {
        /// <summary>Of <see cref="Stage"/>: asked for, and not carried out yet.</summary>
        internal const int Asked = 1;

        private const int Idle = 0;
        private const int Done = 2;
        private const int Failed = 3;

        /// <summary>Whose turn it is. A field: <see cref="MemoryPorter"/> looks at it in every turn.</summary>
        internal int Stage = Idle;

        /// <summary>Raised while this is asked for; the parts behind the first of a chain have none.</summary>
        internal TurnWork Work;

        private int _address;
        private byte[] _buffer;
        private int _offset;
        private int _count;
        private bool _isWrite;
        private MemoryTask _next;
        private MemoryTask _part;
        private int _moved;

        /// <summary>Asked for, and not carried out yet.</summary>
        public bool IsBusy
        {
            get { return Stage == Asked; }
        }

        /// <summary>The last transfer went through, with all that follows it.</summary>
        public bool Succeeded
        {
            get { return Stage == Done; }
        }

        /// <summary>Asks for a read; the buffer belongs to the porter until <see cref="IsBusy"/> is false.</summary>
        public void AskRead(int address, byte[] into, int count)
        {
            Fill(address, into, 0, count, false, null);
            Ask();
        }

        /// <summary>Asks for a write; the buffer belongs to the porter until <see cref="IsBusy"/> is false.</summary>
        public void AskWrite(int address, byte[] from, int count)
        {
            Fill(address, from, 0, count, true, null);
            Ask();
        }

        /// <summary>Says what to carry out, and what once that has gone through; <see cref="Ask"/> asks for the first of such a chain.</summary>
        public void Fill(int address, byte[] buffer, int offset, int count, bool isWrite, MemoryTask next)
        {
            _address = address;
            _buffer = buffer;
            _offset = offset;
            _count = count;
            _isWrite = isWrite;
            _next = next;
        }

        /// <summary>Asks for what was filled in, once more where it failed.</summary>
        public void Ask()
        {
            _part = this;
            _moved = 0;
            Stage = Asked;
            Work.Waits = true;
        }

        /// <summary>The porter: moves at most so many bytes. Only where <see cref="IsBusy"/>.</summary>
        internal void Carry(INonVolatileMemory memory, int most)
        {
            Work.Waits = true;
            bool good = _part.Move(memory, _moved, most);
            _moved += most;
            if (good && _moved < _part._count)
            {
                return;
            }

            _part = _part._next;
            _moved = 0;
            if (!good || _part == null)
            {
                Stage = good ? Done : Failed;
            }
        }

        private bool Move(INonVolatileMemory memory, int moved, int most)
        {
            int left = _count - moved;
            int count = left < most ? left : most;
            return _isWrite
                ? memory.TryWrite(_address + moved, _buffer, _offset + moved, count)
                : memory.TryRead(_address + moved, _buffer, _offset + moved, count);
        }
    }
}
