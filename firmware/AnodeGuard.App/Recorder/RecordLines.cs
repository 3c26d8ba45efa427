using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>The lines of a snapshot and what its sense sample is worth, as bits: <see cref="FlightRecorder.Record"/> puts them together.</summary>
    internal static class RecordLines
    {
        /// <summary>Behind the two bits of <see cref="Snapshot.SenseDrive"/>: where the sense sample's validity begins.</summary>
        public const int SenseValidityAt = 2;

        /// <summary>Where its source begins.</summary>
        public const int SenseSourceAt = SenseValidityAt + RecordWord.QualityBits;

        /// <summary><see cref="Snapshot.SwitchClosed"/>.</summary>
        public const int SwitchClosed = 256;

        /// <summary><see cref="Snapshot.CollapseComparator"/>.</summary>
        public const int Collapse = 512;

        /// <summary><see cref="Snapshot.OverCurrentComparator"/>.</summary>
        public const int OverCurrent = 1024;

        /// <summary><see cref="Snapshot.Acknowledge"/>.</summary>
        public const int Acknowledge = 2048;

        /// <summary><see cref="Snapshot.HoldOpen"/>.</summary>
        public const int HoldOpen = 4096;

        /// <summary><see cref="Snapshot.SwitchFitted"/>.</summary>
        public const int SwitchFitted = 8192;

        /// <summary><see cref="Snapshot.StorageCorrupt"/>.</summary>
        public const int StorageCorrupt = 16384;

        /// <summary><see cref="Snapshot.WatchdogReset"/>.</summary>
        public const int WatchdogReset = 32768;

        /// <summary><see cref="Snapshot.NetworkHang"/>.</summary>
        public const int NetworkHang = 65536;

        /// <summary>How many bits there are.</summary>
        public const int Bits = 17;

        /// <summary>Those that are seldom set.</summary>
        public static int Seldom(Snapshot snapshot)
        {
            return (snapshot.CollapseComparator ? Collapse : 0)
                | (snapshot.OverCurrentComparator ? OverCurrent : 0)
                | (snapshot.Acknowledge ? Acknowledge : 0)
                | (snapshot.HoldOpen ? HoldOpen : 0);
        }

        /// <summary>Those that stand from one decision turn to the next.</summary>
        public static int Slow(Snapshot snapshot)
        {
            return (snapshot.SwitchFitted ? SwitchFitted : 0)
                | (snapshot.StorageCorrupt ? StorageCorrupt : 0)
                | (snapshot.WatchdogReset ? WatchdogReset : 0)
                | (snapshot.NetworkHang ? NetworkHang : 0);
        }
    }
}
