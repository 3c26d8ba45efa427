using System;

namespace AnodeGuard.App
{
    /// <summary>
    /// The code that says who sent a command: HMAC-SHA256 over its parts, see <see cref="IKeyedHash"/>.
    /// </summary>
    internal static class MessageCode
    {
        /// <summary>Bytes of a code, and of a key.</summary>
        public const int Size = 32;

        /// <summary>The code of a text of two parts.</summary>
        /// <param name="hash">Works it out.</param>
        /// <param name="key">The device's key.</param>
        /// <param name="head">First part.</param>
        /// <param name="tail">Holds the second part.</param>
        /// <param name="offset">Where that begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>32 bytes; null where there was not the memory for it.</returns>
        public static byte[] Of(IKeyedHash hash, byte[] key, byte[] head, byte[] tail, int offset, int count)
        {
            try
            {
                byte[] text = new byte[head.Length + count];
                Array.Copy(head, 0, text, 0, head.Length);
                Array.Copy(tail, offset, text, head.Length, count);
                return hash.Of(key, text);
            }
            catch (Exception)
            {
                return null;
            }
        }

        /// <summary>Whether two codes are the same, in a time that does not tell where they differ.</summary>
        public static bool AreEqual(byte[] a, byte[] b)
        {
            if (a.Length != b.Length)
            {
                return false;
            }

            int difference = 0;
            for (int i = 0; i < a.Length; i++)
            {
                difference |= a[i] ^ b[i];
            }

            return difference == 0;
        }
    }
}
