using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>The table holds together.</summary>
    [TestClass]
    public class FaultTableTests
    {
        [TestMethod]
        public void Every_fault_has_its_row()
        {
            Assert.AreEqual(FaultId.Count, FaultTable.Rows.Length);
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                FaultRow row = FaultTable.Rows[fault];
                Assert.AreEqual(fault, row.Id);
                Assert.IsTrue(row.Name.Length > 0 && row.Meaning.Length > 0 && row.Remedy.Length > 0 && row.Clearing.Length > 0, row.Name);
                Assert.IsTrue(row.LowestLevel >= FaultLevel.Advisory && row.LowestLevel <= row.HighestLevel, row.Name);
                Assert.IsTrue(row.ActionFromLevel >= row.LowestLevel && row.ActionFromLevel <= row.HighestLevel, row.Name);
                Assert.IsTrue(row.DebounceSamples >= 1 && row.DebounceMicroseconds >= 0, row.Name);
                Assert.IsTrue(row.Action != FaultAction.OpenSwitch || row.Latches, row.Name + " opens, so it latches");
                for (int other = 0; other < fault; other++)
                {
                    Assert.IsTrue(FaultTable.Rows[other].Name != row.Name, row.Name + " is there twice");
                }
            }
        }

        [TestMethod]
        public void The_contract_names_are_kept()
        {
            string[] names =
            {
                "sense-contact-anode", "sense-contact-cathode", "sense-lead-open", "sense-not-armed", "sense-leakage",
                "hard-short", "soft-short", "micro-short", "rest-leakage", "depletion-near", "depleted", "resistance-rise",
                "coulombic-loss", "over-voltage", "under-voltage", "over-current-charge", "over-current-discharge",
                "over-temperature", "under-temperature", "gas-release", "switch-failed", "sensor-stale",
                "sensor-implausible", "sensor-stuck", "self-test-failed", "storage-corrupt", "watchdog-reset",
            };
            Assert.IsTrue(names.Length <= FaultTable.Rows.Length, "the contract's faults come first");
            for (int fault = 0; fault < names.Length; fault++)
            {
                Assert.AreEqual(names[fault], FaultTable.Rows[fault].Name);
            }
        }

        [TestMethod]
        public void Debounce_counts_distinct_samples_and_time()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            for (int call = 0; call < 100; call++)
            {
                register.Observe(FaultId.OverVoltage, FaultLevel.Alarm, 1000);
            }

            Assert.IsFalse(register.IsActive(FaultId.OverVoltage), "one sample, a hundred calls");
            register.Observe(FaultId.OverVoltage, FaultLevel.Alarm, 1001);
            register.Observe(FaultId.OverVoltage, FaultLevel.Alarm, 1002);
            Assert.IsFalse(register.IsActive(FaultId.OverVoltage), "three samples, two microseconds");
            register.Observe(FaultId.OverVoltage, FaultLevel.Alarm, 151000);
            Assert.IsTrue(register.IsActive(FaultId.OverVoltage), "both");
        }

        [TestMethod]
        public void What_agrees_is_the_lowest_level_seen()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 0);
            register.Observe(FaultId.OverTemperature, FaultLevel.Warning, 100000);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 200000);
            Assert.AreEqual((int)FaultLevel.Warning, (int)register.LevelOf(FaultId.OverTemperature));
        }

        /// <summary>Three samples and 150 ms: the alarm's own three, however many the lower levels had before them.</summary>
        [TestMethod]
        public void A_ramp_through_the_lower_levels_delays_no_alarm()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            register.Observe(FaultId.OverTemperature, FaultLevel.Advisory, 0);
            register.Observe(FaultId.OverTemperature, FaultLevel.Warning, 100000);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 200000);
            Assert.AreEqual((int)FaultLevel.Advisory, (int)register.LevelOf(FaultId.OverTemperature));
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 300000);
            Assert.AreEqual((int)FaultLevel.Warning, (int)register.LevelOf(FaultId.OverTemperature));
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 400000);
            Assert.AreEqual((int)FaultLevel.Alarm, (int)register.LevelOf(FaultId.OverTemperature));
        }

        [TestMethod]
        public void A_ramp_back_delays_no_end()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            register.Confirm(FaultId.OverTemperature, FaultLevel.Alarm);
            register.Observe(FaultId.OverTemperature, FaultLevel.Warning, 0);
            register.Observe(FaultId.OverTemperature, FaultLevel.Advisory, 100000);
            register.Observe(FaultId.OverTemperature, FaultLevel.None, 200000);
            Assert.AreEqual((int)FaultLevel.Warning, (int)register.LevelOf(FaultId.OverTemperature));
            register.Observe(FaultId.OverTemperature, FaultLevel.None, 300000);
            register.Observe(FaultId.OverTemperature, FaultLevel.None, 400000);
            Assert.AreEqual((int)FaultLevel.None, (int)register.LevelOf(FaultId.OverTemperature));
        }

        /// <summary>One sample below the level begins its debounce anew.</summary>
        [TestMethod]
        public void A_level_that_is_left_for_a_sample_begins_anew()
        {
            FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 0);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 100000);
            register.Observe(FaultId.OverTemperature, FaultLevel.Warning, 200000);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 300000);
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 400000);
            Assert.AreEqual((int)FaultLevel.Warning, (int)register.LevelOf(FaultId.OverTemperature));
            register.Observe(FaultId.OverTemperature, FaultLevel.Alarm, 500000);
            Assert.AreEqual((int)FaultLevel.Alarm, (int)register.LevelOf(FaultId.OverTemperature));
        }
    }
}
