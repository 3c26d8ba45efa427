using System;
using System.Text.Json;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>The stamps that every record carries (MESSAGES.md, "Stamps").</summary>
    /// <param name="Boot">Which start of the device.</param>
    /// <param name="Seq">Number of the record since that start.</param>
    /// <param name="After">`seq` of the event or alarm before it; null where it does not say.</param>
    /// <param name="UpMilliseconds">Time of the record since that start.</param>
    /// <param name="Time">The same in UTC; null while the device's clock is not set.</param>
    internal sealed record RecordStamp(long Boot, long Seq, long? After, long UpMilliseconds, DateTimeOffset? Time)
    {
        /// <summary>The stamps of a record; null where it has none that can be read.</summary>
        public static RecordStamp Of(JsonElement record)
        {
            if (record.ValueKind != JsonValueKind.Object || !(Whole(record, "boot") is long boot) || !(Whole(record, "seq") is long seq) || seq < 1)
            {
                return null;
            }

            DateTimeOffset? time = record.TryGetProperty("ts", out JsonElement ts) && ts.ValueKind == JsonValueKind.String && ts.TryGetDateTimeOffset(out DateTimeOffset given)
                ? given
                : null;
            return new RecordStamp(boot, seq, Whole(record, "after"), Whole(record, "up_ms") ?? 0, time);
        }

        private static long? Whole(JsonElement record, string name)
        {
            return record.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
        }
    }
}
