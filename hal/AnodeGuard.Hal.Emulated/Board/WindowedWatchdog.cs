namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The external watchdog (TPS3430, default window): a falling edge on WDI has to come 0.8 s to 1.6 s after the one
    /// before. Too early or too late: it trips the switch and resets the chip.
    /// </summary>
    /// <remarks>
    /// After a reset it waits for the first edge of WDI or ARM before it counts, for a chip needs seconds to boot; until
    /// then the latch is open. This is an assumption about the strapping of the part.
    /// </remarks>
    internal sealed class WindowedWatchdog
    {
        /// <summary>Earliest kick after the one before.</summary>
        public const long EarliestMicroseconds = 800_000;

        /// <summary>Latest kick after the one before.</summary>
        public const long LatestMicroseconds = 1_600_000;

        /// <summary>How long its output stays low.</summary>
        public const long PulseMicroseconds = 200_000;

        private const long Never = long.MaxValue;

        private bool _level;
        private long _last = Never;
        private bool _sawEdge;

        /// <summary>When it will bite if nothing comes.</summary>
        public long Deadline
        {
            get { return _last == Never ? Never : _last + LatestMicroseconds; }
        }

        /// <summary>Starts the count, if it does not run yet.</summary>
        public void StartCounting(long now)
        {
            if (_last == Never)
            {
                _last = now;
            }
        }

        /// <summary>Stops the count: the chip is being reset, or the board is without power.</summary>
        public void Reset()
        {
            _last = Never;
            _level = false;
            _sawEdge = false;
        }

        /// <summary>WDI is driven. False: an edge that came too early.</summary>
        public bool Drive(bool high, long now)
        {
            bool falling = _level && !high;
            _level = high;
            if (!falling)
            {
                return true;
            }

            bool early = _sawEdge && now - _last < EarliestMicroseconds;
            _sawEdge = true;
            _last = now;
            return !early;
        }
    }
}
