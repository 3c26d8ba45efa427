namespace AnodeGuard.App
{
    /// <summary>Who keeps what where in the FRAM, bytes. One place, so that two rooms never write over each other.</summary>
    internal static class FramMap
    {
        /// <summary>Two slots of 64 bytes: <see cref="BootRecordKeeper"/>.</summary>
        public const int BootRecord = 0;

        /// <summary>Two slots of at most 128 bytes: <see cref="CalibrationKeeper"/>.</summary>
        public const int Calibration = 256;

        /// <summary>Two slots of at most 128 bytes: <see cref="CommissioningKeeper"/>.</summary>
        public const int Commissioning = 512;

        /// <summary>Two slots of 32 bytes: <see cref="CommandCounter"/>.</summary>
        public const int CommandCounter = 1024;

        /// <summary>Two slots of at most 32 bytes: <see cref="AttemptKeeper"/>.</summary>
        public const int Attempts = 1984;

        /// <summary>Two slots of 32 bytes: <see cref="JournalIndex"/>.</summary>
        public const int JournalIndex = 2048;

        /// <summary>Two slots of 32 bytes: the <see cref="JournalIndex"/> of the alarms' ring.</summary>
        public const int AlarmIndex = 2112;

        /// <summary>64 slots of 64 bytes: <see cref="AnodeGuard.App.FaultLog"/>.</summary>
        public const int FaultLog = 4096;

        /// <summary>A ring of 96 KB: <see cref="AnodeGuard.App.Journal"/>.</summary>
        public const int JournalRing = 16384;

        /// <summary>A ring of 15 KB, for alarms alone.</summary>
        public const int AlarmRing = JournalRing + JournalRoom.EventBytes;

        /// <summary>From here on the memory is free.</summary>
        public const int Free = AlarmRing + JournalRoom.AlarmBytes;

        /// <summary>Nothing was ever written there: a new FRAM reads as all zeros or all ones.</summary>
        public static bool IsBlank(byte[] bytes, int offset, int count)
        {
            for (int i = offset; i < offset + count; i++)
            {
                if (bytes[i] != 0 && bytes[i] != 0xFF)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
