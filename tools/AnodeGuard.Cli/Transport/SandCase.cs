using System;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// One electrolyte, constant or measured, in a gap or a stack. J* comes from the steady profile with the properties'
    /// dependence on concentration; the time scale from the properties at rest. With these two numbers the linear model
    /// stays within 9 % of the nonlinear one, where the textbook's formula with the properties at rest is 26 to 64 % short.
    /// </summary>
    internal sealed class SandCase
    {
        /// <summary>What lies between the electrodes.</summary>
        public LayerStack Stack { get; init; }

        /// <summary>True where <see cref="Stack"/> is a plain gap, for which everything is known in closed form.</summary>
        public bool IsPlainGap { get; init; }

        /// <summary>Salt concentration at rest, mol/m3.</summary>
        public double Concentration_mol_m3 { get; init; }

        /// <summary>The measured electrolyte; null where the two numbers below are given instead.</summary>
        public ElectrolytePreset Electrolyte { get; init; }

        /// <summary>Temperature of the measured electrolyte, C.</summary>
        public double Temperature_C { get; init; } = 25;

        /// <summary>Diffusivity of the free electrolyte, m2/s, where no preset is used.</summary>
        public double ConstantDiffusivity_m2_s { get; init; }

        /// <summary>Cation transference number, where no preset is used.</summary>
        public double ConstantTransference { get; init; }

        /// <summary>Free diffusivity at rest, m2/s.</summary>
        public double Diffusivity_m2_s
        {
            get { return Electrolyte?.Diffusivity(Concentration_mol_m3, Temperature_C) ?? ConstantDiffusivity_m2_s; }
        }

        /// <summary>Cation transference number at rest.</summary>
        public double Transference
        {
            get { return Electrolyte?.Transference(Concentration_mol_m3, Temperature_C) ?? ConstantTransference; }
        }

        /// <summary>The same at another temperature.</summary>
        public SandCase At(double celsius)
        {
            return new SandCase
            {
                Stack = Stack,
                IsPlainGap = IsPlainGap,
                Concentration_mol_m3 = Concentration_mol_m3,
                Electrolyte = Electrolyte,
                Temperature_C = celsius,
                ConstantDiffusivity_m2_s = ConstantDiffusivity_m2_s,
                ConstantTransference = ConstantTransference,
            };
        }

        /// <summary>J* and t_D of it; null where the anions carry next to nothing.</summary>
        public SandScale Scale()
        {
            double anion = 1 - Transference;
            if (anion < SandProblem.SmallestAnionTransference)
            {
                return null;
            }

            StackModes modes = IsPlainGap ? null : new StackModes(Stack, Diffusivity_m2_s);
            Layer first = Stack.Layers[0];
            double effective = Diffusivity_m2_s * first.TransportFactor;
            double textbook = modes?.LimitingCurrentDensity(Concentration_mol_m3, anion)
                ?? 2 * SandProblem.Faraday * effective * Concentration_mol_m3 / (anion * first.Metres);
            return new SandScale
            {
                Modes = modes,
                TextbookLimitingCurrentDensity_A_m2 = textbook,
                LimitingCurrentDensity_A_m2 = Electrolyte == null ? textbook : Nonlinear(),
                DiffusionTime_s = modes?.DiffusionTime_s ?? first.Porosity * first.Metres * first.Metres / effective,
                SandFactor = Math.PI * first.Porosity * effective
                    * Square(SandProblem.Faraday * Concentration_mol_m3 / (2 * anion)) / Square(textbook),
            };
        }

        private double Nonlinear()
        {
            return new SteadyProfile(
                Stack,
                Concentration_mol_m3,
                c => Electrolyte.Diffusivity(c, Temperature_C) / (1 - Electrolyte.Transference(c, Temperature_C))).LimitingCurrentDensity();
        }

        private static double Square(double x)
        {
            return x * x;
        }
    }

    /// <summary>The two numbers a cell's depletion scales with, and how it goes.</summary>
    internal sealed class SandScale
    {
        /// <summary>J*, A/m2.</summary>
        public double LimitingCurrentDensity_A_m2 { get; init; }

        /// <summary>The same with the properties at rest everywhere.</summary>
        public double TextbookLimitingCurrentDensity_A_m2 { get; init; }

        /// <summary>t_D, s.</summary>
        public double DiffusionTime_s { get; init; }

        /// <summary>Sand's time at J = J*, s; it goes with 1/j^2.</summary>
        public double SandFactor { get; init; }

        /// <summary>Modes of a stack; null for a plain gap.</summary>
        public StackModes Modes { get; init; }

        /// <summary>Sand's time at a current density, s; null without current.</summary>
        public double? Sand_s(double currentDensity)
        {
            double j = currentDensity / LimitingCurrentDensity_A_m2;
            return j > 0 ? SandFactor / (j * j) : null;
        }

        /// <summary>Depletion time in this stack, s; null: never.</summary>
        public double? Depletion_s(double currentDensity)
        {
            double j = currentDensity / LimitingCurrentDensity_A_m2;
            return Modes == null ? FiniteGap.DepletionTheta(j) * DiffusionTime_s : Modes.DepletionTime_s(j);
        }

        /// <summary>The answer at a current density.</summary>
        public SandAnswer Answer(double currentDensity)
        {
            double j = currentDensity / LimitingCurrentDensity_A_m2;
            return new SandAnswer
            {
                Sand_s = Sand_s(currentDensity),
                LimitingCurrentDensity_A_m2 = LimitingCurrentDensity_A_m2,
                DiffusionTime_s = DiffusionTime_s,
                Depletion_s = Depletion_s(currentDensity),
                NormalizedCurrent = j,
                Regime = SandAnswer.RegimeOf(j),
            };
        }
    }
}
