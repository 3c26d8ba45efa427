using System.Text.Json;

namespace AnodeGuard.Cli.Commands
{
    /// <summary>What became of a command.</summary>
    /// <param name="Accepted">The device carries it out.</param>
    /// <param name="Reason">Why not, for people; null where it was accepted.</param>
    /// <param name="Result">What it gives back; null where it gives nothing.</param>
    /// <param name="Refused">The device itself said no: asking the same again would change nothing.</param>
    internal sealed record CommandAnswer(bool Accepted, string Reason, JsonElement? Result = null, bool Refused = false);
}
