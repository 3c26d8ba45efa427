namespace AnodeGuard.Hal.Emulated
{
    /// <summary>The wire from the Cu layer to the board.</summary>
    public enum SenseLead
    {
        Intact = 0,

        /// <summary>Open at the board's connector: nothing but the node's own capacitance is left.</summary>
        OpenAtConnector = 1,

        /// <summary>Open at the cell: the cable still hangs on the node.</summary>
        OpenAtCell = 2,
    }

    /// <summary>What TST_A1:A0 selects behind the 100 Mohm resistor.</summary>
    public enum InjectorDrive
    {
        /// <summary>The follower's own output: no current.</summary>
        Bootstrapped = 0,

        PullDown = 1,

        PullUp = 2,
    }

    /// <summary>Everything that decides how the sense chain behaves from now on; constant during a segment.</summary>
    internal sealed class SenseWiring
    {
        public bool RelayClosed;
        public InjectorDrive Drive;
        public SenseLead Lead;

        /// <summary>Conductance from the electrode's terminal to the anode: filament, shorted lead. Siemens.</summary>
        public double AnodeSiemens;

        /// <summary>Conductance from the electrode's terminal to the cathode, siemens.</summary>
        public double CathodeSiemens;

        /// <summary>Cell voltage, volts.</summary>
        public double CathodeVolts;

        /// <summary>Potential the Cu layer goes to by itself, volts.</summary>
        public double EquilibriumVolts;

        /// <summary>Lift of the middle of the gap by the current, volts.</summary>
        public double ShiftVolts;

        /// <summary>Leakage of the electrode's side to the anode, amperes.</summary>
        public double ElectrodeLeakage;

        /// <summary>Leakage of the node behind the relay to ground, amperes.</summary>
        public double NodeLeakage;
    }
}
