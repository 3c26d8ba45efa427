namespace AnodeGuard.App
{
    /// <summary>
    /// SHA-256 (FIPS 180-4). Of its own because the packages that this firmware builds with have no hash function: their
    /// list is tools/contract/api. 64 rounds of some thirty operations: about 2 ms a block on the interpreter, in the
    /// reporting job alone.
    /// </summary>
    internal sealed class Sha256
    {
        /// <summary>Bytes of a hash.</summary>
        public const int HashSize = 32;

        /// <summary>Bytes of a block.</summary>
        public const int BlockSize = 64;

        private const int Rounds = 64;
        private const int LengthAt = BlockSize - 8;

        // FIPS 180-4, 4.2.2: fractional parts of the cube roots of the first 64 primes.
        private static readonly uint[] Constants =
        {
            0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
            0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
            0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
            0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
            0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
            0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
            0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
            0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
        };

        private readonly uint[] _hash = new uint[8];
        private readonly uint[] _schedule = new uint[Rounds];
        private readonly byte[] _block = new byte[BlockSize];
        private int _filled;
        private long _bytes;

        public Sha256()
        {
            Reset();
        }

        /// <summary>Starts a new message.</summary>
        public void Reset()
        {
            // FIPS 180-4, 5.3.3: fractional parts of the square roots of the first eight primes.
            _hash[0] = 0x6a09e667;
            _hash[1] = 0xbb67ae85;
            _hash[2] = 0x3c6ef372;
            _hash[3] = 0xa54ff53a;
            _hash[4] = 0x510e527f;
            _hash[5] = 0x9b05688c;
            _hash[6] = 0x1f83d9ab;
            _hash[7] = 0x5be0cd19;
            _filled = 0;
            _bytes = 0;
        }

        /// <summary>Appends bytes to the message.</summary>
        public void Append(byte[] data, int offset, int count)
        {
            _bytes += count;
            for (int i = 0; i < count; i++)
            {
                Put(data[offset + i]);
            }
        }

        /// <summary>Ends the message.</summary>
        /// <param name="into">Gets <see cref="HashSize"/> bytes from its start.</param>
        public void Finish(byte[] into)
        {
            long bits = _bytes * 8;
            Put(0x80);
            while (_filled != LengthAt)
            {
                Put(0);
            }

            for (int shift = 56; shift >= 0; shift -= 8)
            {
                Put((byte)(bits >> shift));
            }

            for (int i = 0; i < HashSize; i++)
            {
                into[i] = (byte)(_hash[i >> 2] >> (24 - ((i & 3) * 8)));
            }
        }

        private void Put(byte value)
        {
            _block[_filled] = value;
            _filled++;
            if (_filled == BlockSize)
            {
                _filled = 0;
                Expand();
                Compress();
            }
        }

        private void Expand()
        {
            uint[] w = _schedule;
            for (int i = 0; i < 16; i++)
            {
                int at = i * 4;
                w[i] = ((uint)_block[at] << 24) | ((uint)_block[at + 1] << 16) | ((uint)_block[at + 2] << 8) | _block[at + 3];
            }

            for (int i = 16; i < Rounds; i++)
            {
                uint a = w[i - 15];
                uint b = w[i - 2];
                uint small0 = ((a >> 7) | (a << 25)) ^ ((a >> 18) | (a << 14)) ^ (a >> 3);
                uint small1 = ((b >> 17) | (b << 15)) ^ ((b >> 19) | (b << 13)) ^ (b >> 10);
                w[i] = w[i - 16] + small0 + w[i - 7] + small1;
            }
        }

        private void Compress()
        {
            uint a = _hash[0];
            uint b = _hash[1];
            uint c = _hash[2];
            uint d = _hash[3];
            uint e = _hash[4];
            uint f = _hash[5];
            uint g = _hash[6];
            uint h = _hash[7];
            for (int i = 0; i < Rounds; i++)
            {
                uint big1 = ((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7));
                uint first = h + big1 + ((e & f) ^ (~e & g)) + Constants[i] + _schedule[i];
                uint big0 = ((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10));
                uint second = big0 + ((a & b) ^ (a & c) ^ (b & c));
                h = g;
                g = f;
                f = e;
                e = d + first;
                d = c;
                c = b;
                b = a;
                a = first + second;
            }

            _hash[0] += a;
            _hash[1] += b;
            _hash[2] += c;
            _hash[3] += d;
            _hash[4] += e;
            _hash[5] += f;
            _hash[6] += g;
            _hash[7] += h;
        }
    }
}
