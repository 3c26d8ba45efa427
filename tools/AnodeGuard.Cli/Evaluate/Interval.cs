using MathNet.Numerics.Distributions;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>An interval that holds the true value with 95 % confidence, exact for counts (no normal approximation).</summary>
    /// <param name="Low">Lower end.</param>
    /// <param name="High">Upper end.</param>
    internal readonly record struct Interval(double Low, double High)
    {
        private const double Tail = 0.025;

        /// <summary>Of a rate, from a number of events in an exposure (F. Garwood, Biometrika 28 (1936) 437).</summary>
        public static Interval OfRate(int events, double exposure)
        {
            double low = events == 0 ? 0 : Gamma.InvCDF(events, 1, Tail);
            return new Interval(low / exposure, Gamma.InvCDF(events + 1, 1, 1 - Tail) / exposure);
        }

        /// <summary>Of a share, from so many hits in so many tries (C. J. Clopper, E. S. Pearson, Biometrika 26 (1934) 404).</summary>
        public static Interval OfShare(int hits, int tries)
        {
            return tries == 0
                ? new Interval(0, 1)
                : new Interval(
                    hits == 0 ? 0 : Beta.InvCDF(hits, tries - hits + 1, Tail),
                    hits == tries ? 1 : Beta.InvCDF(hits + 1, tries - hits, 1 - Tail));
        }
    }
}
