using System.Text;

namespace AnodeGuard.App
{
    /// <summary>
    /// Writes one JSON document into a buffer that is used again and again; numbers come from scaled integers, so that
    /// none passes through double. What does not fit is left out and told by <see cref="Overflowed"/>: such a document
    /// is not to be sent.
    /// </summary>
    internal sealed class JsonWriter
    {
        private const string Base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        private readonly byte[] _buffer;
        private readonly byte[] _digits = new byte[24];
        private int _length;
        private bool _comma;

        /// <param name="buffer">Where to write; bounds the document.</param>
        public JsonWriter(byte[] buffer)
        {
            _buffer = buffer;
        }

        public byte[] Buffer
        {
            get { return _buffer; }
        }

        /// <summary>Bytes written.</summary>
        public int Length
        {
            get { return _length; }
        }

        /// <summary>The document did not fit.</summary>
        public bool Overflowed { get; private set; }

        /// <summary>Starts a new document: an object.</summary>
        public void Begin()
        {
            _length = 0;
            Overflowed = false;
            _comma = false;
            Byte('{');
        }

        /// <summary>Ends the document.</summary>
        /// <returns>False where it did not fit.</returns>
        public bool End()
        {
            Byte('}');
            return !Overflowed;
        }

        public void OpenObject(string key)
        {
            Key(key);
            Byte('{');
            _comma = false;
        }

        /// <summary>An object as an element of an array.</summary>
        public void OpenItem()
        {
            Separate();
            Byte('{');
            _comma = false;
        }

        public void CloseObject()
        {
            Byte('}');
            _comma = true;
        }

        public void OpenArray(string key)
        {
            Key(key);
            Byte('[');
            _comma = false;
        }

        public void CloseArray()
        {
            Byte(']');
            _comma = true;
        }

        public void Number(string key, long value)
        {
            Key(key);
            Decimal(value, 0);
            _comma = true;
        }

        /// <summary>A number in its unit: value over 10^decimals, trailing zeros left out.</summary>
        public void Scaled(string key, long value, int decimals)
        {
            Key(key);
            Decimal(value, decimals);
            _comma = true;
        }

        public void Flag(string key, bool value)
        {
            Key(key);
            Raw(value ? "true" : "false");
            _comma = true;
        }

        public void Null(string key)
        {
            Key(key);
            Raw("null");
            _comma = true;
        }

        public void Text(string key, string value)
        {
            Key(key);
            Quoted(value);
            _comma = true;
        }

        /// <summary>An element of an array.</summary>
        public void Item(string value)
        {
            Separate();
            Quoted(value);
            _comma = true;
        }

        /// <summary>Bytes as base64 (RFC 4648, padded).</summary>
        public void Base64(string key, byte[] data, int count)
        {
            Key(key);
            Byte('"');
            for (int i = 0; i < count; i += 3)
            {
                int left = count - i;
                int triple = (data[i] << 16) | (left > 1 ? data[i + 1] << 8 : 0) | (left > 2 ? data[i + 2] : 0);
                Byte(Base64Digits[triple >> 18]);
                Byte(Base64Digits[(triple >> 12) & 63]);
                Byte(left > 1 ? Base64Digits[(triple >> 6) & 63] : '=');
                Byte(left > 2 ? Base64Digits[triple & 63] : '=');
            }

            Byte('"');
            _comma = true;
        }

        private void Key(string key)
        {
            Separate();
            Byte('"');
            Raw(key);
            Byte('"');
            Byte(':');
        }

        private void Separate()
        {
            if (_comma)
            {
                Byte(',');
            }
        }

        private void Decimal(long value, int decimals)
        {
            // Taken from the right, while negative: the most negative long has no positive twin.
            byte[] digits = _digits;
            int count = 0;
            int position = 0;
            bool significant = false;
            long rest = value > 0 ? -value : value;
            while (rest != 0 || position <= decimals)
            {
                long tenth = rest / 10;
                int digit = (int)((tenth * 10) - rest);
                rest = tenth;
                if (position == decimals && significant)
                {
                    digits[count] = (byte)'.';
                    count++;
                }

                significant |= digit != 0 || position >= decimals;
                if (significant)
                {
                    digits[count] = (byte)('0' + digit);
                    count++;
                }

                position++;
            }

            if (value < 0)
            {
                digits[count] = (byte)'-';
                count++;
            }

            int length = _length;
            if (length + count > _buffer.Length)
            {
                Overflowed = true;
                return;
            }

            // A call for each digit would cost the interpreter more than everything above.
            _length = length + count;
            for (byte[] buffer = _buffer; count > 0; length++)
            {
                count--;
                buffer[length] = digits[count];
            }
        }

        private void Quoted(string value)
        {
            Byte('"');
            for (int i = 0; i < value.Length; i++)
            {
                char c = value[i];
                if (c == '"' || c == '\\')
                {
                    Byte('\\');
                    Byte(c);
                }
                else if (c < ' ' || c >= 0x7F)
                {
                    Escape(c);
                }
                else
                {
                    Byte(c);
                }
            }

            Byte('"');
        }

        private void Escape(char c)
        {
            const string Hex = "0123456789abcdef";
            Byte('\\');
            Byte('u');
            for (int shift = 12; shift >= 0; shift -= 4)
            {
                Byte(Hex[(c >> shift) & 15]);
            }
        }

        /// <summary>ASCII that needs no escape, in one native call.</summary>
        private void Raw(string ascii)
        {
            int length = _length;
            int added = ascii.Length;
            if (length + added > _buffer.Length)
            {
                Overflowed = true;
                return;
            }

            Encoding.UTF8.GetBytes(ascii, 0, added, _buffer, length);
            _length = length + added;
        }

        private void Byte(char ascii)
        {
            int length = _length;
            byte[] buffer = _buffer;
            if (length == buffer.Length)
            {
                Overflowed = true;
                return;
            }

            buffer[length] = (byte)ascii;
            _length = length + 1;
        }
    }
}
