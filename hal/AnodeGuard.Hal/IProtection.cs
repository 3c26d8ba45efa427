namespace AnodeGuard.Hal
{
    /// <summary>The trip latch, the switch behind it and the interlock to the cycler.</summary>
    public interface IProtection
    {
        /// <summary>The switch as read back.</summary>
        bool SwitchClosed { get; }

        /// <summary>Some source (comparators, watchdog, supervisor, firmware) holds the trip line now.</summary>
        bool TripLineActive { get; }

        /// <summary>
        /// Gives the latch one rising edge on ARM, which closes the switch unless a source holds the trip line. A level
        /// does nothing: a stuck pin cannot hold the switch closed.
        /// </summary>
        void Arm();

        /// <summary>Pulls the trip line and keeps it: opens the switch and forbids arming.</summary>
        void Trip();

        /// <summary>Lets go of the trip line. The switch stays open until <see cref="Arm"/>.</summary>
        void Release();

        /// <summary>Opens (true) or closes the dry contact that stops the cycler.</summary>
        void SetInterlockOpen(bool open);
    }

    /// <summary>The external windowed watchdog: kicked too early or too late, it opens the switch and resets the chip.</summary>
    public interface IWatchdog
    {
        /// <summary>
        /// Tells it that a whole cycle has run, the stage that opens the switch included. Gives an edge only when the
        /// window (0.8 s to 1.6 s, TPS3430 default; kicked at about 1.1 s) is open.
        /// </summary>
        /// <param name="nowMicroseconds">The clock, when that stage had run.</param>
        /// <returns>From when on it wants to be told again, microseconds; what it is told before does nothing.</returns>
        long CycleComplete(long nowMicroseconds);

        /// <summary>
        /// For so long a native call may hold up every thread from now on, before the watchdog opens the switch, microseconds.
        /// Read by other jobs to choose a good moment. 0 before the first edge: the watchdog does not count yet, and nobody would end
        /// a call that never returns.
        /// </summary>
        long LeftMicroseconds();
    }

    /// <summary>Lamps and button.</summary>
    public interface IPanel
    {
        /// <summary>The acknowledge button was pressed since the last call.</summary>
        bool TakeButtonPress();

        /// <summary>Green lamp: watching. Red lamp: alarm or tripped.</summary>
        void Show(bool watching, bool alarm);
    }
}
