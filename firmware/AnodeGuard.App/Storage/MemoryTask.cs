namespace AnodeGuard.App
{
    /// <summary>
    /// One transfer that another thread asks of the bus's owner: filled and asked for by one job, carried out by
    /// <see cref="MemoryPorter"/>. No lock: each field has one writer at a time, and <see cref="_stage"/> says whose turn it is.
    /// </summary>
    internal sealed class MemoryTask
    {
        private const int Idle = 0;
        private const int Asked = 1;
        private const int Done = 2;
        private const int Failed = 3;

        private int _stage = Idle;

        /// <summary>Asked for, and not carried out yet.</summary>
        public bool IsBusy
        {
            get { return _stage == Asked; }
        }

        /// <summary>The last transfer went through.</summary>
        public bool Succeeded
        {
            get { return _stage == Done; }
        }

        internal int Address { get; private set; }

        internal byte[] Buffer { get; private set; }

        internal int Count { get; private set; }

        internal bool IsWrite { get; private set; }

        /// <summary>Asks for a read; the buffer belongs to the porter until <see cref="IsBusy"/> is false.</summary>
        public void AskRead(int address, byte[] into, int count)
        {
            Ask(address, into, count, false);
        }

        /// <summary>Asks for a write; the buffer belongs to the porter until <see cref="IsBusy"/> is false.</summary>
        public void AskWrite(int address, byte[] from, int count)
        {
            Ask(address, from, count, true);
        }

        internal void Finish(bool succeeded)
        {
            _stage = succeeded ? Done : Failed;
        }

        private void Ask(int address, byte[] buffer, int count, bool isWrite)
        {
            Address = address;
            Buffer = buffer;
            Count = count;
            IsWrite = isWrite;
            _stage = Asked;
        }
    }
}
