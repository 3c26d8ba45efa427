using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// The run before this start: where it stood when the boot record was last written, and how it ended. What the board's chips say
    /// of their supply is put together with what the run itself had noted.
    /// </summary>
    public sealed class LastRun
    {
        /// <param name="keeper">What it left; loaded.</param>
        /// <param name="resetReason">What the board says of this start, one of <see cref="ResetReasons"/>.</param>
        /// <param name="attemptOpen">It ended in an attempt to connect.</param>
        /// <param name="watchdogTest">It had withheld the watchdog's kick on purpose.</param>
        internal LastRun(BootRecordKeeper keeper, string resetReason, bool attemptOpen, bool watchdogTest)
        {
            Record = keeper.Before;
            Ending = keeper.IsLoaded && Record == null && !keeper.Corrupt
                ? RunEnding.None
                : Judge(resetReason, Record == null ? RunEnding.None : Record.Restart, attemptOpen, watchdogTest);
        }

        /// <summary>What it left; null where there is nothing, or nothing whole.</summary>
        public BootRecord Record { get; }

        /// <summary>A <see cref="RunEnding"/>.</summary>
        public byte Ending { get; }

        /// <summary>The firmware was restarted without being asked, and not by a network that held it up.</summary>
        public bool IsUnasked
        {
            get { return Ending == RunEnding.Unasked || Ending == RunEnding.Watchdog; }
        }

        private static byte Judge(string resetReason, byte asked, bool attemptOpen, bool watchdogTest)
        {
            // A restart that was asked for and never came: the supply was first.
            if (resetReason == ResetReasons.PowerOn)
            {
                return RunEnding.Power;
            }

            if (resetReason == ResetReasons.SupplyDip)
            {
                return RunEnding.SupplyDip;
            }

            if (asked != RunEnding.None)
            {
                return asked;
            }

            if (watchdogTest || attemptOpen)
            {
                return watchdogTest ? RunEnding.WatchdogTest : RunEnding.NetworkHang;
            }

            if (resetReason == ResetReasons.Watchdog)
            {
                return RunEnding.Watchdog;
            }

            return resetReason == ResetReasons.ChipAlone ? RunEnding.Unasked : RunEnding.Unknown;
        }
    }
}
