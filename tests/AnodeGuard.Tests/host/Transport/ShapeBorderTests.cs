using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The shape of a relaxation at its ends: near depletion, at the interrupt itself, and when all modes are gone.</summary>
    public class ShapeBorderTests
    {
        private const long One = Verdict.OneQ24;
        private static readonly double OneTheta = Math.Pow(2, 40);

        /// <summary>
        /// |s| counts as 15/16 where a guess lets it be more: -ln(1/16) and -ln(31/16) against the middle, ln 31 over both
        /// electrodes. Just below, at 0.93, it is what it is.
        /// </summary>
        [Theory]
        [InlineData(0.5, 4.0, false, 2.772589)]
        [InlineData(-0.5, 4.0, false, -0.661398)]
        [InlineData(0.5, 4.0, true, 3.433987)]
        [InlineData(-0.5, 4.0, true, -3.433987)]
        public void Near_depletion(double steady, double amplitude, bool both, double voltage)
        {
            RelaxationShape shape = IdentificationBorderTests.Shape(steady, both);
            long from = (long)(0.02 * OneTheta);
            long length = 1L << 30;
            shape.Evaluate(from, length, (long)(amplitude * One));
            Assert.Equal(voltage, shape.VoltageQ18 / 262144.0, 0.02);

            double remains = IdentificationBorderTests.Model(1e-6, 0.02, length / OneTheta, true) / 2e-6;
            shape.Evaluate(from, length, (long)(0.93 / (Math.Abs(steady) * remains) * One));
            Assert.Equal(IdentificationBorderTests.Model(0.93 * Math.Sign(steady) / remains, 0.02, length / OneTheta, both), shape.VoltageQ18 / 262144.0, 5e-3);
        }

        /// <summary>In the first thousandth of a diffusion time every mode is still on its way.</summary>
        [Theory]
        [InlineData(0.5)]
        [InlineData(-0.8)]
        public void At_the_interrupt(double steady)
        {
            // Mean of S over it: 2/3 of 4 sqrt(theta/pi) (Cottrell); the bend of the logarithm adds less than a thousandth.
            RelaxationShape shape = IdentificationBorderTests.Shape(steady, false);
            shape.Evaluate(1, 1L << 30, One);
            double gone = 2 / 3.0 * 4 * Math.Sqrt((1L << 30) / OneTheta / Math.PI);
            Assert.Equal(-Math.Log(1 - (steady * (1 - gone))), shape.VoltageQ18 / 262144.0, 2e-3);
        }

        /// <summary>Long after it nothing is left, and nothing that the rate could tell.</summary>
        [Fact]
        public void Long_after_it()
        {
            RelaxationShape shape = IdentificationBorderTests.Shape(0.9, true);
            shape.Evaluate(46L << 40, 1L << 34, One);
            Assert.Equal((0L, 0L, 0L), (shape.VoltageQ18, shape.ByAmplitudeQ18, shape.ByRateQ18));
        }
    }
}
