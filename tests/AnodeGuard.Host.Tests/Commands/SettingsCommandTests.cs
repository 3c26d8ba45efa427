using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>Settings by command: shown without secrets, changed whole or not at all.</summary>
    public class SettingsCommandTests
    {
        private const string Stored = """
            {"cell":{"chemistry":"na","area_cm2":2.5},"transport":{"temperature_table":[{"temperature_c":0,"limiting_current_density_a_m2":200.5,"diffusion_time_s":30.25},{"temperature_c":25.5,"limiting_current_density_a_m2":454.8,"diffusion_time_s":13.3}],"modes":[{"rate":2.5,"weight":0.810569469},{"rate":22.206604,"weight":-0.090063274}]},
            "limits":{"depletion_warning":0.333333},
            "mqtt":{"host":"127.0.0.1","tls":false,"user":"u","password":"pass-of-the-broker"},"device":{"id":"cell-7","command_key":"KEY"},"wifi":{"ssid":"w","password":"pass-of-the-air"}}
            """;

        private readonly FakeLink _link = new();
        private long _counter = 100;

        [Fact]
        public void Secrets_do_not_come_back_and_all_else_does()
        {
            ReportBench bench = Started();
            JsonElement ack = Send(bench, "get-settings");
            string whole = ack.GetRawText();
            Assert.DoesNotContain("pass-of", whole, StringComparison.Ordinal);
            Assert.DoesNotContain(Signed.KeyText, whole, StringComparison.OrdinalIgnoreCase);
            JsonElement result = ack.GetProperty("result");
            Assert.Equal(["mqtt.password", "device.command_key", "wifi.password"], ReportBench.Names(result.GetProperty("secrets")));

            // What is shown is a document: it reads back to the same values.
            byte[] shown = Encoding.UTF8.GetBytes(result.GetProperty("settings").GetRawText());
            DeviceSettings settings = SettingsDocument.Parse(shown, out SettingsError error);
            Assert.Null(error);
            SettingsTable table = new();
            for (int i = 0; i < table.Count; i++)
            {
                if (!table[i].Secret)
                {
                    Assert.Equal(SettingsValues.Show(bench.Configured, table[i]), SettingsValues.Show(settings, table[i]));
                    Assert.Equal(SettingsValues.GetNumber(bench.Configured, i), SettingsValues.GetNumber(settings, i));
                }
            }

            Assert.Equal(bench.Configured.Guard.ModeRatesQ16, settings.Guard.ModeRatesQ16);
            Assert.Equal(bench.Configured.Guard.ModeWeightsQ31, settings.Guard.ModeWeightsQ31);
        }

        [Fact]
        public void A_change_leaves_what_it_does_not_name()
        {
            ReportBench bench = Started();
            JsonElement ack = Send(bench, "set-settings", """{"settings":{"limits":{"over_voltage_v":4.25},"mqtt":{"report_period_s":5}}}""");
            Assert.True(ack.GetProperty("accepted").GetBoolean());
            Assert.True(ack.GetProperty("result").GetProperty("restarts").GetBoolean());
            JsonNode before = JsonNode.Parse(Document());
            before["version"] = 2;
            before["limits"]["over_voltage_v"] = 4.25;
            before["mqtt"]["report_period_s"] = 5;
            Assert.True(JsonNode.DeepEquals(before, JsonNode.Parse(bench.Stored.Json)), bench.Stored.Json);

            bench.Turn(10);
            Assert.Equal(1, bench.Requests.Restarts);
            Assert.Equal("offline", _link.Messages.Last(m => m.Topic == ReportBench.Root + "status").Payload);
        }

        [Theory]
        [InlineData("""{"limits":{"over_voltage_v":4.25,"under_voltage_v":4.3}}""", "limits.over_voltage_v: found 4.25; accepted: more than limits.under_voltage_v, which is 4.3")]
        [InlineData("""{"limits":{"under_voltage_v":4.29},"cell":{"area_cm2":0}}""", "cell.area_cm2: found 0; accepted: a number from 0.01 to 10000 cm2")]
        [InlineData("""{"limits":{"under_voltage_v":4.3}}""", "limits.over_voltage_v: found 4.3; accepted: more than limits.under_voltage_v, which is 4.3")]
        [InlineData("""{"device":{"command_key":"00"}}""", "device.command_key: found 2 characters; accepted: 64 hexadecimal digits, or an empty text")]
        [InlineData("""{"nonsense":1}""", "nonsense: found an unknown key; accepted: cell, transport, sense, limits, mqtt, device, wifi, version")]
        public void A_refused_change_leaves_everything(string change, string reason)
        {
            ReportBench bench = Started();
            JsonElement ack = Send(bench, "set-settings", "{\"settings\":" + change + "}");
            Assert.Equal(reason, ack.GetProperty("reason").GetString());
            Assert.Equal(Document(), bench.Stored.Json);
            bench.Turn(20);
            Assert.Equal(0, bench.Requests.Restarts);
        }

        [Fact]
        public void A_change_from_nothing_begins_a_document()
        {
            byte[] document = SettingsChange.Apply(null, Encoding.UTF8.GetBytes("""{"cell":{"chemistry":"k"}}"""), out SettingsError error);
            Assert.Null(error);
            Assert.Equal("""{"version":2,"cell":{"chemistry":"k"}}""", Encoding.UTF8.GetString(document));
        }

        private static string Document()
        {
            return Stored.Replace("KEY", Signed.KeyText, StringComparison.Ordinal);
        }

        private ReportBench Started()
        {
            ReportBench bench = new(_link, SettingsDocument.Parse(Encoding.UTF8.GetBytes(Document()), out _));
            bench.Stored.Json = Document();
            bench.Turn(5);
            return bench;
        }

        private JsonElement Send(ReportBench bench, string name, string args = null)
        {
            _link.Inbound.Enqueue(Signed.Command(name, _counter++, args));
            bench.Turn(5);
            return _link.On("ack").Last();
        }
    }
}
