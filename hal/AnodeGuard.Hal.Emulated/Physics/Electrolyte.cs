using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// A binary 1:1 electrolyte: what it conducts, how fast its salt spreads. SI units throughout: mol/m3, m2/s, S/m, K.
    /// </summary>
    public sealed class Electrolyte
    {
        private const double ReferenceKelvin = 298.15;

        private readonly double _diffusivity;
        private readonly double _diffusionActivation;
        private readonly double _conductivity;
        private readonly bool _valoen;

        private Electrolyte(
            string name, double concentration, double transference, double diffusivity, double diffusionActivation, double conductivity, bool valoen)
        {
            Name = name;
            Concentration = concentration;
            TransferenceNumber = transference;
            _diffusivity = diffusivity;
            _diffusionActivation = diffusionActivation;
            _conductivity = conductivity;
            _valoen = valoen;
        }

        public string Name { get; }

        /// <summary>Salt concentration at rest, mol/m3.</summary>
        public double Concentration { get; }

        /// <summary>Cation transference number t+; the anion's is 1 - t+.</summary>
        public double TransferenceNumber { get; }

        /// <summary>True when the diffusivity does not depend on concentration.</summary>
        public bool IsLinear
        {
            get { return !_valoen; }
        }

        /// <summary>
        /// Constant properties: the textbook electrolyte for which exact solutions exist.
        /// </summary>
        /// <param name="diffusivity">At 25 C, m2/s.</param>
        /// <param name="concentration">mol/m3.</param>
        /// <param name="transference">t+.</param>
        /// <param name="activation">Activation energy of diffusion and conduction, J/mol.</param>
        /// <param name="conductivity">At 25 C, S/m.</param>
        public static Electrolyte Constant(
            double diffusivity, double concentration, double transference, double activation = 17000, double conductivity = 1.1)
        {
            if (!(diffusivity > 0) || !(concentration > 0) || !(transference < 0.95) || !(conductivity > 0))
            {
                throw new ArgumentException("diffusivity, concentration and conductivity must be above 0 and t+ below 0.95");
            }

            return new Electrolyte("constant", concentration, transference, diffusivity, activation, conductivity, false);
        }

        /// <summary>
        /// LiPF6 in a carbonate blend, 1 mol/L, with a diffusivity that falls with concentration: L. O. Valoen,
        /// J. N. Reimers, J. Electrochem. Soc. 152 (2005) A882 (decadic exponent; t+ = 0.38).
        /// </summary>
        public static Electrolyte Valoen2005()
        {
            return new Electrolyte("LiPF6 carbonate (Valoen 2005)", 1000, 0.38, 0, 0, 0, true);
        }

        /// <summary>Free diffusivity, m2/s.</summary>
        /// <param name="concentration">mol/m3; below 0 it is taken for 0, above 2500 for 2500 (beyond the measurements).</param>
        /// <param name="kelvin">Temperature.</param>
        public double Diffusivity(double concentration, double kelvin)
        {
            if (!_valoen)
            {
                return _diffusivity * Arrhenius(_diffusionActivation, kelvin);
            }

            double c = Math.Clamp(concentration, 0, 2500) * 1e-3;
            double exponent = -4.43 - (54.0 / (kelvin - 229.0 - (5.0 * c))) - (0.22 * c);
            return 1e-4 * Math.Exp(Math.Log(10) * exponent);
        }

        /// <summary>Free conductivity, S/m.</summary>
        public double Conductivity(double concentration, double kelvin)
        {
            if (!_valoen)
            {
                return _conductivity * Arrhenius(_diffusionActivation, kelvin);
            }

            double c = Math.Clamp(concentration, 1, 2500) * 1e-3;
            double t = kelvin;
            double root = -10.5 + (0.0740 * t) - (6.96e-5 * t * t)
                + (c * (0.668 - (0.0178 * t) + (2.80e-5 * t * t)))
                + (c * c * (0.494 - (8.86e-4 * t)));
            return 0.1 * c * root * root;
        }

        /// <summary>Exponential activation against 25 C.</summary>
        public static double Arrhenius(double activationJoulesPerMole, double kelvin)
        {
            return Math.Exp(activationJoulesPerMole / PhysicalConstants.GasConstant * ((1.0 / ReferenceKelvin) - (1.0 / kelvin)));
        }
    }
}
