using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Depletion times through the one door. Expected: Sand's equation and the exact series of the finite gap, computed
    /// apart from this code (D = 3e-10 m2/s, 1 M, t+ = 0.38).
    /// </summary>
    [TestClass]
    public class DepletionTimeTests
    {
        // J in A/m2 on 1 cm2: 100,000 nA for each.
        private const long PerAmpereAndSquareMetre = 100000;

        [TestMethod]
        [DataRow(50, 2282498)]
        [DataRow(100, 570624)]
        [DataRow(500, 22825)]
        public void Thick_gaps_deplete_at_Sands_time(int current, int milliseconds)
        {
            Rows rows = new Rows(Rows.Gap(8000));
            rows.Add(0, current * PerAmpereAndSquareMetre);
            Expect.Within(milliseconds * 1000L, rows.Verdict.DepletionMicroseconds, 1000, "forecast");
            long reached = rows.UntilDepleted(current * PerAmpereAndSquareMetre, 20000, 2400000000L);
            Expect.Near(milliseconds * 1000L, reached, milliseconds + 20000, "reached");

            // Three wrong versions found in the wild: without the quarter and t_a squared, with t+ for t_a, half the exponent.
            Assert.IsTrue(reached * 10 < milliseconds * 15000L, "not 1.54 times too long");
        }

        [TestMethod]
        public void Sands_time_goes_with_the_inverse_square_of_the_current()
        {
            Rows one = new Rows(Rows.Gap(8000));
            one.Add(0, 100 * PerAmpereAndSquareMetre);
            Rows two = new Rows(Rows.Gap(8000));
            two.Add(0, 200 * PerAmpereAndSquareMetre);
            Expect.Within(one.Verdict.DepletionMicroseconds / 4, two.Verdict.DepletionMicroseconds, 1000, "double current");
            GuardSettings rich = Rows.Gap(8000);
            rich.LimitingCurrentDensityMicroamperesPerSquareMetre *= 2;
            Rows richer = new Rows(rich);
            richer.Add(0, 100 * PerAmpereAndSquareMetre);
            Expect.Within(one.Verdict.DepletionMicroseconds * 4, richer.Verdict.DepletionMicroseconds, 1000, "double salt, or half t_a");
        }

        [TestMethod]
        [DataRow(100, 845689)]
        [DataRow(110, 567206)]
        [DataRow(120, 437555)]
        [DataRow(140, 300428)]
        [DataRow(200, 142772)]
        [DataRow(300, 63403)]
        public void Finite_gaps_deplete_later(int current, int milliseconds)
        {
            Rows rows = new Rows(Rows.Gap(1000));
            rows.Add(0, current * PerAmpereAndSquareMetre);
            Expect.Within(milliseconds * 1000L, rows.Verdict.DepletionMicroseconds, 1500, "forecast");
            long reached = rows.UntilDepleted(current * PerAmpereAndSquareMetre, 100000, 1000000000L);
            Expect.Near(milliseconds * 1000L, reached, (milliseconds * 3L) + 100000, "reached");
            Assert.AreEqual(0L, rows.Verdict.DepletionMicroseconds, "nothing is left");
        }

        [TestMethod]
        [DataRow(93)]
        [DataRow(80)]
        public void Below_the_limit_it_never_comes(int current)
        {
            Rows rows = new Rows(Rows.Gap(1000));
            rows.Add(0, current * PerAmpereAndSquareMetre);
            Assert.AreEqual(Verdict.Never, rows.Verdict.DepletionMicroseconds);
            Assert.AreEqual(-1L, rows.UntilDepleted(current * PerAmpereAndSquareMetre, 5000000, 33333000000L));
            Assert.AreEqual(Verdict.Never, rows.Verdict.DepletionMicroseconds);
        }

        [TestMethod]
        [DataRow(1010000, 446330)]
        [DataRow(1050000, 287195)]
        [DataRow(1100000, 221678)]
        [DataRow(1200000, 160264)]
        [DataRow(1300000, 127292)]
        [DataRow(1500000, 90043)]
        [DataRow(1750000, 64638)]
        [DataRow(2000000, 49183)]
        [DataRow(3000000, 21817)]
        [DataRow(5000000, 7854)]
        public void Table_of_the_finite_gap(int millionthsOfLimit, int millionthsOfDiffusionTime)
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, millionthsOfLimit);
            Expect.Near(millionthsOfDiffusionTime * 1000L, rows.Verdict.DepletionMicroseconds, Tolerance(millionthsOfDiffusionTime), "charging");
            Rows mirrored = new Rows(Rows.Unit());
            mirrored.Add(0, -millionthsOfLimit);
            Assert.AreEqual(rows.Verdict.DepletionMicroseconds, mirrored.Verdict.DepletionMicroseconds, "discharging");
        }

        [TestMethod]
        [DataRow(50)]
        [DataRow(500)]
        [DataRow(5000)]
        public void The_spacing_of_the_rows_does_not_matter(int milliseconds)
        {
            Rows rows = new Rows(Rows.Gap(1000));
            long reached = rows.UntilDepleted(140 * PerAmpereAndSquareMetre, milliseconds * 1000L, 400000000L);
            Expect.Near(300428000L, reached, 901284 + (milliseconds * 1000L), "reached");
        }

        [TestMethod]
        public void A_dropped_block_is_one_mean_current()
        {
            Rows whole = new Rows(Rows.Unit());
            Rows dropped = new Rows(Rows.Unit());
            whole.Add(0, 0);
            dropped.Add(0, 0);
            for (int row = 1; row <= 500; row++)
            {
                long current = 600000 + (((row * 7919) % 200000) - 100000);
                whole.Add(row * 1000000L, current);
                if (row < 300 || row > 310)
                {
                    dropped.Add(row * 1000000L, row == 311 ? MeanOfBlock(300, 311) : current);
                }
            }

            Expect.Near(whole.Verdict.SurfaceDepletionQ24, dropped.Verdict.SurfaceDepletionQ24, Verdict.OneQ24 / 2000, "s");
        }

        private static long MeanOfBlock(int first, int last)
        {
            long sum = 0;
            for (int row = first; row <= last; row++)
            {
                sum += 600000 + (((row * 7919) % 200000) - 100000);
            }

            // Divisor: at least one row.
            return sum / (last - first + 1);
        }

        // 0.1 % of the time, or 1e-5 of the diffusion time.
        private static long Tolerance(int millionths)
        {
            return millionths > 10000 ? millionths : 10000;
        }
    }
}
