namespace AnodeGuard.App
{
    /// <summary>HMAC-SHA256 (RFC 2104, FIPS 180-4).</summary>
    internal interface IKeyedHash
    {
        /// <summary>The code of a text, 32 bytes. May throw: on the chip the native part asks for memory of its own.</summary>
        byte[] Of(byte[] key, byte[] text);
    }
}
