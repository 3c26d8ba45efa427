using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Where commands arrive: takes the message apart and finds the command. Nothing can be authenticated yet, so
    /// nothing acts: every command is answered with the reason of its refusal. A retained message is no command at all:
    /// it would come back with every connection.
    /// </summary>
    internal sealed class CommandDesk
    {
        private const int LongestId = 32;

        private readonly string _prefix;

        public CommandDesk(string topicPrefix)
        {
            _prefix = topicPrefix;
        }

        /// <summary>Name of the command that was received last; an empty text where it is none that exists.</summary>
        public string Name { get; private set; }

        /// <summary>What the sender called it, from the member "id"; null where there is none.</summary>
        public string Id { get; private set; }

        /// <summary>Why it was refused; null: accepted.</summary>
        public string Reason { get; private set; }

        /// <summary>Takes a message.</summary>
        /// <returns>True where it deserves an answer.</returns>
        public bool Receive(MqttInbound message)
        {
            if (message.Retained || !message.Topic.StartsWith(_prefix))
            {
                return false;
            }

            string name = message.Topic.Substring(_prefix.Length);
            bool known = IsKnown(name);
            Name = known ? name : "";
            Id = ReadId(message.Payload);
            Reason = known ? "commands cannot be authenticated yet" : "unknown command";
            return true;
        }

        private static bool IsKnown(string name)
        {
            switch (name)
            {
                case "acknowledge":
                case "self-test":
                case "settings-set":
                case "settings-get":
                case "recording":
                case "identify":
                case "reboot":
                case "test-alarm":
                case "inhibit":
                    return true;
                default:
                    return false;
            }
        }

        private static string ReadId(byte[] payload)
        {
            JsonReader reader = new JsonReader(payload, payload.Length);
            if (reader.Next() != JsonToken.ObjectStart)
            {
                return null;
            }

            int depth = 1;
            bool isId = false;
            for (; ; )
            {
                JsonToken token = reader.Next();
                switch (token)
                {
                    case JsonToken.Error:
                    case JsonToken.End:
                        return null;
                    case JsonToken.ObjectStart:
                    case JsonToken.ArrayStart:
                        depth++;
                        break;
                    case JsonToken.ObjectEnd:
                    case JsonToken.ArrayEnd:
                        depth--;
                        break;
                    case JsonToken.Text:
                        if (isId && reader.Value.Length <= LongestId)
                        {
                            return reader.Value;
                        }

                        break;
                }

                isId = token == JsonToken.Name && depth == 1 && reader.Value == "id";
            }
        }
    }
}
