using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// A small record in two slots of FRAM, written in turn: a power cut at any byte of a write leaves the other slot whole.
    /// Each slot holds a mark, a generation, the payload and a CRC-32 over all of it.
    /// Use it from the thread that owns the I2C bus.
    /// </summary>
    public sealed class TwoSlotRecord
    {
        private const int HeadSize = 8;
        private const int CrcSize = 4;

        private readonly INonVolatileMemory _memory;
        private readonly int _address;
        private readonly uint _mark;
        private readonly byte[] _slot;
        private readonly byte[] _other;
        private readonly int _payloadSize;
        private uint _generation;

        /// <param name="memory">The FRAM.</param>
        /// <param name="address">First byte of the first slot; the second follows at once.</param>
        /// <param name="mark">Tells this kind and layout of record from every other.</param>
        /// <param name="payloadSize">Bytes of the payload.</param>
        public TwoSlotRecord(INonVolatileMemory memory, int address, uint mark, int payloadSize)
        {
            _memory = memory;
            _address = address;
            _mark = mark;
            _payloadSize = payloadSize;
            _slot = new byte[HeadSize + payloadSize + CrcSize];
            _other = new byte[_slot.Length];
        }

        /// <summary>The memory has answered, so that a write cannot hide what nobody has read.</summary>
        public bool IsLoaded { get; private set; }

        /// <summary>Neither slot is whole although the memory is not blank.</summary>
        public bool Corrupt { get; private set; }

        /// <summary>Reads the newer whole slot.</summary>
        /// <param name="payload">Receives it; left alone where there is none.</param>
        /// <returns>True where a whole record was found.</returns>
        public bool TryLoad(byte[] payload)
        {
            byte[] found = Find();
            if (found == null)
            {
                return false;
            }

            for (int i = 0; i < _payloadSize; i++)
            {
                payload[i] = found[HeadSize + i];
            }

            return true;
        }

        /// <summary>
        /// Writes the payload into the older slot. False: it may have torn that slot; the next try writes the same one again
        /// and leaves the whole one alone. A memory that did not answer so far is read first: the generation goes on from there.
        /// </summary>
        public bool TryStore(byte[] payload)
        {
            if (!IsLoaded)
            {
                Find();
                if (!IsLoaded)
                {
                    return false;
                }
            }

            uint next = _generation + 1;
            LittleEndian.PutUInt32(_slot, 0, _mark);
            LittleEndian.PutUInt32(_slot, 4, next);
            for (int i = 0; i < _payloadSize; i++)
            {
                _slot[HeadSize + i] = payload[i];
            }

            int end = HeadSize + _payloadSize;
            LittleEndian.PutUInt32(_slot, end, Crc32.Compute(_slot, 0, end));
            if (!_memory.TryWrite(_address + ((int)(next & 1) * _slot.Length), _slot, 0, _slot.Length))
            {
                return false;
            }

            _generation = next;
            return true;
        }

        /// <summary>Reads both slots; the newer whole one, null where there is none or the memory does not answer.</summary>
        private byte[] Find()
        {
            if (!_memory.TryRead(_address, _slot, 0, _slot.Length)
                || !_memory.TryRead(_address + _slot.Length, _other, 0, _other.Length))
            {
                return null;
            }

            IsLoaded = true;
            bool first = IsWhole(_slot);
            bool second = IsWhole(_other);
            Corrupt = !first && !second && !(FramMap.IsBlank(_slot, 0, _slot.Length) && FramMap.IsBlank(_other, 0, _other.Length));
            if (!first && !second)
            {
                return null;
            }

            bool useSecond = second && (!first || (int)(GenerationOf(_other) - GenerationOf(_slot)) > 0);
            byte[] found = useSecond ? _other : _slot;
            _generation = GenerationOf(found);
            return found;
        }

        private static uint GenerationOf(byte[] slot)
        {
            return LittleEndian.GetUInt32(slot, 4);
        }

        private bool IsWhole(byte[] slot)
        {
            int end = HeadSize + _payloadSize;
            return LittleEndian.GetUInt32(slot, 0) == _mark
                && LittleEndian.GetUInt32(slot, end) == Crc32.Compute(slot, 0, end);
        }
    }
}
