using System.Text.RegularExpressions;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// A column header taken apart: `name [unit]`, `name (unit)`, `name / unit`, `name#unit`, `name_unit`, `name unit` or
    /// the name alone.
    /// </summary>
    internal sealed class HeaderName
    {
        private static readonly Regex Bracketed = new Regex(@"^(?<name>.+?)\s*(?:\[(?<unit>[^\]]+)\]|\((?<unit>[^)]+)\)|/\s*(?<unit>.+)|#(?<unit>.+))$");

        private readonly string _bracketName;
        private readonly string _bracketUnit;
        private readonly string _suffixName;
        private readonly string _suffixUnit;

        public HeaderName(string text)
        {
            Text = text;
            string lower = Regex.Replace(text.ToLowerInvariant(), "^<(.+)/(.+)>$", "<$1>/$2");
            Whole = Bare(lower);
            Match match = Bracketed.Match(lower);
            if (match.Success)
            {
                _bracketName = Bare(match.Groups["name"].Value);
                _bracketUnit = match.Groups["unit"].Value.Trim();
                return;
            }

            int cut = System.Math.Max(lower.LastIndexOf('_'), lower.LastIndexOf(' '));
            if (cut > 0)
            {
                _suffixName = Bare(lower[..cut]);
                _suffixUnit = lower[(cut + 1)..];
            }
        }

        /// <summary>As it stands in the file.</summary>
        public string Text { get; }

        /// <summary>The whole header in lower case, without spaces and marks.</summary>
        public string Whole { get; }

        /// <summary>The header is this name, with a unit that the quantity knows or with none.</summary>
        /// <param name="bare">A name as <see cref="Bare"/> makes it.</param>
        /// <param name="quantity">What the column is.</param>
        /// <param name="unit">Its unit; null where the header names none.</param>
        public bool Is(string bare, Quantity quantity, out ColumnUnit? unit)
        {
            unit = null;
            if (_bracketName != null)
            {
                return _bracketName == bare && TryFind(quantity, _bracketUnit, out unit);
            }

            return Whole == bare || (_suffixName == bare && TryFind(quantity, _suffixUnit, out unit));
        }

        /// <summary>The unit that the header names, whatever its name; null where there is none.</summary>
        public ColumnUnit? UnitFor(Quantity quantity)
        {
            string spelling = _bracketUnit ?? _suffixUnit;
            return spelling != null && TryFind(quantity, spelling, out ColumnUnit? unit) ? unit : null;
        }

        /// <summary>A name without what spellings differ in: case, spaces, points, angle brackets, number signs.</summary>
        public static string Bare(string name)
        {
            return Regex.Replace(name.ToLowerInvariant(), @"[\s_<>.#:]", string.Empty);
        }

        private static bool TryFind(Quantity quantity, string spelling, out ColumnUnit? unit)
        {
            bool found = ColumnUnit.TryFind(quantity, spelling, out ColumnUnit known);
            unit = found ? known : null;
            return found;
        }
    }
}
