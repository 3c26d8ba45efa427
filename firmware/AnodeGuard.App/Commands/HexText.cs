namespace AnodeGuard.App
{
    /// <summary>Bytes as hexadecimal digits.</summary>
    internal static class HexText
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>Reads two digits a byte, of either case.</summary>
        /// <returns>The bytes; null where the text is not so long or holds anything else.</returns>
        public static byte[] Read(string text, int bytes)
        {
            if (text.Length != bytes * 2)
            {
                return null;
            }

            byte[] read = new byte[bytes];
            for (int i = 0; i < text.Length; i++)
            {
                int digit = Digit(text[i]);
                if (digit < 0)
                {
                    return null;
                }

                read[i >> 1] = (byte)((read[i >> 1] << 4) | digit);
            }

            return read;
        }

        /// <summary>Eight digits.</summary>
        public static string Write(uint value)
        {
            char[] text = new char[8];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = Digits[(int)(value >> (28 - (4 * i))) & 15];
            }

            return new string(text);
        }

        private static int Digit(char c)
        {
            if (c >= '0' && c <= '9')
            {
                return c - '0';
            }

            int lower = c | 0x20;
            return lower >= 'a' && lower <= 'f' && c < 0x7F ? lower - 'a' + 10 : -1;
        }
    }
}
