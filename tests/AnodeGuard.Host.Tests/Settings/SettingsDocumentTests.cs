using System;
using System.Linq;
using System.Text;
using AnodeGuard.App;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Settings
{
    /// <summary>The settings document: taken whole, or refused with the key, what was found and what is accepted.</summary>
    public class SettingsDocumentTests
    {
        private const string Pem = "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n";

        [Fact]
        public void Every_key_reaches_its_field_in_its_unit()
        {
            DeviceSettings settings = Accept("""
                {
                  "version": 1,
                  "cell": { "chemistry": "na", "area_cm2": 2.5, "area_factor": 4, "capacity_mah": 12.5, "voltage_per_soc_v": 0.75, "electrolyte": "polymer",
                    "type": "half-copper", "local_current_factor": 2.5, "free_gap_um": 12.5, "moss_density": 0.25, "full_voltage_v": 4.1, "empty_voltage_v": 1.5 },
                  "transport": {
                    "limiting_current_density_a_m2": 454.8, "diffusion_time_s": 13.3,
                    "limiting_current_activation_kj_mol": 27.9, "diffusion_activation_kj_mol": 17,
                    "anion_transference": 1.169, "thermodynamic_factor": 2.18, "salt_concentration_mol_m3": 1250.5,
                    "temperature_table": [
                      { "temperature_c": -10, "limiting_current_density_a_m2": 12.5, "diffusion_time_s": 30.25 },
                      { "temperature_c": 40.5, "limiting_current_density_a_m2": 50, "diffusion_time_s": 7 }
                    ],
                    "modes": [ { "rate": 9.8696, "weight": 0.81 }, { "weight": -0.25, "rate": 88.8264 } ]
                  },
                  "sense": { "self_test_period_s": 2.5, "baseline_v": 2.9, "zero_volt_by_design": true, "capacitance_uf_cm2": 12.5 },
                  "limits": {
                    "over_voltage_v": 4.25, "under_voltage_v": -0.5, "over_current_charge_a": 0.001,
                    "over_current_discharge_a": 1.5, "over_temperature_c": 45.125, "under_temperature_c": -10, "rest_leakage_c_rate": 0.005,
                    "over_pressure_kpa": 130, "shutdown_temperature_c": 85, "thermometers_apart_k": 15.5, "pressure_rise_kpa": 2.5,
                    "depletion_warning": 0.5, "depletion_alarm": 0.75, "depletion_reaction_s": 2,
                    "recommended_depletion": 0.25, "recommended_time_s": 1800, "sense_stale_s": 0.25, "cell_stale_s": 1,
                    "temperature_stale_s": 10, "ready_after_cycles": 30
                  },
                  "mqtt": {
                    "host": "broker.example", "port": 8884, "tls": true, "ca_pem": "PEM", "user": "u", "password": "p\u00e4",
                    "keep_alive_s": 30, "report_period_s": 2, "fault_report_period_s": 0.5, "report_mean": true, "discovery_prefix": ""
                  },
                  "device": { "site": "lab-2", "id": "cell_7", "commissioning_required": true, "command_key": "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF", "remote_arm": true, "recorder_kb": 300, "gas_sensor": true },
                  "wifi": { "ssid": "Lab 2", "password": "long enough" }
                }
                """.Replace("PEM", Pem));

            GuardSettings guard = settings.Guard;
            Assert.Equal(Chemistry.Sodium, guard.Chemistry);
            Assert.Equal(250_000_000, guard.AreaSquareMicrometres);
            Assert.Equal(4_000_000, guard.AreaFactorMillionths);
            Assert.Equal(12_500, guard.CapacityMicroampereHours);
            Assert.Equal(Electrolyte.Polymer, guard.Electrolyte);
            Assert.Equal(85_000, guard.ShutdownMillicelsius);
            Assert.Equal(15_500, guard.ThermometersApartMillikelvin);
            Assert.Equal(12_500, guard.SenseNanofaradsPerSquareCentimetre);
            Assert.Equal(130_000, guard.OverPressurePascals);
            Assert.Equal(2_500, guard.PressureRisePascals);
            Assert.Equal(750_000, guard.VoltagePerStateOfChargeMicrovolts);
            Assert.Equal(5_000, guard.RestLeakageMillionthsPerHour);
            Assert.Equal(454_800_000, guard.LimitingCurrentDensityMicroamperesPerSquareMetre);
            Assert.Equal(13_300_000, guard.DiffusionTimeMicroseconds);
            Assert.Equal(27_900, guard.LimitingCurrentActivationJoulesPerMole);
            Assert.Equal(17_000, guard.DiffusionActivationJoulesPerMole);
            Assert.Equal(CellType.HalfCopper, guard.CellType);
            Assert.Equal(2_500_000, guard.LocalCurrentFactorMillionths);
            Assert.Equal(12_500, guard.FreeGapNanometres);
            Assert.Equal(250_000, guard.MossDensityMillionths);
            Assert.Equal(4_100_000, guard.FullMicrovolts);
            Assert.Equal(1_500_000, guard.EmptyMicrovolts);
            Assert.Equal(1_169_000, guard.AnionTransferenceMillionths);
            Assert.Equal(2_180_000, guard.ThermodynamicFactorMillionths);
            Assert.Equal(1_250_500, guard.SaltMillimolesPerCubicMetre);
            Assert.Equal([-10_000L, 40_500L], guard.TableMillicelsius);
            Assert.Equal([12_500_000L, 50_000_000L], guard.TableLimitingMicroamperesPerSquareMetre);
            Assert.Equal([30_250_000L, 7_000_000L], guard.TableDiffusionMicroseconds);
            Assert.Equal(1 << 22, guard.RecommendedDepletionQ24);
            Assert.Equal(1_800_000_000, guard.RecommendedMicroseconds);
            Assert.Equal([646_814L, 5_821_327L], guard.ModeRatesQ16);
            Assert.Equal([1_739_461_755L, -536_870_912L], guard.ModeWeightsQ31);
            Assert.Equal(2_500_000, guard.SelfTestPeriodMicroseconds);
            Assert.Equal(2_900_000, guard.BaselineMicrovolts);
            Assert.True(guard.ZeroVoltByDesign);
            Assert.Equal(4_250_000, guard.OverVoltageMicrovolts);
            Assert.Equal(-500_000, guard.UnderVoltageMicrovolts);
            Assert.Equal(1_000_000, guard.OverCurrentChargeNanoamperes);
            Assert.Equal(1_500_000_000, guard.OverCurrentDischargeNanoamperes);
            Assert.Equal(45_125, guard.OverTemperatureMillicelsius);
            Assert.Equal(-10_000, guard.UnderTemperatureMillicelsius);
            Assert.Equal(1 << 23, guard.DepletionWarningQ24);
            Assert.Equal(3 << 22, guard.DepletionAlarmQ24);
            Assert.Equal(2_000_000, guard.DepletionReactionMicroseconds);
            Assert.Equal(250_000, guard.SenseStaleMicroseconds);
            Assert.Equal(1_000_000, guard.CellStaleMicroseconds);
            Assert.Equal(10_000_000, guard.TemperatureStaleMicroseconds);
            Assert.Equal(30, guard.ReadyAfterCycles);
            Assert.Equal("broker.example", settings.MqttHost);
            Assert.Equal(8884, settings.EffectiveMqttPort);
            Assert.True(settings.MqttUseTls);
            Assert.Equal(Pem.Replace("\\n", "\n"), settings.MqttCaCertificatePem);
            Assert.Equal("u", settings.MqttUser);
            Assert.Equal("pä", settings.MqttPassword);
            Assert.Equal(30, settings.MqttKeepAliveSeconds);
            Assert.Equal(2_000_000, settings.ReportPeriodMicroseconds);
            Assert.Equal(500_000, settings.FaultReportPeriodMicroseconds);
            Assert.Equal("", settings.DiscoveryPrefix);
            Assert.Equal("lab-2", settings.DeviceSite);
            Assert.Equal("cell_7", settings.DeviceId);
            Assert.True(settings.CommissioningRequired);
            Assert.True(settings.GasSensor);
            Assert.Equal("Lab 2", settings.WifiName);
            Assert.Equal("long enough", settings.WifiPassword);
            Assert.Empty(settings.AssumedDefaults);
        }

        [Fact]
        public void An_empty_object_gives_every_default_and_lists_each()
        {
            DeviceSettings settings = Accept("{}");

            Assert.Equal(new SettingsTable().Count, settings.AssumedDefaults.Length);
            Assert.Equal("2.5", Assumed(settings, "limits.under_voltage_v"));
            Assert.Equal("0.7", Assumed(settings, "limits.depletion_warning"));
            Assert.Equal("454.8", Assumed(settings, "transport.limiting_current_density_a_m2"));
            Assert.Equal("li", Assumed(settings, "cell.chemistry"));
            Assert.Equal("true", Assumed(settings, "mqtt.tls"));
            Assert.Equal(new GuardSettings().OverVoltageMicrovolts, settings.Guard.OverVoltageMicrovolts);
            Assert.Equal(
                settings.AssumedDefaults.Select(a => a.Key),
                SettingsDocument.Defaults().AssumedDefaults.Select(a => a.Key));
        }

        [Fact]
        public void Only_what_is_absent_is_listed_as_assumed()
        {
            DeviceSettings settings = Accept("""{"cell":{"area_cm2":1.0}}""");
            Assert.DoesNotContain(settings.AssumedDefaults, a => a.Key == "cell.area_cm2");
            Assert.Equal(new SettingsTable().Count - 1, settings.AssumedDefaults.Length);
        }

        [Theory]
        [InlineData("""{"cell":{"area_cm2":0}}""", "cell.area_cm2", "0", "0.01 to 10000 cm2")]
        [InlineData("""{"cell":{"area_cm2":1e400}}""", "cell.area_cm2", "1e400", "0.01 to 10000 cm2")]
        [InlineData("""{"cell":{"area_cm2":"2.5"}}""", "cell.area_cm2", "\"2.5\"", "a number")]
        [InlineData("""{"cell":{"area_cm2":null}}""", "cell.area_cm2", "null", "a number")]
        [InlineData("""{"cell":{"area_cm2":[1]}}""", "cell.area_cm2", "a list", "a number")]
        [InlineData("""{"cell":{"area_cm2":{"x":1}}}""", "cell.area_cm2", "an object", "a number")]
        [InlineData("""{"cell":{"area":1}}""", "cell.area", "an unknown key", "area_cm2")]
        [InlineData("""{"cells":{}}""", "cells", "an unknown key", "cell")]
        [InlineData("""{"cell.area_cm2":1}""", "cell.area_cm2", "an unknown key", "cell, transport")]
        [InlineData("""{"cell":3}""", "cell", "3", "an object")]
        [InlineData("""{"cell":{"chemistry":"Li"}}""", "cell.chemistry", "\"Li\"", "\"li\"")]
        [InlineData("""{"version":3}""", "version", "3", "1 to 2: this firmware is older than its settings")]
        [InlineData("""{"limits":{"ready_after_cycles":20.0}}""", "limits.ready_after_cycles", "20.0", "a whole number from 5 to 1000")]
        [InlineData("""{"limits":{"ready_after_cycles":2e1}}""", "limits.ready_after_cycles", "2e1", "a whole number")]
        [InlineData("""{"sense":{"zero_volt_by_design":1}}""", "sense.zero_volt_by_design", "1", "true or false")]
        [InlineData("""{"sense":{"self_test_period_s":5.000001}}""", "sense.self_test_period_s", "5.000001", "1 to 5 s")]
        [InlineData("""{"cell":{"type":"half"}}""", "cell.type", "\"half\"", "\"full\", \"symmetric\" or \"half-copper\"")]
        [InlineData("""{"cell":{"local_current_factor":0.999999}}""", "cell.local_current_factor", "0.999999", "1 to 1000")]
        [InlineData("""{"cell":{"free_gap_um":-0.001}}""", "cell.free_gap_um", "-0.001", "0 to 10000 um")]
        [InlineData("""{"cell":{"moss_density":1.1}}""", "cell.moss_density", "1.1", "0.01 to 1")]
        [InlineData("""{"transport":{"temperature_table":[]}}""", "transport.temperature_table", "an empty list", "2 to 5")]
        [InlineData("""{"transport":{"temperature_table":3}}""", "transport.temperature_table", "3", "a list of 2 to 5 {\"temperature_c\"")]
        [InlineData("""{"transport":{"temperature_table":[{"temperature_c":25,"limiting_current_density_a_m2":1,"diffusion_time_s":1}]}}""", "transport.temperature_table", "a list of 1", "2 to 5")]
        [InlineData("""{"transport":{"temperature_table":[{"temperature_c":25,"limiting_current_density_a_m2":0,"diffusion_time_s":1}]}}""", "transport.temperature_table[0].limiting_current_density_a_m2", "0", "0.001 to 1000000 A/m2")]
        [InlineData("""{"transport":{"temperature_table":[{"temperature_c":25,"limiting_current_density_a_m2":1}]}}""", "transport.temperature_table[0].diffusion_time_s", "nothing", "0.01 to 1000000 s")]
        [InlineData("""{"transport":{"temperature_table":[{"temperature_c":25,"limiting_current_density_a_m2":1,"diffusion_time_s":1},{"temperature_c":25,"limiting_current_density_a_m2":1,"diffusion_time_s":1}]}}""", "transport.temperature_table[1].temperature_c", "25", "more than the one before, 25")]
        [InlineData("""{"limits":{"recommended_depletion":0.01}}""", "limits.recommended_depletion", "0.01", "0.05 to 1")]
        [InlineData("""{"limits":{"recommended_time_s":0.5}}""", "limits.recommended_time_s", "0.5", "1 to 1000000 s")]
        [InlineData("""{"transport":{"anion_transference":1.500001}}""", "transport.anion_transference", "1.500001", "0 to 1.5")]
        [InlineData("""{"transport":{"thermodynamic_factor":0.09}}""", "transport.thermodynamic_factor", "0.09", "0.1 to 10")]
        [InlineData("""{"transport":{"anion_transference":-0.1}}""", "transport.anion_transference", "-0.1", "0 to 1.5")]
        [InlineData("""{"transport":{"salt_concentration_mol_m3":0.9}}""", "transport.salt_concentration_mol_m3", "0.9", "1 to 10000 mol/m3")]
        [InlineData("""{"device":{"id":"a/b"}}""", "device.id", "\"a/b\"", "A-Z a-z 0-9 _ -")]
        [InlineData("""{"device":{"site":"+"}}""", "device.site", "\"+\"", "A-Z")]
        [InlineData("""{"device":{"site":"#"}}""", "device.site", "\"#\"", "A-Z")]
        [InlineData("""{"device":{"site":""}}""", "device.site", "\"\"", "1 to 32")]
        [InlineData("""{"mqtt":{"host":"a b"}}""", "mqtt.host", "\"a b\"", "host name")]
        [InlineData("""{"mqtt":{"port":65536}}""", "mqtt.port", "65536", "0 to 65535")]
        [InlineData("""{"mqtt":{"port":-1}}""", "mqtt.port", "-1", "0 to 65535")]
        [InlineData("""{"mqtt":{"ca_pem":"x"}}""", "mqtt.ca_pem", "\"x\"", "PEM")]
        [InlineData("""{"mqtt":{"host":"h"}}""", "mqtt.ca_pem", "nothing", "mqtt.tls is true")]
        [InlineData("""{"mqtt":{"user":"a\u0000b"}}""", "mqtt.user", "\"a?b\"", "control")]
        [InlineData("""{"limits":{"over_voltage_v":2}}""", "limits.over_voltage_v", "2", "more than limits.under_voltage_v, which is 2.5")]
        [InlineData("""{"limits":{"depletion_alarm":0.6}}""", "limits.depletion_alarm", "0.6", "at least limits.depletion_warning")]
        [InlineData("""{"limits":{"under_temperature_c":60}}""", "limits.over_temperature_c", "60", "more than")]
        [InlineData("""{"mqtt":{"report_period_s":0.1}}""", "mqtt.report_period_s", "0.1", "at least")]
        [InlineData("""{"cell":{"area_cm2":1,"area_cm2":1}}""", "cell.area_cm2", "the key a second time", "once")]
        [InlineData("""{"cell":{},"cell":{}}""", "cell", "the key a second time", "once")]
        [InlineData("""{"transport":{"modes":[]}}""", "transport.modes", "an empty list", "1 to 16")]
        [InlineData("""{"transport":{"modes":5}}""", "transport.modes", "5", "1 to 16")]
        [InlineData("""{"transport":{"modes":[1]}}""", "transport.modes", "another kind", "rate")]
        [InlineData("""{"transport":{"modes":[{"rate":1}]}}""", "transport.modes[0].weight", "nothing", "-4 to 4")]
        [InlineData("""{"transport":{"modes":[{"rate":1,"weight":5}]}}""", "transport.modes[0].weight", "5", "-4 to 4")]
        [InlineData("""{"transport":{"modes":[{"rate":0,"weight":1}]}}""", "transport.modes[0].rate", "0", "0.001 to 1000000")]
        [InlineData("""{"transport":{"modes":[{"rate":1,"weight":1,"x":1}]}}""", "transport.modes[0].x", "an unknown key", "rate, weight")]
        [InlineData("""{"transport":{"modes":[{"rate":2,"weight":1},{"rate":2,"weight":1}]}}""", "transport.modes[1].rate", "2", "more than")]
        public void What_is_wrong_is_refused_by_name(string document, string key, string found, string accepted)
        {
            SettingsError error = Refuse(document);
            Assert.Equal(key, error.Key);
            Assert.Contains(found, error.Found);
            Assert.Contains(accepted, error.Accepted);
            Assert.DoesNotContain('\n', error.ToString());
        }

        [Theory]
        [InlineData("")]
        [InlineData("   ")]
        [InlineData("null")]
        [InlineData("[]")]
        [InlineData("{")]
        [InlineData("{}}")]
        [InlineData("{} x")]
        [InlineData("{}{}")]
        [InlineData("{\"cell\":{}")]
        [InlineData("{\"cell\":{\"area_cm2\":NaN}}")]
        [InlineData("{\"cell\":{\"area_cm2\":Infinity}}")]
        [InlineData("{\"cell\":{\"area_cm2\":-}}")]
        [InlineData("{\"cell\":{\"area_cm2\":+1}}")]
        [InlineData("{\"cell\":{\"area_cm2\":.5}}")]
        [InlineData("{\"cell\":{\"area_cm2\":01}}")]
        [InlineData("{\"cell\":{\"area_cm2\":1.}}")]
        [InlineData("{\"cell\":{\"area_cm2\":1e}}")]
        [InlineData("{\"cell\":{\"area_cm2\":1x10}}")]
        [InlineData("{\"cell\":{\"area_cm2\":1,}}")]
        [InlineData("{\"cell\":{,}}")]
        [InlineData("{\"cell\":{} \"mqtt\":{}}")]
        [InlineData("{'cell':{}}")]
        [InlineData("{\"cell\" {}}")]
        [InlineData("{/*c*/}")]
        [InlineData("{\"device\":{\"id\":\"a}}")]
        [InlineData("{\"device\":{\"id\":\"a\\x\"}}")]
        [InlineData("{\"device\":{\"id\":\"\\ud800\"}}")]
        [InlineData("{\"device\":{\"id\":\"\\u12g4\"}}")]
        [InlineData("{\"device\":{\"id\":\"a\tb\"}}")]
        public void What_is_not_json_is_refused(string document)
        {
            Assert.Contains("one JSON object in UTF-8", Refuse(document).Accepted);
        }

        [Theory]
        [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' })]
        [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
        [InlineData(new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
        [InlineData(new byte[] { (byte)'{', (byte)'"', 0xF5, 0x80, 0x80, 0x80, (byte)'"' })]
        [InlineData(new byte[] { (byte)'{', (byte)'"', 0xE2, 0x82 })]
        public void Bytes_that_are_not_utf8_are_refused(byte[] document)
        {
            Assert.Null(SettingsDocument.Parse(document, out SettingsError error));
            Assert.Equal(SettingsDocument.WholeDocument, error.Key);
        }

        [Fact]
        public void Length_and_depth_are_bounded()
        {
            string spaces = new string(' ', SettingsDocument.MaxBytes - 2);
            Assert.NotNull(SettingsDocument.Parse(Encoding.UTF8.GetBytes("{}" + spaces), out _));
            Assert.Contains("8193 bytes", Refuse("{}" + spaces + " ").Found);

            string deep = "{\"transport\":{\"modes\":[{\"rate\":" + new string('[', 4000);
            Assert.NotNull(Refuse(deep));
            Assert.NotNull(Refuse(new string('[', 8000)));
        }

        [Fact]
        public void A_wrong_password_is_never_shown()
        {
            SettingsError error = Refuse("{\"mqtt\":{\"password\":\"hunter2" + new string('x', 130) + "\"}}");
            Assert.DoesNotContain("hunter2", error.ToString());
        }

        [Theory]
        [InlineData("0.5", 500_000)]
        [InlineData("5e-1", 500_000)]
        [InlineData("0.0005E+3", 500_000)]
        [InlineData("1.2345674", 1_234_567)]
        [InlineData("1.2345675", 1_234_568)]
        [InlineData("3.5", 3_500_000)]
        [InlineData("0.00000000000000000000000001", 0)]
        [InlineData("-0", 0)]
        [InlineData("0.000000000000000000000000000000000000000000001e45", 1_000_000)]
        public void Decimals_become_microvolts_exactly(string number, long expected)
        {
            Assert.Equal(expected, Accept("{\"sense\":{\"baseline_v\":" + number + "}}").Guard.BaselineMicrovolts);
        }

        [Fact]
        public void No_mutilated_document_throws()
        {
            byte[] good = Encoding.UTF8.GetBytes("""{"cell":{"area_cm2":2.5e0},"transport":{"modes":[{"rate":1,"weight":-0.5}]},"mqtt":{"user":"\u00e4€😀"}}""");
            Random random = new Random(20260721);
            int refused = 0;
            for (int i = 0; i < 200_000; i++)
            {
                byte[] bad = (byte[])good.Clone();
                for (int hits = random.Next(1, 4); hits > 0; hits--)
                {
                    bad[random.Next(bad.Length)] = (byte)random.Next(256);
                }

                Array.Resize(ref bad, random.Next(4) == 0 ? random.Next(bad.Length) : bad.Length);
                DeviceSettings settings = SettingsDocument.Parse(bad, out SettingsError error);
                Assert.True((settings == null) == (error != null));
                refused += settings == null ? 1 : 0;
            }

            Assert.InRange(refused, 150_000, 200_000);
        }

        private static string Assumed(DeviceSettings settings, string key)
        {
            return settings.AssumedDefaults.Single(a => a.Key == key).Value;
        }

        private static DeviceSettings Accept(string document)
        {
            DeviceSettings settings = SettingsDocument.Parse(Encoding.UTF8.GetBytes(document), out SettingsError error);
            Assert.True(settings != null, error?.ToString());
            return settings;
        }

        private static SettingsError Refuse(string document)
        {
            Assert.Null(SettingsDocument.Parse(Encoding.UTF8.GetBytes(document), out SettingsError error));
            Assert.NotNull(error);
            return error;
        }
    }
}
