namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What a cell is made of. SI units.</summary>
    public sealed class CellDesign
    {
        /// <summary>Geometric electrode area, m2.</summary>
        public double Area { get; init; } = 2.5e-4;

        /// <summary>The trilayer separator (or a plain gap) as a whole; the Cu layer lies in its middle.</summary>
        public Gap Gap { get; init; } = new Gap(50e-6, 0.39);

        public Electrolyte Electrolyte { get; init; } = Electrolyte.Constant(3.0e-10, 1000, 0.38);

        /// <summary>Capacity of the cathode, coulombs.</summary>
        public double Capacity { get; init; } = 36.0;

        /// <summary>State of charge at the beginning, 0 to 1.</summary>
        public double InitialStateOfCharge { get; init; } = 0.3;

        /// <summary>Metal on both sides: no open-circuit voltage, no end of charge.</summary>
        public bool Symmetric { get; init; }

        /// <summary>Tabs, collectors and contacts, ohms.</summary>
        public double SeriesOhms { get; init; } = 0.2;

        /// <summary>Exchange current density of the cathode on the geometric area, A/m2 (an assumption: 13 ohm cm2 at 25 C).</summary>
        public double CathodeExchangeCurrentDensity { get; init; } = 20;

        /// <summary>
        /// What plating on an anode without nuclei takes beyond its plateau, volts; 0: metal covers it already. Of a bare
        /// host tens of millivolts (transport-and-detection, 1.4).
        /// </summary>
        public double NucleationVolts { get; init; }

        /// <summary>Charge after which that has fallen to 1/e, C/m2: 0.01 mAh/cm2, an assumption.</summary>
        public double NucleationCoulombsPerArea { get; init; } = 360;

        /// <summary>Heat capacity, J/K.</summary>
        public double HeatCapacity { get; init; } = 4;

        /// <summary>Heat given to the surroundings, W/K.</summary>
        public double HeatTransfer { get; init; } = 0.02;

        /// <summary>Mean temperature of the surroundings, C.</summary>
        public double AmbientCelsius { get; init; } = 25;

        /// <summary>Half the daily swing of the surroundings, K.</summary>
        public double AmbientSwing { get; init; }

        /// <summary>Where in the day the run begins, radians.</summary>
        public double AmbientPhase { get; init; }

        /// <summary>Current that the board itself draws from the cell: VBUS input (1 Mohm) and bipolar divider, about 5.4 uA at 4.2 V (hardware/sim/limits.json).</summary>
        public double BoardLoadSiemens { get; init; } = 1.3e-6;
    }

    /// <summary>The Cu layer. What no source gives is marked as assumed; see transport-and-detection, 4.2.</summary>
    public sealed class SenseLayerDesign
    {
        /// <summary>Double layer, F/m2: 20 uF/cm2, assumed.</summary>
        public double FaradsPerArea { get; init; } = 0.2;

        /// <summary>Open-circuit potential against the anode, volts: about 3 V, assumed.</summary>
        public double EquilibriumVolts { get; init; } = 3.0;

        /// <summary>Charge-transfer resistance that holds the layer at its potential, ohms (10 Mohm to 1 Gohm, assumed).</summary>
        public double ChargeTransferOhms { get; init; } = 1e8;

        /// <summary>Resistance in series with the double layer, ohms.</summary>
        public double SeriesOhms { get; init; } = 100;

        /// <summary>Slow wandering of the potential, half its swing in volts.</summary>
        public double DriftVolts { get; init; } = 0.01;

        /// <summary>Period of the wandering, seconds.</summary>
        public double DriftPeriod { get; init; } = 20000;

        /// <summary>Leakage of the lead to the anode, amperes.</summary>
        public double LeakageAmperes { get; init; }
    }

    /// <summary>A filament that will grow. It grows only while metal is plated on the anode.</summary>
    public sealed class DendriteDesign
    {
        /// <summary>When it begins, microseconds of virtual time; <see cref="long.MaxValue"/> for never by itself.</summary>
        public long StartMicroseconds { get; init; } = long.MaxValue;

        /// <summary>It also begins when the salt at the anode is used up (Sand's time).</summary>
        public bool StartsOnDepletion { get; init; }

        /// <summary>Current density at the tip over the mean one.</summary>
        public double LocalCurrentFactor { get; init; } = 2;

        /// <summary>Resistance from the anode over the filament to the Cu layer once it touches, ohms.</summary>
        public double ContactOhms { get; init; } = 1000;

        /// <summary>Resistance of the bridge in its first moment, ohms.</summary>
        public double FirstBridgeOhms { get; init; } = 100;

        /// <summary>Resistance the bridge collapses to, ohms.</summary>
        public double LastBridgeOhms { get; init; } = 0.5;

        /// <summary>Time constant of that collapse, seconds.</summary>
        public double CollapseSeconds { get; init; } = 2;
    }
}
