namespace AnodeGuard.App
{
    /// <summary>
    /// Takes a command's payload apart: <c>counter</c>, <c>args</c> (where its bytes lie; it is looked into only after the
    /// code over them was found right) and <c>mac</c>, each once and nothing else.
    /// </summary>
    internal sealed class CommandPayload
    {
        /// <summary>Longest payload, bytes.</summary>
        public const int MaxBytes = 2048;

        /// <summary>Largest counter: the largest integer that every JSON reader keeps exactly.</summary>
        public const long LargestCounter = 9007199254740991;

        private const int LongestCounterText = 16;

        /// <summary>The counter; 0 where there is none that could be read.</summary>
        public long Counter { get; private set; }

        /// <summary>The counter as it stands in the payload; null where there is none.</summary>
        public string CounterText { get; private set; }

        /// <summary>Where the arguments begin.</summary>
        public int ArgsOffset { get; private set; }

        /// <summary>Their length; 0: there are none.</summary>
        public int ArgsLength { get; private set; }

        /// <summary>The code, or null.</summary>
        public byte[] Mac { get; private set; }

        /// <summary>Reads a payload.</summary>
        /// <returns>Null, or what is wrong with it.</returns>
        public string Read(byte[] payload)
        {
            Counter = 0;
            CounterText = null;
            ArgsOffset = 0;
            ArgsLength = 0;
            Mac = null;
            if (payload.Length > MaxBytes)
            {
                return "payload: more than " + MaxBytes.ToString() + " bytes";
            }

            JsonReader reader = new JsonReader(payload, payload.Length);
            string problem = reader.Next() == JsonToken.ObjectStart ? ReadMembers(reader) : "payload: not one JSON object";
            if (problem != null)
            {
                return problem;
            }

            return CounterText == null ? "counter: missing" : Mac == null ? "mac: missing" : null;
        }

        private string ReadMembers(JsonReader reader)
        {
            JsonToken token = reader.Next();
            for (; token == JsonToken.Name; token = reader.Next())
            {
                string problem = ReadMember(reader);
                if (problem != null)
                {
                    return problem;
                }
            }

            return token == JsonToken.ObjectEnd && reader.Next() == JsonToken.End ? null : Malformed(reader);
        }

        private string ReadMember(JsonReader reader)
        {
            switch (reader.Value)
            {
                case "counter":
                    return CounterText == null ? ReadCounter(reader) : "counter: given twice";
                case "args":
                    return ArgsLength == 0 ? ReadArguments(reader) : "args: given twice";
                case "mac":
                    return Mac == null ? ReadMac(reader) : "mac: given twice";
                default:
                    return "payload: an unknown member; accepted: counter, args, mac";
            }
        }

        private string ReadCounter(JsonReader reader)
        {
            const string Accepted = "counter: not a whole number from 1 to 9007199254740991";
            JsonToken token = reader.Next();
            if (token == JsonToken.Error)
            {
                return Malformed(reader);
            }

            if (token != JsonToken.Number || reader.Value.Length > LongestCounterText)
            {
                return Accepted;
            }

            long counter = 0;
            for (int i = 0; i < reader.Value.Length; i++)
            {
                int digit = reader.Value[i] - '0';
                if (digit < 0 || digit > 9)
                {
                    return Accepted;
                }

                counter = (counter * 10) + digit;
            }

            if (counter < 1 || counter > LargestCounter)
            {
                return Accepted;
            }

            Counter = counter;
            CounterText = reader.Value;
            return null;
        }

        private string ReadArguments(JsonReader reader)
        {
            JsonToken token = reader.Next();
            int start = reader.Offset;
            if (token != JsonToken.ObjectStart)
            {
                return token == JsonToken.Error ? Malformed(reader) : "args: not an object";
            }

            int depth = 1;
            while (depth > 0)
            {
                token = reader.Next();
                if (token == JsonToken.Error)
                {
                    return Malformed(reader);
                }

                bool opens = token == JsonToken.ObjectStart || token == JsonToken.ArrayStart;
                bool closes = token == JsonToken.ObjectEnd || token == JsonToken.ArrayEnd;
                depth += opens ? 1 : closes ? -1 : 0;
            }

            ArgsOffset = start;
            ArgsLength = reader.Offset + 1 - start;
            return null;
        }

        private string ReadMac(JsonReader reader)
        {
            JsonToken token = reader.Next();
            if (token == JsonToken.Error)
            {
                return Malformed(reader);
            }

            Mac = token == JsonToken.Text ? HexText.Read(reader.Value, MessageCode.Size) : null;
            return Mac == null ? "mac: not 64 hexadecimal digits" : null;
        }

        private static string Malformed(JsonReader reader)
        {
            return "payload: " + reader.Problem + " at byte " + reader.Offset.ToString();
        }
    }
}
