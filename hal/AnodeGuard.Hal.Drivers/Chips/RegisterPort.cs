namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The way to a chip whose registers are chosen by a pointer byte and are sent most significant byte first (INA228
    /// and TMP117 alike). Owns its buffers, each as long as the transfer, so that nothing is allocated and no
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
            byte[] two = _two;
            byte[] pointer = _pointer;
            pointer[0] = (byte)register;
            bool ok = _bus.TryWriteRead(_address, pointer, two);
            value = ok ? (two[0] << 8) | two[1] : 0;
            return ok;
        }

        /// <summary>Reads 16 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned16(int register, out int value)
        {
            byte[] two = _two;
            byte[] pointer = _pointer;
            pointer[0] = (byte)register;
            bool ok = _bus.TryWriteRead(_address, pointer, two);
            value = ok ? (short)((two[0] << 8) | two[1]) : 0;
            return ok;
        }

        /// <summary>Reads 24 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned24(int register, out int value)
        {
            byte[] three = _three;
            byte[] pointer = _pointer;
            pointer[0] = (byte)register;
            bool ok = _bus.TryWriteRead(_address, pointer, three);
            value = ok ? ((three[0] << 24) | (three[1] << 16) | (three[2] << 8)) >> 8 : 0;
            return ok;
        }

        /// <summary>Reads 40 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned40(int register, out long value)
        {
            byte[] five = _five;
            byte[] pointer = _pointer;
            pointer[0] = (byte)register;
            value = 0;
            if (!_bus.TryWriteRead(_address, pointer, five))
            {
                return false;
            }

            long high = (sbyte)five[0];
            long low = ((long)five[1] << 24) | ((long)five[2] << 16) | ((long)five[3] << 8) | five[4];
            value = (high << 32) | low;
            return true;
        }

        /// <summary>Writes 16 bits. False: bus error.</summary>
        public bool TryWrite16(int register, int value)
        {
            byte[] write = _write;
            write[0] = (byte)register;
            write[1] = (byte)(value >> 8);
            write[2] = (byte)value;
            return _bus.TryWrite(_address, write);
        }
    }
}
