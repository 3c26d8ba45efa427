using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Text;

namespace AnodeGuard.Cli.Output
{
    /// <summary>
    /// Scaled integers as decimal text, exactly. A trace has millions of lines: eight digits are made at once, side by side
    /// in one word, and written as one.
    /// </summary>
    internal static class FixedText
    {
        /// <summary>Bytes that the longest text takes, and those behind it that are written over.</summary>
        public const int LongestText = 40;

        private const ulong Zeros = 0x3030303030303030;

        private static readonly long[] PowersOfTen =
        {
            1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
        };

        /// <summary>value / 10^decimals, without trailing zeros.</summary>
        public static string Of(long value, int decimals)
        {
            Span<byte> bytes = stackalloc byte[LongestText];
            int count = Write(value, decimals, bytes);
            return Encoding.ASCII.GetString(bytes[..count]);
        }

        /// <summary>The same into bytes; returns how many.</summary>
        public static int Write(long value, int decimals, Span<byte> into)
        {
            int count = 0;
            ulong magnitude = value < 0 ? (ulong)-value : (ulong)value;
            if (value < 0)
            {
                into[count++] = (byte)'-';
            }

            // A division by a constant is a multiplication: the units that every row holds have theirs.
            ulong whole = decimals == 6 ? magnitude / 1000000 : decimals == 9 ? magnitude / 1000000000 : magnitude / (ulong)PowersOfTen[decimals];
            ulong fraction = magnitude - (whole * (ulong)PowersOfTen[decimals]);
            count += WriteWhole(whole, into[count..]);
            return fraction == 0 ? count : count + WriteFraction(fraction, decimals, into[count..]);
        }

        /// <summary>A Q24 number with eight decimals, rounded half away from zero; returns how many bytes.</summary>
        public static int WriteQ24(long valueQ24, Span<byte> into)
        {
            int count = 0;
            ulong magnitude = valueQ24 < 0 ? (ulong)-valueQ24 : (ulong)valueQ24;
            ulong whole = magnitude >> 24;
            ulong fraction = (((magnitude & 0xFFFFFF) * 100000000) + (1UL << 23)) >> 24;
            if (fraction == 100000000)
            {
                whole++;
                fraction = 0;
            }

            if (valueQ24 < 0 && (whole | fraction) != 0)
            {
                into[count++] = (byte)'-';
            }

            count += WriteWhole(whole, into[count..]);
            into[count++] = (byte)'.';
            BinaryPrimitives.WriteUInt64LittleEndian(into[count..], EightDigits((uint)fraction) | Zeros);
            return count + 8;
        }

        private static int WriteWhole(ulong whole, Span<byte> into)
        {
            if (whole < 10)
            {
                into[0] = (byte)('0' + whole);
                return 1;
            }

            if (whole < 100000000)
            {
                ulong digits = EightDigits((uint)whole);
                int leadingZeros = BitOperations.TrailingZeroCount(digits) / 8;
                BinaryPrimitives.WriteUInt64LittleEndian(into, (digits | Zeros) >> (8 * leadingZeros));
                return 8 - leadingZeros;
            }

            Utf8Formatter.TryFormat(whole, into, out int written);
            return written;
        }

        /// <summary>Point and digits down to the last that is not 0, of which there is one.</summary>
        private static int WriteFraction(ulong fraction, int decimals, Span<byte> into)
        {
            into[0] = (byte)'.';
            ulong ninth = 0;
            if (decimals == 9)
            {
                ninth = fraction % 10;
                fraction /= 10;
            }
            else
            {
                fraction *= (ulong)PowersOfTen[8 - decimals];
            }

            ulong digits = EightDigits((uint)fraction);
            BinaryPrimitives.WriteUInt64LittleEndian(into[1..], digits | Zeros);
            into[9] = (byte)('0' + ninth);
            return ninth != 0 ? 10 : 9 - (BitOperations.LeadingZeroCount(digits) / 8);
        }

        /// <summary>
        /// The eight digits of a number below 1e8, a byte each, the first in the lowest. Split in halves and halves again,
        /// all at once: x / 100 is x * 10486 / 2^20 for x below 10000, x / 10 is x * 103 / 2^10 for x below 100.
        /// </summary>
        private static ulong EightDigits(uint value)
        {
            ulong first = value / 10000;
            ulong fours = first | ((value - (first * 10000)) << 32);
            ulong hundreds = ((fours * 10486) >> 20) & 0x0000007F0000007F;
            ulong pairs = hundreds | ((fours - (hundreds * 100)) << 16);
            ulong tens = ((pairs * 103) >> 10) & 0x000F000F000F000F;
            return tens | ((pairs - (tens * 10)) << 8);
        }
    }
}
