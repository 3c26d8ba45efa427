using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Why a run came back.</summary>
    public enum RunEnd
    {
        /// <summary>Virtual time has come to where it was told to stop.</summary>
        TimeReached = 0,

        /// <summary>The caller's token was cancelled.</summary>
        Cancelled = 1,

        /// <summary>
        /// The board was reset: by the watchdog, by a power cut, or by its own firmware. Restart the machine and start the
        /// firmware anew, as the chip would.
        /// </summary>
        Reset = 2,
    }

    /// <summary>Ends whatever the firmware is doing: the chip is being reset or has no power. Never caught by firmware.</summary>
    public sealed class BoardResetException : Exception
    {
        /// <summary>A reset with its reason, for people.</summary>
        public BoardResetException(string reason)
            : base(reason)
        {
        }
    }
}
