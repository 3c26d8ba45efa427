using System.Device.I2c;

namespace AnodeGuard.Twins
{
    /// <summary>How long bits take on the wires of an I2C bus.</summary>
    internal static class I2cWire
    {
        /// <summary>
        /// A write, a read, or both around a repeated start: nine bits a byte, the address byte and its start included, and
        /// one stop.
        /// </summary>
        public static int Microseconds(I2cBusSpeed speed, int written, int read)
        {
            int bits = (written > 0 ? 10 + (9 * written) : 0) + (read > 0 ? 10 + (9 * read) : 0) + 1;
            switch (speed)
            {
                case I2cBusSpeed.FastModePlus:
                    return bits;
                case I2cBusSpeed.FastMode:
                    return (bits * 5) >> 1;
                default:
                    return bits * 10;
            }
        }
    }
}
