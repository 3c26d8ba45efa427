namespace AnodeGuard.App
{
    /// <summary>Whole numbers in the byte order of every record this firmware stores.</summary>
    internal static class LittleEndian
    {
        /// <summary>Writes four bytes.</summary>
        public static void PutUInt32(byte[] buffer, int offset, uint value)
        {
            buffer[offset] = unchecked((byte)value);
            buffer[offset + 1] = unchecked((byte)(value >> 8));
            buffer[offset + 2] = unchecked((byte)(value >> 16));
            buffer[offset + 3] = (byte)(value >> 24);
        }

        /// <summary>Reads four bytes.</summary>
        public static uint GetUInt32(byte[] buffer, int offset)
        {
            uint value = 0;
            for (int i = 3; i >= 0; i--)
            {
                value = (value << 8) | buffer[offset + i];
            }

            return value;
        }

        /// <summary>Writes eight bytes.</summary>
        public static void PutInt64(byte[] buffer, int offset, long value)
        {
            PutUInt32(buffer, offset, (uint)value);
            PutUInt32(buffer, offset + 4, (uint)(value >> 32));
        }

        /// <summary>Reads eight bytes.</summary>
        public static long GetInt64(byte[] buffer, int offset)
        {
            return (long)(((ulong)GetUInt32(buffer, offset + 4) << 32) | GetUInt32(buffer, offset));
        }
    }
}
