using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text.Json;
using AnodeGuard.Host.Tests.Hardware;
using Xunit;

namespace AnodeGuard.Host.Tests.Tools
{
    /// <summary>tools/flash, up to what it hands to nanoff; a stand-in for nanoff looks at it.</summary>
    [UnsupportedOSPlatform("windows")]
    public class FlashTests
    {
        private const string Settings = """{"wifi":{"ssid":"lab net","password":"wifi-secret"},"mqtt":{"host":"10.0.0.1","tls":false,"user":"u","password":"mqtt-secret"}}""";

        // Keeps its command line, the rights of what it was given, and copies of it.
        private const string StandIn = """
            if [ "$1" = --nanodevice ]; then exit 1; fi
            printf '%s\n' "$@" > arguments
            while [ $# -gt 0 ]; do
                case $1 in --filedeployment | --networkdeployment)
                    stat -c %a "$2" "$(dirname "$2")" >> modes
                    cp "$2" . ;;
                esac
                shift
            done
            """;

        [Fact]
        public void A_dry_run_shows_the_command_and_no_secret()
        {
            using ScriptRun run = Prepared();

            Assert.Equal(0, run.Run("flash", "", "/dev/ttyUSB7", "--dry-run", "--image", "app.bin"));

            Assert.Matches(
                @"^nanoff --platform esp32 --target ESP32_S3_QUAD --serialport /dev/ttyUSB7 --update --deploy --image app\.bin --filedeployment \S+/files\.json --networkdeployment \S+/network\.json \n$",
                run.Output);
            Assert.DoesNotContain("secret", run.Output + run.Error);
        }

        [Fact]
        public void Nanoff_gets_files_that_nobody_else_can_read_and_that_are_gone_afterwards()
        {
            using ScriptRun run = Prepared();
            run.AddProgram("nanoff", StandIn);

            Assert.True(run.Run("flash", "", Port(run), "--image", Image(run)) == 0, run.Error);

            Assert.DoesNotContain("secret", File.ReadAllText(run.Work.File("arguments")) + run.Output + run.Error);
            Assert.Equal(new[] { "600", "700", "600", "700" }, File.ReadAllLines(run.Work.File("modes")));
            JsonElement client = Json(run, "network.json").GetProperty("WirelessClient");
            Assert.Equal("lab net", client.GetProperty("Ssid").GetString());
            Assert.Equal("wifi-secret", client.GetProperty("Password").GetString());
            Assert.Equal("WPA2", client.GetProperty("Authentication").GetString());
            JsonElement[] files = Json(run, "files.json").GetProperty("Files").EnumerateArray().ToArray();
            Assert.Equal("I:\\settings.json", files[0].GetProperty("DestinationFilePath").GetString());
            Assert.Equal(Settings, File.ReadAllText(files[0].GetProperty("SourceFilePath").GetString()));
            Assert.Equal(new[] { "I:\\settings.a", "I:\\settings.b" }, files.Skip(1).Select(f => f.GetProperty("DestinationFilePath").GetString()));
            Assert.DoesNotContain(files.Skip(1), f => f.TryGetProperty("SourceFilePath", out _));
        }

        [Theory]
        [InlineData("exit 7")]
        [InlineData("echo 'Error deploying content file a to b'")]
        [InlineData("echo 'Error uploading wireless configuration.'")]
        public void A_failure_of_nanoff_is_a_failure(string body)
        {
            using ScriptRun run = Prepared();
            run.AddProgram("nanoff", body);

            Assert.NotEqual(0, run.Run("flash", "", Port(run), "--image", Image(run)));
            Assert.DoesNotContain("done", run.Output);
        }

        [Theory]
        [InlineData("0x8EFB9944", true)]
        [InlineData("0x8efb9944", true)]
        [InlineData("0x6DFA71D6", false)]
        [InlineData(null, false)]
        public void A_runtime_that_would_start_nothing_is_a_failure(string checksum, bool fits)
        {
            using ScriptRun run = Prepared();
            string natives = string.Concat(File.ReadLines(HardwareFolder.PathOf("..", "firmware", "natives.txt"))
                .Where(line => !line.StartsWith('#') && !line.StartsWith("System.Net ", StringComparison.Ordinal))
                .Select(line => line.Split(' '))
                .Select(words => "  " + words[0] + " v100.0.0.1, checksum " + words[2] + "\n"));
            run.Work.Write("details", "Native Assemblies:\n" + natives + (checksum == null ? "" : "  System.Net v100.2.0.14, checksum " + checksum + "\n"));
            run.AddProgram("nanoff", "if [ \"$1\" = --nanodevice ]; then [ \"$4\" = '" + Port(run) + "' ] && cat details; fi");

            Assert.Equal(fits ? 0 : 2, run.Run("flash", "", Port(run), "--image", Image(run)));
            Assert.Equal(fits, run.Output.Contains("flash: done", StringComparison.Ordinal));
            if (!fits)
            {
                Assert.Contains("System.Net (wanted 0x8EFB9944, has " + (checksum ?? "none") + ")", run.Error);
                Assert.DoesNotContain("mscorlib", run.Error);
            }
        }

        [Fact]
        public void A_board_that_cannot_be_asked_is_said_so()
        {
            using ScriptRun run = Prepared();
            run.AddProgram("nanoff", StandIn);

            Assert.Equal(0, run.Run("flash", "", Port(run), "--image", Image(run)));
            Assert.Contains("natives.txt", run.Error);
        }

        [Theory]
        [InlineData("no settings document", "--settings", "missing.json")]
        [InlineData("unknown option", "--force")]
        [InlineData("needs a value", "--image")]
        [InlineData("no deployment image, or an empty one", "--image", "/dev/null")]
        public void What_is_missing_is_said(string complaint, params string[] more)
        {
            using ScriptRun run = Prepared();
            run.AddProgram("nanoff", "touch called");

            Assert.Equal(2, run.Run("flash", "", more.Prepend("/dev/null").ToArray()));
            Assert.Contains(complaint, run.Error);
            Assert.False(File.Exists(run.Work.File("called")));
        }

        [Fact]
        public void A_document_that_others_can_read_is_refused()
        {
            using ScriptRun run = Prepared();
            File.SetUnixFileMode(run.Work.File("settings.json"), UnixFileMode.UserRead | UnixFileMode.OtherRead);

            Assert.Equal(2, run.Run("flash", "", "/dev/null", "--dry-run"));
            Assert.Contains("chmod 600", run.Error);
        }

        [Fact]
        public void A_document_that_the_device_would_refuse_is_refused()
        {
            using ScriptRun run = Prepared("""{"wifi":{"ssid":"x","password":"short"}}""");

            Assert.Equal(2, run.Run("flash", "", "/dev/null", "--dry-run"));
            Assert.Contains("wifi.password", run.Error);
            Assert.DoesNotContain("short", run.Error);
        }

        private static ScriptRun Prepared(string settings = Settings)
        {
            ScriptRun run = new ScriptRun();
            File.SetUnixFileMode(run.Work.Write("settings.json", settings), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return run;
        }

        private static string Port(ScriptRun run)
        {
            return run.Work.Write("port", "");
        }

        private static string Image(ScriptRun run)
        {
            return run.Work.Write("app.bin", "image");
        }

        private static JsonElement Json(ScriptRun run, string name)
        {
            return JsonDocument.Parse(File.ReadAllText(run.Work.File(name))).RootElement;
        }
    }
}
