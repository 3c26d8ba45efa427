using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// What identification takes and what it refuses, each rule just inside and just outside of it, on a cell without noise:
    /// what is left is the rule.
    /// </summary>
    public class IdentificationRuleTests
    {
        private const double Amperes = 45.48e-3;
        private const double Seconds = 13.3;
        private const double Density = 454.8e6;

        /// <summary>Values to 0.3 %, and 0.5 % as the least uncertainty that is stated.</summary>
        [Theory]
        [InlineData(1.0, 1.0, 0.5)]
        [InlineData(0.6, 1.5, -0.4)]
        [InlineData(1.3, 0.7, 0.3)]
        public void Without_noise(double limiting, double diffusion, double j)
        {
            RelaxingCell cell = Quiet(new GuardSettings(), limiting, diffusion);
            Relax(cell, limiting * j * Amperes, 60, 42);
            TransportFigures figures = cell.Verdict.Transport;
            Assert.Equal(1, figures.IdentifiedLimitingCount);
            Assert.Equal(limiting, figures.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.003 * limiting);
            Assert.Equal(diffusion * Seconds * 1e6, figures.IdentifiedDiffusionMicroseconds, 0.004 * diffusion * Seconds * 1e6);
            Assert.InRange(figures.IdentifiedLimitingUncertainty / (double)figures.IdentifiedLimitingMicroamperesPerSquareMetre, 0.00495, 0.0055);
        }

        /// <summary>U' is 2RT/F t_a times the thermodynamic factor: at the cell's own temperature, and with other settings.</summary>
        [Theory]
        [InlineData(-10.0, 620000, 1000000)]
        [InlineData(60.0, 620000, 1000000)]
        [InlineData(25.0, 400000, 2000000)]
        [InlineData(25.0, 800000, 700000)]
        public void The_unit_of_the_voltage(double celsius, long anions, long factor)
        {
            GuardSettings settings = new GuardSettings
            {
                AnionTransferenceMillionths = anions,
                ThermodynamicFactorMillionths = factor,
                LimitingCurrentActivationJoulesPerMole = 0,
                DiffusionActivationJoulesPerMole = 0,
            };
            RelaxingCell cell = Quiet(settings, 1, 1);
            cell.Celsius = celsius;
            Relax(cell, 0.5 * Amperes, 60, 42);
            Assert.Equal(1, cell.Verdict.Transport.IdentifiedLimitingCount);
            Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.003);
        }

        /// <summary>
        /// The record's two diffusion times, then 73 parts a round, three rounds or four, one in each of four turns out of five. The
        /// second time the diffusion time is the one that was found.
        /// </summary>
        [Fact]
        public void Two_diffusion_times_and_the_fit()
        {
            RelaxingCell cell = Quiet(new GuardSettings(), 1, 1.5);
            double lasts = 2 * Seconds;
            for (int time = 1; time <= 2; time++)
            {
                cell.Run(0.5 * Amperes, 90);
                double told = 0;
                while (cell.Verdict.Transport.IdentifiedLimitingCount < time && told < 70)
                {
                    cell.Run(0, 0.1);
                    told += 0.1;
                }

                double fit = told - lasts;
                Assert.InRange(fit / (73 * 0.025), 2.9, time == 1 ? 6.2 : 3.3);
                lasts *= 1.5;
                cell.Run(0, 90 - told);
            }
        }

        /// <summary>
        /// The fit takes three to six rounds of 73 parts. A recording's row that comes 6 s after the last has time for a round; a board that was
        /// held up for so long has a cell to look at, and goes on with one part a turn.
        /// </summary>
        [Theory]
        [InlineData(false, 1)]
        [InlineData(true, 0)]
        public void Gaps_in_the_midst_of_the_fit(bool board, int told)
        {
            RelaxingCell cell = Quiet(new GuardSettings(), 1, 1.5);
            cell.OnBoard = board;
            cell.Run(0.5 * Amperes, 90);
            cell.Run(0, (2 * Seconds) + 1);
            Assert.Equal(0, cell.Verdict.Transport.IdentifiedLimitingCount);
            for (int gap = 0; gap < 7; gap++)
            {
                cell.HoldUp(6);
                cell.Run(0, 0.02);
            }

            Assert.Equal(told, cell.Verdict.Transport.IdentifiedLimitingCount);
            cell.Run(0, 12);
            Assert.Equal(1, cell.Verdict.Transport.IdentifiedLimitingCount);
        }

        /// <summary>A drift of 0.1 mV/s is the most.</summary>
        [Theory]
        [InlineData(96e-6, true)]
        [InlineData(100e-6, true)]
        [InlineData(-100e-6, true)]
        [InlineData(104e-6, false)]
        [InlineData(-96e-6, true)]
        [InlineData(-104e-6, false)]
        public void A_drift(double voltsPerSecond, bool found)
        {
            RelaxingCell cell = Quiet(new GuardSettings(), 1, 1);
            cell.DriftVoltsPerSecond = voltsPerSecond;
            Relax(cell, 0.5 * Amperes, 45, 42);
            Assert.Equal(found ? 1 : 0, cell.Verdict.Transport.IdentifiedLimitingCount);
        }

        /// <summary>A temperature that moves by 1 K.</summary>
        [Theory]
        [InlineData(0.97, true)]
        [InlineData(1.0, true)]
        [InlineData(-1.0, true)]
        [InlineData(1.03, false)]
        [InlineData(-0.97, true)]
        [InlineData(-1.03, false)]
        public void A_temperature_that_moves(double kelvins, bool found)
        {
            RelaxingCell cell = Quiet(new GuardSettings(), 1, 1);
            cell.Celsius = 25;
            Relax(cell, 0.5 * Amperes, 45, 14);
            cell.Celsius += kelvins;
            cell.Run(0, 0.2);
            cell.Celsius -= kelvins;
            cell.Run(0, 27);
            cell.Run(0.5 * Amperes, 10);
            TransportFigures figures = cell.Verdict.Transport;
            bool whole = figures.IdentifiedLimitingCount == 1 && figures.IdentifiedLimitingUncertainty < 0.008 * Density;
            Assert.Equal(found, whole);
        }

        /// <summary>Where the injector moves the node a sample counts from 40 ms after it on, and only then.</summary>
        [Theory]
        [InlineData(0.0385, 0)]
        [InlineData(0.0415, 1)]
        public void A_driven_electrode(double after, int found)
        {
            RelaxingCell cell = Quiet(new GuardSettings(), 1, 1);
            cell.DrivenBefore = after;
            Relax(cell, 0.5 * Amperes, 60, 45);
            Assert.Equal(found, cell.Verdict.Transport.IdentifiedLimitingCount);
            if (found > 0)
            {
                Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.005);
            }
        }

        /// <summary>The current ends between two decision cycles, time after time: each relaxation counts from where it ended.</summary>
        [Theory]
        [InlineData(0.02)]
        [InlineData(0.06)]
        public void An_interrupt_between_two_cycles(double late)
        {
            RelaxingCell cell = Quiet(new GuardSettings(), 1, 1);
            cell.Run(0, 1);
            for (int time = 1; time <= 3; time++)
            {
                cell.Run(0.5 * Amperes, 40 + late);
                cell.Run(0, 45 - late);
                Assert.Equal(time, cell.Verdict.Transport.IdentifiedLimitingCount);
                Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.003);
                Assert.Equal(Seconds * 1e6, cell.Verdict.Transport.IdentifiedDiffusionMicroseconds, 0.004 * Seconds * 1e6);
            }
        }

        /// <summary>The more noise, the more doubt: an answer is told up to an eighth of it, and no further.</summary>
        [Fact]
        public void An_eighth_is_the_most()
        {
            double most = 0;
            int silent = 0;
            for (int seed = 0; seed < 24; seed++)
            {
                RelaxingCell cell = new RelaxingCell(new GuardSettings(), seed, Amperes, Seconds) { NoiseVolts = (1.2 + (0.04 * seed)) * 1e-3, StepVolts = 1e-6 };
                Relax(cell, 0.3 * Amperes, 40, 50);
                TransportFigures figures = cell.Verdict.Transport;
                if (figures.IdentifiedLimitingCount == 0)
                {
                    silent++;
                    continue;
                }

                double limiting = figures.IdentifiedLimitingUncertainty / (double)figures.IdentifiedLimitingMicroamperesPerSquareMetre;
                double diffusion = figures.IdentifiedDiffusionUncertainty / (double)figures.IdentifiedDiffusionMicroseconds;
                most = Math.Max(most, Math.Max(limiting, diffusion));
            }

            Assert.InRange(most, 0.115, 0.12501);
            Assert.InRange(silent, 4, 20);
        }

        private static RelaxingCell Quiet(GuardSettings settings, double limiting, double diffusion)
        {
            return new RelaxingCell(settings, 1, Amperes * limiting, Seconds * diffusion) { NoiseVolts = 0, StepVolts = 1e-6 };
        }

        private static void Relax(RelaxingCell cell, double amperes, double steady, double rest)
        {
            cell.Run(0, 1);
            cell.Run(amperes, steady);
            cell.Run(0, rest);
        }
    }
}
