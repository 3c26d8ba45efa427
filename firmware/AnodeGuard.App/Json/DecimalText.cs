using System.Text;

namespace AnodeGuard.App
{
    /// <summary>
    /// Decimal text to and from scaled integers, without double: "2.5" at 8 decimals is 250000000. Rounds half away
    /// from zero where the text has more decimals than the unit.
    /// </summary>
    internal static class DecimalText
    {
        private const long Largest = long.MaxValue / 10;
        private const int MaxDecimals = 18;

        /// <summary>Reads a JSON number.</summary>
        /// <param name="text">A number as RFC 8259 writes it; its form was checked by <see cref="JsonReader"/>.</param>
        /// <param name="decimals">Decimals of the unit, 0 to 18.</param>
        /// <param name="scaled">The number times 10^decimals.</param>
        /// <returns>False where it does not fit: beyond long.MaxValue / 10.</returns>
        public static bool TryScale(string text, int decimals, out long scaled)
        {
            bool negative = text[0] == '-';
            int exponent = ReadExponent(text, out int mantissaEnd) + decimals;
            int point = text.IndexOf('.');
            int wholeEnd = point < 0 ? mantissaEnd : point;
            int digitIndex = 0;
            int wholeDigits = wholeEnd - (negative ? 1 : 0);

            // Digits that stand before the (shifted) decimal point count; the first one behind it rounds.
            int wanted = wholeDigits + exponent;
            long value = 0;
            bool roundUp = false;
            for (int i = negative ? 1 : 0; i < mantissaEnd; i++)
            {
                if (text[i] == '.')
                {
                    continue;
                }

                int digit = text[i] - '0';
                if (digitIndex < wanted)
                {
                    if (!TryAppend(ref value, digit))
                    {
                        scaled = 0;
                        return false;
                    }
                }
                else if (digitIndex == wanted)
                {
                    roundUp = digit >= 5;
                }

                digitIndex++;
            }

            for (; digitIndex < wanted && value != 0; digitIndex++)
            {
                if (!TryAppend(ref value, 0))
                {
                    scaled = 0;
                    return false;
                }
            }

            value += roundUp ? 1 : 0;
            scaled = negative ? -value : value;
            return true;
        }

        /// <summary>Writes a scaled integer as a decimal, trailing zeros left out: 4300000 at 6 decimals is "4.3".</summary>
        public static string Format(long scaled, int decimals)
        {
            bool negative = scaled < 0;
            char[] digits = new char[20 + MaxDecimals];
            int at = digits.Length;
            bool significant = false;
            int position = 0;
            long rest = scaled;
            while (rest != 0 || position <= decimals)
            {
                // The remainder is taken while negative: the most negative long has no positive twin.
                int digit = (int)(rest % 10);
                rest /= 10;
                if (position == decimals && significant)
                {
                    digits[--at] = '.';
                }

                significant |= digit != 0 || position >= decimals;
                if (significant)
                {
                    digits[--at] = (char)('0' + (digit < 0 ? -digit : digit));
                }

                position++;
            }

            StringBuilder builder = new StringBuilder(digits.Length - at + 1);
            if (negative)
            {
                builder.Append('-');
            }

            for (; at < digits.Length; at++)
            {
                builder.Append(digits[at]);
            }

            return builder.ToString();
        }

        private static bool TryAppend(ref long value, int digit)
        {
            if (value > (Largest - digit) / 10)
            {
                return false;
            }

            value = (value * 10) + digit;
            return true;
        }

        private static int ReadExponent(string text, out int mantissaEnd)
        {
            const int Bound = 100000;
            mantissaEnd = text.Length;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == 'e' || text[i] == 'E')
                {
                    mantissaEnd = i;
                    break;
                }
            }

            int exponent = 0;
            bool negative = false;
            for (int i = mantissaEnd + 1; i < text.Length; i++)
            {
                if (text[i] == '-')
                {
                    negative = true;
                }
                else if (text[i] != '+' && exponent < Bound)
                {
                    exponent = (exponent * 10) + (text[i] - '0');
                }
            }

            return negative ? -exponent : exponent;
        }
    }
}
