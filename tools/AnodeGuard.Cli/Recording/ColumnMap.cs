using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>
    /// Columns that the user named: `time=NAME,voltage=NAME,current=NAME,sense=NAME,temperature=NAME`. A minus before a name
    /// reverses the column's sign; `:unit` after it says the unit where the header does not.
    /// </summary>
    internal sealed class ColumnMap
    {
        /// <summary>Nothing named.</summary>
        public static readonly ColumnMap None = new ColumnMap();

        private static readonly Dictionary<string, Quantity> Keys = new Dictionary<string, Quantity>
        {
            ["time"] = Quantity.Time,
            ["voltage"] = Quantity.Voltage,
            ["current"] = Quantity.Current,
            ["sense"] = Quantity.Sense,
            ["temperature"] = Quantity.CellTemperature,
            ["cycle"] = Quantity.Cycle,
            ["state"] = Quantity.State,
        };

        private readonly List<(Quantity Quantity, string Name)> _entries = new List<(Quantity Quantity, string Name)>();

        /// <summary>At least one column is named.</summary>
        public bool IsGiven
        {
            get { return _entries.Count > 0; }
        }

        /// <summary>Reads what follows --map.</summary>
        /// <exception cref="InputException">It names something else.</exception>
        public static ColumnMap Parse(string text)
        {
            ColumnMap map = new ColumnMap();
            foreach (string entry in text.Split(','))
            {
                int equals = entry.IndexOf('=');
                string key = equals < 0 ? entry : entry[..equals].Trim().ToLowerInvariant();
                if (equals < 0 || entry.Length == equals + 1 || !Keys.TryGetValue(key, out Quantity quantity))
                {
                    throw new InputException("--map: '" + entry + "' is not QUANTITY=COLUMN (accepted quantities: " + string.Join(", ", Keys.Keys) + ")");
                }

                if (map._entries.Any(other => other.Quantity == quantity))
                {
                    throw new InputException("--map: names a column for '" + key + "' twice");
                }

                map._entries.Add((quantity, entry[(equals + 1)..].Trim()));
            }

            return map;
        }

        /// <summary>The header holds every column that is named, and something is.</summary>
        public bool FitsHeader(TableHeader header)
        {
            return IsGiven && _entries.All(entry => IndexIn(header, entry.Name, out _, out _) >= 0);
        }

        /// <summary>Puts the named columns in the place of those that the format found.</summary>
        /// <exception cref="InputException">The file has no such column, or it has no unit such as is named.</exception>
        public void Apply(TableLayout layout)
        {
            foreach ((Quantity quantity, string name) in _entries)
            {
                int index = IndexIn(layout.Header, name, out bool reversed, out string unit);
                if (index < 0)
                {
                    throw new InputException("--map: " + layout.File.Name + " has no column '" + name + "'; it has: " + string.Join(", ", layout.Header.Names));
                }

                layout.Replace(new RecordingColumn(quantity, index, layout.Header.Names[index], UnitOf(quantity, index, unit, layout)) { IsReversed = reversed });
                if (reversed)
                {
                    layout.Notes.Add("'" + layout.Header.Names[index] + "' is read with its sign reversed, as --map says");
                }

                layout.IsSignedByState |= quantity == Quantity.State;
            }
        }

        private static ColumnUnit UnitOf(Quantity quantity, int index, string given, TableLayout layout)
        {
            if (given != null)
            {
                return ColumnUnit.TryFind(quantity, given.ToLowerInvariant(), out ColumnUnit unit)
                    ? unit
                    : throw new InputException("--map: '" + given + "' is no unit of this quantity (accepted: " + ColumnUnit.Accepted(quantity) + ")");
            }

            ColumnUnit? named = layout.Header.Parts[index].UnitFor(quantity);
            if (named == null && ColumnUnit.HasChoice(quantity))
            {
                layout.Guess("'" + layout.Header.Names[index] + "' names no unit that is known: taken as " + ColumnUnit.Of(quantity).Name);
            }

            return named ?? ColumnUnit.Of(quantity);
        }

        /// <summary>The name as it stands comes first; only then what a minus or a colon may mean.</summary>
        private static int IndexIn(TableHeader header, string name, out bool reversed, out string unit)
        {
            reversed = false;
            unit = null;
            int index = header.IndexOf(name);
            int colon = name.LastIndexOf(':');
            if (index < 0 && colon > 0)
            {
                unit = name[(colon + 1)..];
                name = name[..colon];
                index = header.IndexOf(name);
            }

            if (index < 0 && name.StartsWith('-'))
            {
                reversed = true;
                index = header.IndexOf(name[1..]);
            }

            return index;
        }
    }
}
