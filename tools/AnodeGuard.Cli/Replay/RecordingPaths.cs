using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Enumeration;
using System.Linq;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>Files by name and by pattern, for shells that leave patterns as they are.</summary>
    internal static class RecordingPaths
    {
        /// <summary>The files, in the order given; those of a pattern by name.</summary>
        /// <exception cref="InputException">A pattern that nothing matches.</exception>
        public static IReadOnlyList<string> Expand(IEnumerable<string> given)
        {
            return given.SelectMany(Matching).Distinct().ToArray();
        }

        private static IEnumerable<string> Matching(string path)
        {
            string name = Path.GetFileName(path);
            if (File.Exists(path) || !(name.Contains('*') || name.Contains('?')))
            {
                return new[] { path };
            }

            string folder = Path.GetDirectoryName(path);
            string[] found = Directory.Exists(folder.Length == 0 ? "." : folder)
                ? Directory.GetFiles(folder.Length == 0 ? "." : folder)
                    .Where(file => name.StartsWith('.') || !Path.GetFileName(file).StartsWith('.'))
                    .Where(file => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(file), false))
                    .Select(file => folder.Length == 0 ? Path.GetFileName(file) : file)
                    .Order(StringComparer.Ordinal)
                    .ToArray()
                : [];
            return found.Length > 0 ? found : throw new InputException(path + ": no file matches");
        }
    }
}
