using System;
using System.Collections.Generic;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>Every fault that can be injected is seen by the device's own drivers, and goes away again.</summary>
    public class InjectedFaultTests
    {
        private const int Ina228 = 0x40;
        private const int Ads1115 = 0x48;
        private const int Tmp117 = 0x49;
        private const int Fram = 0x50;

        [Fact]
        public void Healthy_machine_shows_what_is_there()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(60);

            BoardView view = test.Machine.View;
            Snapshot seen = test.Snapshot;
            Assert.InRange(seen.CellMicrovolts.Value - (view.CellVolts * 1e6), -800, 800);
            Assert.InRange(seen.CellBipolarMicrovolts.Value - (view.CellVolts * 1e6), -800, 800);
            Assert.InRange(seen.CurrentNanoamperes.Value, 9_998_000, 10_002_000);
            Assert.InRange(seen.MeanCurrentNanoamperes.Value, 9_900_000, 10_100_000);
            Assert.InRange(seen.SenseMicrovolts.Value - (view.SenseVolts * 1e6), -1500, 1500);
            Assert.InRange(seen.ReferenceMicrovolts.Value, 2_499_500, 2_500_500);
            Assert.InRange(seen.CellMillicelsius.Value - (view.CellCelsius * 1e3), -100, 100);
            Assert.InRange(seen.BoardMillicelsius.Value, 29_990, 30_010);
            Assert.True(seen.SwitchClosed);
            Assert.False(seen.CollapseComparator);
            Assert.False(seen.OverCurrentComparator);
        }

        [Fact]
        public void Sense_noise_is_a_quarter_millivolt()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(5);
            List<double> values = new List<double>();
            test.AfterSamples = () => values.Add(test.Snapshot.SenseMicrovolts.Value);
            test.RunTo(19);

            Assert.InRange(StandardDeviation(values), 230, 275);
        }

        [Theory]
        [InlineData(Ina228)]
        [InlineData(Ads1115)]
        [InlineData(Tmp117)]
        public void Silent_chip_fails_its_samples_and_no_others(int address)
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.SilenceChip(address);
            test.RunTo(32);

            Snapshot seen = test.Snapshot;
            Assert.Equal(address == Ina228, seen.CellMicrovolts.Validity == Validity.Failed);
            Assert.Equal(address == Ads1115, seen.SenseMicrovolts.Validity == Validity.Failed);
            Assert.Equal(address == Tmp117, seen.BoardMillicelsius.Validity == Validity.Failed);

            test.Machine.Faults.SilenceChip(address, false);
            test.RunTo(35);
            Assert.True(seen.CellMicrovolts.IsValid && seen.SenseMicrovolts.IsValid && seen.BoardMillicelsius.IsValid);
        }

        [Fact]
        public void Silent_fram_refuses()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.SilenceChip(Fram);

            Assert.False(test.Board.Memory.TryRead(0, new byte[4], 0, 4));
            Assert.False(test.Board.Memory.TryWrite(0, new byte[4], 0, 4));

            test.Machine.Faults.SilenceChip(Fram, false);
            Assert.True(test.Board.Memory.TryWrite(0, new byte[4], 0, 4));
        }

        [Fact]
        public void Stuck_bus_costs_a_second_once_and_comes_back()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.StickBus();
            long before = test.Machine.Clock.NowMicroseconds;
            test.Board.Measurement.SampleFast(test.Snapshot, test.Board.Clock.NowMicroseconds());
            long cost = test.Machine.Clock.NowMicroseconds - before;

            Assert.InRange(cost, 1_000_000, 1_010_000);
            Assert.Equal(Validity.Failed, test.Snapshot.SenseMicrovolts.Validity);
            before = test.Machine.Clock.NowMicroseconds;
            test.Board.Measurement.SampleFast(test.Snapshot, test.Board.Clock.NowMicroseconds());
            Assert.InRange(test.Machine.Clock.NowMicroseconds - before, 0, 20_000);

            test.Machine.Faults.StickBus(false);
            test.Board.Measurement.SampleFast(test.Snapshot, test.Board.Clock.NowMicroseconds());
            test.Board.Measurement.SampleFast(test.Snapshot, test.Board.Clock.NowMicroseconds());
            Assert.True(test.Snapshot.SenseMicrovolts.IsValid);
        }

        [Fact]
        public void Stuck_code_does_not_change_any_more()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.StickCode(BoardChannel.Sense);
            HashSet<long> seen = new HashSet<long>();
            test.AfterSamples = () => seen.Add(test.Snapshot.SenseMicrovolts.Value);
            test.RunTo(32);
            Assert.True(seen.Count <= 2, seen.Count + " values");

            test.Machine.Faults.StickCode(BoardChannel.Sense, false);
            test.RunTo(34);
            Assert.True(seen.Count > 5, seen.Count + " values");
        }

        [Fact]
        public void Drifting_channel_drifts_and_its_twin_does_not()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.Drift(BoardChannel.Cell, 0.01);
            test.RunTo(40);

            Assert.InRange(test.Snapshot.CellMicrovolts.Value - test.Snapshot.CellBipolarMicrovolts.Value, 98_000, 102_000);
        }

        [Fact]
        public void Offset_of_the_current_shows_in_the_current_and_in_the_charge()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(5);
            test.Machine.Faults.Offset(BoardChannel.Current, 1e-3);
            test.RunTo(10);

            Assert.InRange(test.Snapshot.CurrentNanoamperes.Value, 998_000, 1_002_000);
            Assert.InRange(test.Snapshot.MeanCurrentNanoamperes.Value, 940_000, 1_060_000);
        }

        [Fact]
        public void Extra_noise_is_seen()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(5);
            test.Machine.Faults.AddNoise(BoardChannel.Sense, 5e-3);
            List<double> values = new List<double>();
            test.AfterSamples = () => values.Add(test.Snapshot.SenseMicrovolts.Value);
            test.RunTo(19);

            Assert.InRange(StandardDeviation(values), 4700, 5700);
        }

        [Fact]
        public void Late_samples_are_late()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.DelayTransfers(30_000);
            test.RunTo(32);
            Assert.InRange(test.Machine.Scheduler.LongestSafetyTurnMicroseconds, 100_000, 600_000);
            Assert.True(test.Machine.Scheduler.LongestSafetyTurnMicroseconds > 100_000);
        }

        [Fact]
        public void Cathode_contact_reads_over_range_and_not_broken()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.ConnectSenseToCathode(1000);
            test.RunTo(32);
            Assert.Equal(Validity.OverRange, test.Snapshot.SenseMicrovolts.Validity);

            test.Machine.Faults.ConnectSenseToCathode(double.PositiveInfinity);
            test.Machine.Faults.ConnectSenseToAnode(1000);
            test.RunTo(35);
            Assert.InRange(test.Snapshot.SenseMicrovolts.Value, -2000, 10_000);
        }

        [Fact]
        public void Leakage_discharges_the_layer_by_its_charge()
        {
            MachineSetup setup = TestBoard.QuietCharging();
            setup.Sense = new SenseLayerDesign { DriftVolts = 0, ChargeTransferOhms = 1e12 };
            setup.Program = null;
            using TestBoard test = new TestBoard(setup);
            test.RunTo(5);
            double before = test.Machine.View.LayerVolts;
            test.Machine.Faults.LeakSense(10e-9);
            test.RunTo(105);

            // 10 nA for 100 s out of 50 uF: 20 mV.
            Assert.InRange(before - test.Machine.View.LayerVolts, 19.9e-3, 20.1e-3);
        }

        [Fact]
        public void Short_circuits_of_the_cell_pull_its_voltage_down()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            double before = test.Machine.View.CellVolts;
            test.Machine.Faults.BridgeCell(1000);
            test.RunTo(30.5);
            double soft = test.Machine.View.CellVolts;
            test.Machine.Faults.BridgeCell(double.PositiveInfinity);
            test.RunTo(31);
            double healed = test.Machine.View.CellVolts;
            test.Machine.Faults.PierceSeparator();
            test.RunTo(60);

            Assert.InRange(before - soft, 0.005, 0.1);
            Assert.InRange(before - healed, -0.005, 0.005);
            Assert.InRange(test.Machine.View.CellVolts, 0, 0.2 * before);
        }

        [Fact]
        public void Hard_short_takes_the_voltage_within_a_tenth_of_a_second()
        {
            using TestBoard test = TestBoard.Of("hard-short");
            test.RunTo(200);
            double at = test.Machine.Truth.ShortMicroseconds.Value * 1e-6;

            using TestBoard again = TestBoard.Of("hard-short");
            again.RunTo(at - 0.01);
            double before = again.Machine.View.CellVolts;
            again.RunTo(at + 0.1);

            Assert.InRange(again.Machine.View.CellVolts / before, 0, 0.2);
        }

        [Fact]
        public void Heated_cell_is_hot()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            test.Machine.Faults.HeatCell(40, 20);
            test.RunTo(50);
            Assert.InRange(test.Snapshot.CellMillicelsius.Value, 49_900, 50_900);

            // 25 C and 40 K (1 - 1/e) after one time constant; all of it after ten.
            test.RunTo(230);
            Assert.InRange(test.Snapshot.CellMillicelsius.Value, 64_800, 65_700);
        }

        [Fact]
        public void Power_cut_in_a_write_keeps_what_was_stored_and_loses_the_rest()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(30);
            byte[] old = { 1, 2, 3, 4, 5, 6, 7, 8 };
            byte[] young = { 11, 12, 13, 14, 15, 16, 17, 18 };
            Assert.True(test.Board.Memory.TryWrite(64, old, 0, 8));
            test.Machine.Faults.CutPowerInFramWrite(3);
            bool written = false;
            test.AfterSamples = () => written = test.Board.Memory.TryWrite(64, young, 0, 8);

            Assert.Equal(RunEnd.Reset, test.RunTo(31));
            Assert.False(written);
            Assert.False(test.Machine.View.SwitchClosed && test.Machine.View.RelayClosed);

            test.Machine.Restart();
            IBoard board = test.Machine.CreateBoard(null);
            byte[] found = new byte[8];
            Assert.True(board.Memory.TryRead(64, found, 0, 8));
            Assert.Equal(new byte[] { 11, 12, 13, 4, 5, 6, 7, 8 }, found);
            Assert.InRange(board.Clock.NowMicroseconds(), 0, 10_000);
            Assert.False(board.Protection.SwitchClosed);
        }

        [Fact]
        public void Power_cut_opens_the_switch()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.Machine.Faults.At(30 * VirtualClock.Second, faults => faults.CutPower());

            Assert.Equal(RunEnd.Reset, test.RunTo(40));
            test.Machine.Restart();
            Assert.False(test.Machine.View.SwitchClosed);
            Assert.False(test.Machine.View.RelayClosed);
            Assert.Equal(0, test.Machine.View.Amperes);
        }

        [Fact]
        public void Wall_clock_jumps_and_the_boards_own_time_does_not()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            Assert.False(test.Board.Clock.TryGetUnixMilliseconds(out long unset));
            Assert.Equal(0, unset);
            test.Machine.WallClock.Set(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            test.RunTo(1);
            Assert.True(test.Board.Clock.TryGetUnixMilliseconds(out long before));
            long up = test.Board.Clock.NowMicroseconds();

            test.Machine.Faults.JumpWallClock(TimeSpan.FromHours(-1));

            Assert.True(test.Board.Clock.TryGetUnixMilliseconds(out long after));
            Assert.InRange(before - after, 3_599_990, 3_600_000);
            Assert.InRange(test.Board.Clock.NowMicroseconds() - up, 0, 1000);
        }

        [Fact]
        public void Network_and_broker_can_be_lost()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            Assert.True(test.Board.Network.TryBringUp());
            Assert.True(test.Board.Network.IsUp);

            test.Machine.Faults.LoseNetwork();
            Assert.False(test.Board.Network.IsUp);
            Assert.False(test.Board.Network.TryBringUp());

            test.Machine.Faults.LoseNetwork(false);
            test.Machine.Faults.LoseBroker();
            Assert.False(test.Machine.Network.BrokerReachable);
        }

        [Fact]
        public void Pressed_button_is_seen()
        {
            using TestBoard test = new TestBoard(TestBoard.QuietCharging());
            test.RunTo(1);
            bool pressed = test.Board.Panel.TakeButtonPress();
            test.Machine.Faults.PressButton();
            for (int i = 0; i < 10; i++)
            {
                test.RunTo(1.1 + (0.1 * i));
                pressed |= test.Board.Panel.TakeButtonPress();
            }

            Assert.True(pressed);
        }

        private static double StandardDeviation(List<double> values)
        {
            double mean = 0;
            foreach (double value in values)
            {
                mean += value / values.Count;
            }

            double sum = 0;
            foreach (double value in values)
            {
                sum += (value - mean) * (value - mean);
            }

            return Math.Sqrt(sum / (values.Count - 1));
        }
    }
}
