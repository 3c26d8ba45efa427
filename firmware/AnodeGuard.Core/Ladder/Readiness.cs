namespace AnodeGuard.Core
{
    /// <summary>
    /// When the guard may say more than "not ready": enough valid decision cycles, a sense path that has proved itself,
    /// and nothing wrong that forbids closing the switch. Once ready it stays so until a restart. Where there is no
    /// switch (a recording) there is nothing to wait for but the sense path.
    /// </summary>
    public sealed class Readiness
    {
        private readonly int _fewestCycles;

        /// <summary>Demands so many cycles.</summary>
        public Readiness(int fewestCycles)
        {
            _fewestCycles = fewestCycles;
        }

        /// <summary>Valid decision cycles since start.</summary>
        public long Cycles;

        /// <summary>The guard is ready.</summary>
        public bool IsReady;

        /// <summary>Before the faults are judged: without a switch the very first row counts.</summary>
        public void JudgeWithoutSwitch(bool switchFitted, bool senseReady)
        {
            if (!switchFitted && senseReady)
            {
                IsReady = true;
            }
        }

        /// <summary>After the faults were judged.</summary>
        public void Judge(bool senseReady, bool clear)
        {
            if (senseReady && clear && Cycles >= _fewestCycles)
            {
                IsReady = true;
            }
        }
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            Cycles = image.Number(Cycles);
            IsReady = image.Flag(IsReady);
        }
    }
}
