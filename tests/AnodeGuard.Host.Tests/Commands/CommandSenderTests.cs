using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>Commands as the tools send them.</summary>
    public sealed class CommandSenderTests : IDisposable
    {
        private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

        private readonly TemporaryFolder _folder = new();
        private readonly List<(string Topic, JsonElement Payload)> _sent = [];

        public void Dispose()
        {
            _folder.Dispose();
        }

        /// <summary>The example of MESSAGES.md, whose mac was not computed by this code.</summary>
        [Fact]
        public void Is_signed_as_the_page_of_messages_says()
        {
            Assert.Equal(
                "{\"counter\":1784621701000,\"args\":{\"seconds\":20},\"mac\":\"94f11b709698a3626a156b8236aa819e902e097aae73c7a6d048381fbdd489ec\"}",
                Encoding.UTF8.GetString(SignedCommand.Write("lab/cell-7", "identify", 1784621701000, "{\"seconds\":20}", Convert.FromHexString(Key))));
        }

        [Fact]
        public async Task An_accepted_command_is_told_so_and_counters_only_grow()
        {
            CommandSender sender = Sender("{\"accepted\":true}");
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(new CommandAnswer(true, null), await sender.Send("lab/cell-7", "acknowledge", null, CancellationToken.None));
            }

            Assert.All(_sent, one => Assert.Equal("anodeguard/lab/cell-7/cmd/acknowledge", one.Topic));
            long[] counters = _sent.Select(one => one.Payload.GetProperty("counter").GetInt64()).ToArray();
            Assert.Equal(counters.Order().Distinct(), counters);
            Assert.InRange(counters[0], DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
            Assert.False(_sent[0].Payload.TryGetProperty("args", out _));
        }

        [Fact]
        public async Task A_device_ahead_of_our_clock_is_asked_once_more_with_a_higher_counter()
        {
            const long Ahead = 9_000_000_000_000;
            CommandSender sender = Sender("{\"accepted\":false,\"reason\":\"counter too low\",\"last\":" + "9000000000000}", "{\"accepted\":true}");
            Assert.True((await sender.Send("lab/cell-7", "acknowledge", null, CancellationToken.None)).Accepted);
            Assert.Equal(Ahead + 1, _sent[1].Payload.GetProperty("counter").GetInt64());
        }

        [Fact]
        public async Task A_refusal_comes_with_its_reason_and_is_not_tried_again()
        {
            CommandSender sender = Sender("{\"accepted\":false,\"reason\":\"not authentic\"}");
            Assert.Equal(new CommandAnswer(false, "not authentic", null, true), await sender.Send("lab/cell-7", "acknowledge", null, CancellationToken.None));
            Assert.Single(_sent);
        }

        [Fact]
        public async Task Without_a_key_or_a_connection_nothing_is_sent()
        {
            CommandSender sender = Sender();
            Assert.False(sender.CanCommand("lab/other"));
            Assert.Contains("--keys", (await sender.Send("lab/other", "acknowledge", null, CancellationToken.None)).Reason);
            Assert.Empty(_sent);
            CommandSender alone = new(Keys(), (_, _) => false);
            Assert.Contains("no connection", (await alone.Send("lab/cell-7", "acknowledge", null, CancellationToken.None)).Reason);
        }

        [Theory]
        [InlineData("lab/cell-7", "accepted: SITE/DEVICE")]
        [InlineData("cell-7 " + Key, "accepted: SITE/DEVICE")]
        [InlineData("lab/cell-7 abcd", "64 hexadecimal")]
        [InlineData("lab/cell-7 zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "64 hexadecimal")]
        [InlineData("lab/cell-7 " + Key + "\nlab/cell-7 " + Key, "already")]
        public void A_wrong_line_of_keys_is_named_without_the_key(string lines, string expected)
        {
            InputException refusal = Assert.Throws<InputException>(() => CommandKeys.Load(_folder.Write("keys", lines)));
            Assert.Contains(expected, refusal.Message);
            Assert.Contains("line ", refusal.Message);
            Assert.DoesNotContain("0102030405", refusal.Message);
        }

        private CommandKeys Keys()
        {
            return CommandKeys.Load(_folder.Write("keys", "# made up\nlab/cell-7 " + Key + "\n"));
        }

        /// <summary>Answers each command in turn, to the counter that it carried.</summary>
        private CommandSender Sender(params string[] answers)
        {
            CommandSender sender = null;
            sender = new CommandSender(Keys(), (topic, payload) =>
            {
                JsonElement command = JsonDocument.Parse(payload).RootElement;
                string answer = answers[Math.Min(_sent.Count, answers.Length - 1)];
                _sent.Add((topic, command));

                // Somebody else's answer first: it is not taken for ours.
                sender.OnAck("lab/cell-7", JsonDocument.Parse("{\"command\":\"acknowledge\",\"counter\":1,\"accepted\":true}").RootElement);
                sender.OnAck("lab/cell-8", Ack(command, "{\"accepted\":true}"));
                sender.OnAck("lab/cell-7", Ack(command, answer));
                return true;
            });
            return sender;
        }

        private static JsonElement Ack(JsonElement command, string answer)
        {
            return JsonDocument.Parse("{\"command\":\"acknowledge\",\"counter\":" + command.GetProperty("counter").GetRawText() + "," + answer[1..]).RootElement;
        }
    }
}
