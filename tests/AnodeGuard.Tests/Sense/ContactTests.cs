using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Contacts of the Cu layer, both ways, against everything that is none.</summary>
    [TestClass]
    public class ContactTests
    {
        [TestMethod]
        public void A_healthy_cell_becomes_ready_and_stays_normal()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "normal");
            Assert.IsTrue(bench.Now < 6000000, "within six seconds");
            Expect.Near(3000000, bench.Verdict.BaselineMicrovolts, 1000, "baseline");
            bench.Current = 4000000;
            for (int i = 0; i < 3000; i++)
            {
                bench.Step();
                Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "no fault");
                Assert.IsTrue(bench.Does(GuardActions.AllowArm), "may be armed");
                Assert.IsTrue(bench.Verdict.SelfTestAgeMicroseconds <= 5000000, "tested every 5 s");
            }
        }

        [TestMethod]
        public void A_collapse_is_a_contact()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Electrode = 5000;
            long took = bench.RunUntil(FaultId.SenseContactAnode, 1000);
            Assert.IsTrue(took > 0 && took <= 40000, "two samples");
            Assert.IsTrue(bench.Does(GuardActions.OpenSwitch), "open");
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "tripped");
            Assert.AreEqual(FaultId.SenseContactAnode, bench.Verdict.TripCause);
        }

        [TestMethod]
        public void A_spike_of_one_sample_is_none()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            for (int i = 0; i < 50; i++)
            {
                bench.Electrode = 0;
                bench.Step();
                bench.Electrode = 3000000;
                bench.Run(100);
                Assert.AreEqual(0L, bench.Verdict.ActiveFaults & (1L << FaultId.SenseContactAnode));
                Assert.AreEqual(0L, bench.Verdict.LatchedFaults);
            }
        }

        [TestMethod]
        public void A_cut_lead_is_a_cut_lead()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Current = 4000000;
            bench.Run(300);
            bench.LeadOpen = true;
            long took = bench.RunUntil(FaultId.SenseLeadOpen, 10000);
            Assert.IsTrue(took > 0 && took <= 5000000, "within a period");
            Assert.IsFalse(bench.Latched(FaultId.SenseContactAnode), "no contact");
            Assert.IsTrue(bench.Verdict.SelfTest == SelfTestResult.LeadOpen, "result");
            bench.Run(60000);
            Assert.IsFalse(bench.Latched(FaultId.SenseContactAnode), "still none");
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "tripped");
        }
    }
}
