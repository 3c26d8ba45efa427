using System;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// Salt depletion at the plating electrode of a symmetric metal | gap | metal cell with constant properties, exact,
    /// in dimensionless form: theta = t / t_D with t_D = porosity L^2 / D_eff, j = J / J*, s = (c0 - c(0)) / c0.
    /// After a step of current s = j S(theta).
    /// </summary>
    internal static class FiniteGap
    {
        /// <summary>
        /// Where the two series change over. Both converge to 1e-15 on either side: here the image terms of the early
        /// form start at ierfc(2), and the modes of the late form fall by exp(-0.6 n^2).
        /// </summary>
        internal const double Crossover = 0.0625;

        private const double SquareRootOfPi = 1.7724538509055160273;

        /// <summary>Share of the current's steady depletion that is reached at theta: S, 0 at the step, 1 for ever after.</summary>
        public static double StepResponse(double theta)
        {
            if (theta <= 0)
            {
                return 0;
            }

            return theta < Crossover ? EarlyResponse(theta) : 1 - ModalRemainder(theta);
        }

        /// <summary>Theta at which s reaches 1 under constant j; null where it never does (j up to 1).</summary>
        public static double? DepletionTheta(double j)
        {
            if (!(j > 1))
            {
                return null;
            }

            // The semi-infinite gap depletes first, always; doubling from there finds the other side.
            double low = Math.PI / (16 * j * j) * (1 - 1e-12);
            double high = low;
            while (Missing(high, j) > 0)
            {
                low = high;
                high *= 2;
            }

            for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
            {
                double middle = 0.5 * (low + high);
                if (Missing(middle, j) > 0)
                {
                    low = middle;
                }
                else
                {
                    high = middle;
                }
            }

            return 0.5 * (low + high);
        }

        /// <summary>Early form: 4 sqrt(theta/pi) (1 + 2 sqrt(pi) sum over k of (-1)^k ierfc(k / (2 sqrt theta))).</summary>
        internal static double EarlyResponse(double theta)
        {
            double root = Math.Sqrt(theta);
            double sum = 0;
            for (int k = 1; k < 1000; k++)
            {
                double term = IntegralOfErfc(k / (2 * root));
                sum += (k & 1) == 1 ? -term : term;
                if (term < 1e-18)
                {
                    break;
                }
            }

            return 4 * root / SquareRootOfPi * (1 + (2 * SquareRootOfPi * sum));
        }

        /// <summary>Late form of 1 - S: sum over odd n of 8/(n pi)^2 exp(-(n pi)^2 theta).</summary>
        internal static double ModalRemainder(double theta)
        {
            double sum = 0;
            for (int n = 1; n < 100000; n += 2)
            {
                double rate = n * n * Math.PI * Math.PI;
                double term = 8 / rate * Math.Exp(-rate * theta);
                sum += term;
                if (term < 1e-18)
                {
                    break;
                }
            }

            return sum;
        }

        /// <summary>What is missing from depletion, over j. The late form keeps its digits where j is close to 1.</summary>
        private static double Missing(double theta, double j)
        {
            return theta < Crossover ? (1 / j) - EarlyResponse(theta) : ModalRemainder(theta) - ((j - 1) / j);
        }

        /// <summary>
        /// ierfc(x) = exp(-x^2)/sqrt(pi) - x erfc(x), with erfc from its continued fraction (Abramowitz and Stegun
        /// 7.1.14), which is good for x of about 1.4 and more; the early form asks for 2 and more below the crossover.
        /// </summary>
        private static double IntegralOfErfc(double x)
        {
            double fraction = x;
            for (int k = 160; k >= 1; k--)
            {
                fraction = x + (0.5 * k / fraction);
            }

            return Math.Exp(-x * x) / SquareRootOfPi * (1 - (x / fraction));
        }
    }
}
