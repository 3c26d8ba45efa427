using System;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>When a job is due. Keeps its phase; turns that were missed are left out, not made up for.</summary>
    public sealed class JobTimer
    {
        /// <summary>From turn to turn, microseconds.</summary>
        public readonly long PeriodMicroseconds;

        /// <param name="periodMicroseconds">From turn to turn, 1 or more.</param>
        /// <param name="startMicroseconds">The first turn.</param>
        /// <exception cref="ArgumentException">No such period.</exception>
        public JobTimer(int periodMicroseconds, long startMicroseconds)
        {
            PeriodMicroseconds = periodMicroseconds;
            if (periodMicroseconds <= 0)
            {
                throw new ArgumentException("period of a job: accepted is 1 us or more");
            }

            DueMicroseconds = startMicroseconds;
        }

        /// <summary>The next turn, microseconds. A field: the scheduler reads it in every pass.</summary>
        public long DueMicroseconds;

        /// <summary>True when a turn is due; the next one is then later than now.</summary>
        public bool TakeTurn(long nowMicroseconds)
        {
            long due = DueMicroseconds;
            if (nowMicroseconds < due)
            {
                return false;
            }

            due += PeriodMicroseconds;
            DueMicroseconds = nowMicroseconds < due ? due : AfterMissed(due, nowMicroseconds);
            return true;
        }

        /// <summary>The turn behind those that were missed.</summary>
        /// <param name="dueMicroseconds">The first of them.</param>
        /// <param name="nowMicroseconds">Not before it.</param>
        public long AfterMissed(long dueMicroseconds, long nowMicroseconds)
        {
            return dueMicroseconds + ((((nowMicroseconds - dueMicroseconds) / PeriodMicroseconds) + 1) * PeriodMicroseconds);
        }
    }
}
