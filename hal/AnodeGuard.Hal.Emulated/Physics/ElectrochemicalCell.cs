using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// A metal-anode cell: open-circuit voltage, overpotentials (asinh kinetics, ohmic, concentration), salt transport,
    /// temperature. Currents are positive when charging.
    /// </summary>
    public sealed class ElectrochemicalCell
    {
        // Exchange current density of lithium metal: i0 = k F c_Li^0.7 c_e^0.3 with k = 3.5e-8 (mol, m, s) and
        // c_Li = 1/(1.3e-5 m3/mol): S. Xu et al., J. Electrochem. Soc. 166 (2019) A3456, as given in PyBaMM's Xu2019.
        private const double MetalRateConstant = 3.5e-8;
        private const double MetalConcentration = 1 / 1.3e-5;
        private const double KineticActivation = 30000;

        // Below this the salt at a surface counts as used up: the voltage then rises by a steep straight line instead of
        // going to infinity, and the cycler's voltage limit takes over.
        private const double DepletedFraction = 1e-3;
        private const double DepletedVoltsPerUnit = 200;

        // A shutdown separator's resistance rises a thousandfold and more (transport-and-detection, 1.4 and 4.3).
        private const double ShutdownRatio = 1e4;
        private const double ShutdownKelvin = 0.7;

        // Nuclei are there after so many of the charges that make them, and are gone once as much was stripped; below a
        // tenth of a mA/cm2 their overpotential fades with the current.
        private const double NucleiFull = 8;
        private const double NucleationScale = 1;

        private readonly CellDesign _design;
        private readonly double _halfGapOverConductivityFactor;
        private double _openCircuit;
        private double _kelvin;
        private double _anodeConcentration;
        private double _anodeSlope;
        private double _cathodeConcentration;
        private double _cathodeSlope;
        private double _halfOhmicPerCurrent;
        private double _metalExchange;
        private double _cathodeExchange;
        private double _thermalVoltage;
        private double _diffusionVolts;
        private double _rootSlope;
        private double _nuclei;
        private double _closed;

        /// <summary>A cell at rest.</summary>
        public ElectrochemicalCell(CellDesign design)
        {
            _design = design;
            _halfGapOverConductivityFactor = 0.5 * design.Gap.Metres / design.Gap.TransportFactor;
            Transport = new SaltTransport(design.Electrolyte, design.Gap);
            StateOfCharge = design.InitialStateOfCharge;
            _kelvin = design.AmbientCelsius + PhysicalConstants.ZeroCelsius;
            Refresh();
        }

        /// <summary>The salt in the gap.</summary>
        public SaltTransport Transport { get; }

        /// <summary>0 to 1.</summary>
        public double StateOfCharge { get; private set; }

        /// <summary>Temperature, C.</summary>
        public double Celsius
        {
            get { return _kelvin - PhysicalConstants.ZeroCelsius; }
        }

        /// <summary>Charge plated on the anode since the beginning, coulombs, stripping not subtracted.</summary>
        public double PlatedCoulombs { get; private set; }

        /// <summary>What the cell does besides working: nothing, unless somebody says so.</summary>
        public CellAgeing Ageing { get; } = new CellAgeing();

        /// <summary>Added to the temperature of the surroundings, K: an oven, a fire next door.</summary>
        public double AmbientRise { get; set; }

        /// <summary>The separator's pores close for good from here on, C; infinity: it is none of these.</summary>
        public double ShutdownCelsius { get; set; } = double.PositiveInfinity;

        /// <summary>Fraction by which the salt at the anode's surface is used up, signed; 1 is depletion.</summary>
        public double SurfaceDepletion(double amperes)
        {
            return 1 - ((_anodeConcentration - (_anodeSlope * amperes / _design.Area)) / _design.Electrolyte.Concentration);
        }

        /// <summary>Voltage at the terminals under a current through the cell itself, volts, in its first moment.</summary>
        public double Voltage(double amperes)
        {
            double j = amperes / _design.Area;
            return Voltage(amperes, _anodeConcentration - (_anodeSlope * j), _cathodeConcentration + (_cathodeSlope * j));
        }

        /// <summary>
        /// The same at the end of a step with another current than before, as far as it matters: the surfaces follow a
        /// change of current with the square root of time (Cottrell). Whoever chooses a current to meet a voltage has to
        /// look ahead like this, or the two chase each other from step to step.
        /// </summary>
        public double VoltageAhead(double amperes, double amperesBefore, double stepSeconds)
        {
            double j = amperes / _design.Area;
            double before = amperesBefore / _design.Area;
            double slope = Math.Max(_rootSlope * Math.Sqrt(stepSeconds), Math.Max(_anodeSlope, _cathodeSlope));
            double anode = _anodeConcentration - (_anodeSlope * before) - (slope * (j - before));
            double cathode = _cathodeConcentration + (_cathodeSlope * before) + (slope * (j - before));
            return Voltage(amperes, anode, cathode);
        }

        /// <summary>
        /// How much the current lifts the potential of the middle of the gap above the anode, volts: the anode's own
        /// overpotential, half the ohmic drop, and the concentration between surface and middle.
        /// </summary>
        public double MiddleShift(double amperes)
        {
            double j = amperes / _design.Area;
            double anode = _anodeConcentration - (_anodeSlope * j);
            return MetalOverpotential(j, anode) + Nucleation(j) + (j * _halfOhmicPerCurrent) + Beyond(anode) + (amperes * Ageing.Ohms(amperes))
                + (_diffusionVolts * Math.Log(Floor(Transport.MiddleConcentration) / Floor(anode)));
        }

        /// <summary>Moves on by a step with constant currents.</summary>
        /// <param name="endSeconds">Virtual time at the step's end.</param>
        /// <param name="stepSeconds">Its length.</param>
        /// <param name="amperes">Through the electrodes.</param>
        /// <param name="extraWatts">Heat from elsewhere (an internal short).</param>
        public void Advance(double endSeconds, double stepSeconds, double amperes, double extraWatts)
        {
            double heat = extraWatts + (amperes * (Voltage(amperes) - _openCircuit));
            Transport.Advance(stepSeconds, amperes / _design.Area, _kelvin);
            StateOfCharge += (amperes > 0 ? amperes * (1 - Ageing.LostShare) : amperes) * stepSeconds / _design.Capacity;
            Ageing.Advance(Math.Abs(amperes) * stepSeconds);
            PlatedCoulombs += Math.Max(amperes, 0) * stepSeconds;
            _nuclei = Math.Clamp(_nuclei + (amperes * stepSeconds / (_design.Area * _design.NucleationCoulombsPerArea)), 0, NucleiFull);
            double day = Math.Sin((endSeconds * (2 * Math.PI / 86400)) + _design.AmbientPhase);
            double target = _design.AmbientCelsius + AmbientRise + PhysicalConstants.ZeroCelsius + (_design.AmbientSwing * day) + (heat / _design.HeatTransfer);
            _kelvin += (target - _kelvin) * -Expm1(-stepSeconds * _design.HeatTransfer / _design.HeatCapacity);
            _kelvin = Math.Min(_kelvin, 1000);
            Refresh();
        }

        private double Voltage(double amperes, double anode, double cathode)
        {
            double j = amperes / _design.Area;
            double v = _openCircuit + (amperes * (_design.SeriesOhms + Ageing.Ohms(amperes))) + (2 * j * _halfOhmicPerCurrent);
            v += (_diffusionVolts * Math.Log(Floor(cathode) / Floor(anode))) + Beyond(anode) - Beyond(cathode);
            v += MetalOverpotential(j, anode) + Nucleation(j);
            v += _design.Symmetric
                ? MetalOverpotential(j, cathode)
                : 2 * _thermalVoltage * Math.Asinh(j / (2 * _cathodeExchange));
            return v;
        }

        private static double Expm1(double x)
        {
            return Math.Abs(x) < 1e-5 ? x * (1 + (0.5 * x)) : Math.Exp(x) - 1;
        }

        // Everything of the voltage that does not depend on the current of the instant.
        private void Refresh()
        {
            Electrolyte electrolyte = _design.Electrolyte;
            const double Probe = 1;
            _anodeConcentration = Transport.AnodeSurfaceConcentration(0, _kelvin);
            _anodeSlope = _anodeConcentration - Transport.AnodeSurfaceConcentration(Probe, _kelvin);
            _cathodeConcentration = Transport.CathodeSurfaceConcentration(0, _kelvin);
            _cathodeSlope = Transport.CathodeSurfaceConcentration(Probe, _kelvin) - _cathodeConcentration;
            _halfOhmicPerCurrent = _halfGapOverConductivityFactor / electrolyte.Conductivity(electrolyte.Concentration, _kelvin) * Closure();
            _thermalVoltage = PhysicalConstants.ThermalVoltage(_kelvin);
            _diffusionVolts = 2 * _thermalVoltage * (1 - electrolyte.TransferenceNumber);
            double diffusivity = electrolyte.Diffusivity(electrolyte.Concentration, _kelvin) * _design.Gap.TransportFactor * _design.Gap.Porosity;
            _rootSlope = 2 * (1 - electrolyte.TransferenceNumber) / (PhysicalConstants.Faraday * Math.Sqrt(Math.PI * diffusivity));
            double kinetics = Electrolyte.Arrhenius(KineticActivation, _kelvin);
            _metalExchange = MetalRateConstant * PhysicalConstants.Faraday * Math.Pow(MetalConcentration, 0.7)
                * Math.Pow(electrolyte.Concentration, 0.3) * kinetics;
            _cathodeExchange = _design.CathodeExchangeCurrentDensity * kinetics;
            _openCircuit = _design.Symmetric ? 0 : CathodeCurve.Nmc811(StateOfCharge);
        }

        // Within some 3 K the pores of a melting layer close; they do not open again.
        private double Closure()
        {
            _closed = Math.Max(_closed, 1 / (1 + Math.Exp((ShutdownCelsius - Celsius) / ShutdownKelvin)));
            return 1 + (_closed * ShutdownRatio);
        }

        private double MetalOverpotential(double currentDensity, double surfaceConcentration)
        {
            double relative = Math.Pow(Floor(surfaceConcentration) / _design.Electrolyte.Concentration, 0.3);
            return 2 * _thermalVoltage * Math.Asinh(currentDensity / (2 * _metalExchange * relative));
        }

        // An electrode that metal covers needs none.
        private double Nucleation(double currentDensity)
        {
            return currentDensity > 0 && _design.NucleationVolts > 0
                ? _design.NucleationVolts * Math.Exp(-_nuclei) * Math.Tanh(currentDensity / NucleationScale)
                : 0;
        }

        private double Floor(double concentration)
        {
            return Math.Max(concentration, DepletedFraction * _design.Electrolyte.Concentration);
        }

        private double Beyond(double concentration)
        {
            double missing = DepletedFraction - (concentration / _design.Electrolyte.Concentration);
            return missing > 0 ? missing * DepletedVoltsPerUnit : 0;
        }
    }
}
