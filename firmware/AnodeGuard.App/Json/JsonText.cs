using System.Text;

namespace AnodeGuard.App
{
    /// <summary>Decodes the inside of a JSON string: escapes, and UTF-8 as RFC 3629 allows it.</summary>
    internal static class JsonText
    {
        private const string NotUtf8 = "not valid UTF-8";

        /// <summary>Decodes up to the closing quote.</summary>
        /// <param name="text">The document.</param>
        /// <param name="start">First byte after the opening quote.</param>
        /// <param name="end">End of the document.</param>
        /// <param name="value">The text, or null.</param>
        /// <param name="problem">What is wrong, or null.</param>
        /// <returns>Bytes read, the closing quote included.</returns>
        public static int Decode(byte[] text, int start, int end, out string value, out string problem)
        {
            StringBuilder builder = new StringBuilder(32);
            int at = start;
            value = null;
            problem = null;
            while (at < end && problem == null)
            {
                byte c = text[at];
                if (c == '"')
                {
                    value = builder.ToString();
                    return at - start + 1;
                }

                if (c < 0x20)
                {
                    problem = "a control character inside a string";
                }
                else if (c == '\\')
                {
                    at += DecodeEscape(text, at, end, builder, out problem);
                }
                else if (c < 0x80)
                {
                    builder.Append((char)c);
                    at++;
                }
                else
                {
                    at += DecodeUtf8(text, at, end, builder, out problem);
                }
            }

            if (problem == null)
            {
                problem = "a string without its closing quote";
            }

            return at - start;
        }

        private static int DecodeEscape(byte[] text, int at, int end, StringBuilder into, out string problem)
        {
            problem = null;
            byte c = at + 1 < end ? text[at + 1] : (byte)0;
            switch (c)
            {
                case (byte)'"':
                case (byte)'\\':
                case (byte)'/':
                    into.Append((char)c);
                    return 2;
                case (byte)'b':
                    into.Append('\b');
                    return 2;
                case (byte)'f':
                    into.Append('\f');
                    return 2;
                case (byte)'n':
                    into.Append('\n');
                    return 2;
                case (byte)'r':
                    into.Append('\r');
                    return 2;
                case (byte)'t':
                    into.Append('\t');
                    return 2;
                case (byte)'u':
                    return DecodeUnit(text, at, end, into, out problem);
                default:
                    problem = "an unknown escape inside a string";
                    return 0;
            }
        }

        private static int DecodeUnit(byte[] text, int at, int end, StringBuilder into, out string problem)
        {
            problem = null;
            int unit = Hex4(text, at + 2, end);
            if (unit >= 0xD800 && unit <= 0xDBFF)
            {
                bool paired = at + 7 < end && text[at + 6] == '\\' && text[at + 7] == 'u';
                int low = paired ? Hex4(text, at + 8, end) : -1;
                if (low >= 0xDC00 && low <= 0xDFFF)
                {
                    into.Append((char)unit);
                    into.Append((char)low);
                    return 12;
                }

                unit = -1;
            }

            if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
            {
                problem = "a broken \\u escape inside a string";
                return 0;
            }

            into.Append((char)unit);
            return 6;
        }

        private static int Hex4(byte[] text, int at, int end)
        {
            if (at + 4 > end)
            {
                return -1;
            }

            int value = 0;
            for (int i = 0; i < 4; i++)
            {
                int c = text[at + i];
                int lower = c | 0x20;
                int digit = c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
                if (digit < 0)
                {
                    return -1;
                }

                value = (value << 4) | digit;
            }

            return value;
        }

        private static int DecodeUtf8(byte[] text, int at, int end, StringBuilder into, out string problem)
        {
            problem = NotUtf8;
            byte c = text[at];
            int more = c >= 0xC2 && c <= 0xDF ? 1 : c >= 0xE0 && c <= 0xEF ? 2 : c >= 0xF0 && c <= 0xF4 ? 3 : 0;
            if (more == 0 || at + more >= end)
            {
                return 0;
            }

            int point = c & (0x3F >> more);
            for (int i = 1; i <= more; i++)
            {
                if ((text[at + i] & 0xC0) != 0x80)
                {
                    return 0;
                }

                point = (point << 6) | (text[at + i] & 0x3F);
            }

            // Longer than needed, a surrogate, or beyond Unicode.
            int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
            if (point < least || (point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF)
            {
                return 0;
            }

            problem = null;
            if (point < 0x10000)
            {
                into.Append((char)point);
            }
            else
            {
                into.Append((char)(0xD800 + ((point - 0x10000) >> 10)));
                into.Append((char)(0xDC00 + ((point - 0x10000) & 0x3FF)));
            }

            return more + 1;
        }
    }
}
