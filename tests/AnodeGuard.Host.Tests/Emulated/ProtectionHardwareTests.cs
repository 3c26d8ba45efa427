using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>Latch, comparators, switch and watchdog, moved through the device's own drivers.</summary>
    public class ProtectionHardwareTests
    {
        [Fact]
        public void Switch_starts_open_and_an_edge_on_arm_closes_it()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(1.9);
            Assert.False(test.Board.Protection.SwitchClosed);
            Assert.True(test.Board.Protection.TripLineActive);

            test.RunTo(2.1);

            Assert.True(test.Board.Protection.SwitchClosed);
            Assert.False(test.Board.Protection.TripLineActive);
        }

        [Fact]
        public void Switch_takes_half_a_millisecond_and_cannot_be_armed_while_something_trips()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(3);
            long before = test.Machine.Clock.NowMicroseconds;
            test.Board.Protection.Trip();
            test.Board.Protection.Arm();
            test.RunTo(3.1);

            Assert.False(test.Board.Protection.SwitchClosed);
            Assert.InRange(test.Machine.Truth.SwitchOpenMicroseconds.Value - before, 500, 560);
            Assert.Equal(TripSources.Firmware, test.Machine.Truth.SwitchOpenCause);
        }

        [Fact]
        public void Open_switch_stops_the_current_and_closing_it_lets_the_cycler_go_on()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            Assert.Equal(0.01, test.Machine.View.Amperes, 12);

            test.Board.Protection.Trip();
            test.RunTo(31);
            double plated = test.Machine.Truth.PlatedCoulombs;
            test.RunTo(40);
            Assert.Equal(0, test.Machine.View.Amperes);
            Assert.Equal(plated, test.Machine.Truth.PlatedCoulombs, 9);

            test.Board.Protection.Release();
            test.Board.Protection.Arm();
            test.RunTo(41);
            Assert.Equal(0.01, test.Machine.View.Amperes, 12);
        }

        [Fact]
        public void Open_interlock_stops_the_cycler()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Board.Protection.SetInterlockOpen(true);
            test.RunTo(30.1);

            Assert.True(test.Board.Protection.SwitchClosed);
            Assert.Equal(0, test.Machine.View.Amperes);
        }

        [Theory]
        [InlineData(10)]
        [InlineData(1e3)]
        [InlineData(1e5)]
        public void Collapse_comparator_opens_the_switch_within_a_millisecond_of_its_threshold(double ohms)
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.At(30 * VirtualClock.Second, faults => faults.ConnectSenseToAnode(ohms));
            test.RunTo(60);

            CellTruth truth = test.Machine.Truth;
            Assert.Equal(30 * VirtualClock.Second, truth.ContactMicroseconds);
            Assert.InRange(truth.SwitchOpenMicroseconds.Value - truth.SenseCollapsedMicroseconds.Value, 1, 1000);
            Assert.Equal(TripSources.Collapse, truth.SwitchOpenCause);
        }

        // 50 uF (2.5 cm2) through 100 ohm and 10 kohm from 3.02 V: 10 % and 0.5 V by the closed form.
        [Fact]
        public void Truth_knows_when_the_layer_left_its_baseline_and_when_it_collapsed()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.At(30 * VirtualClock.Second, faults => faults.ConnectSenseToAnode(1e4));
            test.RunTo(29.99);
            double baseline = test.Machine.View.LayerVolts;
            test.RunTo(40);

            const double Tau = 50e-6 * 10100;
            double first = baseline * 10000 / 10100;
            double left = Tau * System.Math.Log(first / (0.9 * baseline));
            double collapsed = Tau * System.Math.Log(first / 0.5);
            CellTruth truth = test.Machine.Truth;
            Assert.InRange((truth.SenseLeftBaselineMicroseconds.Value - truth.ContactMicroseconds.Value) * 1e-6 / left, 0.99, 1.01);
            Assert.InRange((truth.SenseCollapsedMicroseconds.Value - truth.ContactMicroseconds.Value) * 1e-6 / collapsed, 0.99, 1.01);
        }

        [Fact]
        public void Without_the_comparator_the_hardware_stays_closed_on_a_contact()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.DisableComparator();
            test.Machine.Faults.At(30 * VirtualClock.Second, faults => faults.ConnectSenseToAnode(1000));
            test.RunTo(40);

            Assert.NotNull(test.Machine.Truth.SenseCollapsedMicroseconds);
            Assert.True(test.Board.Protection.SwitchClosed);
            Assert.False(test.Snapshot.CollapseComparator);
        }

        [Fact]
        public void Self_test_on_an_open_lead_does_not_trip_because_the_comparator_is_masked()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.OpenSenseLead(SenseLead.OpenAtConnector);
            test.Board.Injector.Select(SenseDrive.PullDown);
            test.RunTo(30.06);
            Assert.InRange(test.Snapshot.SenseMicrovolts.Value, 0, 100_000);
            test.Board.Injector.Select(SenseDrive.PullUp);
            test.RunTo(30.12);
            test.Board.Injector.Select(SenseDrive.Idle);
            test.RunTo(31);

            Assert.True(test.Board.Protection.SwitchClosed);
        }

        [Fact]
        public void Mask_cannot_stay_on()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.OpenSenseLead(SenseLead.OpenAtConnector);
            long start = test.Machine.Clock.NowMicroseconds;
            test.Board.Injector.Select(SenseDrive.PullDown);
            test.RunTo(31);

            Assert.False(test.Board.Protection.SwitchClosed);
            Assert.InRange(test.Machine.Truth.SwitchOpenMicroseconds.Value - start, 150_000, 152_000);
        }

        // The simulated comparator answers in 24.9 us at 5.5 A; the switch follows in about 0.5 ms.
        [Fact]
        public void Over_current_comparator_trips_by_itself()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.At(30 * VirtualClock.Second, faults => faults.StickCycler(0.055));
            test.RunTo(31);

            Assert.InRange(test.Machine.Truth.SwitchOpenMicroseconds.Value - (30 * VirtualClock.Second), 520, 530);
            Assert.Equal(TripSources.OverCurrent, test.Machine.Truth.SwitchOpenCause);
        }

        [Fact]
        public void Current_below_the_comparators_limit_does_not_trip()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.At(30 * VirtualClock.Second, faults => faults.StickCycler(-0.049));
            test.RunTo(31);

            Assert.True(test.Board.Protection.SwitchClosed);
            Assert.Equal(-0.049, test.Machine.View.Amperes, 12);
        }

        [Fact]
        public void Watchdog_that_is_not_kicked_trips_and_resets()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.KickWatchdog = false;

            RunEnd end = test.RunTo(60);

            Assert.Equal(RunEnd.Reset, end);
            Assert.InRange(test.Machine.Clock.NowSeconds, 30.5, 31.7);
            test.Machine.Restart();
            Assert.False(test.Machine.View.SwitchClosed);
            Assert.True(test.Machine.View.InterlockOpen);
            Assert.Equal(TripSources.Watchdog, test.Machine.Truth.SwitchOpenCause);
        }

        [Fact]
        public void Watchdog_that_is_kicked_too_early_trips_and_resets()
        {
            WindowedWatchdog watchdog = new WindowedWatchdog();
            Assert.True(Kick(watchdog, 1_000_000));
            Assert.True(Kick(watchdog, 2_100_000));
            Assert.True(Kick(watchdog, 2_900_000));

            Assert.False(Kick(watchdog, 3_699_000));
            Assert.Equal(3_699_000 + 1_600_000, watchdog.Deadline);
        }

        [Fact]
        public void Watchdog_that_is_kicked_in_its_window_is_quiet_for_an_hour()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());

            Assert.Equal(RunEnd.TimeReached, test.RunTo(3600));
            Assert.True(test.Board.Protection.SwitchClosed);
        }

        // SW_STATE is the latch (hardware/pinmap.json): only the current tells.
        [Fact]
        public void Welded_switch_conducts_although_the_latch_says_open()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.WeldSwitch();
            test.Board.Protection.Trip();
            test.RunTo(31);

            Assert.False(test.Board.Protection.SwitchClosed);
            Assert.Equal(0.01, test.Machine.View.Amperes, 12);
            Assert.InRange(test.Snapshot.CurrentNanoamperes.Value, 9_990_000, 10_010_000);
        }

        private static bool Kick(WindowedWatchdog watchdog, long at)
        {
            watchdog.Drive(true, at - 20);
            return watchdog.Drive(false, at);
        }
    }
}
