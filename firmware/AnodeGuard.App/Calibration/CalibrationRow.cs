namespace AnodeGuard.App
{
    /// <summary>
    /// What one quantity's calibration may look like. What lies outside is a mistake at the bench, not an error of the board:
    /// each bound is at least twice the uncalibrated worst case of hardware/docs/error-budget.md.
    /// </summary>
    public sealed class CalibrationRow
    {
        /// <summary>Largest gain error of either sign, millionths: 3 % (worst uncalibrated: current, 1.25 %).</summary>
        public const long LargestGainMillionths = 30000;

        private static readonly CalibrationRow[] Rows =
        {
            new CalibrationRow("sense", "v", 6, 2, 0, 3500000, 1000000, 30000, 2000),
            new CalibrationRow("cell", "v", 6, 2, 0, 5000000, 1000000, 40000, 2000),
            new CalibrationRow("cell-bipolar", "v", 6, 2, -5000000, 5000000, 1000000, 100000, 4000),
            new CalibrationRow("current", "a", 9, 2, -5000000000, 5000000000, 1000000, 2000000, 1000000),
            new CalibrationRow("cell-temperature", "c", 3, 1, 0, 60000, 0, 3000, 300),
        };

        private CalibrationRow(string name, string unit, int decimals, int points, long lowest, long highest, long span, long offset, long noise)
        {
            Name = name;
            Unit = unit;
            Decimals = decimals;
            Points = points;
            Lowest = lowest;
            Highest = highest;
            SmallestSpan = span;
            LargestOffset = offset;
            LargestNoise = noise;
        }

        /// <summary>Name in commands.</summary>
        public string Name { get; }

        /// <summary>Unit in messages: v, a or c.</summary>
        public string Unit { get; }

        /// <summary>Decimals of that unit in the firmware's whole numbers: 6 are microvolts.</summary>
        public int Decimals { get; }

        /// <summary>One point gives the offset, two give offset and gain.</summary>
        public int Points { get; }

        /// <summary>Lowest true value accepted, in the quantity's unit.</summary>
        public long Lowest { get; }

        /// <summary>Highest true value accepted.</summary>
        public long Highest { get; }

        /// <summary>Two points closer than this say nothing about the gain.</summary>
        public long SmallestSpan { get; }

        /// <summary>Largest offset of either sign.</summary>
        public long LargestOffset { get; }

        /// <summary>Largest difference between two readings of one point: beyond it the source is not steady.</summary>
        public long LargestNoise { get; }

        /// <summary>The row of a <see cref="CalibrationQuantity"/>.</summary>
        public static CalibrationRow Of(int quantity)
        {
            return Rows[quantity];
        }

        /// <summary>The quantity of a name; -1 where there is none.</summary>
        public static int Find(string name)
        {
            for (int i = 0; i < Rows.Length; i++)
            {
                if (Rows[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
