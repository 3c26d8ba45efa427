using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>What a start must know of the run before: kept in FRAM, so that no trip is forgotten by a reboot.</summary>
    public sealed class BootRecord
    {
        /// <summary>Bytes of a stored record.</summary>
        internal const int Size = 48;

        private const uint Magic = 0x31474142;
        private const int PayloadSize = Size - 4;

        /// <summary>Starts counted, this one included once <see cref="BootRecordKeeper"/> has loaded it.</summary>
        public uint BootCount;

        /// <summary>Writes counted: of two whole records the higher one is the newer.</summary>
        public uint Generation;

        /// <summary>Faults latched, a bit per <see cref="AnodeGuard.Core.FaultId"/>.</summary>
        public long LatchedFaults;

        /// <summary>Frozen sense baseline, microvolts; 0 where none is known.</summary>
        public long BaselineMicrovolts;

        /// <summary>State when last written; this start's own once its first verdict was kept.</summary>
        public byte State;

        /// <summary>The worst active fault when last written, of equal ones the first in the table; -1 where there was none.</summary>
        public int WorstFault = -1;

        /// <summary>When last written, seconds since its start.</summary>
        public uint UpSeconds;

        /// <summary>When last written, seconds since 1970; 0 where the clock was not set.</summary>
        public uint UnixSeconds;

        /// <summary>The restart that was about to be made: <see cref="RunEnding.Command"/>, <see cref="RunEnding.Settings"/> or none.</summary>
        public byte Restart;

        /// <summary>The fault that opened the switch; -1 where none did.</summary>
        public int TripCause = -1;

        /// <summary>The switch closes only after the button was pressed: what a trip needs outlives a restart.</summary>
        public bool PresenceNeeded;

        /// <summary>Copies another record.</summary>
        internal void CopyFrom(BootRecord other)
        {
            Generation = other.Generation;
            BootCount = other.BootCount;
            LatchedFaults = other.LatchedFaults;
            BaselineMicrovolts = other.BaselineMicrovolts;
            State = other.State;
            TripCause = other.TripCause;
            PresenceNeeded = other.PresenceNeeded;
            WorstFault = other.WorstFault;
            UpSeconds = other.UpSeconds;
            UnixSeconds = other.UnixSeconds;
            Restart = other.Restart;
        }

        /// <summary>Writes the record with its CRC.</summary>
        internal void Encode(byte[] buffer)
        {
            LittleEndian.PutUInt32(buffer, 0, Magic);
            LittleEndian.PutUInt32(buffer, 4, Generation);
            LittleEndian.PutUInt32(buffer, 8, BootCount);
            LittleEndian.PutInt64(buffer, 12, LatchedFaults);
            LittleEndian.PutInt64(buffer, 20, BaselineMicrovolts);
            buffer[28] = State;
            buffer[29] = (byte)TripCause;
            buffer[30] = (byte)(PresenceNeeded ? 1 : 0);

            // Older firmware leaves zeros from here on: no fault, no restart asked for, no time known.
            buffer[31] = (byte)(WorstFault + 1);
            buffer[32] = Restart;
            LittleEndian.PutUInt32(buffer, 33, UpSeconds);
            LittleEndian.PutUInt32(buffer, 37, UnixSeconds);
            for (int i = 41; i < PayloadSize; i++)
            {
                buffer[i] = 0;
            }

            LittleEndian.PutUInt32(buffer, PayloadSize, Crc32.Compute(buffer, 0, PayloadSize));
        }

        /// <summary>Reads a record; false where it is not whole, this object is then unchanged.</summary>
        internal bool TryDecode(byte[] buffer)
        {
            if (LittleEndian.GetUInt32(buffer, 0) != Magic || LittleEndian.GetUInt32(buffer, PayloadSize) != Crc32.Compute(buffer, 0, PayloadSize))
            {
                return false;
            }

            Generation = LittleEndian.GetUInt32(buffer, 4);
            BootCount = LittleEndian.GetUInt32(buffer, 8);
            LatchedFaults = LittleEndian.GetInt64(buffer, 12);
            BaselineMicrovolts = LittleEndian.GetInt64(buffer, 20);
            State = buffer[28];
            TripCause = (sbyte)buffer[29];
            PresenceNeeded = buffer[30] != 0;
            WorstFault = buffer[31] - 1;
            Restart = buffer[32];
            UpSeconds = LittleEndian.GetUInt32(buffer, 33);
            UnixSeconds = LittleEndian.GetUInt32(buffer, 37);
            return true;
        }
    }
}
