namespace AnodeGuard.Hal
{
    /// <summary>Everything the application needs of a board, and all it ever sees of one.</summary>
    public interface IBoard
    {
        /// <summary>Board revision, such as "rev-A".</summary>
        string Revision { get; }

        /// <summary>Why this start happened, such as "power-on" or "unknown"; the chip itself does not tell.</summary>
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
    }
}
