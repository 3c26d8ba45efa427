namespace AnodeGuard.App
{
    /// <summary>
    /// CRC-32 (IEEE 802.3, reflected polynomial 0xEDB88320), bit by bit: records are short, and a table would cost 5 KB
    /// of heap on the chip.
    /// </summary>
    internal static class Crc32
    {
        private const uint Polynomial = 0xEDB88320;

        /// <summary>CRC of a part of a buffer.</summary>
        public static uint Of(byte[] buffer, int offset, int count)
        {
            uint crc = 0xFFFFFFFF;
            for (int i = offset; i < offset + count; i++)
            {
                crc ^= buffer[i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
