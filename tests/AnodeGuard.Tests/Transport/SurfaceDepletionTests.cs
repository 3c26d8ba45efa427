using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>The surface depletion s after steps of current. Expected: the exact series of the finite gap.</summary>
    [TestClass]
    public class SurfaceDepletionTests
    {
        // S(theta) in units of 1e-9, theta in millionths of the diffusion time (1,000 s).
        [TestMethod]
        [DataRow(100, 22567583)]
        [DataRow(1000, 71364965)]
        [DataRow(10000, 225675833)]
        [DataRow(50000, 504087820)]
        [DataRow(100000, 697881906)]
        [DataRow(200000, 887402875)]
        [DataRow(500000, 994170479)]
        public void Step_response(int millionths, int billionths)
        {
            Rows once = new Rows(Rows.Unit());
            once.Add(0, 0);
            once.Add(millionths * 1000L, 1000000);
            Check(billionths, once.Verdict.SurfaceDepletionQ24);

            Rows fine = new Rows(Rows.Unit());
            fine.Add(0, 0);
            for (int part = 1; part <= 10; part++)
            {
                fine.Add(millionths * 100L * part, 1000000);
            }

            Check(billionths, fine.Verdict.SurfaceDepletionQ24);
        }

        [TestMethod]
        [DataRow(500000)]
        [DataRow(-500000)]
        [DataRow(990000)]
        public void Below_the_limit_it_settles_at_j(int millionths)
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, millionths);
            for (int row = 1; row <= 3000; row++)
            {
                rows.Add(row * 1000000L, millionths);
                Assert.IsFalse((rows.Verdict.ActiveFaults & (1L << FaultId.Depleted)) != 0, "never depleted");
            }

            Expect.Near(Q24(millionths), rows.Verdict.SurfaceDepletionQ24, Verdict.OneQ24 / 5000, "s");
            Expect.Near(Q24(millionths), rows.Verdict.NormalizedCurrentQ24, 17, "j");
            Assert.AreEqual(Verdict.Never, rows.Verdict.DepletionMicroseconds);
        }

        [TestMethod]
        [DataRow(49999, 10000000)]
        [DataRow(620000, 0)]
        public void Of_a_single_ion_conductor_nothing_is_said(int transferenceMillionths, int limiting)
        {
            GuardSettings settings = Rows.Unit();
            settings.AnionTransferenceMillionths = transferenceMillionths;
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = limiting;
            Rows rows = new Rows(settings);
            rows.Add(0, 5000000);
            rows.Add(100000000, 5000000);
            Assert.IsFalse(rows.Verdict.Transport.Applies, "not applicable");
            Assert.AreEqual(0L, rows.Verdict.SurfaceDepletionQ24, "s");
            Assert.AreEqual(Verdict.Never, rows.Verdict.DepletionMicroseconds, "forecast");
            Assert.AreEqual(0L, rows.Verdict.ActiveFaults, "faults");
        }

        [TestMethod]
        [DataRow(50000)]
        [DataRow(1169000)]
        public void A_transference_number_from_there_on_counts(int transferenceMillionths)
        {
            GuardSettings settings = Rows.Unit();
            settings.AnionTransferenceMillionths = transferenceMillionths;
            Rows rows = new Rows(settings);
            rows.Add(0, 5000000);
            Assert.IsTrue(rows.Verdict.Transport.Applies, "applies");
            Expect.Within(7853982, rows.Verdict.DepletionMicroseconds, 1000, "J* and t_D hold, whatever t_a is");
        }

        [TestMethod]
        public void The_first_row_has_no_interval()
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(5000000, 2000000);
            Assert.AreEqual(0L, rows.Verdict.SurfaceDepletionQ24, "s");
            Assert.AreEqual(2 * Verdict.OneQ24, rows.Verdict.NormalizedCurrentQ24, "j");
            Expect.Within(49182685, rows.Verdict.DepletionMicroseconds, 1000, "forecast");
            Assert.IsTrue(rows.Verdict.State != GuardState.NotReady, "ready at once");
        }

        [TestMethod]
        public void A_huge_gap_is_the_steady_state()
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, 0);
            rows.Add(long.MaxValue, 700000);
            Expect.Near(Q24(700000), rows.Verdict.SurfaceDepletionQ24, 20, "s");
        }

        [TestMethod]
        public void Currents_saturate_at_64_limits()
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, 0);
            rows.Add(1, long.MaxValue);
            Assert.AreEqual(64 * Verdict.OneQ24, rows.Verdict.NormalizedCurrentQ24);
            rows.Add(2, long.MinValue);
            Assert.AreEqual(-64 * Verdict.OneQ24, rows.Verdict.NormalizedCurrentQ24);
            rows.Add(long.MaxValue, long.MinValue);
            Expect.Near(-64 * Verdict.OneQ24, rows.Verdict.SurfaceDepletionQ24, 100, "s");
        }

        [TestMethod]
        public void A_cell_without_limiting_current_says_nothing()
        {
            GuardSettings settings = Rows.Unit();
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 0;
            Rows rows = new Rows(settings);
            rows.Add(0, 5000000);
            rows.Add(1000000000, 5000000);
            Assert.AreEqual(0L, rows.Verdict.SurfaceDepletionQ24);
            Assert.AreEqual(Verdict.Never, rows.Verdict.DepletionMicroseconds);
            Assert.AreEqual(0L, rows.Verdict.ActiveFaults);
        }

        private static long Q24(long millionths)
        {
            return millionths * Verdict.OneQ24 / 1000000;
        }

        // 5e-4 of the value and 1e-4.
        private static void Check(long billionths, long actualQ24)
        {
            long expected = (billionths * Verdict.OneQ24) / 1000000000;
            Expect.Near(expected, actualQ24, (expected / 2000) + (Verdict.OneQ24 / 10000), "s");
        }
    }
}
