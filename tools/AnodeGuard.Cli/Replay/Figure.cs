namespace AnodeGuard.Cli.Replay
{
    /// <summary>What the core identifies now and then, each time it does.</summary>
    internal enum FigureKind
    {
        /// <summary>Limiting current density J* at 25 C, A/m2.</summary>
        LimitingCurrentDensity,

        /// <summary>Diffusion time t_D at 25 C, s.</summary>
        DiffusionTime,

        /// <summary>Resistance soon after a current step, ohm.</summary>
        FastResistance,

        /// <summary>Resistance 1 s after a current step, ohm.</summary>
        OneSecondResistance,

        /// <summary>Nucleation overpotential of a plating start, V.</summary>
        Nucleation,

        /// <summary>Coulombic efficiency of a cycle, as the core counted it.</summary>
        Efficiency,

        /// <summary>Resistance of an internal short by the rest self-discharge, ohm.</summary>
        RestShort,

        /// <summary>A transient micro-short: its depth, V.</summary>
        MicroShort,
    }

    /// <summary>One of them.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Value">In the unit that the kind says.</param>
    /// <param name="Uncertainty">1 sigma, same unit; null where none is given.</param>
    internal sealed record Figure(FigureKind Kind, double Value, double? Uncertainty);
}
