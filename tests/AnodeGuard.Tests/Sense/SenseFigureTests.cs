using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>A trace that begins shortly before its contact; a layer at 0 V by design; the look with the relay open.</summary>
    [TestClass]
    public class SenseFigureTests
    {
        [TestMethod]
        [DataRow(1, 20)]
        [DataRow(3, 20)]
        [DataRow(4, 1600)]
        public void A_collapse_within_the_first_rows_is_a_contact(int healthyRows, int millivolts)
        {
            GuardSettings settings = new GuardSettings();
            Guard guard = Recording(settings);
            Verdict verdict = Rows(guard, 0, healthyRows, 3000000);
            verdict = Rows(guard, healthyRows, 6, millivolts * 1000L);
            Assert.IsTrue((verdict.LatchedFaults & (1L << FaultId.SenseContactAnode)) != 0, "contact");
            Assert.AreEqual(FaultLevel.None, verdict.Levels[FaultId.SenseNotArmed]);
            Expect.Near(3000000L, verdict.BaselineMicrovolts, 200, "baseline");
        }

        /// <summary>The nearest neighbours: never alive, and alive all the time though restless.</summary>
        [TestMethod]
        [DataRow(20, 3)]
        [DataRow(3000, 0)]
        public void A_layer_that_never_lived_is_not_armed(int millivolts, int level)
        {
            Guard guard = Recording(new GuardSettings());
            Verdict verdict = Rows(guard, 0, 20, millivolts * 1000L);
            Assert.AreEqual((byte)level, verdict.Levels[FaultId.SenseNotArmed]);
            Assert.AreEqual(FaultLevel.None, verdict.Levels[FaultId.SenseContactAnode]);
        }

        [TestMethod]
        public void A_layer_at_zero_by_design_is_protected_from_the_cathode_and_from_a_cut_lead()
        {
            GuardSettings settings = new GuardSettings();
            settings.ZeroVoltByDesign = true;
            Bench bench = new Bench(settings);
            bench.Electrode = 3000;
            bench.BecomeReady();
            bench.Run(20000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "low is no contact");
            bench.Electrode = 330000;
            Assert.IsTrue(bench.RunUntil(FaultId.SenseContactCathode, 1000) >= 0, "cathode");

            Bench cut = new Bench(settings);
            cut.Electrode = 3000;
            cut.BecomeReady();
            cut.LeadOpen = true;
            Assert.IsTrue(cut.RunUntil(FaultId.SenseLeadOpen, 31000) >= 0, "lead");
        }

        /// <summary>1 pA moves the isolated node by 8.4 mV/s.</summary>
        [TestMethod]
        [DataRow(-8400)]
        [DataRow(0)]
        public void The_relay_opens_at_rest_every_ten_minutes(int microvoltsPerSecond)
        {
            Bench bench = new Bench(new GuardSettings());
            bench.NodeDrift = microvoltsPerSecond;
            bench.BecomeReady();
            int openings = 0;
            for (int i = 0; i < 50 * 1300; i++)
            {
                SenseDrive before = bench.Snapshot.SenseDrive;
                bench.Step();
                openings += before != SenseDrive.RelayOpen && bench.Snapshot.SenseDrive == SenseDrive.RelayOpen ? 1 : 0;
            }

            Assert.AreEqual(3, openings, "after one, eleven and twenty-one minutes");
            Assert.IsTrue(bench.Verdict.Sense.RelayOpenDriftKnown, "known");
            Expect.Near(microvoltsPerSecond, bench.Verdict.Sense.RelayOpenDriftMicrovoltsPerSecond, 1200, "drift");
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "nothing wrong");
            Assert.AreEqual(0L, bench.Verdict.Sense.Touches);
        }

        [TestMethod]
        public void The_relay_stays_closed_while_current_flows()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.Current = 1000000;
            bench.BecomeReady();
            bench.Run(2000);
            for (int i = 0; i < 50 * 60; i++)
            {
                bench.Step();
                Assert.IsFalse(bench.Does(GuardActions.OpenRelay), "never");
            }
        }

        private static Guard Recording(GuardSettings settings)
        {
            settings.SelfTestWaived = true;
            settings.SenseStaleMicroseconds = long.MaxValue;
            return new Guard(settings);
        }

        private static Verdict Rows(Guard guard, int from, int count, long microvolts)
        {
            Verdict verdict = null;
            Snapshot snapshot = new Snapshot();
            for (int row = from; row < from + count; row++)
            {
                snapshot.TimeMicroseconds = row * 1000000L;
                snapshot.SenseMicrovolts.Set(microvolts + (row % 3 * 100), row * 1000000L, Validity.Valid, SampleSource.Recording);
                verdict = guard.Step(snapshot);
            }

            return verdict;
        }
    }
}
