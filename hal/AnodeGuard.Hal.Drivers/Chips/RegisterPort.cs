namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// The way to a chip whose registers are chosen by a pointer byte and are sent most significant byte first (INA228
    /// and TMP117 alike). Owns its buffers, each as long as the transfer, so that nothing is allocated and no
    /// slice is needed.
    /// </summary>
    public sealed class RegisterPort
    {
        private readonly II2cDevice _device;
        private readonly byte[] _pointer = new byte[1];
        private readonly byte[] _two = new byte[2];
        private readonly byte[] _write = new byte[3];

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="address">Seven-bit address.</param>
        public RegisterPort(II2cBus bus, int address)
        {
            _device = bus.Device(address);
        }

        /// <summary>Reads 16 bits without sign. False: bus error, the value is then 0.</summary>
        public bool TryRead16(int register, out int value)
        {
            byte[] two = _two;
            byte[] pointer = _pointer;
            pointer[0] = (byte)register;
            bool ok = _device.TryWriteRead(pointer, two);
            value = ok ? (two[0] << 8) | two[1] : 0;
            return ok;
        }

        /// <summary>Reads 16 bits, two's complement. False: bus error, the value is then 0.</summary>
        public bool TryReadSigned16(int register, out int value)
        {
            byte[] two = _two;
            byte[] pointer = _pointer;
            pointer[0] = (byte)register;
            bool ok = _device.TryWriteRead(pointer, two);
            value = ok ? (short)((two[0] << 8) | two[1]) : 0;
            return ok;
        }

        /// <summary>Writes 16 bits. False: bus error.</summary>
        public bool TryWrite16(int register, int value)
        {
            byte[] write = _write;
            write[0] = (byte)register;
            write[1] = (byte)(value >> 8);
            write[2] = (byte)value;
            return _device.TryWrite(write);
        }
    }
}
