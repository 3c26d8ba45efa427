namespace AnodeGuard.App
{
    /// <summary>Where within a step the commissioning is.</summary>
    internal enum CommissioningPhase : byte
    {
        /// <summary>Looks, or waits for the operator.</summary>
        Watching = 0,

        /// <summary>The switch may close.</summary>
        Closing = 1,

        /// <summary>Closed; the cycler's current has to come and last.</summary>
        Flowing = 2,

        /// <summary>Closed; the watchdog gets no kick.</summary>
        WatchdogStarves = 3,

        /// <summary>Told to open.</summary>
        Opening = 4,
    }
}
