using System;
using System.Collections.Generic;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What goes wrong when. Faults of one instant run in the order in which they were entered.</summary>
    internal sealed class FaultSchedule
    {
        private readonly PriorityQueue<Action, (long At, int Order)> _queue = new PriorityQueue<Action, (long At, int Order)>();
        private int _order;

        /// <summary>Instant of the next one; <see cref="long.MaxValue"/> for none.</summary>
        public long Next { get; private set; } = long.MaxValue;

        public void Add(long atMicroseconds, Action action)
        {
            _queue.Enqueue(action, (atMicroseconds, _order++));
            Next = Math.Min(Next, atMicroseconds);
        }

        /// <summary>Runs what is due by an instant.</summary>
        public void RunDue(long nowMicroseconds)
        {
            while (Next <= nowMicroseconds)
            {
                Action action = _queue.Dequeue();
                Next = _queue.TryPeek(out _, out (long At, int Order) next) ? next.At : long.MaxValue;
                action();
            }
        }
    }
}
