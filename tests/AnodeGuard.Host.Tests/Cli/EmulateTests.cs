using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>`emulate` as its users see it: events, summary, refusals.</summary>
    public class EmulateTests
    {
        private static readonly string[] SummaryTimes = { "contact_t_s", "detected_t_s", "open_t_s", "short_t_s", "lead_time_s" };

        [Fact]
        public void A_dendrite_is_detected_and_the_switch_opens_before_the_unprotected_twin_shorts()
        {
            JsonElement summary = Emulate("dendrite-contact", "--no-comparator").Summary;
            double contact = Number(summary, "contact_t_s");
            double detected = Number(summary, "detected_t_s");
            double open = Number(summary, "open_t_s");
            double shorted = Number(summary, "short_t_s");
            Assert.True(contact < detected && contact < open && open < shorted);
            Assert.Equal(shorted - open, Number(summary, "lead_time_s"), 1e-9);
            Assert.Equal("firmware", summary.GetProperty("open_cause").GetString());
            Assert.Equal(JsonValueKind.Null, summary.GetProperty("own_short_t_s").ValueKind);
            Assert.Equal("tripped", summary.GetProperty("state").GetString());
        }

        [Fact]
        public void Unprotected_the_same_cell_shorts()
        {
            double twin = Number(Emulate("dendrite-contact").Summary, "short_t_s");
            JsonElement summary = Emulate("dendrite-contact", "--unprotected").Summary;
            Assert.Equal(twin, Number(summary, "short_t_s"), 1e-6);
            Assert.Equal(twin, Number(summary, "own_short_t_s"), 1e-6);
            Assert.InRange(Number(summary, "detected_t_s") - Number(summary, "contact_t_s"), 0, 1);
            Assert.Equal(JsonValueKind.Null, summary.GetProperty("open_t_s").ValueKind);
            Assert.Equal(JsonValueKind.Null, summary.GetProperty("lead_time_s").ValueKind);
        }

        [Fact]
        public void Events_carry_time_kind_fault_and_state()
        {
            CliRun run = Emulate("dendrite-contact", "--no-comparator");
            JsonElement fault = run.Json.First(line => Text(line, "event") == "fault" && Text(line, "fault") == "sense-contact-anode");
            Assert.Equal("tripped", Text(fault, "state"));
            Assert.True(Number(fault, "t_s") > Number(run.Summary, "contact_t_s"));
            Assert.Contains(run.Json, line => Text(line, "event") == "switch-closed");
            Assert.Contains(run.Json, line => Text(line, "event") == "switch-open");
            double[] times = run.Json.SkipLast(1).Select(line => Number(line, "t_s")).ToArray();
            Assert.Equal(times.Order(), times);
        }

        [Fact]
        public void A_healthy_cell_gives_a_summary_of_nulls()
        {
            CliRun run = Emulate("healthy-cycling", "--duration", "1800");
            Assert.DoesNotContain(run.Json, line => Text(line, "event") == "fault");
            foreach (string name in SummaryTimes)
            {
                Assert.Equal(JsonValueKind.Null, run.Summary.GetProperty(name).ValueKind);
            }

            Assert.Equal(1800, Number(run.Summary, "end_s"));
        }

        [Fact]
        public void Depletion_warns_before_it_alarms()
        {
            CliRun run = Emulate("sand-depletion");
            JsonElement[] faults = run.Json.Where(line => Text(line, "event") == "fault" && Text(line, "fault") == "depletion-near").ToArray();
            Assert.Equal("warning", Text(faults[0], "level"));
            Assert.Equal("alarm", Text(faults[1], "level"));
            Assert.InRange(Number(faults[0], "s"), 0.70, 0.71);
            Assert.InRange(Number(faults[1], "s"), 0.90, 0.91);
            Assert.True(Number(run.Summary, "lead_time_s") > 0);
        }

        [Fact]
        public void A_cut_lead_is_no_contact_and_never_healthy()
        {
            CliRun run = Emulate("open-sense-lead", "--no-comparator");
            string[] faults = run.Summary.GetProperty("faults").EnumerateObject().Select(fault => fault.Name).ToArray();
            Assert.Contains("sense-lead-open", faults);
            Assert.DoesNotContain(faults, fault => fault.StartsWith("sense-contact"));
            Assert.Equal("tripped", Text(run.Summary, "state"));
        }

        [Theory]
        [InlineData("1")]
        [InlineData("2")]
        [InlineData("3")]
        [InlineData("4")]
        [InlineData("5")]
        public void A_leaking_sense_layer_is_called_that_and_no_contact(string seed)
        {
            JsonElement summary = Emulate("sense-leakage", "--seed", seed).Summary;
            JsonProperty fault = Assert.Single(summary.GetProperty("faults").EnumerateObject());
            Assert.Equal("sense-leakage", fault.Name);
            Assert.Equal("warning", Text(fault.Value, "worst_level"));
        }

        [Fact]
        public void The_same_seed_gives_the_same_bytes()
        {
            Assert.Equal(Emulate("dendrite-contact", "--seed", "7").Output, Emulate("dendrite-contact", "--seed", "7").Output);
            Assert.NotEqual(Emulate("dendrite-contact", "--seed", "7").Output, Emulate("dendrite-contact", "--seed", "8").Output);
        }

        [Fact]
        public void The_contact_resistance_can_be_chosen()
        {
            JsonElement fast = Emulate("dendrite-contact", "--no-comparator", "--contact-ohm", "100").Summary;
            JsonElement slow = Emulate("dendrite-contact", "--no-comparator", "--contact-ohm", "10000").Summary;
            Assert.True(Number(slow, "open_t_s") - Number(slow, "contact_t_s") > 2 * (Number(fast, "open_t_s") - Number(fast, "contact_t_s")));
        }

        /// <summary>A recording with a healthy synthetic Cu layer: no fault, and its charge is what the file says.</summary>
        [Fact]
        public void A_recording_is_played()
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a\n");
                for (int i = 0; i <= 60; i++)
                {
                    csv.Append(CultureInfo.InvariantCulture, $"{1000 + (i * 10)},{3.6 + (0.001 * i):F3},0.002\n");
                }

                CliRun run = Emulate("recording", "--recording", folder.Write("cell.csv", csv.ToString()));
                Assert.DoesNotContain(run.Json, line => Text(line, "event") == "fault");
                Assert.Equal(600 * 0.002 / 3.6, Number(run.Summary, "throughput_mah"), 1e-3);
            }
        }

        [RealRecordingFact]
        public void A_real_lithium_metal_cell_on_the_emulated_board_raises_nothing()
        {
            string file = Directory.GetFiles(RealRecordingFactAttribute.Folder, "SINTEF*.bdf.csv").Single();
            CliRun run = Emulate("recording", "--recording", file);
            Assert.DoesNotContain(run.Json, line => Text(line, "event") == "fault");
            Assert.Equal("normal", Text(run.Summary, "worst_state"));
            Assert.InRange(Number(run.Summary, "end_s"), 262657, 262700);
        }

        [Fact]
        public void People_read_how_it_ended()
        {
            CliRun run = CliRun.InProcess("emulate", "--scenario", "dendrite-contact");
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("metal touched the Cu layer", run.Output);
            Assert.DoesNotContain("warning:", run.Output);
            Assert.Contains("ALARM: sense-contact-anode", run.Output);
            Assert.Contains("switch open", run.Output);
            Assert.Matches(@"Lead time left: \d+\.\d s", run.Output);
            Assert.DoesNotContain("\u001b", run.Output);
        }

        /// <summary>Each fault stands in the story at the level and time at which it was raised, and no other.</summary>
        [Fact]
        public void The_story_tells_warnings_that_were_warnings()
        {
            string story = CliRun.InProcess("emulate", "--scenario", "sand-depletion").Output.Split("What happened")[1];
            Assert.Matches(@"s  warning: depletion-near\s[^$]*s  ALARM: depletion-near", story);
        }

        [Fact]
        public void Fail_on_tells_by_exit_code()
        {
            Assert.Equal(1, CliRun.InProcess("emulate", "--scenario", "dendrite-contact", "--json", "--fail-on", "alarm").ExitCode);
            Assert.Equal(0, CliRun.InProcess("emulate", "--scenario", "healthy-cycling", "--duration", "60", "--json", "--fail-on", "advisory").ExitCode);
        }

        [Theory]
        [InlineData("missing: --scenario", "--json")]
        [InlineData("unknown scenario 'nonsense'", "--scenario", "nonsense")]
        [InlineData("--recording", "--scenario", "recording")]
        [InlineData("--recording", "--scenario", "healthy-cycling", "--recording", "x.csv")]
        [InlineData("no/such.csv: no such file", "--scenario", "recording", "--recording", "no/such.csv")]
        [InlineData("--seed", "--scenario", "healthy-cycling", "--seed", "-1")]
        [InlineData("--seed", "--scenario", "healthy-cycling", "--seed", "99999999999999999999")]
        [InlineData("--duration", "--scenario", "healthy-cycling", "--duration", "0")]
        [InlineData("--duration", "--scenario", "healthy-cycling", "--duration", "soon")]
        [InlineData("--speed", "--scenario", "healthy-cycling", "--speed", "0")]
        [InlineData("--speed", "--scenario", "healthy-cycling", "--speed", "fast")]
        [InlineData("--contact-ohm", "--scenario", "dendrite-contact", "--contact-ohm", "0")]
        [InlineData("--broker: 'here:0'", "--scenario", "healthy-cycling", "--broker", "here:0")]
        [InlineData("--broker: nobody answers", "--scenario", "healthy-cycling", "--broker", "127.0.0.1:1")]
        public void What_cannot_be_run_is_refused_by_name(string expected, params string[] arguments)
        {
            CliRun run = CliRun.InProcess(arguments.Prepend("emulate").ToArray());
            run.AssertRefused(expected);
            Assert.Empty(run.Output);
        }

        private static CliRun Emulate(string scenario, params string[] more)
        {
            CliRun run = CliRun.InProcess(new[] { "emulate", "--scenario", scenario, "--json" }.Concat(more).ToArray());
            Assert.Equal(string.Empty, run.Error);
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(JsonValueKind.Null, run.Summary.GetProperty("problem").ValueKind);
            return run;
        }

        private static double Number(JsonElement line, string name)
        {
            return line.GetProperty(name).GetDouble();
        }

        private static string Text(JsonElement line, string name)
        {
            return line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }
    }
}
