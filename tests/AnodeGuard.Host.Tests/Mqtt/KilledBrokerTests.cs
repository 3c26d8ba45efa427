using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Cli.Verify;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Mqtt
{
    /// <summary>
    /// A real mosquitto is killed twenty times while the emulated board raises and clears alarms; the reader of `verify`
    /// listens all the while. What the board raised is known from the board itself, not from what it sent.
    /// </summary>
    public sealed class KilledBrokerTests : IDisposable
    {
        private const int Kills = 20;
        private const int Sense = 0x48;

        private readonly TemporaryFolder _folder = new TemporaryFolder();

        public void Dispose()
        {
            _folder.Dispose();
        }

        [Theory]
        [InlineData(0)]
        [InlineData(8)]
        public void Nothing_is_missing_and_each_counts_once_although_the_broker_is_killed_twenty_times(int powerCuts)
        {
            string capture = _folder.File("heard.ndjson");
            (int raised, int lost) = Run(capture, powerCuts);
            CliRun whole = CliRun.InProcess("verify", capture, "--json", "--fail-on", "missing");
            Assert.Equal(0, whole.ExitCode);
            Assert.True(whole.Summary.GetProperty("complete").GetBoolean());
            JsonElement[] starts = whole.Json.Where(line => line.GetProperty("event").GetString() == "start").ToArray();
            Assert.Equal(powerCuts + 1, starts.Length);
            int events = starts.Sum(start => start.GetProperty("events").GetInt32());

            // What the supply took before it was stored is known; without a power cut that is nothing.
            Assert.InRange(events, raised - lost, raised);
            Assert.InRange(raised, 60, 10_000);
            Assert.InRange(lost, 0, powerCuts * 8);

            // The same proof finds what was taken away: any one event, wherever it stood.
            string[] lines = File.ReadAllLines(capture);
            int[] of = Enumerable.Range(0, lines.Length).Where(i => lines[i].Contains("/event\"", StringComparison.Ordinal)).ToArray();
            foreach (int gone in new[] { of[0], of[of.Length / 2], of[^1] })
            {
                (long boot, long seq) = Stamp(lines[gone]);
                string damaged = _folder.Write("damaged.ndjson", string.Join("\n", lines.Where(line => Stamp(line) != (boot, seq))));
                CliRun holed = CliRun.InProcess("verify", damaged, "--json", "--fail-on", "missing");
                Assert.Equal(1, holed.ExitCode);
                JsonElement start = holed.Json.Single(line => line.TryGetProperty("boot", out JsonElement of) && of.GetInt64() == boot);
                Assert.Equal(seq, start.GetProperty("missing").EnumerateArray().Single().GetInt64());
            }
        }

        private static (int Raised, int Lost) Run(string capture, int powerCuts)
        {
            using Mosquitto broker = new();
            using Stream file = File.Create(capture);
            Completeness found = new();
            bool over = false;
            BrokerAccount account = new() { Address = new BrokerAddress("127.0.0.1", broker.Port) };
            using MqttFeed feed = new(
                account,
                "test",
                [DeviceTopic.Everything],
                message =>
                {
                    found.Add(message);
                    CaptureFile.Write(file, message);
                    over |= !message.Retained && message.Topic.EndsWith("/status", StringComparison.Ordinal) && message.Text == "offline";
                },
                null);
            feed.Start();
            Wait.Until(() => feed.IsConnected, "the reader");
            EmulationSession session = new(new EmulationOptions { Scenario = Scenarios.Get("dendrite-contact"), Duration_s = 200, Broker = account.Address, Seed = 3 });
            int raised = 0;
            session.OnEvent = (_, _) => raised++;
            FaultsComeAndGo(session);
            int lost = 0;
            CutPower(session, powerCuts, () => lost += session.Application.Reporting.Durable - session.Application.Reporting.StoredCount);
            KillAndRestart(session, broker, feed, () => over = false);
            session.Run(CancellationToken.None);
            Assert.Equal(0, session.Application.Reporting.Backlog);
            Assert.True(powerCuts > 0 || session.Undelivered == 0);
            Assert.Equal(powerCuts, session.Machine.Resets);
            Assert.InRange(session.Application.Reporting.Connections, powerCuts > 0 ? 1 : Kills / 2, 1000);
            Wait.Until(() => over, "the device's goodbye");
            Assert.True(found.IsComplete);
            return (raised, lost);
        }

        /// <summary>The board's supply fails, at seeded instants.</summary>
        private static void CutPower(EmulationSession session, int cuts, Action before)
        {
            Random random = new(8);
            for (int i = 0; i < cuts; i++)
            {
                session.Machine.Faults.At((20 + (i * 20)) * 1_000_000L + random.NextInt64(0, 10_000_000), faults =>
                {
                    before();
                    faults.CutPower();
                });
            }
        }

        /// <summary>The sense converter falls silent for a second, again and again: an alarm that comes and clears each time.</summary>
        private static void FaultsComeAndGo(EmulationSession session)
        {
            bool silent = false;
            session.Machine.Scheduler.AddHook(1_500_000, () => session.Machine.Faults.SilenceChip(Sense, silent = !silent));
        }

        /// <summary>
        /// At seeded instants the broker dies; it is back at once or up to a second later. The reader's return is waited for:
        /// it comes within 0.1 s of real time, sooner than any device, but virtual time is faster than that.
        /// </summary>
        private static void KillAndRestart(EmulationSession session, Mosquitto broker, MqttFeed feed, Action onRestart)
        {
            Random random = new(20);
            Queue<long> kills = new(Enumerable.Range(0, Kills).Select(_ => random.NextInt64(5_000_000, 190_000_000)).Order());
            long restart = long.MaxValue;
            int connections = 0;
            session.Machine.Scheduler.AddHook(10_000, () =>
            {
                long now = session.Machine.Clock.NowMicroseconds;
                if (restart == long.MaxValue && kills.Count > 0 && now >= kills.Peek())
                {
                    kills.Dequeue();
                    connections = feed.Connections;
                    broker.Kill();
                    restart = now + random.Next(0, 1_000_000);
                }

                if (now >= restart)
                {
                    restart = long.MaxValue;
                    broker.Start();
                    Wait.Until(() => feed.Connections > connections && feed.IsConnected, "the reader's return");
                    onRestart();
                }
            });
        }

        private static (long Boot, long Seq) Stamp(string line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement payload = document.RootElement.GetProperty("payload");
            return payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("seq", out JsonElement seq)
                ? (payload.GetProperty("boot").GetInt64(), seq.GetInt64())
                : (0, 0);
        }
    }
}
