using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Relaxations in recordings of any rhythm: how much of the fit is done with each row, and how long a rest and how good an
    /// answer has to be. J* is 45.48 mA, t_D 13.3 s.
    /// </summary>
    public class RecordedRelaxationTests
    {
        private const double Amperes = 45.48e-3;
        private const double Density = 454.8e6;
        private const double Steady = 60e6;
        private const long Diffusion = 13300000;

        /// <summary>Three rounds of 63 bins and ten rows of elimination.</summary>
        private const int Parts = 3 * 73;

        /// <summary>
        /// After two diffusion times a slow recording's row does as many parts of the fit as turns of 20 ms have passed, 64 at
        /// most; from two and a half turns on a row is slow.
        /// </summary>
        [Theory]
        [InlineData(50000, 2, 1)]
        [InlineData(51000, 2, 1)]
        [InlineData(55000, 2, 1)]
        [InlineData(100000, 5, 1)]
        [InlineData(200000, 10, 1)]
        [InlineData(400000, 20, 1)]
        [InlineData(1270000, 63, 10)]
        [InlineData(1400000, 64, 10)]
        [InlineData(5000000, 64, 40)]
        public void The_parts_of_a_row(long row, int parts, int slower)
        {
            RecordedCell cell = Cell(slower);
            cell.Run(0.5 * Amperes, (int)(slower * Steady / row), row);
            long recorded = ((2 * slower * Diffusion) + row - 1) / row;
            Assert.Equal(recorded - 1 + ((Parts + parts - 1) / parts), cell.UntilFound(0, row, 1200));
            Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.008);
            Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedDiffusionMicroseconds / (double)(slower * Diffusion), 0.008);
        }

        /// <summary>A turn that comes after two periods does the work of one, and a decision cycle among turns none.</summary>
        [Theory]
        [InlineData(20000)]
        [InlineData(40000)]
        [InlineData(49000)]
        public void The_parts_of_a_turn(long turn)
        {
            RecordedCell cell = Cell(1);
            cell.CurrentEvery = 5;
            int steady = (int)(Steady / turn / 5) * 5;
            cell.Run(0.5 * Amperes, steady, turn);

            // The record ends with a decision cycle; four turns of five work after it.
            long recorded = ((2 * Diffusion) + (5 * turn) - 1) / (5 * turn) * 5;
            int expected = (Parts / 4 * 5) + (Parts % 4);
            Assert.Equal(recorded + expected, cell.UntilFound(0, turn, 2000));
        }

        /// <summary>A quick recording has no turns between its cycles: each row does a part.</summary>
        [Theory]
        [InlineData(20000)]
        [InlineData(40000)]
        [InlineData(49000)]
        public void The_parts_of_a_quick_row(long row)
        {
            RecordedCell cell = Cell(1);
            cell.Run(0.5 * Amperes, (int)(Steady / row), row);
            long recorded = ((2 * Diffusion) + row - 1) / row;
            Assert.Equal(recorded - 1 + Parts, cell.UntilFound(0, row, 2000));
            Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.008);
        }

        /// <summary>Rows a thousand times denser right after the interrupt, as cyclers write them, drown none of the later ones.</summary>
        [Fact]
        public void A_dense_beginning()
        {
            RecordedCell cell = Cell(100);
            cell.Run(0.5 * Amperes, 1200, 5000000);
            cell.Run(0, 3000, 10000);
            cell.Run(0, 300, 20000000);
            Assert.Equal(1, cell.Count);
            Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.02);
        }

        /// <summary>A rest that lasts half of a diffusion time tells, and a shorter one does not; nor is the next one missed for it.</summary>
        [Theory]
        [InlineData(132, false)]
        [InlineData(133, true)]
        public void A_rest_that_ends_early(int rows, bool tells)
        {
            // 133 rows of 50 ms are 6.65 s, half of 13.3 s.
            RecordedCell cell = Cell(1);
            cell.Run(0.5 * Amperes, 1200, 50000);
            cell.Run(0, rows, 50000);
            cell.Run(0.5 * Amperes, 500, 50000);
            Assert.Equal(tells ? 1 : 0, cell.Count);
            if (tells)
            {
                Assert.Equal(1.0, cell.Verdict.Transport.IdentifiedLimitingMicroamperesPerSquareMetre / Density, 0.005);
            }

            cell.Run(0, 800, 50000);
            Assert.Equal(tells ? 2 : 1, cell.Count);
        }

        /// <summary>
        /// What is said of the uncertainty is what least squares over all rows leave, computed apart from this (offset, drift,
        /// amplitude and rate free, the first 32nd of a diffusion time left out), and 0.5 %; and it is kept: of twenty, the
        /// errors' mean square is that of the uncertainty. A quiet electrode still moves by its relaxation from row to row, and
        /// that is no noise.
        /// </summary>
        [Theory]
        [InlineData(0.5, 250e-6, 133, 0.0141, 0.0594)]
        [InlineData(0.3, 100e-6, 133, 0.0120, 0.0410)]
        [InlineData(0.2, 100e-6, 186, 0.0144, 0.0369)]
        [InlineData(0.3, 250e-6, 266, 0.0220, 0.0417)]
        public void A_short_rest_is_as_uncertain_as_it_must_be(double j, double noise, int rows, double limiting, double diffusion)
        {
            const int Seeds = 20;
            int found = 0;
            double limitingStated = 0;
            double diffusionStated = 0;
            double limitingSquares = 0;
            double diffusionSquares = 0;
            for (int seed = 0; seed < Seeds; seed++)
            {
                RecordedCell cell = Cell(1, seed);
                cell.NoiseVolts = noise;
                cell.Run(j * Amperes, 1200, 50000);
                cell.Run(0, rows, 50000);
                cell.Run(j * Amperes, 250, 50000);
                if (cell.Count == 0)
                {
                    continue;
                }

                found++;
                TransportFigures figures = cell.Verdict.Transport;
                limitingStated += figures.IdentifiedLimitingUncertainty / Density;
                diffusionStated += figures.IdentifiedDiffusionUncertainty / (double)Diffusion;
                limitingSquares += Square((figures.IdentifiedLimitingMicroamperesPerSquareMetre - Density) / figures.IdentifiedLimitingUncertainty);
                diffusionSquares += Square((figures.IdentifiedDiffusionMicroseconds - Diffusion) / (double)figures.IdentifiedDiffusionUncertainty);
            }

            // Half of a diffusion time at 0.25 mV leaves the drift uncertain by 64 uV/s: now and then 100 seem to be exceeded.
            Assert.InRange(found, Seeds - 4, Seeds);

            // Where the residuals of some 16 to 32 bins show more than the noise, the larger of both counts: 10 to 20 % more.
            Assert.InRange(limitingStated / found / limiting, 0.9, 1.3);
            Assert.InRange(diffusionStated / found / diffusion, 0.9, 1.3);
            Assert.InRange(limitingSquares / found, 0.2, 1.9);
            Assert.InRange(diffusionSquares / found, 0.2, 1.9);
        }

        /// <summary>
        /// Of a diffusion time of weeks 2^40 us (12.7 days) are reckoned with: twice as long the relaxation is recorded.
        /// </summary>
        [Theory]
        [InlineData(1L << 39, 1L << 40)]
        [InlineData(1L << 41, 1L << 41)]
        public void A_diffusion_time_of_weeks(long diffusion, long recorded)
        {
            GuardSettings settings = new GuardSettings { DiffusionTimeMicroseconds = diffusion };
            RecordedCell cell = new RecordedCell(settings, Amperes, diffusion / 1e6);
            long row = 1L << 33;
            cell.Run(0.5 * Amperes, 5 * (int)(diffusion / row), row);
            Assert.Equal((recorded / row) - 1 + ((Parts + 63) / 64), cell.UntilFound(0, row, 1200));
        }

        /// <summary>
        /// Modes that the settings give are another stack's: nothing is identified with them, even where they are all but the
        /// gap's own and would fit.
        /// </summary>
        [Theory]
        [InlineData(false, 1)]
        [InlineData(true, 0)]
        public void Modes_of_another_stack(bool given, long count)
        {
            GuardSettings settings = new GuardSettings();
            if (given)
            {
                ModeTable gap = new ModeTable(null, null);
                settings.ModeRatesQ16 = gap.RatesQ16;
                settings.ModeWeightsQ31 = gap.WeightsQ31;
            }

            RecordedCell cell = new RecordedCell(settings, Amperes, Diffusion / 1e6);
            cell.Run(0.5 * Amperes, 600, 100000);
            cell.Run(0, 400, 100000);
            Assert.Equal(count, cell.Count);
        }

        private static double Square(double value)
        {
            return value * value;
        }

        private static RecordedCell Cell(int slower, int seed = 0)
        {
            GuardSettings settings = new GuardSettings { DiffusionTimeMicroseconds = slower * Diffusion };
            RecordedCell cell = new RecordedCell(settings, Amperes, slower * Diffusion / 1e6, seed);
            cell.Run(0, 5, 20000);
            return cell;
        }
    }
}
