using System.Security.Cryptography;

namespace AnodeGuard.App
{
    /// <summary>The platform's own; native on the chip (mbed TLS).</summary>
    internal sealed class PlatformHash : IKeyedHash
    {
        /// <inheritdoc/>
        public byte[] Of(byte[] key, byte[] text)
        {
            return HMACSHA256.HashData(key, text);
        }
    }
}
