using System;
using System.Text.Json;
using AnodeGuard.Cli.Mqtt;

namespace AnodeGuard.Cli.History
{
    /// <summary>A message as the history keeps it: taken apart as far as it is asked for later.</summary>
    internal sealed class StoredMessage
    {
        private StoredMessage(DeviceTopic topic, ReceivedMessage message)
        {
            Device = topic.Name;
            Kind = topic.Kind;
            Payload = message.Text;
            ReceivedMilliseconds = message.At.ToUnixTimeMilliseconds();
            AtMilliseconds = ReceivedMilliseconds;
        }

        /// <summary>SITE/DEVICE.</summary>
        public string Device { get; }

        /// <summary>Last part of the topic.</summary>
        public string Kind { get; }

        public string Payload { get; }

        /// <summary>Stamps; null where it has none.</summary>
        public RecordStamp Stamp { get; private set; }

        /// <summary>When it was received, milliseconds since 1970, UTC.</summary>
        public long ReceivedMilliseconds { get; }

        /// <summary>The device's own stamp where it has one, else when it was received; the same unit.</summary>
        public long AtMilliseconds { get; private set; }

        /// <summary>Values by <see cref="SampleColumn"/>, null where absent; null for anything but state messages.</summary>
        public double?[] Sample { get; private set; }

        /// <summary>Takes a message apart; null where the history does not keep its kind.</summary>
        public static StoredMessage Of(ReceivedMessage message)
        {
            DeviceTopic topic = DeviceTopic.Parse(message.Topic);
            if (topic == null || !topic.IsOfDevice || (topic.Kind == "status" && message.Retained) || message.Payload.Length == 0)
            {
                return null;
            }

            StoredMessage stored = new StoredMessage(topic, message);
            try
            {
                using (JsonDocument document = JsonDocument.Parse(message.Payload))
                {
                    stored.Read(document.RootElement);
                }
            }
            catch (JsonException)
            {
                // A status, or something that a device should not have sent: kept as it came.
            }

            return stored;
        }

        private void Read(JsonElement record)
        {
            Stamp = RecordStamp.Of(record);
            if (Stamp?.Time is DateTimeOffset time)
            {
                AtMilliseconds = time.ToUnixTimeMilliseconds();
            }

            if (Kind == "state" && record.ValueKind == JsonValueKind.Object)
            {
                Sample = Array.ConvertAll(SampleColumn.Names, name =>
                    record.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : default(double?));
            }
        }
    }
}
