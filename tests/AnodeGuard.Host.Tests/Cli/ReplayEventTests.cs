using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>Events and summary of a replay.</summary>
    public class ReplayEventTests
    {
        [Fact]
        public void A_collapse_of_the_sense_voltage_is_a_contact()
        {
            CliRun run = Replay(SenseCollapse());
            JsonElement fault = run.Json.First(line => line.GetProperty("event").GetString() == "fault");
            Assert.Equal("sense-contact-anode", fault.GetProperty("fault").GetString());
            Assert.Equal("alarm", fault.GetProperty("level").GetString());
            Assert.InRange(fault.GetProperty("t_s").GetDouble(), 200.0, 201.0);
            Assert.Contains(run.Json, line => line.GetProperty("event").GetString() == "state" && line.GetProperty("state").GetString() == "tripped");
            Assert.InRange(run.Summary.GetProperty("detected_t_s").GetDouble(), 200.0, 201.0);
        }

        /// <summary>After the trip the cell also gets too hot: a latch must not hide it.</summary>
        [Fact]
        public void A_latch_does_not_stop_later_events()
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a,sense_v,temperature_c\n");
            for (int i = 0; i < 4000; i++)
            {
                double sense = i < 2000 ? 3.0 + (0.0003 * (i % 3)) : 0.02;
                double celsius = i < 3000 ? 25 : System.Math.Min(80, 25 + ((i - 3000) * 0.5));
                csv.Append(CultureInfo.InvariantCulture, $"{i * 0.1:F1},3.7,0.001,{sense:F4},{celsius:F1}\n");
            }

            CliRun run = Replay(csv.ToString());
            string[] faults = run.Json.Where(line => line.GetProperty("event").GetString() == "fault").Select(line => line.GetProperty("fault").GetString()).ToArray();
            Assert.Contains("sense-contact-anode", faults);
            Assert.Contains("over-temperature", faults);
            Assert.Equal("tripped", run.Summary.GetProperty("state").GetString());
        }

        [Fact]
        public void What_a_file_lacks_is_not_a_fault()
        {
            CliRun run = Replay(ReplayRun.Csv(Enumerable.Range(0, 500).Select(i => (i * 30.0, 0.001)).ToArray()));
            Assert.DoesNotContain(run.Json, line => line.GetProperty("event").GetString() == "fault");
            Assert.Equal("normal", run.Summary.GetProperty("worst_state").GetString());
        }

        /// <summary>Rows 30 s apart, the sense voltage in every fourth, and a pause of a day: nothing is stale, nothing late.</summary>
        [Fact]
        public void Staleness_follows_the_files_own_spacing()
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a,sense_v\n");
            for (int i = 0; i < 200; i++)
            {
                double time = (i * 30) + (i > 100 ? 86400 : 0);
                csv.Append(CultureInfo.InvariantCulture, $"{time},3.7,0.001,{(i % 4 == 0 ? "3.0" : string.Empty)}\n");
            }

            CliRun run = Replay(csv.ToString());
            Assert.DoesNotContain(run.Json, line => line.GetProperty("event").GetString() == "fault");
        }

        /// <summary>The sense column falls silent for good: that has to be said.</summary>
        [Fact]
        public void A_channel_that_ends_is_stale()
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a,sense_v\n");
            for (int i = 0; i < 600; i++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{i},3.7,0.001,{(i < 300 ? (i % 2 == 0 ? "3.0" : "3.0003") : string.Empty)}\n");
            }

            CliRun run = Replay(csv.ToString());
            Assert.Contains(run.Json, line => line.GetProperty("event").GetString() == "fault"
                && line.GetProperty("fault").GetString() == "sensor-stale"
                && line.GetProperty("t_s").GetDouble() is > 300 and < 310);
        }

        [Fact]
        public void The_summary_is_last_and_says_what_ran()
        {
            CliRun run = Replay(ReplayRun.Csv((0, 0), (1, 0), (2.5, 0)), null);
            JsonElement summary = run.Summary;
            Assert.Equal(3, summary.GetProperty("rows").GetInt64());
            Assert.Equal(2.5, summary.GetProperty("end_s").GetDouble());
            Assert.Equal("plain CSV", summary.GetProperty("format").GetString());
            Assert.Matches("^[0-9a-f]{64}$", summary.GetProperty("core").GetString());
            foreach (string name in new[] { "contact_t_s", "detected_t_s", "open_t_s", "short_t_s", "lead_time_s" })
            {
                Assert.Equal(JsonValueKind.Null, summary.GetProperty(name).ValueKind);
            }

            Assert.Equal("454.8", summary.GetProperty("assumed").GetProperty("transport.limiting_current_density_a_m2").GetString());
        }

        [Fact]
        public void Nothing_that_was_given_is_called_assumed()
        {
            JsonElement assumed = Replay(ReplayRun.Csv((0, 0), (1, 0))).Summary.GetProperty("assumed");
            Assert.False(assumed.TryGetProperty("cell.area_cm2", out _));
            Assert.True(assumed.TryGetProperty("cell.chemistry", out _));
        }

        [Theory]
        [InlineData("tripped", 1)]
        [InlineData("alarm", 1)]
        [InlineData("warning", 1)]
        public void Fail_on_turns_a_finding_into_exit_code_1(string level, int expected)
        {
            Assert.Equal(expected, Run(SenseCollapse(), ReplayRun.Settings, "--fail-on", level, "--json").ExitCode);
            Assert.Equal(0, Run(ReplayRun.Csv((0, 0), (1, 0)), ReplayRun.Settings, "--fail-on", level, "--json").ExitCode);
        }

        [Fact]
        public void An_unknown_level_is_refused()
        {
            Run(ReplayRun.Csv((0, 0), (1, 0)), ReplayRun.Settings, "--fail-on", "panic").AssertRefused("--fail-on", "panic", "alarm");
        }

        [Fact]
        public void People_are_told_how_the_file_was_read_and_what_came_of_it()
        {
            CliRun run = Run(SenseCollapse(), ReplayRun.Settings);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("plain CSV", run.Output);
            Assert.Contains("sense voltage from 'sense_v' in V", run.Output);
            Assert.Contains("ALARM: sense-contact-anode", run.Output);
        }

        [Fact]
        public void The_report_is_one_page_that_needs_nothing_else()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string report = folder.File("r.html");
                CliRun run = CliRun.InProcess("replay", folder.Write("<cell> & co.csv", SenseCollapse()), "--report", report, "--json");
                Assert.Equal(0, run.ExitCode);
                string page = File.ReadAllText(report);
                Assert.Contains("ALARM: sense-contact-anode", page);
                Assert.Contains("&lt;cell&gt; &amp; co.csv", page);
                Assert.Contains("<svg", page);
                Assert.Contains(AnodeGuard.Cli.ProductVersion.CoreHash, page);
                foreach (string reach in new[] { "://", "src=", "href=", "url(", "@import", "fetch(", "XMLHttp", "import(" })
                {
                    Assert.DoesNotContain(reach, page);
                }

                Assert.Contains("default-src 'none'", page);
                folder.AssertHoldsOnly("<cell> & co.csv", "r.html");
            }
        }

        [RealRecordingFact]
        public void A_real_lithium_metal_cell_shows_no_contact_and_no_depletion()
        {
            string file = Directory.GetFiles(RealRecordingFactAttribute.Folder, "SINTEF*.bdf.csv").Single();
            CliRun run = CliRun.InProcess("replay", file, "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(25162, run.Summary.GetProperty("rows").GetInt64());
            string[] faults = run.Summary.GetProperty("faults").EnumerateObject().Select(fault => fault.Name).ToArray();
            Assert.DoesNotContain(faults, fault => fault.StartsWith("sense-") || fault.StartsWith("deplet") || fault == "soft-short" || fault == "sensor-stale");
        }

        /// <summary>3.0 V of sense voltage with a little noise, then 20 mV from 200 s on.</summary>
        private static string SenseCollapse()
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a,sense_v\n");
            for (int i = 0; i < 2500; i++)
            {
                double sense = i < 2000 ? 3.0 + (0.0003 * (i % 3)) : 0.02 + (0.0003 * (i % 3));
                csv.Append(CultureInfo.InvariantCulture, $"{i * 0.1:F1},3.7,0.001,{sense:F4}\n");
            }

            return csv.ToString();
        }

        private static CliRun Replay(string csv, string settings = ReplayRun.Settings)
        {
            CliRun run = Run(csv, settings, "--json");
            Assert.Equal(string.Empty, run.Error);
            Assert.Equal(0, run.ExitCode);
            return run;
        }

        private static CliRun Run(string csv, string settings, params string[] more)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string[] arguments = { "replay", folder.Write("in.csv", csv) };
                string[] given = settings == null ? [] : ["--settings", folder.Write("s.json", settings)];
                return CliRun.InProcess(arguments.Concat(given).Concat(more).ToArray());
            }
        }
    }
}
