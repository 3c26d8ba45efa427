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
        }

        /// <summary>Tab, semicolon or comma: the first of these that stands in the line.</summary>
        public char Separator { get; }

        /// <summary>The column names, without quotes and white space around them.</summary>
        public IReadOnlyList<string> Names { get; }

        /// <summary>Splits a header line.</summary>
        public static TableHeader Of(string line)
        {
            char separator = line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',';
            return new TableHeader(separator, line.Split(separator).Select(name => name.Trim().Trim('"').Trim()).ToArray());
        }
    }
}
