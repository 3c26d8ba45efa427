using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using AnodeGuard.Core;
using AnodeGuard.Hal.Drivers;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>
    /// What board, firmware and emulated board have in common is the same in all three: hardware/sim/limits.json (section
    /// `shared`) and hardware/pinmap.json against the constants of the code.
    /// </summary>
    public class SharedLimitTests
    {
        private const double AdcFullScaleVolts = 3.1;
        private const double AdcHighestCode = 4095;
        private const int Code = 16000;

        /// <summary>Limits of parts that the firmware of this revision does not read.</summary>
        private static readonly HashSet<string> NotUsed = ["monitor_5v.scale"];

        private static readonly Dictionary<string, (string Where, double Value)[]> Uses = new()
        {
            ["sense.adc_scale"] = [("FrontEnd.SenseMicrovolts", InputVolts(Code) / (1e-6 * FrontEnd.SenseMicrovolts(Code))), ("SenseNode.Divider", SenseNode.Divider)],
            ["reference.adc_scale"] = [("FrontEnd.ReferenceMicrovolts", InputVolts(Code) / (1e-6 * FrontEnd.ReferenceMicrovolts(Code)))],
            ["cell_voltage.offset_v"] = [("FrontEnd.BipolarMicrovolts", InputVolts(0) - (1e-6 * FrontEnd.BipolarMicrovolts(0) * BipolarScale()))],
            ["cell_voltage.scale"] = [("FrontEnd.BipolarMicrovolts", BipolarScale())],
            ["cell_voltage.load_at_4v2_ua"] = [("CellDesign.BoardLoadSiemens", 1e6 * 4.2 * new CellDesign().BoardLoadSiemens)],
            ["collapse.threshold_v"] = [("SenseChain.CollapseVolts", SenseChain.CollapseVolts), ("SenseLimits.CollapsedMicrovolts", 1e-6 * SenseLimits.CollapsedMicrovolts)],
            ["over_current.pouch_a"] = [("EmulatedMachine, pouch", Machine(BoardKind.Pouch).Bench.OverCurrentAmperes)],
            ["over_current.coin_a"] = [("EmulatedMachine, coin", Machine(BoardKind.Coin).Bench.OverCurrentAmperes)],
            ["shunt.pouch_ohm"] = [("BoardChips.PouchShuntOhms", Constant(typeof(BoardChips), "PouchShuntOhms")), ("Esp32Board.PouchShuntMicroohms", 1e-6 * Constant(typeof(Esp32Board), "PouchShuntMicroohms"))],
            ["shunt.coin_ohm"] = [("BoardChips.CoinShuntOhms", Constant(typeof(BoardChips), "CoinShuntOhms")), ("Esp32Board.CoinShuntMicroohms", 1e-6 * Constant(typeof(Esp32Board), "CoinShuntMicroohms"))],
            ["self_test.injector_ohm"] =
            [
                ("SenseChain.InjectorOhms", SenseChain.InjectorOhms),
                ("SelfTestJudge.HealthyShare", (Constant(typeof(SelfTestJudge), "HealthyShare") - 1) * SenseChain.SeriesOhms),
            ],
            ["ntc.series_ohm"] = [("NtcNode.PullUpOhms", Constant(typeof(NtcNode), "PullUpOhms"))],
            ["mask.length_ms"] = [("TripCircuit.MaskMicroseconds", 1e-3 * TripCircuit.MaskMicroseconds)],
            ["mask.recovery_ms"] = [("TripCircuit.MaskRecoveryMicroseconds after the mask", 1e-3 * (TripCircuit.MaskRecoveryMicroseconds - TripCircuit.MaskMicroseconds))],
            ["board_id.pouch_v"] = [("BoardPinWiring.PouchIdCode", BoardIdVolts(BoardKind.Pouch))],
            ["board_id.coin_v"] = [("BoardPinWiring.CoinIdCode", BoardIdVolts(BoardKind.Coin))],
            ["self_test.ratio_threshold"] = [("SelfTestJudge", SelfTestRatio())],
            ["watchdog.kick_s"] = [("WindowWatchdog.PeriodMicroseconds", 1e-6 * WindowWatchdog.PeriodMicroseconds)],
            ["switch.open_ms"] = [("TripCircuit.SwitchMicroseconds", 1e-3 * TripCircuit.SwitchMicroseconds)],
            ["switch.failed_after_ms"] = [("SwitchWatch.ObeyMicroseconds", 1e-3 * Constant(typeof(SwitchWatch), "ObeyMicroseconds"))],
        };

        [Fact]
        public void Shared_limits_are_the_same_in_board_firmware_and_emulated_board()
        {
            List<string> problems = [];
            foreach (JsonElement limit in HardwareFolder.Json("sim", "limits.json").GetProperty("shared").EnumerateArray())
            {
                string id = limit.GetProperty("id").GetString();
                if (NotUsed.Contains(id) || id == "watchdog.window_s")
                {
                    continue;
                }

                if (!Uses.TryGetValue(id, out (string Where, double Value)[] uses))
                {
                    problems.Add(id + ": nothing in the code is compared with it");
                    continue;
                }

                double expected = limit.GetProperty("value").GetDouble();
                double allowed = (Math.Abs(expected) * limit.GetProperty("tolerance").GetDouble()) + (1e-9 * Math.Abs(expected));
                problems.AddRange(uses
                    .Where(use => !(Math.Abs(use.Value - expected) <= allowed))
                    .Select(use => FormattableString.Invariant($"{id}: hardware/sim/limits.json says {expected}, {use.Where} says {use.Value}")));
            }

            Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        }

        [Fact]
        public void Watchdog_window_is_that_of_the_part_and_the_kick_lies_inside()
        {
            double[] window = Shared("watchdog.window_s").GetProperty("value").EnumerateArray().Select(v => v.GetDouble()).ToArray();
            double tolerance = Shared("watchdog.window_s").GetProperty("tolerance").GetDouble();

            Assert.Equal(1e-6 * WindowedWatchdog.EarliestMicroseconds, window[0], 9);
            Assert.Equal(1e-6 * WindowedWatchdog.LatestMicroseconds, window[1], 9);
            Assert.InRange(1e-6 * WindowWatchdog.PeriodMicroseconds, window[0] * (1 + tolerance), window[1] * (1 - tolerance));
        }

        [Fact]
        public void Follower_ends_where_the_firmware_sees_over_range()
        {
            JsonElement limit = HardwareFolder.Json("sim", "limits.json").GetProperty("simulated").EnumerateArray()
                .Single(l => l.GetProperty("id").GetString() == "self_test.over_range_v");

            Assert.InRange(SenseChain.FollowerLimit, limit.GetProperty("min").GetDouble(), limit.GetProperty("max").GetDouble());
            Assert.InRange(1e-6 * SenseConverter.OverRangeMicrovolts, limit.GetProperty("min").GetDouble(), SenseChain.FollowerLimit);
        }

        // The table of the firmware's thermometer against the divider that the board has: 10 kohm at 25 C.
        [Fact]
        public void Thermometer_knows_the_boards_divider()
        {
            double series = Shared("ntc.series_ohm").GetProperty("value").GetDouble();
            Validity validity = new NtcThermometer().Convert((long)(2.5e6 * 10e3 / (10e3 + series)), out long millicelsius);

            Assert.Equal(Validity.Valid, validity);
            Assert.InRange(millicelsius, 24_950, 25_050);
        }

        [Theory]
        [InlineData("board_id.pouch_v", nameof(BoardVariant.Pouch))]
        [InlineData("board_id.coin_v", nameof(BoardVariant.Coin))]
        public void Board_id_is_known_within_its_tolerance(string id, string variant)
        {
            JsonElement limit = Shared(id);
            double volts = limit.GetProperty("value").GetDouble();
            double tolerance = limit.GetProperty("tolerance").GetDouble();
            foreach (double seen in new[] { volts * (1 - tolerance), volts, volts * (1 + tolerance) })
            {
                Assert.Equal(variant, VariantAt(seen).ToString());
            }

            Assert.Equal(nameof(BoardVariant.Unknown), VariantAt(0).ToString());
            Assert.Equal(nameof(BoardVariant.Unknown), VariantAt(AdcFullScaleVolts).ToString());
        }

        [Theory]
        [InlineData(BoardKind.Pouch, 0.05)]
        [InlineData(BoardKind.Coin, 0.01)]
        public void Firmware_measures_what_flows_through_the_variants_shunt(BoardKind kind, double amperes)
        {
            MachineSetup setup = TestBoard.QuietCharging();
            setup.Board = kind;
            using TestBoard test = new(setup);
            test.Machine.Faults.StickCycler(amperes);
            test.RunTo(5);

            Assert.InRange(test.Snapshot.CurrentNanoamperes.Value * 1e-9 / amperes, 0.99, 1.01);
            Assert.InRange((test.Snapshot.CellBipolarMicrovolts.Value * 1e-6) - test.Machine.View.CellVolts, -0.002, 0.002);
        }

        [Fact]
        public void Pins_and_addresses_are_those_of_the_pin_map()
        {
            JsonElement map = HardwareFolder.Json("pinmap.json");
            JsonElement revision = map.GetProperty("revisions").GetProperty(map.GetProperty("current_revision").GetString());
            List<string> problems = [];
            foreach (JsonElement pin in revision.GetProperty("pins").EnumerateArray())
            {
                Compare(problems, pin.GetProperty("constant").GetString(), pin.GetProperty("gpio").GetInt32(), typeof(BoardPins), null);
            }

            foreach (JsonElement chip in revision.GetProperty("i2c").EnumerateArray())
            {
                string constant = chip.GetProperty("constant").GetString();
                int address = Convert.ToInt32(chip.GetProperty("address").GetString(), 16);
                Compare(problems, constant, address, typeof(BoardPins), null);
                if (chip.GetProperty("bus").GetInt32() == 1)
                {
                    Compare(problems, "Address" + constant.Replace("Address", "", StringComparison.Ordinal), address, typeof(BoardChips), constant);
                }
            }

            Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        }

        private static void Compare(List<string> problems, string constant, int expected, Type type, string mapped)
        {
            double found = Constant(type, constant);
            if (found != expected)
            {
                problems.Add(FormattableString.Invariant($"hardware/pinmap.json: {mapped ?? constant} = {expected}, {type.Name}.{constant} = {found}"));
            }
        }

        private static JsonElement Shared(string id)
        {
            return HardwareFolder.Json("sim", "limits.json").GetProperty("shared").EnumerateArray().Single(l => l.GetProperty("id").GetString() == id);
        }

        /// <summary>A constant by name, private ones as well; not a number where there is none.</summary>
        private static double Constant(Type type, string name)
        {
            FieldInfo field = type.GetField(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);
            return field == null ? double.NaN : Convert.ToDouble(field.GetRawConstantValue(), null);
        }

        private static double InputVolts(int code)
        {
            return 1e-6 * FrontEnd.InputMicrovolts(code);
        }

        private static double BipolarScale()
        {
            return (InputVolts(Code) - InputVolts(0)) / (1e-6 * (FrontEnd.BipolarMicrovolts(Code) - FrontEnd.BipolarMicrovolts(0)));
        }

        private static EmulatedMachine Machine(BoardKind kind)
        {
            return new EmulatedMachine(new MachineSetup { Board = kind });
        }

        private static double BoardIdVolts(BoardKind kind)
        {
            return Machine(kind).Pins.ReadAdc(0) * AdcFullScaleVolts / AdcHighestCode;
        }

        private static BoardVariant VariantAt(double volts)
        {
            EmulatedMachine machine = Machine(BoardKind.Coin);
            machine.Faults.BreakBoardId((int)(volts / AdcFullScaleVolts * AdcHighestCode));
            using (machine.Bind())
            {
                return ((Esp32Board)machine.CreateBoard(null)).Variant;
            }
        }

        /// <summary>Highest pull-down over idle that the firmware's judge takes for an open lead.</summary>
        private static double SelfTestRatio()
        {
            double highest = 0;
            for (int thousandths = 1; thousandths < 1000; thousandths++)
            {
                if (Judge(3000L * thousandths) == SelfTestResult.LeadOpen)
                {
                    highest = 1e-3 * (thousandths + 1);
                }
            }

            return highest;
        }

        private static SelfTestResult Judge(long pullDownMicrovolts)
        {
            const long Idle = 3_000_000;
            SelfTestJudge judge = new();
            Channel sense = new();
            long now = 0;
            foreach ((SenseDrive drive, long driven, long value) in new[]
            {
                (SenseDrive.Idle, 100_000L, Idle), (SenseDrive.PullDown, 25_000, pullDownMicrovolts), (SenseDrive.PullDown, 46_000, pullDownMicrovolts),
                (SenseDrive.PullUp, 25_000, 2_400_000), (SenseDrive.PullUp, 46_000, 2_400_000), (SenseDrive.Idle, 20_000, Idle),
            })
            {
                now += 20_000;
                Sample sample = new();
                sample.Set(value, now, Validity.Valid, SampleSource.Ads1115);
                sense.Observe(sample, now);
                judge.Observe(drive, driven, sense);
            }

            return judge.Result;
        }
    }
}
