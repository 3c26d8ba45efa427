using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>One exponential of a step response.</summary>
    /// <param name="Seconds">Time constant.</param>
    /// <param name="Weight">Part of the steady value that comes with it; may be negative.</param>
    internal readonly record struct DecayMode(double Seconds, double Weight);

    /// <summary>
    /// The step response of any stack with constant properties, as the decay modes of its salt balance: finite volumes
    /// (fine at a plane of metal), made symmetric, and an eigen-decomposition. s(t) = j times the sum of
    /// w (1 - exp(-t/tau)), s being the salt missing at the anode's surface over c0 and j = J/J*.
    /// </summary>
    internal sealed class StackModes
    {
        private const int CellsPerLayer = 160;
        private const int CellsPerGradedEnd = 120;

        // Cells grow by this from a plane of metal on, until they are so many times the first: about 1e-5 and 1e-2 of a layer.
        private const double Grading = 1.06;
        private const double LargestOverFirst = 600;

        // Below this share of the steady value a mode is left to the fit of the rest.
        private const double SmallestWeight = 1e-3;

        private readonly LayerStack _stack;
        private readonly List<double> _width = new List<double>();
        private readonly List<Layer> _layer = new List<Layer>();

        /// <summary>Decomposes.</summary>
        /// <param name="stack">What lies between the electrodes.</param>
        /// <param name="diffusivity">Of the free electrolyte, m2/s.</param>
        public StackModes(LayerStack stack, double diffusivity)
        {
            _stack = stack;
            for (int i = 0; i < stack.Layers.Count; i++)
            {
                Divide(stack.Layers[i], i == 0, i == stack.Layers.Count - 1 && stack.CathodeMetres == 0);
            }

            Decompose(diffusivity);
        }

        /// <summary>All modes, slowest first.</summary>
        public IReadOnlyList<DecayMode> All { get; private set; }

        /// <summary>
        /// Diffusion time t_D, s: pi^2 times the slowest time constant, so that the slowest rate is pi^2 per t_D as in the
        /// symmetric gap, where t_D is porosity L^2/D_eff.
        /// </summary>
        public double DiffusionTime_s
        {
            get { return Math.PI * Math.PI * All[0].Seconds; }
        }

        /// <summary>Steady depletion per unit of flux times c0, s/m: s c0 = g times this, g = J t_a/F.</summary>
        public double SteadyPerFlux { get; private set; }

        /// <summary>J*, A/m2: the current whose steady depletion is 1.</summary>
        public double LimitingCurrentDensity(double concentration, double anionTransference)
        {
            return SandProblem.Faraday * concentration / (anionTransference * SteadyPerFlux);
        }

        /// <summary>Share of the steady depletion reached after a time, by all modes.</summary>
        public double StepResponse(double seconds)
        {
            double response = 1;
            foreach (DecayMode mode in All)
            {
                response -= mode.Weight * Math.Exp(-seconds / mode.Seconds);
            }

            return response;
        }

        /// <summary>When s reaches 1 under constant j; null: never. A response that overshoots (signed weights) is followed from its beginning.</summary>
        public double? DepletionTime_s(double j)
        {
            if (!(j > 0))
            {
                return null;
            }

            double before = 1e-9 * DiffusionTime_s;
            for (double time = before; time <= 20 * DiffusionTime_s; time *= 1.02)
            {
                if (j * StepResponse(time) >= 1)
                {
                    return Bisect(j, before, time);
                }

                before = time;
            }

            return null;
        }

        /// <summary>The slowest modes that matter, as they are.</summary>
        public IReadOnlyList<DecayMode> Significant(int most)
        {
            return All.Where(mode => Math.Abs(mode.Weight) >= SmallestWeight).Take(most).ToArray();
        }

        private double Bisect(double j, double low, double high)
        {
            for (int i = 0; i < 100; i++)
            {
                double middle = 0.5 * (low + high);
                if (j * StepResponse(middle) >= 1)
                {
                    high = middle;
                }
                else
                {
                    low = middle;
                }
            }

            return high;
        }

        /// <summary>Cells of a layer, fine at a plane of metal, where the concentration changes first.</summary>
        private void Divide(Layer layer, bool atAnode, bool atCounterPlane)
        {
            int ends = (atAnode ? 1 : 0) + (atCounterPlane ? 1 : 0);
            int count = ends == 0 ? CellsPerLayer : 60 + (ends * CellsPerGradedEnd);
            double[] sizes = new double[count];
            for (int i = 0; i < count; i++)
            {
                int toAnode = atAnode ? i : count;
                int toCounter = atCounterPlane ? count - 1 - i : count;
                sizes[i] = 1 / (Math.Pow(Grading, -Math.Min(toAnode, toCounter)) + (1 / LargestOverFirst));
            }

            double unit = layer.Metres / sizes.Sum();
            foreach (double size in sizes)
            {
                _width.Add(size * unit);
                _layer.Add(layer);
            }
        }

        private void Decompose(double diffusivity)
        {
            int count = _width.Count;
            double[] capacity = Enumerable.Range(0, count).Select(i => _width[i] * _layer[i].Porosity).ToArray();
            double[] half = Enumerable.Range(0, count).Select(i => 0.5 * _width[i] / (diffusivity * _layer[i].TransportFactor)).ToArray();
            Matrix<double> symmetric = Matrix<double>.Build.Dense(count, count);
            for (int i = 0; i + 1 < count; i++)
            {
                double conductance = 1 / (half[i] + half[i + 1]);
                symmetric[i, i] += conductance / capacity[i];
                symmetric[i + 1, i + 1] += conductance / capacity[i + 1];
                double between = -conductance / Math.Sqrt(capacity[i] * capacity[i + 1]);
                symmetric[i, i + 1] = between;
                symmetric[i + 1, i] = between;
            }

            Evd<double> evd = symmetric.Evd(Symmetricity.Symmetric);
            CollectModes(evd, capacity, half[0]);
        }

        /// <summary>
        /// Salt taken out at the anode comes back at the other electrode. In the eigenvectors' coordinates each mode is a
        /// first-order lag; the mode of rate 0 (all salt together) is never driven. What the first half cell needs of
        /// gradient follows at once.
        /// </summary>
        private void CollectModes(Evd<double> evd, double[] capacity, double firstHalf)
        {
            int count = capacity.Length;
            double[] drain = Drain();
            Vector<double> rates = evd.EigenValues.Real();
            List<(double Rate, double Gain)> modes = new List<(double, double)>();
            int still = rates.AbsoluteMinimumIndex();
            for (int k = 0; k < count; k++)
            {
                if (k == still)
                {
                    continue;
                }

                double drive = 0;
                for (int i = 0; i < count; i++)
                {
                    drive += evd.EigenVectors[i, k] * drain[i] / Math.Sqrt(capacity[i]);
                }

                modes.Add((rates[k], drive * evd.EigenVectors[0, k] / Math.Sqrt(capacity[0]) / rates[k]));
            }

            SteadyPerFlux = modes.Sum(mode => mode.Gain) + firstHalf;
            All = modes.OrderBy(mode => mode.Rate).Select(mode => new DecayMode(1 / mode.Rate, mode.Gain / SteadyPerFlux)).ToArray();
        }

        /// <summary>Salt taken from each cell per unit of flux: all at the anode; given back evenly in the cathode, or at the far plane.</summary>
        private double[] Drain()
        {
            double[] drain = new double[_width.Count];
            drain[0] = 1;
            for (int i = 0; i < drain.Length; i++)
            {
                bool isLast = i == drain.Length - 1;
                drain[i] -= _stack.CathodeMetres > 0
                    ? _layer[i].Kind == LayerKind.Cathode ? _width[i] / _stack.CathodeMetres : 0
                    : isLast ? 1 : 0;
            }

            return drain;
        }
    }
}
