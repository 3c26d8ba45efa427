using System.Diagnostics;
using System.IO;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>What may be written over: regular files, through links too, and nothing else.</summary>
    public class OutputFileTests
    {
        private const string Rows = "time_s,voltage_v,current_a\n0,3.7,0\n1,3.7,0\n";

        [Fact]
        public void What_is_no_regular_file_is_refused_and_stays_what_it_is()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string input = folder.Write("in.csv", Rows);
                string pipe = MakePipe(folder.File("pipe"));
                string link = folder.File("link");
                File.CreateSymbolicLink(link, pipe);
                foreach (string target in new[] { pipe, link })
                {
                    AssertNothingRan(CliRun.InProcess("replay", input, "--json", "--trace", target), "--trace", target);
                    AssertNothingRan(CliRun.InProcess("replay", input, "--json", "--report", target), "--report", target);
                    AssertNothingRan(CliRun.InProcess("emulate", "--scenario", "dendrite-contact", "--json", "--picture", target), "--picture", target);
                }

                // A pipe stays a pipe: test(1) knows.
                Assert.Equal(0, ExitCodeOf("test", "-p", pipe));
                folder.AssertHoldsOnly("in.csv", "pipe", "link");
            }
        }

        [Fact]
        public void A_link_stays_a_link_and_its_target_is_written()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string input = folder.Write("in.csv", Rows);
                string target = folder.Write("old.csv", "old");
                File.CreateSymbolicLink(folder.File("link"), "second");
                File.CreateSymbolicLink(folder.File("second"), target);
                Assert.Equal(0, CliRun.InProcess("replay", input, "--trace", folder.File("link")).ExitCode);
                Assert.Equal("second", new FileInfo(folder.File("link")).LinkTarget);
                Assert.StartsWith("time_s,j,s,", File.ReadAllText(target));
                folder.AssertHoldsOnly("in.csv", "link", "old.csv", "second");
            }
        }

        [Fact]
        public void A_link_to_the_recording_does_not_overwrite_it()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string input = folder.Write("in.csv", Rows);
                File.CreateSymbolicLink(folder.File("link"), input);
                CliRun.InProcess("replay", input, "--trace", folder.File("link")).AssertRefused("--trace", "already in use");
                Assert.Equal(Rows, File.ReadAllText(input));
            }
        }

        [Fact]
        public void Links_in_a_circle_are_refused()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                File.CreateSymbolicLink(folder.File("a"), folder.File("b"));
                File.CreateSymbolicLink(folder.File("b"), folder.File("a"));
                CliRun.InProcess("replay", folder.Write("in.csv", Rows), "--trace", folder.File("a")).AssertRefused("--trace", "cannot be used");
            }
        }

        private static void AssertNothingRan(CliRun run, string option, string path)
        {
            run.AssertRefused(option + ": " + path, "no regular file");
            Assert.Empty(run.Output);
        }

        private static string MakePipe(string path)
        {
            Assert.Equal(0, ExitCodeOf("mkfifo", path));
            return path;
        }

        private static int ExitCodeOf(string program, params string[] arguments)
        {
            using (Process process = Process.Start(program, arguments))
            {
                Assert.True(process.WaitForExit(10_000));
                return process.ExitCode;
            }
        }
    }
}
