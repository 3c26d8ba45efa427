using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Resistances at current steps, their trend, nucleation and polarisation while stripping.</summary>
    public class ResistanceTests
    {
        [Theory]
        [InlineData(0.1, 20)]
        [InlineData(1, 20)]
        [InlineData(10, 150)]
        public void The_first_pair_after_a_step(double spacing, double ohms)
        {
            CycledCell cell = Cell(CellType.Symmetric, 1);
            cell.Spacing = spacing;
            cell.Ohms = ohms;
            cell.Rest(2);
            Assert.Equal(CellFigures.Unknown, cell.Verdict.Cell.FastResistanceMicroohms);
            cell.Pass(2, 2.0 * spacing * 5 / 3600);
            CellFigures figures = cell.Verdict.Cell;
            Assert.Equal(1, figures.ResistanceCount);
            Assert.Equal(ohms, figures.FastResistanceMicroohms / 1e6, 0.03 * ohms);
            Assert.Equal((long)(spacing * 1e6), figures.FastResistanceMicroseconds);
        }

        /// <summary>20 ohm at once, another 10 with a time constant of 0.3 s.</summary>
        [Fact]
        public void A_second_later_the_slower_part_is_in()
        {
            CycledCell cell = Cell(CellType.Symmetric, 2);
            cell.Spacing = 0.1;
            cell.Rest(1);
            for (int row = 1; row <= 30; row++)
            {
                cell.Extra = 0.02 * (1 - Math.Exp(-row * 0.1 / 0.3));
                cell.Row(2);
            }

            Assert.Equal(20 + (10 * (1 - Math.Exp(-1 / 3.0))), cell.Verdict.Cell.FastResistanceMicroohms / 1e6, 1.0);
            Assert.Equal(30 - (10 * Math.Exp(-3.7)), cell.Verdict.Cell.OneSecondMicroohms / 1e6, 1.0);
        }

        [Fact]
        public void A_ramp_a_taper_and_noise_are_no_steps()
        {
            CycledCell cell = Cell(CellType.Symmetric, 3);
            cell.Spacing = 0.1;
            Random random = new Random(3);
            cell.Rest(1);
            for (int row = 0; row < 1000; row++)
            {
                cell.Row(row * 0.002);
            }

            for (int row = 0; row < 1000; row++)
            {
                cell.Row(2 * Math.Exp(-row / 200.0));
            }

            for (int row = 0; row < 1000; row++)
            {
                cell.Row((random.NextDouble() - 0.5) * 0.1);
            }

            Assert.Equal(0, cell.Verdict.Cell.ResistanceCount);
        }

        /// <summary>The sample in which the step falls shows neither current.</summary>
        [Fact]
        public void A_sample_that_straddles_the_step_is_passed_over()
        {
            CycledCell cell = Cell(CellType.Symmetric, 4);
            cell.Spacing = 0.1;
            cell.Rest(1);
            cell.Row(0.7);
            cell.Row(2);
            cell.Row(2);
            Assert.Equal(20, cell.Verdict.Cell.FastResistanceMicroohms / 1e6, 0.6);
            Assert.Equal(200000, cell.Verdict.Cell.FastResistanceMicroseconds);
        }

        [Theory]
        [InlineData(1.3, FaultLevel.None)]
        [InlineData(1.7, FaultLevel.Advisory)]
        [InlineData(2.4, FaultLevel.Warning)]
        public void Dead_metal_raises_the_resistance(double to, byte level)
        {
            CycledCell cell = Cell(CellType.Symmetric, 5);
            cell.Rest(5);
            for (int half = 0; half < 100; half++)
            {
                cell.Ohms = 20 * (1 + ((to - 1) * Math.Min(half, 80) / 80));
                cell.Pass(half % 2 == 0 ? 1 : -1, 0.5);
            }

            Assert.Equal(level, cell.Verdict.Levels[FaultId.ResistanceRise]);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.StrippingResistanceRise));
        }

        [Fact]
        public void A_cold_cell_and_other_currents_have_not_aged()
        {
            CycledCell cell = Cell(CellType.Symmetric, 6);
            cell.Rest(5);
            for (int half = 0; half < 120; half++)
            {
                // 40 kJ/mol, over a day from 33 C to 17 C and back; every tenth cycle at a fifth of the current.
                cell.Celsius = 25 + (8 * Math.Cos(half * Math.PI / 12));
                cell.Ohms = 20 * Math.Exp(40000 / 8.314462618 * ((1 / (273.15 + cell.Celsius)) - (1 / 298.15)));
                bool slow = half % 20 > 17;
                cell.Ohms *= slow ? 1.6 : 1;
                cell.Pass((half % 2 == 0 ? 1 : -1) * (slow ? 0.3 : 1.5), 0.5);
            }

            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.ResistanceRise));
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.SoftShort));
        }

        [Fact]
        public void Voids_raise_the_stripping_side_alone()
        {
            CycledCell cell = Cell(CellType.Full, 7);
            cell.Inside = 1;
            cell.Spacing = 2;
            cell.Rest(5);
            for (int half = 0; half < 60; half++)
            {
                cell.StrippingOhms = 20 + (0.7 * half);
                cell.Pass(half % 2 == 0 ? 1 : -1, 2);
                cell.Rest(5);
            }

            Assert.Equal(FaultLevel.Warning, cell.Verdict.Levels[FaultId.StrippingResistanceRise]);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.ResistanceRise));
        }

        [Theory]
        [InlineData(CellType.Symmetric, 1)]
        [InlineData(CellType.Symmetric, -1)]
        [InlineData(CellType.HalfCopper, -1)]
        [InlineData(CellType.Full, 1)]
        public void Nucleation_is_what_the_polarisation_overshoots(CellType type, int sign)
        {
            CycledCell cell = Cell(type, 8);
            cell.Inside = type == CellType.Full ? 2 : -1;
            cell.Spacing = 0.1;
            cell.Rest(1);
            for (int row = 0; row < 1000; row++)
            {
                double t = row * 0.1;
                cell.Extra = 0.045 * (Math.Exp(-t / 12) - Math.Exp(-t / 0.8));
                cell.Row(sign * 0.5);
            }

            // Largest of the difference, at t = ln(15) 12 * 0.8 / 11.2 s; 60 s later 0.3 mV of it are left.
            double peak = 0.045 * (Math.Exp(-2.3212 / 12) - Math.Exp(-2.3212 / 0.8));
            Assert.Equal(1, cell.Verdict.Cell.NucleationCount);
            Assert.Equal(peak * 1e6, cell.Verdict.Cell.NucleationMicrovolts, 2500.0);
        }

        [Fact]
        public void No_overshoot_is_zero_and_coarse_samples_are_unknown()
        {
            CycledCell cell = Cell(CellType.Full, 9);
            cell.Inside = 2;
            cell.Spacing = 0.1;
            cell.Rest(1);
            cell.Pass(1, 0.02);
            Assert.Equal(0, cell.Verdict.Cell.NucleationMicrovolts);
            cell.Spacing = 10;
            cell.Rest(1);
            cell.Pass(1, 0.2);
            Assert.Equal(CellFigures.Unknown, cell.Verdict.Cell.NucleationMicrovolts);
            Assert.Equal(1, cell.Verdict.Cell.NucleationCount);
        }

        [Theory]
        [InlineData(CellType.Full, -1, 0.06, FaultLevel.Advisory)]
        [InlineData(CellType.Full, -1, 0.2, FaultLevel.Warning)]
        [InlineData(CellType.Full, -1, 0.03, FaultLevel.None)]
        [InlineData(CellType.Symmetric, -1, 0.2, FaultLevel.Warning)]
        [InlineData(CellType.Symmetric, 1, 0.2, FaultLevel.Warning)]
        public void Sudden_polarisation_while_stripping(CellType type, int sign, double volts, byte level)
        {
            CycledCell cell = Cell(type, 10);
            cell.Spacing = 2;
            cell.Inside = 0.5;
            cell.Rest(5);
            for (int half = 0; half < 4; half++)
            {
                cell.Pass(-sign, 3);
                cell.Pass(sign, 3);
            }

            cell.Pass(-sign, 3);
            cell.Pass(sign, 1.2);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.StrippingPolarisation));
            cell.Extra = volts;
            cell.Pass(sign, 0.1);
            Assert.Equal(level, cell.Verdict.Levels[FaultId.StrippingPolarisation]);
            cell.Extra = 0;
            cell.Pass(sign, 0.1);
            Assert.Equal(FaultLevel.None, cell.Verdict.Levels[FaultId.StrippingPolarisation]);
        }

        /// <summary>Knees, cut-short and continued discharges, steps of the current, a cathode with two plateaus, dips.</summary>
        [Fact]
        public void The_end_of_a_discharge_and_its_likes_are_not_sudden()
        {
            CycledCell cell = Cell(CellType.Full, 11);
            cell.Spacing = 2;
            cell.Rest(5);
            for (int cycle = 0; cycle < 4; cycle++)
            {
                cell.Cycle(2.5, 4.15, 2.9);
            }

            cell.Until(2.5, 4.15, 10);
            cell.Pass(-2.5, 1);
            cell.Pass(-5, 0.5);
            cell.Rest(3);
            cell.Pass(-2.5, 0.5);
            cell.Extra = 0.06;
            cell.Row(-2.5, 0.5);
            cell.Extra = 0;
            cell.Until(-2.5, 2.5, 10);
            cell.Capacity = 4;
            cell.Cycle(2.5, 4.15, 2.5);
            cell.Cycle(2.5, 4.15, 2.5);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.StrippingPolarisation));
        }

        private static CycledCell Cell(CellType type, int seed)
        {
            return new CycledCell(new GuardSettings { CellType = type }, seed);
        }
    }
}
