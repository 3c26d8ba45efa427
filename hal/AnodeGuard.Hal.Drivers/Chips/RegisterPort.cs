namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The way to a chip whose registers are chosen by a pointer byte and are sent most significant byte first (INA228,
    /// ADS1115, TMP117 alike). Owns its buffers, each as long as the transfer, so that nothing is allocated and no
    /// slice is needed.
    /// </summary>
    public sealed class RegisterPort
    {
        private readonly II2cBus _bus;
        private readonly int _address;
        private readonly byte[] _pointer = new byte[1];
        private readonly byte[] _two = new byte[2];
        private readonly byte[] _three = new byte[3];
        private readonly byte[] _five = new byte[5];
        private readonly byte[] _write = new byte[3];

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="address">Seven-bit address.</param>
        public RegisterPort(II2cBus bus, int address)
        {
            _bus = bus;
            _address = address;
        }

        /// <summary>Reads 16 bits without sign. False: bus error, the value is then 0.</summary>
        public bool TryRead16(int register, out int value)
        {
            value = 0;
            if (!TryRead(register, _two))
            {
                return false;
            }

            value = (_two[0] << 8) | _two[1];
            return true;
        }

        /// <summary>Reads 16 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned16(int register, out int value)
        {
            bool ok = TryRead16(register, out value);
            value = (short)value;
            return ok;
        }

        /// <summary>Reads 24 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned24(int register, out int value)
        {
            value = 0;
            if (!TryRead(register, _three))
            {
                return false;
            }

            value = ((_three[0] << 24) | (_three[1] << 16) | (_three[2] << 8)) >> 8;
            return true;
        }

        /// <summary>Reads 40 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned40(int register, out long value)
        {
            value = 0;
            if (!TryRead(register, _five))
            {
                return false;
            }

            long high = (sbyte)_five[0];
            long low = ((long)_five[1] << 24) | ((long)_five[2] << 16) | ((long)_five[3] << 8) | _five[4];
            value = (high << 32) | low;
            return true;
        }

        /// <summary>Writes 16 bits. False: bus error.</summary>
        public bool TryWrite16(int register, int value)
        {
            _write[0] = (byte)register;
            _write[1] = (byte)(value >> 8);
            _write[2] = (byte)value;
            return _bus.TryWrite(_address, _write, 3);
        }

        private bool TryRead(int register, byte[] into)
        {
            _pointer[0] = (byte)register;
            return _bus.TryWriteRead(_address, _pointer, 1, into, into.Length);
        }
    }
}
