using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Commands;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>
    /// Everything the emulated board says, in every scenario, is what the schemas beside MESSAGES.md allow. They allow nothing
    /// that they do not name: a new field fails here until it is described.
    /// </summary>
    public class MessageSchemaTests
    {
        private const double LongestSeconds = 120;

        private static readonly Dictionary<string, SchemaCheck> Schemas = Load();

        public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name).Where(name => name != "recording")];

        [Theory]
        [MemberData(nameof(Names))]
        public void What_the_board_says_in_a_scenario_is_allowed(string scenario)
        {
            MachineSetup setup = Scenarios.Get(scenario).Build(new ScenarioOptions { Seed = 7 });
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "b", ["tls"] = false };
            document["device"] = new JsonObject { ["id"] = "cell-7" };
            setup.SettingsJson = document.ToJsonString();
            EmulatedMachine machine = new(setup);
            machine.WallClock.Set(new DateTime(2026, 7, 21, 8, 0, 0, DateTimeKind.Utc));
            List<FakeLink> links = [];
            using (machine.Bind())
            {
                long end = (long)(Math.Min(Scenarios.Get(scenario).Seconds, LongestSeconds) * VirtualClock.Second);
                for (RunEnd outcome = RunEnd.Reset; outcome == RunEnd.Reset && machine.Clock.NowMicroseconds < end;)
                {
                    links.Add(new FakeLink());
                    Application application = new(machine.CreateBoard(links[^1]), null);
                    application.Start();
                    Assert.Null(application.SettingsProblem);
                    outcome = machine.RunUntil(end, default);
                    if (outcome == RunEnd.Reset)
                    {
                        machine.Restart();
                    }
                }
            }

            Assert.Contains(links.SelectMany(link => link.Messages), message => message.Topic.EndsWith("/state", StringComparison.Ordinal));
            Check(links.SelectMany(link => link.Messages));
        }

        [Fact]
        public void Answers_and_recordings_are_allowed_too()
        {
            using CommandBoard board = new();
            board.Run(20);
            board.Send("get-settings");
            board.Send("acknowledge");
            board.Send("self-test");
            board.Send("test-alarm", "{\"seconds\":2}");
            board.Send("inhibit", "{\"seconds\":5}");
            board.Send("inhibit", "{\"seconds\":-5}");
            board.Send("recording");
            board.Send("calibrate");
            board.Send("commission");
            board.SendRaw("nonsense", "reboot");
            board.SendRaw("{}", "no-such-command");
            board.SendRaw(Signed.Payload("acknowledge", 5), "acknowledge");
            board.Run(45);
            board.Send("set-settings", "{\"settings\":{}}");
            Assert.Contains(board.Link.Messages, message => message.Topic.EndsWith("/recording", StringComparison.Ordinal));
            Check(board.Link.Messages);
        }

        [Theory]
        [InlineData("state", "\"j\":0.02", "\"j\":0.02,\"new\":1")]
        [InlineData("state", "\"voltage_v\":3.712345,", "")]
        [InlineData("state", "\"j\":0.02", "\"j\":\"0.02\"")]
        [InlineData("state", "\"state\":\"tripped\"", "\"state\":\"broken\"")]
        [InlineData("event", "\"level\":\"alarm\",", "")]
        [InlineData("event", "\"event\":\"fault\"", "\"event\":\"state\"")]
        [InlineData("alarm", "\"test\":false", "\"test\":null")]
        [InlineData("info", "\"contract\":1", "\"contract\":2")]
        [InlineData("ack", "\"accepted\":false", "\"accepted\":true")]
        public void The_schemas_can_say_no(string kind, string part, string instead)
        {
            string example = MessagePageTests.Examples()[kind];
            Assert.Empty(Schemas[kind].Validate(example));
            Assert.Contains(part, example, StringComparison.Ordinal);
            Assert.NotEmpty(Schemas[kind].Validate(example.Replace(part, instead, StringComparison.Ordinal)));
        }

        private static void Check(IEnumerable<FakeLink.Sent> messages)
        {
            HashSet<string> problems = [];
            foreach (FakeLink.Sent message in messages.Where(message => message.Topic.StartsWith(ReportBench.Root, StringComparison.Ordinal)))
            {
                string kind = message.Topic[ReportBench.Root.Length..];
                if (kind == "status")
                {
                    Assert.True(message.Payload is "online" or "offline");
                    continue;
                }

                foreach (string problem in Schemas[kind].Validate(message.Payload))
                {
                    problems.Add(kind + ": " + problem);
                }
            }

            Assert.True(problems.Count == 0, string.Join("\n", problems.Take(5)));
        }

        private static Dictionary<string, SchemaCheck> Load([CallerFilePath] string path = "")
        {
            string folder = Path.Combine(Path.GetDirectoryName(path), "..", "..", "..", "firmware", "AnodeGuard.App", "Reporting", "schemas");
            return Directory.EnumerateFiles(folder, "*.schema.json").ToDictionary(
                file => Path.GetFileName(file).Replace(".schema.json", "", StringComparison.Ordinal),
                file => new SchemaCheck(file));
        }
    }
}
