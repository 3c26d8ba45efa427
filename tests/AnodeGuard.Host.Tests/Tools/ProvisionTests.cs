using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using AnodeGuard.App;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Settings;
using Xunit;

namespace AnodeGuard.Host.Tests.Tools
{
    /// <summary>tools/provision: a checked document of its own device, and what its broker is told.</summary>
    [UnsupportedOSPlatform("windows")]
    public class ProvisionTests
    {
        private static readonly string[] Keys =
        {
            "--non-interactive", "device.site=lab", "device.id=cell-7", "cell.area_cm2=2.5", "mqtt.host=10.0.0.1", "mqtt.tls=false",
        };

        [Fact]
        public void It_writes_a_good_document_that_nobody_else_can_read()
        {
            using ScriptRun run = new ScriptRun();
            run.Work.Write("wifi", "p\"ass word\n");

            Assert.True(run.Run("provision", "", [.. Keys, "wifi.ssid=lab net", "wifi.password=@wifi"]) == 0, run.Error);

            DeviceSettings settings = Read(run);
            Assert.Equal("cell-7", settings.DeviceId);
            Assert.Equal(250_000_000, settings.Guard.AreaSquareMicrometres);
            Assert.Equal("p\"ass word", settings.WifiPassword);
            Assert.Equal("lab/cell-7", settings.MqttUser);
            Assert.Equal(32, settings.MqttPassword.Length);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(run.Work.File("settings.json")));
            run.Work.AssertHoldsOnly("settings.json", "wifi");
            Assert.DoesNotContain(settings.MqttPassword, run.Output + run.Error);
        }

        [Fact]
        public void A_dry_run_checks_and_writes_nothing()
        {
            using ScriptRun run = new ScriptRun();
            Assert.True(run.Run("provision", "", [.. Keys, "--dry-run", "--keys", "keys"]) == 0, run.Error);
            Assert.Equal("dry run: a good settings document; settings.json was not written\n", run.Output);
            Assert.Equal(2, run.Run("provision", "", [.. Keys, "--dry-run", "cell.chemistry=cs"]));
            Assert.Contains("cell.chemistry: found \"cs\"", run.Error, StringComparison.Ordinal);
            run.Work.AssertHoldsOnly();
        }

        [Fact]
        public void A_temperature_table_can_be_given()
        {
            using ScriptRun run = new ScriptRun();
            Assert.True(run.Run("provision", "", [.. Keys, "transport.temperature_table=[{\"temperature_c\":0,\"limiting_current_density_a_m2\":200,\"diffusion_time_s\":30},{\"temperature_c\":25,\"limiting_current_density_a_m2\":450,\"diffusion_time_s\":13}]"]) == 0, run.Error);
            Assert.Equal([0L, 25_000L], Read(run).Guard.TableMillicelsius);
        }

        [Fact]
        public void Every_device_gets_a_password_of_its_own_which_is_shown_when_asked_for()
        {
            using ScriptRun run = new ScriptRun();
            Assert.Equal(0, run.Run("provision", "", Keys));
            string first = Read(run).MqttPassword;
            Assert.Equal(0, run.Run("provision", "", [.. Keys, "--replace", "--show-password"]));

            Assert.NotEqual(first, Read(run).MqttPassword);
            Assert.Contains(Read(run).MqttPassword, run.Output);
        }

        [Fact]
        public void The_broker_is_told_the_devices_own_topics_and_no_more()
        {
            using ScriptRun run = new ScriptRun();
            Assert.Equal(0, run.Run("provision", "", Keys));

            ReportTopics topics = new ReportTopics(Read(run));
            string[] written = { topics.Status, topics.Info, topics.State, topics.Alarm, topics.Event, topics.Ack, topics.Recording, topics.Discovery };
            string[] expected = written.Select(topic => "topic write " + topic)
                .Append("topic read " + topics.CommandFilter).Append("topic read " + topics.DiscoveryBirth).Append("user lab/cell-7").ToArray();
            string[] told = run.Output.Split('\n').Where(line => line.StartsWith("topic ", StringComparison.Ordinal) || line.StartsWith("user ", StringComparison.Ordinal)).ToArray();
            Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        }

        [Fact]
        public void The_key_of_the_commands_goes_into_a_file_that_the_page_reads_and_nowhere_else()
        {
            using ScriptRun run = new ScriptRun();
            string other = new string('7', 64);
            string path = run.Work.Write("keys", "# of the laboratory\nlab/cell-6 " + other + "\n");
            for (int i = 0; i < 2; i++)
            {
                Assert.True(run.Run("provision", "", [.. Keys, "--replace", "--keys", "keys"]) == 0, run.Error);

                DeviceSettings settings = Read(run);
                Assert.Equal(64, settings.CommandKey.Length);
                Assert.Equal(["# of the laboratory", "lab/cell-6 " + other, "lab/cell-7 " + settings.CommandKey], File.ReadAllLines(path));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
                Assert.Equal(Convert.FromHexString(settings.CommandKey), CommandKeys.Load(path).Of("lab/cell-7"));
                Assert.DoesNotContain(settings.CommandKey, run.Output + run.Error);
                run.Work.AssertHoldsOnly("settings.json", "keys");
            }
        }

        [Fact]
        public void A_file_that_is_none_of_keys_is_left_alone()
        {
            using ScriptRun run = new ScriptRun();
            string path = run.Work.Write("notes", "what I must not forget\n");

            Assert.Equal(2, run.Run("provision", "", [.. Keys, "--keys", "notes"]));
            Assert.Contains("notes, line 1", run.Error);
            Assert.Equal("what I must not forget\n", File.ReadAllText(path));
        }

        [Fact]
        public void The_password_line_is_mosquittos_own()
        {
            using ScriptRun run = new ScriptRun();
            string path = run.Work.Write("passwords", "");
            using (Process made = Process.Start("mosquitto_passwd", ["-b", path, "u", "pass"]))
            {
                Assert.True(made.WaitForExit(10_000));
            }

            string line = File.ReadAllText(path).Trim();
            string[] parts = line.Split('$');
            Assert.Equal(line, "u:" + BrokerAccess.Hash("pass", Convert.FromBase64String(parts[3]), int.Parse(parts[2])));
        }

        [Theory]
        [InlineData("cell.area_cm2=0", "cell.area_cm2")]
        [InlineData("cell.area_cm2=x", "cell.area_cm2")]
        [InlineData("cell.colour=red", "cell.colour")]
        [InlineData("colour=red", "'colour' is not a key of the settings; see")]
        [InlineData("site=lab", "(device.site is)")]
        [InlineData("net.host=x", "(mqtt.host is)")]
        [InlineData("wifi.password=secret-word", "command line")]
        [InlineData("mqtt.password=secret-word", "command line")]
        [InlineData("mqtt.ca_pem=@missing.pem", "missing.pem")]
        public void A_bad_key_is_named_and_nothing_is_written(string pair, string named)
        {
            using ScriptRun run = new ScriptRun();

            Assert.Equal(2, run.Run("provision", "", "--non-interactive", pair));
            Assert.Contains(named, run.Error);
            Assert.DoesNotContain("secret-word", run.Error);
            run.Work.AssertHoldsOnly();
        }

        [Fact]
        public void A_document_that_exists_is_not_replaced_unasked()
        {
            using ScriptRun run = new ScriptRun();
            run.Work.Write("settings.json", "{}");

            Assert.Equal(2, run.Run("provision", "", Keys));
            Assert.Contains("--replace", run.Error);
            Assert.Equal("{}", File.ReadAllText(run.Work.File("settings.json")));
        }

        [Fact]
        public void It_asks_for_what_it_needs()
        {
            using ScriptRun run = new ScriptRun();

            Assert.True(run.Run("provision", "lab\ncell-8\nna\n\n\n4.2\n\n\n\nnet\n@typed secret\n\n\n") == 0, run.Error);

            DeviceSettings settings = Read(run);
            Assert.Equal("cell-8", settings.DeviceId);
            Assert.Equal(4_200_000, settings.Guard.OverVoltageMicrovolts);
            Assert.Equal("@typed secret", settings.WifiPassword);
            Assert.DoesNotContain("typed", run.Output + run.Error);
        }

        [Fact]
        public void Answers_that_end_early_leave_nothing()
        {
            using ScriptRun run = new ScriptRun();

            Assert.Equal(2, run.Run("provision", "lab\ncell-8\n"));
            run.Work.AssertHoldsOnly();
        }

        private static DeviceSettings Read(ScriptRun run)
        {
            DeviceSettings settings = SettingsDocument.Parse(File.ReadAllBytes(run.Work.File("settings.json")), out SettingsError error);
            Assert.Null(error);
            return settings;
        }
    }
}
