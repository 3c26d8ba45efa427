namespace AnodeGuard.Hal
{
    /// <summary>FRAM: bytes that survive a power cut. A write may be cut at any byte; records carry a CRC for that.</summary>
    public interface INonVolatileMemory
    {
        /// <summary>Size, bytes.</summary>
        int CapacityBytes { get; }

        /// <summary>Reads; false on a bus error, the buffer is then undefined.</summary>
        bool TryRead(int address, byte[] buffer, int offset, int count);

        /// <summary>Writes; false on a bus error, the memory may then hold part of it.</summary>
        bool TryWrite(int address, byte[] buffer, int offset, int count);
    }

    /// <summary>Where the settings document lives.</summary>
    public interface ISettingsStorage
    {
        /// <summary>The document as UTF-8, or null where there is none.</summary>
        byte[] Load();

        /// <summary>Replaces the document, whole or not at all. False: the old one stays.</summary>
        bool TryReplace(byte[] document);
    }
}
