using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>One run of the command line and what came out of it.</summary>
    internal sealed class CliRun
    {
        private CliRun(int exitCode, string output, string error)
        {
            ExitCode = exitCode;
            Output = output;
            Error = error;
        }

        public int ExitCode { get; }

        public string Output { get; }

        public string Error { get; }

        /// <summary>The lines of standard output, each of which has to be a JSON object.</summary>
        public JsonElement[] Json
        {
            get { return Lines(Output).Select(line => JsonDocument.Parse(line).RootElement).ToArray(); }
        }

        /// <summary>The last line, which the contract calls the summary.</summary>
        public JsonElement Summary
        {
            get
            {
                JsonElement last = Json.Last();
                Assert.Equal("summary", last.GetProperty("event").GetString());
                return last;
            }
        }

        /// <summary>In this process: fast.</summary>
        public static CliRun InProcess(params string[] arguments)
        {
            StringWriter output = new StringWriter();
            StringWriter error = new StringWriter();
            int exitCode = CommandLine.Run(arguments, output, error);
            return new CliRun(exitCode, output.ToString(), error.ToString());
        }

        /// <summary>As a user's shell would start it.</summary>
        public static CliRun AsProcess(params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo("dotnet")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "anodeguard.dll"));
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using (Process process = Process.Start(start))
            {
                System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
                System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync();
                if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
                {
                    process.Kill(true);
                    Assert.Fail("anodeguard did not end within two minutes: " + string.Join(' ', arguments));
                }

                return new CliRun(process.ExitCode, output.Result, error.Result);
            }
        }

        /// <summary>Bad input: exit code 2, nothing on stdout, one line on stderr that holds these words and no stack trace.</summary>
        public void AssertRefused(params string[] words)
        {
            Assert.Equal(2, ExitCode);
            string line = Assert.Single(Lines(Error));
            Assert.StartsWith("anodeguard: ", line);
            Assert.DoesNotContain("   at ", line);
            foreach (string word in words)
            {
                Assert.Contains(word, line);
            }
        }

        private static string[] Lines(string text)
        {
            return text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
