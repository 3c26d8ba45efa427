using System;
using System.IO;
using System.Linq;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>Every miniature cut short and with bytes turned: it is read or refused in a line, and never falls over.</summary>
    public class DamagedFileTests
    {
        [Fact]
        public void A_file_that_ends_anywhere_is_read_or_refused()
        {
            foreach (string path in Directory.GetFiles(Miniature.File("."), "*.*").Where(path => !Path.GetFileName(path).StartsWith('.')))
            {
                byte[] whole = File.ReadAllBytes(path);
                for (int length = 0; length < whole.Length; length += 11)
                {
                    AssertReadOrRefused(whole[..length], Path.GetFileName(path) + " cut to " + length);
                }
            }
        }

        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        public void A_file_with_wrong_bytes_is_read_or_refused(int seed)
        {
            Random random = new Random(seed);
            foreach (string path in Directory.GetFiles(Miniature.File("."), "*.*").Where(path => !Path.GetFileName(path).StartsWith('.')))
            {
                for (int i = 0; i < 20; i++)
                {
                    byte[] bytes = File.ReadAllBytes(path);
                    for (int hit = 0; hit < 3; hit++)
                    {
                        bytes[random.Next(bytes.Length)] = (byte)random.Next(1, 256);
                    }

                    AssertReadOrRefused(bytes, Path.GetFileName(path) + " of seed " + seed + ", turn " + i);
                }
            }
        }

        private static void AssertReadOrRefused(byte[] content, string what)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run;
                try
                {
                    run = CliRun.InProcess("replay", folder.Write("in.csv", content), "--report", folder.File("r.html"), "--json");
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException(what, exception);
                }

                if (run.ExitCode == 0)
                {
                    folder.AssertHoldsOnly("in.csv", "r.html");
                    return;
                }

                run.AssertRefused("in.csv");
                folder.AssertHoldsOnly("in.csv");
            }
        }
    }
}
