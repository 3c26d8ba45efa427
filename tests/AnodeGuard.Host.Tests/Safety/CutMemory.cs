using System;
using AnodeGuard.Hal;

namespace AnodeGuard.Host.Tests.Safety
{
    /// <summary>A FRAM whose supply can fail at any byte of a write.</summary>
    internal sealed class CutMemory : INonVolatileMemory
    {
        public readonly byte[] Bytes = new byte[1024];
        public int BytesUntilCut = int.MaxValue;
        public int BreaksOffAfter = int.MaxValue;
        public bool Fails;

        public CutMemory(byte fill)
        {
            Array.Fill(Bytes, fill);
        }

        public int CapacityBytes
        {
            get { return Bytes.Length; }
        }

        public bool TryRead(int address, byte[] buffer, int offset, int count)
        {
            Array.Copy(Bytes, address, buffer, offset, count);
            return !Fails;
        }

        public bool TryWrite(int address, byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count && i < BreaksOffAfter && BytesUntilCut > 0 && !Fails; i++, BytesUntilCut--)
            {
                Bytes[address + i] = buffer[offset + i];
            }

            return !Fails && count <= BreaksOffAfter;
        }
    }
}
