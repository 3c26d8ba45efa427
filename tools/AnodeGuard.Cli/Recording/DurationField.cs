using System;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// Times as cyclers write them: `12:34:56.789`, `1:2:3` without padding, and with days before, `3d 00:00:5` or
    /// `3 00:00:05`. Hours may exceed 24.
    /// </summary>
    internal static class DurationField
    {
        private static readonly ColumnUnit Minute = new ColumnUnit("min", 60, 6);
        private static readonly ColumnUnit Hour = new ColumnUnit("h", 3600, 6);

        /// <summary>Reads a duration.</summary>
        /// <param name="text">ASCII.</param>
        /// <param name="decimalComma">A comma, too, is a decimal point.</param>
        /// <param name="microseconds">The duration.</param>
        public static DecimalOutcome Parse(ReadOnlySpan<byte> text, bool decimalComma, out long microseconds)
        {
            microseconds = 0;
            text = text.Trim((byte)' ');
            long days = 0;
            int gap = text.IndexOf((byte)' ');
            if (gap > 0)
            {
                if (!TryWhole(text[..gap].TrimEnd("dD"u8), Hour, out days))
                {
                    return DecimalOutcome.NotANumber;
                }

                text = text[(gap + 1)..].Trim((byte)' ');
            }

            int first = text.IndexOf((byte)':');
            int second = text.LastIndexOf((byte)':');
            if (first <= 0 || second == first
                || !TryWhole(text[..first], Hour, out long hours)
                || !TryWhole(text[(first + 1)..second], Minute, out long minutes)
                || DecimalField.Parse(text[(second + 1)..], decimalComma, ColumnUnit.Second, out long seconds) != DecimalOutcome.Good
                || minutes >= 3600000000 || seconds >= 60000000 || seconds < 0)
            {
                return DecimalOutcome.NotANumber;
            }

            Int128 sum = ((Int128)days * 24) + hours + minutes + seconds;
            microseconds = sum > DecimalField.Limit ? 0 : (long)sum;
            return sum > DecimalField.Limit ? DecimalOutcome.OutOfRange : DecimalOutcome.Good;
        }

        private static bool TryWhole(ReadOnlySpan<byte> text, in ColumnUnit unit, out long value)
        {
            value = 0;
            return text.Length > 0 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
                && DecimalField.Parse(text, false, unit, out value) == DecimalOutcome.Good;
        }
    }
}
