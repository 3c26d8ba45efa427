using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The state of charge against the charge inside a cell in double, and whether its uncertainty covers it.</summary>
    public class StateOfChargeTests
    {
        [Fact]
        public void Unknown_until_a_full_or_empty_cell_was_seen()
        {
            CycledCell cell = Cell(out _);
            cell.Inside = 2;
            cell.Pass(1, 1);
            cell.Pass(-1, 1);
            Assert.Equal(CellFigures.Unknown, cell.Verdict.Cell.StateOfChargeMillionths);
            Assert.Equal(CellFigures.Unknown, cell.Verdict.Cell.StateOfChargeUncertaintyMillionths);
        }

        [Fact]
        public void Follows_the_charge_inside()
        {
            CycledCell cell = Cell(out _);
            cell.Inside = 2;
            cell.Until(1, 4.15, 10);
            for (double current = 1; current > 0.05; current *= 0.97)
            {
                cell.Row(current);
                cell.Celsius = 25;
            }

            double full = cell.Inside;
            Random random = new Random(1);
            for (int step = 0; step < 40; step++)
            {
                cell.Pass((random.NextDouble() * 2) - (cell.Inside > 2.5 ? 1.8 : 0.2), 0.3);
                double expected = 1 + ((cell.Inside - full) / 5);
                CellFigures figures = cell.Verdict.Cell;
                Assert.Equal(expected, figures.StateOfChargeMillionths / 1e6, 0.02);
                Assert.InRange(Math.Abs(expected - (figures.StateOfChargeMillionths / 1e6)), 0, figures.StateOfChargeUncertaintyMillionths / 1e6);
            }
        }

        [Fact]
        public void A_reference_under_load_is_worth_less_and_does_not_replace_a_better_one()
        {
            CycledCell cell = Cell(out GuardSettings settings);
            cell.Inside = 2;
            cell.Ohms = 5;
            cell.Until(-2.5, 3.15, 10);
            Assert.InRange(cell.Verdict.Cell.StateOfChargeMillionths, 0, 3000);
            Assert.InRange(cell.Verdict.Cell.StateOfChargeUncertaintyMillionths, 60000, 62000);
            cell.Until(-0.1, 3.15, 10);
            Assert.InRange(cell.Verdict.Cell.StateOfChargeUncertaintyMillionths, 12000, 13000);
            long before = cell.Verdict.Cell.StateOfChargeUncertaintyMillionths;
            cell.Pass(1, 0.5);
            cell.Until(-5, 3.15, 10);
            Assert.InRange(cell.Verdict.Cell.StateOfChargeUncertaintyMillionths, before, 16000);
        }

        [Fact]
        public void Uncertainty_grows_with_time()
        {
            CycledCell cell = Cell(out _);
            cell.Inside = 0.2;
            cell.Until(-0.1, 3.15, 10);
            long before = cell.Verdict.Cell.StateOfChargeUncertaintyMillionths;
            cell.Spacing = 600;
            cell.Rest(60 * 24);

            // 5 uA of zero error, a thousandth of the capacity an hour.
            Assert.InRange(cell.Verdict.Cell.StateOfChargeUncertaintyMillionths - before, 23500, 24500);
        }

        private static CycledCell Cell(out GuardSettings settings)
        {
            settings = new GuardSettings { FullMicrovolts = 4150000, EmptyMicrovolts = 3150000 };
            CycledCell cell = new CycledCell(settings, 1) { Spacing = 10 };
            return cell;
        }
    }
}
