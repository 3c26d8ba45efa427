using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Cli;
using AnodeGuard.Cli.Settings;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Settings;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>`settings export` and `settings import` against a device's own commands.</summary>
    public class SettingsTransferTests
    {
        private const string Stored = """
            {"version":2,"cell":{"chemistry":"na","area_cm2":2.5},"limits":{"over_voltage_v":4.1,"depletion_warning":0.333333},
            "mqtt":{"host":"127.0.0.1","tls":false,"user":"u","password":"pass-of-the-broker"},
            "device":{"id":"cell-7","command_key":"KEY"},"wifi":{"ssid":"w","password":"pass-of-the-air"}}
            """;

        private readonly FakeLink _link = new();
        private readonly ReportBench _bench;
        private readonly SettingsTransfer _transfer;
        private readonly StringWriter _output = new();
        private long _counter = 100;

        public SettingsTransferTests()
        {
            string document = Stored.Replace("KEY", Signed.KeyText, StringComparison.Ordinal);
            _bench = new ReportBench(_link, SettingsDocument.Parse(Encoding.UTF8.GetBytes(document), out _));
            _bench.Stored.Json = document;
            _bench.Turn(5);
            _transfer = new SettingsTransfer(Ask);
        }

        private string[] Lines => _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        [Fact]
        public void What_is_exported_is_a_document_without_secrets_and_importing_it_changes_nothing()
        {
            byte[] document = _transfer.Export();
            string text = Encoding.UTF8.GetString(document);
            Assert.DoesNotContain("pass-of", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Signed.KeyText, text, StringComparison.OrdinalIgnoreCase);
            DeviceSettings settings = SettingsDocument.Parse(document, out SettingsError error);
            Assert.Null(error);
            Assert.Equal(333_333 * 16777216L / 1_000_000, settings.Guard.DepletionWarningQ24, 1L);

            string before = _bench.Stored.Json;
            _transfer.Import(document, true, true, _output);
            Assert.Equal(["nothing to change"], Lines);
            Assert.Equal(before, _bench.Stored.Json);
        }

        [Fact]
        public void An_older_export_changes_what_differs_and_leaves_names_and_secrets()
        {
            _transfer.Import(OlderImage.Document("stored-bbff6ca.json"), false, true, _output);
            DeviceSettings settings = SettingsDocument.Parse(Encoding.UTF8.GetBytes(_bench.Stored.Json), out _);
            Assert.Equal(300, settings.RecorderKilobytes);
            Assert.Equal(4_300_000, settings.Guard.OverVoltageMicrovolts);
            Assert.Equal(Core.Chemistry.Sodium, settings.Guard.Chemistry);
            Assert.Equal([0L, 25_500L], settings.Guard.TableMillicelsius);
            Assert.Equal("lab", settings.DeviceSite);
            Assert.Equal("pass-of-the-broker", settings.MqttPassword);
            Assert.Equal("pass-of-the-air", settings.WifiPassword);
            Assert.Equal(Signed.KeyText, settings.CommandKey);
            Assert.Contains("limits.over_voltage_v: 4.1 -> 4.3", Lines);
            Assert.Contains("device.recorder_most_kb: 512 -> 300", Lines);
            Assert.Contains("device.site: left at \"lab\" (--identity changes it)", Lines);
            Assert.Equal("taken: the device opens its switch and starts anew", Lines.Last());
            Assert.DoesNotContain(Lines, line => line.Contains(Signed.KeyText, StringComparison.OrdinalIgnoreCase));
        }

        [Fact]
        public void A_dry_run_and_a_refused_document_send_nothing()
        {
            string before = _bench.Stored.Json;
            _transfer.Import("""{"limits":{"over_voltage_v":4.2},"device":{"site":"b"}}"""u8.ToArray(), true, false, _output);
            Assert.Equal(["limits.over_voltage_v: 4.1 -> 4.2", "device.site: \"lab\" -> \"b\""], Lines);
            Assert.Equal(
                "settings import: version: found 3; accepted: 1 to 2: this firmware is older than its settings",
                Assert.Throws<InputException>(() => _transfer.Import("""{"version":3}"""u8.ToArray(), false, true, _output)).Message);
            Assert.Equal(before, _bench.Stored.Json);
        }

        [Fact]
        public void More_than_a_command_holds_is_refused_before_anything_is_sent()
        {
            string pem = "-----BEGIN CERTIFICATE-----\\n" + new string('A', 2000) + "\\n-----END CERTIFICATE-----\\n";
            byte[] document = Encoding.UTF8.GetBytes("{\"mqtt\":{\"host\":\"b\",\"ca_pem\":\"" + pem + "\"}}");
            string message = Assert.Throws<InputException>(() => _transfer.Import(document, false, true, _output)).Message;
            Assert.Contains("do not fit into a command of 2048; change fewer keys at a time, or use tools/flash", message, StringComparison.Ordinal);
            Assert.Equal(0, _bench.Requests.Restarts);
        }

        private JsonElement? Ask(string name, string arguments)
        {
            string payload = Signed.Payload(name, _counter++, arguments);
            Assert.InRange(payload.Length, 1, CommandPayload.MaxBytes);
            _link.Inbound.Enqueue(Signed.Message(name, payload));
            _bench.Turn(5);
            JsonElement ack = _link.On("ack").Last();
            Assert.True(ack.GetProperty("accepted").GetBoolean(), ack.GetRawText());
            return ack.TryGetProperty("result", out JsonElement result) ? result : null;
        }
    }
}
