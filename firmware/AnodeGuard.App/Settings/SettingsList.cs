namespace AnodeGuard.App
{
    /// <summary>
    /// Reads a setting that is a list of objects, each with the same few numbers; the first number ascends from item to item.
    /// </summary>
    internal sealed class SettingsList
    {
        private readonly SettingsListField[] _fields;
        private readonly int _fewest;
        private readonly int _most;

        /// <summary>A kind of list.</summary>
        public SettingsList(int fewest, int most, SettingsListField[] fields)
        {
            _fewest = fewest;
            _most = most;
            _fields = fields;
            Values = new long[fields.Length][];
            for (int i = 0; i < fields.Length; i++)
            {
                Values[i] = new long[most];
            }
        }

        /// <summary>What was read: for each field its values, scaled, in the order of the items.</summary>
        public long[][] Values { get; }

        /// <summary>How many items were read.</summary>
        public int Count { get; private set; }

        /// <summary>The list, for people.</summary>
        public string Accepted
        {
            get { return "a list of " + _fewest.ToString() + " to " + _most.ToString() + " {" + Names("\"") + "}"; }
        }

        /// <summary>Reads the list whose opening bracket was the last token.</summary>
        /// <returns>Null, or what is wrong.</returns>
        public SettingsError Read(JsonReader reader, string key)
        {
            Count = 0;
            JsonToken token = reader.Next();
            for (; token == JsonToken.ObjectStart && Count < _most; token = reader.Next())
            {
                string itemKey = key + "[" + Count.ToString() + "]";
                SettingsError error = ReadItem(reader, itemKey);
                error = error ?? CheckAscent(itemKey);
                if (error != null)
                {
                    return error;
                }

                Count++;
            }

            if (token == JsonToken.Error)
            {
                return SettingsDocument.Malformed(reader, key);
            }

            return token == JsonToken.ArrayEnd && Count >= _fewest ? null : new SettingsError(key, Found(token), Accepted);
        }

        private string Found(JsonToken token)
        {
            if (token != JsonToken.ArrayEnd)
            {
                return Count == _most ? "more" : "another kind of item";
            }

            return Count == 0 ? "an empty list" : "a list of " + Count.ToString();
        }

        private SettingsError CheckAscent(string key)
        {
            SettingsListField first = _fields[0];
            long[] values = Values[0];
            if (Count == 0 || values[Count] > values[Count - 1])
            {
                return null;
            }

            string found = DecimalText.Format(values[Count], first.Decimals);
            return new SettingsError(key + "." + first.Name, found, "more than the one before, " + DecimalText.Format(values[Count - 1], first.Decimals));
        }

        private SettingsError ReadItem(JsonReader reader, string key)
        {
            bool[] given = new bool[_fields.Length];
            JsonToken token = reader.Next();
            for (; token == JsonToken.Name; token = reader.Next())
            {
                SettingsError error = ReadField(reader, key + "." + reader.Value, given);
                if (error != null)
                {
                    return error;
                }
            }

            if (token == JsonToken.Error)
            {
                return SettingsDocument.Malformed(reader, key);
            }

            for (int i = 0; i < given.Length; i++)
            {
                if (!given[i])
                {
                    return new SettingsError(key + "." + _fields[i].Name, "nothing", _fields[i].Accepted);
                }
            }

            return null;
        }

        private SettingsError ReadField(JsonReader reader, string path, bool[] given)
        {
            int index = IndexOf(reader.Value);
            if (index < 0)
            {
                return new SettingsError(path, "an unknown key", Names(""));
            }

            if (given[index])
            {
                return new SettingsError(path, "the key a second time", "each key once");
            }

            given[index] = true;
            SettingsListField field = _fields[index];
            JsonToken token = reader.Next();
            if (token == JsonToken.Error)
            {
                return SettingsDocument.Malformed(reader, path);
            }

            bool good = token == JsonToken.Number && DecimalText.TryScale(reader.Value, field.Decimals, out Values[index][Count])
                && Values[index][Count] >= field.Min && Values[index][Count] <= field.Max;
            return good ? null : new SettingsError(path, SettingsDocument.Describe(reader, token), field.Accepted);
        }

        private int IndexOf(string name)
        {
            for (int i = 0; i < _fields.Length; i++)
            {
                if (_fields[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        private string Names(string quote)
        {
            string names = "";
            for (int i = 0; i < _fields.Length; i++)
            {
                names = names + (i == 0 ? "" : ", ") + quote + _fields[i].Name + quote;
            }

            return names;
        }
    }

    /// <summary>One number of an item of a <see cref="SettingsList"/>.</summary>
    internal sealed class SettingsListField
    {
        public SettingsListField(string name, string unit, long min, long max, int decimals)
        {
            Name = name;
            Unit = unit;
            Min = min;
            Max = max;
            Decimals = decimals;
        }

        public string Name { get; }

        /// <summary>Unit; empty where it has none.</summary>
        public string Unit { get; }

        /// <summary>Lowest accepted value, scaled by <see cref="Decimals"/>.</summary>
        public long Min { get; }

        /// <summary>Highest accepted value, scaled.</summary>
        public long Max { get; }

        public int Decimals { get; }

        /// <summary>The accepted values, for people.</summary>
        public string Accepted
        {
            get
            {
                string range = "a number from " + DecimalText.Format(Min, Decimals) + " to " + DecimalText.Format(Max, Decimals);
                return Unit.Length == 0 ? range : range + " " + Unit;
            }
        }
    }
}
