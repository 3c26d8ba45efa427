using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Channels that fall silent, lie, stick or run backwards; a switch that does not obey.</summary>
    [TestClass]
    public class SensorTests
    {
        [TestMethod]
        public void A_silent_sense_channel_is_stale()
        {
            Bench bench = Ready();
            bench.SenseAlive = false;
            long took = bench.RunUntil(FaultId.SensorStale, 1000);
            Assert.IsTrue(took > 100000 && took <= 140000, "after 100 ms");
            Assert.IsTrue(bench.Latched(FaultId.SensorStale), "latched");
            bench.SenseAlive = true;
            bench.Run(100);
            Assert.IsFalse(bench.Active(FaultId.SensorStale), "ended");
        }

        [TestMethod]
        public void A_failed_read_looks_no_fresher_for_its_new_time()
        {
            Bench bench = Ready();
            bench.SenseAlive = false;
            for (int i = 0; i < 10; i++)
            {
                bench.Snapshot.SenseMicrovolts.Set(3000000, bench.Now + Bench.Turn, Validity.Failed, SampleSource.Ads1115);
                bench.Step();
            }

            Assert.IsTrue(bench.Active(FaultId.SensorStale));
        }

        [TestMethod]
        public void A_channel_that_is_not_fitted_is_no_fault()
        {
            GuardSettings settings = new GuardSettings();
            settings.SelfTestWaived = true;
            Guard guard = new Guard(settings);
            Snapshot snapshot = new Snapshot();
            for (int i = 0; i < 200; i++)
            {
                snapshot.TimeMicroseconds = i * 1000000L;
                Verdict verdict = guard.Step(snapshot);
                Assert.AreEqual(0L, verdict.ActiveFaults);
                Assert.AreEqual(0, verdict.Actions & GuardActions.RunSelfTest);
                Assert.IsTrue(verdict.State == GuardState.Normal, "ready at once");
            }
        }

        [TestMethod]
        [DataRow(7000000)]
        [DataRow(-7000000)]
        public void An_impossible_cell_voltage(int microvolts)
        {
            Bench bench = Ready();
            bench.Cell = microvolts;
            Assert.IsTrue(bench.RunUntil(FaultId.SensorImplausible, 1000) >= 0);
        }

        [TestMethod]
        public void A_rail_is_no_voltage()
        {
            Bench bench = Ready();
            bench.CellValidity = Validity.OverRange;
            bench.Run(100);
            bench.CellValidity = Validity.Valid;
            bench.Run(1000);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults, "once is noise");
            bench.CellValidity = Validity.OverRange;
            Assert.IsTrue(bench.RunUntil(FaultId.SensorImplausible, 1000) >= 0);
        }

        [TestMethod]
        public void A_temperature_that_jumps()
        {
            Bench bench = Ready();
            bench.Temperature = 29000;
            bench.Run(100);
            Assert.IsTrue(bench.RunUntil(FaultId.SensorImplausible, 300) == -1, "one jump is noise");
            Bench other = Ready();
            for (int i = 0; i < 20; i++)
            {
                other.Temperature = i % 2 == 0 ? 25000 : 35000;
                other.Run(100);
            }

            Assert.IsTrue(other.Active(FaultId.SensorImplausible), "ten kelvins up and down");
            Assert.IsFalse(other.Latched(FaultId.SensorImplausible), "a warning latches nothing");
        }

        [TestMethod]
        [DataRow(2500000, 0)]
        [DataRow(2549000, 0)]
        [DataRow(2551000, 1)]
        [DataRow(2449000, 1)]
        [DataRow(0, 1)]
        public void The_reference_must_be_itself(int microvolts, int fault)
        {
            Bench bench = Ready();
            for (int i = 0; i < 60; i++)
            {
                bench.Snapshot.ReferenceMicrovolts.Set(microvolts, bench.Now + Bench.Turn, Validity.Valid, SampleSource.Ads1115);
                bench.Step();
            }

            Assert.AreEqual(fault == 1, bench.Active(FaultId.SensorImplausible));
        }

        [TestMethod]
        public void A_clock_that_runs_back_is_noticed_and_survived()
        {
            Bench bench = Ready();
            bench.Now -= 3000000;
            bench.Step();
            Assert.IsTrue(bench.Active(FaultId.SensorImplausible), "noticed");
            bench.Run(5000);
            Assert.IsFalse(bench.Active(FaultId.SensorImplausible), "survived");
            bench.Snapshot.Acknowledge = true;
            bench.Step();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "normal again");
        }

        [TestMethod]
        public void The_same_snapshot_twice_changes_nothing()
        {
            Bench bench = Ready();
            bench.Current = 4000000;
            bench.Run(1000);
            long charge = bench.Verdict.ChargeNanocoulombs;
            long s = bench.Verdict.SurfaceDepletionQ24;
            long cycles = bench.Verdict.Cycles;
            for (int i = 0; i < 1000; i++)
            {
                Verdict verdict = bench.Guard.Step(bench.Snapshot);
                Assert.AreEqual(0L, verdict.ActiveFaults);
            }

            Assert.AreEqual(charge, bench.Verdict.ChargeNanocoulombs);
            Assert.AreEqual(s, bench.Verdict.SurfaceDepletionQ24);
            Assert.AreEqual(cycles, bench.Verdict.Cycles);
        }

        [TestMethod]
        public void A_sense_code_that_never_moves_is_stuck()
        {
            Bench bench = Ready();
            bench.SenseAlive = false;
            int turns = 0;
            while (!bench.Active(FaultId.SensorStuck) && turns < 400)
            {
                bench.Snapshot.SenseMicrovolts.Set(3000000, bench.Now + Bench.Turn, Validity.Valid, SampleSource.Ads1115);
                bench.Step();
                turns++;
            }

            Assert.IsTrue(turns >= 100 && turns <= 110, "a hundred samples, two seconds");
            Assert.IsTrue(bench.Latched(FaultId.SensorStuck), "latched");
        }

        [TestMethod]
        public void A_recording_may_be_rounded()
        {
            Bench bench = Ready();
            bench.SenseAlive = false;
            for (int i = 0; i < 400; i++)
            {
                bench.Snapshot.SenseMicrovolts.Set(3000000, bench.Now + Bench.Turn, Validity.Valid, SampleSource.Recording);
                bench.Step();
            }

            Assert.IsFalse(bench.Active(FaultId.SensorStuck));
        }

        [TestMethod]
        public void A_switch_that_stays_closed_has_failed()
        {
            Bench bench = Ready();
            bench.Current = 4000000;
            bench.Run(500);
            bench.SwitchObeys = false;
            bench.Cell = 4400000;
            Assert.IsTrue(bench.RunUntil(FaultId.OverVoltage, 1000) >= 0);
            long took = bench.RunUntil(FaultId.SwitchFailed, 1000);
            Assert.IsTrue(took >= 50000 && took <= 120000, "50 ms and two samples");
            Assert.IsTrue(bench.Does(GuardActions.OpenInterlock), "interlock");
        }

        [TestMethod]
        public void A_switch_that_obeys_has_not()
        {
            Bench bench = Ready();
            bench.Current = 4000000;
            bench.Run(500);
            bench.Cell = 4400000;
            bench.Run(3000);
            Assert.IsTrue(bench.Latched(FaultId.OverVoltage));
            Assert.IsFalse(bench.Latched(FaultId.SwitchFailed));
            Assert.IsFalse(bench.Does(GuardActions.OpenInterlock));
        }

        [TestMethod]
        public void Current_through_an_open_switch_is_a_failure_too()
        {
            Bench bench = Ready();
            bench.Current = 4000000;
            bench.Cell = 4400000;
            bench.RunUntil(FaultId.OverVoltage, 1000);
            for (int i = 0; i < 20; i++)
            {
                bench.Step();
                bench.Snapshot.TimeMicroseconds = bench.Now + 10;
                bench.Snapshot.CurrentNanoamperes.Set(4000000, bench.Now + 10, Validity.Valid, SampleSource.Ina228);
                bench.Guard.Step(bench.Snapshot);
            }

            Assert.IsFalse(bench.Snapshot.SwitchClosed, "reads open");
            Assert.IsTrue(bench.Latched(FaultId.SwitchFailed));
        }

        private static Bench Ready()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            return bench;
        }
    }
}
