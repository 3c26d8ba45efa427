using AnodeGuard.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>What every verb shares: exit codes, one line for a mistake, the version everywhere.</summary>
    public class CommandLineTests
    {
        [Fact]
        public void A_mistake_is_one_line_on_stderr_and_exit_code_2()
        {
            CliRun run = CliRun.AsProcess("sand", "--gap", "0");
            run.AssertRefused("--gap");
            Assert.Empty(run.Output);
        }

        [Fact]
        public void An_answer_is_on_stdout_and_exit_code_0()
        {
            CliRun run = CliRun.AsProcess(
                "sand", "--diffusivity", "3e-10", "--concentration", "1000", "--transference", "0.38", "--gap", "0.001", "--current-density", "100", "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Empty(run.Error);
            Assert.Single(run.Json);
        }

        [Theory]
        [InlineData("no verb given")]
        [InlineData("unknown verb 'fly'", "fly")]
        [InlineData("unknown verb '--fly'", "--fly")]
        [InlineData("unknown argument '--fly'", "sand", "--fly")]
        [InlineData("unknown argument 'here'", "sand", "here")]
        [InlineData("calibrate: missing: --broker", "calibrate")]
        [InlineData("commission: missing: --device", "commission", "--broker", "127.0.0.1:1")]
        [InlineData("command: missing: --keys", "command", "identify", "--broker", "127.0.0.1:1", "--device", "lab/a")]
        [InlineData("--device: 'lab' is not SITE/DEVICE", "command", "identify", "--broker", "127.0.0.1:1", "--device", "lab", "--keys", "none")]
        [InlineData("args: not a JSON object", "command", "identify", "[]")]
        [InlineData("QUANTITY POINT TRUE_VALUE are needed together", "calibrate", "sense", "low")]
        [InlineData("--gap", "sand", "--gap")]
        [InlineData("sand: missing: --current-density", "sand", "--gap", "1e-3")]
        [InlineData("unknown verb '@file'", "@file")]
        public void What_cannot_be_understood_is_named(string expected, params string[] arguments)
        {
            CliRun run = CliRun.InProcess(arguments);
            run.AssertRefused(expected);
            Assert.Empty(run.Output);
        }

        [Theory]
        [InlineData("--version")]
        [InlineData("sand", "--version")]
        [InlineData("sand", "--json", "--version")]
        public void The_version_is_told_everywhere_with_the_hash_of_the_core(params string[] arguments)
        {
            CliRun run = CliRun.InProcess(arguments);
            Assert.Equal(0, run.ExitCode);
            Assert.Matches(@"^anodeguard \d+\.\d+\.\d+, core sha256:[0-9a-f]{64}\s*$", run.Output);
        }

        /// <summary>The empty list hashes to SHA-256 of nothing; order, letter case and line ends of the list do not matter.</summary>
        [Fact]
        public void The_hash_depends_on_the_sources_alone()
        {
            Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ProductVersion.HashOf(string.Empty));
            string a = new string('A', 64) + "  Door/Sample.cs";
            string b = new string('B', 64) + "  Guard.cs";
            Assert.Equal(ProductVersion.HashOf(a + "\n" + b + "\n"), ProductVersion.HashOf(b + "\r\n" + a.Replace('A', 'a')));
            Assert.NotEqual(ProductVersion.HashOf(a), ProductVersion.HashOf(b));
        }

        [Theory]
        [InlineData("--help")]
        [InlineData("sand", "--help")]
        public void Help_is_no_mistake(params string[] arguments)
        {
            CliRun run = CliRun.InProcess(arguments);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("Usage:", run.Output);
        }
    }
}
