using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>The last values of one quantity as a row of blocks.</summary>
    internal sealed class Sparkline
    {
        private const int Longest = 256;
        private const string Blocks = "▁▂▃▄▅▆▇█";

        private readonly Queue<double> _values = new Queue<double>();
        private readonly double _low;
        private readonly double _high;

        /// <summary>Scale: what is below low or above high stretches it.</summary>
        public Sparkline(double low, double high)
        {
            _low = low;
            _high = high;
        }

        /// <summary>Adds a value; NaN leaves a gap.</summary>
        public void Add(double value)
        {
            _values.Enqueue(value);
            if (_values.Count > Longest)
            {
                _values.Dequeue();
            }
        }

        /// <summary>The last values, as many as there are places.</summary>
        public string Last(int width)
        {
            double[] shown = _values.TakeLast(width).ToArray();
            double[] real = shown.Where(double.IsFinite).ToArray();
            double low = real.Append(_low).Min();
            double high = real.Append(_high).Max();
            return string.Concat(shown.Select(value => BlockOf(value, low, high)));
        }

        private static string BlockOf(double value, double low, double high)
        {
            if (!double.IsFinite(value))
            {
                return " ";
            }

            double part = high > low ? (value - low) / (high - low) : 0;
            int level = Math.Clamp((int)Math.Floor(part * Blocks.Length), 0, Blocks.Length - 1);
            return Blocks[level].ToString(CultureInfo.InvariantCulture);
        }
    }
}
