namespace AnodeGuard.App
{
    /// <summary>
    /// Reads the settings document: one JSON object in UTF-8, the keys of <see cref="SettingsTable"/> as nested objects.
    /// The document is taken whole or refused whole: the first thing that is wrong is named by its dotted key, with what
    /// was found and what is accepted. Keys that are absent take their documented defaults and are listed.
    /// </summary>
    public sealed class SettingsDocument
    {
        /// <summary>Longest document, bytes.</summary>
        public const int MaxBytes = 8192;

        /// <summary>The key of an error that concerns the document as a whole.</summary>
        public const string WholeDocument = "settings document";

        private readonly SettingsTable _table = new SettingsTable();
        private readonly DeviceSettings _settings;
        private readonly bool[] _given = new bool[SettingId.Count];
        private readonly bool[] _groupGiven = new bool[SettingId.Count];
        private readonly JsonReader _reader;
        private readonly byte[] _utf8;
        private readonly int _count;
        private readonly SettingsMigration _migration = new SettingsMigration();

        private SettingsDocument(byte[] utf8, int count, DeviceSettings settings)
        {
            _utf8 = utf8;
            _count = count;
            _reader = new JsonReader(utf8, count);
            _settings = settings;
        }

        /// <summary>Reads a document.</summary>
        /// <param name="utf8">The document.</param>
        /// <param name="error">Null, or why it was refused.</param>
        /// <returns>The settings, or null where it was refused.</returns>
        public static DeviceSettings Parse(byte[] utf8, out SettingsError error)
        {
            if (utf8.Length > MaxBytes)
            {
                error = new SettingsError(WholeDocument, utf8.Length.ToString() + " bytes", "up to " + MaxBytes.ToString() + " bytes");
                return null;
            }

            SettingsDocument document = new SettingsDocument(utf8, utf8.Length, new DeviceSettings());
            error = document.ReadWhole();
            return error == null ? document._settings : null;
        }

        /// <summary>Reads a document over another one: what it gives replaces what that gave.</summary>
        /// <param name="below">The one below; null or a refused one gives nothing.</param>
        /// <param name="utf8">The one above.</param>
        /// <param name="given">The keys that either gave, by row.</param>
        /// <param name="error">Null, or why the upper one, or both together, were refused.</param>
        internal static DeviceSettings ParseOver(byte[] below, byte[] utf8, out bool[] given, out SettingsError error)
        {
            DeviceSettings settings = new DeviceSettings();
            SettingsDocument first = new SettingsDocument(below ?? new byte[0], below == null ? 0 : below.Length, settings);
            if (below == null || below.Length > MaxBytes || first.ReadWhole() != null)
            {
                settings = new DeviceSettings();
                first = new SettingsDocument(new byte[0], 0, settings);
            }

            SettingsDocument document = new SettingsDocument(utf8, utf8.Length, settings);
            error = document.ReadWhole();
            given = document._given;
            for (int i = 0; i < given.Length; i++)
            {
                given[i] |= first._given[i];
            }

            return error == null ? settings : null;
        }

        /// <summary>The settings of an empty document: every default.</summary>
        public static DeviceSettings Defaults()
        {
            SettingsDocument document = new SettingsDocument(new byte[0], 0, new DeviceSettings());
            document.ListAssumed();
            return document._settings;
        }

        /// <summary>An error of form, at the place where the reader stands.</summary>
        internal static SettingsError Malformed(JsonReader reader, string key)
        {
            return new SettingsError(key, reader.Problem + " at byte " + reader.Offset.ToString(), "one JSON object in UTF-8");
        }

        /// <summary>What the reader stands on, for people.</summary>
        internal static string Describe(JsonReader reader, JsonToken token)
        {
            switch (token)
            {
                case JsonToken.Number:
                    return reader.Value;
                case JsonToken.Text:
                    return "\"" + reader.Value + "\"";
                case JsonToken.True:
                    return "true";
                case JsonToken.False:
                    return "false";
                case JsonToken.Null:
                    return "null";
                case JsonToken.ObjectStart:
                    return "an object";
                default:
                    return "a list";
            }
        }

        private SettingsError ReadWhole()
        {
            SettingsError error = ReadObject();

            // What is wrong with a newer document is that it is newer.
            return error == null ? null : SettingsMigration.Newer(_utf8, _count) ?? error;
        }

        private SettingsError ReadObject()
        {
            JsonToken token = _reader.Next();
            if (token != JsonToken.ObjectStart)
            {
                return token == JsonToken.Error
                    ? Malformed(_reader, WholeDocument)
                    : new SettingsError(WholeDocument, Describe(_reader, token), "one JSON object in UTF-8");
            }

            SettingsError error = ReadMembers("", WholeDocument);
            if (error != null)
            {
                return error;
            }

            if (_reader.Next() != JsonToken.End)
            {
                return Malformed(_reader, WholeDocument);
            }

            error = _migration.Finish(_settings, _given[SettingId.Version]);
            if (error != null)
            {
                return error;
            }

            ListAssumed();
            return SettingsRules.Check(_settings);
        }

        private SettingsError ReadMembers(string prefix, string place)
        {
            JsonToken token = _reader.Next();
            for (; token == JsonToken.Name; token = _reader.Next())
            {
                // A dot inside a name would let two spellings mean one key.
                string key = prefix + _reader.Value;
                SettingRow row = _reader.Value.IndexOf('.') < 0 ? _table.Find(_migration.Today(key)) : null;
                bool isGroup = prefix.Length == 0 && row == null && IsGroup(key);
                SettingsError error = isGroup ? ReadGroup(key) : row == null ? Unknown(key, prefix) : ReadRow(row, key);
                if (error != null)
                {
                    return error;
                }

                place = key;
            }

            return token == JsonToken.ObjectEnd ? null : Malformed(_reader, place);
        }

        private SettingsError ReadGroup(string group)
        {
            int first = FirstOf(group);
            if (_groupGiven[first])
            {
                return new SettingsError(group, "the key a second time", "each key once");
            }

            _groupGiven[first] = true;
            JsonToken token = _reader.Next();
            if (token == JsonToken.Error)
            {
                return Malformed(_reader, group);
            }

            return token == JsonToken.ObjectStart
                ? ReadMembers(group + ".", group)
                : new SettingsError(group, Describe(_reader, token), "an object with " + KeysOf(group + "."));
        }

        private SettingsError ReadRow(SettingRow row, string key)
        {
            if (_given[row.Id])
            {
                return new SettingsError(key, "the key a second time", "each key once");
            }

            _given[row.Id] = true;
            JsonToken token = _reader.Next();
            if (token == JsonToken.Error)
            {
                return Malformed(_reader, key);
            }

            if (row.Kind == SettingKind.Modes && token == JsonToken.ArrayStart)
            {
                return SettingsModes.Read(_reader, key, _settings.Guard);
            }

            if (row.Kind == SettingKind.Temperatures && token == JsonToken.ArrayStart)
            {
                return SettingsTemperatures.Read(_reader, key, _settings.Guard);
            }

            if (!SettingsTaker.TryTake(_settings, _reader, row, token))
            {
                string found = row.Secret && token == JsonToken.Text ? _reader.Value.Length.ToString() + " characters" : Describe(_reader, token);
                return new SettingsError(key, found, row.Accepted);
            }

            return null;
        }

        private void ListAssumed()
        {
            int count = 0;
            for (int i = 0; i < _given.Length; i++)
            {
                count += _given[i] ? 0 : 1;
            }

            _settings.AssumedDefaults = new AssumedDefault[count];
            int at = 0;
            for (int i = 0; i < _given.Length; i++)
            {
                if (!_given[i])
                {
                    _settings.AssumedDefaults[at++] = new AssumedDefault(_table[i].Key, SettingsValues.Show(_settings, _table[i]));
                }
            }
        }

        private bool IsGroup(string name)
        {
            return name.IndexOf('.') < 0 && FirstOf(name) >= 0;
        }

        private int FirstOf(string group)
        {
            string prefix = group + ".";
            for (int i = 0; i < _table.Count; i++)
            {
                if (_table[i].Key.StartsWith(prefix))
                {
                    return i;
                }
            }

            return -1;
        }

        private SettingsError Unknown(string key, string prefix)
        {
            return new SettingsError(key, "an unknown key", prefix.Length > 0 ? KeysOf(prefix) : "cell, transport, sense, limits, mqtt, device, wifi, version");
        }

        private string KeysOf(string prefix)
        {
            string keys = "";
            for (int i = 0; i < _table.Count; i++)
            {
                string key = _table[i].Key;
                if (key.StartsWith(prefix))
                {
                    keys = keys + (keys.Length == 0 ? "" : ", ") + key.Substring(prefix.Length);
                }
            }

            return keys;
        }
    }
}
