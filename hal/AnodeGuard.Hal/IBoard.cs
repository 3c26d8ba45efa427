namespace AnodeGuard.Hal
{
    /// <summary>Values of <see cref="IBoard.ResetReason"/>.</summary>
    public static class ResetReasons
    {
        /// <summary>The chip itself does not tell, and the board has no line that would.</summary>
        public const string Unknown = "unknown";

        /// <summary>The external watchdog pulled the chip's reset.</summary>
        public const string Watchdog = "watchdog";
    }

    /// <summary>Everything the application needs of a board, and all it ever sees of one.</summary>
    public interface IBoard
    {
        /// <summary>Board revision, such as "rev-A".</summary>
        string Revision { get; }

        /// <summary>Why this start happened; see <see cref="ResetReasons"/>.</summary>
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
