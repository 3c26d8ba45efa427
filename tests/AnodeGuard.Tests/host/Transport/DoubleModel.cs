using System;

namespace AnodeGuard.Tests
{
    /// <summary>The same eight modes in double precision: what fixed point is held against.</summary>
    public sealed class DoubleModel
    {
        private static readonly double[] Rates =
        {
            9.869604401, 90.17908766, 309.5432043, 1044.426306, 3609.609497, 12470.17952, 42882.93303, 149003.2559,
        };

        private static readonly double[] Weights =
        {
            0.8105694691, 0.09354785739, 0.04310664487, 0.02432700814, 0.01315657636, 0.007053532196, 0.003794738715,
            0.002102767634,
        };

        private readonly double[] _states = new double[8];

        public double Surface { get; private set; }

        public void Advance(double j, double theta)
        {
            Surface = 0.00234140556 * j;
            for (int k = 0; k < 8; k++)
            {
                _states[k] += (1 - Math.Exp(-Rates[k] * theta)) * ((Weights[k] * j) - _states[k]);
                Surface += _states[k];
            }
        }
    }

    /// <summary>The gap itself: thousands of modes of the exact series.</summary>
    public sealed class ExactModel
    {
        private readonly double[] _states;
        private readonly double[] _rates;
        private readonly double[] _weights;

        public ExactModel(int modes)
        {
            _states = new double[modes];
            _rates = new double[modes];
            _weights = new double[modes];
            double sum = 0;
            for (int k = 0; k < modes; k++)
            {
                double n = (2 * k) + 1;
                _rates[k] = n * n * Math.PI * Math.PI;
                _weights[k] = 8 / _rates[k];
                sum += _weights[k];
            }

            Rest = 1 - sum;
        }

        public double Rest { get; }

        public double Surface(double j)
        {
            double sum = Rest * j;
            foreach (double state in _states)
            {
                sum += state;
            }

            return sum;
        }

        public void Advance(double j, double theta)
        {
            for (int k = 0; k < _states.Length; k++)
            {
                _states[k] += -Math.Exp(-_rates[k] * theta) * ((_weights[k] * j) - _states[k]) + ((_weights[k] * j) - _states[k]);
            }
        }

        /// <summary>Theta until |s| = 1 at constant j from here; null where it does not come within 10.</summary>
        public double? Depletion(double j)
        {
            double before = 0;
            for (double theta = 1e-7; theta < 10; theta *= 1.01)
            {
                if (Math.Abs(At(j, theta)) >= 1)
                {
                    return Bisect(j, before, theta);
                }

                before = theta;
            }

            return null;
        }

        private double Bisect(double j, double low, double high)
        {
            for (int round = 0; round < 60; round++)
            {
                double middle = 0.5 * (low + high);
                if (Math.Abs(At(j, middle)) >= 1)
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

        private double At(double j, double theta)
        {
            double sum = j;
            for (int k = 0; k < _states.Length; k++)
            {
                double exponent = _rates[k] * theta;
                if (exponent > 40)
                {
                    break;
                }

                sum += (_states[k] - (_weights[k] * j)) * Math.Exp(-exponent);
            }

            return sum;
        }
    }
}
