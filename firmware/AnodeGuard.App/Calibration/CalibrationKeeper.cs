using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Keeps the calibration in FRAM. It belongs to the board, not to the cell: new settings do not touch it. Runs on the
    /// safety thread, which owns the bus, and goes on until a write went through.
    /// </summary>
    public sealed class CalibrationKeeper
    {
        /// <summary>"CAL1".</summary>
        private const uint Mark = 0x314C4143;

        private readonly CalibrationTable _table;
        private readonly TwoSlotRecord _record;
        private readonly byte[] _payload = new byte[CalibrationTable.Size];

        /// <param name="memory">The FRAM.</param>
        /// <param name="table">What is kept.</param>
        public CalibrationKeeper(INonVolatileMemory memory, CalibrationTable table)
        {
            _table = table;
            _record = new TwoSlotRecord(memory, FramMap.Calibration, Mark, CalibrationTable.Size);
        }

        /// <summary>Something is to be written. A field: <see cref="MemoryTurn"/> looks at it ten times a second.</summary>
        internal bool IsPending;

        /// <summary>A record was there but not whole, or held what this board cannot have: the board measures uncalibrated.</summary>
        public bool Corrupt { get; private set; }

        /// <summary>Reads the record, where there is one.</summary>
        public void Load()
        {
            if (_record.TryLoad(_payload))
            {
                Corrupt = !_table.TryDecode(_payload);
                return;
            }

            Corrupt = _record.Corrupt;
        }

        /// <summary>Writes what is pending; <see cref="MemoryTurn"/> asks.</summary>
        public void Run()
        {
            if (!IsPending)
            {
                return;
            }

            _table.Encode(_payload);
            IsPending = !_record.TryStore(_payload);
        }

        internal void Store()
        {
            IsPending = true;
        }
    }
}
