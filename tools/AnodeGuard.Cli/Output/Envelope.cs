using System;
using System.Collections.Generic;

namespace AnodeGuard.Cli.Output
{
    /// <summary>
    /// A curve of any length in bounded memory: time is cut into equal slices, each of which keeps the smallest and the
    /// largest value, so that a dip of one sample is never lost. When the curve outgrows its slices, two become one.
    /// </summary>
    internal sealed class Envelope
    {
        /// <summary>Slices: about two to a pixel of the plot.</summary>
        public const int Slices = 2048;

        private readonly double[] _lowest = new double[Slices];
        private readonly double[] _highest = new double[Slices];
        private long _start;
        private bool _started;

        public Envelope()
        {
            Clear(0);
        }

        /// <summary>Width of a slice, microseconds.</summary>
        public long SliceMicroseconds { get; private set; } = 1;

        /// <summary>Smallest value of all; NaN where there is none.</summary>
        public double Lowest { get; private set; } = double.NaN;

        /// <summary>Largest value of all; NaN where there is none.</summary>
        public double Highest { get; private set; } = double.NaN;

        /// <summary>Adds a value; times never go back.</summary>
        public void Add(long timeMicroseconds, double value)
        {
            _start = _started ? _start : timeMicroseconds;
            _started = true;
            while ((timeMicroseconds - _start) / SliceMicroseconds >= Slices)
            {
                Fold();
            }

            int slice = (int)((timeMicroseconds - _start) / SliceMicroseconds);
            _lowest[slice] = Smaller(_lowest[slice], value);
            _highest[slice] = Larger(_highest[slice], value);
            Lowest = Smaller(Lowest, value);
            Highest = Larger(Highest, value);
        }

        /// <summary>A slice's middle and extremes; false where it is empty.</summary>
        public bool TryGet(int slice, out double timeMicroseconds, out double lowest, out double highest)
        {
            timeMicroseconds = _start + ((slice + 0.5) * SliceMicroseconds);
            lowest = _lowest[slice];
            highest = _highest[slice];
            return !double.IsNaN(lowest);
        }

        /// <summary>The curve to draw: each slice's lowest and highest value.</summary>
        public IEnumerable<(double TimeMicroseconds, double Value)> Points()
        {
            for (int slice = 0; slice < Slices; slice++)
            {
                if (TryGet(slice, out double time, out double lowest, out double highest))
                {
                    yield return (time, lowest);
                    if (highest != lowest)
                    {
                        yield return (time, highest);
                    }
                }
            }
        }

        private void Fold()
        {
            for (int i = 0; i < Slices / 2; i++)
            {
                _lowest[i] = Smaller(_lowest[2 * i], _lowest[(2 * i) + 1]);
                _highest[i] = Larger(_highest[2 * i], _highest[(2 * i) + 1]);
            }

            Clear(Slices / 2);
            SliceMicroseconds *= 2;
        }

        private void Clear(int from)
        {
            Array.Fill(_lowest, double.NaN, from, Slices - from);
            Array.Fill(_highest, double.NaN, from, Slices - from);
        }

        private static double Smaller(double a, double b)
        {
            return double.IsNaN(a) || b < a ? b : a;
        }

        private static double Larger(double a, double b)
        {
            return double.IsNaN(a) || b > a ? b : a;
        }
    }
}
