using System.Diagnostics.CodeAnalysis;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// Where counted assemblies add up what they do. Public fields, for other assemblies write them; a copy of this class of its own
    /// stands in each context that <see cref="CountedContext"/> makes.
    /// </summary>
    [SuppressMessage("Usage", "CA2211", Justification = "The instructions that a counted assembly is given write to them.")]
    public static class InstructionCounter
    {
        /// <summary>Instructions of the firmware's own code.</summary>
        public static long Sum;

        /// <summary>Of them under <see cref="AnodeGuard.Core.Guard.Step"/>, called by the safety loop.</summary>
        public static long Core;

        /// <summary>Of them under the measurement's calls of the safety loop: drivers, calibration.</summary>
        public static long Sampling;

        /// <summary>Of them under the flight recorder's call of the safety loop.</summary>
        public static long Recorder;

        /// <summary>Of them spent looking at the clock until a converter has settled: fewer where the rest takes its time.</summary>
        public static long Waiting;

        /// <summary>Instructions of the managed code that the platform's packages run around pins, buses and clock.</summary>
        public static long Platform;

        /// <summary>Native calls that drive a pin or a bus.</summary>
        public static long NativeCalls;

        /// <summary>Decision turns.</summary>
        public static long Cycles;
    }
}
