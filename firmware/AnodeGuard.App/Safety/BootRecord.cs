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

        /// <summary>State when last written.</summary>
        public byte State;

        /// <summary>The fault that opened the switch; -1 where none did.</summary>
        public int TripCause = -1;

        /// <summary>Copies another record.</summary>
        internal void CopyFrom(BootRecord other)
        {
            Generation = other.Generation;
            BootCount = other.BootCount;
            LatchedFaults = other.LatchedFaults;
            BaselineMicrovolts = other.BaselineMicrovolts;
            State = other.State;
            TripCause = other.TripCause;
        }

        /// <summary>Writes the record with its CRC.</summary>
        internal void Encode(byte[] buffer)
        {
            PutUInt32(buffer, 0, Magic);
            PutUInt32(buffer, 4, Generation);
            PutUInt32(buffer, 8, BootCount);
            PutInt64(buffer, 12, LatchedFaults);
            PutInt64(buffer, 20, BaselineMicrovolts);
            buffer[28] = State;
            buffer[29] = (byte)TripCause;
            for (int i = 30; i < PayloadSize; i++)
            {
                buffer[i] = 0;
            }

            PutUInt32(buffer, PayloadSize, Crc32.Compute(buffer, 0, PayloadSize));
        }

        /// <summary>Reads a record; false where it is not whole, this object is then unchanged.</summary>
        internal bool TryDecode(byte[] buffer)
        {
            if (GetUInt32(buffer, 0) != Magic || GetUInt32(buffer, PayloadSize) != Crc32.Compute(buffer, 0, PayloadSize))
            {
                return false;
            }

            Generation = GetUInt32(buffer, 4);
            BootCount = GetUInt32(buffer, 8);
            LatchedFaults = GetInt64(buffer, 12);
            BaselineMicrovolts = GetInt64(buffer, 20);
            State = buffer[28];
            TripCause = (sbyte)buffer[29];
            return true;
        }

        private static void PutUInt32(byte[] buffer, int offset, uint value)
        {
            for (int i = 0; i < 4; i++)
            {
                buffer[offset + i] = (byte)(value >> (8 * i));
            }
        }

        private static void PutInt64(byte[] buffer, int offset, long value)
        {
            PutUInt32(buffer, offset, (uint)value);
            PutUInt32(buffer, offset + 4, (uint)(value >> 32));
        }

        private static uint GetUInt32(byte[] buffer, int offset)
        {
            uint value = 0;
            for (int i = 3; i >= 0; i--)
            {
                value = (value << 8) | buffer[offset + i];
            }

            return value;
        }

        private static long GetInt64(byte[] buffer, int offset)
        {
            return (long)(((ulong)GetUInt32(buffer, offset + 4) << 32) | GetUInt32(buffer, offset));
        }
    }
}
