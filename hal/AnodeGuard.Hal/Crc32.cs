namespace AnodeGuard.Hal
{
    /// <summary>
    /// CRC-32 of IEEE 802.3 (polynomial 0xEDB88320 reflected, as in zip); "123456789" gives 0xCBF43926. Four bits at a time:
    /// a table for whole bytes would cost 1 KB of heap on the chip, and bit by bit takes it four times as long.
    /// </summary>
    public static class Crc32
    {
        // What each value of the lowest four bits leaves behind.
        private static readonly uint[] Remainders =
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        /// <summary>Of a part of an array.</summary>
        public static uint Compute(byte[] data, int offset, int count)
        {
            uint[] remainders = Remainders;
            uint crc = 0xFFFFFFFF;
            for (int i = 0; i < count; i++)
            {
                crc ^= data[offset + i];
                crc = (crc >> 4) ^ remainders[(int)(crc & 15)];
                crc = (crc >> 4) ^ remainders[(int)(crc & 15)];
            }

            return ~crc;
        }
    }
}
