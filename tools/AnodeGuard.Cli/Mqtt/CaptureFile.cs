using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AnodeGuard.Cli.Mqtt
{
    /// <summary>
    /// Messages as lines of a file, a JSON object each: `at` (when received, UTC), `topic`, `retained`, and `payload`, which
    /// is the message itself where it is a JSON object on one line, and its text in quotes otherwise.
    /// </summary>
    internal static class CaptureFile
    {
        private static readonly JsonWriterOptions Compact = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        /// <summary>Writes one message and the end of its line.</summary>
        public static void Write(Stream output, ReceivedMessage message)
        {
            ArrayBufferWriter<byte> line = new ArrayBufferWriter<byte>(message.Payload.Length + 128);
            using (Utf8JsonWriter json = new Utf8JsonWriter(line, Compact))
            {
                json.WriteStartObject();
                json.WriteString("at", message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                json.WriteString("topic", message.Topic);
                json.WriteBoolean("retained", message.Retained);
                json.WritePropertyName("payload");
                if (IsObjectOnOneLine(message.Payload))
                {
                    json.WriteRawValue(message.Payload, true);
                }
                else
                {
                    json.WriteStringValue(message.Text);
                }

                json.WriteEndObject();
            }

            output.Write(line.WrittenSpan);
            output.WriteByte((byte)'\n');
        }

        /// <summary>The messages of a file, in its order.</summary>
        /// <exception cref="InputException">It cannot be read, or a line is no message.</exception>
        public static IEnumerable<ReceivedMessage> Read(string path)
        {
            using (StreamReader reader = Open(path))
            {
                for (int number = 1; reader.ReadLine() is string line; number++)
                {
                    if (line.Length > 0)
                    {
                        yield return Parse(line) ?? throw new InputException(path + ", line " + number.ToString(CultureInfo.InvariantCulture)
                            + ": no message; accepted: {\"at\":UTC,\"topic\":TEXT,\"retained\":true or false,\"payload\":...}, as verify --save writes it");
                    }
                }
            }
        }

        private static StreamReader Open(string path)
        {
            try
            {
                return new StreamReader(path, Encoding.UTF8);
            }
            catch (Exception exception) when (exception is IOException || exception is UnauthorizedAccessException || exception is ArgumentException)
            {
                throw new InputException(path + " cannot be read: " + exception.Message, exception);
            }
        }

        private static ReceivedMessage Parse(string line)
        {
            try
            {
                using (JsonDocument document = JsonDocument.Parse(line))
                {
                    JsonElement root = document.RootElement;
                    if (root.ValueKind != JsonValueKind.Object
                        || !root.TryGetProperty("topic", out JsonElement topic) || topic.ValueKind != JsonValueKind.String
                        || !root.TryGetProperty("payload", out JsonElement payload))
                    {
                        return null;
                    }

                    DateTimeOffset at = root.TryGetProperty("at", out JsonElement time) && time.TryGetDateTimeOffset(out DateTimeOffset given) ? given : DateTimeOffset.UnixEpoch;
                    bool retained = root.TryGetProperty("retained", out JsonElement kept) && kept.ValueKind == JsonValueKind.True;
                    string text = payload.ValueKind == JsonValueKind.String ? payload.GetString() : payload.GetRawText();
                    return new ReceivedMessage(at, topic.GetString(), Encoding.UTF8.GetBytes(text), retained);
                }
            }
            catch (Exception exception) when (exception is JsonException || exception is InvalidOperationException)
            {
                return null;
            }
        }

        private static bool IsObjectOnOneLine(byte[] payload)
        {
            if (payload.Length == 0 || payload[0] != '{' || payload.Any(value => value < 0x20))
            {
                return false;
            }

            try
            {
                using (JsonDocument.Parse(payload))
                {
                    return true;
                }
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
