namespace AnodeGuard.Cli.Output.Plots
{
    /// <summary>
    /// Colours of every plot, of the set by Okabe and Ito (2008): told apart with any colour blindness, and in grey by
    /// their lightness. One quantity has one colour everywhere.
    /// </summary>
    internal static class PlotPalette
    {
        public const string CellVoltage = "#0072b2";
        public const string Current = "#d55e00";
        public const string Sense = "#009e73";
        public const string Temperature = "#cc79a7";
        public const string Depletion = "#56b4e9";
        public const string Forecast = "#e69f00";

        /// <summary>What is limit, alarm or event: dark, and never told by its colour alone.</summary>
        public const string Mark = "#1b1f24";
    }
}
