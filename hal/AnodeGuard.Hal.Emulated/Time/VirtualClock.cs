using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// Time of the emulated world, microseconds since it began. It moves only when somebody moves it, and never back.
    /// A restart of the board does not reset it.
    /// </summary>
    public sealed class VirtualClock
    {
        /// <summary>Microseconds of one second.</summary>
        public const long Second = 1_000_000;

        /// <summary>Now.</summary>
        public long NowMicroseconds { get; private set; }

        /// <summary>Now, seconds.</summary>
        public double NowSeconds
        {
            get { return NowMicroseconds * 1e-6; }
        }

        /// <summary>Moves on to an instant; one that has passed already changes nothing.</summary>
        public void AdvanceTo(long microseconds)
        {
            if (microseconds > NowMicroseconds)
            {
                NowMicroseconds = microseconds;
            }
        }

        /// <summary>Moves on by a span, which may not be negative.</summary>
        public void AdvanceBy(long microseconds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(microseconds);
            NowMicroseconds += microseconds;
        }
    }
}
