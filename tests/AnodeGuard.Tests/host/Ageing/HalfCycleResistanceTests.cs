using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Which steps of the current give a half-cycle its resistance, through the one door. 5 mA of 5 mAh; a half-cycle begins
    /// through so many ohms, and after three samples its polarisation is that of 20 ohm again, so that all end alike.
    /// </summary>
    public sealed class HalfCycleResistanceTests
    {
        private const long Milliampere = 1000000;
        private const long Rest = 3800000;

        /// <summary>
        /// Of a full cell 0.02 % of the capacity may have flowed since the step: 3.6 mC, 0.72 s at 5 mA. Where the voltage at rest
        /// is 0 it does not matter. A rise where metal is plated is one thing, a rise where it is stripped another.
        /// </summary>
        [Theory]
        [InlineData(CellType.Full, 1, 720000, FaultId.ResistanceRise)]
        [InlineData(CellType.Full, 1, 720001, -1)]
        [InlineData(CellType.Full, -1, 720000, FaultId.StrippingResistanceRise)]
        [InlineData(CellType.HalfCopper, 1, 720001, FaultId.StrippingResistanceRise)]
        [InlineData(CellType.HalfCopper, -1, 720001, FaultId.ResistanceRise)]
        [InlineData(CellType.Symmetric, 1, 720001, FaultId.ResistanceRise)]
        [InlineData(CellType.Symmetric, 1, 60000000, FaultId.ResistanceRise)]
        public void A_rise_of_one_direction(CellType type, int sign, long spacing, int fault)
        {
            ExactTrace trace = Cell(type, spacing);
            for (int cycle = 0; cycle < 9; cycle++)
            {
                foreach (int direction in new[] { 1, -1 })
                {
                    Half(trace, direction, cycle >= 4 && direction == sign ? 60 : 20);

                    // The third that has risen tells, while it is under way.
                    bool told = fault >= 0 && (cycle > 6 || (cycle == 6 && direction <= sign));
                    Assert.Equal(told && fault == FaultId.ResistanceRise, trace.LevelOf(FaultId.ResistanceRise) != FaultLevel.None);
                    Assert.Equal(told && fault == FaultId.StrippingResistanceRise, trace.LevelOf(FaultId.StrippingResistanceRise) != FaultLevel.None);
                }
            }

            Assert.Equal(fault == FaultId.ResistanceRise ? FaultLevel.Warning : FaultLevel.None, trace.LevelOf(FaultId.ResistanceRise));
            Assert.Equal(fault == FaultId.StrippingResistanceRise ? FaultLevel.Warning : FaultLevel.None, trace.LevelOf(FaultId.StrippingResistanceRise));
        }

        /// <summary>After a pause within a half-cycle the current steps as at its beginning, but the cell is another.</summary>
        [Fact]
        public void A_pause_begins_no_half_cycle()
        {
            ExactTrace trace = Cell(CellType.Full, 360000);
            for (int cycle = 0; cycle < 9; cycle++)
            {
                Half(trace, 1, 20);
                for (int pause = 0; pause < 2 && cycle >= 4; pause++)
                {
                    Half(trace, 1, 60);
                }

                Half(trace, -1, 20);
            }

            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.ResistanceRise));
        }

        /// <summary>A step out of the other direction is larger than one out of rest: 15 mA is not 5 mA.</summary>
        [Fact]
        public void The_size_of_a_step_counts_from_where_it_began()
        {
            ExactTrace trace = Cell(CellType.Full, 360000);
            for (int cycle = 0; cycle < 4; cycle++)
            {
                Half(trace, -1, 20);
                Half(trace, 1, 20);
            }

            for (int cycle = 0; cycle < 4; cycle++)
            {
                Half(trace, -1, 20);
                Flow(trace, 10 * Milliampere, Rest - 100000 + (15 * 60 * 1000), 3);
                Flow(trace, 10 * Milliampere, Rest + 100000, 60);
            }

            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.ResistanceRise));
        }

        /// <summary>What the test began with belongs to no half-cycle that follows: one that begins with a ramp has no resistance.</summary>
        [Fact]
        public void A_ramp_has_no_resistance()
        {
            ExactTrace trace = Cell(CellType.Symmetric, 360000);
            Half(trace, 1, 2);
            Half(trace, -1, 20);
            Flow(trace, 0, Rest, 3);
            for (int part = 1; part <= 20; part++)
            {
                Flow(trace, part * 249000, Rest + (part * 5000), 1);
            }

            Half(trace, 0, 20, 5 * Milliampere);
            for (int cycle = 0; cycle < 9; cycle++)
            {
                Half(trace, -1, 20);
                Half(trace, 1, cycle < 3 ? 30 : 35);
            }

            Half(trace, -1, 20);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.ResistanceRise));
        }

        /// <summary>A voltage without a current of the same moment is no pair, nor a current without a voltage.</summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void Voltage_and_current_are_of_one_moment(bool voltageFirst)
        {
            ExactTrace trace = Cell(CellType.Full, 100000);
            Flow(trace, 0, Rest, 5);
            trace.BringsCell = voltageFirst;
            trace.BringsCurrent = !voltageFirst;
            Flow(trace, 5 * Milliampere, Rest + 100000, 1);
            trace.BringsCell = true;
            trace.BringsCurrent = true;
            Assert.Equal(0, trace.Verdict.Cell.ResistanceCount);
            Flow(trace, 5 * Milliampere, Rest + 100000, 3);
            Assert.Equal((1L, 20000000L, 200000L), (trace.Verdict.Cell.ResistanceCount, trace.Verdict.Cell.FastResistanceMicroohms, trace.Verdict.Cell.FastResistanceMicroseconds));
        }

        /// <summary>Plating begins out of rest, which 5 uA of 5 mAh are and 5.001 uA are not, or out of the other direction.</summary>
        [Theory]
        [InlineData(5000, 1)]
        [InlineData(5001, 0)]
        [InlineData(-5000, 1)]
        [InlineData(-1000000, 1)]
        public void Where_plating_begins(long before, long count)
        {
            ExactTrace trace = Cell(CellType.Full, 500000);
            Flow(trace, before, Rest, 4);
            Flow(trace, 5 * Milliampere, Rest + 100000, 125);
            Assert.Equal(count, trace.Verdict.Cell.NucleationCount);
        }

        /// <summary>Full is full after three voltages, however many currents came meanwhile.</summary>
        [Fact]
        public void A_current_alone_repeats_no_voltage()
        {
            ExactTrace trace = Cell(CellType.Full, 100000);
            trace.Settings.FullMicrovolts = 4200000;
            trace.Start();
            for (int voltage = 1; voltage <= 3; voltage++)
            {
                Flow(trace, Milliampere, 4200000, 1);
                trace.BringsCell = false;
                Flow(trace, Milliampere, 4200000, 5);
                trace.BringsCell = true;
                Assert.Equal(voltage < 3, trace.Verdict.Cell.StateOfChargeMillionths == CellFigures.Unknown);
            }
        }

        private static ExactTrace Cell(CellType type, long spacing)
        {
            ExactTrace trace = new ExactTrace { Spacing = spacing };
            trace.Settings.CellType = type;
            trace.Settings.OverVoltageMicrovolts = 6000000;
            trace.Start();
            return trace;
        }

        private static void Half(ExactTrace trace, int sign, long ohms, long nanoamperes = 0)
        {
            // 0.5 % of 5 mAh turn it: 18 s at 5 mA.
            int turns = 3 + (int)(18000000 / trace.Spacing);
            if (sign != 0)
            {
                nanoamperes = sign * 5 * Milliampere;
                Flow(trace, 0, Rest, 3);
                Flow(trace, nanoamperes, Rest + (sign * ohms * 5000), 3);
            }

            Flow(trace, nanoamperes, Rest + (nanoamperes / 50), turns);
        }

        private static void Flow(ExactTrace trace, long nanoamperes, long microvolts, int count)
        {
            trace.Current = nanoamperes;
            trace.Cell = microvolts;
            trace.Steps(count);
        }
    }
}
