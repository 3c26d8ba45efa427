namespace AnodeGuard.App
{
    /// <summary>
    /// What older versions of the settings document called otherwise. An update reads such a document as it is, with what it says
    /// in its own version's words; it is stored in today's with the next change, so that the step back finds the old one.
    /// </summary>
    /// <remarks>
    /// Version 2: device.recorder_kb, which was always taken, became device.recorder_most_kb, which is what may be taken of the
    /// memory that is free. To change the document: raise <see cref="DeviceSettings.CurrentVersion"/>, name the old key here with
    /// the last version that had it, and keep a document of that version in tests/AnodeGuard.Host.Tests/Settings/Older.
    /// </remarks>
    internal sealed class SettingsMigration
    {
        private string _oldKey;
        private int _oldVersion;

        /// <summary>The key of today for one of a document; remembers where they differ.</summary>
        public string Today(string key)
        {
            string today = NowCalled(key, out int version);
            if (today == null)
            {
                return key;
            }

            _oldVersion = _oldKey == null || version < _oldVersion ? version : _oldVersion;
            _oldKey = key;
            return today;
        }

        /// <summary>Holds the document's version against its keys. An old key says which version a document is of that does not say so itself.</summary>
        /// <param name="settings">What was read: is of today's version afterwards.</param>
        /// <param name="given">The document says its version.</param>
        /// <returns>Null, or a key that its version does not have.</returns>
        public SettingsError Finish(DeviceSettings settings, bool given)
        {
            int version = given ? settings.Version : _oldKey != null ? _oldVersion : DeviceSettings.CurrentVersion;
            if (_oldKey != null && version > _oldVersion)
            {
                string today = NowCalled(_oldKey, out int last);
                return new SettingsError(_oldKey, "a key of version " + last.ToString(), today + ", as it is called since");
            }

            settings.Version = DeviceSettings.CurrentVersion;
            settings.MigratedFrom = version < DeviceSettings.CurrentVersion ? version : 0;
            return null;
        }

        /// <summary>Says that a document was written for a newer firmware.</summary>
        /// <returns>Null where it was not.</returns>
        public static SettingsError Newer(byte[] utf8, int count)
        {
            JsonReader reader = new JsonReader(utf8, count);
            int depth = 0;
            JsonToken token = reader.Next();
            while (token != JsonToken.End && token != JsonToken.Error)
            {
                bool opens = token == JsonToken.ObjectStart || token == JsonToken.ArrayStart;
                bool closes = token == JsonToken.ObjectEnd || token == JsonToken.ArrayEnd;
                depth += opens ? 1 : closes ? -1 : 0;
                bool isVersion = depth == 1 && token == JsonToken.Name && reader.Value == "version";
                token = reader.Next();
                if (isVersion && token == JsonToken.Number && DecimalText.TryScale(reader.Value, 0, out long version) && version > DeviceSettings.CurrentVersion)
                {
                    return new SettingsError("version", reader.Value, "1 to " + DeviceSettings.CurrentVersion.ToString() + ": this firmware is older than its settings");
                }
            }

            return null;
        }

        /// <summary>What a key of an older version is called today; null where it is none.</summary>
        /// <param name="key">Dotted key.</param>
        /// <param name="lastVersion">The last version that had it.</param>
        private static string NowCalled(string key, out int lastVersion)
        {
            switch (key)
            {
                case "device.recorder_kb":
                    lastVersion = 1;
                    return "device.recorder_most_kb";
                default:
                    lastVersion = 0;
                    return null;
            }
        }
    }
}
