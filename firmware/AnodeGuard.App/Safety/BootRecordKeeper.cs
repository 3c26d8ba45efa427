using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Keeps the boot record in two slots of FRAM, written one after the other: a power cut in the middle of a write leaves
    /// the other slot whole, and a slot that goes bad later leaves its twin. The safety loop only asks; what is asked for is
    /// written after it on the same thread (both use the one I2C bus), which goes on until both writes went through.
    /// A memory that cannot be read at the start is not written before it was read: what it holds that this start does
    /// not know is kept for the next one.
    /// </summary>
    public sealed class BootRecordKeeper
    {
        private const int Slots = 2;
        private const int SlotStride = 64;

        private readonly INonVolatileMemory _memory;
        private readonly BootRecord _record = new BootRecord();
        private readonly byte[] _buffer = new byte[BootRecord.Size];
        private readonly BootRecord _other = new BootRecord();
        private bool _loaded;
        private long _unknownFaults;
        private int _slotsToWrite;
        private long _latchedFaults;
        private long _baselineMicrovolts;
        private byte _state;
        private int _tripCause = -1;
        private bool _presenceNeeded;
        private int _worstFault = -1;
        private uint _upSeconds;
        private uint _unixSeconds;
        private byte _restart;

        public BootRecordKeeper(INonVolatileMemory memory)
        {
            _memory = memory;
        }

        /// <summary>Raised while something is to be written.</summary>
        internal TurnWork Work = new TurnWork();

        /// <summary>The record as the run before left it; null where there is none, or the memory was not read.</summary>
        public BootRecord Before { get; private set; }

        /// <summary>The record as loaded, or as last written.</summary>
        public BootRecord Record
        {
            get { return _record; }
        }

        /// <summary>Neither slot held a whole record although the memory is not blank, or it cannot be read.</summary>
        public bool Corrupt { get; private set; }

        /// <summary>The memory has answered.</summary>
        public bool IsLoaded
        {
            get { return _loaded; }
        }

        /// <summary>Loads the newer whole record, counts this start and writes it back.</summary>
        public void Load()
        {
            Corrupt = false;
            if (TryLoad())
            {
                _latchedFaults = _record.LatchedFaults;
                _baselineMicrovolts = _record.BaselineMicrovolts;
                _tripCause = _record.TripCause;
                _presenceNeeded = _record.PresenceNeeded;
            }
            else
            {
                Corrupt = true;
            }

            _slotsToWrite = Slots;
            Run();
            Run();
        }

        /// <summary>Safety job: asks for these values to be kept.</summary>
        /// <param name="verdict">The newest.</param>
        /// <param name="presenceNeeded">A trip needs somebody at the board.</param>
        /// <param name="unixSeconds">Seconds since 1970; 0 where the clock is not set.</param>
        internal void Request(Verdict verdict, bool presenceNeeded, uint unixSeconds)
        {
            _latchedFaults = verdict.LatchedFaults;
            _baselineMicrovolts = verdict.BaselineKnown ? verdict.BaselineMicrovolts : 0;
            _state = (byte)verdict.State;
            _tripCause = verdict.TripCause;
            _presenceNeeded = presenceNeeded;
            _worstFault = WorstOf(verdict);
            _upSeconds = (uint)(verdict.TimeMicroseconds / 1000000);
            _unixSeconds = unixSeconds;
            _slotsToWrite = Slots;
            Work.Waits = true;
        }

        /// <summary>Safety job: a restart is to come that somebody wants, for a <see cref="RunEnding"/>.</summary>
        internal void NoteRestart(byte restart)
        {
            _restart = restart;
            _slotsToWrite = Slots;
            Work.Waits = true;
        }

        /// <summary>Writes what is asked for, one slot; a turn of <see cref="MemoryTurn"/>.</summary>
        public void Run()
        {
            if (_slotsToWrite == 0)
            {
                return;
            }

            Work.Waits = true;
            if (!(_loaded || TryLoadLate()))
            {
                return;
            }

            _record.LatchedFaults = _latchedFaults | _unknownFaults;
            _record.BaselineMicrovolts = _baselineMicrovolts;
            _record.State = _state;
            _record.TripCause = _tripCause;
            _record.PresenceNeeded = _presenceNeeded;
            _record.WorstFault = _worstFault;
            _record.UpSeconds = _upSeconds;
            _record.UnixSeconds = _unixSeconds;
            _record.Restart = _restart;
            _record.Generation++;
            _record.Encode(_buffer);
            int slot = (int)(_record.Generation & 1);
            if (_memory.TryWrite(FramMap.BootRecord + (slot * SlotStride), _buffer, 0, BootRecord.Size))
            {
                _slotsToWrite--;
                return;
            }

            // It may have torn this slot: the next try writes it again, and leaves the whole one alone.
            _record.Generation--;
        }

        private static bool IsNewer(uint a, uint b)
        {
            return (int)(a - b) > 0;
        }

        private static int WorstOf(Verdict verdict)
        {
            int worst = -1;
            byte level = FaultLevel.None;
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if (verdict.Levels[fault] > level)
                {
                    level = verdict.Levels[fault];
                    worst = fault;
                }
            }

            return worst;
        }

        /// <summary>False where the memory does not answer.</summary>
        private bool TryLoad()
        {
            bool blank = true;
            if (!TryLoadSlot(0, _record, ref blank, out bool found) || !TryLoadSlot(1, _other, ref blank, out bool otherFound))
            {
                return false;
            }

            if (otherFound && (!found || IsNewer(_other.Generation, _record.Generation)))
            {
                _record.CopyFrom(_other);
            }

            _loaded = true;
            if (found || otherFound)
            {
                Before = _other;
                Before.CopyFrom(_record);
            }

            Corrupt |= !found && !otherFound && !blank;
            _record.BootCount++;
            return true;
        }

        /// <summary>The guard runs already, without what was stored. Nobody has seen that, so no acknowledgement of this start ends it.</summary>
        private bool TryLoadLate()
        {
            if (!TryLoad())
            {
                return false;
            }

            _unknownFaults = _record.LatchedFaults;
            return true;
        }

        private bool TryLoadSlot(int slot, BootRecord into, ref bool blank, out bool found)
        {
            found = false;
            if (!_memory.TryRead(FramMap.BootRecord + (slot * SlotStride), _buffer, 0, BootRecord.Size))
            {
                return false;
            }

            blank &= FramMap.IsBlank(_buffer, 0, BootRecord.Size);
            found = into.TryDecode(_buffer);
            return true;
        }
    }
}
