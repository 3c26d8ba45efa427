namespace AnodeGuard.App
{
    /// <summary>How a run of the firmware ended, as far as the next start can tell; <see cref="ReportWords"/> has their names.</summary>
    public static class RunEnding
    {
        /// <summary>There was none: the memory is blank.</summary>
        public const byte None = 0;

        /// <summary>Somebody asked for a restart.</summary>
        public const byte Command = 1;

        /// <summary>New settings were stored, and wanted one.</summary>
        public const byte Settings = 2;

        /// <summary>The commissioning let the watchdog bite.</summary>
        public const byte WatchdogTest = 3;

        /// <summary>The supply was away.</summary>
        public const byte Power = 4;

        /// <summary>The supply dipped.</summary>
        public const byte SupplyDip = 5;

        /// <summary>The chip alone began anew, in the middle of an attempt to connect.</summary>
        public const byte NetworkHang = 6;

        /// <summary>The chip alone began anew and nobody had asked: the watchdog, a crash, or somebody's finger on the reset button.</summary>
        public const byte Unasked = 7;

        /// <summary>The board itself says that it was the watchdog.</summary>
        public const byte Watchdog = 8;

        /// <summary>Nothing tells.</summary>
        public const byte Unknown = 9;
    }
}
