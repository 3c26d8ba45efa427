using System;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>
    /// How long a run waits for its broker. Any message that it confirms begins the wait anew; after a limit of wall time
    /// without one the waiting is over for good. Messages that nobody confirms say nothing: they leave for the socket of a broker
    /// that has stopped as well.
    /// </summary>
    internal sealed class BrokerPatience
    {
        private readonly TimeSpan _limit;
        private readonly TimeProvider _time;
        private long? _since;
        private long _confirmed;

        /// <param name="limit">Longest wait without a confirmation.</param>
        /// <param name="time">Wall time.</param>
        public BrokerPatience(TimeSpan limit, TimeProvider time)
        {
            _limit = limit;
            _time = time;
        }

        /// <summary>The broker took nothing for too long.</summary>
        public bool IsOver { get; private set; }

        /// <summary>Called again and again while waiting: whether to wait on.</summary>
        /// <param name="backlog">Messages that the broker does not have yet.</param>
        /// <param name="confirmed">Messages that it has confirmed so far.</param>
        /// <param name="isEnough">At most so many need no waiting.</param>
        public bool WaitsOn(int backlog, long confirmed, int isEnough)
        {
            if (IsOver || backlog <= isEnough)
            {
                _since = null;
                return false;
            }

            if (_since == null || confirmed != _confirmed)
            {
                _since = _time.GetTimestamp();
            }

            _confirmed = confirmed;
            IsOver = _time.GetElapsedTime(_since.Value) > _limit;
            return !IsOver;
        }
    }
}
