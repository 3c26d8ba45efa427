using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Identification at the borders its docstrings name, and its fit against the same least squares in double precision.
    /// </summary>
    public class IdentificationBorderTests
    {
        private const long Second = 1000000;
        private const long One = Verdict.OneQ24;
        private const double UnitVolts = 31.85e-3;

        /// <summary>
        /// Steady: |s| of 1/256 at least and within 1/64 of j, for a diffusion time; interrupted: 1/64 of the current or less.
        /// </summary>
        [Theory]
        [InlineData(1 << 16, 1 << 16, 10, 0, true)]
        [InlineData((1 << 16) - 1, 1 << 16, 10, 0, false)]
        [InlineData(64000000, 65000000, 10, 0, true)]
        [InlineData(63000000, 64000000, 10, 0, true)]
        [InlineData(62999999, 64000000, 10, 0, false)]
        [InlineData(65000000, 64000000, 10, 0, true)]
        [InlineData(65000001, 64000000, 10, 0, false)]
        [InlineData(8000000, 8000000, 9, 0, false)]
        [InlineData(8000000, 8000000, 10, 10000, true)]
        [InlineData(8000000, 8000000, 10, -10000, true)]
        public void A_steady_polarisation_that_is_interrupted(long surface, long current, int seconds, long left, bool found)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                SteadyWatch watch = new SteadyWatch();
                for (int second = 0; second < seconds; second++)
                {
                    Assert.False(IsInterrupt(watch, Charge(sign * 640000, second), sign * current, sign * surface, 10 * Second));
                }

                Assert.Equal(found, IsInterrupt(watch, Charge(sign * left, seconds), 0, sign * surface, 10 * Second));
                if (found)
                {
                    Assert.Equal(sign * surface, watch.SurfaceQ24);
                    Assert.Equal((seconds - 1) * Second, watch.InterruptMicroseconds);
                    Assert.True(watch.IsRest(10000) && watch.IsRest(-10000));
                    Assert.False(watch.IsRest(10001) || watch.IsRest(-10001));
                }
            }
        }

        /// <summary>
        /// An interrupt inside an interval: the mean tells for how long the current still flowed, and the next one has to be
        /// none. A current of the other sign, or a larger one, is no interrupt.
        /// </summary>
        [Theory]
        [InlineData(160000, 0, true, 250000)]
        [InlineData(160000, 10001, false, 250000)]
        [InlineData(10001, 10000, true, 15627)]
        [InlineData(640000, 0, true, 1000000)]
        [InlineData(640001, 0, false, -1)]
        [InlineData(-160000, 0, true, 0)]
        public void An_interrupt_within_an_interval(long mean, long next, bool found, long flowed)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                SteadyWatch watch = new SteadyWatch();
                for (int second = 0; second < 10; second++)
                {
                    IsInterrupt(watch, Charge(sign * 640000, second), sign * 8000000, sign * 8000000, 10 * Second);
                }

                Assert.False(IsInterrupt(watch, Charge(sign * mean, 10), 0, sign * 8000000, 10 * Second));
                Assert.Equal(found, IsInterrupt(watch, Charge(sign * next, 11), 0, sign * 7000000, 10 * Second));
                if (flowed >= 0)
                {
                    Assert.Equal((9 * Second) + flowed, watch.InterruptMicroseconds);
                }
            }
        }

        /// <summary>
        /// What was steady before a disturbance does not count: after it a whole diffusion time, to the last microsecond, has to
        /// pass.
        /// </summary>
        [Theory]
        [InlineData(0, true)]
        [InlineData(-1, false)]
        public void Steadiness_begins_anew(long beyond, bool found)
        {
            SteadyWatch watch = new SteadyWatch();
            for (int second = 0; second < 5; second++)
            {
                IsInterrupt(watch, Charge(640000, second), 8000000, 8000000, 10 * Second);
            }

            Assert.False(IsInterrupt(watch, Charge(700000, 5), 9000000, 8000000, 10 * Second));
            for (int second = 6; second < 16; second++)
            {
                Channel charge = Charge(640000, second);
                charge.IntervalMicroseconds += second == 6 ? beyond : 0;
                Assert.False(IsInterrupt(watch, charge, 8000000, 8000000, 10 * Second));
            }

            Assert.Equal(found, IsInterrupt(watch, Charge(0, 16), 0, 8000000, 10 * Second));
        }

        /// <summary>A diffusion time counts as 2^40 us, 12.7 days, where it is longer: so long a current has to have been steady.</summary>
        [Theory]
        [InlineData(1L << 38, 2, false)]
        [InlineData(1L << 38, 4, true)]
        [InlineData(1L << 41, 1, true)]
        public void A_long_diffusion_time(long row, int steadyRows, bool found)
        {
            GuardSettings settings = new GuardSettings { DiffusionTimeMicroseconds = 1L << 43 };
            TransportModel model = new TransportModel(settings, new Verdict());
            TransportIdentification identification = new TransportIdentification(settings, model);
            ChannelSet channels = new ChannelSet();
            Channel charge = channels.Charge;
            model.Advance(10000000, 1L << 46);
            charge.IntervalMicroseconds = row;
            charge.Value = 10000000;
            for (int rows = 0; rows < steadyRows; rows++)
            {
                model.Advance(charge.Value, row);
                identification.Follow(channels);
            }

            charge.Value = 0;
            model.Advance(0, row);
            identification.Follow(channels);
            Assert.Equal(found, identification.IsBusy);
        }

        /// <summary>
        /// A temperature that moves by more than 1 K ends the record of a relaxation, and so does a current that is back.
        /// </summary>
        [Theory]
        [InlineData(0.9, 0.0, true)]
        [InlineData(1.1, 0.0, false)]
        [InlineData(-1.1, 0.0, false)]
        [InlineData(0.0, 0.3, true)]
        [InlineData(0.0, 0.4, false)]
        public void What_ends_a_relaxation(double warming, double milliamperes, bool found)
        {
            // J* 45.48 mA, j = 0.5: 22.74 mA, of which 1/64 is 0.355 mA.
            RelaxingCell cell = new RelaxingCell(new GuardSettings(), 1, 45.48e-3, 13.3) { Celsius = 25 };
            cell.Run(0, 1);
            cell.Run(22.74e-3, 40);
            cell.Run(0, 2);
            cell.Celsius += warming;
            cell.Run(milliamperes * 1e-3, 26);
            cell.Run(22.74e-3, 25);
            Assert.Equal(found ? 1 : 0, cell.Verdict.Transport.IdentifiedLimitingCount);
        }

        /// <summary>Samples at the rail are no samples of the relaxation.</summary>
        [Fact]
        public void A_rail_is_left_out()
        {
            RelaxingCell cell = new RelaxingCell(new GuardSettings(), 1, 45.48e-3, 13.3) { RailEvery = 10 };
            cell.Run(0, 1);
            cell.Run(22.74e-3, 40);
            cell.Run(0, 50);
            Assert.Equal(1, cell.Verdict.Transport.IdentifiedLimitingCount);
            Assert.InRange(cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / 454.8e6, 0.96, 1.04);
        }

        /// <summary>64 bins; a sample beyond them is left out, one beyond 1 V of the first spoils the record.</summary>
        [Fact]
        public void A_record()
        {
            RelaxationRecord record = new RelaxationRecord();
            record.Begin(6400);
            Assert.Equal(100, record.BinMicroseconds);
            record.Add(-1, 0);
            record.Add(6400, 0);
            foreach (int count in record.Counts)
            {
                Assert.Equal(0, count);
            }

            record.Add(0, 3000000);
            record.Add(99, 3000030);
            record.Add(100, 3000010);
            record.Add(6399, 2999990);
            Assert.Equal((2, 1, 1), (record.Counts[0], record.Counts[1], record.Counts[63]));
            Assert.Equal((49L, 100L, 6399L), (record.MeanMicroseconds(0), record.MeanMicroseconds(1), record.MeanMicroseconds(63)));

            // From the first sample: 15, 10 and -10 uV over 1 mV in Q18.
            Assert.Equal(3932, record.MeanQ18(0, 1000000));
            Assert.Equal(2621, record.MeanQ18(1, 1000000));
            Assert.Equal(-2621, record.MeanQ18(63, 1000000));

            // Second differences -50 and 0: a sixth of the mean square is the variance.
            Assert.Equal(2, record.Differences);
            Assert.Equal(2500 / 13, record.NoiseSquare);
            Assert.Equal(20, record.SmallestStep);
            record.Add(200, 2999990);
            Assert.Equal(20, record.SmallestStep);
            record.Add(300, 4000000);
            Assert.False(record.IsSpoilt);
            Assert.Equal(1, record.Counts[3]);
            record.Add(400, 4000001);
            Assert.True(record.IsSpoilt);
            Assert.Equal(0, record.Counts[4]);
            record.Begin(0);
            Assert.Equal(1, record.BinMicroseconds);
            Assert.False(record.IsSpoilt);
            Assert.Equal((0, 0L, 0, 0), (record.Differences, record.SmallestStep, record.Counts[0], record.Counts[63]));
            record.Add(0, 0);
            record.Add(1, -1000000);
            Assert.False(record.IsSpoilt);
            record.Add(2, -1000001);
            Assert.True(record.IsSpoilt);
        }

        /// <summary>The shape of a relaxation against the series: -ln(1 - s), or ln((1 + s)/(1 - s)), averaged over a bin.</summary>
        [Theory]
        [InlineData(0.5, 1.0, false)]
        [InlineData(-0.5, 1.0, false)]
        [InlineData(0.5, 1.2, true)]
        [InlineData(-0.7, 0.5, true)]
        [InlineData(0.85, 1.0, false)]
        public void The_shape(double steady, double amplitude, bool both)
        {
            RelaxationShape shape = Shape(steady, both);
            foreach (double from in new[] { 0.02, 0.1, 0.3, 1.0 })
            {
                double length = 0.03;
                shape.Evaluate((long)(from * Math.Pow(2, 40)), (long)(length * Math.Pow(2, 40)), (long)(amplitude * One));
                double voltage = Model(steady * amplitude, from, length, both);
                double byAmplitude = (Model(steady * amplitude * 1.0001, from, length, both) - Model(steady * amplitude * 0.9999, from, length, both)) / 0.0002;
                double byRate = (Model(steady * amplitude, from * 1.0001, length * 1.0001, both) - Model(steady * amplitude, from * 0.9999, length * 0.9999, both)) / 0.0002;
                double size = Math.Abs(steady * amplitude);
                Assert.Equal(voltage, shape.VoltageQ18 / 262144.0, 2e-4 * size);

                // The derivatives steer the fit: a few percent are plenty.
                Assert.Equal(byAmplitude, shape.ByAmplitudeQ18 / 262144.0, 0.03 * size);
                Assert.Equal(byRate, shape.ByRateQ18 / 262144.0, 0.03 * size);
            }
        }

        /// <summary>
        /// The fit of a noisy relaxation: values, standard uncertainties and the electrode's drift are those of the same least
        /// squares in double, with derivatives by differences, and the truth lies within four uncertainties.
        /// </summary>
        [Theory]
        [InlineData(0.5, 0.8, 1.3, 0, false, 1)]
        [InlineData(0.5, 1.2, 0.7, 40, false, 2)]
        [InlineData(-0.6, 1.0, 1.0, -60, false, 3)]
        [InlineData(0.4, 0.9, 1.1, 20, true, 4)]
        [InlineData(0.3, 2.0, 0.4, 0, false, 5)]
        public void The_fit_is_least_squares(double steady, double amplitude, double rate, double drift, bool both, int seed)
        {
            Random random = new Random(seed);
            RelaxationRecord record = new RelaxationRecord();
            const double Diffusion = 13.3e6;
            const int Samples = 1280;
            record.Begin((long)(2 * Diffusion));
            for (int sample = 0; sample < Samples; sample++)
            {
                double time = (sample + 0.5) * 2 * Diffusion / Samples;
                double volts = UnitVolts * Model(steady * amplitude, time / Diffusion * rate, 0, both);
                double noise = 250e-6 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                record.Add((long)time, (long)Math.Round(1e6 * (3 + volts + noise + (drift * 1e-6 * time * 1e-6))));
            }

            RelaxationFit fit = new RelaxationFit(record, Shape(steady, both));
            fit.Begin((long)(UnitVolts * 1e9), (long)Diffusion, One, One);
            int parts = 0;
            while (fit.IsRunning)
            {
                fit.Work();
                Assert.True(++parts < 2000);
            }

            Assert.True(fit.HasResult);

            // 63 bins and ten parts of elimination a round.
            Assert.Equal(0, parts % 73);
            double[] reference = LeastSquares(record, steady, both, Diffusion);
            double q = fit.AmplitudeQ24 / (double)One;
            double tau = fit.RateQ24 / (double)One;
            double uq = fit.AmplitudeUncertaintyQ24 / (double)One;
            double utau = fit.RateUncertaintyQ24 / (double)One;
            Assert.Equal(reference[0], q, 0.05 * uq * q);
            Assert.Equal(reference[1], tau, 0.05 * utau * tau);
            Assert.Equal(reference[2], uq, 0.03 * uq);
            Assert.Equal(reference[3], utau, 0.03 * utau);
            Assert.Equal(reference[4], fit.DriftMicrovoltsPerSecond, 1.5);
            Assert.InRange(Math.Log(q / amplitude), -4 * uq, 4 * uq);
            Assert.InRange(Math.Log(tau / rate), -4 * utau, 4 * utau);
        }

        /// <summary>Ten bins are the least; a spoilt record is not fitted at all.</summary>
        [Theory]
        [InlineData(10, true)]
        [InlineData(9, false)]
        public void Ten_bins_are_the_least(int bins, bool fitted)
        {
            RelaxationRecord record = new RelaxationRecord();
            record.Begin(26600000);
            for (int bin = 1; bin <= bins; bin++)
            {
                for (int sample = 0; sample < 20; sample++)
                {
                    // Spread over the record: every sixth bin.
                    double time = ((bin * 6) + ((sample + 0.5) / 20)) * 26.6e6 / 64;
                    record.Add((long)time, (long)(3e6 + (UnitVolts * 1e6 * Model(0.5, time / 13.3e6, 0, false))) + (sample % 2));
                }
            }

            RelaxationFit fit = new RelaxationFit(record, Shape(0.5, false));
            fit.Begin((long)(UnitVolts * 1e9), 13300000, One, One);
            int parts = 0;
            while (fit.IsRunning)
            {
                fit.Work();
                parts++;
            }

            Assert.Equal(fitted, parts > 73);
            record.Add(26599999, 9000000);
            fit.Begin((long)(UnitVolts * 1e9), 13300000, One, One);
            Assert.False(fit.IsRunning);
        }

        private static bool IsInterrupt(SteadyWatch watch, Channel charge, long currentQ24, long surfaceQ24, long hold)
        {
            return watch.Follow(charge, currentQ24, surfaceQ24) && watch.IsInterrupt(charge, hold);
        }

        private static Channel Charge(long nanoamperes, long second)
        {
            return new Channel { Value = nanoamperes, TimeMicroseconds = second * Second, IntervalMicroseconds = Second };
        }

        internal static RelaxationShape Shape(double steady, bool both)
        {
            ModeTable modes = new ModeTable(null, null);
            return new RelaxationShape(modes) { SteadyQ24 = (long)Math.Round(steady * One), BothElectrodes = both };
        }

        /// <summary>Mean over a bin of the overpotential over U', of the exact series of the gap.</summary>
        internal static double Model(double steady, double from, double length, bool both)
        {
            int points = length > 0 ? 16 : 1;
            double sum = 0;
            for (int point = 0; point < points; point++)
            {
                double theta = from + (length * (point + 0.5) / points);
                double s = 0;
                for (int n = 1; n < 400; n += 2)
                {
                    double decay = n * n * Math.PI * Math.PI;
                    if (decay * theta > 40)
                    {
                        break;
                    }

                    s += 8 / decay * Math.Exp(-decay * theta);
                }

                s *= steady;
                sum += both ? Math.Log((1 + s) / (1 - s)) : -Math.Log(1 - s);
            }

            return sum / points;
        }

        /// <summary>q, tau, their standard uncertainties (of their logarithms), and the drift in microvolts per second.</summary>
        private static double[] LeastSquares(RelaxationRecord record, double steady, bool both, double diffusion)
        {
            double q = 1;
            double tau = 1;
            double[] result = new double[5];
            for (int round = 0; round < 30; round++)
            {
                double[,] sums = new double[5, 5];
                int bins = 0;
                for (int bin = 1; bin < RelaxationRecord.Bins; bin++)
                {
                    if (record.Counts[bin] == 0)
                    {
                        continue;
                    }

                    bins++;
                    double length = record.BinMicroseconds / diffusion;
                    double from = (record.MeanMicroseconds(bin) / diffusion) - (length / 2);
                    double value = Model(steady * q, from * tau, length * tau, both);
                    double[] columns =
                    {
                        1,
                        record.MeanMicroseconds(bin) / (64.0 * record.BinMicroseconds),
                        (Model(steady * q * 1.001, from * tau, length * tau, both) - Model(steady * q * 0.999, from * tau, length * tau, both)) / 0.002,
                        (Model(steady * q, from * tau * 1.001, length * tau * 1.001, both) - Model(steady * q, from * tau * 0.999, length * tau * 0.999, both)) / 0.002,
                        (record.MeanQ18(bin, (long)(UnitVolts * 1e9)) / 262144.0) - value,
                    };
                    for (int a = 0; a < 5; a++)
                    {
                        for (int b = 0; b < 5; b++)
                        {
                            sums[a, b] += record.Counts[bin] * columns[a] * columns[b];
                        }
                    }
                }

                double[,] inverse = Inverse(sums);
                double[] steps = new double[4];
                double left = sums[4, 4];
                for (int a = 0; a < 4; a++)
                {
                    for (int b = 0; b < 4; b++)
                    {
                        steps[a] += inverse[a, b] * sums[b, 4];
                    }

                    left -= steps[a] * sums[a, 4];
                }

                q *= Math.Exp(Math.Max(-0.5, Math.Min(0.5, steps[2])));
                tau *= Math.Exp(Math.Max(-0.5, Math.Min(0.5, steps[3])));
                double own = record.NoiseSquare * 1e-12 / (UnitVolts * UnitVolts);
                double variance = Math.Max(own, left / (bins - 4));
                result = new[]
                {
                    q, tau, Math.Sqrt(variance * inverse[2, 2]), Math.Sqrt(variance * inverse[3, 3]),
                    steps[1] * UnitVolts * 1e6 / (64.0 * record.BinMicroseconds * 1e-6),
                };
            }

            return result;
        }

        internal static double[,] Inverse(double[,] sums)
        {
            double[,] work = new double[4, 8];
            for (int row = 0; row < 4; row++)
            {
                for (int column = 0; column < 4; column++)
                {
                    work[row, column] = sums[row, column];
                }

                work[row, 4 + row] = 1;
            }

            for (int pivot = 0; pivot < 4; pivot++)
            {
                double divisor = work[pivot, pivot];
                for (int column = 0; column < 8; column++)
                {
                    work[pivot, column] /= divisor;
                }

                for (int row = 0; row < 4; row++)
                {
                    double factor = work[row, pivot];
                    for (int column = 0; row != pivot && column < 8; column++)
                    {
                        work[row, column] -= factor * work[pivot, column];
                    }
                }
            }

            double[,] inverse = new double[4, 4];
            for (int row = 0; row < 4; row++)
            {
                for (int column = 0; column < 4; column++)
                {
                    inverse[row, column] = work[row, 4 + column];
                }
            }

            return inverse;
        }
    }
}
