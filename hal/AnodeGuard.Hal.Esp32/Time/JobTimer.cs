using System;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>When a job is due. Keeps its phase; turns that were missed are left out, not made up for.</summary>
    public sealed class JobTimer
    {
        private readonly long _periodMicroseconds;
        private long _due;

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

            _due = startMicroseconds;
        }

        /// <summary>The next turn, microseconds.</summary>
        public long DueMicroseconds
        {
            get { return _due; }
        }

        /// <summary>True when a turn is due; the next one is then later than now.</summary>
        public bool TakeTurn(long nowMicroseconds)
        {
            if (nowMicroseconds < _due)
            {
                return false;
            }

            _due += _periodMicroseconds;
            if (nowMicroseconds >= _due)
            {
                _due += (((nowMicroseconds - _due) / _periodMicroseconds) + 1) * _periodMicroseconds;
            }

            return true;
        }
    }
}
