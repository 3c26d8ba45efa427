namespace AnodeGuard.Core
{
    /// <summary>
    /// What a cell's own past says a figure should be: the mean of what was learned, the latest counting most, and by how
    /// much the figure usually misses it. Values are held within 2^50, so that differences and sums fit.
    /// </summary>
    public sealed class OwnHistory
    {
        private const int ScatterMemory = 8;
        private const int MostCounted = 1000;

        private readonly int _memory;

        /// <summary>A history.</summary>
        /// <param name="memory">About so many values count, at least 1.</param>
        public OwnHistory(int memory)
        {
            _memory = memory;
        }

        /// <summary>Values learned, up to a thousand.</summary>
        public int Count;

        /// <summary>The value to be expected.</summary>
        public long Expected;

        /// <summary>Mean distance of the values from what was expected of them.</summary>
        public long Scatter;

        /// <summary>Learns a value.</summary>
        public void Learn(long value)
        {
            long bounded = Saturating.Bound(value);
            int count = Count;
            if (count == 0)
            {
                Expected = bounded;
                Scatter = 0;
            }
            else
            {
                long expected = Expected;
                long off = bounded - expected;
                long scatter = Scatter;

                // Divisor: a weight is 1 or more.
                Expected = expected + (off / Weight(count + 1, _memory));

                // Divisor: a weight is 1 or more.
                Scatter = scatter + (((off < 0 ? -off : off) - scatter) / Weight(count, ScatterMemory));
            }

            if (count < MostCounted)
            {
                Count = count + 1;
            }
        }

        /// <summary>Forgets everything.</summary>
        public void Restart()
        {
            Count = 0;
        }

        private static int Weight(int count, int memory)
        {
            int weight = count < memory ? count : memory;
            return weight < 1 ? 1 : weight;
        }

        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Count = (int)image.Number(Count);
            Expected = image.Number(Expected);
            Scatter = image.Number(Scatter);
        }
    }
}
