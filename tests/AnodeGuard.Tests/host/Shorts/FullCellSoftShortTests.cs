using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Soft shorts of full cells and of copper against metal, and cells that only look like it.</summary>
    public class FullCellSoftShortTests
    {
        /// <summary>A leak that takes most of the charging current: the voltage falls and stays, and little comes back.</summary>
        [Theory]
        [InlineData(5000)]
        [InlineData(10000)]
        public void A_bridge_that_lasts(double ohms)
        {
            CycledCell cell = Full(1);
            Cycles(cell, 8);
            Assert.Equal(0, cell.Verdict.Shorts.SoftShortSigns);
            cell.Bridge = ohms;
            for (int cycle = 0; cycle < 3; cycle++)
            {
                cell.Until(1, 4.15, 10);
                cell.Until(-1, 3.2, 10);
            }

            cell.Pass(1, 0.1);
            Assert.Equal(SoftShortSign.ChargeVoltageStalls | SoftShortSign.ChargeLost, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.Warning, cell.Verdict.Levels[FaultId.SoftShort]);
        }

        [Fact]
        public void A_bridge_that_comes_while_charging_stalls_the_voltage()
        {
            CycledCell cell = Full(2);
            Cycles(cell, 3);
            cell.Pass(1, 2);
            Assert.Equal(0, cell.Verdict.Shorts.SoftShortSigns);
            cell.Bridge = 4500;
            cell.Pass(1, 0.4);
            Assert.Equal(SoftShortSign.ChargeVoltageStalls, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.None, cell.Verdict.Levels[FaultId.SoftShort]);
        }

        /// <summary>An hour of CV, a nucleation dip, a plateau, a falling current, warming up, a partial discharge, a deep one.</summary>
        [Fact]
        public void Voltages_that_rise_no_more_for_other_reasons()
        {
            CycledCell cell = Full(3);
            Cycles(cell, 5);
            for (int cycle = 0; cycle < 5; cycle++)
            {
                cell.Extra = 0.06;
                cell.Pass(1, 0.05);
                cell.Extra = 0;
                cell.Pass(1, 2);
                cell.Pass(0.5, 0.5);
                cell.Celsius = 31;
                cell.Ohms = 12;
                cell.Pass(0.5, 0.5);
                cell.Celsius = 25;
                cell.Ohms = 20;
                cell.Rest(30);
                cell.Until(1, 4.15, 10);
                for (double current = 1; current > 0.02; current *= 0.98)
                {
                    cell.Row(current);
                }

                cell.Until(-1, 3.2 - (0.1 * (cycle % 3)), 10);
                cell.Pass(1, 3);
                cell.Pass(-1, 1.5);
                cell.Until(1, 4.15, 10);
                cell.Pass(-1, 1);
                cell.Rest(60);
                cell.Until(1, 4.15, 10);
                cell.Until(-0.2, 3.2, 10);
            }

            Assert.Equal(0, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.SoftShort));
        }

        /// <summary>
        /// Cycled by the clock every efficiency is 1. A bridge that takes a tenth of the current drops the voltage at once
        /// by 20 ohm times that, 2 mV, whichever way the current flows, and then the open-circuit voltage slides by a fifth of
        /// a half-cycle's swing per cycle.
        /// </summary>
        [Theory]
        [InlineData(1)]
        [InlineData(-1)]
        public void A_bridge_across_a_cell_that_is_cycled_by_the_clock(int direction)
        {
            CycledCell cell = ByTheClock(6, 8);
            Assert.Equal(0, cell.Verdict.Shorts.SoftShortSigns);
            HalfCycle(cell, 1, direction > 0 ? 38000 : 0);
            HalfCycle(cell, -1, 38000);
            Assert.Equal(SoftShortSign.VoltageDropped, cell.Verdict.Shorts.SoftShortSigns);
            HalfCycle(cell, 1, 38000);
            HalfCycle(cell, -1, 38000);
            HalfCycle(cell, 1, 38000);
            int expected = SoftShortSign.VoltageDropped | SoftShortSign.ChargeSlides;
            Assert.Equal(expected, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.Warning, cell.Verdict.Levels[FaultId.SoftShort]);
            for (int half = 1; half < 5; half++)
            {
                HalfCycle(cell, half % 2 == 0 ? 1 : -1, 0);
            }

            Assert.Equal(FaultLevel.None, cell.Verdict.Levels[FaultId.SoftShort]);
        }

        /// <summary>A drop is remembered for six half-cycles; what stalls and drops, or is lost twice, counts once.</summary>
        [Fact]
        public void Two_signs_of_one_thing_count_once()
        {
            CycledCell cell = ByTheClock(7, 8);
            cell.Pass(1, 0.3);
            cell.Bridge = 4500;
            cell.Pass(1, 0.7);
            int once = SoftShortSign.VoltageDropped | SoftShortSign.ChargeVoltageStalls;
            Assert.Equal(once, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.SoftShort));
            for (int half = 1; half < 8; half++)
            {
                HalfCycle(cell, half % 2 == 0 ? 1 : -1, 0);
            }

            Assert.Equal(0, cell.Verdict.Shorts.SoftShortSigns);
        }

        /// <summary>
        /// By the clock, and innocent: a contact that loosens and tightens, a charge lost once, a steady loss, another current,
        /// a warmer cell, a day of rest in which 5 % are lost, a bridge that is there for ten seconds. Each for itself.
        /// </summary>
        [Theory]
        [InlineData("contact", SoftShortSign.VoltageDropped)]
        [InlineData("breathing", 0)]
        [InlineData("once", 0)]
        [InlineData("losing", 0)]
        [InlineData("current", 0)]
        [InlineData("warm", 0)]
        [InlineData("rest", 0)]
        [InlineData("brief", 0)]
        [InlineData("deeper", 0)]
        public void By_the_clock_and_innocent(string what, int allowed)
        {
            CycledCell cell = ByTheClock(8, what == "losing" ? 0 : 6);
            int seen = 0;
            for (int half = 0; half < 16; half++)
            {
                int sign = half % 2 == 0 ? 1 : -1;
                double current = what == "current" && half > 4 ? 0.8 : 1;
                cell.Stored = what == "losing" ? 0.96 : 1;
                cell.Ohms = what == "breathing" ? (half % 4 < 2 ? 20 : 26) : what == "warm" && half > 4 ? 16 : cell.Ohms;
                cell.Celsius = what == "warm" && half > 4 ? 30 : 25;
                cell.Pass(current * sign, 0.5);
                cell.Ohms = what == "contact" && half is 4 or 7 ? 14 : what == "contact" ? 20 : cell.Ohms;
                cell.Bridge = what == "brief" ? 9000 : 0;
                cell.Pass(current * sign, 2 * current * 5 / 3600);
                cell.Bridge = 0;
                cell.Pass(current * sign, what == "deeper" && half > 6 ? 1.2 : 0.5);
                cell.Inside -= what == "once" && half == 6 ? 0.2 : what == "rest" && half % 5 == 4 ? 0.25 : 0;
                cell.Rest(what == "rest" && half % 5 == 4 ? 1440 : 1);
                seen |= cell.Verdict.Shorts.SoftShortSigns;
            }

            Assert.Equal(0, seen & ~allowed);
            Assert.Equal(FaultLevel.None, cell.WorstOf(FaultId.SoftShort));
        }

        [Fact]
        public void Plating_on_copper_over_a_bridge()
        {
            CycledCell cell = new CycledCell(new GuardSettings { CellType = CellType.HalfCopper }, 4) { Spacing = 10, Ohms = 60 };
            cell.Rest(10);
            Copper(cell, 8);
            Assert.Equal(0, cell.Verdict.Shorts.SoftShortSigns);
            cell.Bridge = 500;
            Copper(cell, 3);
            cell.Pass(-0.5, 0.1);
            Assert.Equal(SoftShortSign.FlatTrace | SoftShortSign.LowerOnset, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.Warning, cell.Verdict.Levels[FaultId.SoftShort]);
        }

        /// <summary>An arch from 100 to 300 ohm that 30 ohm flatten to a third and less: three signs open the switch.</summary>
        [Fact]
        public void An_arch_that_turns_rectangular()
        {
            CycledCell cell = new CycledCell(new GuardSettings { CellType = CellType.Symmetric }, 5) { Spacing = 30, Ohms = 100, Arch = 20 };
            cell.Rest(10);
            for (int half = 0; half < 20; half++)
            {
                cell.Bridge = half < 16 ? 0 : 30;
                cell.Pass(half % 2 == 0 ? 0.5 : -0.5, 0.5);
            }

            int expected = SoftShortSign.FlatTrace | SoftShortSign.LowerOnset | SoftShortSign.Rectangular;
            Assert.Equal(expected, cell.Verdict.Shorts.SoftShortSigns);
            Assert.Equal(FaultLevel.Alarm, cell.Verdict.Levels[FaultId.SoftShort]);
            Assert.True((cell.Verdict.Actions & GuardActions.OpenSwitch) != 0);
        }

        /// <summary>
        /// Forty healthy lives: capacity fade, rising resistance, scatter of efficiency, temperature of the day, gaps in the
        /// samples, rates and limits that the user changes. Not one word about shorts, losses or polarisation.
        /// </summary>
        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(2)]
        [InlineData(3)]
        public void Healthy_lives_are_silent(int batch)
        {
            double hours = 0;
            for (int seed = batch * 10; seed < (batch * 10) + 10; seed++)
            {
                Random random = new Random(seed);
                CellType type = (CellType)(seed % 3);
                CycledCell cell = new CycledCell(new GuardSettings { CellType = type, FreeGapNanometres = 25000 }, seed);
                cell.Spacing = 5 + (random.NextDouble() * 55);
                cell.NoiseMicrovolts = random.Next(20, 500);
                cell.HasThermometer = random.Next(2) == 0;
                double ohms = 10 + (random.NextDouble() * 60);
                double current = 0.5 + random.NextDouble();
                cell.Rest(30);
                for (int cycle = 0; cycle < 60; cycle++)
                {
                    double swing = cell.HasThermometer ? 4 : 0.5;
                    cell.Celsius = 25 + (swing * Math.Sin(cell.Hours * 2 * Math.PI / 24));
                    double kelvin = 273.15 + cell.Celsius;
                    cell.Ohms = ohms * (1 + (0.004 * cycle)) * Math.Exp(35000 / 8.314462618 * ((1 / kelvin) - (1 / 298.15)))
                        * (1 + ((random.NextDouble() - 0.5) * 0.02)) * (1 + (0.4 * Math.Exp(-cycle / 3.0)));
                    cell.Capacity = 5 * (1 - (0.001 * cycle));
                    current = random.Next(15) == 0 ? 0.5 + random.NextDouble() : current;
                    Live(cell, type, current, random);
                }

                hours += cell.Hours;
                foreach (int fault in new[] { FaultId.SoftShort, FaultId.CoulombicLoss, FaultId.StrippingPolarisation, FaultId.ResistanceRise, FaultId.StrippingResistanceRise, FaultId.PlatedThickness })
                {
                    Assert.True(cell.WorstOf(fault) == FaultLevel.None, "seed " + seed + ": " + FaultTable.Rows[fault].Name);
                }
            }

            Assert.InRange(hours, 1000, 100000);
        }

        private static void Live(CycledCell cell, CellType type, double current, Random random)
        {
            double efficiency = 0.985 + ((random.NextDouble() - 0.5) * 0.01);
            if (type == CellType.Full)
            {
                cell.Stored = efficiency;
                cell.Until(current, 4.15, 10);
                cell.Rest(random.Next(5, 60));
                cell.Until(-current, 3.2, random.Next(8) == 0 ? 2 : 10);
                cell.Rest(random.Next(5, 60));
            }
            else if (type == CellType.Symmetric)
            {
                cell.Pass(current, 1);
                cell.Pass(-current, 1);
            }
            else
            {
                cell.Inside = 0;
                cell.Stored = 1 / efficiency;
                cell.Pass(-current, 1.5);
                cell.Until(current, 0.9, 3);
                cell.Rest(5);
            }
        }

        private static void Copper(CycledCell cell, int count)
        {
            for (int cycle = 0; cycle < count; cycle++)
            {
                cell.Inside = 0;
                cell.Pass(-0.5, 1);
                cell.Until(0.5, 0.9, 2);
            }
        }

        /// <summary>1 mAh up and down around the middle, a minute of rest between, a sample every 5 s.</summary>
        private static CycledCell ByTheClock(int seed, int cycles)
        {
            CycledCell cell = new CycledCell(new GuardSettings(), seed) { Spacing = 5, Inside = 2 };
            cell.Rest(10);
            for (int half = 0; half < 2 * cycles; half++)
            {
                HalfCycle(cell, half % 2 == 0 ? 1 : -1, 0);
            }

            return cell;
        }

        private static void HalfCycle(CycledCell cell, int sign, double bridge)
        {
            cell.Pass(sign, 0.4);
            cell.Bridge = bridge;
            cell.Pass(sign, 0.6);
            cell.Rest(1);
        }

        private static void Cycles(CycledCell cell, int count)
        {
            for (int cycle = 0; cycle < count; cycle++)
            {
                cell.Cycle(1, 4.15, 3.2);
            }
        }

        private static CycledCell Full(int seed)
        {
            CycledCell cell = new CycledCell(new GuardSettings(), seed) { Spacing = 10 };
            cell.Rest(10);
            return cell;
        }
    }
}
