using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Evaluate;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Evaluate
{
    /// <summary>`evaluate`: a short run of it in every test run; the long one is a command.</summary>
    public sealed class EvaluateTests : IDisposable
    {
        private static readonly Lazy<CliRun> Short = new Lazy<CliRun>(() => Run("--every-case"));

        private readonly TemporaryFolder _folder = new TemporaryFolder();

        public void Dispose()
        {
            _folder.Dispose();
        }

        [Fact]
        public void Every_contact_up_to_100_kohm_is_found_before_the_short()
        {
            JsonElement summary = Short.Value.Summary;
            Assert.True(summary.GetProperty("contacts").GetInt32() >= 5);
            Assert.Equal(summary.GetProperty("contacts").GetInt32(), summary.GetProperty("contacts_found_in_time").GetInt32());
            Assert.Equal(summary.GetProperty("contacts").GetInt32(), summary.GetProperty("contacts_found_in_time_with_comparator").GetInt32());
        }

        [Fact]
        public void Nothing_innocent_trips()
        {
            string[] wrong = Short.Value.Json.Where(line => Text(line, "event") == "case" && Text(line, "verdict") is "false-alarm" or "not-ready")
                .Select(line => line.ToString()).ToArray();
            Assert.Empty(wrong);
        }

        /// <summary>Faults for which a detector exists and whose onset is sharp.</summary>
        [Theory]
        [InlineData("contact-cathode")]
        [InlineData("lead-open")]
        [InlineData("cell-lead")]
        [InlineData("gas-release")]
        [InlineData("dead-metal")]
        [InlineData("voids")]
        [InlineData("charge-loss")]
        [InlineData("soft-short")]
        [InlineData("hard-short")]
        [InlineData("depletion")]
        [InlineData("over-temperature")]
        [InlineData("sense-stuck")]
        [InlineData("converter-silent")]
        [InlineData("switch-welded")]
        [InlineData("over-voltage")]
        [InlineData("over-current")]
        [InlineData("sense-leakage")]
        [InlineData("intermittent-touch")]
        public void A_fault_is_found_in_time(string name)
        {
            JsonElement result = Short.Value.Json.Single(line => Text(line, "event") == "class" && Text(line, "class") == name);
            Assert.True(result.GetProperty("happened").GetInt32() > 0, "no such case happened");
            Assert.Equal(result.GetProperty("happened").GetInt32(), result.GetProperty("in_time").GetInt32());
        }

        /// <summary>
        /// The threshold in use finds every dip; one above the deepest dip (80 mV and noise) would find none, and in between the
        /// share only falls.
        /// </summary>
        [Fact]
        public void The_curve_of_the_micro_shorts_falls_with_their_depth()
        {
            JsonElement curve = Short.Value.Json.Single(line => Text(line, "event") == "roc" && Text(line, "name") == "micro-short-depth");
            double[] rates = curve.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("detection_rate").GetDouble()).ToArray();
            double depth = Short.Value.Json.Single(line => Text(line, "event") == "case" && Text(line, "class") == "micro-short").GetProperty("drawn").GetProperty("dip_v").GetDouble();
            double[] thresholds = curve.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("threshold").GetDouble()).ToArray();
            Assert.Equal(0.01, thresholds[0]);
            Assert.Equal(1, rates[0]);
            for (int i = 1; i < rates.Length; i++)
            {
                Assert.True(rates[i] <= rates[i - 1]);
                Assert.True(thresholds[i] < depth + 0.01 || rates[i] == 0, $"{thresholds[i]} V: {rates[i]}");
                Assert.True(thresholds[i] > depth - 0.01 || rates[i] == 1, $"{thresholds[i]} V: {rates[i]}");
            }

            Assert.All(curve.GetProperty("points").EnumerateArray(), point => Assert.Equal(0, point.GetProperty("false_alarms_per_1000_h").GetDouble()));
        }

        [Fact]
        public void The_same_seed_gives_the_same_bytes_and_another_seed_does_not()
        {
            Assert.Equal(Short.Value.Output, Run("--every-case").Output);
            Assert.NotEqual(Alone("1").Output, CliRun.InProcess("evaluate", "--scenarios", "56", "--hours", "0.05", "--seed", "2", "--only", "1", "--json").Output);
        }

        /// <summary>A case does not depend on the others: run alone it is what it was among them.</summary>
        [Theory]
        [InlineData("1")]
        [InlineData("14")]
        [InlineData("23")]
        public void A_case_run_alone_is_the_same(string number)
        {
            string line = Short.Value.Output.Split('\n').Single(text => text.Contains("\"event\":\"case\",\"number\":" + number + ","));
            Assert.Contains(line, Alone(number).Output);
        }

        /// <summary>Of one class alone, the same cases as among the others; the message's words for what was seen of a soft short.</summary>
        [Fact]
        public void A_class_run_alone_is_the_same()
        {
            CliRun run = Run("--every-case", "--class", "soft-short, hard-short");
            JsonElement[] cases = run.Json.Where(line => Text(line, "event") == "case").ToArray();
            Assert.Equal(new[] { "hard-short", "soft-short" }, cases.Select(line => Text(line, "class")).Order());
            Assert.All(cases, line => Assert.Contains(line.ToString(), Short.Value.Output));
            string signs = Text(cases.Single(line => Text(line, "class") == "soft-short"), "soft_short_signs");
            Assert.True(signs.Split(' ').Length >= 2, signs);
        }

        /// <summary>
        /// Some threshold finds everything, a higher one no more, and the one in use is never wrong. (A short of 2 ohm across a
        /// cell of 5 leaves a third of the voltage: under-voltage finds that, the collapse does not.)
        /// </summary>
        [Theory]
        [InlineData("hard-short-fall")]
        [InlineData("sense-collapse")]
        [InlineData("soft-short-signs")]
        public void A_higher_threshold_finds_no_more(string name)
        {
            JsonElement curve = Short.Value.Json.Single(line => Text(line, "event") == "roc" && Text(line, "name") == name);
            double[] rates = curve.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("detection_rate").GetDouble()).ToArray();
            double[] wrong = curve.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("false_alarms_per_1000_h").GetDouble()).ToArray();
            double[] thresholds = curve.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("threshold").GetDouble()).ToArray();
            int used = Array.FindIndex(thresholds, threshold => threshold >= curve.GetProperty("in_use").GetDouble() - 1e-9);
            Assert.Equal(1, rates.Max());
            Assert.Equal(0, wrong[used]);
            for (int i = Array.IndexOf(rates, 1.0) + 1; i < rates.Length; i++)
            {
                Assert.True(rates[i] <= rates[i - 1]);
                Assert.True(wrong[i] <= wrong[i - 1]);
            }
        }

        [Fact]
        public void The_page_stands_alone()
        {
            string path = _folder.File("evaluation.html");
            CliRun run = CliRun.InProcess("evaluate", "--scenarios", "4", "--hours", "0.02", "--report", path);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("Everything simulated", run.Output);
            string page = File.ReadAllText(path);
            Assert.Contains("<svg", page);
            Assert.Contains("contact-100-ohm", page);
            Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", string.Empty));
            Assert.DoesNotContain("https://", page);
            Assert.DoesNotContain("NaN", page);
        }

        [Theory]
        [InlineData("--scenarios", "0")]
        [InlineData("--only", "56")]
        [InlineData("--hours", "0")]
        [InlineData("--fail-on", "weather")]
        [InlineData("--class", "sunshine")]
        public void What_makes_no_sense_is_refused_by_name(string option, string value)
        {
            CliRun.InProcess("evaluate", "--scenarios", "56", "--hours", "0.05", option, value).AssertRefused(option);
        }

        /// <summary>Half are innocent, and every class has its turn.</summary>
        [Fact]
        public void Half_of_the_cases_are_innocent()
        {
            CaseClass[] classes = Enumerable.Range(0, 1000).Select(Evaluation.ClassOf).ToArray();
            Assert.Equal(500, classes.Count(kind => kind.IsInnocent));
            Assert.All(FaultCases.All.Concat(InnocentCases.All), kind => Assert.Contains(kind, classes));
        }

        /// <summary>The bridge is computed from the cell's characteristic: the emulated cell dips by what was asked.</summary>
        [Fact]
        public void A_drawn_micro_short_is_as_deep_as_asked()
        {
            CellDesign design = new CellDesign();
            double ohms = MicroShort.Ohms(design, 0.01, out double depth, 0.03);
            Assert.Equal(0.03, depth, 1e-6);
            ElectrochemicalCell cell = new ElectrochemicalCell(design);
            double before = cell.Voltage(0.01);
            double through = (before - 0.03) / ohms;
            Assert.Equal(before - 0.03, cell.Voltage(0.01 - through), 1e-6);
        }

        /// <summary>A sweep keeps the first crossing of each threshold.</summary>
        [Fact]
        public void A_sweep_remembers_when_each_threshold_was_first_crossed()
        {
            Sweep sweep = new Sweep(new[] { 0.1, 0.2, 0.3 });
            sweep.Add(0.05, 1);
            sweep.Add(0.25, 2);
            sweep.Add(0.15, 3);
            sweep.Add(0.2, 4);
            Assert.Equal(2, sweep.At(0));
            Assert.Equal(2, sweep.At(1));
            Assert.Null(sweep.At(2));
        }

        private static CliRun Run(params string[] more)
        {
            string[] usual = { "evaluate", "--scenarios", "56", "--hours", "0.05", "--seed", "1", "--json" };
            CliRun run = CliRun.InProcess(usual.Concat(more).ToArray());
            Assert.Equal(0, run.ExitCode);
            return run;
        }

        private static CliRun Alone(string number)
        {
            return Run("--only", number);
        }

        private static string Text(JsonElement line, string name)
        {
            return line.GetProperty(name).GetString();
        }
    }
}
