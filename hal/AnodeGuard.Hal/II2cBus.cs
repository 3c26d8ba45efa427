namespace AnodeGuard.Hal
{
    /// <summary>
    /// A register-level view of one I2C bus. A time-out blocks for up to a second; after one, every transfer of every device fails at
    /// once, without touching the wires, until <see cref="TryRecover"/> has freed the bus.
    /// </summary>
    public interface II2cBus
    {
        /// <summary>A transfer timed out and the bus was not freed since.</summary>
        bool IsStuck { get; }

        /// <summary>The device at a seven-bit address: look it up once.</summary>
        II2cDevice Device(int address);

        /// <summary>
        /// Nine clocks and a stop, for a device that holds SDA low; nothing where no transfer has timed out. False: the bus is
        /// still stuck.
        /// </summary>
        bool TryRecover();
    }

    /// <summary>
    /// One device on an <see cref="II2cBus"/>. Every transfer is bounded in time and answers with a status; none throws. Buffers are
    /// arrays that the caller owns and uses again, each exactly as long as its part of the transfer.
    /// </summary>
    public interface II2cDevice
    {
        /// <summary>Writes bytes; false on NACK, time-out or a part transfer.</summary>
        bool TryWrite(byte[] data);

        /// <summary>Writes, then reads after a repeated start; false as above, <paramref name="read"/> is then undefined.</summary>
        bool TryWriteRead(byte[] write, byte[] read);
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

    /// <summary>Input pins that are always read together: one call instead of one for each.</summary>
    public interface IDigitalInputs
    {
        /// <summary>Their levels: bit 0 is the first pin's.</summary>
        int Read();
    }
}
