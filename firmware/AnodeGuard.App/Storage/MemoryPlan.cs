namespace AnodeGuard.App
{
    /// <summary>
    /// How the memory that is free at the start is shared out: first what the firmware needs, then what the network's library and the
    /// garbage between two collections need, and of the rest what the flight recorder may have. A module without
    /// PSRAM gets fewer places for events and messages as well.
    /// </summary>
    internal sealed class MemoryPlan
    {
        /// <summary>What the firmware holds without a recorder, bytes; firmware/budget.json keeps it below.</summary>
        public const long FirmwareBytes = 280000;

        /// <summary>The same with few places for events and messages.</summary>
        public const long SmallFirmwareBytes = 145000;

        /// <summary>MQTT client (22.5 KB), messages on their way, threads, and what a collection has not found yet.</summary>
        public const long ReserveBytes = 50000;

        private const int Events = 64;
        private const int FewEvents = 16;

        /// <param name="freeBytes">Free at the start, before anything of this was made.</param>
        /// <param name="mostRecorderBytes">What the settings let the recorder take.</param>
        public MemoryPlan(long freeBytes, int mostRecorderBytes)
        {
            IsSmall = freeBytes < FirmwareBytes + ReserveBytes + mostRecorderBytes;
            EventCapacity = IsSmall ? FewEvents : Events;
            long left = freeBytes - ReserveBytes - (IsSmall ? SmallFirmwareBytes : FirmwareBytes);
            long recorder = left < mostRecorderBytes ? left : mostRecorderBytes;
            RecorderBytes = recorder < 0 ? 0 : (int)recorder;
        }

        /// <summary>Not everything that is wanted fits.</summary>
        public bool IsSmall { get; }

        /// <summary>Places of the event queue.</summary>
        public int EventCapacity { get; }

        /// <summary>What the flight recorder gets; too little for one is none.</summary>
        public int RecorderBytes { get; }
    }
}
