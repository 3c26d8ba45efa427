using System;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>How far a voltage rose and fell without a jump of the current in between: more than noise can.</summary>
    internal sealed class SustainedSwing
    {
        private const long TellingMicrovolts = 100000;

        private long _peak = long.MinValue;
        private long _trough = long.MaxValue;

        /// <summary>Largest rise above an earlier low, uV.</summary>
        public long LargestRise { get; private set; }

        /// <summary>Largest fall below an earlier high, uV.</summary>
        public long LargestFall { get; private set; }

        /// <summary>It rose and it fell, both by far more than noise and by amounts of one order.</summary>
        public bool GoesBothWays
        {
            get
            {
                long smaller = Math.Min(LargestRise, LargestFall);
                return smaller > TellingMicrovolts && smaller > Math.Max(LargestRise, LargestFall) / 4;
            }
        }

        /// <summary>A jump of the current: what came before says nothing about what follows.</summary>
        public void Restart(long microvolts)
        {
            _peak = microvolts;
            _trough = microvolts;
        }

        /// <summary>Takes a voltage.</summary>
        public void See(long microvolts)
        {
            _peak = Math.Max(_peak, microvolts);
            _trough = Math.Min(_trough, microvolts);
            LargestRise = Math.Max(LargestRise, microvolts - _trough);
            LargestFall = Math.Max(LargestFall, _peak - microvolts);
        }
    }
}
