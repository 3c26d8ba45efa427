namespace AnodeGuard.Core
{
    /// <summary>
    /// What the start itself had to say. The snapshot keeps saying it. What concerns the record and the watchdog is a fault of
    /// one step, latched until somebody acknowledges it; the network's trouble is an advisory for as long as it is said.
    /// </summary>
    public sealed class BootFaults
    {
        /// <summary>All of them, as bits of <see cref="FaultRegister.Unsettled"/>.</summary>
        public const long Bits = (1L << FaultId.StorageCorrupt) | (1L << FaultId.WatchdogReset) | (1L << FaultId.NetworkHang);

        private readonly FaultRegister _faults;
        private bool _storageSeen;
        private bool _watchdogSeen;

        /// <summary>A reader of the start's flags.</summary>
        public BootFaults(FaultRegister faults)
        {
            _faults = faults;
        }

        /// <summary>Raises and latches once, or advises.</summary>
        public void Judge(Snapshot snapshot)
        {
            Once(FaultId.StorageCorrupt, snapshot.StorageCorrupt, _storageSeen);
            Once(FaultId.WatchdogReset, snapshot.WatchdogReset, _watchdogSeen);
            _faults.Confirm(FaultId.NetworkHang, snapshot.NetworkHang ? FaultLevel.Advisory : FaultLevel.None);
            _storageSeen |= snapshot.StorageCorrupt;
            _watchdogSeen |= snapshot.WatchdogReset;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            _storageSeen = image.Flag(_storageSeen);
            _watchdogSeen = image.Flag(_watchdogSeen);
        }

        private void Once(int fault, bool reported, bool seen)
        {
            bool isNew = reported && !seen;
            _faults.Confirm(fault, isNew ? FaultLevel.Alarm : FaultLevel.None);
            if (isNew)
            {
                _faults.Latch(fault);
            }
        }
    }
}
