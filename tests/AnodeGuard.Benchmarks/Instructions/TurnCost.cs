namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>What one turn of the safety thread cost, or several together: everything from one start of the safety loop to the next.</summary>
    internal sealed class TurnCost
    {
        /// <summary>Instructions of the core, <c>Guard.Step</c>.</summary>
        public long Core { get; private set; }

        /// <summary>Drivers and calibration, without waiting for a converter.</summary>
        public long Sampling { get; private set; }

        /// <summary>The flight recorder.</summary>
        public long Recorder { get; private set; }

        /// <summary>Everything else: scheduler, acting, telling, what uses the FRAM.</summary>
        public long Rest { get; private set; }

        /// <summary>Managed code of the platform's own packages.</summary>
        public long Platform { get; private set; }

        /// <summary>Native calls that drive a pin or a bus.</summary>
        public long NativeCalls { get; private set; }

        /// <summary>It was a decision turn.</summary>
        public bool IsDecision { get; private set; }

        /// <summary>Instructions of application and drivers.</summary>
        public long AppAndDrivers
        {
            get { return Sampling + Recorder + Rest; }
        }

        /// <summary>Instructions of the firmware.</summary>
        public long All
        {
            get { return Core + AppAndDrivers; }
        }

        /// <summary>What the counters hold.</summary>
        public static TurnCost Now()
        {
            long waiting = InstructionCounter.Waiting;
            return new TurnCost
            {
                Core = InstructionCounter.Core,
                Sampling = InstructionCounter.Sampling - waiting,
                Recorder = InstructionCounter.Recorder,
                Rest = InstructionCounter.Sum - InstructionCounter.Core - InstructionCounter.Sampling - InstructionCounter.Recorder,
                Platform = InstructionCounter.Platform,
                NativeCalls = InstructionCounter.NativeCalls,
                IsDecision = InstructionCounter.Cycles > 0,
            };
        }

        public void Add(TurnCost other)
        {
            Core += other.Core;
            Sampling += other.Sampling;
            Recorder += other.Recorder;
            Rest += other.Rest;
            Platform += other.Platform;
            NativeCalls += other.NativeCalls;
            IsDecision |= other.IsDecision;
        }
    }
}
