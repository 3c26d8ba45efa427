namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Which cells the board is built for.</summary>
    public enum BoardKind
    {
        /// <summary>10 milliohm shunt, over-current comparator at 5 A.</summary>
        Pouch = 0,

        /// <summary>1 ohm shunt, over-current comparator at 50 mA.</summary>
        Coin = 1,
    }

    /// <summary>Everything an emulated machine is built from. Made by <see cref="Scenario.Build"/>; change what a test needs.</summary>
    public sealed class MachineSetup
    {
        /// <summary>Seed of all noise.</summary>
        public long Seed { get; set; } = 1;

        public BoardKind Board { get; set; } = BoardKind.Coin;

        public CellDesign Cell { get; set; } = new CellDesign();

        public SenseLayerDesign Sense { get; set; } = new SenseLayerDesign();

        public DendriteDesign Dendrite { get; set; } = new DendriteDesign();

        /// <summary>What the cycler runs; null: it gives nothing.</summary>
        public CyclerProgram Program { get; set; }

        /// <summary>Played instead of the physics; null: physics.</summary>
        public ICellRecording Recording { get; set; }

        /// <summary>Virtual time at which a recording begins, microseconds: the board has proved its sense path by then.</summary>
        public long RecordingStartMicroseconds { get; set; } = 15 * VirtualClock.Second;

        /// <summary>The switch is held closed and the cycler ignores the interlock: the unprotected twin.</summary>
        public bool Unprotected { get; set; }

        /// <summary>The hardware's collapse comparator is fitted.</summary>
        public bool ComparatorEnabled { get; set; } = true;

        /// <summary>
        /// The watchdog's output reaches the chip's reset as well as the trip line. What the firmware asks of a board; revision A as drawn
        /// has the trip line alone (hardware/README.md).
        /// </summary>
        public bool WatchdogResets { get; set; } = true;

        /// <summary>Leakage of the front end's node, amperes (the whole board: about 1 pA).</summary>
        public double NodeLeakageAmperes { get; set; } = 1e-12;

        /// <summary>Temperature of the board, C.</summary>
        public double BoardCelsius { get; set; } = 30;

        /// <summary>U204, the gas sensor, is fitted. The settings have to say so as well: device.gas_sensor.</summary>
        public bool GasSensor { get; set; }

        /// <summary>Free volume of the housing that the cell would vent into, litres.</summary>
        public double HousingLitres { get; set; } = 1;

        /// <summary>The settings document that suits this cell, JSON.</summary>
        public string SettingsJson { get; set; } = "{}";

        /// <summary>
        /// What the firmware finds free on the managed heap when it starts, bytes. A module with 2 MB of PSRAM; the figure is
        /// round, and nobody has measured it.
        /// </summary>
        public uint FreeMemoryBytes { get; set; } = 1_900_000;

        /// <summary>What the FRAM holds when the board is first switched on; shorter than the chip, the rest is zeros.</summary>
        public byte[] Fram { get; set; } = System.Array.Empty<byte>();

        /// <summary>What managed code costs on the chip; null: nothing, as in a run that is about the cell.</summary>
        public InterpreterCosts Interpreter { get; set; }

        /// <summary>Called with the new machine before it runs: puts the scenario's faults in.</summary>
        public System.Action<EmulatedMachine> Prepare { get; set; }

        /// <summary>Why this run is what it is, one line, with the seed's values.</summary>
        public string Description { get; set; } = "";
    }

    /// <summary>A protocol for the cycler.</summary>
    /// <param name="StartSeconds">Virtual time before which it gives nothing.</param>
    /// <param name="Steps">At least one.</param>
    /// <param name="LoopFrom">Step to go on with after the last.</param>
    public sealed record CyclerProgram(double StartSeconds, CyclerStep[] Steps, int LoopFrom = 0);
}
