using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// Few exponentials for a firmware that follows many: the slowest modes as they are, the fast ones gathered into a
    /// geometric row of rates with weights by least squares on the relative error of the step response, from 1e-5 of the
    /// diffusion time on. What the weights miss from 1 is the instantaneous rest.
    /// </summary>
    internal sealed class ModeFit
    {
        /// <summary>From here on the fit is judged, in diffusion times.</summary>
        public const double FirstTheta = 1e-5;

        private const int Kept = 3;
        private const int Fitted = 8;
        private const int Points = 240;
        private const double LastTheta = 1;

        // What the settings take, with a margin.
        private const double FastestRate = 900000;
        private const double LargestWeight = 1;

        private readonly StackModes _modes;

        /// <summary>Fits.</summary>
        public ModeFit(StackModes modes)
        {
            _modes = modes;
            IReadOnlyList<DecayMode> slow = modes.Significant(Kept);
            double first = modes.DiffusionTime_s / modes.Significant(Kept + 1)[^1].Seconds;
            LargestError = double.PositiveInfinity;
            for (double ratio = 2.4; ratio <= 4.6; ratio += 0.05)
            {
                for (double shift = 1; shift <= 2.6; shift += 0.1)
                {
                    double[] rates = Enumerable.Range(0, Fitted).Select(i => first * shift * Math.Pow(ratio, i)).ToArray();
                    if (rates[^1] <= FastestRate)
                    {
                        Try(slow, rates);
                    }
                }
            }
        }

        /// <summary>Rate per diffusion time, ascending, with its signed weight.</summary>
        public IReadOnlyList<(double Rate, double Weight)> Modes { get; private set; }

        /// <summary>Largest relative error of the step response from <see cref="FirstTheta"/> on.</summary>
        public double LargestError { get; private set; }

        private void Try(IReadOnlyList<DecayMode> slow, double[] rates)
        {
            Matrix<double> matrix = Matrix<double>.Build.Dense(Points, rates.Length);
            Vector<double> target = Vector<double>.Build.Dense(Points);
            double left = 1 - slow.Sum(mode => mode.Weight);
            for (int i = 0; i < Points; i++)
            {
                double theta = FirstTheta * Math.Pow(LastTheta / FirstTheta, i / (Points - 1.0));
                double whole = _modes.StepResponse(theta * _modes.DiffusionTime_s);
                double slowPart = slow.Sum(mode => mode.Weight * (1 - Math.Exp(-theta * _modes.DiffusionTime_s / mode.Seconds)));

                // The rest follows at once: response = slow + left - sum of w exp(-rate theta).
                target[i] = (slowPart + left - whole) / whole;
                for (int k = 0; k < rates.Length; k++)
                {
                    matrix[i, k] = Math.Exp(-rates[k] * theta) / whole;
                }
            }

            Vector<double> weights = matrix.QR().Solve(target);
            double error = ((matrix * weights) - target).AbsoluteMaximum();
            if (error < LargestError && weights.AbsoluteMaximum() <= LargestWeight)
            {
                LargestError = error;
                Modes = slow.Select(mode => (_modes.DiffusionTime_s / mode.Seconds, mode.Weight))
                    .Concat(rates.Select((rate, k) => (rate, weights[k]))).OrderBy(mode => mode.Item1).ToArray();
            }
        }
    }
}
