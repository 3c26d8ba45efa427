namespace AnodeGuard.App
{
    /// <summary>HMAC (RFC 2104) over SHA-256, tested with the vectors of RFC 4231.</summary>
    internal sealed class HmacSha256
    {
        private const byte InnerPad = 0x36;
        private const byte OuterPad = 0x5C;

        private readonly Sha256 _hash = new Sha256();
        private readonly byte[] _pad = new byte[Sha256.BlockSize];
        private readonly byte[] _inner = new byte[Sha256.HashSize];
        private readonly byte[] _key = new byte[Sha256.BlockSize];

        /// <param name="key">Any length; one longer than a block is hashed first, as the standard says.</param>
        public HmacSha256(byte[] key)
        {
            if (key.Length > Sha256.BlockSize)
            {
                _hash.Append(key, 0, key.Length);
                _hash.Finish(_key);
                return;
            }

            for (int i = 0; i < key.Length; i++)
            {
                _key[i] = key[i];
            }
        }

        /// <summary>Starts a message.</summary>
        public void Begin()
        {
            _hash.Reset();
            AppendKey(InnerPad);
        }

        /// <summary>Appends bytes to the message.</summary>
        public void Append(byte[] data, int offset, int count)
        {
            _hash.Append(data, offset, count);
        }

        /// <summary>Ends the message.</summary>
        /// <param name="into">Gets 32 bytes.</param>
        public void Finish(byte[] into)
        {
            _hash.Finish(_inner);
            _hash.Reset();
            AppendKey(OuterPad);
            _hash.Append(_inner, 0, _inner.Length);
            _hash.Finish(into);
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

        private void AppendKey(byte pad)
        {
            for (int i = 0; i < _pad.Length; i++)
            {
                _pad[i] = (byte)(_key[i] ^ pad);
            }

            _hash.Append(_pad, 0, _pad.Length);
        }
    }
}
