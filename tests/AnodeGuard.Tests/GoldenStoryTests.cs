using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Golden vectors of what <see cref="GoldenTests"/> leaves out: cells that age and short over many cycles, a board on
    /// which one thing after the other goes wrong, a relaxation that is identified, and values that nothing would send. Every
    /// field of every verdict is in the fingerprint. They say that nothing has changed; what is right is said by the other
    /// tests. A change of the core that is meant gets its new numbers from the failure's message.
    /// </summary>
    [TestClass]
    public class GoldenStoryTests
    {
        [TestMethod]
        public void A_full_cell_ages()
        {
            CycledCell cell = Cell(CellType.Full, 11);
            double[] stored = { 1, 1, 0.999, 1, 1, 0.998, 0.97, 0.93, 0.93, 1, 0.99, 0.985 };
            for (int cycle = 0; cycle < stored.Length; cycle++)
            {
                cell.Stored = stored[cycle];
                cell.Ohms = 20 + (cycle > 6 ? 8 * (cycle - 6) : 0);
                cell.StrippingOhms = cycle > 8 ? 70 : 0;
                cell.Celsius = 25 + (cycle % 3);
                cell.Extra = cycle == 4 ? 0.03 : 0;
                cell.Bridge = cycle == 9 ? 3000 : cycle == 10 ? 400 : 0;
                cell.Cycle(1, 4.15, 3.2);
                cell.Rest(cycle % 4 == 3 ? 180 : 20);
            }

            Check(GoldenFull, cell.Fingerprint);
        }

        [TestMethod]
        public void Copper_is_plated_and_stripped()
        {
            CycledCell cell = Cell(CellType.HalfCopper, 12);
            cell.Spacing = 30;
            for (int cycle = 0; cycle < 14; cycle++)
            {
                cell.Stored = cycle < 8 ? 1 / 0.97 : 1 / 0.90;
                cell.Inside = 0;
                cell.Arch = cycle > 10 ? 2 : 0;
                cell.Pass(cycle == 6 ? -0.8 : -0.5, 1);
                cell.Rest(5);
                cell.Until(0.5, 0.9, 2);
                cell.Rest(5);
            }

            Check(GoldenCopper, cell.Fingerprint);
        }

        [TestMethod]
        public void Metal_on_both_sides_shorts_softly()
        {
            CycledCell cell = Cell(CellType.Symmetric, 13);
            cell.Spacing = 10;
            cell.NoiseMicrovolts = 100;
            for (int half = 0; half < 30; half++)
            {
                cell.Ohms = half > 18 ? 60 + (half - 18) : 60;
                cell.Arch = half > 8 && half < 14 ? 1.5 : 0.5;
                cell.Bridge = half > 14 && half < 19 ? 300 : half > 26 ? 20 : 0;
                cell.Pass(half % 2 == 0 ? 2 : -2, half == 20 ? 0.2 : 0.6);
                cell.Rest(half % 5 == 4 ? 10 : 0);
            }

            Check(GoldenSymmetric, cell.Fingerprint);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        public void One_thing_after_the_other_goes_wrong(int chemistry)
        {
            Fnv fingerprint = new Fnv();
            GuardSettings settings = new GuardSettings();
            settings.Chemistry = (Chemistry)chemistry;
            settings.Electrolyte = chemistry == 1 ? Electrolyte.Carbonate : Electrolyte.Ether;
            settings.ShutdownMillicelsius = chemistry == 2 ? 45000 : 0;
            settings.FreeGapNanometres = 20000;
            settings.PressureRisePascals = 5000;
            settings.OverPressurePascals = 150000;
            Bench bench = new Bench(settings);
            Lcg story = new Lcg(500 + chemistry);
            bench.BecomeReady();
            for (int scene = 0; scene < 36; scene++)
            {
                Healthy(bench);
                bench.Current = story.Between(-20000000, 20000000);
                bench.Cell = 3700000 + (bench.Current / 40);
                Run(bench, fingerprint, story.Between(60, 140));
                GoWrong(bench, scene, story);
                for (int part = 0; part < 4; part++)
                {
                    bench.Electrode = scene == 0 || scene == 18 ? bench.Electrode * 6 / 10 : bench.Electrode;
                    bench.Temperature += scene == 5 ? 9000 : scene == 6 ? -14000 : 0;
                    bench.Cell -= scene == 9 && part == 1 ? 45000 : 0;
                    bench.Cell += scene == 9 && part == 2 ? 45000 : 0;
                    Run(bench, fingerprint, story.Between(20, 60));
                }

                Healthy(bench);
                Run(bench, fingerprint, 60);
                bench.Snapshot.Acknowledge = true;
                Run(bench, fingerprint, 90);
            }

            Check(GoldenTroubles[chemistry], fingerprint);
        }

        [TestMethod]
        public void A_relaxation_is_identified()
        {
            Fnv fingerprint = new Fnv();
            GuardSettings settings = new GuardSettings();
            Bench bench = new Bench(settings);
            bench.BecomeReady();

            // j = 0.5 on the default cell; the relaxation is that of a limiting current 20 % lower and a third slower.
            for (int round = 0; round < 2; round++)
            {
                bench.Current = 22740000;
                bench.Cell = 3900000;
                bench.Electrode = 3080000;
                Run(bench, fingerprint, 45 * 50);
                bench.Current = 0;
                bench.Cell = 3750000;
                double slow = 0.022;
                double fast = 0.006;
                for (int turn = 0; turn < 40 * 50; turn++)
                {
                    slow *= 0.98895;
                    fast *= 0.9048;
                    bench.Electrode = 3000000 + (long)((slow + fast) * 1000000);
                    bench.Step();
                    fingerprint.Add(bench.Verdict);
                }
            }

            Assert.IsTrue(bench.Verdict.Transport.IdentifiedLimitingCount > 0, "something is identified");
            Check(GoldenRelaxation, fingerprint);
        }

        /// <summary>
        /// Limits are round numbers, and so is everything here, time included: values meet limits exactly, and a comparison
        /// that should have been the other one shows.
        /// </summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [DataRow(5)]
        [DataRow(6)]
        [DataRow(7)]
        public void Round_numbers_meet_limits_exactly(int which)
        {
            Fnv fingerprint = new Fnv();
            Lcg story = new Lcg(700 + which);
            for (int life = 0; life < 4; life++)
            {
                RoundLife cell = new RoundLife(which + life, story);
                for (int stretch = 0; stretch < 90; stretch++)
                {
                    cell.Turn();
                    for (int row = 0; row < 12; row++)
                    {
                        fingerprint.Add(cell.Row());
                    }
                }
            }

            Check(GoldenRound[which], fingerprint);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void Values_that_nothing_would_send(int which)
        {
            Fnv fingerprint = new Fnv();
            Abuse abuse = new Abuse(900 + which);
            for (int guards = 0; guards < 6; guards++)
            {
                Guard guard = new Guard(guards % 3 == 0 ? new GuardSettings() : abuse.Settings());
                for (int step = 0; step < 400; step++)
                {
                    fingerprint.Add(guard.Step(abuse.Next()));
                }
            }

            Check(GoldenAbuse[which], fingerprint);
        }

        private static CycledCell Cell(CellType type, int seed)
        {
            GuardSettings settings = new GuardSettings();
            settings.CellType = type;
            settings.CapacityMicroampereHours = 5000;
            settings.FreeGapNanometres = 12000;
            CycledCell cell = new CycledCell(settings, seed);
            cell.Fingerprint = new Fnv();
            cell.Rest(10);
            return cell;
        }

        private static void Healthy(Bench bench)
        {
            bench.Electrode = 3000000;
            bench.Temperature = 25000;
            bench.LeadOpen = false;
            bench.InjectorDead = false;
            bench.RunsSelfTests = true;
            bench.SwitchObeys = true;
            bench.SenseAlive = true;
            bench.NodeDrift = 0;
            bench.CellValidity = Validity.Valid;
            bench.Snapshot.CollapseComparator = false;
            bench.Snapshot.OverCurrentComparator = false;
            bench.Snapshot.StorageCorrupt = false;
            bench.Snapshot.WatchdogReset = false;
            bench.Snapshot.PressurePascals.Set(101325, bench.Now, Validity.Valid, SampleSource.Recording);
            bench.Snapshot.GasOhms.Set(50000, bench.Now, Validity.Valid, SampleSource.Recording);
        }

        private static void GoWrong(Bench bench, int scene, Lcg story)
        {
            switch (scene % 18)
            {
                case 1: bench.LeadOpen = true; break;
                case 2: bench.Electrode = bench.Cell; break;
                case 3: bench.Cell = 4600000; break;
                case 4: bench.Cell = 1900000; break;
                case 7: bench.Current = story.Between(80000000, 200000000); break;
                case 8: bench.Cell = 150000; break;
                case 10: bench.SwitchObeys = false; bench.Electrode = 0; break;
                case 11: bench.SenseAlive = false; break;
                case 12: bench.CellValidity = Validity.Failed; break;
                case 13: bench.InjectorDead = true; break;
                case 14: bench.NodeDrift = -300000; break;
                case 15: bench.Snapshot.CollapseComparator = true; break;
                case 16: bench.Snapshot.OverCurrentComparator = true; bench.Snapshot.WatchdogReset = true; break;
                case 17: bench.Snapshot.PressurePascals.Set(160000, bench.Now, Validity.Valid, SampleSource.Recording); break;
                default: break;
            }
        }

        private static void Run(Bench bench, Fnv fingerprint, long turns)
        {
            for (long turn = 0; turn < turns; turn++)
            {
                fingerprint.Add(bench.Step());
            }
        }

        private static void Check(long golden, Fnv fingerprint)
        {
            Assert.AreEqual(golden, fingerprint.Hash);
        }

        private const long GoldenFull = 7955619341121007873;
        private const long GoldenCopper = 6428774745659932075;
        private const long GoldenSymmetric = 6330754544923499923;
        private const long GoldenRelaxation = -1628470912990689904;
        private static readonly long[] GoldenTroubles = { -5056128780322686377, -399259842285287993, 5356122955452116558 };
        private static readonly long[] GoldenRound = { 6039675614471269568, -6892556849461756861, -5725159497564127332, 5156084478029169988, -1363626408919451094, -1448868963922723960, 6091830061536001549, -2235010609189960557 };
        private static readonly long[] GoldenAbuse = { 2807011192120368495, -2974394610076234887, -7571127020792991008, 3670861116781792732 };
    }
}
