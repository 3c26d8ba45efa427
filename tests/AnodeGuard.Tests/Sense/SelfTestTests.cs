using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>What the self-test tells, from the simulated table of the front end.</summary>
    [TestClass]
    public class SelfTestTests
    {
        // Idle, pull-down, pull-up in millivolts; result.
        [TestMethod]
        [DataRow(3000, 2970, 2995, 1)]
        [DataRow(2000, 1980, 2005, 1)]
        [DataRow(3000, 38, 2469, 2)]
        [DataRow(3000, 159, 2376, 2)]
        [DataRow(5, 5, 2400, 2)]
        [DataRow(5, 5, 25, 3)]
        [DataRow(3000, 300, 30, 3)]
        [DataRow(3000, 2970, 300, 3)]
        [DataRow(3000, 3000, 3000, 4)]
        [DataRow(3000, 2995, 2995, 4)]
        [DataRow(3000, 2700, 2995, 5)]
        [DataRow(3000, 3200, 3000, 5)]
        public void Reads_the_table(int idle, int down, int up, int result)
        {
            SelfTestJudge judge = new SelfTestJudge();
            Snapshot snapshot = new Snapshot();
            Channel sense = new Channel();
            long now = 0;
            now = Feed(judge, snapshot, sense, SenseDrive.Idle, idle, now);
            now = Feed(judge, snapshot, sense, SenseDrive.PullDown, down, now);
            now = Feed(judge, snapshot, sense, SenseDrive.PullUp, up, now);
            Feed(judge, snapshot, sense, SenseDrive.Idle, idle, now);
            Assert.AreEqual(result, (int)judge.Result);
        }

        [TestMethod]
        public void One_disturbed_reading_is_inconclusive()
        {
            SelfTestJudge judge = new SelfTestJudge();
            Snapshot snapshot = new Snapshot();
            Channel sense = new Channel();
            long now = Feed(judge, snapshot, sense, SenseDrive.Idle, 3000, 0);
            now = Feed(judge, snapshot, sense, SenseDrive.PullDown, 2970, now);
            snapshot.SenseMicrovolts.Set(0, now + 1000, Validity.Valid, SampleSource.Ads1115);
            sense.Observe(snapshot.SenseMicrovolts, now + 1000);
            judge.Observe(snapshot.SenseDrive, sense.TimeMicroseconds - snapshot.SenseDriveSinceMicroseconds, sense);
            now = Feed(judge, snapshot, sense, SenseDrive.PullUp, 2995, now + 1000);
            Feed(judge, snapshot, sense, SenseDrive.Idle, 3000, now);
            Assert.AreEqual((int)SelfTestResult.Inconclusive, (int)judge.Result);
        }

        [TestMethod]
        public void Missing_readings_are_inconclusive()
        {
            SelfTestJudge judge = new SelfTestJudge();
            Snapshot snapshot = new Snapshot();
            Channel sense = new Channel();
            long now = Feed(judge, snapshot, sense, SenseDrive.Idle, 3000, 0);
            now = Feed(judge, snapshot, sense, SenseDrive.PullDown, 2970, now);
            Feed(judge, snapshot, sense, SenseDrive.Idle, 3000, now);
            Assert.AreEqual((int)SelfTestResult.Inconclusive, (int)judge.Result);
        }

        [TestMethod]
        public void A_dead_injector_fails_the_test()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Current = 4000000;
            bench.Run(1000);
            bench.InjectorDead = true;
            long took = bench.RunUntil(FaultId.SelfTestFailed, 20000);
            Assert.IsTrue(took > 0 && took < 8000000, "three tests");
            Assert.IsTrue(bench.Verdict.SelfTest == SelfTestResult.InjectorDead, "named");
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "tripped");
            bench.InjectorDead = false;
            bench.Run(2000);
            Assert.IsFalse(bench.Active(FaultId.SelfTestFailed), "passes again");
        }

        [TestMethod]
        public void A_test_that_is_not_run_is_overdue()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Current = 4000000;
            bench.Run(6000);
            bench.RunsSelfTests = false;
            long took = bench.RunUntil(FaultId.SelfTestFailed, 20000);
            Assert.IsTrue(took > 2000000 && took <= 6600000, "a period and two seconds");
        }

        [TestMethod]
        public void At_rest_it_comes_every_thirty_seconds()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            long oldest = 0;
            for (int i = 0; i < 6000; i++)
            {
                bench.Step();
                oldest = bench.Verdict.SelfTestAgeMicroseconds > oldest ? bench.Verdict.SelfTestAgeMicroseconds : oldest;
                Assert.AreEqual(0L, bench.Verdict.ActiveFaults);
            }

            Expect.Near(30000000, oldest, 500000, "age");
        }

        [TestMethod]
        public void A_layer_at_zero_by_design_passes_stiff()
        {
            GuardSettings settings = new GuardSettings();
            settings.ZeroVoltByDesign = true;
            Bench bench = new Bench(settings);
            bench.Electrode = 4000;
            bench.BecomeReady();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "ready");
            bench.Current = 4000000;
            bench.Run(20000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "no contact");
            bench.LeadOpen = true;
            Assert.IsTrue(bench.RunUntil(FaultId.SenseLeadOpen, 10000) > 0, "a cut lead is still found");
        }

        [TestMethod]
        public void A_mended_lead_needs_an_acknowledge()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Current = 4000000;
            bench.LeadOpen = true;
            Assert.IsTrue(bench.RunUntil(FaultId.SenseLeadOpen, 10000) > 0, "found");
            bench.LeadOpen = false;
            bench.Run(5000);
            Assert.IsFalse(bench.Active(FaultId.SenseLeadOpen), "mended");
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "latched");
            bench.Snapshot.Acknowledge = true;
            bench.Step();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "normal");
        }

        [TestMethod]
        public void The_collapse_comparator_counts_only_with_the_injector_idle()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Snapshot.SenseDrive = SenseDrive.PullDown;
            bench.Snapshot.SenseDriveSinceMicroseconds = bench.Now;
            bench.Snapshot.CollapseComparator = true;
            bench.Step();
            Assert.IsFalse(bench.Active(FaultId.SenseContactAnode), "under the pull");
            bench.Snapshot.SenseDrive = SenseDrive.Idle;
            bench.Snapshot.SenseDriveSinceMicroseconds = bench.Now;
            bench.Step();
            Assert.IsTrue(bench.Latched(FaultId.SenseContactAnode), "idle");
        }

        private static long Feed(SelfTestJudge judge, Snapshot snapshot, Channel sense, SenseDrive drive, long millivolts, long now)
        {
            snapshot.SenseDrive = drive;
            snapshot.SenseDriveSinceMicroseconds = now;
            for (int i = 0; i < 3; i++)
            {
                now += 20000;
                snapshot.TimeMicroseconds = now;
                snapshot.SenseMicrovolts.Set(millivolts * 1000, now, Validity.Valid, SampleSource.Ads1115);
                sense.Observe(snapshot.SenseMicrovolts, now);
                judge.Observe(snapshot.SenseDrive, sense.TimeMicroseconds - snapshot.SenseDriveSinceMicroseconds, sense);
            }

            return now;
        }
    }
}
