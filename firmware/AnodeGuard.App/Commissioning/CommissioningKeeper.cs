using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// How far the commissioning has come, in FRAM: one of its steps restarts the board. Runs on the safety thread, which
    /// owns the bus.
    /// </summary>
    public sealed class CommissioningKeeper
    {
        /// <summary>"COM1".</summary>
        private const uint Mark = 0x314D4F43;

        private const int Size = 8;

        private readonly TwoSlotRecord _record;
        private readonly byte[] _payload = new byte[Size];

        /// <param name="memory">The FRAM.</param>
        public CommissioningKeeper(INonVolatileMemory memory)
        {
            _record = new TwoSlotRecord(memory, FramMap.Commissioning, Mark, Size);
        }

        /// <summary>Something is to be written. A field: <see cref="MemoryTurn"/> looks at it ten times a second.</summary>
        internal bool IsPending;

        /// <summary>A commissioning has begun and not ended.</summary>
        public bool IsRunning;

        /// <summary>The present step; <see cref="CommissioningStep.Count"/>: all done.</summary>
        public int Step;

        /// <summary>The watchdog was left to starve: the next start tells how it ended.</summary>
        public bool Fired { get; private set; }

        /// <summary>When all steps were done, seconds since 1970.</summary>
        public uint CompletedUnixSeconds { get; private set; }

        /// <summary>Reads the record, where there is one. A torn or impossible one counts as none: nothing was commissioned.</summary>
        public void Load()
        {
            if (!_record.TryLoad(_payload) || _payload[1] > CommissioningStep.Count)
            {
                return;
            }

            IsRunning = _payload[0] != 0 && _payload[1] < CommissioningStep.Count;
            Step = _payload[1];
            Fired = _payload[2] != 0;
            CompletedUnixSeconds = LittleEndian.GetUInt32(_payload, 4);
        }

        /// <summary>Writes what is pending; <see cref="MemoryTurn"/> asks.</summary>
        public void Run()
        {
            if (IsPending)
            {
                IsPending = !TryStore();
            }
        }

        internal void Begin()
        {
            IsRunning = true;
            Step = 0;
            Fired = false;
            CompletedUnixSeconds = 0;
            IsPending = true;
        }

        internal void End()
        {
            IsRunning = false;
            Fired = false;
            IsPending = true;
        }

        internal void StepDone(uint unixSeconds)
        {
            Step++;
            if (Step == CommissioningStep.Count)
            {
                IsRunning = false;
                CompletedUnixSeconds = unixSeconds;
            }

            IsPending = true;
        }

        internal void SetFired(bool fired)
        {
            IsPending |= Fired != fired;
            Fired = fired;
        }

        /// <summary>Notes that the watchdog will be starved; true once that is safely stored.</summary>
        internal bool Fire()
        {
            if (!Fired)
            {
                Fired = true;
                IsPending = true;
            }

            return !IsPending;
        }

        private bool TryStore()
        {
            _payload[0] = (byte)(IsRunning ? 1 : 0);
            _payload[1] = (byte)Step;
            _payload[2] = (byte)(Fired ? 1 : 0);
            _payload[3] = 0;
            LittleEndian.PutUInt32(_payload, 4, CompletedUnixSeconds);
            return _record.TryStore(_payload);
        }
    }
}
