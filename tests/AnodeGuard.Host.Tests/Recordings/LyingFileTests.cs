using System;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>Files that cannot be used: one line that says why and where, exit code 2, nothing left behind.</summary>
    public class LyingFileTests
    {
        private const string Maccor = "Rec#\tCyc#\tStep\tTestTime\tStepTime\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\n1\t0\t1\t0\t0\t0\t0\t0\t3.7\tR\t1\t02/28/2024 00:00:00\n";
        private const string Neware = "DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(A),Voltage(V)\n1,1,1,Rest,00:00:00,00:00:00,0,3.7\n";
        private const string BioLogic = "EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\tI/mA\n0,5\t3,7\t0\n";
        private const string Nested = "Cycle ID,Cap\n,Step ID,Step Name\n,,Record ID,Time(h:min:s.ms),Voltage(V),Current(mA)\n1,0\n,1,Rest\n,,1,0:00:05.000,3.7,0\n";

        [Theory]
        [InlineData(Maccor + "2\t0\t1\t-1\t0\t0\t0\t0\t3.7\tR\t1\tx\n", "row 2 (line 3)", "'TestTime'", "time goes back")]
        [InlineData(Maccor + "2\t0\t1\t1\t0\t0\t0\t0\n", "row 2 (line 3)", "ends after 8 of 10 columns")]
        [InlineData(Maccor + "2\t0\t1\t0d 00:61:00\t0\t0\t0\t0\t3.7\tR\t1\tx\n", "'0d 00:61:00' is not a number")]
        [InlineData(Neware + "2,1,1,Rest,00:00:01,00:00:01,0\n", "row 2 (line 3)", "ends after 7 of 8 columns")]
        [InlineData(Neware + "2,1,1,Rest,00:00:01,00:00:01,0,NaN\n", "'Voltage(V)'", "'NaN' is not a number")]
        [InlineData(Neware + "2,1,1,Rest,00:00:01,00:00:0x,0,3.7\n", "'Total Time'", "'00:00:0x'")]
        [InlineData(BioLogic + "0,4\t3,7\t0\n", "line 5", "time goes back, to 0.4 s from 0.5 s")]
        [InlineData(BioLogic + "1.234,5\t3,7\t0\n", "'1.234,5' is not a number")]
        [InlineData(Nested + ",,2,0:00:04.000,3.7,0\n", "line 7", "time goes back, to 4 s from 5 s")]
        [InlineData("EC-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEwe/V\n0\t3.7\n", "names columns for time, voltage and current")]
        [InlineData("Test Time / d,Voltage / V,Current / A\n0,3.7,0\n", "names columns for time, voltage and current")]
        [InlineData("Test Time / s,Voltage / V,Current / A\n", "no rows")]
        [InlineData("00000000,00000000,00000000\n00000000,00000000,00000000\n", "is no recording", "--map")]
        [InlineData("Time,Voltage,Current\n0,3700,0\n", "'Voltage'", "out of range (accepted: -1000 to 1000 V)")]
        public void One_line_says_what_is_wrong(string content, params string[] words)
        {
            AssertRefused(Encoding.Latin1.GetBytes(content), words);
        }

        [Fact]
        public void What_is_no_text_is_refused()
        {
            AssertRefused([], "is empty");
            AssertRefused(new byte[1 << 20], "binary");
            AssertRefused(Encoding.ASCII.GetBytes("SQLite format 3\0 and so on"), "history export");
            AssertRefused(Enumerable.Repeat((byte)'0', 1 << 20).ToArray(), "first line does not end");
            AssertRefused(Encoding.Unicode.GetBytes("Time,Voltage,Current\n0,3.7,0\n"), "binary");
            AssertRefused([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Time,Voltage,Current\n0,3.7,0\n")], "UTF-16; save it as UTF-8");
            AssertRefused(Encoding.ASCII.GetBytes("PK\u0003\u0004\0\0"), "export its sheet as CSV");
            AssertRefused(Encoding.ASCII.GetBytes("BIO-LOGIC MODULAR FILE\u001a\0"), "binary .mpr; export it as text");
            AssertRefused(Encoding.ASCII.GetBytes("NEWARE\0\0"), ".nda; export it as CSV");
        }

        /// <summary>A gigabyte of nothing costs no gigabyte: the file is sparse, and its beginning tells.</summary>
        [Fact]
        public void A_gigabyte_of_zeros_is_refused_by_its_beginning()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                using (FileStream file = File.Create(folder.File("in.csv")))
                {
                    file.SetLength(1L << 30);
                }

                long before = GC.GetAllocatedBytesForCurrentThread();
                CliRun.InProcess("replay", folder.File("in.csv"), "--json").AssertRefused("in.csv", "binary");
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50000000);
            }
        }

        [Fact]
        public void One_bad_file_stops_no_other()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                File.Copy(Miniature.File("arbin.csv"), folder.File("b.csv"));
                File.Copy(Miniature.File("pybamm.csv"), folder.File("a.csv"));
                folder.Write("hot.csv", "time_s,voltage_v,current_a,temperature_c\n" + string.Concat(Enumerable.Range(0, 30).Select(i => i + ",3.7,0,90\n")));
                folder.Write("z.csv", "nothing");
                CliRun run = CliRun.InProcess("replay", folder.File("*.csv"), "--json");
                Assert.Equal(2, run.ExitCode);
                Assert.Equal(string.Empty, run.Error);
                Assert.Equal(new[] { "z.csv", "hot.csv", "a.csv", "b.csv" }, run.Json.SkipLast(1).Select(line => line.GetProperty("file").GetString()));
                Assert.Contains("is no recording", run.Json[0].GetProperty("message").GetString());
                Assert.Equal(1, run.Summary.GetProperty("failed").GetInt64());
                Assert.Equal(4, run.Summary.GetProperty("files").GetInt64());

                CliRun text = CliRun.InProcess("replay", folder.File("*.csv"));
                Assert.Equal(2, text.ExitCode);
                string[] lines = text.Output.TrimEnd().Split('\n');
                Assert.Equal(5, lines.Length);
                Assert.Contains("UNUSABLE", lines[0]);
                Assert.Contains("ALARM: over-temperature", lines[1]);
                Assert.Equal("4 files, 1 unusable", lines[4].TrimEnd());
            }
        }

        [Fact]
        public void Many_files_end_with_what_was_found()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                File.Copy(Miniature.File("arbin.csv"), folder.File("b.csv"));
                string hot = folder.Write("hot.csv", "time_s,voltage_v,current_a,temperature_c\n" + string.Concat(Enumerable.Range(0, 30).Select(i => i + ",3.7,0,90\n")));
                Assert.Equal(0, CliRun.InProcess("replay", folder.File("b.csv"), hot, "--json").ExitCode);
                Assert.Equal(1, CliRun.InProcess("replay", folder.File("b.csv"), hot, "--json", "--fail-on", "alarm").ExitCode);
                CliRun.InProcess("replay", folder.File("b.csv"), hot, "--trace", folder.File("t.csv")).AssertRefused("--trace", "2 were given");
                CliRun.InProcess("replay", folder.File("*.none")).AssertRefused("*.none", "no file matches");
                folder.AssertHoldsOnly("b.csv", "hot.csv");
            }
        }

        private static void AssertRefused(byte[] content, params string[] words)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess(
                    "replay", folder.Write("in.csv", content), "--trace", folder.File("t.csv"), "--report", folder.File("r.html"), "--json");
                run.AssertRefused([.. words, "in.csv"]);
                folder.AssertHoldsOnly("in.csv");
            }
        }
    }
}
