using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// What INA228, ADS1115 and TMP117 have in common: a pointer that every write sets first and every read starts from,
    /// and registers sent most significant byte first.
    /// </summary>
    public abstract class RegisterChip : II2cChip
    {
        private int _pointer;

        /// <summary>False: the chip acknowledges nothing (not soldered, no supply, or told so by a fault).</summary>
        public bool Acknowledges { get; set; } = true;

        /// <summary>True: no conversion reaches a register any more; everything else goes on.</summary>
        public bool Frozen { get; set; }

        /// <summary>
        /// One byte sets the pointer; with two more, a register is written. What else comes is acknowledged and ignored, as is
        /// a half register.
        /// </summary>
        public bool Write(ReadOnlySpan<byte> data, long atMicroseconds)
        {
            if (!Acknowledges)
            {
                return false;
            }

            if (data.Length > 0)
            {
                _pointer = data[0];
            }

            if (data.Length >= 3)
            {
                WriteRegister(_pointer, (data[1] << 8) | data[2], atMicroseconds);
            }

            return true;
        }

        /// <summary>Sends the register that the pointer points at, again and again where more bytes are asked for.</summary>
        public bool Read(Span<byte> data, long atMicroseconds)
        {
            if (!Acknowledges)
            {
                return false;
            }

            ulong value = ReadRegister(_pointer, out int bytes, atMicroseconds);
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(value >> (8 * (bytes - 1 - (i % bytes))));
            }

            return true;
        }

        /// <summary>Supply off and on again.</summary>
        public virtual void PowerOn(long atMicroseconds)
        {
            _pointer = 0;
        }

        /// <summary>Value of a register and its length in bytes; an unknown one answers with two bytes of 0.</summary>
        protected abstract ulong ReadRegister(int register, out int bytes, long atMicroseconds);

        /// <summary>Writes 16 bits; nothing where the register is unknown or read-only.</summary>
        protected abstract void WriteRegister(int register, int value, long atMicroseconds);
    }
}
