using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Walks the injector through the sense-path self-test when the core asks for one: pull-down, pull-up, idle. It only
    /// drives; the core judges the samples taken meanwhile. It never waits: each turn looks at the clock and moves on.
    /// </summary>
    internal sealed class SelfTestSequencer
    {
        /// <summary>
        /// A pull has done its work once a turn has begun so long after it (electronics.md section 5: 50 ms; the core believes
        /// samples from 45 ms on). Counted to the turn's beginning, before its sample: what the chip then needs to
        /// judge may not pass for settling.
        /// </summary>
        private const long PullMicroseconds = 46000;

        /// <summary>The relay stays open for so long at most.</summary>
        private const long RelayMicroseconds = 1200000;

        private readonly ISenseInjector _injector;
        private long _sinceMicroseconds;

        public SelfTestSequencer(ISenseInjector injector)
        {
            _injector = injector;
            Drive = injector.Drive;
        }

        /// <summary>What the injector does: nobody else changes it once the board has started.</summary>
        public SenseDrive Drive;

        /// <summary>
        /// Call once a turn, after the samples of that turn were judged under the present drive; not needed while the injector is idle and
        /// nothing is asked for.
        /// </summary>
        /// <param name="due">The core asks for a self-test.</param>
        /// <param name="openRelay">The core asks for an open relay; it closes as soon as the core no longer does.</param>
        /// <param name="beganMicroseconds">When the turn began, before its samples.</param>
        /// <param name="nowMicroseconds">The clock.</param>
        public void Advance(bool due, bool openRelay, long beganMicroseconds, long nowMicroseconds)
        {
            SenseDrive drive = Drive;
            if (drive == SenseDrive.Idle)
            {
                if (due)
                {
                    Select(SenseDrive.PullDown, nowMicroseconds);
                }
                else if (openRelay)
                {
                    Select(SenseDrive.RelayOpen, nowMicroseconds);
                }

                return;
            }

            if (drive == SenseDrive.RelayOpen)
            {
                if (!openRelay || nowMicroseconds - _sinceMicroseconds >= RelayMicroseconds)
                {
                    Select(SenseDrive.Idle, nowMicroseconds);
                }

                return;
            }

            if (beganMicroseconds - _sinceMicroseconds >= PullMicroseconds)
            {
                Select(drive == SenseDrive.PullDown ? SenseDrive.PullUp : SenseDrive.Idle, nowMicroseconds);
            }
        }

        private void Select(SenseDrive drive, long nowMicroseconds)
        {
            _injector.Select(drive);
            Drive = drive;
            _sinceMicroseconds = nowMicroseconds;
        }
    }
}
