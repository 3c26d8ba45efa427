using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Keeps the boot record in two slots of FRAM, written in turn: a power cut in the middle of a write leaves the other
    /// slot whole. The safety job only asks; this job writes, and asks itself again until the write went through.
    /// </summary>
    public sealed class BootRecordKeeper : IJob
    {
        /// <summary>How often a pending request is looked for, microseconds.</summary>
        public const int PeriodMicroseconds = 20000;

        private const int SlotStride = 64;

        private readonly INonVolatileMemory _memory;
        private readonly BootRecord _record = new BootRecord();
        private readonly byte[] _buffer = new byte[BootRecord.Size];
        private int _requested;
        private int _written;
        private long _latchedFaults;
        private long _baselineMicrovolts;
        private byte _state;
        private int _tripCause = -1;

        public BootRecordKeeper(INonVolatileMemory memory)
        {
            _memory = memory;
        }

        /// <summary>The record as loaded, or as last written.</summary>
        public BootRecord Record
        {
            get { return _record; }
        }

        /// <summary>Neither slot held a whole record although the memory is not blank, or it cannot be read.</summary>
        public bool Corrupt { get; private set; }

        /// <summary>Loads the newer whole record, counts this start and writes it back.</summary>
        public void Load()
        {
            BootRecord other = new BootRecord();
            bool blank = true;
            bool found = TryLoadSlot(0, _record, ref blank);
            if (TryLoadSlot(1, other, ref blank) && (!found || IsNewer(other.Generation, _record.Generation)))
            {
                TryLoadSlot(1, _record, ref blank);
                found = true;
            }

            Corrupt = !found && !blank;
            _latchedFaults = _record.LatchedFaults;
            _baselineMicrovolts = _record.BaselineMicrovolts;
            _state = _record.State;
            _tripCause = _record.TripCause;
            _record.BootCount++;
            _requested++;
            Run();
        }

        /// <summary>Safety job: asks for these values to be kept.</summary>
        internal void Request(Verdict verdict)
        {
            _latchedFaults = verdict.LatchedFaults;
            _baselineMicrovolts = verdict.BaselineKnown ? verdict.BaselineMicrovolts : 0;
            _state = (byte)verdict.State;
            _tripCause = verdict.TripCause;
            _requested++;
        }

        /// <inheritdoc />
        public void Run()
        {
            int request = _requested;
            if (request == _written)
            {
                return;
            }

            _record.LatchedFaults = _latchedFaults;
            _record.BaselineMicrovolts = _baselineMicrovolts;
            _record.State = _state;
            _record.TripCause = _tripCause;
            _record.Generation++;
            _record.Encode(_buffer);
            int slot = (int)(_record.Generation & 1);
            if (_memory.TryWrite(slot * SlotStride, _buffer, 0, BootRecord.Size))
            {
                // A request that came in meanwhile has another number and is written with the next turn.
                _written = request;
            }
        }

        private static bool IsNewer(uint a, uint b)
        {
            return (int)(a - b) > 0;
        }

        private bool TryLoadSlot(int slot, BootRecord into, ref bool blank)
        {
            if (!_memory.TryRead(slot * SlotStride, _buffer, 0, BootRecord.Size))
            {
                blank = false;
                return false;
            }

            for (int i = 0; i < BootRecord.Size; i++)
            {
                // A new FRAM reads as all zeros or all ones.
                blank &= _buffer[i] == 0 || _buffer[i] == 0xFF;
            }

            return into.TryDecode(_buffer);
        }
    }
}
