using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Hal;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>Commands that are genuine and new act once; all others are refused with the reason and change nothing.</summary>
    public class CommandTests
    {
        private readonly FakeLink _link = new();

        [Fact]
        public void The_example_of_the_page_is_taken_and_acts_once()
        {
            ReportBench bench = Started();
            MqttInbound command = Signed.Command("identify", 1);
            string page = System.IO.File.ReadAllText(MessagePageTests.PagePath());
            string example = page.Split('\n').Single(line => line.StartsWith("{\"counter\":1784621701000,\"args\"", System.StringComparison.Ordinal));
            command.Payload = Encoding.UTF8.GetBytes(example);
            Assert.True(Send(bench, command).GetProperty("accepted").GetBoolean());
            Assert.Equal(1, bench.Requests.Identifies);
            Assert.Equal(20, bench.Requests.IdentifySeconds);
        }

        [Fact]
        public void A_replayed_command_never_acts_again()
        {
            ReportBench bench = Started();
            MqttInbound command = Signed.Command("acknowledge", 1000);
            Assert.True(Send(bench, command).GetProperty("accepted").GetBoolean());
            for (int i = 0; i < 3; i++)
            {
                JsonElement ack = Send(bench, command);
                Assert.False(ack.GetProperty("accepted").GetBoolean());
                Assert.Equal(1000, ack.GetProperty("last").GetInt64());
                Assert.Equal(1000, ack.GetProperty("counter").GetInt64());
                bench.Reboot();
                bench.Turn(10);
            }

            Assert.False(Send(bench, Signed.Command("acknowledge", 999)).GetProperty("accepted").GetBoolean());
            Assert.Equal(1, bench.Requests.Acknowledges);
            Assert.True(Send(bench, Signed.Command("acknowledge", 1001)).GetProperty("accepted").GetBoolean());
            Assert.Equal(2, bench.Requests.Acknowledges);
        }

        [Fact]
        public void A_retained_command_is_dropped_without_a_word()
        {
            ReportBench bench = Started();
            MqttInbound command = Signed.Command("acknowledge", 1000);
            command.Retained = true;
            _link.Inbound.Enqueue(command);
            bench.Turn(5);
            Assert.Empty(_link.On("ack"));
            Assert.Equal(0, bench.Requests.Acknowledges);
        }

        [Theory]
        [InlineData("acknowledge", "lab", "cell-8", "acknowledge", "mac: wrong")]
        [InlineData("acknowledge", "lab2", "cell-7", "acknowledge", "mac: wrong")]
        [InlineData("acknowledge", "lab", "cell-7", "reboot", "mac: wrong")]
        [InlineData("acknowledge", "lab", "cell-7", "acknowledge", null)]
        public void A_code_is_good_for_one_device_and_one_command(string made, string site, string device, string sent, string reason)
        {
            ReportBench bench = Started();
            string mac = Signed.Mac(made, 5, null, site, device);
            JsonElement ack = Send(bench, Signed.Message(sent, "{\"counter\":5,\"mac\":\"" + mac + "\"}"));
            Assert.Equal(reason, Reason(ack));
        }

        [Fact]
        public void Every_bit_of_the_code_and_every_byte_of_the_arguments_counts()
        {
            ReportBench bench = Started();
            string mac = Signed.Mac("inhibit", 7, "{\"seconds\":5}");
            for (int i = 0; i < mac.Length; i++)
            {
                char[] other = mac.ToCharArray();
                other[i] = other[i] == '0' ? '1' : '0';
                Assert.Equal("mac: wrong", Reason(Send(bench, Signed.Message("inhibit", "{\"counter\":7,\"args\":{\"seconds\":5},\"mac\":\"" + new string(other) + "\"}"))));
            }

            Assert.Equal("mac: wrong", Reason(Send(bench, Signed.Message("inhibit", "{\"counter\":7,\"args\":{\"seconds\":6},\"mac\":\"" + mac + "\"}"))));
            Assert.Equal("mac: wrong", Reason(Send(bench, Signed.Message("inhibit", "{\"counter\":7,\"args\":{\"seconds\": 5},\"mac\":\"" + mac + "\"}"))));
            Assert.Equal("mac: wrong", Reason(Send(bench, Signed.Message("inhibit", "{\"counter\":8,\"args\":{\"seconds\":5},\"mac\":\"" + mac + "\"}"))));
            Assert.Equal(0, bench.Requests.Inhibits);
            Assert.Null(Reason(Send(bench, Signed.Message("inhibit", "{ \"mac\" : \"" + mac.ToUpperInvariant() + "\" ,\"args\":{\"seconds\":5}, \"counter\":7 }"))));
            Assert.Equal(5, bench.Requests.InhibitSeconds);
        }

        [Theory]
        [InlineData("", "payload: not one JSON object")]
        [InlineData("[]", "payload: not one JSON object")]
        [InlineData("{}", "counter: missing")]
        [InlineData("{\"counter\":1}", "mac: missing")]
        [InlineData("{\"counter\":1,\"counter\":2}", "counter: given twice")]
        [InlineData("{\"counter\":0}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":-1}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":1.0}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":1e3}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":9007199254740992}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":99999999999999999999}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":\"1\"}", "counter: not a whole number from 1 to 9007199254740991")]
        [InlineData("{\"counter\":1,\"args\":[]}", "args: not an object")]
        [InlineData("{\"counter\":1,\"mac\":\"00\"}", "mac: not 64 hexadecimal digits")]
        [InlineData("{\"counter\":1,\"mac\":7}", "mac: not 64 hexadecimal digits")]
        [InlineData("{\"counter\":1,\"id\":7}", "payload: an unknown member; accepted: counter, args, mac")]
        [InlineData("{\"counter\":1,\"args\":{\"a\":[[[[[[[[[1]]]]]]]]]}}", "payload: nested too deeply at byte 31")]
        public void What_is_malformed_is_refused_by_name(string payload, string reason)
        {
            ReportBench bench = Started();
            Assert.Equal(reason, Reason(Send(bench, Signed.Message("reboot", payload))));
            Assert.All(bench.Fram.Bytes.Take(FramMap.Attempts), stored => Assert.Equal(0, stored));
        }

        [Fact]
        public void An_unknown_command_and_one_without_a_key_are_refused()
        {
            ReportBench bench = Started();
            JsonElement ack = Send(bench, Signed.Command("arm", 5));
            Assert.Equal("unknown command", Reason(ack));
            Assert.Equal("", ack.GetProperty("command").GetString());

            ReportBench keyless = new(new FakeLink());
            keyless.Turn(5);
            FakeLink link = (FakeLink)keyless.Mqtt;
            link.Inbound.Enqueue(Signed.Command("acknowledge", 5));
            keyless.Turn(5);
            Assert.Equal("commands are off: no device.command_key is set", Reason(link.On("ack").Single()));
        }

        [Theory]
        [InlineData("identify", "{\"seconds\":61}", "seconds: found 61; accepted: 1 to 60")]
        [InlineData("identify", "{\"seconds\":0}", "seconds: found 0; accepted: 1 to 60")]
        [InlineData("test-alarm", "{\"seconds\":301}", "seconds: found 301; accepted: 0 to 300")]
        [InlineData("inhibit", "{\"seconds\":14401}", "seconds: found 14401; accepted: 0 to 14400")]
        [InlineData("inhibit", "{\"seconds\":\"9\"}", "seconds: not one whole number")]
        [InlineData("inhibit", "{\"seconds\":1,\"seconds\":2}", "seconds: not one whole number")]
        [InlineData("inhibit", "{\"minutes\":1}", "args: an unknown member; accepted: seconds")]
        [InlineData("acknowledge", "{\"seconds\":1}", "args: an unknown member; accepted: none")]
        [InlineData("set-settings", "{}", "settings: missing")]
        [InlineData("set-settings", "{\"settings\":3}", "settings: not one object")]
        public void Arguments_are_refused_by_name(string name, string args, string reason)
        {
            ReportBench bench = Started();
            Assert.Equal(reason, Reason(Send(bench, Signed.Command(name, 5, args))));
            Assert.Equal(0, bench.Requests.Identifies + bench.Requests.TestAlarms + bench.Requests.Inhibits + bench.Requests.Acknowledges);
        }

        [Fact]
        public void Self_tests_are_kept_apart()
        {
            ReportBench bench = Started();
            Assert.Null(Reason(Send(bench, Signed.Command("self-test", 1))));
            Assert.NotNull(Reason(Send(bench, Signed.Command("self-test", 2))));
            bench.Turn(20);
            Assert.Null(Reason(Send(bench, Signed.Command("self-test", 3))));
            Assert.Equal(2, bench.Requests.SelfTests);
        }

        private ReportBench Started()
        {
            ReportBench bench = new(_link, settings => settings.CommandKey = Signed.KeyText);
            bench.Turn(5);
            return bench;
        }

        private JsonElement Send(ReportBench bench, MqttInbound command)
        {
            int before = _link.On("ack").Count();
            _link.Inbound.Enqueue(command);
            bench.Turn(10);
            return Assert.Single(_link.On("ack").Skip(before));
        }

        private static string Reason(JsonElement ack)
        {
            return ack.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null;
        }
    }
}
