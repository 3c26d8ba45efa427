using System;

namespace AnodeGuard.Hal.Drivers
{
    /// <summary>
    /// MB85RC1MT, 128 KB of FRAM. A byte is stored when it is acknowledged: nothing to wait for, no pages. The address has
    /// 17 bits: the uppermost one rides in the device address (1010 A2 A1 A16), two bytes follow.
    /// </summary>
    /// <remarks>
    /// For one thread at a time: the buffers are shared. Each transfer moves a power of two of bytes, up to 32, so that
    /// every buffer is exactly as long as its transfer.
    /// </remarks>
    public sealed class Fram : INonVolatileMemory
    {
        private const int Capacity = 131072;
        private const int HalfCapacity = 65536;
        private const int Sizes = 6;
        private const int LargestChunk = 32;
        private const int AddressBytes = 2;

        private readonly II2cDevice _lower;
        private readonly II2cDevice _upper;
        private readonly byte[] _address = new byte[AddressBytes];
        private readonly byte[][] _reads = new byte[Sizes][];
        private readonly byte[][] _writes = new byte[Sizes][];

        /// <param name="bus">The bus the chip is on.</param>
        /// <param name="deviceAddress">Seven-bit address of the lower half, even; the upper half answers one above.</param>
        public Fram(II2cBus bus, int deviceAddress)
        {
            _lower = bus.Device(deviceAddress);
            _upper = bus.Device(deviceAddress + 1);
            for (int i = 0; i < Sizes; i++)
            {
                _reads[i] = new byte[1 << i];
                _writes[i] = new byte[AddressBytes + (1 << i)];
            }
        }

        /// <inheritdoc/>
        public int CapacityBytes
        {
            get { return Capacity; }
        }

        /// <inheritdoc/>
        public bool TryRead(int address, byte[] buffer, int offset, int count)
        {
            if (!IsInside(address, buffer, offset, count))
            {
                return false;
            }

            while (count > 0)
            {
                int size = ChunkSize(address, count);
                byte[] chunk = _reads[size];
                _address[0] = (byte)(address >> 8);
                _address[1] = (byte)address;
                if (!DeviceOf(address).TryWriteRead(_address, chunk))
                {
                    return false;
                }

                int length = chunk.Length;
                Array.Copy(chunk, 0, buffer, offset, length);
                address += length;
                offset += length;
                count -= length;
            }

            return true;
        }

        /// <inheritdoc/>
        public bool TryWrite(int address, byte[] buffer, int offset, int count)
        {
            if (!IsInside(address, buffer, offset, count))
            {
                return false;
            }

            while (count > 0)
            {
                int size = ChunkSize(address, count);
                int length = 1 << size;
                byte[] chunk = _writes[size];
                chunk[0] = (byte)(address >> 8);
                chunk[1] = (byte)address;
                Array.Copy(buffer, offset, chunk, AddressBytes, length);
                if (!DeviceOf(address).TryWrite(chunk))
                {
                    return false;
                }

                address += length;
                offset += length;
                count -= length;
            }

            return true;
        }

        private static bool IsInside(int address, byte[] buffer, int offset, int count)
        {
            return count >= 0 && offset >= 0 && offset <= buffer.Length - count
                && address >= 0 && address <= Capacity - count;
        }

        /// <summary>Largest power of two, as its exponent, that is wanted and stays in the half of the address.</summary>
        private static int ChunkSize(int address, int count)
        {
            int room = HalfCapacity - (address & (HalfCapacity - 1));
            int most = count < room ? count : room;
            int size = Sizes - 1;
            int length = LargestChunk;
            while (length > most)
            {
                length >>= 1;
                size--;
            }

            return size;
        }

        private II2cDevice DeviceOf(int address)
        {
            return address < HalfCapacity ? _lower : _upper;
        }
    }
}
