using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Soft shorts of symmetric cells: transport-and-detection, check 24, and what looks like one.</summary>
    [TestClass]
    public class SoftShortTests
    {
        /// <summary>100 ohm, bridged by 1 kohm: -9.1 %, within two half-cycles.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        public void A_bridge_of_ten_times_the_resistance(int arch)
        {
            CycledCell cell = Symmetric(7);
            cell.Arch = arch;
            HalfCycles(cell, 20);
            Assert.AreEqual(0, (int)cell.WorstOf(FaultId.SoftShort), "healthy");
            cell.Bridge = 1000;
            HalfCycles(cell, 2);
            cell.Pass(0.5, 0.06);
            Assert.AreEqual((int)FaultLevel.Warning, (int)cell.Verdict.Levels[FaultId.SoftShort], "two half-cycles later");
            Assert.AreEqual(
                SoftShortSign.FlatTrace | SoftShortSign.LowerOnset,
                cell.Verdict.Shorts.SoftShortSigns);
            cell.Bridge = 0;
            HalfCycles(cell, 4);
            Assert.AreEqual(0, (int)cell.Verdict.Levels[FaultId.SoftShort], "soft shorts may heal");
        }

        /// <summary>The interphase takes 9 % away in fifty cycles.</summary>
        [TestMethod]
        public void A_slow_fall_is_none()
        {
            CycledCell cell = Symmetric(8);
            for (int half = 0; half < 60; half++)
            {
                cell.Ohms = 100 - (9.0 * half / 60);
                HalfCycles(cell, 1);
            }

            Assert.AreEqual(0, (int)cell.WorstOf(FaultId.SoftShort));
        }

        /// <summary>A fresh cell's polarisation falls by a half within ten cycles, fast at first.</summary>
        [TestMethod]
        public void Formation_is_none()
        {
            CycledCell cell = Symmetric(9);
            for (int half = 0; half < 40; half++)
            {
                cell.Ohms = 100 + (100 * CycledCell.Exp(-half / 6.0));
                HalfCycles(cell, 1);
            }

            Assert.AreEqual(0, (int)cell.WorstOf(FaultId.SoftShort));
        }

        /// <summary>Warmer by 4 K at once, 30 kJ/mol: -15 %; the thermometer explains it.</summary>
        [TestMethod]
        public void A_warmer_cell_is_none()
        {
            CycledCell cell = Symmetric(10);
            HalfCycles(cell, 20);
            cell.Celsius = 29;
            cell.Ohms = 85;
            HalfCycles(cell, 20);
            Assert.AreEqual(0, (int)cell.WorstOf(FaultId.SoftShort));
        }

        /// <summary>Half the current, or half the charge, is another test.</summary>
        [TestMethod]
        public void Other_currents_and_charges_are_none()
        {
            CycledCell cell = Symmetric(11);
            HalfCycles(cell, 20);
            cell.Ohms = 80;
            for (int half = 0; half < 20; half++)
            {
                cell.Pass(half % 2 == 0 ? 1 : -1, 0.5);
            }

            for (int half = 0; half < 20; half++)
            {
                cell.Pass(half % 2 == 0 ? 1 : -1, 0.25);
            }

            Assert.AreEqual(0, (int)cell.WorstOf(FaultId.SoftShort));
        }

        /// <summary>An electrode that improves on one side only: no bridge does that.</summary>
        [TestMethod]
        public void A_fall_in_one_direction_is_none()
        {
            CycledCell cell = Symmetric(12);
            cell.StrippingOhms = 100;
            HalfCycles(cell, 20);
            cell.StrippingOhms = 85;
            HalfCycles(cell, 20);
            Assert.AreEqual(0, (int)cell.WorstOf(FaultId.SoftShort));
        }

        private static CycledCell Symmetric(int seed)
        {
            GuardSettings settings = new GuardSettings();
            settings.CellType = CellType.Symmetric;
            CycledCell cell = new CycledCell(settings, seed);
            cell.Ohms = 100;
            cell.Rest(3);
            return cell;
        }

        private static void HalfCycles(CycledCell cell, int count)
        {
            for (int half = 0; half < count; half++)
            {
                cell.Pass(0.5 * cell.Sign, 0.5);
                cell.Sign = -cell.Sign;
            }
        }
    }
}
