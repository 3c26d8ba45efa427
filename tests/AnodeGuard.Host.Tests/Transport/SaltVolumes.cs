using System;
using System.Collections.Generic;
using System.Linq;

namespace AnodeGuard.Host.Tests.Transport
{
    /// <summary>A layer for <see cref="SaltVolumes"/>.</summary>
    /// <param name="Metres">Thickness.</param>
    /// <param name="Porosity">Share of electrolyte; D_eff = D porosity^1.5.</param>
    /// <param name="IsCathode">Takes the current up evenly over the thickness of all cathode layers.</param>
    internal readonly record struct StackLayer(double Metres, double Porosity, bool IsCathode = false)
    {
        /// <summary>How the command line is told of it.</summary>
        public string Text
        {
            get { return FormattableString.Invariant($"{(IsCathode ? "cathode" : "separator")}:{Metres:R}:{Porosity:R}"); }
        }
    }

    /// <summary>
    /// The salt of a stack by conservative finite volumes, any D(c) and t+(c): porosity dc/dt = d/dx (D_eff dc/dx -
    /// (1 - t+) i/F), i the current carried by ions, without flux of anions at either end. It shares no code and no method
    /// with what it is held against: neither modes nor quadrature. Time steps: implicit Euler with the properties of the
    /// step's begin, taken in 1, 2 and 3 parts and extrapolated to the third order.
    /// </summary>
    internal sealed class SaltVolumes
    {
        public const double Faraday = 96485.33212;

        private const double Bruggeman = 1.5;
        private const double SmallestShare = 2e-6;
        private const double LargestShare = 4e-3;
        private const double CellGrowth = 0.045;
        private const double StepGrowth = 0.3;

        private readonly double _fineness;
        private readonly Func<double, double> _diffusivity;
        private readonly Func<double, double> _anion;
        private readonly double[] _width;
        private readonly double[] _porosity;
        private readonly double[] _factor;
        private readonly double[] _share;
        private readonly double[] _salt;
        private readonly double[] _upper;
        private readonly double[] _right;
        private readonly double[] _d;

        /// <summary>At rest.</summary>
        /// <param name="layers">From the anode on.</param>
        /// <param name="concentration">c0, mol/m3.</param>
        /// <param name="diffusivity">Of the free electrolyte, m2/s, at c.</param>
        /// <param name="transference">t+ at c.</param>
        /// <param name="fineness">Divides cells and steps: 1 is good for about 3e-5 of a step of j, 3 for 2e-6.</param>
        public SaltVolumes(StackLayer[] layers, double concentration, Func<double, double> diffusivity, Func<double, double> transference, double fineness = 1)
        {
            _fineness = fineness;
            _diffusivity = diffusivity;
            _anion = c => 1 - transference(c);
            Concentration = concentration;
            List<(double Width, StackLayer Layer)> cells = layers.SelectMany((layer, i) => Divide(layer, i == 0, i == layers.Length - 1, fineness)).ToList();
            _width = cells.Select(cell => cell.Width).ToArray();
            _porosity = cells.Select(cell => cell.Layer.Porosity).ToArray();
            _factor = cells.Select(cell => Math.Pow(cell.Layer.Porosity, Bruggeman)).ToArray();

            // Ionic share of the current at the left face of each cell.
            _share = new double[cells.Count + 1];
            double cathode = cells.Where(cell => cell.Layer.IsCathode).Sum(cell => cell.Width);
            _share[0] = 1;
            for (int i = 0; i < cells.Count; i++)
            {
                _share[i + 1] = _share[i] - (cells[i].Layer.IsCathode ? _width[i] / cathode : 0);
            }

            _salt = Enumerable.Repeat(concentration, cells.Count).ToArray();
            _upper = new double[cells.Count];
            _right = new double[cells.Count];
            _d = new double[cells.Count];
        }

        public double Concentration { get; }

        /// <summary>Multiplies D: a change of temperature.</summary>
        public double Warmth { get; set; } = 1;

        /// <summary>Time of an eighth of the slowest relaxation or so: (sum of L sqrt(porosity/D_eff))^2 at c0.</summary>
        public double Seconds
        {
            get
            {
                double root = 0;
                for (int i = 0; i < _width.Length; i++)
                {
                    root += _width[i] * Math.Sqrt(_porosity[i] / (_factor[i] * _diffusivity(Concentration)));
                }

                return root * root;
            }
        }

        /// <summary>c at the anode's surface with this current flowing; may fall below 0.</summary>
        public double Surface(double currentDensity)
        {
            double first = Math.Max(0, _salt[0]);
            return _salt[0] - (0.5 * _width[0] * _anion(first) * currentDensity / (Faraday * _factor[0] * Warmth * _diffusivity(first)));
        }

        /// <summary>One step of a constant current, as it is.</summary>
        public void Step(double currentDensity, double seconds)
        {
            double[] begin = (double[])_salt.Clone();
            double[] one = Parts(begin, currentDensity, seconds, 1);
            double[] two = Parts(begin, currentDensity, seconds, 2);
            double[] three = Parts(begin, currentDensity, seconds, 3);
            for (int i = 0; i < _salt.Length; i++)
            {
                // Aitken and Neville for the numbers of parts 1, 2, 3.
                double a = (2 * two[i]) - one[i];
                double b = three[i] + (2 * (three[i] - two[i]));
                _salt[i] = b + ((b - a) / 2);
            }
        }

        /// <summary>A current that begins now: steps that grow.</summary>
        public void Advance(double currentDensity, double seconds)
        {
            double step = Math.Min(seconds, 1e-7 * Seconds / _fineness);
            double left = seconds;
            while (left > 0)
            {
                step = left < 1.5 * step ? left : step;
                Step(currentDensity, step);
                left -= step;
                step *= 1 + (StepGrowth / _fineness);
            }
        }

        /// <summary>Seconds until nothing is left at the surface, from rest.</summary>
        public double DepletionSeconds(double currentDensity)
        {
            double time = 0;
            double before = Concentration;
            for (double step = 1e-7 * Seconds; time < 20 * Seconds; step *= 1.02)
            {
                step = Math.Min(step, 2e-3 * time + (1e-7 * Seconds));
                Step(currentDensity, step);
                time += step;
                double surface = Surface(currentDensity);
                if (surface <= 0)
                {
                    return time - (step * surface / (surface - before));
                }

                before = surface;
            }

            return double.PositiveInfinity;
        }

        /// <summary>J*: the current at which the steady surface concentration is 0, A/m2.</summary>
        public double LimitingCurrentDensity(double guess)
        {
            double low = 0.90 * guess;
            double high = 0.97 * guess;
            double atLow = Steady(low);
            double atHigh = Steady(high);
            for (int round = 0; round < 12 && Math.Abs(high - low) > 1e-7 * guess; round++)
            {
                double next = high - (atHigh * (high - low) / (atHigh - atLow));
                (low, atLow) = (high, atHigh);
                (high, atHigh) = (next, Steady(next));
            }

            return high;
        }

        private double Steady(double currentDensity)
        {
            Array.Fill(_salt, Concentration);
            for (int i = 0; i < 200; i++)
            {
                Parts(_salt, currentDensity, Seconds * (i < 30 ? 0.03 : 1), 1).CopyTo(_salt, 0);
            }

            return Surface(currentDensity);
        }

        private double[] Parts(double[] begin, double currentDensity, double seconds, int parts)
        {
            double[] c = (double[])begin.Clone();
            for (int part = 0; part < parts; part++)
            {
                Euler(c, currentDensity / Faraday, seconds / parts);
            }

            return c;
        }

        // Conductance and drift at the faces from the concentrations at the begin; Thomas' algorithm.
        private void Euler(double[] c, double flux, double seconds)
        {
            int last = c.Length - 1;
            for (int i = 0; i <= last; i++)
            {
                _d[i] = Warmth * _factor[i] * _diffusivity(Math.Max(0, c[i]));
            }

            double left = 0;
            double driftLeft = 0;
            double pivot = 0;
            for (int i = 0; i <= last; i++)
            {
                double right = i == last ? 0 : 2 / ((_width[i] / _d[i]) + (_width[i + 1] / _d[i + 1]));
                double driftRight = i == last ? 0 : flux * _share[i + 1] * _anion(Math.Max(0, 0.5 * (c[i] + c[i + 1])));
                double scale = seconds / (_porosity[i] * _width[i]);
                double diagonal = 1 + (scale * (left + right)) + (i == 0 ? 0 : scale * left * _upper[i - 1]);
                pivot = 1 / diagonal;
                _upper[i] = -scale * right * pivot;
                _right[i] = (c[i] - (scale * (driftRight - driftLeft)) + (i == 0 ? 0 : scale * left * _right[i - 1])) * pivot;
                left = right;
                driftLeft = driftRight;
            }

            c[last] = _right[last];
            for (int i = last - 1; i >= 0; i--)
            {
                c[i] = _right[i] - (_upper[i] * c[i + 1]);
            }
        }

        // Fine at the anode and at a counter plane of metal, finer than the rest at borders.
        private static IEnumerable<(double Width, StackLayer Layer)> Divide(StackLayer layer, bool isFirst, bool isLast, double fineness)
        {
            double begin = (isFirst ? SmallestShare : 1e-3) / fineness;
            double end = (isLast && !layer.IsCathode ? SmallestShare : 1e-3) / fineness;
            double growth = 1 + (CellGrowth / fineness);
            List<double> front = new List<double>();
            List<double> back = new List<double>();
            for (double sum = 0; sum < 0.5; sum += front[^1])
            {
                front.Add(Math.Min(LargestShare / fineness, begin * Math.Pow(growth, front.Count)));
            }

            for (double sum = 0; sum < 0.5; sum += back[^1])
            {
                back.Add(Math.Min(LargestShare / fineness, end * Math.Pow(growth, back.Count)));
            }

            back.Reverse();
            double whole = front.Sum() + back.Sum();
            return front.Concat(back).Select(width => (width / whole * layer.Metres, layer));
        }
    }
}
