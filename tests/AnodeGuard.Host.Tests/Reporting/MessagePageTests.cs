using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>
    /// MESSAGES.md: its examples are real, and it names every field. Run with ANODEGUARD_WRITE_PAGES=1 to write the
    /// examples anew.
    /// </summary>
    public class MessagePageTests
    {
        private static readonly string[] Topics = ["state", "event", "alarm", "info", "ack"];

        [Fact]
        public void The_examples_are_real()
        {
            string path = PagePath();
            string page = File.ReadAllText(path).ReplaceLineEndings("\n");
            string expected = page;
            Dictionary<string, string> examples = Examples();
            foreach (string topic in Topics)
            {
                expected = Replace(expected, topic, examples[topic]);
            }

            if (Environment.GetEnvironmentVariable("ANODEGUARD_WRITE_PAGES") == "1")
            {
                File.WriteAllText(path, expected);
                page = expected;
            }

            Assert.Equal(expected, page);
        }

        [Fact]
        public void Every_field_is_named()
        {
            string page = File.ReadAllText(PagePath());
            foreach (string example in Examples().Values)
            {
                foreach (JsonProperty field in ReportBench.Parse(example).EnumerateObject())
                {
                    Assert.Contains("`" + field.Name + "`", page);
                }
            }
        }

        public static Dictionary<string, string> Examples()
        {
            FakeLink link = new();
            ReportBench bench = new(link) { UnixAtZero = 1_784_621_700_000 };
            bench.Configured.AssumedDefaults = SettingsDocument.Parse(
                Encoding.UTF8.GetBytes("""{"cell":{"chemistry":"li","area_cm2":2.5,"capacity_mah":10},"device":{"site":"lab","id":"cell-7"}}"""),
                out _).AssumedDefaults[..3];
            bench.Configured.Guard.AreaSquareMicrometres = 250_000_000;
            bench.Configured.Guard.CapacityMicroampereHours = 10_000;
            bench.Verdict.BaselineKnown = true;
            bench.Verdict.BaselineMicrovolts = 2_951_000;
            bench.Verdict.SelfTest = SelfTestResult.Passed;
            bench.Verdict.SelfTestAgeMicroseconds = 3_200_000;
            bench.Verdict.NormalizedCurrentQ24 = Verdict.OneQ24 / 50;
            bench.Verdict.SurfaceDepletionQ24 = Verdict.OneQ24 / 51;
            bench.Verdict.ChargeNanocoulombs = 4_000_000_000;
            bench.Verdict.Cell.GeometricMicroamperesPerSquareMetre = 4_900_000;
            bench.Verdict.Cell.LocalMicroamperesPerSquareMetre = 4_900_000;
            bench.Verdict.Cell.FastResistanceMicroohms = 21_400_000;
            bench.Verdict.Cell.FastResistanceMicroseconds = 100_000;
            bench.Verdict.Cell.OneSecondMicroohms = 24_900_000;
            bench.Verdict.Cell.NucleationMicrovolts = 9_300;
            bench.Verdict.Cell.HalfCycles = 2;
            bench.Verdict.Cell.ChargedNanocoulombs = 36_000_000_000;
            bench.Verdict.Cell.DischargedNanocoulombs = 35_800_000_000;
            bench.Verdict.Cell.EfficiencyMillionths = 994_444;
            bench.Verdict.Cell.StateOfChargeMillionths = 612_000;
            bench.Verdict.Cell.StateOfChargeUncertaintyMillionths = 13_000;
            bench.Verdict.Cell.PlatedNanometres = 2_156;
            bench.Verdict.Cell.TipLeadMicroseconds = 726_000_000;
            bench.Verdict.Cell.MossLeadMicroseconds = 10_398_000_000;
            bench.Verdict.Shorts.SoftShortSigns = SoftShortSign.ChargeLost;
            bench.Turn(2);
            bench.Snapshot.SenseMicrovolts.Value = 412_500;
            bench.Snapshot.BoardMillicelsius.Validity = Validity.Failed;
            bench.Snapshot.SwitchClosed = false;
            bench.Verdict.TripCause = FaultId.SenseContactAnode;
            bench.Verdict.SenseSlopeMicrovoltsPerSecond = -61_000_000;
            bench.Raise(FaultId.SenseContactAnode, FaultLevel.Alarm, GuardState.Tripped);
            bench.Turn(10);
            link.Inbound.Enqueue(new MqttInbound { Topic = ReportBench.Root + "cmd/acknowledge", Payload = Encoding.UTF8.GetBytes("{\"counter\":1784621701000,\"mac\":\"" + new string('0', 64) + "\"}") });
            bench.Turn(3);
            return Topics.ToDictionary(t => t, t => link.Messages.Last(m => m.Topic == ReportBench.Root + t).Payload);
        }

        private static string Replace(string page, string topic, string example)
        {
            const string Open = "```json\n";
            int heading = page.IndexOf("\n## " + topic + "\n", StringComparison.Ordinal);
            int start = page.IndexOf(Open, heading, StringComparison.Ordinal) + Open.Length;
            int end = page.IndexOf("```", start, StringComparison.Ordinal);
            return page[..start] + example + "\n" + page[end..];
        }

        public static string PagePath([CallerFilePath] string path = "")
        {
            return Path.Combine(Path.GetDirectoryName(path), "..", "..", "..", "firmware", "AnodeGuard.App", "Reporting", "MESSAGES.md");
        }
    }
}
