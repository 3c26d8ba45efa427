using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// A sum over the verdicts of a segment that a replay has to give as well: order counts, and so does every bit. In every turn what may
    /// differ in every turn; in a decision turn also what the core writes at most once between two of them, and what it latches until somebody
    /// acknowledges it (each latch stands in the turn's actions besides). So nothing that differs once goes by unseen.
    /// </summary>
    internal static class VerdictSum
    {
        /// <summary>Odd, so nothing is lost at the top where a sum wraps.</summary>
        public const long Factor = 31;

        /// <summary>State and actions go in as one number: the actions have fewer bits.</summary>
        public const int StateAt = 16;

        /// <summary>Adds a verdict, as <see cref="FlightRecorder.Record"/> does.</summary>
        /// <param name="sum">Of those before it; 0 for the first.</param>
        /// <param name="verdict">What the guard made of a snapshot.</param>
        /// <param name="decision">It was that of a decision turn.</param>
        public static long Add(long sum, Verdict verdict, bool decision)
        {
            unchecked
            {
                sum = (sum * Factor) + (((int)verdict.State << StateAt) | verdict.Actions);
                sum = (sum * Factor) + verdict.ActiveFaults;
                sum = (sum * Factor) + verdict.SlowBaselineMicrovolts;
                sum = (sum * Factor) + verdict.SenseSlopeMicrovoltsPerSecond;
            }

            return decision ? AddDecision(sum, verdict) : sum;
        }

        /// <summary>Adds what only a decision turn adds.</summary>
        public static long AddDecision(long sum, Verdict verdict)
        {
            // One statement, and the factor in a local: a constant of 64 bits costs the interpreter more than the multiplication by it.
            long by = Factor;
            unchecked
            {
                return (((((((((sum * by) + verdict.LatchedFaults) * by) + verdict.TripCause) * by) + verdict.SurfaceDepletionQ24) * by)
                    + verdict.DepletionMicroseconds) * by) + verdict.ChargeNanocoulombs;
            }
        }
    }
}
