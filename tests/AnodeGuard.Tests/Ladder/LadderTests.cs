using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>From not ready to tripped and back.</summary>
    [TestClass]
    public class LadderTests
    {
        [TestMethod]
        public void Nothing_may_be_armed_before_everything_is_proved()
        {
            Bench bench = new Bench(new GuardSettings());
            for (int i = 0; i < 1000; i++)
            {
                bench.Step();
                if (bench.Verdict.State != GuardState.NotReady)
                {
                    break;
                }

                Assert.IsFalse(bench.Does(GuardActions.AllowArm), "not before");
            }

            Assert.IsTrue(bench.Does(GuardActions.AllowArm), "then");
            Assert.IsTrue(bench.Verdict.Cycles >= 20, "20 cycles");
            Assert.IsTrue(bench.Verdict.BaselineKnown, "baseline");
            Assert.IsTrue(bench.Verdict.SelfTest == SelfTestResult.Passed, "self-test");
            Assert.IsTrue(bench.Does(GuardActions.StoreState), "the baseline is to be stored");
        }

        [TestMethod]
        public void Without_a_self_test_never()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.RunsSelfTests = false;
            bench.Run(20000);
            Assert.IsTrue(bench.Verdict.State == GuardState.NotReady);
            Assert.IsTrue(bench.Active(FaultId.SelfTestFailed), "and it says why");
        }

        [TestMethod]
        public void A_closed_switch_opens_while_not_ready()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.Snapshot.SwitchClosed = true;
            bench.Step();
            Assert.IsTrue(bench.Does(GuardActions.OpenSwitch));
        }

        [TestMethod]
        public void A_trip_needs_an_acknowledge_after_the_condition()
        {
            Bench bench = Tripped();
            bench.Snapshot.Acknowledge = true;
            bench.Step();
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "the condition holds");
            bench.Cell = 3800000;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "nobody acknowledged since");
            bench.Snapshot.Acknowledge = true;
            bench.Step();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "normal");
            Assert.IsTrue(bench.Does(GuardActions.StoreState), "to be stored");
        }

        [TestMethod]
        public void A_trip_survives_a_restart()
        {
            Bench before = Tripped();
            Bench after = new Bench(new GuardSettings());
            after.Guard.Restore(before.Verdict.LatchedFaults, before.Verdict.BaselineMicrovolts);
            after.Step();
            Assert.IsTrue(after.Verdict.State == GuardState.Tripped, "from the first step");
            Assert.AreEqual(FaultId.OverVoltage, after.Verdict.TripCause);
            Assert.IsTrue(after.Does(GuardActions.OpenSwitch), "open");
            Assert.IsFalse(after.Does(GuardActions.StoreState), "nothing new to store");
            Assert.AreEqual(before.Verdict.BaselineMicrovolts, after.Verdict.BaselineMicrovolts);
            after.Run(20000);
            Assert.IsTrue(after.Verdict.State == GuardState.Tripped, "for good");
            after.Snapshot.Acknowledge = true;
            after.Step();
            Assert.IsTrue(after.Verdict.State == GuardState.Normal, "acknowledged");
        }

        [TestMethod]
        public void Bits_that_are_no_fault_are_not_restored()
        {
            Guard guard = new Guard(new GuardSettings());
            guard.Restore(-1, 0);
            Verdict verdict = guard.Step(new Snapshot());
            Assert.AreEqual((1L << FaultId.Count) - 1, verdict.LatchedFaults);
        }

        [TestMethod]
        public void A_latch_hides_nothing()
        {
            Bench bench = Tripped();
            bench.Run(1000);
            bench.Electrode = 0;
            Assert.IsTrue(bench.RunUntil(FaultId.SenseContactAnode, 1000) >= 0, "a second fault is reported");
            Assert.AreEqual(FaultId.OverVoltage, bench.Verdict.TripCause, "the first one tripped");
        }

        [TestMethod]
        public void The_start_has_its_say_once()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.Snapshot.WatchdogReset = true;
            bench.Snapshot.StorageCorrupt = true;
            bench.Step();
            Assert.IsTrue(bench.Raised(FaultId.WatchdogReset) && bench.Raised(FaultId.StorageCorrupt), "raised");
            bench.Run(10000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "waits for somebody");
            bench.Snapshot.Acknowledge = true;
            bench.Step();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "goes on");
            bench.Run(1000);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults, "and says it no more");
        }

        [TestMethod]
        [DataRow(700000, 0)]
        [DataRow(690000, -1)]
        public void Depletion_is_announced_at_seven_tenths(int millionths, int raised)
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, 0);
            rows.Add(10000000000L, millionths + 20);
            bool near = (rows.Verdict.ActiveFaults & (1L << FaultId.DepletionNear)) != 0;
            Assert.AreEqual(raised == 0, near);
            Assert.AreEqual(0L, rows.Verdict.LatchedFaults);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(-1)]
        public void Above_the_limit_depletion_warns_alarms_and_comes(int sign)
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, sign * 1500000);
            long warned = 0;
            long alarmed = 0;
            long came = 0;
            for (long time = 100000; came == 0; time += 100000)
            {
                Verdict verdict = rows.Add(time, sign * 1500000);
                byte level = verdict.Levels[FaultId.DepletionNear];
                warned = warned == 0 && level == FaultLevel.Warning ? time : warned;
                alarmed = alarmed == 0 && level == FaultLevel.Alarm ? time : alarmed;
                came = (verdict.RaisedFaults & (1L << FaultId.Depleted)) != 0 ? time : 0;
            }

            Expect.Within(90042600, came, 3000, "depleted");
            Assert.IsTrue(warned > 0 && warned < alarmed && alarmed < came, "in order");
            Assert.AreEqual(sign * 1L, rows.Verdict.SurfaceDepletionQ24 > 0 ? 1L : -1L);
            Assert.IsTrue(rows.Verdict.State == GuardState.Tripped, "latched");

            // Rest lets the salt come back; the events go on under the latch.
            rows.Add(rows.Now + 100000000, 0);
            Assert.IsTrue((rows.Verdict.ClearedFaults & (1L << FaultId.Depleted)) != 0, "cleared");
            Assert.IsTrue(rows.Verdict.State == GuardState.Tripped, "still latched");
        }

        [TestMethod]
        public void A_short_time_left_alarms_early()
        {
            Rows rows = new Rows(Rows.Unit());
            rows.Add(0, 0);
            rows.Add(1000, 30000000);
            Assert.IsTrue(rows.Verdict.DepletionMicroseconds < 1000000, "under a second");
            Assert.IsTrue((rows.Verdict.LatchedFaults & (1L << FaultId.DepletionNear)) != 0, "alarm");
        }

        private static Bench Tripped()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Cell = 4400000;
            bench.RunUntil(FaultId.OverVoltage, 1000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Tripped, "tripped");
            return bench;
        }
    }
}
