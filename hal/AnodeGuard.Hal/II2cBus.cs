namespace AnodeGuard.Hal
{
    /// <summary>
    /// A register-level view of one I2C bus. Every transfer is bounded in time and answers with a status; none throws.
    /// Buffers are arrays that the caller owns and uses again, each exactly as long as its part of the transfer. A time-out blocks for up to a second; after one, every
    /// transfer fails at once, without touching the wires, until <see cref="TryRecover"/> has freed the bus.
    /// </summary>
    public interface II2cBus
    {
        /// <summary>Writes bytes to a device; false on NACK, time-out or a part transfer.</summary>
        bool TryWrite(int address, byte[] data);

        /// <summary>Writes, then reads after a repeated start; false as above, <paramref name="read"/> is then undefined.</summary>
        bool TryWriteRead(int address, byte[] write, byte[] read);

        /// <summary>
        /// Nine clocks and a stop, for a device that holds SDA low; nothing where no transfer has timed out. False: the bus is
        /// still stuck.
        /// </summary>
        bool TryRecover();
    }

    /// <summary>An output pin.</summary>
    public interface IDigitalOutput
    {
        void Write(bool high);
    }

    /// <summary>An input pin.</summary>
    public interface IDigitalInput
    {
        bool Read();
    }
}
