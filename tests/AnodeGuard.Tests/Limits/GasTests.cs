using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Pressure and gas in the housing: a cell that vents, and weather, doors and solvents.</summary>
    [TestClass]
    public class GasTests
    {
        private const int Fault = FaultId.GasRelease;

        /// <summary>5 kPa is the default: advisory above 1.25, warning above 2.5, alarm above 5 kPa.</summary>
        [TestMethod]
        [DataRow(1200, 0)]
        [DataRow(1400, 1)]
        [DataRow(2400, 1)]
        [DataRow(2700, 2)]
        [DataRow(4900, 2)]
        [DataRow(5300, 3)]
        public void A_rise_within_seconds(int pascals, int level)
        {
            Trace trace = Housed(new GuardSettings());
            Pressure(trace, 101000 + pascals, 20);
            Assert.AreEqual((byte)level, trace.LevelOf(Fault));
            Assert.AreEqual(level == 3, (trace.Verdict.Actions & GuardActions.OpenSwitch) != 0);
        }

        /// <summary>The nearest neighbours: a storm of 10 hPa in 3 h, and a lid that is opened.</summary>
        [TestMethod]
        public void Weather_and_doors_are_no_gas()
        {
            Trace trace = Housed(new GuardSettings());
            for (int minute = 0; minute < 360; minute++)
            {
                int rise = minute < 180 ? minute * 1000 / 180 : (360 - minute) * 1000 / 180;
                Pressure(trace, 101000 + rise + (minute % 2 * 60), 60);
                Assert.AreEqual(FaultLevel.None, trace.LevelOf(Fault));
            }

            Pressure(trace, 98000, 120);
            Pressure(trace, 98500, 20);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(Fault));
        }

        [TestMethod]
        public void A_slow_release_is_still_seen()
        {
            Trace trace = Housed(new GuardSettings());
            for (int minute = 0; minute < 120; minute++)
            {
                Pressure(trace, 101000 + (minute * 60), 60);
            }

            Assert.AreEqual(FaultLevel.Alarm, trace.LevelOf(Fault));
        }

        [TestMethod]
        public void The_absolute_limit_holds_where_it_is_given()
        {
            GuardSettings settings = new GuardSettings();
            settings.OverPressurePascals = 101500;
            Trace trace = Housed(settings);
            Pressure(trace, 101500, 20);
            Assert.AreEqual(FaultLevel.None, trace.LevelOf(Fault));
            Pressure(trace, 101501, 20);
            Assert.AreEqual(FaultLevel.Alarm, trace.LevelOf(Fault));
        }

        [TestMethod]
        [DataRow(30000, 0)]
        [DataRow(22000, 1)]
        [DataRow(10000, 2)]
        [DataRow(1, 2)]
        public void Gas_alone_never_trips(int ohms, int level)
        {
            Trace trace = Housed(new GuardSettings());
            for (int second = 0; second < 60; second++)
            {
                trace.Snapshot.GasOhms.Set(50000, trace.Now + 100000, Validity.Valid, SampleSource.Bme680);
                trace.Run(1000);
            }

            for (int second = 0; second < 20; second++)
            {
                trace.Snapshot.GasOhms.Set(ohms, trace.Now + 100000, Validity.Valid, SampleSource.Bme680);
                trace.Run(1000);
            }

            Assert.AreEqual((byte)level, trace.LevelOf(Fault));
            Assert.AreEqual(0L, trace.Verdict.LatchedFaults);
        }

        private static Trace Housed(GuardSettings settings)
        {
            Trace trace = new Trace(settings, 6);
            trace.Spacing = 500000;
            Pressure(trace, 101000, 60);
            return trace;
        }

        private static void Pressure(Trace trace, long pascals, int seconds)
        {
            for (int second = 0; second < seconds; second++)
            {
                trace.Snapshot.PressurePascals.Set(pascals, trace.Now + 500000, Validity.Valid, SampleSource.Bme680);
                trace.Run(1000);
            }
        }
    }
}
