namespace AnodeGuard.App
{
    /// <summary>Lays a change over the stored document: keys that it does not name stay as they are. Taken whole or refused whole.</summary>
    internal static class SettingsChange
    {
        /// <summary>Applies a change.</summary>
        /// <param name="stored">The document in force; null or a refused one counts as empty.</param>
        /// <param name="change">The keys to change, in the form of a document.</param>
        /// <param name="error">Null, or why it was refused.</param>
        /// <returns>The new document; null where it was refused.</returns>
        public static byte[] Apply(byte[] stored, byte[] change, out SettingsError error)
        {
            bool[] given;
            DeviceSettings settings = SettingsDocument.ParseOver(stored, change, out given, out error);
            if (error != null)
            {
                return null;
            }

            // In today's words, and it says so.
            given[SettingId.Version] = true;
            JsonWriter json = new JsonWriter(new byte[SettingsDocument.MaxBytes]);
            if (!SettingsWriter.WriteGiven(json, settings, given))
            {
                error = new SettingsError(SettingsDocument.WholeDocument, "more", "up to " + SettingsDocument.MaxBytes.ToString() + " bytes");
                return null;
            }

            byte[] document = new byte[json.Length];
            System.Array.Copy(json.Buffer, 0, document, 0, document.Length);

            // What will be read at the next start, read now.
            SettingsDocument.Parse(document, out error);
            return error == null ? document : null;
        }
    }
}
