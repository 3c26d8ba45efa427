using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A forecast beside the crossing of the same sum of exponentials, from the same states, in double precision.</summary>
    internal sealed class ForecastReference
    {
        private const long One = Verdict.OneQ24;
        private static readonly double OneTheta = Math.Pow(2, 40);

        public ForecastReference(long[] ratesQ16, long[] weightsQ31)
        {
            Modes = new ModeTable(ratesQ16, weightsQ31);
            State = new DiffusionState(Modes);
            Forecast = new DepletionForecast(Modes, new DoublingGrid(Modes));
        }

        public ModeTable Modes { get; }

        public DiffusionState State { get; }

        public DepletionForecast Forecast { get; }

        /// <summary>Compares; true where a crossing comes.</summary>
        public bool Same(long current)
        {
            double? exact = Crossing(current, out double top);
            long theta = Forecast.ThetaQ40(State, current);

            // Where the last search ended is where the next one begins, and nothing else.
            Assert.Equal(theta, new DepletionForecast(Modes, new DoublingGrid(Modes)).ThetaQ40(State, current));
            if (exact == null || theta == DepletionForecast.Never)
            {
                // A touch within a few units of the last bit may count either way.
                Assert.True((exact == null) == (theta == DepletionForecast.Never) || Math.Abs(top - One) < 40, $"{exact} {theta} {top}");
                return false;
            }

            // What s is at the time that was told: 1, within the units that twelve rounded products leave, or the slope times
            // the last bits of time.
            double s = Math.Abs(Value(current, theta / OneTheta));
            double rise = Math.Abs(Value(current, theta / OneTheta * (1 + 1e-6)) - Value(current, theta / OneTheta));
            Assert.True(Math.Abs(s - One) <= 8 + rise, $"{s - One} {rise} at {theta / OneTheta}, exact {exact}");
            Assert.Equal(exact.Value, theta / OneTheta, exact.Value * 2e-3);
            return true;
        }

        /// <summary>The first crossing, and the highest |s| on the way.</summary>
        private double? Crossing(long current, out double top)
        {
            top = 0;
            double before = 0;
            for (double theta = 1e-7; theta < 30; theta *= 1.03)
            {
                double s = Math.Abs(Value(current, theta));
                top = Math.Max(top, s);
                if (s < One)
                {
                    before = theta;
                    continue;
                }

                double low = before;
                double high = theta;
                for (int round = 0; round < 60; round++)
                {
                    double middle = (low + high) / 2;
                    bool above = Math.Abs(Value(current, middle)) >= One;
                    low = above ? low : middle;
                    high = above ? middle : high;
                }

                return high;
            }

            return null;
        }

        public double Value(long current, double theta)
        {
            double sum = current;
            for (int mode = 0; mode < Modes.Count; mode++)
            {
                sum += State.AwayQ24[mode] * Math.Exp(-Modes.RatesQ16[mode] / 65536.0 * theta);
            }

            return sum;
        }
    }
}
