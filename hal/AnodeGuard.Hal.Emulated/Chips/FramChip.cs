using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// MB85RC1MT: 128 KB of FRAM on two neighbouring addresses. A byte is stored when it has been acknowledged; the address
    /// counter runs on over the end of the memory. The supply can be cut in the middle of a write.
    /// </summary>
    public sealed class FramChip
    {
        /// <summary>Size, bytes.</summary>
        public const int Capacity = 131072;

        private const int HalfCapacity = 65536;

        private readonly byte[] _memory;
        private int _pointer;

        /// <param name="memory">
        /// The cells, <see cref="Capacity"/> bytes; they outlive the chip, as their owner wants.
        /// </param>
        public FramChip(byte[] memory)
        {
            if (memory.Length != Capacity)
            {
                throw new ArgumentException("an MB85RC1MT has " + Capacity + " bytes", nameof(memory));
            }

            _memory = memory;
            LowerHalf = new Half(this, 0);
            UpperHalf = new Half(this, HalfCapacity);
        }

        /// <summary>What answers at the even address (0x50).</summary>
        public II2cChip LowerHalf { get; }

        /// <summary>What answers one above (0x51).</summary>
        public II2cChip UpperHalf { get; }

        /// <summary>False: not acknowledged.</summary>
        public bool Acknowledges { get; set; } = true;

        /// <summary>False once the supply was cut; nothing is acknowledged then.</summary>
        public bool IsPowered { get; private set; } = true;

        /// <summary>How many more bytes are stored before the supply fails; negative: it does not.</summary>
        public long BytesUntilPowerCut { get; set; } = -1;

        /// <summary>Bytes stored so far.</summary>
        public long BytesWritten { get; private set; }

        /// <summary>Supply back. What had been stored is still there.</summary>
        public void PowerOn()
        {
            IsPowered = true;
            BytesUntilPowerCut = -1;
            _pointer = 0;
        }

        /// <summary>Every bit of a stretch flips.</summary>
        internal void Corrupt(int address, int length)
        {
            for (int i = address; i < address + length; i++)
            {
                _memory[i] = (byte)~_memory[i];
            }
        }

        private bool Write(ReadOnlySpan<byte> data, int half)
        {
            if (!Acknowledges || !IsPowered)
            {
                return false;
            }

            // Two address bytes; one alone leaves the counter as it was.
            if (data.Length < 2)
            {
                return true;
            }

            _pointer = half | (data[0] << 8) | data[1];
            foreach (byte value in data.Slice(2))
            {
                if (BytesUntilPowerCut == 0)
                {
                    IsPowered = false;
                    return false;
                }

                _memory[_pointer] = value;
                _pointer = (_pointer + 1) & (Capacity - 1);
                BytesWritten++;
                BytesUntilPowerCut = Math.Max(-1, BytesUntilPowerCut - 1);
            }

            return true;
        }

        private bool Read(Span<byte> data, int half)
        {
            if (!Acknowledges || !IsPowered)
            {
                return false;
            }

            _pointer = half | (_pointer & (HalfCapacity - 1));
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = _memory[_pointer];
                _pointer = (_pointer + 1) & (Capacity - 1);
            }

            return true;
        }

        private sealed class Half : II2cChip
        {
            private readonly FramChip _chip;
            private readonly int _base;

            public Half(FramChip chip, int start)
            {
                _chip = chip;
                _base = start;
            }

            public bool Write(ReadOnlySpan<byte> data, long atMicroseconds)
            {
                return _chip.Write(data, _base);
            }

            public bool Read(Span<byte> data, long atMicroseconds)
            {
                return _chip.Read(data, _base);
            }
        }
    }
}
