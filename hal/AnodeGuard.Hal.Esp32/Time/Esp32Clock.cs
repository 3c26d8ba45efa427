using nanoFramework.Hardware.Esp32;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// The chip's 64-bit microsecond counter: counts from power-on, is never set, and wraps after 290,000 years.
    /// </summary>
    public sealed class Esp32Clock : IClock
    {
        private readonly IWallClock _wallClock;

        /// <param name="wallClock">The time of day.</param>
        public Esp32Clock(IWallClock wallClock)
        {
            _wallClock = wallClock;
        }

        /// <inheritdoc/>
        public long NowMicroseconds()
        {
            return (long)HighResTimer.GetCurrent();
        }

        /// <inheritdoc/>
        public bool TryGetUnixMilliseconds(out long unixMilliseconds)
        {
            return _wallClock.TryGetUnixMilliseconds(out unixMilliseconds);
        }
    }
}
