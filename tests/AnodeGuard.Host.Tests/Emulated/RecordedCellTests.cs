using System;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    public class RecordedCellTests
    {
        private const double Start = 15;
        private static readonly double[] Collapsing = { 2.5, 2.5, 2.5, 0.5 };

        [Fact]
        public void Current_of_a_row_flows_over_the_interval_that_ends_there()
        {
            using TestBoard test = Play(new Rows());
            test.RunTo(Start + 5);
            Assert.Equal(0.002, test.Machine.View.Amperes, 12);
            test.RunTo(Start + 15);
            Assert.Equal(-0.001, test.Machine.View.Amperes, 12);
            test.RunTo(Start + 45);
            Assert.Equal(0, test.Machine.View.Amperes);

            Assert.Equal((0.002 * 10) - (0.001 * 10), test.Machine.Truth.ChargeCoulombs, 9);
        }

        [Fact]
        public void Voltage_and_temperature_go_in_straight_lines_from_row_to_row()
        {
            using TestBoard test = Play(new Rows());
            test.RunTo(Start + 5);

            Assert.Equal(1.1, test.Machine.View.CellVolts, 9);
            Assert.InRange(test.Snapshot.CellMicrovolts.Value, 1_098_000, 1_101_000);
            Assert.InRange(test.Machine.View.CellCelsius, 25.4, 25.6);
        }

        [Fact]
        public void Before_the_first_row_the_cell_rests_and_after_the_last_one_too()
        {
            using TestBoard test = Play(new Rows());
            test.RunTo(10);
            Assert.Equal(1.0, test.Machine.View.CellVolts, 9);
            Assert.Equal(0, test.Machine.View.Amperes);
            test.RunTo(60);
            Assert.Equal(1.3, test.Machine.View.CellVolts, 9);
            Assert.Equal((long)((Start + 30) * 1e6), test.Machine.Recording.EndMicroseconds);
        }

        [Fact]
        public void Layer_is_a_healthy_one_where_the_recording_has_none_and_the_recorded_one_where_it_has()
        {
            using TestBoard healthy = Play(new Rows());
            healthy.RunTo(Start + 25);
            Assert.InRange(healthy.Machine.View.SenseVolts, 2.98, 3.02);

            using TestBoard recorded = Play(new Rows { SenseVolts = Collapsing });
            recorded.RunTo(Start + 15);
            Assert.InRange(recorded.Machine.View.SenseVolts, 2.45, 2.51);
            recorded.RunTo(Start + 25);
            Assert.InRange(recorded.Machine.View.SenseVolts, 1.45, 1.55);
        }

        [Fact]
        public void Opening_the_switch_takes_the_current_away()
        {
            using TestBoard test = Play(new Rows());
            test.Arm = false;
            test.RunTo(Start + 5);

            Assert.Equal(0, test.Machine.View.Amperes);
        }

        [Fact]
        public void Settings_leave_room_for_all_that_the_recording_holds()
        {
            MachineSetup setup = Scenarios.Get("recording").Build(new ScenarioOptions { Recording = new Rows() });

            DeviceSettings settings = SettingsDocument.Parse(Encoding.UTF8.GetBytes(setup.SettingsJson), out SettingsError error);

            Assert.Null(error);
            Assert.Equal(BoardKind.Coin, setup.Board);
            Assert.True(settings.Guard.OverVoltageMicrovolts > 1_300_000);
            Assert.True(settings.Guard.UnderVoltageMicrovolts < 1_000_000);
            Assert.True(settings.Guard.OverCurrentChargeNanoamperes > 2_000_000);
        }

        [Fact]
        public void Scenario_without_a_recording_is_refused()
        {
            Assert.Throws<ArgumentException>(() => Scenarios.Get("recording").Build(new ScenarioOptions()));
        }

        [Theory]
        [InlineData("time")]
        [InlineData("nan")]
        [InlineData("short")]
        [InlineData("empty")]
        public void Impossible_recording_is_refused(string how)
        {
            Rows rows = new Rows();
            switch (how)
            {
                case "time":
                    rows.TimeSeconds[2] = rows.TimeSeconds[1];
                    break;
                case "nan":
                    rows.Volts[1] = double.NaN;
                    break;
                case "short":
                    rows.Amperes = new double[3];
                    break;
                default:
                    rows.TimeSeconds = Array.Empty<double>();
                    break;
            }

            Assert.Throws<ArgumentException>(() => new EmulatedMachine(new MachineSetup { Recording = rows }));
        }

        private static TestBoard Play(Rows rows)
        {
            MachineSetup setup = Scenarios.Get("recording").Build(new ScenarioOptions { Recording = rows });
            return new TestBoard(setup);
        }

        private sealed class Rows : ICellRecording
        {
            public double[] TimeSeconds { get; set; } = { 100, 110, 120, 130 };

            public double[] Volts { get; } = { 1.0, 1.2, 1.1, 1.3 };

            public double[] Amperes { get; set; } = { 0.5e-3, 2e-3, -1e-3, 0 };

            public double[] Celsius { get; } = { 25, 26, 26, 26 };

            public double[] SenseVolts { get; set; }
        }
    }
}
