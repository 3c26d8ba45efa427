using System;
using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// A measured electrolyte: salt diffusivity and cation transference number over concentration and temperature. Beyond
    /// what was measured the properties are frozen at the last concentration.
    /// </summary>
    internal sealed class ElectrolytePreset
    {
        private const double GasConstant = 8.314462618;
        private const double ReferenceKelvin = 298.15;
        private const double ZeroCelsius = 273.15;

        // NaPF6 in EC:PC at 25 C: mol/m3 and 1e-11 m2/s, read off the paper's figure by PyBaMM's Chayambuka2022.
        private static readonly double[] SodiumConcentrations =
        {
            1.131153, 124.121064, 249.37328, 387.618465, 538.734332, 741.699786, 1013.696117, 1272.69948, 1514.27698, 1811.953531, 2113.940691, 2320.97218, 2471.904616,
        };

        private static readonly double[] SodiumDiffusivities = { 4.14, 3.87, 3.62, 3.33, 3.11, 2.81, 2.49, 2.25, 2.14, 1.99, 1.86, 1.79, 1.76 };

        private static readonly ElectrolytePreset[] Known =
        {
            new ElectrolytePreset("valoen-2005", "LiPF6 in a carbonate blend", -10, 60, 2500, Valoen, (_, _) => 0.38,
                "L. O. Valoen, J. N. Reimers, J. Electrochem. Soc. 152 (2005) A882"),
            new ElectrolytePreset("landesfeind-2019", "LiPF6 in EC:EMC 3:7", -10, 60, 2500, Landesfeind, LandesfeindTransference,
                "J. Landesfeind, H. A. Gasteiger, J. Electrochem. Soc. 166 (2019) A3079"),
            new ElectrolytePreset("nyman-2008", "LiPF6 in EC:EMC 3:7", -10, 60, 2200, Nyman, (_, _) => 0.2594,
                "A. Nyman, M. Behm, G. Lindbergh, Electrochim. Acta 53 (2008) 6356; temperature: 17 kJ/mol as in PyBaMM's OKane2022"),
            new ElectrolytePreset("capiglia-1999", "LiPF6 in EC:DMC", -10, 60, 2500, Capiglia, (_, _) => 0.4,
                "C. Capiglia et al., J. Power Sources 81 (1999) 859, in the form of Dualfoil; temperature: 37.04 kJ/mol as in PyBaMM's Marquis2019"),
            new ElectrolytePreset("chayambuka-2022", "NaPF6 in EC:PC", 25, 25, 2500, Chayambuka, (_, _) => 0.45,
                "K. Chayambuka et al., Electrochim. Acta 404 (2022) 139726; at 25 C only"),
        };

        private readonly Func<double, double, double> _diffusivity;
        private readonly Func<double, double, double> _transference;

        private ElectrolytePreset(
            string name,
            string salt,
            double coldest_C,
            double hottest_C,
            double frozenAbove_mol_m3,
            Func<double, double, double> diffusivity,
            Func<double, double, double> transference,
            string source)
        {
            Name = name;
            Salt = salt;
            Coldest_C = coldest_C;
            Hottest_C = hottest_C;
            FrozenAbove_mol_m3 = frozenAbove_mol_m3;
            Source = source;
            _diffusivity = diffusivity;
            _transference = transference;
        }

        public static IReadOnlyList<ElectrolytePreset> All
        {
            get { return Known; }
        }

        public string Name { get; }

        public string Salt { get; }

        public string Source { get; }

        public double Coldest_C { get; }

        public double Hottest_C { get; }

        /// <summary>Highest concentration of the measurements, mol/m3.</summary>
        public double FrozenAbove_mol_m3 { get; }

        /// <summary>The preset of this name, or null.</summary>
        public static ElectrolytePreset Find(string name)
        {
            return Known.FirstOrDefault(preset => preset.Name == name);
        }

        /// <summary>Salt diffusivity of the free electrolyte, m2/s, at a concentration in mol/m3.</summary>
        public double Diffusivity(double concentration, double celsius)
        {
            return _diffusivity(Bounded(concentration), celsius + ZeroCelsius);
        }

        /// <summary>Cation transference number; below 0 in the cold (Landesfeind and Gasteiger).</summary>
        public double Transference(double concentration, double celsius)
        {
            return _transference(Bounded(concentration), celsius + ZeroCelsius);
        }

        // mol/L, between nothing and the last measurement.
        private double Bounded(double concentration)
        {
            return Math.Clamp(concentration, 0, FrozenAbove_mol_m3) * 1e-3;
        }

        // The paper's exponent is a decadic one.
        private static double Valoen(double c, double kelvin)
        {
            return 1e-4 * Math.Pow(10, -4.43 - (54 / (kelvin - 229 - (5 * c))) - (0.22 * c));
        }

        private static double Landesfeind(double c, double kelvin)
        {
            return 1.01e-7 * Math.Exp(1.01 * c) * Math.Exp(-1560 / kelvin) * Math.Exp(-487 * c / kelvin);
        }

        private static double LandesfeindTransference(double c, double kelvin)
        {
            return -12.8 - (6.12 * c) + (0.0821 * kelvin) + (0.904 * c * c) + (0.0318 * c * kelvin) - (1.27e-4 * kelvin * kelvin)
                + (0.0175 * c * c * c) - (3.12e-3 * c * c * kelvin) - (3.96e-5 * c * kelvin * kelvin);
        }

        private static double Nyman(double c, double kelvin)
        {
            return ((8.794e-11 * c * c) - (3.972e-10 * c) + 4.862e-10) * Arrhenius(17000, kelvin);
        }

        private static double Capiglia(double c, double kelvin)
        {
            return 5.34e-10 * Math.Exp(-0.65 * c) * Arrhenius(37040, kelvin);
        }

        private static double Chayambuka(double c, double kelvin)
        {
            double concentration = c * 1e3;
            int last = SodiumConcentrations.Length - 1;
            int i = 1;
            while (i < last && SodiumConcentrations[i] < concentration)
            {
                i++;
            }

            // Outside the points: the nearest one's value.
            double part = (concentration - SodiumConcentrations[i - 1]) / (SodiumConcentrations[i] - SodiumConcentrations[i - 1]);
            part = Math.Clamp(part, 0, 1);
            return 1e-11 * (SodiumDiffusivities[i - 1] + (part * (SodiumDiffusivities[i] - SodiumDiffusivities[i - 1])));
        }

        private static double Arrhenius(double activation_J_mol, double kelvin)
        {
            return Math.Exp(activation_J_mol / GasConstant * ((1 / ReferenceKelvin) - (1 / kelvin)));
        }
    }
}
