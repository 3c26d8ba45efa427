using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// The fit of a relaxation round by round against the same least squares in double precision: how many rounds it takes,
    /// where it gives up, what it says of its uncertainty, and how far it trusts a converter of coarse steps.
    /// </summary>
    public class FitBorderTests
    {
        private const long One = Verdict.OneQ24;

        /// <summary>
        /// From guesses near and far: steps are held within a half, and it ends where both are below 2^-11, in the third round at
        /// the earliest.
        /// </summary>
        [Theory]
        [InlineData(1.0, 1.0, 1.0, 1.0)]
        [InlineData(1.0, 1.0, 1.3, 0.8)]
        [InlineData(1.0, 1.0, 0.4, 2.5)]
        [InlineData(1.0, 1.0, 1.4, 3.5)]
        [InlineData(2.0, 0.5, 0.7, 1.5)]
        [InlineData(0.3, 3.0, 1.5, 0.6)]
        [InlineData(0.2, 1.0, 1.4, 1.0)]
        [InlineData(1.1, 6.0, 1.0, 1.0)]
        public void It_takes_as_many_rounds(double guess, double guessedRate, double amplitude, double rate)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                FitRun run = new FitRun(sign * 0.5, false, 2);
                run.Record(amplitude, rate, 20, 0.2e-3, 0);
                run.Work(guess, guessedRate);
                Assert.Equal(run.Model(guess, guessedRate), run.Fit.HasResult);
                Assert.Equal(run.Rounds * 73, run.Parts);

                // Where s comes near to 1 the core's derivatives are those of a coarser parabola.
                run.Compare(amplitude > 1.35 ? 0.006 : 0.004, amplitude > 1.35 ? 0.03 : 0.006);
            }
        }

        /// <summary>Beyond a tenth and ten times the settings' values the relaxation is none of this cell.</summary>
        [Theory]
        [InlineData(9.7, 1.0, 2.0, 0.05, true)]
        [InlineData(10.3, 1.0, 2.0, 0.05, false)]
        [InlineData(0.104, 1.0, 2.0, 0.9, true)]
        [InlineData(0.096, 1.0, 2.0, 0.9, false)]
        [InlineData(1.0, 9.7, 0.3, 0.5, true)]
        [InlineData(1.0, 10.3, 0.3, 0.5, false)]
        [InlineData(1.0, 0.104, 8.0, 0.5, true)]
        [InlineData(1.0, 0.096, 8.0, 0.5, false)]
        public void Ten_times_is_the_most(double amplitude, double rate, double diffusions, double steady, bool found)
        {
            // From half of the way, and from beside the truth.
            foreach (double near in new[] { 0.5, 0.97 })
            {
                FitRun run = new FitRun(steady, false, diffusions);
                run.Record(amplitude, rate, 20, 0, 0);
                double guess = Math.Exp(near * Math.Log(amplitude));
                double guessedRate = Math.Exp(near * Math.Log(rate));
                run.Work(guess, guessedRate);
                Assert.Equal(found, run.Fit.HasResult);
                if (found)
                {
                    Assert.Equal(1.0, run.Fit.AmplitudeQ24 / (amplitude * One), 0.002);
                    Assert.Equal(1.0, run.Fit.RateQ24 / (rate * One), 0.004);
                }
            }
        }

        /// <summary>What does not settle is given up after fourteen rounds.</summary>
        [Fact]
        public void Fourteen_rounds_are_the_most()
        {
            int most = 0;
            int given = 0;
            for (int seed = 0; seed < 40; seed++)
            {
                FitRun run = new FitRun(0.02, false, 2) { Seed = seed };
                run.Record(1, 1, 20, 3e-3, 0);
                run.Work(1, 1);
                most = Math.Max(most, run.Parts);
                given += !run.Fit.HasResult && run.Parts == 14 * 73 ? 1 : 0;
            }

            Assert.Equal(14 * 73, most);
            Assert.True(given > 0);
        }

        /// <summary>
        /// Converter steps that the noise does not cover (a quarter of a step): a twelfth of their square counts for each bin as a
        /// whole. Noise that does cover them: for each sample alone. Bins of thousands of samples keep their weight.
        /// </summary>
        [Theory]
        [InlineData(20, 0.0, 20e-3)]
        [InlineData(20, 1.0e-3, 20e-3)]
        [InlineData(20, 4.5e-3, 20e-3)]
        [InlineData(20, 4.7e-3, 20e-3)]
        [InlineData(20, 5.5e-3, 20e-3)]
        [InlineData(20, 8e-3, 20e-3)]
        [InlineData(1500, 0.0, 5e-3)]
        [InlineData(1023, 1e-3, 0)]
        [InlineData(1025, 1e-3, 0)]
        [InlineData(2100, 2e-3, 0)]
        public void What_it_says_of_its_uncertainty(int samples, double noise, double step)
        {
            foreach (bool both in new[] { false, true })
            {
                FitRun run = new FitRun(0.5, both, 2);
                run.Record(1.1, 0.9, samples, noise, step);
                run.Work(1, 1);
                Assert.True(run.Model(1, 1) && run.Fit.HasResult);
                run.Compare(0.004, 0.012);
            }
        }

        /// <summary>Where the model does not fit, what is left of the sums tells, over all bins but four: gaps in the record too.</summary>
        [Theory]
        [InlineData(11)]
        [InlineData(15)]
        [InlineData(30)]
        [InlineData(63)]
        public void What_does_not_fit(int bins)
        {
            FitRun run = new FitRun(0.5, false, 2) { LastBin = bins, Wiggle = 2e-3 };
            run.Record(1.1, 1.2, 20, 0.1e-3, 0);
            run.Work(1, 1);
            Assert.Equal(run.Model(1, 1), run.Fit.HasResult);
            Assert.True(run.Fit.HasResult);
            run.Compare(0.01, 0.012, bins < 15 ? 5 : 1);
        }

        /// <summary>
        /// The bounds of a record: bins of 1 us to 2^36 us; a second difference counts up to 2^17 uV, of the third sample on and
        /// beyond the first bin; it begins with nothing.
        /// </summary>
        [Fact]
        public void The_bounds_of_a_record()
        {
            RelaxationRecord record = new RelaxationRecord();
            Assert.Equal(1, record.BinMicroseconds);
            record.Begin(long.MaxValue);
            Assert.Equal(68719476736, record.BinMicroseconds);
            foreach (long up in new[] { 200000L, -200000 })
            {
                record.Begin(long.MaxValue);
                record.Add(68719476736, 0);
                record.Add(68719476737, 0);
                record.Add(68719476738, up);
                Assert.Equal(131072, record.SmallestStep);
                Assert.Equal(131072L * 131072 / 7, record.NoiseSquare);
            }

            // Second differences 1 and -4: 17 over thirteen; the same of a ramp is 0, and so is what the first bin holds.
            long[] bent = { 0, 1, 3, 1 };
            long[] ramp = { 0, -70, -140, -210 };
            Assert.Equal((2, 1L, 1L), Noted(record, 100, bent));
            Assert.Equal((2, 0L, 70L), Noted(record, 100, ramp));
            Assert.Equal((0, 0L, 1L), Noted(record, 0, bent));
            Assert.Equal((1, 2L, 1L), Noted(record, 97, bent));
        }

        private static (int Differences, long Square, long Step) Noted(RelaxationRecord record, long from, long[] values)
        {
            record.Begin(6400);
            for (int sample = 0; sample < values.Length; sample++)
            {
                record.Add(from + sample, values[sample]);
            }

            return (record.Differences, record.NoiseSquare, record.SmallestStep);
        }

        /// <summary>One record, its fit, and the model of both.</summary>
        private sealed class FitRun
        {
            private const double UnitVolts = 0.5;
            private const double Diffusion = 13.3e6;

            private readonly RelaxationRecord _record = new RelaxationRecord();
            private readonly double _steady;
            private readonly bool _both;
            private readonly double _diffusions;
            private double[] _result;

            public FitRun(double steady, bool both, double diffusions)
            {
                _steady = steady;
                _both = both;
                _diffusions = diffusions;
                Fit = new RelaxationFit(_record, IdentificationBorderTests.Shape(steady, both));
            }

            public RelaxationFit Fit { get; }

            public int Seed { get; set; } = 5;

            public int LastBin { get; set; } = 63;

            public double Wiggle { get; set; }

            public int Parts { get; private set; }

            public int Rounds { get; private set; }

            public void Record(double amplitude, double rate, int samples, double noise, double step)
            {
                Random random = new Random(Seed);
                _record.Begin((long)(_diffusions * Diffusion));
                for (int sample = 0; sample < samples * RelaxationRecord.Bins; sample++)
                {
                    int bin = sample / samples;
                    if (bin > LastBin)
                    {
                        break;
                    }

                    double time = (sample + 0.5) * _diffusions * Diffusion / (samples * RelaxationRecord.Bins);
                    double volts = UnitVolts * IdentificationBorderTests.Model(_steady * amplitude, time / Diffusion * rate, 0, _both);
                    volts += noise == 0 ? 0 : noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                    volts += bin % 2 == 0 ? Wiggle : 0;
                    volts = step > 0 ? Math.Round(volts / step) * step : volts;
                    _record.Add((long)time, (long)Math.Round(1e6 * volts));
                }
            }

            public void Work(double guess, double guessedRate)
            {
                Fit.Begin((long)(UnitVolts * 1e9), (long)Diffusion, (long)(guess * One), (long)(guessedRate * One));
                Parts = 0;
                while (Fit.IsRunning)
                {
                    Fit.Work();
                    Assert.True(++Parts < 2000);
                }
            }

            /// <summary>Values within a share of their uncertainty or of themselves; uncertainties within a share.</summary>
            public void Compare(double values, double uncertainties, double drift = 1)
            {
                double q = Fit.AmplitudeQ24 / (double)One;
                double tau = Fit.RateQ24 / (double)One;
                Assert.Equal(_result[0], q, Math.Max(values * 0.1, values * 10 * _result[2]) * q);
                Assert.Equal(_result[1], tau, Math.Max(values * 0.1, values * 10 * _result[3]) * tau);
                Assert.Equal(1.0, Fit.AmplitudeUncertaintyQ24 / (double)One / _result[2], uncertainties);
                Assert.Equal(1.0, Fit.RateUncertaintyQ24 / (double)One / _result[3], uncertainties);
                Assert.Equal(_result[4], Fit.DriftMicrovoltsPerSecond, drift + (0.01 * Math.Abs(_result[4])));
            }

            /// <summary>The same rounds in double; true where they end with a result.</summary>
            public bool Model(double q, double tau)
            {
                for (Rounds = 0; Rounds < 14;)
                {
                    double[,] sums = Sums(q, tau, out int bins, out double weights);
                    double[,] inverse = IdentificationBorderTests.Inverse(sums);
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

                    bool small = Math.Abs(steps[2]) < 1 / 2048.0 && Math.Abs(steps[3]) < 1 / 2048.0;
                    q *= Math.Exp(Math.Max(-0.5, Math.Min(0.5, steps[2])));
                    tau *= Math.Exp(Math.Max(-0.5, Math.Min(0.5, steps[3])));
                    if (small && Rounds++ >= 2)
                    {
                        double variance = Math.Max(Noise(weights / bins), left / (bins - 4));
                        _result = new[]
                        {
                            q, tau, Math.Sqrt(variance * inverse[2, 2]), Math.Sqrt(variance * inverse[3, 3]),
                            steps[1] * UnitVolts * 1e6 / (64.0 * _record.BinMicroseconds * 1e-6),
                        };
                        return true;
                    }

                    Rounds += small ? 0 : 1;
                    if (q > 10 || q < 0.1 || tau > 10 || tau < 0.1)
                    {
                        return false;
                    }
                }

                return false;
            }

            /// <summary>Of a sample, over U' squared; a step that four times the noise does not cover counts for the bin.</summary>
            private double Noise(double perBin)
            {
                double square = _record.NoiseSquare;
                double step = _record.SmallestStep;
                double own = square + (square * 16 >= step * step ? 0 : step * step / 12 * (Math.Floor(perBin) + 1));
                return own * 1e-12 / (UnitVolts * UnitVolts);
            }

            private double[,] Sums(double q, double tau, out int bins, out double weights)
            {
                double[,] sums = new double[5, 5];
                bins = 0;
                weights = 0;
                for (int bin = 1; bin < RelaxationRecord.Bins; bin++)
                {
                    if (_record.Counts[bin] == 0)
                    {
                        continue;
                    }

                    bins++;
                    weights += _record.Counts[bin];
                    double mean = _record.MeanMicroseconds(bin);
                    double length = _record.BinMicroseconds / Diffusion;
                    double from = (mean / Diffusion) - (length / 2);
                    double[] columns =
                    {
                        1,
                        mean / (64.0 * _record.BinMicroseconds),
                        (At(q * 1.001, tau, from, length) - At(q * 0.999, tau, from, length)) / 0.002,
                        (At(q, tau * 1.001, from, length) - At(q, tau * 0.999, from, length)) / 0.002,
                        (_record.MeanQ18(bin, (long)(UnitVolts * 1e9)) / 262144.0) - At(q, tau, from, length),
                    };
                    for (int a = 0; a < 5; a++)
                    {
                        for (int b = 0; b < 5; b++)
                        {
                            sums[a, b] += _record.Counts[bin] * columns[a] * columns[b];
                        }
                    }
                }

                return sums;
            }

            private double At(double q, double tau, double from, double length)
            {
                return IdentificationBorderTests.Model(_steady * q, from * tau, length * tau, _both);
            }
        }
    }
}
