using System;
using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The time of day of the emulated board: unset at first, goes with virtual time once set, can be made to jump.</summary>
    public sealed class EmulatedWallClock : IWallClock
    {
        private readonly VirtualClock _clock;
        private long _offsetMilliseconds;

        internal EmulatedWallClock(VirtualClock clock)
        {
            _clock = clock;
        }

        /// <summary>Somebody has set it.</summary>
        public bool IsSet { get; private set; }

        /// <summary>Sets it.</summary>
        public void Set(DateTime utc)
        {
            long unix = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToUnixTimeMilliseconds();
            _offsetMilliseconds = unix - (_clock.NowMicroseconds / 1000);
            IsSet = true;
        }

        /// <summary>Makes it jump, forward or back.</summary>
        public void Jump(TimeSpan by)
        {
            _offsetMilliseconds += (long)by.TotalMilliseconds;
        }

        /// <inheritdoc/>
        public bool TryGetUnixMilliseconds(out long unixMilliseconds)
        {
            unixMilliseconds = IsSet ? _offsetMilliseconds + (_clock.NowMicroseconds / 1000) : 0;
            return IsSet;
        }
    }
}
