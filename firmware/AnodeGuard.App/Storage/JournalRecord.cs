using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Form of a record in the journal: a head with a CRC-32 of its own, so that a damaged payload does not hide what lies
    /// behind it, then the message as it goes out, then a CRC-32 over that.
    /// </summary>
    internal static class JournalRecord
    {
        /// <summary>Bytes before the payload.</summary>
        public const int HeadSize = 16;

        /// <summary>Bytes that a record is longer than its payload.</summary>
        public const int Overhead = HeadSize + 4;

        private const byte Mark = 0xA7;
        private const int BootAt = 4;
        private const int OrderAt = 8;
        private const int HeadCrcAt = HeadSize - 4;

        /// <summary>Writes a record.</summary>
        /// <param name="into">At least <see cref="Overhead"/> bytes longer than the payload.</param>
        /// <param name="topic">Code of its topic.</param>
        /// <param name="boot">The start that it belongs to.</param>
        /// <param name="order">Grows with every record of that start, in whichever ring; 0 in records of older firmware.</param>
        /// <param name="payload">The message.</param>
        /// <param name="length">Its bytes.</param>
        /// <returns>Bytes of the record.</returns>
        public static int Encode(byte[] into, byte topic, uint boot, uint order, byte[] payload, int length)
        {
            into[0] = Mark;
            into[1] = topic;
            into[2] = (byte)length;
            into[3] = (byte)(length >> 8);
            LittleEndian.PutUInt32(into, BootAt, boot);
            LittleEndian.PutUInt32(into, OrderAt, order);
            LittleEndian.PutUInt32(into, HeadCrcAt, Crc32.Compute(into, 0, HeadCrcAt));
            System.Array.Copy(payload, 0, into, HeadSize, length);
            LittleEndian.PutUInt32(into, HeadSize + length, Crc32.Compute(into, HeadSize, length));
            return length + Overhead;
        }

        /// <summary>The head at the start of these bytes is one.</summary>
        public static bool HasHead(byte[] from)
        {
            return from[0] == Mark && LittleEndian.GetUInt32(from, HeadCrcAt) == Crc32.Compute(from, 0, HeadCrcAt);
        }

        /// <summary>Of two records the first was written before the second.</summary>
        public static bool IsBefore(byte[] first, byte[] second)
        {
            uint boot = LittleEndian.GetUInt32(first, BootAt);
            uint other = LittleEndian.GetUInt32(second, BootAt);
            return boot != other ? boot < other : LittleEndian.GetUInt32(first, OrderAt) <= LittleEndian.GetUInt32(second, OrderAt);
        }

        /// <summary>Code of the topic.</summary>
        public static byte TopicOf(byte[] from)
        {
            return from[1];
        }

        /// <summary>Bytes of the payload.</summary>
        public static int LengthOf(byte[] from)
        {
            return from[2] | (from[3] << 8);
        }

        /// <summary>The payload is as it was written.</summary>
        public static bool HasPayload(byte[] from)
        {
            int length = LengthOf(from);
            return LittleEndian.GetUInt32(from, HeadSize + length) == Crc32.Compute(from, HeadSize, length);
        }
    }
}
