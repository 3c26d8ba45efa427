using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Carries bytes between the FRAM and jobs on other threads. It runs on the safety thread, because the I2C bus has one
    /// user, after the safety loop and the boot record's keeper, and moves a little in each turn.
    /// </summary>
    internal sealed class MemoryPorter : IJob
    {
        /// <summary>From one turn to the next, microseconds.</summary>
        public const int PeriodMicroseconds = 20000;

        /// <summary>Bytes moved in one turn: two transfers of 32, about 1.6 ms at 400 kHz.</summary>
        public const int BytesPerTurn = 64;

        /// <summary>What has to be stored before a command may act.</summary>
        public readonly MemoryTask Counter = new MemoryTask();

        private readonly INonVolatileMemory _memory;
        private MemoryTask _task;
        private int _moved;

        /// <param name="memory">Used by this thread's jobs alone.</param>
        public MemoryPorter(INonVolatileMemory memory)
        {
            _memory = memory;
        }

        /// <inheritdoc/>
        public void Run()
        {
            if (_task == null)
            {
                _task = Counter.IsBusy ? Counter : null;
                _moved = 0;
            }

            if (_task == null)
            {
                return;
            }

            int left = _task.Count - _moved;
            int count = left < BytesPerTurn ? left : BytesPerTurn;
            int address = _task.Address + _moved;
            bool good = _task.IsWrite
                ? _memory.TryWrite(address, _task.Buffer, _moved, count)
                : _memory.TryRead(address, _task.Buffer, _moved, count);
            _moved += count;
            if (!good || _moved == _task.Count)
            {
                MemoryTask finished = _task;
                _task = null;
                finished.Finish(good);
            }
        }
    }
}
