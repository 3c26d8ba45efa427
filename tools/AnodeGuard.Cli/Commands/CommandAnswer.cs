namespace AnodeGuard.Cli.Commands
{
    /// <summary>What became of a command.</summary>
    /// <param name="Accepted">The device carries it out.</param>
    /// <param name="Reason">Why not, for people; null where it was accepted.</param>
    internal sealed record CommandAnswer(bool Accepted, string Reason);
}
