using System;
using AnodeGuard.Hal;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>128 KB of FRAM on a bus that can fail, and whose supply can be cut at any byte.</summary>
    internal sealed class TestMemory : INonVolatileMemory
    {
        public readonly byte[] Bytes = new byte[131072];

        /// <summary>Bytes that are still stored before the supply fails.</summary>
        public int BytesUntilCut = int.MaxValue;

        /// <summary>The bus does not answer.</summary>
        public bool Silent;

        public int CapacityBytes => Bytes.Length;

        public bool IsCut => BytesUntilCut <= 0;

        public bool TryRead(int address, byte[] buffer, int offset, int count)
        {
            if (!Silent && !IsCut)
            {
                Array.Copy(Bytes, address, buffer, offset, count);
            }

            return !Silent && !IsCut;
        }

        public bool TryWrite(int address, byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count && !IsCut && !Silent; i++, BytesUntilCut--)
            {
                Bytes[address + i] = buffer[offset + i];
            }

            return !Silent && !IsCut;
        }
    }
}
