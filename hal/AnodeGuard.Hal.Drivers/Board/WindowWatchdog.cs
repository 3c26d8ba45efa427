namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// TPS3430 windowed watchdog: wants a falling edge on WDI not sooner than 0.8 s and not later than 1.6 s after the one
    /// before, both to 15 % (Texas Instruments SBVS366A, section 6.6, CWD open and SET0 = SET1 = 1: 0.68 to 0.92 s). The first edge comes one
    /// period after the start.
    /// </summary>
    public sealed class WindowWatchdog : IWatchdog
    {
        /// <summary>From edge to edge, microseconds: inside the window with room on both sides.</summary>
        public const long PeriodMicroseconds = 1100000;

        /// <summary>The window's end on the fastest of these chips.</summary>
        private const long LatestMicroseconds = 1360000;

        private readonly IDigitalOutput _input;
        private readonly IClock _clock;
        private long _lastEdge;
        private bool _counts;

        /// <param name="input">WDI.</param>
        /// <param name="clock">Keeps the period.</param>
        public WindowWatchdog(IDigitalOutput input, IClock clock)
        {
            _input = input;
            _clock = clock;
            _input.Write(false);
            _lastEdge = clock.NowMicroseconds();
        }

        /// <inheritdoc/>
        public long CycleComplete(long nowMicroseconds)
        {
            if (nowMicroseconds - _lastEdge >= PeriodMicroseconds)
            {
                _input.Write(true);
                _input.Write(false);
                _lastEdge = nowMicroseconds;
                _counts = true;
            }

            return _lastEdge + PeriodMicroseconds;
        }

        /// <inheritdoc/>
        public long LeftMicroseconds()
        {
            return _counts ? LatestMicroseconds - (_clock.NowMicroseconds() - _lastEdge) : 0;
        }
    }
}
