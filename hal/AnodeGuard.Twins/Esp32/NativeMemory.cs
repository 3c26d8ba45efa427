namespace nanoFramework.Hardware.Esp32
{
    public class NativeMemory
    {
        public enum MemoryType
        {
            All = 0,
            Internal = 1,
            SpiRam = 2,
        }

        /// <summary>Answers with an ESP32-S3 module that has 2 MB of PSRAM; invented round numbers.</summary>
        public static void GetMemoryInfo(MemoryType memType, out uint totalSize, out uint totalFreeSize, out uint largestFreeBlock)
        {
            const uint InternalBytes = 320 * 1024;
            const uint SpiRamBytes = 2 * 1024 * 1024;
            totalSize = memType switch
            {
                MemoryType.Internal => InternalBytes,
                MemoryType.SpiRam => SpiRamBytes,
                _ => InternalBytes + SpiRamBytes,
            };
            totalFreeSize = totalSize / 2;
            largestFreeBlock = totalSize / 4;
        }
    }
}
