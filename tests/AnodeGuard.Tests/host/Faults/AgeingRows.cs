using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows of ageing and of soft shorts: what takes cycles.</summary>
    public static class AgeingRows
    {
        [Trips(FaultId.SoftShort)]
        public static void A_bridge_of_ten_times_the_cells_resistance(RowRun run)
        {
            CycledCell cell = run.Cycled(CellType.Symmetric);
            cell.Ohms = 100;
            HalfCycles(cell, 12, 0.5);
            cell.Bridge = 1000;
            HalfCycles(cell, 4, 0.5);
        }

        [Spares(FaultId.SoftShort)]
        public static void Polarisation_that_falls_over_fifty_cycles(RowRun run)
        {
            CycledCell cell = run.Cycled(CellType.Symmetric);
            for (int half = 0; half < 100; half++)
            {
                cell.Ohms = 100 - (0.09 * half);
                HalfCycles(cell, 1, 0.5);
            }
        }

        [Trips(FaultId.ResistanceRise)]
        public static void Resistance_that_grows_on_both_sides(RowRun run)
        {
            Grow(run.Cycled(CellType.Full), 1.9, true);
        }

        [Spares(FaultId.ResistanceRise)]
        public static void Resistance_that_grows_by_a_third(RowRun run)
        {
            Grow(run.Cycled(CellType.Full), 1.3, true);
        }

        [Trips(FaultId.StrippingResistanceRise)]
        public static void Resistance_that_grows_on_the_stripping_side(RowRun run)
        {
            Grow(run.Cycled(CellType.Full), 1.9, false);
        }

        [Spares(FaultId.StrippingResistanceRise)]
        public static void Resistance_that_grows_on_either_side(RowRun run)
        {
            Grow(run.Cycled(CellType.Full), 1.9, true);
        }

        [Trips(FaultId.CoulombicLoss)]
        public static void Two_cycles_lose_five_percent(RowRun run)
        {
            CycledCell cell = run.Cycled(CellType.Full);
            Cycles(cell, 7);
            cell.Stored = 0.95;
            Cycles(cell, 3);
        }

        [Spares(FaultId.CoulombicLoss)]
        public static void Discharges_that_are_cut_short(RowRun run)
        {
            CycledCell cell = run.Cycled(CellType.Full);
            Cycles(cell, 7);
            for (int cycle = 0; cycle < 3; cycle++)
            {
                cell.Until(1, 4.15, 10);
                cell.Pass(-1, 1.5);
                cell.Rest(10);
            }

            Cycles(cell, 1);
        }

        [Trips(FaultId.StrippingPolarisation)]
        public static void Polarisation_that_jumps_in_the_middle(RowRun run)
        {
            CycledCell cell = run.Cycled(CellType.Full);
            Cycles(cell, 2);
            cell.Until(1, 4.15, 10);
            cell.Pass(-1, 1);
            cell.Extra = 0.1;
            cell.Pass(-1, 0.2);
        }

        [Spares(FaultId.StrippingPolarisation)]
        public static void The_knee_at_the_end(RowRun run)
        {
            CycledCell cell = run.Cycled(CellType.Full);
            Cycles(cell, 2);
            cell.Until(1, 4.15, 10);
            cell.Until(-1, 2, 10);
        }

        [Trips(FaultId.PlatedThickness)]
        public static void More_metal_than_the_gap_holds(RowRun run)
        {
            Plate(run, 5.3);
        }

        [Spares(FaultId.PlatedThickness)]
        public static void A_gap_that_is_just_filled(RowRun run)
        {
            Plate(run, 5.1);
        }

        /// <summary>25 um of lithium on 1 cm2 are 5.155 mAh.</summary>
        private static void Plate(RowRun run, double milliampereHours)
        {
            CycledCell cell = run.Cycled(CellType.Full, new GuardSettings { FreeGapNanometres = 25000 });
            cell.Capacity = 8;
            cell.Pass(2, milliampereHours);
        }

        private static void Grow(CycledCell cell, double to, bool both)
        {
            cell.Inside = 1;
            cell.Spacing = 2;
            cell.Rest(2);
            for (int half = 0; half < 40; half++)
            {
                double ohms = 20 * (1 + ((to - 1) * Math.Min(half, 30) / 30.0));
                cell.Ohms = both ? ohms : 20;
                cell.StrippingOhms = ohms;
                HalfCycles(cell, 1, 1);
                cell.Rest(5);
            }
        }

        private static void HalfCycles(CycledCell cell, int count, double milliamperes)
        {
            for (int half = 0; half < count; half++)
            {
                cell.Pass(milliamperes * cell.Sign, 0.5);
                cell.Sign = -cell.Sign;
            }
        }

        private static void Cycles(CycledCell cell, int count)
        {
            for (int cycle = 0; cycle < count; cycle++)
            {
                cell.Cycle(1, 4.15, 3.2);
            }
        }
    }
}
