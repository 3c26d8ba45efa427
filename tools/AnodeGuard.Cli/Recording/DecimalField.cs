using System;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>What came of reading a number.</summary>
    internal enum DecimalOutcome
    {
        Good,
        Empty,
        NotANumber,
        OutOfRange,
    }

    /// <summary>
    /// Decimal text to a scaled integer, exactly: no binary fraction in between, so that 0.1 s a million times is
    /// 100,000 s and nothing else. Digits beyond the scale are rounded half away from zero.
    /// </summary>
    internal static class DecimalField
    {
        /// <summary>Results are limited to this size, so that differences of two of them cannot overflow.</summary>
        public const long Limit = 4000000000000000000;

        private const int MostDigits = 18;

        private static readonly long[] PowersOfTen = MakePowersOfTen();

        /// <summary>Reads a number.</summary>
        /// <param name="text">ASCII; white space around it is allowed.</param>
        /// <param name="decimalComma">A comma, too, is a decimal point.</param>
        /// <param name="unit">What 1 in the text is worth.</param>
        /// <param name="value">The number in the unit's target.</param>
        public static DecimalOutcome Parse(ReadOnlySpan<byte> text, bool decimalComma, in ColumnUnit unit, out long value)
        {
            return TryShort(text, decimalComma, unit, out value) ? DecimalOutcome.Good : ParseAny(text, decimalComma, unit, out value);
        }

        /// <summary>
        /// Digits with at most one point, as nearly every field of a cycler's file is: read in one go. False where it is
        /// anything else, which is not to say that it is wrong.
        /// </summary>
        private static bool TryShort(ReadOnlySpan<byte> text, bool decimalComma, in ColumnUnit unit, out long value)
        {
            value = 0;
            if ((uint)(text.Length - 1) >= MostDigits || unit.Factor != 1)
            {
                return false;
            }

            byte comma = (byte)(decimalComma ? ',' : '.');
            bool negative = text[0] == '-';
            int first = negative ? 1 : 0;
            int point = -1;
            long mantissa = 0;
            for (int at = first; at < text.Length; at++)
            {
                uint digit = text[at] - (uint)'0';
                if (digit <= 9)
                {
                    mantissa = (mantissa * 10) + digit;
                }
                else if (point < 0 && (text[at] == '.' || text[at] == comma))
                {
                    point = at;
                }
                else
                {
                    return false;
                }
            }

            int digits = text.Length - first - (point < 0 ? 0 : 1);
            int power = unit.Power - (point < 0 ? 0 : text.Length - 1 - point);
            if (digits == 0 || power > MostDigits - digits)
            {
                return false;
            }

            // At most 18 digits after scaling up: below 1e18. Scaling down halves are rounded away from zero.
            mantissa = power >= 0 ? mantissa * PowersOfTen[power] : (mantissa + (PowersOfTen[-power] / 2)) / PowersOfTen[-power];
            value = negative ? -mantissa : mantissa;
            return true;
        }

        private static DecimalOutcome ParseAny(ReadOnlySpan<byte> text, bool decimalComma, in ColumnUnit unit, out long value)
        {
            value = 0;
            int at = 0;
            int end = text.Length;
            while (at < end && text[at] <= ' ')
            {
                at++;
            }

            while (end > at && text[end - 1] <= ' ')
            {
                end--;
            }

            if (at == end)
            {
                return DecimalOutcome.Empty;
            }

            bool negative = text[at] == '-';
            if (negative || text[at] == '+')
            {
                at++;
            }

            if (!ReadMantissa(text[..end], ref at, decimalComma, out long mantissa, out int power)
                || !ReadExponent(text[..end], ref at, ref power))
            {
                return DecimalOutcome.NotANumber;
            }

            DecimalOutcome outcome = Scale(mantissa, power + unit.Power, unit.Factor, out value);
            value = negative ? -value : value;
            return outcome;
        }

        private static bool ReadMantissa(ReadOnlySpan<byte> text, ref int at, bool decimalComma, out long mantissa, out int power)
        {
            mantissa = 0;
            power = 0;
            int digits = 0;
            int significant = 0;
            bool pointSeen = false;
            for (; at < text.Length; at++)
            {
                uint digit = text[at] - (uint)'0';
                if (digit <= 9)
                {
                    digits++;
                    if (significant < MostDigits)
                    {
                        mantissa = (mantissa * 10) + digit;
                        significant += mantissa == 0 ? 0 : 1;
                        power -= pointSeen ? 1 : 0;
                    }
                    else
                    {
                        // Beyond 18 significant digits nothing that is kept can change.
                        power += pointSeen ? 0 : 1;
                    }
                }
                else if (!pointSeen && (text[at] == '.' || (decimalComma && text[at] == ',')))
                {
                    pointSeen = true;
                }
                else
                {
                    break;
                }
            }

            return digits > 0;
        }

        private static bool ReadExponent(ReadOnlySpan<byte> text, ref int at, ref int power)
        {
            if (at == text.Length)
            {
                return true;
            }

            if ((text[at] | 0x20) != 'e')
            {
                return false;
            }

            at++;
            bool negative = at < text.Length && text[at] == '-';
            if (negative || (at < text.Length && text[at] == '+'))
            {
                at++;
            }

            int exponent = 0;
            int first = at;
            for (; at < text.Length && text[at] - (uint)'0' <= 9; at++)
            {
                exponent = Math.Min(9999, (exponent * 10) + text[at] - '0');
            }

            power += negative ? -exponent : exponent;
            return at == text.Length && at > first;
        }

        private static DecimalOutcome Scale(long mantissa, int power, int factor, out long value)
        {
            value = 0;
            if (mantissa == 0)
            {
                return DecimalOutcome.Good;
            }

            if (power > 18)
            {
                return DecimalOutcome.OutOfRange;
            }

            Int128 scaled = (Int128)mantissa * factor;
            if (power >= 0)
            {
                scaled *= PowersOfTen[power];
            }
            else if (power >= -18)
            {
                long divisor = PowersOfTen[-power];
                scaled = (scaled + (divisor / 2)) / divisor;
            }
            else
            {
                // At most 18 digits and a factor of 3600: with 19 places more, less than 400 of the unit, in 1e19 parts.
                scaled = power >= -22 ? ((scaled / PowersOfTen[18]) + (PowersOfTen[-power - 18] / 2)) / PowersOfTen[-power - 18] : 0;
            }

            if (scaled > Limit)
            {
                return DecimalOutcome.OutOfRange;
            }

            value = (long)scaled;
            return DecimalOutcome.Good;
        }

        private static long[] MakePowersOfTen()
        {
            long[] powers = new long[19];
            powers[0] = 1;
            for (int i = 1; i < powers.Length; i++)
            {
                powers[i] = powers[i - 1] * 10;
            }

            return powers;
        }
    }
}
