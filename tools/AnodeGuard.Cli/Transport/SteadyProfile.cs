using System;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>
    /// The steady salt profile of a stack whose properties depend on concentration. Anions do not move in steady state, so
    /// D_eff dc/dx = (1 - t+) i(x)/F everywhere, i(x) being the part of J that is carried by ions. With
    /// W(c) = integral of D/(1 - t+) from 0 to c this is W(c(x)) - W(c(0)) = J P(x)/F, P(x) = integral of share/transport
    /// factor. At the limiting current c(0) = 0 and the mean concentration over the pores is still c0; for a plain gap
    /// that is J* = (F/L) times the integral of D/(1 - t+) from 0 to c_L (J.-N. Chazalviel, Phys. Rev. A 42 (1990) 7355,
    /// with properties that vary).
    /// </summary>
    internal sealed class SteadyProfile
    {
        private const int ConcentrationSteps = 8000;
        private const int PointsPerLayer = 400;

        // No profile is steeper than this: c_L is 2 c0 in a plain gap with constant properties.
        private const double HighestOverMean = 12;

        private readonly LayerStack _stack;
        private readonly double _concentration;
        private readonly double _step;
        private readonly double[] _integral = new double[ConcentrationSteps + 1];

        /// <summary>Prepares the quadrature.</summary>
        /// <param name="stack">What lies between the electrodes.</param>
        /// <param name="concentration">Mean concentration, mol/m3.</param>
        /// <param name="mobility">D/(1 - t+) of the free electrolyte, m2/s, at a concentration.</param>
        public SteadyProfile(LayerStack stack, double concentration, Func<double, double> mobility)
        {
            _stack = stack;
            _concentration = concentration;
            _step = HighestOverMean * concentration / ConcentrationSteps;
            double before = mobility(0);
            for (int i = 1; i <= ConcentrationSteps; i++)
            {
                // Simpson's rule on each step.
                double after = mobility(i * _step);
                _integral[i] = _integral[i - 1] + (_step / 6 * (before + (4 * mobility((i - 0.5) * _step)) + after));
                before = after;
            }
        }

        /// <summary>J*, A/m2 of geometric area.</summary>
        public double LimitingCurrentDensity()
        {
            double low = 0;
            double high = SandProblem.Faraday * _integral[^1] / Path();
            for (int i = 0; i < 100; i++)
            {
                double middle = 0.5 * (low + high);
                if (MeanConcentration(middle) < _concentration)
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

        // P at the end of the stack, m: an even decline of the share counts half.
        private double Path()
        {
            double path = 0;
            foreach (Layer layer in _stack.Layers)
            {
                path += layer.Metres / layer.TransportFactor;
            }

            return path;
        }

        /// <summary>Mean over the pores of the profile that is 0 at the anode.</summary>
        private double MeanConcentration(double currentDensity)
        {
            double salt = 0;
            double path = 0;
            double cathode = 0;
            foreach (Layer layer in _stack.Layers)
            {
                double step = layer.Metres / PointsPerLayer;
                for (int i = 0; i < PointsPerLayer; i++)
                {
                    // Simpson over the step: the share is linear, so P is known exactly at its begin, middle and end.
                    double begin = path;
                    double middle = path + PathOf(layer, 0.5 * step, cathode);
                    path += PathOf(layer, step, cathode);
                    cathode += layer.Kind == LayerKind.Cathode ? step : 0;
                    double scale = currentDensity / SandProblem.Faraday;
                    salt += layer.Porosity * step / 6 * (At(begin * scale) + (4 * At(middle * scale)) + At(path * scale));
                }
            }

            return salt / _stack.PoreMetres;
        }

        private double PathOf(Layer layer, double metres, double cathodeBefore)
        {
            double half = layer.Kind == LayerKind.Cathode ? cathodeBefore + (0.5 * metres) : 0;
            return metres * _stack.IonicShare(half) / layer.TransportFactor;
        }

        /// <summary>The concentration whose integral this is.</summary>
        private double At(double integral)
        {
            int index = Array.BinarySearch(_integral, integral);
            if (index >= 0)
            {
                return index * _step;
            }

            int above = Math.Min(~index, ConcentrationSteps);
            double below = _integral[above - 1];
            return (above - 1 + ((integral - below) / (_integral[above] - below))) * _step;
        }
    }
}
