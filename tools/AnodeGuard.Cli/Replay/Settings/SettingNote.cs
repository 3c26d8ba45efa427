namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>A setting that nobody gave in a document, and where its value comes from.</summary>
    /// <param name="Key">Dotted key, as in the settings document.</param>
    /// <param name="Value">As it would stand there.</param>
    /// <param name="Why">What it was guessed from, or which option gave it.</param>
    internal sealed record SettingNote(string Key, string Value, string Why);
}
