using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>
    /// Settings that nobody gave: what a file shows of its cell is taken from it, and no fault of a cell that its user kept
    /// inside the documented limits goes by for that.
    /// </summary>
    public class ReplayGuessTests
    {
        /// <summary>Graphite against metal: discharged to 10 mV, charged to 1.5 V, three times.</summary>
        [Fact]
        public void A_half_cell_that_is_discharged_to_zero_is_no_under_voltage()
        {
            CliRun run = Replay(Cycled(1.5, 0.01));
            Assert.Empty(Faults(run));
            Assert.Equal("-0.04", Guessed(run, "limits.under_voltage_v"));
            Assert.Contains("discharged to 0.01 V on purpose", Why(run, "limits.under_voltage_v"));
            Assert.False(run.Summary.GetProperty("guessed").TryGetProperty("limits.over_voltage_v", out _));
            Assert.Equal("4.3", run.Summary.GetProperty("assumed").GetProperty("limits.over_voltage_v").GetString());
        }

        /// <summary>1 mA for 100 rows of 60 s.</summary>
        [Fact]
        public void The_capacity_is_what_flowed_one_way()
        {
            Assert.Equal(100 * 60 / 3600.0, double.Parse(Guessed(Replay(Cycled(4.1, 3.0)), "cell.capacity_mah"), CultureInfo.InvariantCulture), 0.02);
        }

        [Fact]
        public void A_cell_inside_the_documented_limits_keeps_them()
        {
            JsonElement assumed = Replay(Cycled(4.1, 3.0)).Summary.GetProperty("assumed");
            Assert.Equal("2.5", assumed.GetProperty("limits.under_voltage_v").GetString());
            Assert.Equal("4.3", assumed.GetProperty("limits.over_voltage_v").GetString());
        }

        [Fact]
        public void A_high_voltage_cell_is_charged_beyond_the_default_on_purpose()
        {
            CliRun run = Replay(Cycled(4.9, 3.5));
            Assert.Empty(Faults(run));
            Assert.Equal("4.95", Guessed(run, "limits.over_voltage_v"));
        }

        /// <summary>The shorted cell's own low voltage must not become what is expected of it.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(0.001)]
        public void A_collapse_at_rest_or_while_charging_is_never_guessed_away(double amperes)
        {
            List<(double Volts, double Amperes)> rows = Cycled(4.1, 3.0);
            rows.AddRange(Enumerable.Repeat((3.7, amperes), 50));
            rows.AddRange(Enumerable.Repeat((0.05, amperes), 50));
            string[] faults = Faults(Replay(rows));
            Assert.Contains("hard-short", faults);
            Assert.Contains("under-voltage", faults);
        }

        [Fact]
        public void A_collapse_in_the_rest_before_the_first_current_is_told()
        {
            IEnumerable<(double Volts, double Amperes)> rest = Enumerable.Repeat((3.2, 0.0), 30).Concat(Enumerable.Repeat((0.1, 0.0), 30));
            Assert.Contains("under-voltage", Faults(Replay(rest.Concat(Cycled(4.1, 3.0)))));
        }

        [Fact]
        public void A_collapse_under_discharge_is_nobodys_purpose()
        {
            List<(double Volts, double Amperes)> rows = Cycled(4.1, 3.0);
            rows.AddRange(Enumerable.Repeat((3.7, -0.001), 50));
            rows.AddRange(Enumerable.Repeat((0.05, -0.001), 50));
            Assert.Contains("under-voltage", Faults(Replay(rows)));
        }

        [Fact]
        public void A_fresh_cell_is_put_in_empty()
        {
            IEnumerable<(double Volts, double Amperes)> rest = Enumerable.Range(0, 30).Select(i => (0.18 - (i * 0.005), 0.0));
            CliRun run = Replay(rest.Concat(Cycled(3.9, 3.0)));
            Assert.Empty(Faults(run));
            Assert.Contains("put in at 0.18 V", Why(run, "limits.under_voltage_v"));
        }

        [Fact]
        public void A_symmetric_cell_has_no_voltage_limits()
        {
            IEnumerable<(double Volts, double Amperes)> rows = Enumerable.Range(0, 600).Select(i => i / 100 % 2 == 0 ? (0.05, 0.001) : (-0.05, -0.001));
            CliRun run = Replay(rows);
            Assert.Empty(Faults(run));
            Assert.Equal("-5", Guessed(run, "limits.under_voltage_v"));
            Assert.Contains("symmetric", run.Summary.GetProperty("looks_like").GetString());
        }

        [Fact]
        public void A_flag_goes_before_a_guess_and_before_a_document()
        {
            CliRun run = Replay(Cycled(1.5, 0.01), "--limits", "0.2:1.6", "--capacity-mah", "3", "--area-cm2", "2.5", "--chemistry", "na");
            Assert.Contains("under-voltage", Faults(run));
            Assert.Empty(run.Summary.GetProperty("guessed").EnumerateObject());
            JsonElement given = run.Summary.GetProperty("given");
            Assert.Equal("2.5", given.GetProperty("cell.area_cm2").GetProperty("value").GetString());
            Assert.Equal("--chemistry", given.GetProperty("cell.chemistry").GetProperty("why").GetString());

            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string document = folder.Write("s.json", "{\"limits\":{\"under_voltage_v\":-1}}");
                Assert.Contains("under-voltage", Faults(Replay(Cycled(1.5, 0.01), "--settings", document, "--limits", "0.2:1.6")));
                Assert.Empty(Faults(Replay(Cycled(1.5, 0.01), "--settings", document)));
            }
        }

        /// <summary>As on a device: an absent key of a document is its default, whatever the file looks like.</summary>
        [Fact]
        public void Beside_a_document_nothing_is_guessed()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun run = Replay(Cycled(1.5, 0.01), "--settings", folder.Write("s.json", "{}"));
                Assert.Contains("under-voltage", Faults(run));
                Assert.Empty(run.Summary.GetProperty("guessed").EnumerateObject());
            }
        }

        [Theory]
        [InlineData("--limits", "4:3", "LOW:HIGH")]
        [InlineData("--limits", "3", "LOW:HIGH")]
        [InlineData("--limits", "0:9", "from -5 to 5 V")]
        [InlineData("--capacity-mah", "0", "from 0.001 to 1000000 mAh")]
        [InlineData("--area-cm2", "x", "from 0.01 to 10000 cm2")]
        [InlineData("--chemistry", "cs", "li, na, k")]
        public void Flags_name_what_they_accept(string flag, string value, string words)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                CliRun.InProcess("replay", folder.Write("in.csv", ReplayRun.Csv((0, 0), (1, 0))), flag, value).AssertRefused(flag, words);
            }
        }

        [Fact]
        public void Guesses_are_told_first()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string[] lines = CliRun.InProcess("replay", folder.Write("in.csv", Csv(Cycled(1.5, 0.01)))).Output.Split('\n');
                Assert.StartsWith("  guessed: limits.under_voltage_v = -0.04", lines[1]);
            }
        }

        /// <summary>A lower limit of 1 V or less takes a fall between two rows for a discharge on purpose: that is said, and it is so.</summary>
        [Theory]
        [InlineData("0.99:4.3", true)]
        [InlineData("1:4.3", true)]
        [InlineData("1.01:4.3", false)]
        public void What_a_low_limit_leaves_unwatched_is_said(string limits, bool isSaid)
        {
            List<(double Volts, double Amperes)> rows = Cycled(4.1, 3.0);
            rows.AddRange(Enumerable.Repeat((3.7, 0.0), 20));
            rows.AddRange(Enumerable.Repeat((0.05, 0.0), 20));
            CliRun run = Replay(rows, "--limits", limits);
            Assert.Equal(isSaid, run.Summary.GetProperty("consequences").EnumerateArray().Any(text => text.GetString().StartsWith("not watched: a fall of the voltage between two rows", StringComparison.Ordinal)));
            Assert.Equal(!isSaid, Faults(run).Contains("hard-short"));
        }

        /// <summary>What the reader took without a word of the file stands among the guesses, before everything else, on paper and page.</summary>
        [Fact]
        public void Guesses_of_the_reader_are_told_with_the_others()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string report = folder.File("r.html");
                string[] lines = CliRun.InProcess("replay", Recordings.Miniature.File("maccor-minutes.txt"), "--report", report).Output.Split('\n');
                int lastGuess = Array.FindLastIndex(lines, line => line.StartsWith("  guessed: ", StringComparison.Ordinal));
                Assert.All(lines[1..(lastGuess + 1)], line => Assert.StartsWith("  guessed: ", line));
                Assert.Contains(lines, line => line.StartsWith("  guessed: 'TestTime' names no unit: taken as min", StringComparison.Ordinal));
                Assert.Contains("  guessed: no cell temperature column: 25 degC is assumed", lines);
                string page = System.IO.File.ReadAllText(report);
                string box = page[page.IndexOf("class=\"guess\"", StringComparison.Ordinal)..page.IndexOf("class=\"tiles\"", StringComparison.Ordinal)];
                Assert.Contains("names no unit: taken as min", box);
                Assert.Contains("25 degC is assumed", box);
                Assert.Contains("currents are unsigned", box);
            }
        }

        /// <summary>Three charges and discharges of 100 rows each, 60 s apart, straight between two voltages.</summary>
        private static List<(double Volts, double Amperes)> Cycled(double high, double low)
        {
            return Enumerable.Range(0, 600).Select(i =>
            {
                double share = i % 100 / 99.0;
                return i / 100 % 2 == 0 ? (low + ((high - low) * share), 0.001) : (high - ((high - low) * share), -0.001);
            }).ToList();
        }

        private static string Csv(IEnumerable<(double Volts, double Amperes)> rows)
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a\n");
            int i = 0;
            foreach ((double volts, double amperes) in rows)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{i++ * 60},{Math.Round(volts, 4)},{amperes}\n");
            }

            return csv.ToString();
        }

        private static CliRun Replay(IEnumerable<(double Volts, double Amperes)> rows, params string[] more)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string[] arguments = ["replay", folder.Write("in.csv", Csv(rows)), "--json", .. more];
                CliRun run = CliRun.InProcess(arguments);
                Assert.Equal(string.Empty, run.Error);
                Assert.Equal(0, run.ExitCode);
                return run;
            }
        }

        /// <summary>Of the voltage's faults; what the cell's history tells is judged elsewhere.</summary>
        private static string[] Faults(CliRun run)
        {
            return run.Summary.GetProperty("faults").EnumerateObject().Select(fault => fault.Name)
                .Where(name => name is "under-voltage" or "over-voltage" or "hard-short").ToArray();
        }

        private static string Guessed(CliRun run, string key)
        {
            return run.Summary.GetProperty("guessed").GetProperty(key).GetProperty("value").GetString();
        }

        private static string Why(CliRun run, string key)
        {
            return run.Summary.GetProperty("guessed").GetProperty(key).GetProperty("why").GetString();
        }
    }
}
