using System;
using System.Diagnostics;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>
    /// How long a run waits for its broker. Any message it takes begins the wait anew; after a limit of wall time without
    /// one the waiting is over for good.
    /// </summary>
    internal sealed class BrokerPatience
    {
        private readonly TimeSpan _limit;
        private readonly Stopwatch _waited = new Stopwatch();
        private int _left;

        public BrokerPatience(TimeSpan limit)
        {
            _limit = limit;
        }

        /// <summary>The broker took nothing for too long.</summary>
        public bool IsOver { get; private set; }

        /// <summary>Called again and again while waiting: whether to wait on.</summary>
        /// <param name="backlog">Messages that the broker does not have yet.</param>
        /// <param name="isEnough">At most so many need no waiting.</param>
        public bool WaitsOn(int backlog, int isEnough)
        {
            if (IsOver || backlog <= isEnough)
            {
                _waited.Reset();
                return false;
            }

            if (!_waited.IsRunning || backlog < _left)
            {
                _waited.Restart();
            }

            _left = backlog;
            IsOver = _waited.Elapsed > _limit;
            return !IsOver;
        }
    }
}
