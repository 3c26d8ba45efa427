namespace AnodeGuard.App
{
    /// <summary>What a command's <c>args</c> say. Read only after the code over them was found right.</summary>
    internal sealed class CommandArguments
    {
        /// <summary>Most chunks that may be asked for at once.</summary>
        public const int MostChunks = 64;

        private const int LongestNumber = 9;

        /// <summary>Chunks asked for.</summary>
        public readonly int[] Chunks = new int[MostChunks];

        private readonly string _accepted;

        /// <param name="accepted">The one or two members that the command knows: "seconds", "settings" or "recording, chunks".</param>
        private CommandArguments(string accepted)
        {
            _accepted = accepted;
        }

        /// <summary>-1: not given.</summary>
        public int Seconds { get; private set; } = -1;

        /// <summary>-1: not given.</summary>
        public int Recording { get; private set; } = -1;

        /// <summary>-1: not given.</summary>
        public int ChunkCount { get; private set; } = -1;

        /// <summary>-1: not given.</summary>
        public int Before { get; private set; } = -1;

        /// <summary>What to calibrate; null: not given.</summary>
        public string Quantity { get; private set; }

        /// <summary>Which point of it; null: not given.</summary>
        public string Point { get; private set; }

        /// <summary>What the source gives, as it was written; null: not given.</summary>
        public string TrueValue { get; private set; }

        /// <summary>What the commissioning shall do; null: not given.</summary>
        public string Action { get; private set; }

        /// <summary>The document in <c>settings</c>; null: not given.</summary>
        public byte[] Settings { get; private set; }

        /// <summary>Reads the arguments of a command.</summary>
        /// <param name="command">Its name.</param>
        /// <param name="payload">What arrived.</param>
        /// <param name="offset">Where the arguments begin.</param>
        /// <param name="length">Their length; 0: none were given.</param>
        /// <param name="problem">Null, or what is wrong.</param>
        public static CommandArguments Read(string command, byte[] payload, int offset, int length, out string problem)
        {
            CommandArguments arguments = new CommandArguments(AcceptedBy(command));
            problem = null;
            if (length > 0)
            {
                byte[] own = new byte[length];
                System.Array.Copy(payload, offset, own, 0, length);
                problem = arguments.ReadMembers(new JsonReader(own, length), own);
            }

            return arguments;
        }

        private static string AcceptedBy(string command)
        {
            switch (command)
            {
                case CommandNames.Identify:
                case CommandNames.TestAlarm:
                case CommandNames.Inhibit:
                    return "seconds";
                case CommandNames.SetSettings:
                    return "settings";
                case CommandNames.Recording:
                    return "recording, chunks";
                case CommandNames.Calibrate:
                    return "quantity, point, true_value";
                case CommandNames.Commission:
                    return "action";
                case CommandNames.FaultLog:
                    return "before";
                default:
                    return "";
            }
        }

        private string ReadMembers(JsonReader reader, byte[] text)
        {
            // Its form was seen to be good when the payload was taken apart.
            reader.Next();
            while (reader.Next() == JsonToken.Name)
            {
                string name = reader.Value;
                string problem = _accepted.IndexOf(name) < 0 ? "args: an unknown member; accepted: " + Shown() : ReadMember(reader, name, text);
                if (problem != null)
                {
                    return problem;
                }
            }

            return null;
        }

        private string Shown()
        {
            return _accepted.Length == 0 ? "none" : _accepted;
        }

        private string ReadMember(JsonReader reader, string name, byte[] text)
        {
            int number;
            switch (name)
            {
                case "seconds":
                    bool isSeconds = TryNumber(reader, out number) && Seconds < 0;
                    Seconds = number;
                    return isSeconds ? null : "seconds: not one whole number";
                case "recording":
                    bool isRecording = TryNumber(reader, out number) && Recording < 0;
                    Recording = number;
                    return isRecording ? null : "recording: not one whole number";
                case "chunks":
                    return ChunkCount < 0 && ReadChunks(reader) ? null : "chunks: not one list of 1 to " + MostChunks.ToString() + " whole numbers";
                case "before":
                    bool isBefore = TryNumber(reader, out number) && Before < 0;
                    Before = number;
                    return isBefore ? null : "before: not one whole number";
                case "quantity":
                    Quantity = Quantity == null ? TextOf(reader) : null;
                    return Quantity == null ? "quantity: not one text" : null;
                case "point":
                    Point = Point == null ? TextOf(reader) : null;
                    return Point == null ? "point: not one text" : null;
                case "action":
                    Action = Action == null ? TextOf(reader) : null;
                    return Action == null ? "action: not one text" : null;
                case "true_value":
                    TrueValue = TrueValue == null && reader.Next() == JsonToken.Number ? reader.Value : null;
                    return TrueValue == null ? "true_value: not one number" : null;
                case "settings":
                    return Settings == null && ReadSettings(reader, text) ? null : "settings: not one object";
                default:
                    return "args: an unknown member; accepted: " + Shown();
            }
        }

        private static string TextOf(JsonReader reader)
        {
            return reader.Next() == JsonToken.Text ? reader.Value : null;
        }

        private static bool TryNumber(JsonReader reader, out int number)
        {
            number = 0;
            return reader.Next() == JsonToken.Number && TryDigits(reader.Value, out number);
        }

        private static bool TryDigits(string text, out int number)
        {
            number = 0;
            if (text.Length > LongestNumber)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < '0' || text[i] > '9')
                {
                    return false;
                }

                number = (number * 10) + (text[i] - '0');
            }

            return true;
        }

        private bool ReadChunks(JsonReader reader)
        {
            if (reader.Next() != JsonToken.ArrayStart)
            {
                return false;
            }

            int count = 0;
            JsonToken token = reader.Next();
            for (; token == JsonToken.Number && count < MostChunks; token = reader.Next())
            {
                if (!TryDigits(reader.Value, out Chunks[count]))
                {
                    return false;
                }

                count++;
            }

            ChunkCount = count;
            return token == JsonToken.ArrayEnd && count > 0;
        }

        private bool ReadSettings(JsonReader reader, byte[] text)
        {
            if (reader.Next() != JsonToken.ObjectStart)
            {
                return false;
            }

            int start = reader.Offset;
            int depth = 1;
            while (depth > 0)
            {
                JsonToken token = reader.Next();
                bool opens = token == JsonToken.ObjectStart || token == JsonToken.ArrayStart;
                bool closes = token == JsonToken.ObjectEnd || token == JsonToken.ArrayEnd;
                depth += opens ? 1 : closes ? -1 : 0;
            }

            Settings = new byte[reader.Offset + 1 - start];
            System.Array.Copy(text, start, Settings, 0, Settings.Length);
            return true;
        }
    }
}
