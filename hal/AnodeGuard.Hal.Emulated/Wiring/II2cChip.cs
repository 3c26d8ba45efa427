using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>A chip on an I2C bus at register level: bytes in, bytes out, as its data sheet says.</summary>
    public interface II2cChip
    {
        /// <summary>A write transfer addressed to the chip. False: not acknowledged.</summary>
        bool Write(ReadOnlySpan<byte> data, long atMicroseconds);

        /// <summary>A read transfer. False: not acknowledged.</summary>
        bool Read(Span<byte> data, long atMicroseconds);
    }
}
