using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Each limit just inside, just outside, and back.</summary>
    [TestClass]
    public class LimitTests
    {
        [TestMethod]
        public void Over_voltage()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Cell = 4280000;
            bench.Run(2000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "20 mV below");
            bench.Cell = 4280001;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Advisory, "advisory");
            bench.Cell = 4295001;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "warning");
            bench.Cell = 4300000;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "at the limit");
            Assert.IsTrue(bench.Snapshot.SwitchClosed, "nothing below the limit opens the switch");
            bench.Cell = 4300001;
            Trips(bench, FaultId.OverVoltage, 600);
            bench.Cell = 4290001;
            bench.Run(2000);
            Assert.AreEqual(FaultLevel.Alarm, bench.Verdict.Levels[FaultId.OverVoltage], "within the hysteresis");
            bench.Cell = 4290000;
            bench.Run(2000);
            Assert.AreEqual(FaultLevel.Advisory, bench.Verdict.Levels[FaultId.OverVoltage], "no alarm any more");
            bench.Cell = 4275000;
            Ends(bench, FaultId.OverVoltage);
        }

        [TestMethod]
        public void A_single_high_voltage_is_noise()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Cell = 4500000;
            bench.Run(100);
            bench.Cell = 4000000;
            bench.Run(2000);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults);
        }

        /// <summary>2 mV a cycle through the 5 mV of the warning: the alarm comes with the third cycle above the limit.</summary>
        [TestMethod]
        public void A_voltage_that_creeps_through_the_warning_is_an_alarm_in_its_own_time()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Cell = 4270000;
            long above = 0;
            while (!bench.Active(FaultId.OverVoltage) || bench.Verdict.Levels[FaultId.OverVoltage] != FaultLevel.Alarm)
            {
                bench.Cell += 2000;
                bench.Run(100);
                above += bench.Cell > 4300000 ? 1 : 0;
            }

            Assert.AreEqual(3L, above);
        }

        [TestMethod]
        public void Under_voltage()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Cell = 2520000;
            bench.Run(2000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "20 mV above");
            bench.Cell = 2500000;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "at the limit");
            bench.Cell = 2499999;
            Trips(bench, FaultId.UnderVoltage, 600);
            bench.Cell = 2525000;
            Ends(bench, FaultId.UnderVoltage);
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(-1)]
        public void Over_current(int sign)
        {
            GuardSettings settings = new GuardSettings();
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 0;
            settings.OverCurrentChargeNanoamperes = 20000000;
            settings.OverCurrentDischargeNanoamperes = 30000000;
            int fault = sign > 0 ? FaultId.OverCurrentCharge : FaultId.OverCurrentDischarge;
            long limit = sign > 0 ? 20000000 : 30000000;
            Bench bench = Ready(settings);
            bench.Current = sign * limit / 100 * 95;
            bench.Run(2000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "at 95 %");
            bench.Current += sign;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Advisory, "above 95 %");
            bench.Current = sign * limit;
            bench.Run(2000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "at the limit");
            Assert.IsTrue(bench.Snapshot.SwitchClosed, "nothing below the limit opens the switch");
            bench.Current = sign * (limit + 1);
            Trips(bench, fault, 400);
            bench.Run(500);
            Assert.IsFalse(bench.Active(fault), "the open switch ended it");
            Assert.IsTrue(bench.Latched(fault), "and it is latched");
        }

        [TestMethod]
        public void The_over_current_comparator_is_believed_at_once()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Snapshot.OverCurrentComparator = true;
            bench.Step();
            Assert.IsTrue(bench.Latched(FaultId.OverCurrentCharge));
        }

        [TestMethod]
        [DataRow(0, 60000)]
        [DataRow(1, 60000)]
        [DataRow(2, 50000)]
        public void Over_temperature_knows_the_metal(int chemistry, int limit)
        {
            GuardSettings settings = new GuardSettings();
            settings.Chemistry = (Chemistry)chemistry;
            Bench bench = Ready(settings);
            Warm(bench, limit - 10000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "ten kelvins below");
            Warm(bench, limit - 5000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Advisory, "five kelvins below");
            Warm(bench, limit - 4999);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "warning");
            Warm(bench, limit);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "still");
            Warm(bench, limit + 1);
            Assert.IsTrue(bench.Latched(FaultId.OverTemperature), "alarm");
            Warm(bench, limit - 11000);
            Assert.IsFalse(bench.Active(FaultId.OverTemperature), "gone");
        }

        /// <summary>Electrolyte 0 other, 1 carbonate, 2 ether, 3 polymer; the user allows 100 C.</summary>
        [TestMethod]
        [DataRow(0, 95000, 100000)]
        [DataRow(1, 55000, 65000)]
        [DataRow(2, 60000, 65000)]
        [DataRow(3, 95000, 100000)]
        public void Over_temperature_knows_the_electrolyte(int electrolyte, int warning, int alarm)
        {
            GuardSettings settings = new GuardSettings();
            settings.Electrolyte = (Electrolyte)electrolyte;
            settings.OverTemperatureMillicelsius = 100000;
            Bench bench = Ready(settings);
            Warm(bench, warning);
            Assert.IsFalse(bench.Verdict.Levels[FaultId.OverTemperature] >= FaultLevel.Warning, "before");
            Warm(bench, warning + 1);
            Assert.AreEqual(FaultLevel.Warning, bench.Verdict.Levels[FaultId.OverTemperature], "warning");
            Warm(bench, alarm);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults, "at the limit");
            Warm(bench, alarm + 1);
            Assert.IsTrue(bench.Latched(FaultId.OverTemperature), "alarm");
        }

        [TestMethod]
        [DataRow(0, 150000)]
        [DataRow(1, 85000)]
        [DataRow(2, 50000)]
        public void No_setting_lifts_the_metals_own_limit(int chemistry, int limit)
        {
            Assert.AreEqual(limit, CellLimits.HighestMillicelsius((Chemistry)chemistry));
            GuardSettings settings = new GuardSettings();
            settings.Chemistry = (Chemistry)chemistry;
            settings.OverTemperatureMillicelsius = 190000;
            Bench bench = Ready(settings);
            Warm(bench, limit + 1);
            Assert.IsTrue(bench.Latched(FaultId.OverTemperature));
        }

        [TestMethod]
        public void Under_temperature()
        {
            Bench bench = Ready(new GuardSettings());
            Warm(bench, -16000);
            Assert.AreEqual(0L, bench.Verdict.ActiveFaults, "four kelvins above");
            Warm(bench, -20000);
            Assert.IsTrue(bench.Verdict.State == GuardState.Warning, "at the limit");
            Warm(bench, -20001);
            Assert.IsTrue(bench.Latched(FaultId.UnderTemperature));
            Warm(bench, -15000);
            Ends(bench, FaultId.UnderTemperature);
        }

        [TestMethod]
        public void A_collapse_of_the_cell_is_a_hard_short()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Cell = 700000;
            long took = bench.RunUntil(FaultId.HardShort, 1000);
            Assert.IsTrue(took > 0 && took <= 220000, "two samples");
            Assert.AreEqual(FaultId.HardShort, bench.Verdict.TripCause);
        }

        [TestMethod]
        public void A_heavy_load_is_no_hard_short()
        {
            GuardSettings settings = new GuardSettings();
            settings.UnderVoltageMicrovolts = 100000;
            Bench bench = Ready(settings);
            bench.Current = -20000000;
            bench.Cell = 700000;
            bench.Run(2000);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults);
        }

        [TestMethod]
        public void A_half_cell_discharged_below_the_limit_and_charged_again_is_no_hard_short()
        {
            Bench bench = Ready(new GuardSettings());
            bench.Current = -200000;
            for (long cell = 3000000; cell > 40000; cell -= 20000)
            {
                bench.Cell = cell;
                bench.Run(200);
            }

            bench.Current = 200000;
            bench.Run(2000);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults & (1L << FaultId.HardShort));
        }

        [TestMethod]
        public void A_symmetric_cell_at_zero_is_no_hard_short()
        {
            GuardSettings settings = new GuardSettings();
            settings.UnderVoltageMicrovolts = -1000000;
            settings.OverVoltageMicrovolts = 1000000;
            Bench bench = new Bench(settings);
            bench.Cell = 50000;
            bench.BecomeReady();
            bench.Cell = 0;
            bench.Run(3000);
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults);
        }

        private static Bench Ready(GuardSettings settings)
        {
            Bench bench = new Bench(settings);
            bench.BecomeReady();
            Assert.IsTrue(bench.Verdict.State == GuardState.Normal, "ready");
            return bench;
        }

        /// <summary>Changes the temperature no faster than a cell can.</summary>
        private static void Warm(Bench bench, long to)
        {
            while (bench.Temperature != to)
            {
                bench.Temperature += Saturating.Clamp(to - bench.Temperature, -500, 500);
                bench.Run(100);
            }

            bench.Run(1000);
        }

        private static void Trips(Bench bench, int fault, long milliseconds)
        {
            long end = bench.Now + (milliseconds * 1000);
            while (!bench.Latched(fault) && bench.Now < end)
            {
                bench.Step();
            }

            Assert.IsTrue(bench.Latched(fault), "latched in time");
            Assert.AreEqual(fault, bench.Verdict.TripCause);
            Assert.IsTrue(bench.Does(GuardActions.OpenSwitch), "open");
            Assert.IsFalse(bench.Does(GuardActions.AllowArm), "not to be armed");
        }

        private static void Ends(Bench bench, int fault)
        {
            bench.Run(2000);
            Assert.IsFalse(bench.Active(fault), "ended");
            Assert.IsTrue(bench.Latched(fault), "latched still");
            bench.Snapshot.Acknowledge = true;
            bench.Step();
            Assert.AreEqual(0L, bench.Verdict.LatchedFaults, "acknowledged");
            Assert.AreEqual(-1, bench.Verdict.TripCause);
            Assert.IsTrue(bench.Does(GuardActions.AllowArm), "may be armed");
        }
    }
}
