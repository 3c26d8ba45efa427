using System;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>
    /// From the air in the housing to the alarm: the firmware with its BME680 driver on the emulated board's chip. A cell that vents is
    /// told; weather, humidity and warmth are not; a sensor that is not there, or not well, says so and never reads 0.
    /// </summary>
    public sealed class GasOnBoardTests : IDisposable
    {
        private const int Bme680 = 0x76;
        private const long Second = VirtualClock.Second;
        private const long Hour = 3600 * Second;
        private const long GasRelease = 1L << FaultId.GasRelease;
        private const long SensorStale = 1L << FaultId.SensorStale;

        private SurvivalBench _bench;
        private FakeLink _link;

        private MachineFaults Faults => _bench.Machine.Faults;

        private JsonElement State => _link.On("state").Last();

        public void Dispose()
        {
            _bench?.Dispose();
        }

        [Fact]
        public void What_the_sensor_stands_in_is_what_is_reported_every_three_seconds()
        {
            Start();
            _bench.RunFor(40 * Second);

            // 101,325 Pa, 40 %, 30 C: 100 kohm less 5 K at 1 %. Steps of the codes: 0.2 Pa, 0.01 %, 0.1 to 0.2 %; the heater's half code is 2 K.
            JsonElement state = State;
            Assert.InRange(state.GetProperty("pressure_kpa").GetDouble(), 101.320, 101.330);
            Assert.InRange(state.GetProperty("humidity_percent").GetDouble(), 39.9, 40.1);
            Assert.InRange(state.GetProperty("gas_ohm").GetInt64(), 95_123 * 0.96, 95_123 * 1.04);
            Assert.False(state.TryGetProperty("invalid", out _));
            Assert.Equal(0, _bench.Active);
            Assert.False(_link.On("info").Last().TryGetProperty("board_problem", out _));

            // A pressure that moves on from one measurement to the next shows how often there is one.
            Faults.DriftAir(0, 3600 * 100);
            int before = _link.On("state").Count();
            _bench.RunFor(60 * Second);
            double[] pressures = _link.On("state").Skip(before).Select(s => s.GetProperty("pressure_kpa").GetDouble()).Distinct().ToArray();
            Assert.InRange(pressures.Length, 19, 22);
        }

        [Fact]
        public void A_cell_that_vents_opens_the_switch_within_two_measurements()
        {
            Start();
            _bench.RunFor(25 * Second);
            Assert.True(_bench.Machine.View.SwitchClosed);
            long vents = _bench.Machine.Clock.NowMicroseconds;
            Faults.VentCell(4, 1);
            _bench.RunFor(30 * Second);

            // 4 mmol in a litre of 30 C: 10.1 kPa. Level 3 of the debounce needs three measurements of 3 s.
            Assert.InRange(_bench.Machine.Truth.SwitchOpenMicroseconds.Value - vents, 0, 12 * Second);
            Assert.Equal(GasRelease, _bench.Latched);
            Assert.Equal(GuardState.Tripped, _bench.State);
            Assert.Contains(_link.On("event"), e => e.TryGetProperty("fault", out JsonElement fault) && fault.GetString() == "gas-release" && e.GetProperty("level").GetString() == "alarm");
            Assert.InRange(State.GetProperty("pressure_kpa").GetDouble(), 110, 112);
            Assert.InRange(State.GetProperty("gas_ohm").GetInt64(), 2000, 10_000);
        }

        [Fact]
        public void Vapour_without_pressure_warns_and_never_trips()
        {
            Start();
            _bench.RunFor(25 * Second);

            // 0.3 mmol: 0.8 kPa, below the advisory's 1.25; the plate falls to (1 + 15)^-0.6, a fifth.
            Faults.VentCell(0.3, 5);
            _bench.RunFor(60 * Second);
            Assert.Equal(GasRelease, _bench.Active);
            Assert.Equal(GuardState.Warning, _bench.State);
            Assert.True(_bench.Machine.View.SwitchClosed);
        }

        [Theory]
        [InlineData(8, 0)]
        [InlineData(-6, 0)]
        [InlineData(0, 350)]
        [InlineData(8, -350)]
        public void Weather_and_humidity_say_nothing(double humidityPerHour, double pascalsPerHour)
        {
            Start();
            _bench.RunFor(25 * Second);
            Faults.DriftAir(humidityPerHour, pascalsPerHour);
            for (int hour = 0; hour < 6; hour++)
            {
                Assert.False(_bench.RunFor(Hour));
                Assert.Equal(0, (_bench.Active | _bench.Latched) & GasRelease);
            }
        }

        [Fact]
        public void Where_the_settings_name_none_nobody_asks_for_it_and_nothing_is_said()
        {
            Start(fitted: false, setting: false);
            _bench.RunFor(60 * Second);
            Assert.False(State.TryGetProperty("pressure_kpa", out _));
            Assert.False(State.TryGetProperty("invalid", out _));
            Assert.Equal(0, _bench.Active);
            Assert.Null(_bench.Application.BoardProblem);
        }

        [Fact]
        public void A_sensor_that_is_not_there_is_a_fault_and_the_cell_is_watched_all_the_same()
        {
            Start(fitted: false);
            Assert.Equal("BME680 does not answer", _bench.Application.BoardProblem);

            // A gas sensor is stale after 12 times the thermometers' 5 s.
            _bench.RunFor(70 * Second);
            Assert.True(_bench.Machine.View.SwitchClosed);
            Assert.Equal(SensorStale, _bench.Active);
            foreach (string channel in new[] { "pressure_kpa", "gas_ohm", "humidity_percent" })
            {
                Assert.False(State.TryGetProperty(channel, out _));
                Assert.Equal("failed", State.GetProperty("invalid").GetProperty(channel).GetString());
            }
        }

        [Theory]
        [InlineData(0xD0, 0x60, "the chip at the address of the BME680 is another one")]
        [InlineData(0xE9, 0x00, "BME680 did not keep its configuration")]
        public void Another_chip_and_an_empty_calibration_are_told(int register, byte value, string problem)
        {
            Start(prepare: machine => machine.Faults.OverwriteGasSensor(register, value, value));
            Assert.Equal(problem, _bench.Application.BoardProblem);
            _bench.RunFor(10 * Second);
            Assert.Equal("failed", State.GetProperty("invalid").GetProperty("pressure_kpa").GetString());
        }

        [Fact]
        public void A_sensor_that_falls_silent_fails_within_its_period_and_is_found_again()
        {
            Start();
            _bench.RunFor(25 * Second);
            Faults.SilenceGasSensor();
            _bench.RunFor(5 * Second);
            Assert.Equal("failed", State.GetProperty("invalid").GetProperty("gas_ohm").GetString());
            _bench.RunFor(70 * Second);
            Assert.Equal(SensorStale, _bench.Active);
            Assert.True(_bench.Machine.View.SwitchClosed, "a warning: the cell itself is watched");

            Faults.SilenceGasSensor(false);
            _bench.RunFor(5 * Second);
            Assert.InRange(State.GetProperty("gas_ohm").GetInt64(), 90_000, 100_000);
            _bench.RunFor(30 * Second);
            Assert.Equal(0, _bench.Active);
        }

        [Fact]
        public void A_sensor_that_lost_its_settings_is_set_up_again_and_no_cold_plate_is_believed()
        {
            Start();
            _bench.RunFor(25 * Second);
            Faults.BrownOut(Bme680);
            int before = _link.On("state").Count();
            _bench.RunFor(30 * Second);
            Assert.All(
                _link.On("state").Skip(before).Where(s => s.TryGetProperty("gas_ohm", out _)),
                s => Assert.InRange(s.GetProperty("gas_ohm").GetInt64(), 90_000, 100_000));
            Assert.InRange(State.GetProperty("gas_ohm").GetInt64(), 90_000, 100_000);
            Assert.Equal(0, _bench.Active);
        }

        [Fact]
        public void Its_bus_can_cost_one_second_of_a_start_no_more_and_no_watchdog()
        {
            // Its transfers come every 3 s and the watchdog's edges every 1.1 s: eleven phases.
            for (int phase = 0; phase < 11; phase++)
            {
                Start();
                _bench.RunFor((25 + (3 * phase)) * Second);
                long before = State.GetProperty("turn").GetProperty("late").GetInt64();
                Faults.StickSecondBus();
                Assert.False(_bench.RunFor(10 * Second));
                Assert.Equal("failed", State.GetProperty("invalid").GetProperty("pressure_kpa").GetString());
                Assert.True(_bench.Machine.View.SwitchClosed);

                // Stuck for good, and after a while well again: nothing more is asked of it before the next start.
                long late = State.GetProperty("turn").GetProperty("late").GetInt64();
                Assert.InRange(late - before, 1, 2);
                Assert.False(_bench.RunFor(120 * Second));
                Assert.Equal(late, State.GetProperty("turn").GetProperty("late").GetInt64());
                Faults.StickSecondBus(false);
                _bench.RunFor(20 * Second);
                Assert.False(State.TryGetProperty("pressure_kpa", out _));
                _bench.CutPower();
                Boot();
                _bench.RunFor(20 * Second);
                Assert.InRange(State.GetProperty("pressure_kpa").GetDouble(), 101.3, 101.35);
                _bench.Dispose();
            }
        }

        [Fact]
        public void A_bus_that_is_stuck_at_the_start_delays_it_by_a_second_and_nothing_else()
        {
            Start(prepare: machine => machine.Faults.StickSecondBus());
            Assert.Equal("BME680 does not answer", _bench.Application.BoardProblem);
            Assert.InRange(_bench.Machine.Clock.NowMicroseconds, 0.9 * Second, 1.2 * Second);
            Assert.False(_bench.RunFor(60 * Second));
            Assert.True(_bench.Machine.View.SwitchClosed);
            Assert.InRange(State.GetProperty("turn").GetProperty("max_us").GetInt64(), 0, 20_000);
        }

        [Fact]
        public void A_turn_stays_as_short_as_without_it()
        {
            long[] longest = new long[2];
            for (int fitted = 0; fitted < 2; fitted++)
            {
                Start(fitted == 1, fitted == 1);
                _bench.RunFor(60 * Second);
                longest[fitted] = State.GetProperty("turn").GetProperty("max_us").GetInt64();
                _bench.Dispose();
            }

            // Its longest transfer: 17 bytes at 400 kHz.
            Assert.InRange(longest[1] - longest[0], 0, 1_000);
        }

        private void Start(bool fitted = true, bool setting = true, Action<EmulatedMachine> prepare = null)
        {
            _bench = new SurvivalBench(setup =>
            {
                setup.GasSensor = fitted;
                setup.BoardCelsius = 30;
                setup.Prepare = prepare;
                setup.SettingsJson = "{\"limits\":{\"over_voltage_v\":4.35,\"under_voltage_v\":3.0},\"mqtt\":{\"host\":\"broker.lab\",\"tls\":false},\"device\":{\"id\":\"cell-7\",\"gas_sensor\":" + (setting ? "true" : "false") + "}}";
            });
            Boot();
        }

        private void Boot()
        {
            _link = new FakeLink();
            _bench.Link = _link;
            Assert.True(_bench.Start());
        }
    }
}
