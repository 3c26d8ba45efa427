using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>The header line of a table, split.</summary>
    internal sealed class TableHeader
    {
        private TableHeader(char separator, string[] names)
        {
            Separator = separator;
            Names = names;
            Parts = names.Select(name => new HeaderName(name)).ToArray();
        }

        /// <summary>Tab, semicolon, comma or space: the first of these that stands in the line.</summary>
        public char Separator { get; }

        /// <summary>The column names, without quotes and white space around them.</summary>
        public IReadOnlyList<string> Names { get; }

        /// <summary>The same, taken apart.</summary>
        public IReadOnlyList<HeaderName> Parts { get; }

        /// <summary>Splits a header line.</summary>
        public static TableHeader Of(string line)
        {
            char separator = line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : line.Contains(',') ? ',' : ' ';
            return new TableHeader(separator, line.Split(separator).Select(name => name.Trim().Trim('"', '~').Trim()).ToArray());
        }

        /// <summary>A column of one of these names stands here.</summary>
        public bool Holds(params string[] names)
        {
            return names.Any(name => Parts.Any(part => part.Whole == HeaderName.Bare(name)));
        }

        /// <summary>A column of this name stands here, in a unit that the quantity knows or without one.</summary>
        public bool Holds(Quantity quantity, string name)
        {
            return Parts.Any(part => part.Is(HeaderName.Bare(name), quantity, out _));
        }

        /// <summary>Where a column of this very name stands, or else of this name in another spelling; -1 where none does.</summary>
        public int IndexOf(string name)
        {
            int exact = Names.ToList().IndexOf(name);
            string bare = HeaderName.Bare(name);
            return exact >= 0 || bare.Length == 0 ? exact : Parts.ToList().FindIndex(part => part.Whole == bare);
        }
    }
}
