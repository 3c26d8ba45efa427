namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>A stretch of a recording in which charge flowed one way.</summary>
    internal sealed class HalfCycle
    {
        /// <summary>A fall by so much between two rows of one current is no discharge, uV.</summary>
        private const long CollapseMicrovolts = 1000000;

        private long _lastMicrovolts;

        public HalfCycle(int direction)
        {
            Direction = direction;
        }

        /// <summary>1 charging, -1 discharging.</summary>
        public int Direction { get; }

        public long Rows { get; private set; }

        /// <summary>The voltage collapsed under it: where it ended was nobody's purpose.</summary>
        public bool Collapsed { get; private set; }

        /// <summary>Charge that flowed, mAh, positive.</summary>
        public double Charge_mAh { get; private set; }

        /// <summary>Time with current, s.</summary>
        public double Duration_s { get; private set; }

        /// <summary>Lowest voltage under this current, uV.</summary>
        public long LowestMicrovolts { get; private set; } = long.MaxValue;

        /// <summary>Highest voltage under this current, uV.</summary>
        public long HighestMicrovolts { get; private set; } = long.MinValue;

        /// <summary>Takes a row of it.</summary>
        public void Add(long microvolts, long nanoamperes, long microseconds)
        {
            Collapsed |= Rows > 0 && _lastMicrovolts - microvolts > CollapseMicrovolts;
            _lastMicrovolts = microvolts;
            Rows++;
            Charge_mAh += (double)nanoamperes * Direction * microseconds / 3.6e15;
            Duration_s += microseconds / 1e6;
            LowestMicrovolts = System.Math.Min(LowestMicrovolts, microvolts);
            HighestMicrovolts = System.Math.Max(HighestMicrovolts, microvolts);
        }
    }
}
