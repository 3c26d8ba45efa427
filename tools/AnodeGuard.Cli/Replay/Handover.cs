using System.Collections.Generic;
using System.Threading;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Things handed from one thread to another, in order. Who waits sleeps at once: with three threads on two processors
    /// a spinning one takes the time of the one it waits for.
    /// </summary>
    internal sealed class Handover<T>
        where T : class
    {
        private readonly Queue<T> _queue = new Queue<T>();
        private bool _complete;

        /// <summary>Nothing is there to be taken at this moment.</summary>
        public bool IsEmpty
        {
            get
            {
                lock (_queue)
                {
                    return _queue.Count == 0;
                }
            }
        }

        /// <summary>Hands something over.</summary>
        public void Add(T thing)
        {
            lock (_queue)
            {
                _queue.Enqueue(thing);
                Monitor.Pulse(_queue);
            }
        }

        /// <summary>Nothing more will come, or is wanted.</summary>
        public void Complete()
        {
            lock (_queue)
            {
                _complete = true;
                Monitor.PulseAll(_queue);
            }
        }

        /// <summary>Takes the oldest, waiting for it; false where nothing will come any more.</summary>
        public bool TryTake(out T thing)
        {
            lock (_queue)
            {
                while (_queue.Count == 0 && !_complete)
                {
                    Monitor.Wait(_queue);
                }

                return _queue.TryDequeue(out thing);
            }
        }
    }
}
