namespace AnodeGuard.App
{
    /// <summary>What an <see cref="EventRecord"/> tells. Numbers are stable: they are stored.</summary>
    public static class EventKind
    {
        /// <summary>A fault's level rose; <see cref="EventRecord.Fault"/> and <see cref="EventRecord.Level"/> tell which and to what.</summary>
        public const byte FaultRaised = 1;

        /// <summary>A fault's condition ended.</summary>
        public const byte FaultCleared = 2;

        /// <summary>The state changed to <see cref="EventRecord.State"/>.</summary>
        public const byte StateChanged = 3;

        /// <summary>A self-test finished with another result than the one before.</summary>
        public const byte SelfTestChanged = 4;

        /// <summary>The switch reads back as open.</summary>
        public const byte SwitchOpened = 5;

        /// <summary>The switch reads back as closed.</summary>
        public const byte SwitchClosed = 6;

        /// <summary>The latched faults were acknowledged.</summary>
        public const byte Acknowledged = 7;

        /// <summary>A test alarm began: nothing is wrong with the cell.</summary>
        public const byte TestAlarmBegan = 8;

        /// <summary>The test alarm ended.</summary>
        public const byte TestAlarmEnded = 9;

        /// <summary>A maintenance inhibit began: the switch is held open.</summary>
        public const byte InhibitBegan = 10;

        /// <summary>The inhibit ended.</summary>
        public const byte InhibitEnded = 11;

        /// <summary>The board opens the switch and restarts, as it was asked to.</summary>
        public const byte Restarting = 12;
    }
}
