using System;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>The chip's real-time clock, as SNTP or <c>Rtc.SetSystemTime</c> set it.</summary>
    public sealed class RtcWallClock : IWallClock
    {
        // The chip starts in 1970. Anything before this firmware existed was not set.
        private const int FirstYear = 2025;
        private const long TicksPerMillisecond = 10000;

        private readonly long _epochTicks = new DateTime(1970, 1, 1, 0, 0, 0).Ticks;

        /// <inheritdoc/>
        public bool TryGetUnixMilliseconds(out long unixMilliseconds)
        {
            DateTime now = DateTime.UtcNow;
            unixMilliseconds = 0;
            if (now.Year < FirstYear)
            {
                return false;
            }

            unixMilliseconds = (now.Ticks - _epochTicks) / TicksPerMillisecond;
            return true;
        }
    }
}
