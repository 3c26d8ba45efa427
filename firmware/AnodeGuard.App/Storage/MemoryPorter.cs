using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Carries bytes between the FRAM and jobs on other threads. It runs on the safety thread, because the I2C bus has one
    /// user, after the safety loop, the boot record's keeper and the fault log, and moves a little in each turn: nothing in
    /// a turn that the fault log has used.
    /// </summary>
    internal sealed class MemoryPorter : IJob
    {
        /// <summary>From one turn to the next, microseconds.</summary>
        public const int PeriodMicroseconds = 20000;

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
        }

        /// <summary>The fault log, on the same thread.</summary>
        public FaultLog Log { get; }

        /// <inheritdoc/>
        public void Run()
        {
            if (Log.TookTurn)
            {
                return;
            }

            // A command does not wait for the end of a long record: that one goes on behind it.
            MemoryTask task = Counter.IsBusy ? Counter : Alarms.IsBusy ? Alarms : Journal;
            if (task.IsBusy)
            {
                task.Carry(_memory, BytesPerTurn);
            }
        }
    }
}
