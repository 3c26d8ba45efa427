using System;
using System.Buffers.Text;
using System.Text;

namespace AnodeGuard.Cli.Output
{
    /// <summary>Scaled integers as decimal text, exactly.</summary>
    internal static class FixedText
    {
        /// <summary>Bytes that the longest text takes.</summary>
        public const int LongestText = 40;

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
            Digits(fraction, 8, into[count..]);
            return count + 8;
        }

        private static int WriteWhole(ulong whole, Span<byte> into)
        {
            if (whole < 10)
            {
                into[0] = (byte)('0' + whole);
                return 1;
            }

            Utf8Formatter.TryFormat(whole, into, out int written);
            return written;
        }

        private static int WriteFraction(ulong fraction, int digits, Span<byte> into)
        {
            while (fraction % 10 == 0)
            {
                fraction /= 10;
                digits--;
            }

            into[0] = (byte)'.';
            Digits(fraction, digits, into[1..]);
            return digits + 1;
        }

        /// <summary>At most nine digits: they fit 32 bits.</summary>
        private static void Digits(ulong value, int digits, Span<byte> into)
        {
            uint rest = (uint)value;
            for (int i = digits - 1; i >= 0; i--)
            {
                uint tenth = rest / 10;
                into[i] = (byte)('0' + (rest - (tenth * 10)));
                rest = tenth;
            }
        }
    }
}
