namespace AnodeGuard.App
{
    /// <summary>Why a settings document was refused: one key, what stands there, and what would be accepted.</summary>
    public sealed class SettingsError
    {
        private const int LongestFound = 60;

        internal SettingsError(string key, string found, string accepted)
        {
            Key = Printable(key);
            Found = Printable(found);
            Accepted = accepted;
        }

        /// <summary>Dotted key; where the text is not JSON, the last key before the place.</summary>
        public string Key { get; }

        /// <summary>What was found; of a secret only its length.</summary>
        public string Found { get; }

        /// <summary>What is accepted, with range and unit.</summary>
        public string Accepted { get; }

        /// <summary>One line for people.</summary>
        public override string ToString()
        {
            return Key + ": found " + Found + "; accepted: " + Accepted;
        }

        private static string Printable(string text)
        {
            bool cut = text.Length > LongestFound;
            char[] shown = text.ToCharArray(0, cut ? LongestFound : text.Length);
            for (int i = 0; i < shown.Length; i++)
            {
                // What stands in a document may not steer the terminal or the log that shows it.
                shown[i] = shown[i] < ' ' || shown[i] >= 0x7F ? '?' : shown[i];
            }

            return new string(shown) + (cut ? "..." : "");
        }
    }
}
