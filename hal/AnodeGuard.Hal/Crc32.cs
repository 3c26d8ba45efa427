namespace AnodeGuard.Hal
{
    /// <summary>
    /// CRC-32 of IEEE 802.3 (polynomial 0xEDB88320 reflected, as in zip); "123456789" gives 0xCBF43926. Bit by bit: what is
    /// stored is short, and a table would cost 5 KB of heap on the chip.
    /// </summary>
    public static class Crc32
    {
        /// <summary>Of a part of an array.</summary>
        public static uint Compute(byte[] data, int offset, int count)
        {
            uint crc = 0xFFFFFFFF;
            for (int i = 0; i < count; i++)
            {
                crc ^= data[offset + i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
