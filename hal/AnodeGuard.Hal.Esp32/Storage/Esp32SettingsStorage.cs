using System;
using System.IO;

namespace AnodeGuard.Hal.Esp32
{
    /// <summary>
    /// The settings document in the chip's flash file system. Two slots are written in turn, each with a sequence number
    /// and a CRC, so that the last good document is never touched: a power cut leaves the old one or the new one, whole.
    /// </summary>
    /// <remarks>
    /// A plain <c>settings.json</c>, as it is put there when the board is flashed, counts while no slot holds a document.
    /// </remarks>
    public sealed class Esp32SettingsStorage : ISettingsStorage
    {
        /// <summary>Root of the internal flash file system.</summary>
        public const string InternalRoot = "I:\\";

        /// <summary>Longest document, bytes.</summary>
        public const int MostBytes = 16384;

        private const int HeaderBytes = 16;
        private const uint Magic = 0x53474731;

        private readonly string _plain;
        private readonly string _slotA;
        private readonly string _slotB;

        /// <param name="root">Folder of the files, with its closing separator; see <see cref="InternalRoot"/>.</param>
        public Esp32SettingsStorage(string root)
        {
            _plain = root + "settings.json";
            _slotA = root + "settings.a";
            _slotB = root + "settings.b";
        }

        /// <inheritdoc/>
        public byte[] Load()
        {
            byte[] a = ReadSlot(_slotA, out uint sequenceA);
            byte[] b = ReadSlot(_slotB, out uint sequenceB);
            if (a == null && b == null)
            {
                return ReadFile(_plain);
            }

            byte[] slot = b == null || (a != null && IsNewer(sequenceA, sequenceB)) ? a : b;
            byte[] document = new byte[slot.Length - HeaderBytes];
            Array.Copy(slot, HeaderBytes, document, 0, document.Length);
            return document;
        }

        /// <inheritdoc/>
        public bool TryReplace(byte[] document)
        {
            if (document == null || document.Length == 0 || document.Length > MostBytes)
            {
                return false;
            }

            byte[] a = ReadSlot(_slotA, out uint sequenceA);
            byte[] b = ReadSlot(_slotB, out uint sequenceB);
            bool aIsNewest = a != null && (b == null || IsNewer(sequenceA, sequenceB));
            uint newest = aIsNewest ? sequenceA : sequenceB;
            string target = aIsNewest ? _slotB : _slotA;
            byte[] slot = Pack(document, newest + 1);
            if (!WriteFile(target, slot))
            {
                return false;
            }

            byte[] readBack = ReadSlot(target, out uint sequence);
            return readBack != null && sequence == newest + 1 && readBack.Length == slot.Length;
        }

        private static bool IsNewer(uint one, uint other)
        {
            return (int)(one - other) > 0;
        }

        private static byte[] Pack(byte[] document, uint sequence)
        {
            byte[] slot = new byte[HeaderBytes + document.Length];
            Array.Copy(document, 0, slot, HeaderBytes, document.Length);
            Put(slot, 0, Magic);
            Put(slot, 8, sequence);
            Put(slot, 12, (uint)document.Length);
            Put(slot, 4, Crc32.Compute(slot, 8, slot.Length - 8));
            return slot;
        }

        private static byte[] ReadSlot(string path, out uint sequence)
        {
            sequence = 0;
            byte[] slot = ReadFile(path);
            if (slot == null || slot.Length <= HeaderBytes || Get(slot, 0) != Magic
                || Get(slot, 12) != (uint)(slot.Length - HeaderBytes)
                || Get(slot, 4) != Crc32.Compute(slot, 8, slot.Length - 8))
            {
                return null;
            }

            sequence = Get(slot, 8);
            return slot;
        }

        private static byte[] ReadFile(string path)
        {
            try
            {
                return File.Exists(path) ? File.ReadAllBytes(path) : null;
            }
            catch (Exception e)
            {
                Console.WriteLine("cannot read " + path + ": " + e.Message);
                return null;
            }
        }

        private static bool WriteFile(string path, byte[] bytes)
        {
            try
            {
                File.WriteAllBytes(path, bytes);
                return true;
            }
            catch (Exception e)
            {
                Console.WriteLine("cannot write " + path + ": " + e.Message);
                return false;
            }
        }

        private static void Put(byte[] into, int offset, uint value)
        {
            into[offset] = (byte)value;
            into[offset + 1] = (byte)(value >> 8);
            into[offset + 2] = (byte)(value >> 16);
            into[offset + 3] = (byte)(value >> 24);
        }

        private static uint Get(byte[] from, int offset)
        {
            return from[offset] | ((uint)from[offset + 1] << 8) | ((uint)from[offset + 2] << 16)
                | ((uint)from[offset + 3] << 24);
        }
    }
}
