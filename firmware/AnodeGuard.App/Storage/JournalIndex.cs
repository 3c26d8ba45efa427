using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Which part of the journal's ring holds records that the broker does not have: 32 bytes in two slots of FRAM, written
    /// in turn, so that a power cut at any byte leaves one whole.
    /// </summary>
    internal sealed class JournalIndex
    {
        /// <summary>Bytes of a slot.</summary>
        public const int SlotSize = 32;

        /// <summary>Bytes of both.</summary>
        public const int Size = 2 * SlotSize;

        private const uint Mark = 0x31494A41;
        private const int CrcAt = SlotSize - 4;

        /// <summary>Where the oldest record begins, bytes from the ring's start.</summary>
        public int Tail;

        /// <summary>Where the next record will begin.</summary>
        public int Head;

        /// <summary>Records between them.</summary>
        public int Count;

        /// <summary>Records that gave way to newer ones although they had not been delivered.</summary>
        public int AtRisk;

        private uint _generation;

        /// <summary>
        /// Both slots as they are stored: something was written there, and no slot of it is whole. The very first index, which
        /// goes into the second slot, may have been cut off before its last byte: then there never was a record.
        /// </summary>
        public static bool IsDamaged(byte[] slots)
        {
            bool isFirstCutOff = FramMap.IsBlank(slots, 0, SlotSize) && FramMap.IsBlank(slots, Size - 1, 1);
            return !isFirstCutOff && !IsWhole(slots, 0) && !IsWhole(slots, SlotSize);
        }

        /// <summary>Takes the newer whole slot; left as it is where there is none.</summary>
        public void Decode(byte[] slots)
        {
            bool first = IsWhole(slots, 0);
            bool second = IsWhole(slots, SlotSize);
            if (!first && !second)
            {
                return;
            }

            uint older = LittleEndian.GetUInt32(slots, 4);
            uint newer = LittleEndian.GetUInt32(slots, SlotSize + 4);
            int at = second && (!first || (int)(newer - older) > 0) ? SlotSize : 0;
            _generation = LittleEndian.GetUInt32(slots, at + 4);
            Tail = (int)LittleEndian.GetUInt32(slots, at + 8);
            Head = (int)LittleEndian.GetUInt32(slots, at + 12);
            Count = (int)LittleEndian.GetUInt32(slots, at + 16);
            AtRisk = (int)LittleEndian.GetUInt32(slots, at + 20);
        }

        /// <summary>Writes the next slot's bytes.</summary>
        /// <returns>Which slot they belong into: its place from the first one's start.</returns>
        public int Encode(byte[] slot)
        {
            uint next = _generation + 1;
            LittleEndian.PutUInt32(slot, 0, Mark);
            LittleEndian.PutUInt32(slot, 4, next);
            LittleEndian.PutUInt32(slot, 8, (uint)Tail);
            LittleEndian.PutUInt32(slot, 12, (uint)Head);
            LittleEndian.PutUInt32(slot, 16, (uint)Count);
            LittleEndian.PutUInt32(slot, 20, (uint)AtRisk);
            LittleEndian.PutUInt32(slot, 24, 0);
            LittleEndian.PutUInt32(slot, CrcAt, Crc32.Compute(slot, 0, CrcAt));
            return (int)(next & 1) * SlotSize;
        }

        /// <summary>What was encoded last is stored. Until then the same slot is written again, and the whole one left alone.</summary>
        public void Stored()
        {
            _generation++;
        }

        private static bool IsWhole(byte[] slots, int at)
        {
            return LittleEndian.GetUInt32(slots, at) == Mark
                && LittleEndian.GetUInt32(slots, at + CrcAt) == Crc32.Compute(slots, at, CrcAt);
        }
    }
}
