namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// What every question about depletion shares. Equations E1 to E3 of Wang et al., Chem 2019 (porous form):
    /// J* = 2 F D_eff c0 / (t_a L), tau = pi eps D_eff (F c0 / (2 J t_a))^2, with D_eff = D eps^b, t_a = 1 - t+ and J on
    /// the geometric area. Single-charged cations only (Li, Na, K).
    /// </summary>
    internal static class SandProblem
    {
        /// <summary>Faraday constant, C/mol (CODATA 2018).</summary>
        public const double Faraday = 96485.33212;

        /// <summary>Below this anion transference number the salt hardly polarises: single-ion conductors.</summary>
        public const double SmallestAnionTransference = 0.05;
    }

    /// <summary>Answer to a <see cref="SandCase"/>. Null: does not exist (not applicable, never, or no current).</summary>
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

        /// <summary>The word for a current over J*.</summary>
        public static string RegimeOf(double j)
        {
            if (j == 0)
            {
                return "rest";
            }

            return j < 0.8 ? "sub-limiting" : j <= 1 ? "near" : "over-limiting";
        }
    }
}
