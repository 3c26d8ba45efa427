namespace AnodeGuard.Hal
{
    /// <summary>Values of <see cref="IBoard.ResetReason"/>.</summary>
    public static class ResetReasons
    {
        /// <summary>Nobody tells: not the chip, and no neighbour answered.</summary>
        public const string Unknown = "unknown";

        /// <summary>The supply was away: the chip's neighbours were as a supply that comes up leaves them.</summary>
        public const string PowerOn = "power-on";

        /// <summary>Some neighbours had lost what they were told and some had not: the supply dipped.</summary>
        public const string SupplyDip = "supply-dip";

        /// <summary>
        /// The neighbours had kept what the run before had told them: the chip alone began anew. By itself, by its reset line, or by a dip of
        /// the supply that only it has felt.
        /// </summary>
        public const string ChipAlone = "chip-alone";

        /// <summary>The external watchdog pulled the chip's reset.</summary>
        public const string Watchdog = "watchdog";
    }

    /// <summary>Everything the application needs of a board, and all it ever sees of one.</summary>
    public interface IBoard
    {
        /// <summary>Board revision, such as "rev-A".</summary>
        string Revision { get; }

        /// <summary>Why this start happened; see <see cref="ResetReasons"/>. Known once <see cref="IMeasurement.TryStart"/> has run.</summary>
        string ResetReason { get; }

        IClock Clock { get; }

        IScheduler Scheduler { get; }

        IMeasurement Measurement { get; }

        ISenseInjector Injector { get; }

        IProtection Protection { get; }

        IWatchdog Watchdog { get; }

        IPanel Panel { get; }

        INonVolatileMemory Memory { get; }

        ISettingsStorage Settings { get; }

        INetwork Network { get; }

        IMqttLink Mqtt { get; }

        /// <summary>Bytes free on the managed heap after a collection, which it makes: ask once, at the start.</summary>
        long FreeMemory();

        /// <summary>Restarts the chip. Open the switch first.</summary>
        void Restart();
    }
}
