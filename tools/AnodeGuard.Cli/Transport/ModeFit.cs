using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// Few exponentials for a firmware that follows many: the slowest modes as they are, the fast ones gathered: weights by
    /// linear least squares on the error of the step response from 5e-6 of the diffusion time on, rates by Levenberg and
    /// Marquardt's method in their logarithms (G. H. Golub, V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413, on leaving the
    /// weights to the inner fit), from several geometric rows. What the weights miss from 1 is the instantaneous rest.
    /// <para>It is the absolute error that counts, and with it its total variation: the error of s from any history of
    /// |j| at most J is at most J times their sum (every step of the history adds its error at its own age).</para>
    /// </summary>
    internal sealed class ModeFit
    {
        /// <summary>From here on the fit is judged, in diffusion times.</summary>
        public const double FirstTheta = 1e-5;

        // Fourteen in all, for a bound of 3e-4 at |j| = 64 (ten fitted: 7e-4). Each costs the device time; the settings take 16.
        private const int Kept = 3;
        private const int Fitted = 11;

        private const int Points = 200;
        private const double FirstFittedTheta = 5e-6;
        private const double LastTheta = 1;

        // What the settings take, with a margin.
        private const double FastestRate = 900000;
        private const double LargestWeight = 1;

        private const int Rounds = 30;
        private const double Probe = 1e-4;

        private readonly IReadOnlyList<DecayMode> _slow;
        private readonly double _seconds;
        private readonly double[] _thetas;
        private readonly double[] _fast;
        private readonly double _left;

        /// <summary>Fits.</summary>
        public ModeFit(StackModes modes)
        {
            // Matrices this small take longer on several threads than on one.
            Control.UseSingleThread();
            _slow = modes.Significant(Kept);
            _seconds = modes.DiffusionTime_s;
            _left = 1 - _slow.Sum(mode => mode.Weight);
            _thetas = Enumerable.Range(0, Points).Select(i => FirstFittedTheta * Math.Pow(LastTheta / FirstFittedTheta, i / (Points - 1.0))).ToArray();

            // What the fast modes have still to come: left - (response - slow part).
            _fast = _thetas.Select(theta => _left - modes.StepResponse(theta * _seconds)
                + _slow.Sum(mode => mode.Weight * (1 - Math.Exp(-theta * _seconds / mode.Seconds)))).ToArray();
            double first = _seconds / modes.Significant(Kept + 1)[^1].Seconds;
            LargestError = double.PositiveInfinity;
            foreach (double fastest in new[] { FastestRate / 2, FastestRate / 4 })
            {
                double ratio = Math.Pow(fastest / first, 1.0 / (Fitted - 1));
                Judge(Improve(Vector<double>.Build.Dense(Fitted, i => Math.Log(first * Math.Pow(ratio, i)))));
            }
        }

        /// <summary>Rate per diffusion time, ascending, with its signed weight.</summary>
        public IReadOnlyList<(double Rate, double Weight)> Modes { get; private set; }

        /// <summary>
        /// Largest error of the step response from <see cref="FirstTheta"/> on, plus its total variation: times the largest
        /// |j| a bound of the error of s, 1e-5 diffusion times after the last step or later.
        /// </summary>
        public double LargestError { get; private set; }

        private Vector<double> Improve(Vector<double> logRates)
        {
            Vector<double> error = Fit(logRates, out _);
            double damping = 1e-3;
            for (int round = 0; round < Rounds; round++)
            {
                Matrix<double> slope = Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(0, Fitted).Select(k =>
                {
                    Vector<double> probe = logRates.Clone();
                    probe[k] -= Probe;
                    return (error - Fit(probe, out _)) / Probe;
                }));
                Matrix<double> normal = slope.TransposeThisAndMultiply(slope);
                normal.SetDiagonal(normal.Diagonal() * (1 + damping));
                Vector<double> next = (logRates - normal.Solve(slope.TransposeThisAndMultiply(error))).PointwiseMinimum(Math.Log(FastestRate));
                Vector<double> nextError = Fit(next, out Vector<double> weights);
                bool isBetter = nextError.L2Norm() < error.L2Norm() && weights.AbsoluteMaximum() <= LargestWeight;
                damping = isBetter ? damping / 4 : damping * 4;
                (logRates, error) = isBetter ? (next, nextError) : (logRates, error);
            }

            return logRates;
        }

        private Vector<double> Fit(Vector<double> logRates, out Vector<double> weights)
        {
            Matrix<double> matrix = Matrix<double>.Build.Dense(Points, Fitted, (i, k) => Math.Exp(-Math.Exp(logRates[k]) * _thetas[i]));
            Vector<double> target = Vector<double>.Build.Dense(_fast);
            weights = matrix.QR().Solve(target);
            return (matrix * weights) - target;
        }

        private void Judge(Vector<double> logRates)
        {
            Vector<double> error = Fit(logRates, out Vector<double> weights);
            double largest = 0;
            double variation = 0;
            for (int i = 1; i < Points; i++)
            {
                bool counts = _thetas[i] >= FirstTheta;
                largest = counts ? Math.Max(largest, Math.Abs(error[i])) : largest;
                variation += counts ? Math.Abs(error[i] - error[i - 1]) : 0;
            }

            if (largest + variation < LargestError)
            {
                LargestError = largest + variation;
                Modes = _slow.Select(mode => (_seconds / mode.Seconds, mode.Weight))
                    .Concat(logRates.Select((logRate, k) => (Math.Exp(logRate), weights[k]))).OrderBy(mode => mode.Item1).ToArray();
            }
        }
    }
}
