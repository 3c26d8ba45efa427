using System;

namespace AnodeGuard.Tests
{
    /// <summary>The same modes in double precision: what fixed point is held against.</summary>
    public sealed class DoubleModel
    {
        private static readonly double[] GapRates =
        {
            9.869604401, 88.83409145, 248.3020613, 520.9168574, 1067.751232, 2274.079522, 5006.02867, 11347.47218, 26521.23041,
            64158.41714, 162045.8718, 436335.301,
        };

        private static readonly double[] GapWeights =
        {
            0.8105694691, 0.0900919894, 0.03314736974, 0.01967728411, 0.01435260034, 0.01032932886, 0.007232199288,
            0.004979629942, 0.003382278646, 0.00226972154, 0.001506338104, 0.001007573384,
        };

        private readonly double[] _rates;
        private readonly double[] _weights;
        private readonly double[] _states;
        private readonly double _rest = 1;

        /// <summary>The built-in modes of the symmetric gap.</summary>
        public DoubleModel()
            : this(GapRates, GapWeights)
        {
        }

        /// <summary>Any modes.</summary>
        public DoubleModel(double[] rates, double[] weights)
        {
            _rates = rates;
            _weights = weights;
            _states = new double[rates.Length];
            foreach (double weight in weights)
            {
                _rest -= weight;
            }
        }

        public double Surface { get; private set; }

        public void Advance(double j, double theta)
        {
            Surface = _rest * j;
            for (int k = 0; k < _states.Length; k++)
            {
                _states[k] += (1 - Math.Exp(-_rates[k] * theta)) * ((_weights[k] * j) - _states[k]);
                Surface += _states[k];
            }
        }

        /// <summary>s after so long at a constant j from here.</summary>
        public double After(double j, double theta)
        {
            double sum = j;
            for (int k = 0; k < _states.Length; k++)
            {
                sum += (_states[k] - (_weights[k] * j)) * Math.Exp(-_rates[k] * theta);
            }

            return sum;
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
                if (Math.Abs(After(j, theta)) >= 1)
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
                if (Math.Abs(After(j, middle)) >= 1)
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

        /// <summary>s after so long at a constant j from here.</summary>
        public double After(double j, double theta)
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
