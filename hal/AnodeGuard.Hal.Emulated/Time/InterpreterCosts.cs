namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// What managed code costs on the chip, microseconds. From instructions counted on the real interpreter (a 32-bit build
    /// on a PC) at 15.5 ns each: the slow end of what one public figure gives for an ESP32 at 240 MHz (an empty loop
    /// iteration of 296 instructions takes 1.5 to 4.6 us). Extrapolated, not measured on a chip, and meant to be too much.
    /// </summary>
    public sealed class InterpreterCosts
    {
        /// <summary>
        /// A turn of the safety thread, all of it counted between samples and switch: 153,000 instructions of core, drivers and loop in the
        /// hard case, 20,000 of the platform's packages (firmware/README.md, budgets).
        /// </summary>
        public int FastTurn { get; set; } = 2_700;

        /// <summary>What a decision turn costs more: 189,000 instructions, and 132,000 of the platform's packages.</summary>
        public int DecisionTurn { get; set; } = 5_000;

        /// <summary>A turn of the reporting job that has little to say (assumed: 200,000 instructions).</summary>
        public int ReportTurn { get; set; } = 3_000;

        /// <summary>A message written and handed to the client: some 1,000 characters through the writer (assumed: 2.5 million instructions).</summary>
        public int Message { get; set; } = 40_000;

        /// <summary>
        /// A collection of the heap, which stops everything; 0: none. No figure is published for this interpreter. Others on
        /// these chips take 20 to 30 ms, and 70 ms where they walk through 8 MB of PSRAM (MicroPython pull request 15620,
        /// Tasmota pull request 25044).
        /// </summary>
        public int Collection { get; set; }

        /// <summary>From one collection to the next.</summary>
        public int CollectionPeriod { get; set; } = 1_000_000;
    }
}
