using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Corners of the transport stage that no ordinary story reaches.</summary>
    public class TransportCornerTests
    {
        /// <summary>
        /// 1 uA/m2 on 0.01 cm2 are a limiting current of 1 pA; at -60 C and 100 kJ/mol nothing is left of it. Any current is then as far beyond it
        /// as the model goes, and none is none.
        /// </summary>
        [Theory]
        [InlineData(1000000, 1)]
        [InlineData(-1000000, -1)]
        [InlineData(0, 0)]
        public void A_limiting_current_that_freezes_to_nothing(long nanoamperes, int sign)
        {
            Guard guard = new Guard(new GuardSettings
            {
                AreaSquareMicrometres = 1000000,
                LimitingCurrentDensityMicroamperesPerSquareMetre = 1,
                LimitingCurrentActivationJoulesPerMole = 100000,
            });
            Snapshot snapshot = new Snapshot();
            Verdict verdict = null;
            for (int step = 1; step <= 3; step++)
            {
                snapshot.TimeMicroseconds = step * 1000000;
                snapshot.CurrentNanoamperes.Set(nanoamperes, step * 1000000, Validity.Valid, SampleSource.Recording);
                snapshot.CellMillicelsius.Set(-60000, step * 1000000, Validity.Valid, SampleSource.Recording);
                verdict = guard.Step(snapshot);
            }

            Assert.Equal(0, verdict.Transport.LimitingMicroamperesPerSquareMetre);
            Assert.Equal(sign, System.Math.Sign(verdict.NormalizedCurrentQ24));
            Assert.True(sign == 0 || System.Math.Abs(verdict.NormalizedCurrentQ24) > 10 * Verdict.OneQ24);
        }

        [Theory]
        [InlineData(0, 0)]
        [InlineData(1, 1)]
        [InlineData(3, 1)]
        [InlineData(4, 2)]
        [InlineData(-1, 0)]
        [InlineData(long.MinValue, 0)]
        [InlineData(long.MaxValue, 3037000499)]
        [InlineData(9223372030926249000, 3037000498)]
        [InlineData(4611686018427387904, 2147483648)]
        [InlineData(4611686018427387903, 2147483647)]
        public void Roots_are_whole(long value, long root)
        {
            Assert.Equal(root, Root.OfLong(value));
        }

        [Fact]
        public void Squares_and_their_neighbours_have_the_right_roots()
        {
            Lcg random = new Lcg(5);
            for (int i = 0; i < 100000; i++)
            {
                long root = 1 + ((random.Bits() & long.MaxValue) >> (33 + random.Below(29)));
                Assert.Equal(root, Root.OfLong(root * root));
                Assert.Equal(root - 1, Root.OfLong((root * root) - 1));
                Assert.Equal(root, Root.OfLong((root * root) + root));
            }
        }

        [Fact]
        public void A_doubtful_value_neither_raises_nor_ends_a_fall()
        {
            byte[] levels = new byte[FaultId.Count];
            FaultRegister register = new FaultRegister(levels);
            LimitingCurrentWatch watch = new LimitingCurrentWatch(register);
            IdentifiedTransport found = new IdentifiedTransport();
            long time = 0;

            // Of 30 %, with 15 % uncertainty: twice the uncertainty is not enough.
            foreach ((double share, double uncertainty, byte level) in new (double, double, byte)[]
            {
                (1.0, 0.01, 0), (0.7, 0.15, 0), (0.7, 0.15, 0), (0.7, 0.02, 0), (0.7, 0.02, FaultLevel.Advisory),
                (0.7, 0.15, FaultLevel.Advisory), (0.7, 0.15, FaultLevel.Advisory), (0.9, 0.15, FaultLevel.Advisory), (0.9, 0.15, 0),
            })
            {
                found.Take(1000000, 1000000, (long)((1 << 24) / share), 1 << 24, (long)(uncertainty * (1 << 24)), 0);
                watch.Judge(found, ++time);
                Assert.Equal(level, levels[FaultId.LimitingCurrentFall]);
            }
        }

        [Fact]
        public void A_density_of_nothing_is_no_accident()
        {
            byte[] levels = new byte[FaultId.Count];
            LimitingCurrentWatch watch = new LimitingCurrentWatch(new FaultRegister(levels));
            IdentifiedTransport found = new IdentifiedTransport();
            for (int time = 1; time < 5; time++)
            {
                found.Take(0, 0, 1 << 24, 1 << 24, 1000, 1000);
                watch.Judge(found, time);
                Assert.Equal(0, levels[FaultId.LimitingCurrentFall]);
            }
        }

        [Fact]
        public void A_record_takes_what_lies_inside_it()
        {
            RelaxationRecord record = new RelaxationRecord();
            record.Begin(64000000);
            Assert.Equal(1000000, record.BinMicroseconds);
            record.Add(-1, 5);
            record.Add(64000000, 5);
            Assert.All(record.Counts, count => Assert.Equal(0, count));
            record.Add(0, 5);
            record.Add(63999999, 1000005);
            Assert.Equal(1, record.Counts[0]);
            Assert.Equal(1, record.Counts[63]);
            Assert.Equal(63999999, record.MeanMicroseconds(63));
            Assert.False(record.IsSpoilt);
            record.Add(1000000, 1000006);
            Assert.True(record.IsSpoilt);
            Assert.Equal(0, record.Counts[1]);
        }

        [Theory]
        [InlineData(-2000000)]
        [InlineData(2000000)]
        public void A_spoilt_record_is_not_fitted(int microvolts)
        {
            RelaxationFit fit = Fit(out RelaxationRecord record, out _);
            record.Add(0, 0);
            record.Add(1000000, microvolts);
            fit.Begin(31858600, 32000000, 1 << 24, 1 << 24);
            Assert.False(fit.IsRunning);
        }

        [Theory]
        [InlineData(5, 1 << 23)]
        [InlineData(60, 0)]
        public void A_record_of_few_bins_or_of_no_polarisation_ends_without_a_result(int seconds, long steady)
        {
            RelaxationFit fit = Fit(out RelaxationRecord record, out RelaxationShape shape);
            shape.SteadyQ24 = steady;
            for (int sample = 0; sample < seconds * 50; sample++)
            {
                record.Add(sample * 20000L, sample % 7);
            }

            Work(fit);
            Assert.False(fit.HasResult);
        }

        [Fact]
        public void Thousands_of_samples_in_a_bin_keep_their_weight()
        {
            RelaxationFit fit = Fit(out RelaxationRecord record, out RelaxationShape shape);
            shape.SteadyQ24 = 1 << 23;
            ExactModel gap = new ExactModel(200);
            gap.Advance(0.5, 5);
            for (int sample = 0; sample < 64 * 3000; sample++)
            {
                double s = gap.After(0, sample / 3000.0 / 32);
                record.Add((long)(sample / 3000.0 * 1e6), (long)Math.Round(-31858.6 * Math.Log(1 - s)) + (((sample * 7919) % 201) - 100));
            }

            Work(fit);
            Assert.True(fit.HasResult);
            Assert.InRange(fit.AmplitudeQ24 / (double)(1 << 24), 0.999, 1.001);
            Assert.InRange(fit.RateQ24 / (double)(1 << 24), 0.999, 1.001);
            Assert.InRange(fit.DriftMicrovoltsPerSecond, -1, 1);
        }

        // What the switching leaves in a filter: a first sample 0.45 V away, 14 times the unit, and every other one as far from it.
        [Theory]
        [InlineData(1000)]
        [InlineData(20000)]
        public void Many_samples_after_a_first_one_that_rings(int samples)
        {
            RelaxationFit fit = Fit(out RelaxationRecord record, out RelaxationShape shape);
            shape.SteadyQ24 = 1 << 23;
            ExactModel gap = new ExactModel(200);
            gap.Advance(0.5, 5);
            record.Add(0, -450000);
            for (int slot = 20; slot < 64 * 20; slot++)
            {
                double seconds = (slot + 0.5) / 20;
                long microvolts = (long)Math.Round(-31858.6 * Math.Log(1 - gap.After(0, seconds / 32)));
                for (int sample = 0; sample < samples / 20; sample++)
                {
                    record.Add((long)(seconds * 1e6), microvolts + (((sample * 7919) % 201) - 100));
                }
            }

            Work(fit);
            Assert.True(fit.HasResult);
            Assert.InRange(fit.AmplitudeQ24 / (double)(1 << 24), 0.998, 1.002);
            Assert.InRange(fit.RateQ24 / (double)(1 << 24), 0.998, 1.002);
            Assert.InRange(fit.AmplitudeUncertaintyQ24 / (double)(1 << 24), 0, 0.002);
            Assert.InRange(fit.DriftMicrovoltsPerSecond, -1, 1);
        }

        [Fact]
        public void A_bin_that_is_full_takes_no_more()
        {
            RelaxationRecord record = new RelaxationRecord();
            record.Begin(64000000);
            for (int sample = 0; sample < (1 << 20) + 5; sample++)
            {
                record.Add(1500000, sample & 1);
            }

            Assert.Equal(1 << 20, record.Counts[1]);
            Assert.Equal(1, record.SmallestStep);
        }

        [Fact]
        public void An_electrode_that_goes_missing_ends_the_record()
        {
            RelaxingCell cell = new RelaxingCell(new GuardSettings { CellType = CellType.Symmetric }, 1, 45.48e-3, 13.3);
            cell.Run(0.02, 45);
            cell.Run(0, 10);
            cell.LoseSense();
            cell.Run(0, 60);
            Assert.Equal(0, cell.Verdict.Transport.IdentifiedLimitingCount);
        }

        [Theory]
        [InlineData(new long[] { 0, 0 }, 1000000)]
        [InlineData(new long[] { 0, 200000 }, 1000000)]
        [InlineData(new long[] { -70000, 0 }, 1000000)]
        [InlineData(new long[] { 0, 25000 }, 0)]
        [InlineData(new long[] { 25000 }, 1000000)]
        [InlineData(new long[] { 0, 1, 2, 3, 4, 5 }, 1000000)]
        public void A_table_that_is_none_leaves_the_values_at_25_degrees(long[] temperatures, long diffusion)
        {
            GuardSettings settings = Rows.Unit();
            settings.TableMillicelsius = temperatures;
            settings.TableLimitingMicroamperesPerSquareMetre = Array.ConvertAll(temperatures, _ => 5L);
            settings.TableDiffusionMicroseconds = Array.ConvertAll(temperatures, _ => diffusion);
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            Assert.Equal(1000000000, rows.Verdict.Transport.DiffusionMicroseconds);
            Assert.Equal(10000000, rows.Verdict.Transport.LimitingMicroamperesPerSquareMetre);
        }

        [Fact]
        public void Tables_of_different_lengths_are_none()
        {
            GuardSettings settings = Rows.Unit();
            settings.TableMillicelsius = new long[] { 0, 25000 };
            settings.TableLimitingMicroamperesPerSquareMetre = new long[] { 5, 5 };
            settings.TableDiffusionMicroseconds = new long[] { 5 };
            Assert.Equal(0, new TemperatureTable(settings).Count);
            settings.TableDiffusionMicroseconds = new long[] { 5, 6 };
            settings.TableLimitingMicroamperesPerSquareMetre = new long[] { 0, 5 };
            Assert.Equal(0, new TemperatureTable(settings).Count);
            settings.TableLimitingMicroamperesPerSquareMetre = new long[] { 5, 5, 5 };
            Assert.Equal(0, new TemperatureTable(settings).Count);
        }

        // A response that begins below zero: a charging current then lowers s at first, and only later times bound it.
        [Fact]
        public void Advice_with_weights_that_overshoot()
        {
            GuardSettings settings = Rows.Unit();
            settings.ModeRatesQ16 = new long[] { 500L << 16, 10L << 16 };
            settings.ModeWeightsQ31 = new long[] { 1L << 30, 1L << 31 };
            settings.RecommendedMicroseconds = 2000000000;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(1000, 0);
            Assert.InRange(rows.Verdict.Transport.RecommendedChargeNanoamperes, 499990, 500010);
        }

        [Fact]
        public void Advice_for_hardly_any_time_is_bounded_by_the_instantaneous_rest()
        {
            GuardSettings settings = Rows.Unit();
            settings.RecommendedMicroseconds = 1;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(1000, 0);

            // 0.5 over the rest of 0.001454 that follows at once, and the little that 1e-9 diffusion times add.
            Assert.InRange(rows.Verdict.Transport.RecommendedChargeNanoamperes / 1e6, 330, 344);
        }

        private static RelaxationFit Fit(out RelaxationRecord record, out RelaxationShape shape)
        {
            ModeTable modes = new ModeTable(null, null);
            record = new RelaxationRecord();
            shape = new RelaxationShape(modes);
            record.Begin(64000000);
            return new RelaxationFit(record, shape);
        }

        private static void Work(RelaxationFit fit)
        {
            fit.Begin(31858600, 32000000, 1 << 24, 1 << 24);
            for (int part = 0; part < 5000 && fit.IsRunning; part++)
            {
                fit.Work();
            }

            Assert.False(fit.IsRunning);
        }
    }
}
