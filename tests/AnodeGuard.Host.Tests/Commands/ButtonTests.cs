using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Core;
using AnodeGuard.Host.Tests.Cli;
using AnodeGuard.Host.Tests.Mqtt;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>
    /// Home Assistant's buttons over a real mosquitto: mosquitto_pub presses, the signer signs, the firmware on an emulated
    /// board acts or does not.
    /// </summary>
    public sealed class ButtonTests : IDisposable
    {
        private const string Button = ReportBench.Root + "button";
        private const string Signer = ReportBench.Root + "signer";

        private readonly TemporaryFolder _folder = new();
        private readonly Mosquitto _broker = new();
        private readonly Subscriber _witness;
        private readonly List<string> _said = [];
        private readonly TestClock _clock = new();

        public ButtonTests()
        {
            _witness = new Subscriber(_broker.Port);
        }

        public void Dispose()
        {
            _witness.Dispose();
            _broker.Dispose();
            _folder.Dispose();
        }

        [Fact]
        public void A_press_acknowledges_by_all_the_rules_of_the_command()
        {
            using CommandBoard board = new(brokerPort: _broker.Port);
            board.Arm();
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(1);
            Assert.Equal(GuardState.Tripped, board.Verdict.State);
            using ButtonSigner signer = Sign();

            // The condition holds: acknowledged or not, it stays latched and the switch open.
            Press("acknowledge");
            Ran(board, () => Acks().Length == 1, "the answer");
            Assert.True(Acks()[0].GetProperty("accepted").GetBoolean());
            board.Run(5);
            Assert.NotEqual(0, board.Verdict.LatchedFaults);
            Assert.False(board.SwitchClosed);

            // It is gone: nothing is latched any more, and the switch waits for somebody at the board.
            SurvivalBench.LetGo(board.Machine.Faults);
            board.Run(10);
            Assert.NotEqual(0, board.Verdict.LatchedFaults);
            _clock.Advance(11);
            Press("acknowledge");
            Ran(board, () => Acks().Length == 2, "the second answer");
            board.Run(10);
            Assert.Equal(0, board.Verdict.LatchedFaults);
            Assert.False(board.SwitchClosed);
            board.PressButton();
            Assert.True(board.SwitchClosed);

            Wait.Until(() => Said().Count(line => line == "lab/cell-7: acknowledge: pressed, signed, carried out by the device") == 2, "the log");
            board.Application.Reporting.Stop();
        }

        [Fact]
        public void A_press_of_the_other_button_runs_a_self_test()
        {
            using CommandBoard board = new(brokerPort: _broker.Port);
            board.Arm();
            using ButtonSigner signer = Sign();
            Press("self-test");
            Ran(board, () => Acks().Length == 1, "the answer");
            Assert.Equal("self-test", Acks()[0].GetProperty("command").GetString());
            Assert.True(Acks()[0].GetProperty("accepted").GetBoolean());
            board.Application.Reporting.Stop();
        }

        [Fact]
        public void Without_a_signer_a_press_is_nothing()
        {
            using CommandBoard board = new(brokerPort: _broker.Port);
            board.Arm();
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(1);
            foreach (string word in new[] { "acknowledge", "self-test" })
            {
                Press(word);
                _witness.WaitFor(m => m.Topic == Button && m.Payload == word);
            }

            board.Run(10);
            Subscriber.Publish(_broker.Port, ReportBench.Root + "cmd/identify", "{}", false);
            Ran(board, () => Acks().Length > 0, "the answer to something else");
            Assert.Equal("identify", Assert.Single(Acks()).GetProperty("command").GetString());
            Assert.DoesNotContain(_witness.Messages, m => m.Topic == Signer);
            Assert.NotEqual(0, board.Verdict.LatchedFaults);
            board.Application.Reporting.Stop();
        }

        /// <summary>A press that the broker keeps is older than whoever hears it: it is passed over at every start of a signer.</summary>
        [Fact]
        public void A_retained_press_never_acts()
        {
            Subscriber.Publish(_broker.Port, Button, "acknowledge", true);
            using (ButtonSigner signer = Sign())
            {
                Wait.Until(() => Said().Any(line => line.Contains("had kept is passed over", StringComparison.Ordinal)), "the refusal");
                AssertNothingSigned();
            }
        }

        [Fact]
        public void What_is_no_press_of_a_known_button_is_passed_over()
        {
            using ButtonSigner signer = Sign();
            foreach (string word in new[] { "reboot", "ACKNOWLEDGE", "acknowledge ", "{\"counter\":1}", new string('x', 4000), "set-settings" })
            {
                Press(word);
            }

            Subscriber.Publish(_broker.Port, "anodeguard/lab/cell-8/button", "acknowledge", false);
            AssertNothingSigned();
            Wait.Until(() => Said().Count(line => line.EndsWith("a press that is neither acknowledge nor self-test is passed over", StringComparison.Ordinal)) == 6, "the log");
            Assert.DoesNotContain(Said(), line => line.Contains("xxx", StringComparison.Ordinal));
        }

        [Fact]
        public void Of_a_burst_the_first_press_counts_and_the_rest_is_told()
        {
            using ButtonSigner signer = Sign();
            for (int i = 0; i < 20; i++)
            {
                Press("self-test");
            }

            _witness.WaitFor(m => m.Topic == ReportBench.Root + "cmd/self-test");

            // The other button has a pause of its own.
            Press("acknowledge");
            _witness.WaitFor(m => m.Topic == ReportBench.Root + "cmd/acknowledge");
            Assert.Equal(2, Signed().Length);
            _clock.Advance(10);
            Press("self-test");
            Wait.Until(() => Signed().Length == 3, "the press after the pause");
            Assert.Contains("lab/cell-7: self-test: 19 presses within 10 s of another one were passed over", Said());
            Assert.Equal(3, Signed().Select(m => JsonDocument.Parse(m.Payload).RootElement.GetProperty("counter").GetInt64()).Distinct().Count());
        }

        /// <summary>What Home Assistant asks before it lets a button be pressed.</summary>
        [Fact]
        public void The_signer_is_online_while_it_is_there_and_offline_after()
        {
            ButtonSigner first = Sign();
            ButtonSigner second = Sign();
            first.Dispose();

            // The other one is still there, and says so.
            Wait.Until(() => Words(Signer).Contains("offline") && Words(Signer)[^1] == "online", "the word of the one that is left");
            second.Dispose();
            Wait.Until(() => Kept(Signer) == "offline", "the end");
        }

        /// <summary>Its connection is taken from it without a goodbye: the broker says the last will, and it comes back.</summary>
        [Fact]
        public void A_connection_that_is_lost_is_told_by_the_last_will()
        {
            BrokerAccount account = Account() with { Session = "a-name-to-take" };
            using (MqttFeed feed = new(account, "test", [Button], _ => { }, () => { }) { StatusTopic = Signer })
            {
                feed.Start();
                _witness.WaitFor(m => m.Topic == Signer && m.Payload == "online");
                Subscriber.Publish(_broker.Port, "elsewhere", "x", false, "-i", "a-name-to-take");
                Wait.Until(() => Words(Signer) is ["online", "offline", "online", ..], "the last will, and the return");
            }
        }

        [Fact]
        public async Task The_verb_signs_until_it_is_ended()
        {
            using CancellationTokenSource stop = new();
            using StringWriter output = new();
            string keys = Keys("lab/cell-7");
            Task<int> run = Task.Run(() => CommandLine.Run(["sign", "--broker", "127.0.0.1:" + _broker.Port, "--keys", keys], output, TextWriter.Null, stop.Token));
            _witness.WaitFor(m => m.Topic == Signer && m.Payload == "online", 60_000);
            Press("acknowledge");
            _witness.WaitFor(m => m.Topic == ReportBench.Root + "cmd/acknowledge");
            stop.Cancel();
            Assert.Equal(0, await run);
            _witness.WaitFor(m => m.Topic == Signer && m.Payload == "offline");
            Assert.Contains("Z lab/cell-7: buttons can be pressed", output.ToString());
            Assert.DoesNotContain(Tests.Commands.Signed.KeyText, output.ToString());
        }

        [Fact]
        public void Without_keys_there_is_nothing_to_sign_with()
        {
            string broker = "127.0.0.1:" + _broker.Port;
            CliRun.InProcess("sign", "--keys", Keys("lab/cell-7")).AssertRefused("sign", "missing", "--broker");
            CliRun.InProcess("sign", "--broker", broker).AssertRefused("sign", "missing", "--keys");
            CliRun.InProcess("sign", "--broker", broker, "--keys", _folder.Write("none", "# nobody\n")).AssertRefused("--keys", "no key of any device");

            // A session that the broker keeps would bring presses long after the finger.
            CliRun.InProcess("sign", "--broker", broker, "--keys", Keys("lab/cell-7"), "--session", "x").AssertRefused("sign", "--session");
        }

        private static void Ran(CommandBoard board, Func<bool> until, string what)
        {
            Wait.Until(
                () =>
                {
                    board.Run(0.1);
                    return until();
                },
                what,
                60_000);
        }

        private BrokerAccount Account()
        {
            return new BrokerAccount { Address = new BrokerAddress("127.0.0.1", _broker.Port) };
        }

        private string Keys(string device)
        {
            return _folder.Write("keys", device + " " + Tests.Commands.Signed.KeyText + "\n");
        }

        /// <summary>A signer that is ready.</summary>
        private ButtonSigner Sign()
        {
            int before = Words(Signer).Count(word => word == "online");
            ButtonSigner signer = new(Account(), "lab/cell-7", CommandKeys.Load(Keys("lab/cell-7")), Say, _clock);
            Wait.Until(() => Words(Signer).Count(word => word == "online") > before, "the signer");
            return signer;
        }

        private void Say(string line)
        {
            lock (_said)
            {
                _said.Add(line);
            }
        }

        private string[] Said()
        {
            lock (_said)
            {
                return _said.ToArray();
            }
        }

        private void Press(string word)
        {
            Subscriber.Publish(_broker.Port, Button, word, false);
        }

        /// <summary>A press that counts goes through behind what was there before it: that was nothing.</summary>
        private void AssertNothingSigned()
        {
            Assert.Empty(Signed());
            Press("self-test");
            _witness.WaitFor(m => m.Topic == ReportBench.Root + "cmd/self-test");
            Assert.Single(Signed());
        }

        private Received[] Signed()
        {
            return _witness.Messages.Where(m => m.Topic.Contains("/cmd/", StringComparison.Ordinal)).ToArray();
        }

        private JsonElement[] Acks()
        {
            return _witness.Messages.Where(m => m.Topic == ReportBench.Root + "ack").Select(m => ReportBench.Parse(m.Payload)).ToArray();
        }

        /// <summary>What the broker keeps on a topic now.</summary>
        private string Kept(string topic)
        {
            using Subscriber late = new(_broker.Port, topic);
            Received kept = late.WaitFor(m => m.Topic == topic);
            return kept.Retained ? kept.Payload : null;
        }

        private string[] Words(string topic)
        {
            return _witness.Messages.Where(m => m.Topic == topic).Select(m => m.Payload).ToArray();
        }

        /// <summary>Stands still until it is told.</summary>
        private sealed class TestClock : TimeProvider
        {
            private long _seconds;

            public override long TimestampFrequency
            {
                get { return 1; }
            }

            public override long GetTimestamp()
            {
                return Interlocked.Read(ref _seconds);
            }

            public void Advance(long seconds)
            {
                Interlocked.Add(ref _seconds, seconds);
            }
        }
    }
}
