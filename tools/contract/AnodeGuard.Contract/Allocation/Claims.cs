using Mono.Cecil.Cil;

namespace AnodeGuard.Contract.Allocation
{
    /// <summary>Allocations that are meant: a start, a recovery, a path on which the switch is open already. The source
    /// says so in a comment at the statement, <c>// Allocates: when, and why it may</c>. It covers what the statement
    /// itself asks for and all it reaches. The comment is a claim for the reviewer; nothing checks it.</summary>
    internal sealed class Claims
    {
        private const string Claim = "// Allocates:";

        private readonly Dictionary<string, string[]> _files = [];

        /// <summary>True where the statement, or the line above it, carries such a comment with a reason.</summary>
        public bool Cover(SequencePoint? statement)
        {
            if (statement is null)
            {
                return false;
            }

            string[] lines = Lines(statement.Document.Url);
            int first = Math.Max(statement.StartLine - 2, 0);
            return lines.Skip(first).Take(statement.EndLine - first).Any(HasClaim);
        }

        private static bool HasClaim(string line)
        {
            int start = line.IndexOf(Claim, StringComparison.Ordinal);
            return start >= 0 && line[(start + Claim.Length)..].Trim().Length > 0;
        }

        private string[] Lines(string path)
        {
            if (!_files.TryGetValue(path, out string[]? lines))
            {
                lines = File.Exists(path) ? File.ReadAllLines(path) : [];
                _files.Add(path, lines);
            }

            return lines;
        }
    }
}
