using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Carries bytes between the FRAM and jobs on other threads. It runs on the safety thread, because the I2C bus has one
    /// user, and moves a little in each turn: nothing in a turn that the fault log has used.
    /// </summary>
    internal sealed class MemoryPorter
    {
        /// <summary>Bytes moved in one turn: two transfers of 32, about 1.6 ms at 400 kHz.</summary>
        public const int BytesPerTurn = 64;

        /// <summary>What has to be stored before a command may act.</summary>
        public readonly MemoryTask Counter = new MemoryTask();

        /// <summary>Events and alarms on their way to the memory and back.</summary>
        public readonly MemoryTask Journal = new MemoryTask();

        /// <summary>The same for those that have a ring of their own.</summary>
        public readonly MemoryTask Alarms = new MemoryTask();

        private readonly INonVolatileMemory _memory;

        /// <param name="memory">Used by this thread's jobs alone.</param>
        /// <param name="log">Goes first.</param>
        public MemoryPorter(INonVolatileMemory memory, FaultLog log)
        {
            _memory = memory;
            Log = log;
            Counter.Work = log.Work;
            Journal.Work = log.Work;
            Alarms.Work = log.Work;
        }

        /// <summary>The fault log, on the same thread.</summary>
        public FaultLog Log { get; }

        /// <summary>A turn of <see cref="MemoryTurn"/>: moves the next bytes, where anybody asked.</summary>
        public void Run()
        {
            // A command does not wait for the end of a long record: that one goes on behind it.
            MemoryTask task = Counter.Stage == MemoryTask.Asked ? Counter : Alarms.Stage == MemoryTask.Asked ? Alarms : Journal;
            if (task.Stage == MemoryTask.Asked)
            {
                task.Carry(_memory, BytesPerTurn);
            }
        }
    }
}
