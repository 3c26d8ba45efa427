using System.Linq;

namespace AnodeGuard.Cli.Recording
{
    /// <summary>A column that a format knows: what it is, and the names it goes by, the better one first.</summary>
    internal sealed class KnownColumn
    {
        /// <summary>Names that say the unit.</summary>
        private static readonly string[] UnitsAsNames = { "volts", "amps", "amp-hr" };

        private readonly Quantity _quantity;
        private readonly string[] _names;

        public KnownColumn(Quantity quantity, params string[] names)
        {
            _quantity = quantity;
            _names = names.Select(HeaderName.Bare).ToArray();
        }

        /// <summary>What it is.</summary>
        public Quantity Quantity
        {
            get { return _quantity; }
        }

        /// <summary>The first of the names that stands in the header; null where none does.</summary>
        public RecordingColumn FindIn(TableHeader header, out bool unitAssumed)
        {
            unitAssumed = false;
            foreach (string name in _names)
            {
                for (int i = 0; i < header.Parts.Count; i++)
                {
                    if (header.Parts[i].Is(name, _quantity, out ColumnUnit? unit))
                    {
                        unitAssumed = unit == null && ColumnUnit.HasChoice(_quantity) && !UnitsAsNames.Contains(name);
                        return new RecordingColumn(_quantity, i, header.Names[i], unit ?? ColumnUnit.Of(_quantity));
                    }
                }
            }

            return null;
        }
    }
}
