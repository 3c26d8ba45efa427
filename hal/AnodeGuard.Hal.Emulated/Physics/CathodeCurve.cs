using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Open-circuit voltage of the cathode against metallic lithium.</summary>
    internal static class CathodeCurve
    {
        // Stoichiometry of the full and the empty cathode, C.-H. Chen et al., J. Electrochem. Soc. 167 (2020) 080534.
        private const double Full = 0.2661;
        private const double Empty = 0.9084;

        /// <summary>
        /// NMC 811, the fit of Chen et al. 2020 (LG M50). The knee at the end of discharge is not in that fit, which ends
        /// at 3.56 V; it is assumed here, so that a discharge finds its end.
        /// </summary>
        /// <param name="stateOfCharge">0 empty, 1 full; a little beyond is extrapolated.</param>
        /// <returns>Volts.</returns>
        public static double Nmc811(double stateOfCharge)
        {
            double x = Empty - (stateOfCharge * (Empty - Full));
            double fit = (-0.8090 * x) + 4.4875
                - (0.0428 * Math.Tanh(18.5138 * (x - 0.5542)))
                - (17.7326 * Math.Tanh(15.7890 * (x - 0.3117)))
                + (17.5842 * Math.Tanh(15.9308 * (x - 0.3120)));
            double knee = 0.5 * Math.Exp(Math.Min(-stateOfCharge / 0.01, 4));
            return fit - knee;
        }
    }
}
