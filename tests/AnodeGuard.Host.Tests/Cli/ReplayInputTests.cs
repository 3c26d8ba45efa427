using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Host.Tests.Recordings;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>What files say and how they lie: read right, or refused with one line and nothing left behind.</summary>
    public class ReplayInputTests
    {
        private const string Header = "time_s,voltage_v,current_a\n";

        [Theory]
        [InlineData("", "is empty")]
        [InlineData(Header, "no rows")]
        [InlineData("hello\nworld\n", "is no recording", "Battery Data Format CSV", "plain CSV")]
        [InlineData("time_s,voltage_v\n0,3.7\n", "is no recording")]
        [InlineData("time_s,voltage_v,current_kA\n0,3.7,0\n", "is no recording")]
        [InlineData(Header + "0,3.7,0\n1,NaN,0\n", "row 2 (line 3)", "voltage_v", "NaN", "not a number")]
        [InlineData(Header + "0,3.7,0\n1,,0\n", "row 2", "voltage_v", "no value")]
        [InlineData(Header + "0,3.7,0\nx,3.7,0\n", "row 2", "time_s", "'x'")]
        [InlineData(Header + "0,3.7,0\n1,3.7\n", "row 2", "after 2 of 3 columns")]
        [InlineData(Header + "5,3.7,0\n4.9,3.7,0\n", "row 2", "time goes back, to 4.9 s from 5 s")]
        [InlineData(Header + "0,3.7,1e7\n", "row 1", "current_a", "out of range", "-1e6 to 1e6 A")]
        [InlineData(Header + "0,3700,0\n", "row 1", "voltage_v", "-1000 to 1000 V")]
        [InlineData(Header + "1e300,3.7,0\n", "row 1", "time_s", "out of range")]
        [InlineData(Header + "0,3.7,1.5.2\n", "row 1", "current_a", "not a number")]
        [InlineData(Header + "0,3,7,0\n0,inf,0\n", "row 2", "not a number")]
        [InlineData("time_s,voltage_v,current_a,sense_v\n0,3.7,0,nan\n", "sense_v", "nan")]
        public void A_file_that_cannot_be_used_is_refused_in_one_line(string content, params string[] words)
        {
            AssertRefused(Encoding.UTF8.GetBytes(content), words);
        }

        [Fact]
        public void A_binary_file_is_no_recording()
        {
            AssertRefused(new byte[200000], "binary");
            AssertRefused(Encoding.ASCII.GetBytes(Header + "0,3.7,\0\n"), "binary");
        }

        [Fact]
        public void A_line_without_end_is_no_recording()
        {
            AssertRefused(Encoding.ASCII.GetBytes(new string('7', 300000)), "first line does not end");
            AssertRefused(Encoding.ASCII.GetBytes(Header + new string('7', 3000000)), "in.csv");
        }

        [Fact]
        public void A_bad_row_under_json_ends_the_lines_with_an_error()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess("replay", folder.Write("in.csv", Header + "0,3.7,0\n1,3.7,0\n2,x,0\n"), "--json");
                run.AssertRefused("row 3", "voltage_v");
                System.Text.Json.JsonElement last = run.Json.Last();
                Assert.Equal("error", last.GetProperty("event").GetString());
                Assert.Equal(run.Error.Trim(), "anodeguard: " + last.GetProperty("message").GetString());
            }
        }

        [Fact]
        public void A_gzip_that_breaks_off_in_its_head_is_called_broken()
        {
            AssertRefused(new byte[] { 0x1F, 0x8B, 8, 0 }, "in.csv", "broken gzip");
        }

        [Fact]
        public void Settings_with_a_byte_order_mark_are_read_and_told_apart_from_what_a_device_takes()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string settings = folder.Write("s.json", "\uFEFF" + ReplayRun.Settings);
                Assert.Equal(0, CliRun.InProcess("replay", folder.Write("in.csv", Header + "0,3.7,0\n"), "--settings", settings).ExitCode);
                CliRun.InProcess("settings", "check", settings).AssertRefused("s.json", "byte order mark");
                CliRun.InProcess("settings", "deployment", settings, "--into", folder.Path).AssertRefused("s.json", "byte order mark");
            }
        }

        [Fact]
        public void A_torn_gzip_file_is_refused()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string rows = string.Concat(Enumerable.Range(0, 100000).Select(i => i + ",3." + (i * 7919 % 10007) + ",0\n"));
                byte[] whole = File.ReadAllBytes(folder.WriteGzip("whole.csv.gz", Header + rows));
                string torn = folder.Write("torn.csv.gz", whole[..(whole.Length / 2)]);
                CliRun run = CliRun.InProcess("replay", torn, "--trace", folder.File("t.csv"), "--json");
                Assert.Equal(2, run.ExitCode);
                Assert.Contains("torn.csv.gz", run.Error);
                folder.AssertHoldsOnly("torn.csv.gz", "whole.csv.gz");
            }
        }

        [Fact]
        public void Files_that_are_not_there_are_named()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun.InProcess("replay", folder.File("nothing.csv")).AssertRefused("nothing.csv", "no such file");
                CliRun.InProcess("replay", folder.Path).AssertRefused("is a folder");
                string good = folder.Write("in.csv", Header + "0,3.7,0\n");
                CliRun.InProcess("replay", good, "--settings", folder.File("no.json")).AssertRefused("no.json");
                CliRun.InProcess("replay", good, "--trace", folder.File("no/such/t.csv")).AssertRefused("--trace");
                CliRun.InProcess("replay", good, "--trace", folder.Path).AssertRefused("--trace", "is a folder");
                CliRun.InProcess("replay", good, "--trace", good).AssertRefused("--trace", "already in use");
                CliRun.InProcess("replay").AssertRefused("file");
                folder.AssertHoldsOnly("in.csv");
            }
        }

        [Theory]
        [InlineData("{\"cell\":{\"area_cm2\":-1}}", "cell.area_cm2", "-1")]
        [InlineData("{\"cell\":{\"area\":1}}", "cell.area")]
        [InlineData("{\"cell\":", "s.json")]
        [InlineData("not json", "s.json")]
        public void Settings_are_refused_by_name(string settings, params string[] words)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess(
                    "replay", folder.Write("in.csv", Header + "0,3.7,0\n"), "--settings", folder.Write("s.json", settings), "--trace", folder.File("t.csv"));
                run.AssertRefused(words.Append("accepted").ToArray());
                folder.AssertHoldsOnly("in.csv", "s.json");
            }
        }

        /// <summary>A run that fails leaves an older trace as it was.</summary>
        [Fact]
        public void A_trace_is_replaced_whole_or_not_at_all()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string trace = folder.Write("t.csv", "old");
                Assert.Equal(2, CliRun.InProcess("replay", folder.Write("bad.csv", Header + "0,3.7,0\n1,x,0\n"), "--trace", trace).ExitCode);
                Assert.Equal("old", File.ReadAllText(trace));
                Assert.Equal(0, CliRun.InProcess("replay", folder.Write("good.csv", Header + "0,3.7,0\n"), "--trace", trace).ExitCode);
                Assert.Equal(2, File.ReadAllLines(trace).Length);
                folder.AssertHoldsOnly("bad.csv", "good.csv", "t.csv");
            }
        }

        /// <summary>The same three rows in many spellings are read the same.</summary>
        [Theory]
        [InlineData("Test Time / s,Voltage / V,Current / A,Sense Voltage / V,Surface Temperature / degC\n60,3.7,0.001,3,25\n120,3.75,0.002,3.01,25.5\n")]
        [InlineData("\uFEFFtest_time_second,current_ampere,voltage_volt,sense_voltage_volt,temperature_t1_celsius\n60,0.001,3.7,3,25\n120,0.002,3.75,3.01,25.5\n")]
        [InlineData("time_s,voltage_v,current_a,sense_v,temperature_c\r\n60,3.7,0.001,3,25\r\n\r\n120,3.75,0.002,3.01,25.5\r\n")]
        [InlineData("Time [min];Voltage [mV];Current [mA];Sense [mV];Temperature [°C]\n1;3700;1;3000;25\n2;3750;2;3010,0;25,5\n")]
        [InlineData("\"Time (h)\"\t\"Cell Voltage (V)\"\tI (uA)\tV_sense (V)\tT cell (degC)\n0,01666666667\t3.7\t1e3\t3\t25\n3.333333333e-2\t3.75\t2E+03\t3.01\t25.5\n")]
        [InlineData("id,t_ms,v_mv,i_ma,sense_voltage_mv,temp_c,remark\n1,60000,3700,1,3000,25,a\n2,+120000, 3750 ,2.000,3010.0000000001,25.5,b\n")]
        public void Units_separators_and_spellings(string content)
        {
            const string Expected = "60,3.7,0.001,3,25\n120,3.75,0.002,3.01,25.5";
            Assert.Equal(Expected, ColumnsOf(content));
        }

        /// <summary>What a flight recording cannot be asked for is refused, not passed over.</summary>
        [Theory]
        [InlineData("--trace", "t.csv")]
        [InlineData("--limits", "2:4")]
        [InlineData("--fail-on", "alarm")]
        public void A_flight_recording_carries_its_own_settings(string option, string value)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string file = folder.Write("flight.bin", "AGR2"u8.ToArray());
                CliRun.InProcess("replay", file, option, value).AssertRefused(option, "flight recording");
            }
        }

        [Fact]
        public void Gzip_is_told_by_content()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess("replay", folder.WriteGzip("in.csv", Header + "0,3.7,0\n1,3.7,0\n"), "--json");
                Assert.Equal(0, run.ExitCode);
                Assert.Equal(2, run.Summary.GetProperty("rows").GetInt64());
            }
        }

        [Fact]
        public void A_unit_that_was_assumed_is_told()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess("replay", folder.Write("in.csv", "Time,Voltage,Current\n0,3.7,0\n1,3.7,0\n"));
                Assert.Equal(0, run.ExitCode);
                Assert.Contains("'Current' names no unit: taken as A", run.Output);
            }
        }

        [Fact]
        public void An_ambient_column_of_zeros_was_not_measured()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                const string Machine = "test_time_second,voltage_volt,current_ampere,ambient_temperature_celsius\n";
                string zeros = CliRun.InProcess("replay", folder.Write("zero.csv", Machine + "0,3.7,0,0\n1,3.7,0,0\n")).Output;
                Assert.Contains("'ambient_temperature_celsius' is 0 throughout: taken as not measured", zeros);
                string warm = CliRun.InProcess("replay", folder.Write("warm.csv", Machine + "0,3.7,0,31\n1,3.7,0,31\n")).Output;
                Assert.Contains("the ambient temperature stands in for the cell's", warm);
            }
        }

        private static string ColumnsOf(string content)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                return string.Join('\n', Reading.Of(folder.Write("in.csv", content)).Rows);
            }
        }

        private static void AssertRefused(byte[] content, params string[] words)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = CliRun.InProcess(
                    "replay", folder.Write("in.csv", content), "--trace", folder.File("t.csv"), "--report", folder.File("r.html"), "--json");
                Assert.Equal(2, run.ExitCode);
                string line = Assert.Single(run.Error.TrimEnd().Split('\n'));
                Assert.All(words.Append("in.csv"), word => Assert.Contains(word, line));
                folder.AssertHoldsOnly("in.csv");
            }
        }
    }
}
