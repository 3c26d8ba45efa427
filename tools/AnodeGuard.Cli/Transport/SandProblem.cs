using System;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// One electrolyte in one gap under one current: when does the salt at the plating electrode run out? Equations E1 to
    /// E3 of Wang et al., Chem 2019 (porous form): J* = 2 F D_eff c0 / (t_a L), tau = pi eps D_eff (F c0 / (2 J t_a))^2,
    /// with D_eff = D eps^b, t_a = 1 - t+ and J on the geometric area. Single-charged cations only (Li, Na, K).
    /// </summary>
    internal sealed class SandProblem
    {
        /// <summary>Faraday constant, C/mol (CODATA 2018).</summary>
        public const double Faraday = 96485.33212;

        /// <summary>Below this anion transference number the salt hardly polarises: single-ion conductors.</summary>
        public const double SmallestAnionTransference = 0.05;

        /// <summary>Salt diffusivity of the free electrolyte, m2/s.</summary>
        public double Diffusivity_m2_s { get; init; }

        /// <summary>Salt concentration, mol/m3.</summary>
        public double Concentration_mol_m3 { get; init; }

        /// <summary>Cation transference number; measured values below 0 exist.</summary>
        public double Transference { get; init; }

        /// <summary>Distance between the electrodes, m.</summary>
        public double Gap_m { get; init; }

        /// <summary>Current over geometric area, A/m2.</summary>
        public double CurrentDensity_A_m2 { get; init; }

        /// <summary>Share of the gap that is electrolyte.</summary>
        public double Porosity { get; init; } = 1;

        /// <summary>Exponent b of D_eff = D porosity^b.</summary>
        public double Bruggeman { get; init; } = 1.5;

        /// <summary>Solves it.</summary>
        public SandAnswer Solve()
        {
            double anion = 1 - Transference;
            if (anion < SmallestAnionTransference)
            {
                return SandAnswer.NotApplicable;
            }

            double effective = Diffusivity_m2_s * Math.Pow(Porosity, Bruggeman);
            double limiting = 2 * Faraday * effective * Concentration_mol_m3 / (anion * Gap_m);
            double diffusionTime = Porosity * Gap_m * Gap_m / effective;
            double j = CurrentDensity_A_m2 / limiting;
            double? theta = FiniteGap.DepletionTheta(j);
            return new SandAnswer
            {
                Sand_s = CurrentDensity_A_m2 > 0 ? SandTime(effective, anion) : null,
                LimitingCurrentDensity_A_m2 = limiting,
                DiffusionTime_s = diffusionTime,
                Depletion_s = theta * diffusionTime,
                NormalizedCurrent = j,
                Regime = RegimeOf(j),
            };
        }

        private static string RegimeOf(double j)
        {
            if (j == 0)
            {
                return "rest";
            }

            return j < 0.8 ? "sub-limiting" : j <= 1 ? "near" : "over-limiting";
        }

        private double SandTime(double effective, double anion)
        {
            double root = Faraday * Concentration_mol_m3 / (2 * CurrentDensity_A_m2 * anion);
            return Math.PI * Porosity * effective * root * root;
        }
    }

    /// <summary>Answer to a <see cref="SandProblem"/>. Null: does not exist (not applicable, never, or no current).</summary>
    internal sealed class SandAnswer
    {
        public static readonly SandAnswer NotApplicable = new SandAnswer { Regime = "not-applicable" };

        /// <summary>Sand's time: depletion in a gap without end, at any current. The real gap takes longer, or for ever.</summary>
        public double? Sand_s { get; init; }

        /// <summary>Largest current density the gap can carry in steady state.</summary>
        public double? LimitingCurrentDensity_A_m2 { get; init; }

        /// <summary>porosity L^2 / D_eff.</summary>
        public double? DiffusionTime_s { get; init; }

        /// <summary>Depletion in the real gap.</summary>
        public double? Depletion_s { get; init; }

        /// <summary>j = J / J*.</summary>
        public double? NormalizedCurrent { get; init; }

        /// <summary>rest, sub-limiting (j below 0.8), near (up to 1), over-limiting, or not-applicable.</summary>
        public string Regime { get; init; }
    }
}
