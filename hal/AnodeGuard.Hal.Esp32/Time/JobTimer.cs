using System;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>When a job is due. Keeps its phase; turns that were missed are left out, not made up for.</summary>
    public sealed class JobTimer
    {
        private readonly long _periodMicroseconds;

        /// <param name="periodMicroseconds">From turn to turn, 1 or more.</param>
        /// <param name="startMicroseconds">The first turn.</param>
        /// <exception cref="ArgumentException">No such period.</exception>
        public JobTimer(int periodMicroseconds, long startMicroseconds)
        {
            _periodMicroseconds = periodMicroseconds;
            if (_periodMicroseconds <= 0)
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

            due += _periodMicroseconds;
            if (nowMicroseconds >= due)
            {
                due += (((nowMicroseconds - due) / _periodMicroseconds) + 1) * _periodMicroseconds;
            }

            DueMicroseconds = due;
            return true;
        }
    }
}
