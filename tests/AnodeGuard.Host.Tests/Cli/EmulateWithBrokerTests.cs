using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Output;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Mqtt;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>`emulate --broker` against a real mosquitto, watched by an independent client.</summary>
    public class EmulateWithBrokerTests
    {
        [Fact]
        public void At_full_speed_nothing_is_lost_and_nothing_is_changed()
        {
            string[] arguments = { "emulate", "--scenario", "dendrite-contact", "--no-comparator", "--duration", "200", "--json" };
            CliRun alone = CliRun.InProcess(arguments);
            using (Mosquitto broker = new Mosquitto())
            using (Subscriber subscriber = new Subscriber(broker.Port))
            {
                CliRun told = CliRun.InProcess(arguments.Append("--broker").Append("127.0.0.1:" + broker.Port).ToArray());
                Assert.Equal(string.Empty, told.Error);
                Assert.Equal(alone.Output.Replace("\"undelivered\":null", "\"undelivered\":0"), told.Output);
                Assert.NotEqual(alone.Output, told.Output);

                const string Base = "anodeguard/emulated/dendrite-contact/";
                subscriber.WaitFor(message => message.Topic == Base + "status" && message.Payload.Contains("offline"));
                foreach (string topic in new[] { "status", "info", "state", "alarm", "event" })
                {
                    Assert.Contains(subscriber.Messages, message => message.Topic == Base + topic);
                }

                Received info = subscriber.Messages.First(message => message.Topic == Base + "info");
                Assert.Equal(AnodeGuard.Cli.ProductVersion.CoreHash, JsonDocument.Parse(info.Payload).RootElement.GetProperty("core").GetString());

                string[] reported = subscriber.Messages.Where(message => message.Topic == Base + "event")
                    .Select(message => JsonDocument.Parse(message.Payload).RootElement)
                    .Where(payload => payload.TryGetProperty("fault", out JsonElement fault) && fault.ValueKind == JsonValueKind.String)
                    .Select(payload => payload.GetProperty("fault").GetString()).ToArray();
                string[] printed = told.Json.Where(line => line.TryGetProperty("fault", out _)).Select(line => line.GetProperty("fault").GetString()).ToArray();
                Assert.Equal(printed, reported);
            }
        }

        /// <summary>Whoever accepts and stays mute, or hangs up, or speaks something else, is no broker.</summary>
        [Theory]
        [InlineData(null, "within 5 s")]
        [InlineData("", "nobody answers")]
        [InlineData("HTTP/1.1 400 Bad Request", "no MQTT broker")]
        public void What_does_not_answer_as_a_broker_is_refused_before_anything_runs(string says, string expected)
        {
            using (TcpListener listener = new TcpListener(IPAddress.Loopback, 0))
            {
                listener.Start();
                Thread server = new Thread(() => Answer(listener, says)) { IsBackground = true };
                server.Start();
                int port = ((IPEndPoint)listener.LocalEndpoint).Port;
                CliRun run = CliRun.InProcess("emulate", "--scenario", "dendrite-contact", "--json", "--broker", "127.0.0.1:" + port);
                run.AssertRefused("--broker", "127.0.0.1:" + port, expected);
                Assert.Empty(run.Output);
                Assert.True(server.Join(10_000));
            }
        }

        [Fact]
        public void A_broker_that_wants_a_password_is_refused_by_its_own_words()
        {
            using (Mosquitto broker = new Mosquitto("allow_anonymous false"))
            {
                CliRun.InProcess("emulate", "--scenario", "dendrite-contact", "--json", "--broker", "127.0.0.1:" + broker.Port)
                    .AssertRefused("--broker", "refuses the connection", "code 5");
            }
        }

        /// <summary>The run goes on to its end without the broker, and says what it could not tell.</summary>
        [Fact]
        public void A_broker_that_goes_away_is_waited_for_once()
        {
            using (Mosquitto broker = new Mosquitto())
            {
                EmulationOptions options = new EmulationOptions
                {
                    Scenario = Scenarios.Get("dendrite-contact"),
                    Broker = new BrokerAddress("127.0.0.1", broker.Port),
                    BrokerPatience = TimeSpan.FromSeconds(1),
                };
                EmulationSession session = new EmulationSession(options);
                session.Machine.Scheduler.AddHook(30 * VirtualClock.Second, broker.Kill);
                session.Run(CancellationToken.None);
                Assert.Equal(300, session.End_s);
                Assert.True(session.Undelivered > 0);
                EmulationSummary summary = new EmulationSummary(session, options);
                StringWriter written = new StringWriter();
                summary.Write(new JsonLines(written));
                JsonElement line = JsonDocument.Parse(written.ToString()).RootElement;
                Assert.Equal(session.Undelivered, line.GetProperty("undelivered").GetInt32());
                Assert.Contains("did not take " + session.Undelivered, line.GetProperty("problem").GetString());
                Assert.NotNull(summary.Open_s);
            }
        }

        /// <summary>
        /// SIGSTOP: the kernel goes on taking what is sent, and nothing is confirmed. A short pause costs nothing; a long one is
        /// waited for once, although state messages keep leaving.
        /// </summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void A_broker_that_is_frozen_is_waited_for_once_and_one_that_thaws_loses_nothing(bool thaws)
        {
            using (Mosquitto broker = new Mosquitto())
            {
                EmulationOptions options = new EmulationOptions
                {
                    Scenario = Scenarios.Get("dendrite-contact"),
                    Broker = new BrokerAddress("127.0.0.1", broker.Port),
                    BrokerPatience = TimeSpan.FromSeconds(thaws ? 30 : 1),
                };
                EmulationSession session = new EmulationSession(options);
                bool frozen = false;
                using Timer thaw = new Timer(_ => broker.Thaw(), null, Timeout.Infinite, Timeout.Infinite);
                session.Machine.Scheduler.AddHook(30 * VirtualClock.Second, () =>
                {
                    if (!frozen)
                    {
                        frozen = true;
                        broker.Freeze();
                        thaw.Change(thaws ? 1500 : Timeout.Infinite, Timeout.Infinite);
                    }
                });
                System.Diagnostics.Stopwatch wall = System.Diagnostics.Stopwatch.StartNew();
                session.Run(CancellationToken.None);
                Assert.Equal(300, session.End_s);
                Assert.True(frozen);
                Assert.InRange(wall.Elapsed.TotalSeconds, 1, 120);
                Assert.Equal(thaws, session.Undelivered == 0);
                broker.Thaw();
            }
        }

        private static void Answer(TcpListener listener, string says)
        {
            using (TcpClient client = listener.AcceptTcpClient())
            {
                byte[] heard = new byte[256];
                int count = client.GetStream().Read(heard);
                Assert.Equal(0x10, heard[0]);
                Assert.True(count > 2);
                if (says == null)
                {
                    // Mute until the other side gives up.
                    while (client.GetStream().Read(heard) > 0)
                    {
                    }
                }
                else
                {
                    client.GetStream().Write(System.Text.Encoding.ASCII.GetBytes(says));
                }
            }
        }
    }
}
