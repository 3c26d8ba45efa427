using AnodeGuard.Core;
using nanoFramework.TestFramework;

namespace AnodeGuard.Tests
{
    /// <summary>Dips of the voltage that are shorts, and those that are not.</summary>
    [TestClass]
    public class MicroShortTests
    {
        [TestMethod]
        [DataRow(20, 200)]
        [DataRow(40, 200)]
        [DataRow(80, 3000)]
        [DataRow(500, 300)]
        public void A_dip_is_found_within_a_second_of_its_end(int millivolts, int milliseconds)
        {
            Trace trace = Charging(1);
            trace.Dip(millivolts * 1000L, milliseconds);
            trace.Run(1000);
            Assert.AreEqual(1L, trace.Verdict.Shorts.MicroShorts);
            Assert.AreEqual(1L, trace.Verdict.Shorts.MicroShortsPerHour);
            Expect.Near(millivolts * 1000L, trace.Verdict.Shorts.MicroShortMicrovolts, 2500, "depth");
            Assert.AreEqual(FaultLevel.Advisory, trace.LevelOf(FaultId.MicroShort));
            Assert.AreEqual(0L, trace.Verdict.LatchedFaults, "it never trips");
        }

        [TestMethod]
        public void The_third_of_an_hour_is_a_warning()
        {
            Trace trace = Charging(2);
            for (int dip = 1; dip <= 3; dip++)
            {
                trace.Dip(30000, 200);
                trace.Run(10000);
                Assert.AreEqual((long)dip, trace.Verdict.Shorts.MicroShorts);
                Assert.AreEqual(dip < 3 ? FaultLevel.Advisory : FaultLevel.Warning, trace.LevelOf(FaultId.MicroShort));
            }
        }

        [TestMethod]
        public void A_resting_cell_and_a_symmetric_one_on_either_side_dip_as_well()
        {
            Trace rest = Charging(3);
            rest.Current = 0;
            rest.Run(5000);
            rest.Dip(20000, 200);
            Silent(rest, 1);

            GuardSettings settings = new GuardSettings();
            settings.UnderVoltageMicrovolts = -1000000;
            Trace stripping = new Trace(settings, 4);
            stripping.Current = -1000000;
            stripping.Cell = -150000;
            stripping.Run(5000);
            stripping.Dip(-40000, 200);
            Silent(stripping, 1);
            stripping.Dip(40000, 200);
            Silent(stripping, 1);
        }

        [TestMethod]
        [DataRow(8)]
        [DataRow(-40)]
        public void Too_small_or_upwards_is_no_dip(int millivolts)
        {
            Trace trace = Charging(5);
            trace.Dip(millivolts * 1000L, 300);
            Silent(trace, 0);
        }

        /// <summary>The nearest neighbour: 40 mV of I R for as long as a short would last, and for good.</summary>
        [TestMethod]
        [DataRow(100)]
        [DataRow(200)]
        [DataRow(2000)]
        [DataRow(20000)]
        public void A_current_step_is_never_counted(int milliseconds)
        {
            Trace trace = Charging(6);
            for (int pulse = 0; pulse < 5; pulse++)
            {
                trace.Current -= 1000000;
                trace.Dip(40000, milliseconds);
                trace.Current += 1000000;
                trace.Run(4000);
            }

            Silent(trace, 0);
        }

        /// <summary>
        /// The pulse falls between two samples of the current: only the mean has it. 5 mAh for 4 ms are 20 uC, 200 uA over 0.1 s;
        /// of less the register's own counts cannot be told, and no cell stands 30 mV low after it.
        /// </summary>
        [TestMethod]
        [DataRow(250000, 0)]
        [DataRow(-250000, 0)]
        [DataRow(150000, 1)]
        [DataRow(-150000, 1)]
        public void A_pulse_that_only_the_mean_current_shows(int nanoamperes, int expected)
        {
            Trace trace = Charging(7);
            trace.Cell -= 30000;
            trace.MeanOffset = nanoamperes;
            trace.Step();
            trace.MeanOffset = 0;
            trace.Step();
            trace.Cell += 30000;
            Silent(trace, expected);
        }

        [TestMethod]
        public void What_sinks_slowly_or_stays_down_is_not_counted()
        {
            Trace trace = Charging(8);
            for (int i = 0; i < 20; i++)
            {
                trace.Cell += i < 10 ? -5000 : 5000;
                trace.Run(200);
            }

            Silent(trace, 0);
            trace.Cell -= 50000;
            trace.Run(7000);
            trace.Cell += 50000;
            Silent(trace, 0);
        }

        /// <summary>Polarity change with a nucleation dip right after it.</summary>
        [TestMethod]
        public void Nucleation_at_the_start_of_plating_is_not_counted()
        {
            Trace trace = Charging(9);
            trace.Current = -1000000;
            trace.Cell -= 150000;
            trace.Run(300);
            trace.Cell -= 60000;
            trace.Run(600);
            trace.Cell += 60000;
            Silent(trace, 0);
        }

        /// <summary>The board's converter may see a relay's click in one sample; a recording's value is a mean, a click is not in it.</summary>
        [TestMethod]
        public void A_click_in_one_sample_is_not_counted_but_a_dip_of_one_row_is()
        {
            Trace trace = Charging(10);
            for (int click = 0; click < 20; click++)
            {
                trace.Dip(16000 + (2000 * click), 100);
                trace.Run(3000);
            }

            Silent(trace, 0);
            trace.Source = SampleSource.Recording;
            trace.Dip(20000, 100);
            Silent(trace, 1);
            trace.Dip(250000, 100);
            Silent(trace, 1);
            trace.Dip(13000, 100);
            Silent(trace, 1);
        }

        /// <summary>A reversed cell is measured by the other converter: the same holds for it.</summary>
        [TestMethod]
        [DataRow((int)SampleSource.Ads1115, 0)]
        [DataRow((int)SampleSource.Recording, 1)]
        public void One_sample_of_the_bipolar_path(int source, int expected)
        {
            GuardSettings settings = new GuardSettings();
            settings.UnderVoltageMicrovolts = -1000000;
            settings.SelfTestWaived = true;
            Guard guard = new Guard(settings);
            Snapshot snapshot = new Snapshot();
            Verdict verdict = null;
            for (int i = 1; i < 100; i++)
            {
                long now = i * 100000L;
                snapshot.TimeMicroseconds = now;
                snapshot.CellBipolarMicrovolts.Set(i == 60 ? -110000 : -150000 - (i % 2 * 156), now, Validity.Valid, (SampleSource)source);
                snapshot.CurrentNanoamperes.Set(-2000000, now, Validity.Valid, SampleSource.Ina228);
                verdict = guard.Step(snapshot);
            }

            Assert.AreEqual((long)expected, verdict.Shorts.MicroShorts);
        }

        [TestMethod]
        public void Without_a_current_nothing_is_counted()
        {
            GuardSettings settings = new GuardSettings();
            settings.SelfTestWaived = true;
            Guard guard = new Guard(settings);
            Snapshot snapshot = new Snapshot();
            for (int i = 1; i < 200; i++)
            {
                long now = i * 100000L;
                snapshot.TimeMicroseconds = now;
                snapshot.CellMicrovolts.Set(i % 50 < 2 ? 3770000 : 3800000, now, Validity.Valid, SampleSource.Recording);
                Assert.AreEqual(0L, guard.Step(snapshot).Shorts.MicroShorts);
            }
        }

        [TestMethod]
        [DataRow(1000, 1)]
        [DataRow(2000, 0)]
        [DataRow(60000, 0)]
        public void A_recording_with_long_intervals_is_not_judged(int spacing, int expected)
        {
            Trace trace = Charging(12);
            trace.Source = SampleSource.Recording;
            trace.Spacing = spacing * 1000L;
            trace.Run(40L * spacing);
            trace.Dip(40000, 3L * spacing);
            trace.Run(10L * spacing);
            Assert.AreEqual((long)expected, trace.Verdict.Shorts.MicroShorts);
        }

        private static void Silent(Trace trace, int expected)
        {
            trace.Run(8000);
            Assert.AreEqual((long)expected, trace.Verdict.Shorts.MicroShorts);
        }

        private static Trace Charging(int seed)
        {
            Trace trace = new Trace(new GuardSettings(), seed);
            trace.Current = 2000000;
            trace.Run(5000);
            return trace;
        }
    }
}
