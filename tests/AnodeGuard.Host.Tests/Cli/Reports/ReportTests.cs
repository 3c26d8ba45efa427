using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Recording;
using AnodeGuard.Cli.Replay;
using AnodeGuard.Cli.Replay.Report;
using AnodeGuard.Core;
using AnodeGuard.Host.Tests.Recordings;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli.Reports
{
    /// <summary>What a report's page holds: everything it draws, nothing lost on the way, nothing that could end its script.</summary>
    public class ReportTests
    {
        private const int Million = 1000000;

        /// <summary>Ten million rows, one of which dips in one channel each: value and time of each dip are in what is drawn.</summary>
        [Fact]
        public void A_dip_of_one_sample_in_ten_million_is_drawn_where_it_was()
        {
            ReportSink sink = new ReportSink();
            RecordingRow row = new RecordingRow { HasSense = true, HasTemperature = true };
            Judgement judgement = new Judgement { DepletionMicroseconds = Verdict.Never };
            for (int i = 0; i < 10 * Million; i++)
            {
                row.TimeMicroseconds = i * 100000L;
                row.CellMicrovolts = i == 7777777 ? 1234500 : 3700000 + (i % 7);
                row.SenseMicrovolts = i == 123457 ? 20000 : 3000000 + (i % 5);
                row.CurrentNanoamperes = i == 9999998 ? -5000000 : 1000000;
                row.CellMillicelsius = i == 1 ? 61000 : 25000;
                judgement.SurfaceDepletionQ24 = i == 5000000 ? Verdict.OneQ24 : 1000;
                sink.OnRow(row, judgement);
            }

            Assert.Contains((777777700000L, 1234500L), sink.Curves.Points((int)ReportCurve.Voltage));
            Assert.Contains((12345700000L, 20000L), sink.Curves.Points((int)ReportCurve.Sense));
            Assert.Contains((999999800000L, -5000000L), sink.Curves.Points((int)ReportCurve.Current));
            Assert.Contains((100000L, 61000L), sink.Curves.Points((int)ReportCurve.Temperature));
            Assert.Contains((500000000000L, Verdict.OneQ24), sink.Curves.Points((int)ReportCurve.Depletion));
            Assert.Empty(sink.Curves.Points((int)ReportCurve.Forecast));
            Assert.InRange(sink.Curves.Points((int)ReportCurve.Voltage).Count(), PlotCurves.Slices, 2 * PlotCurves.Slices);
        }

        /// <summary>Times of everything that is drawn ascend, first and last row included, whatever the spacing.</summary>
        [Fact]
        public void What_is_drawn_is_in_order()
        {
            PlotCurves curves = new PlotCurves(1);
            System.Random random = new System.Random(5);
            long time = 17;
            for (int i = 0; i < 200000; i++)
            {
                curves.MoveTo(time);
                curves.Add(0, time, random.Next(1000));
                time += random.Next(3) * random.Next(1000000);
            }

            long[] times = curves.Points(0).Select(point => point.TimeMicroseconds).ToArray();
            Assert.Equal(times.Order(), times);
        }

        /// <summary>A short file is drawn as it is: every row a point.</summary>
        [Fact]
        public void A_short_file_is_drawn_row_by_row()
        {
            JsonElement cell = Data(Report(Miniature.File("arbin.csv"))).GetProperty("cells")[0];
            Assert.Equal(new[] { 0.0, 5, 10, 70, 130 }, Numbers(cell, "voltage", "t"));
            Assert.Equal(new[] { 3.7, 3.7512, 3.7524, 3.6488, 3.6412 }, Numbers(cell, "voltage", "v"));
            Assert.Equal(new[] { 0, 0.0015, 0.0015, -0.0015, -0.0015 }, Numbers(cell, "current", "v"));
            Assert.False(cell.GetProperty("curves").TryGetProperty("sense", out _));
        }

        [Fact]
        public void A_name_cannot_end_the_script_and_events_say_what_they_mean()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string name = "<script>&.csv";
                folder.Write(name, "time_s,voltage_v,current_a,temperature_c\n" + string.Concat(Enumerable.Range(0, 60).Select(i => i + ",3.7,0," + (i is > 20 and < 40 ? 90 : 25) + "\n")));
                string page = Report(folder.File(name));
                Assert.DoesNotContain("<script>&", page);
                JsonElement hot = Data(page).GetProperty("cells")[0].GetProperty("events").EnumerateArray().First(marked => marked.GetProperty("kind").GetString() == "alarm");
                Assert.Equal("over-temperature", hot.GetProperty("name").GetString());
                Assert.InRange(hot.GetProperty("t").GetDouble(), 21, 25);
                Assert.InRange(hot.GetProperty("end").GetDouble(), 40, 44);
                Assert.Contains("The cell is hotter than the settings", page);
            }
        }

        [Fact]
        public void The_verdict_comes_before_the_guesses_and_these_before_everything_else()
        {
            string page = Report(Miniature.File("landt-raw.csv"));
            int[] places = new[] { "class=\"verdict", "class=\"guess\"", "class=\"tiles\"", "plots-time", "plots-cycles", "<h2>Events", "<h2>Cycles", "<h2>How the file", "<h2>Settings used", "<footer>" }
                .Select(mark => page.IndexOf(mark, System.StringComparison.Ordinal)).ToArray();
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Order(), places);
            Assert.Contains("documented default", page);
            Assert.Contains("Not identifiable in this file", page);
        }

        [Fact]
        public void Settings_say_where_they_come_from_and_keep_secrets()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string settings = folder.Write("s.json", "{\"cell\":{\"area_cm2\":2.5},\"mqtt\":{\"host\":\"h\",\"tls\":false,\"user\":\"u\",\"password\":\"geheim\"}}");
                string page = Report(Miniature.File("arbin.csv"), "--settings", settings, "--capacity-mah", "7");
                Assert.Matches("cell.area_cm2</code></td><td class=\"n\">2.5 cm2</td><td>s.json", page);
                Assert.Matches("cell.capacity_mah</code></td><td class=\"n\">7 mAh</td><td>--capacity-mah", page);
                Assert.DoesNotContain("geheim", page);
            }
        }

        [Fact]
        public void Two_cells_stand_side_by_side_from_zero()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string late = folder.Write("late.csv", "time_s,voltage_v,current_a\n1000,3.5,0\n1010,3.6,0.001\n1020,3.7,0.001\n");
                string report = folder.File("r.html");
                CliRun run = CliRun.InProcess("replay", Miniature.File("arbin.csv"), "--compare", late, "--report", report, "--json");
                Assert.Equal(0, run.ExitCode);
                Assert.Equal("late.csv", run.Json.Single(line => line.GetProperty("event").GetString() == "compared").GetProperty("file").GetString());
                Assert.Equal("arbin.csv", run.Summary.GetProperty("file").GetString());
                string page = File.ReadAllText(report);
                JsonElement cells = Data(page).GetProperty("cells");
                Assert.Equal(new[] { "arbin.csv", "late.csv" }, cells.EnumerateArray().Select(cell => cell.GetProperty("name").GetString()));
                Assert.Equal(new[] { 0.0, 10, 20 }, Numbers(cells[1], "voltage", "t"));
                Assert.Contains("A: arbin.csv", page);
                Assert.Contains("B: late.csv", page);
                CliRun.InProcess("replay", Miniature.File("arbin.csv"), "--compare", folder.File("no.csv"), "--report", report).AssertRefused("no.csv", "no such file");
                CliRun.InProcess("replay", Miniature.File("arbin.csv"), "--compare", late, "--report", late).AssertRefused("--report", "already in use");
            }
        }

        /// <summary>Everything that was read, but for how the columns were called, comes back from what was written.</summary>
        [Theory]
        [InlineData("bdf-machine.csv")]
        [InlineData("biologic-comma.mpt")]
        [InlineData("maccor-days.txt")]
        [InlineData("neware-nested-chinese.csv")]
        [InlineData("landt-raw.csv")]
        [InlineData("novonix.csv")]
        [InlineData("pybamm.csv")]
        [InlineData("plain-cycles.csv")]
        public void Battery_data_format_reads_back(string name)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string written = folder.File("out.bdf.csv");
                Reading before = Reading.Of(Miniature.File(name), "--bdf", written);
                Reading after = Reading.Of(written);
                Assert.Equal("Battery Data Format CSV", after.Format);
                Assert.Equal(before.Rows, after.Rows);
                Assert.Equal(before.Cycles.Select(Capacities), after.Cycles.Select(Capacities));
                Assert.StartsWith("Test Time / s,Voltage / V,Current / A", File.ReadAllText(written));
            }
        }

        [Fact]
        public void The_sense_voltage_is_an_extra_column_of_battery_data_format()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string written = folder.File("out.bdf.csv");
                string read = folder.Write("in.csv", "time_s,voltage_v,current_ma,sense_mv\n0,3.7,0,3000\n0.1,3.7,-1.5,\n");
                Assert.Equal(0, CliRun.InProcess("replay", read, "--bdf", written, "--json").ExitCode);
                Assert.Equal("Test Time / s,Voltage / V,Current / A,Sense Voltage / V\n0,3.7,0,3\n0.1,3.7,-0.0015,\n", File.ReadAllText(written));
            }
        }

        private static string Capacities(JsonElement cycle)
        {
            return string.Join(' ', new[] { "charge_integral_mah", "discharge_integral_mah" }.Select(key => cycle.GetProperty(key).GetRawText()));
        }

        private static string Report(string recording, params string[] more)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string report = folder.File("r.html");
                CliRun run = CliRun.InProcess(["replay", recording, "--report", report, "--json", .. more]);
                Assert.Equal(string.Empty, run.Error);
                Assert.Equal(0, run.ExitCode);
                return File.ReadAllText(report);
            }
        }

        private static JsonElement Data(string page)
        {
            const string Begin = "<script type=\"application/json\" id=\"data\">";
            int from = page.IndexOf(Begin, System.StringComparison.Ordinal) + Begin.Length;
            return JsonDocument.Parse(page[from..page.IndexOf("</script>", from, System.StringComparison.Ordinal)]).RootElement;
        }

        private static double[] Numbers(JsonElement cell, string curve, string axis)
        {
            return cell.GetProperty("curves").GetProperty(curve).GetProperty(axis).EnumerateArray().Select(number => number.GetDouble()).ToArray();
        }
    }
}
