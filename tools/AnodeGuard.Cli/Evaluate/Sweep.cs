namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>When a score first exceeded each of a row of thresholds: what another threshold would have found, and when.</summary>
    internal sealed class Sweep
    {
        private readonly double[] _thresholds;
        private readonly long[] _crossed;
        private int _passed;

        public Sweep(double[] thresholds)
        {
            _thresholds = thresholds;
            _crossed = new long[thresholds.Length];
            System.Array.Fill(_crossed, -1);
        }

        /// <summary>Thresholds for the depth of a contact: parts of the commissioned baseline.</summary>
        public static readonly double[] ContactDepths = Steps(0.02, 0.6, 30);

        /// <summary>Thresholds for the surface depletion while the current exceeds J*.</summary>
        public static readonly double[] Depletions = Steps(0.2, 1, 33);

        /// <summary>Thresholds for a collapse of the layer's voltage within two samples: parts of the commissioned baseline.</summary>
        public static readonly double[] Collapses = Steps(0.04, 0.96, 24);

        /// <summary>Thresholds for a collapse of the cell's voltage: parts of what it was a moment ago.</summary>
        public static readonly double[] CellCollapses = Steps(0.04, 0.96, 24);

        /// <summary>How many independent signs make a soft short.</summary>
        public static readonly double[] Signs = { 1, 2 };

        /// <summary>Ascending thresholds are passed one after another: the highest that the score has reached moves on.</summary>
        public void Add(double score, long atMicroseconds)
        {
            while (_passed < _thresholds.Length && score >= _thresholds[_passed])
            {
                _crossed[_passed++] = atMicroseconds;
            }
        }

        /// <summary>When a threshold was first crossed, virtual microseconds; null: never.</summary>
        public long? At(int index)
        {
            return _crossed[index] < 0 ? null : _crossed[index];
        }

        private static double[] Steps(double low, double high, int count)
        {
            double[] steps = new double[count];
            for (int i = 0; i < count; i++)
            {
                steps[i] = System.Math.Round(low + ((high - low) * i / (count - 1)), 6);
            }

            return steps;
        }
    }
}
