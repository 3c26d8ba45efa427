using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// J* and t_D identified from a relaxation, through the one door: right within the uncertainty that is stated, and silent
    /// where nothing can be known. The default cell has J* = 454.8 A/m2 on 1 cm2 and t_D = 13.3 s.
    /// </summary>
    public class IdentificationTests
    {
        private const double SettingsAmperes = 45.48e-3;
        private const double SettingsSeconds = 13.3;

        private readonly ITestOutputHelper _output;

        public IdentificationTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // Truth over settings; j of the truth. The last: the trilayer at 9 mA/cm2.
        [Theory]
        [InlineData(1.0, 1.0, 0.5)]
        [InlineData(0.6, 1.6, 0.5)]
        [InlineData(1.4, 0.6, 0.3)]
        [InlineData(0.4, 2.2, 0.8)]
        [InlineData(1.0, 1.0, -0.5)]
        [InlineData(1.0, 1.0, 0.2)]
        public void It_is_right_within_its_uncertainty(double limiting, double diffusion, double j)
        {
            const int Seeds = 40;
            int found = 0;
            int limitingWithin = 0;
            int diffusionWithin = 0;
            double limitingSum = 0;
            double diffusionSum = 0;
            double limitingStated = 0;
            double diffusionStated = 0;
            for (int seed = 0; seed < Seeds; seed++)
            {
                TransportFigures figures = Relax(new GuardSettings(), seed, limiting, diffusion, j);
                if (figures.IdentifiedLimitingCount == 0)
                {
                    continue;
                }

                found++;
                double trueLimiting = 454.8e6 * limiting;
                double trueDiffusion = SettingsSeconds * 1e6 * diffusion;
                double limitingError = figures.IdentifiedLimitingMicroamperesPerSquareMetre - trueLimiting;
                double diffusionError = figures.IdentifiedDiffusionMicroseconds - trueDiffusion;
                limitingWithin += Math.Abs(limitingError) <= 2 * figures.IdentifiedLimitingUncertainty ? 1 : 0;
                diffusionWithin += Math.Abs(diffusionError) <= 2 * figures.IdentifiedDiffusionUncertainty ? 1 : 0;
                limitingSum += limitingError / trueLimiting;
                diffusionSum += diffusionError / trueDiffusion;
                limitingStated += figures.IdentifiedLimitingUncertainty / trueLimiting;
                diffusionStated += figures.IdentifiedDiffusionUncertainty / trueDiffusion;
            }

            _output.WriteLine(
                $"found {found} of {Seeds}; J* within 2 u {limitingWithin}, mean error {limitingSum / found:P2}, u {limitingStated / found:P2}; "
                + $"t_D within 2 u {diffusionWithin}, mean error {diffusionSum / found:P2}, u {diffusionStated / found:P2}");
            Assert.True(found >= Seeds * 9 / 10, $"{found}");
            Assert.True(limitingWithin >= found * 0.88 && diffusionWithin >= found * 0.88, $"{limitingWithin}, {diffusionWithin} of {found}");
        }

        [Fact]
        public void A_quiet_converter_of_coarse_steps_is_doubted()
        {
            // No noise at all: the converter's steps are the error.
            for (int seed = 0; seed < 5; seed++)
            {
                TransportFigures figures = Relax(new GuardSettings(), seed, 0.9 + (0.05 * seed), 1.1, 0.5, cell =>
                {
                    cell.NoiseVolts = 0;
                    cell.StepVolts = 1e-3;
                });
                Assert.Equal(1, figures.IdentifiedLimitingCount);
                double error = figures.IdentifiedLimitingMicroamperesPerSquareMetre - (454.8e6 * (0.9 + (0.05 * seed)));
                Assert.InRange(error / figures.IdentifiedLimitingUncertainty, -2.5, 2.5);
            }
        }

        [Fact]
        public void A_symmetric_cell_without_a_sense_electrode_is_read_over_both_electrodes()
        {
            GuardSettings settings = new GuardSettings { CellType = CellType.Symmetric };
            TransportFigures figures = Relax(settings, 3, 0.8, 1.2, 0.5, cell => cell.SenseFitted = false);
            Assert.Equal(1, figures.IdentifiedLimitingCount);
            Assert.InRange(figures.IdentifiedLimitingMicroamperesPerSquareMetre / (454.8e6 * 0.8), 0.97, 1.03);
            Assert.InRange(figures.IdentifiedDiffusionMicroseconds / (SettingsSeconds * 1.2e6), 0.95, 1.05);

            // The same voltage of a full cell says nothing: the cathode relaxes too.
            settings = new GuardSettings();
            Assert.Equal(0, Relax(settings, 3, 0.8, 1.2, 0.5, cell => cell.SenseFitted = false).IdentifiedLimitingCount);
        }

        [Theory]
        [InlineData("too small")]
        [InlineData("no polarisation")]
        [InlineData("drift")]
        [InlineData("custom modes")]
        [InlineData("zero volt by design")]
        [InlineData("single ion")]
        public void It_is_silent_where_nothing_can_be_known(string reason)
        {
            GuardSettings settings = new GuardSettings();
            double j = 0.5;
            switch (reason)
            {
                case "too small":
                    j = 0.012;
                    break;
                case "custom modes":
                    settings.ModeRatesQ16 = new long[] { 646814 };
                    settings.ModeWeightsQ31 = new long[] { 1740684681 };
                    break;
                case "zero volt by design":
                    settings.ZeroVoltByDesign = true;
                    break;
                case "single ion":
                    settings.AnionTransferenceMillionths = 40000;
                    break;
            }

            for (int seed = 0; seed < 10; seed++)
            {
                TransportFigures figures = Relax(settings, seed, 1, 1, j, cell =>
                {
                    cell.Polarises = reason != "no polarisation";
                    cell.DriftVoltsPerSecond = reason == "drift" ? 0.15e-3 : 0;
                });
                Assert.Equal(0, figures.IdentifiedLimitingCount);
                Assert.Equal(TransportFigures.Unknown, figures.IdentifiedLimitingMicroamperesPerSquareMetre);
                Assert.Equal(TransportFigures.Unknown, figures.IdentifiedDiffusionMicroseconds);
            }
        }

        [Fact]
        public void A_slow_steady_drift_is_told_apart()
        {
            TransportFigures figures = Relax(new GuardSettings(), 1, 1, 1, 0.5, cell => cell.DriftVoltsPerSecond = 50e-6);
            Assert.Equal(1, figures.IdentifiedLimitingCount);
            Assert.InRange(figures.IdentifiedLimitingMicroamperesPerSquareMetre / 454.8e6, 0.96, 1.04);
        }

        [Fact]
        public void A_current_that_was_not_steady_or_a_rest_too_short_says_nothing()
        {
            RelaxingCell cell = new RelaxingCell(new GuardSettings(), 1, SettingsAmperes, SettingsSeconds);
            cell.Run(SettingsAmperes * 0.5, 8);
            cell.Run(0, 40);
            Assert.Equal(0, cell.Verdict.Transport.IdentifiedLimitingCount);
            cell.Run(SettingsAmperes * 0.5, 40);
            cell.Run(0, 4);
            cell.Run(SettingsAmperes * 0.5, 40);
            Assert.Equal(0, cell.Verdict.Transport.IdentifiedLimitingCount);
            cell.Run(0, 40);
            Assert.Equal(1, cell.Verdict.Transport.IdentifiedLimitingCount);
        }

        /// <summary>
        /// On a board sense samples come between the last current of a rest and the first after it: the ohmic step in them is no
        /// relaxation. Cycles that rest for less than two diffusion times are the rule.
        /// </summary>
        [Theory]
        [InlineData(8.0)]
        [InlineData(10.04)]
        [InlineData(14.96)]
        [InlineData(20.0)]
        public void A_rest_that_the_current_ends(double seconds)
        {
            int found = 0;
            for (int seed = 0; seed < 10; seed++)
            {
                RelaxingCell cell = new RelaxingCell(new GuardSettings(), seed, SettingsAmperes, SettingsSeconds) { NoiseVolts = 100e-6 };
                cell.Run(SettingsAmperes * 0.5, 60);
                cell.Run(0, seconds);
                cell.Run(SettingsAmperes * 0.5, 30);
                TransportFigures figures = cell.Verdict.Transport;
                found += (int)figures.IdentifiedLimitingCount;
                if (figures.IdentifiedLimitingCount > 0)
                {
                    double error = figures.IdentifiedLimitingMicroamperesPerSquareMetre - 454.8e6;
                    Assert.InRange(error / figures.IdentifiedLimitingUncertainty, -3, 3);
                    error = figures.IdentifiedDiffusionMicroseconds - (SettingsSeconds * 1e6);
                    Assert.InRange(error / figures.IdentifiedDiffusionUncertainty, -3, 3);
                }
            }

            Assert.InRange(found, 9, 10);
        }

        // The fall over cycles, and its nearest innocent neighbour.
        [Theory]
        [InlineData(0.05, FaultLevel.None)]
        [InlineData(0.14, FaultLevel.None)]
        [InlineData(0.27, FaultLevel.Advisory)]
        [InlineData(0.47, FaultLevel.Warning)]
        [InlineData(0.68, FaultLevel.Alarm)]
        public void The_fall_of_the_identified_limit(double fall, byte level)
        {
            RelaxingCell cell = new RelaxingCell(new GuardSettings(), 7, SettingsAmperes, SettingsSeconds);
            double amperes = SettingsAmperes * 0.25;
            for (int cycle = 0; cycle < 12; cycle++)
            {
                cell.Run(amperes, 60);
                cell.Run(0, 55);
                if (cycle >= 3)
                {
                    // Blocked pores: as the limit falls, diffusion takes longer.
                    double left = 1 - (fall * Math.Min(1, (cycle - 2) / 5.0));
                    cell.LimitingAmperes = SettingsAmperes * left;
                    cell.DiffusionSeconds = SettingsSeconds * (1 + (0.5 * (1 - left)));
                }
            }

            _output.WriteLine($"{cell.Verdict.Transport.IdentifiedLimitingCount} times, last {cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / 454.8e6:F3} of the first");
            Assert.Equal(level, cell.Verdict.Levels[FaultId.LimitingCurrentFall]);
            Assert.True(cell.Verdict.Transport.IdentifiedLimitingCount >= 10);
        }

        [Fact]
        public void A_single_low_value_is_not_a_fall_and_a_recovery_ends_one()
        {
            RelaxingCell cell = new RelaxingCell(new GuardSettings(), 8, SettingsAmperes, SettingsSeconds);
            double[] left = { 1, 1, 1, 0.5, 1, 1, 0.7, 0.7, 0.9, 0.9 };
            byte[] expected = { 0, 0, 0, 0, 0, 0, 0, FaultLevel.Advisory, FaultLevel.Advisory, 0 };
            for (int cycle = 0; cycle < left.Length; cycle++)
            {
                cell.LimitingAmperes = SettingsAmperes * left[cycle];
                cell.Run(SettingsAmperes * 0.25, 60);
                cell.Run(0, 55);
                Assert.Equal(expected[cycle], cell.Verdict.Levels[FaultId.LimitingCurrentFall]);
            }
        }

        /// <summary>The samples of fast turns belong to the relaxation: a guard that is told which turns bring nothing else finds the same, to the last bit.</summary>
        [Theory]
        [InlineData(11)]
        [InlineData(12)]
        public void Told_of_its_fast_turns_it_finds_the_same(int seed)
        {
            double[] amperes = { 0, 0.5 * SettingsAmperes, 0 };
            double[] seconds = { 2, 40, 55 };
            GuardSettings settings = new GuardSettings { BaselineMicrovolts = 3000000 };
            RelaxingCell told = new RelaxingCell(settings, seed, SettingsAmperes, SettingsSeconds) { Ohms = 0.3, BipolarFitted = false, TellsFastTurns = true };
            RelaxingCell plain = new RelaxingCell(settings, seed, SettingsAmperes, SettingsSeconds) { Ohms = 0.3, BipolarFitted = false };
            for (int part = 0; part < amperes.Length; part++)
            {
                for (double at = 0; at < seconds[part]; at += 1)
                {
                    told.Run(amperes[part], 1);
                    plain.Run(amperes[part], 1);
                    Fnv one = new Fnv();
                    Fnv other = new Fnv();
                    one.Add(told.Verdict);
                    other.Add(plain.Verdict);
                    Assert.Equal(one.Hash, other.Hash);
                }
            }

            TransportFigures found = told.Verdict.Transport;
            Assert.Equal(GuardState.Normal, told.Verdict.State);
            Assert.Equal(1, found.IdentifiedLimitingCount);
            Assert.InRange((found.IdentifiedLimitingMicroamperesPerSquareMetre - 454.8e6) / found.IdentifiedLimitingUncertainty, -2.5, 2.5);
        }

        private static TransportFigures Relax(
            GuardSettings settings, int seed, double limiting, double diffusion, double j, Action<RelaxingCell> change = null)
        {
            RelaxingCell cell = new RelaxingCell(settings, seed, SettingsAmperes * limiting, SettingsSeconds * diffusion);
            change?.Invoke(cell);
            cell.Run(0, 1);
            cell.Run(SettingsAmperes * limiting * j, 3 * SettingsSeconds * Math.Max(1, diffusion));
            cell.Run(0, (2.1 * SettingsSeconds) + 25);
            return cell.Verdict.Transport;
        }
    }
}
