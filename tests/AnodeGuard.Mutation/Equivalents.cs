using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace AnodeGuard.Mutation
{
    /// <summary>
    /// The mutants that are no bugs, each with its reason: `file | member | original  -&gt;  mutated | reason`, one a line. They
    /// are not tried and not counted. An entry that names no mutant any more is refused.
    /// </summary>
    internal static class Equivalents
    {
        private const string Separator = " | ";

        /// <summary>Reason by <see cref="Mutant.Key"/>; none where there is no such file.</summary>
        public static IReadOnlyDictionary<string, string> Read(string path, IReadOnlyList<Mutant> mutants)
        {
            Dictionary<string, string> reasons = new Dictionary<string, string>();
            HashSet<string> keys = mutants.Select(mutant => mutant.Key).ToHashSet();
            string[] lines = File.Exists(path) ? File.ReadAllLines(path) : Array.Empty<string>();
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length == 0 || lines[i][0] == '#')
                {
                    continue;
                }

                // The change itself may hold a bitwise or; the reason does not.
                int end = Math.Max(0, lines[i].LastIndexOf(Separator, StringComparison.Ordinal));
                string key = lines[i][..end];
                if (!keys.Contains(key))
                {
                    throw new InvalidOperationException(path + ":" + (i + 1) + ": no such mutant: " + key);
                }

                reasons[key] = lines[i][(end + Separator.Length)..];
            }

            return reasons;
        }
    }
}
