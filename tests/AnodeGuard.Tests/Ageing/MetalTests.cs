using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Plated metal, current densities and lead times against transport-and-detection, 1.2 and check 21.</summary>
    [TestClass]
    public class MetalTests
    {
        private const long Hour = 3600000000;

        [TestMethod]
        [DataRow(0, 4850)]
        [DataRow(1, 8843)]
        [DataRow(2, 16964)]
        public void A_milliampere_hour_on_a_square_centimetre(int chemistry, int nanometres)
        {
            GuardSettings settings = Settings();
            settings.Chemistry = (Chemistry)chemistry;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(Hour, 1000000);
            Expect.Near(nanometres, rows.Verdict.Cell.PlatedNanometres, 1, "plated");
            rows.Add(2 * Hour, -400000);
            Expect.Near(nanometres * 6 / 10, rows.Verdict.Cell.PlatedNanometres, 1, "a part of it stripped");
        }

        /// <summary>J = 100 A/m2, t_a = 0.62, 1 M: a tip crosses 12.5 um in 19.45 s; moss of 0.3 fills 25 um in 556.7 s.</summary>
        [TestMethod]
        public void Lead_times()
        {
            GuardSettings settings = Settings();
            settings.FreeGapNanometres = 12500;
            Rows rows = new Rows(settings);
            rows.Add(0, 10000000);
            Expect.Within(19450000, rows.Verdict.Cell.TipLeadMicroseconds, 500, "tip over 12.5 um");
            settings = Settings();
            rows = new Rows(settings);
            rows.Add(0, 10000000);
            Expect.Within(38900000, rows.Verdict.Cell.TipLeadMicroseconds, 500, "tip over 25 um");
            Expect.Within(556700000, rows.Verdict.Cell.MossLeadMicroseconds, 500, "moss over 25 um");
            rows.Add(1000, -10000000);
            Assert.AreEqual(CellFigures.Unknown, rows.Verdict.Cell.TipLeadMicroseconds, "a full cell plates nothing when discharged");
        }

        [TestMethod]
        public void What_is_plated_already_is_no_room()
        {
            Rows rows = new Rows(Settings());
            rows.Add(0, 0);
            rows.Add(Hour, 1000000);

            // 25 um - 4.85 um = 20.15 um at 10 A/m2: 20.15e-6 * 96485.33 * 1000 / (10 * 0.62) s.
            Expect.Within(313577000, rows.Verdict.Cell.TipLeadMicroseconds, 500, "tip");
        }

        [TestMethod]
        public void Densities_know_the_host_and_the_local_factor()
        {
            GuardSettings settings = Settings();
            settings.AreaSquareMicrometres = 250000000;
            settings.AreaFactorMillionths = 4000000;
            settings.LocalCurrentFactorMillionths = 6000000;
            Rows rows = new Rows(settings);
            rows.Add(0, 10000000);
            Expect.Near(40000000, rows.Verdict.Cell.GeometricMicroamperesPerSquareMetre, 1, "10 mA on 2.5 cm2");
            Expect.Near(60000000, rows.Verdict.Cell.LocalMicroamperesPerSquareMetre, 1, "a quarter, six times");
            Expect.Within(64800000, rows.Verdict.Cell.TipLeadMicroseconds, 1000, "38.9 s / 0.6");
        }

        [TestMethod]
        public void No_tip_runs_ahead_in_a_single_ion_conductor()
        {
            GuardSettings settings = Settings();
            settings.AnionTransferenceMillionths = 40000;
            Rows rows = new Rows(settings);
            rows.Add(0, 10000000);
            Assert.AreEqual(CellFigures.Unknown, rows.Verdict.Cell.TipLeadMicroseconds);
            Assert.IsTrue(rows.Verdict.Cell.MossLeadMicroseconds > 0, "moss does");
        }

        [TestMethod]
        public void Copper_is_plated_by_the_negative_current()
        {
            GuardSettings settings = Settings();
            settings.CellType = CellType.HalfCopper;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(Hour, -1000000);
            Expect.Near(4850, rows.Verdict.Cell.PlatedNanometres, 1, "plated");
            Assert.IsTrue(rows.Verdict.Cell.TipLeadMicroseconds > 0);
        }

        /// <summary>25 um are 5.155 mAh/cm2 of lithium: advisory there, warning at 7.73, alarm at 10.31.</summary>
        [TestMethod]
        public void Levels_of_the_plated_thickness()
        {
            Rows rows = new Rows(Settings());
            rows.Add(0, 0);
            Plate(rows, 5100, FaultLevel.None);
            Plate(rows, 100, FaultLevel.Advisory);
            Plate(rows, 2500, FaultLevel.Advisory);
            Plate(rows, 100, FaultLevel.Warning);
            Plate(rows, 2450, FaultLevel.Warning);
            Plate(rows, 100, FaultLevel.Alarm);
            Assert.IsTrue((rows.Verdict.Actions & GuardActions.OpenSwitch) != 0, "the switch opens");
            Plate(rows, 0, FaultLevel.Warning);
            rows.Snapshot.Acknowledge = true;
            Plate(rows, 0, FaultLevel.Warning);
            rows.Snapshot.Acknowledge = false;
            Assert.AreEqual(0L, rows.Verdict.LatchedFaults, "acknowledged: the metal can be stripped");
            Plate(rows, -2500, FaultLevel.Warning);
            Plate(rows, -450, FaultLevel.Advisory);
            Plate(rows, -2700, FaultLevel.None);
        }

        [TestMethod]
        public void A_gap_that_nobody_gave_judges_no_thickness()
        {
            GuardSettings settings = Settings();
            settings.FreeGapNanometres = 0;
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            Plate(rows, 20000, FaultLevel.None);
            Assert.AreEqual(0L, rows.Verdict.Cell.TipLeadMicroseconds, "the lead time assumes 25 um, and says so in the settings");
        }

        [TestMethod]
        public void Cycling_does_not_add_up()
        {
            Rows rows = new Rows(Settings());
            rows.Add(0, 0);
            for (int cycle = 0; cycle < 200; cycle++)
            {
                rows.Add(rows.Now + Hour, 4000000);
                rows.Add(rows.Now + Hour, -3800000);
                Assert.AreEqual(0, (int)rows.Verdict.Levels[FaultId.PlatedThickness]);
            }

            Assert.IsTrue(rows.Verdict.Cell.PlatedNanometres < 2000, "a twentieth stays behind each time");
        }

        [TestMethod]
        public void Metal_that_is_not_stripped_adds_up()
        {
            Rows rows = new Rows(Settings());
            rows.Add(0, 0);
            for (int cycle = 0; cycle < 3; cycle++)
            {
                rows.Add(rows.Now + Hour, 4000000);
                rows.Add(rows.Now + Hour, -2000000);
            }

            Expect.Near(6 * 4850, rows.Verdict.Cell.PlatedNanometres, 5, "three times two");
        }

        private static GuardSettings Settings()
        {
            GuardSettings settings = new GuardSettings();
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 0;
            settings.FreeGapNanometres = 25000;
            return settings;
        }

        /// <summary>One row of an hour with so many microampere-hours.</summary>
        private static void Plate(Rows rows, long microampereHours, byte level)
        {
            Verdict verdict = rows.Add(rows.Now + Hour, microampereHours * 1000);
            Assert.AreEqual((int)level, (int)verdict.Levels[FaultId.PlatedThickness], microampereHours.ToString());
        }
    }
}
