using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using AnodeGuard.Hal;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Commands
{
    /// <summary>
    /// Payloads that are malformed, oversized, wrongly typed or hostile, from a seed: none throws, acts, changes what is stored
    /// or takes long, and each is answered. ANODEGUARD_FUZZ says another number of them.
    /// </summary>
    public class CommandFuzzTests
    {
        private const int DefaultMessages = 1_000_000;
        private const int Batch = 2;

        // Thousands of times what one takes: a machine that is busy with something else may stop for seconds; a loop without an end takes more.
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

        private static readonly string[] Names =
        [
            "acknowledge", "self-test", "identify", "test-alarm", "inhibit", "reboot", "get-settings", "set-settings", "recording",
            "", "a/b", "acknowledge/", "Acknowledge", "../reboot", "reb\u0000oot", "#", new string('x', 3000),
        ];

        private static readonly string[] Scraps =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "-", "1e999", "9007199254740993", "-0", "0.1",
            "\"counter\":", "\"args\":", "\"mac\":", "\"settings\":{\"device\":{\"command_key\":\"\"}}", "\"seconds\":", "\u0000", "\u00e9", "\ufeff", " ", "\n",
        ];

        [Fact]
        public void No_payload_without_the_key_does_anything()
        {
            string wanted = Environment.GetEnvironmentVariable("ANODEGUARD_FUZZ");
            int messages = wanted == null ? DefaultMessages : int.Parse(wanted);
            Random random = new(20260721);
            FakeLink link = new();
            ReportBench bench = new(link, settings =>
            {
                settings.CommandKey = Signed.KeyText;
                settings.ReportPeriodMicroseconds = 3_600_000_000;
            });
            bench.Turn(5);
            byte[] stored = (byte[])bench.Fram.Bytes.Clone();
            string document = bench.Stored.Json;
            int answered = 0;
            TimeSpan slowest = TimeSpan.Zero;
            for (int i = 0; i < messages; i += Batch)
            {
                for (int j = 0; j < Batch; j++)
                {
                    link.Inbound.Enqueue(new MqttInbound { Topic = ReportBench.Root + "cmd/" + Names[random.Next(Names.Length)], Payload = Next(random) });
                }

                long began = Stopwatch.GetTimestamp();
                bench.Turn();
                TimeSpan took = Stopwatch.GetElapsedTime(began);
                slowest = took > slowest ? took : slowest;
                answered += link.Messages.Count(m => m.Topic == ReportBench.Root + "ack" && m.Payload.Contains("\"accepted\":false", StringComparison.Ordinal));
                link.Messages.Clear();
            }

            Assert.Equal(messages, answered);
            Assert.InRange(slowest, TimeSpan.Zero, Longest);
            Assert.Equal(0, bench.Requests.Acknowledges + bench.Requests.SelfTests + bench.Requests.Identifies);
            Assert.Equal(0, bench.Requests.TestAlarms + bench.Requests.Inhibits + bench.Requests.Restarts);
            Assert.Equal(document, bench.Stored.Json);
            Assert.Equal(stored.AsSpan(0, 256).ToArray(), bench.Fram.Bytes.AsSpan(0, 256).ToArray());

            // And the desk still works.
            link.Inbound.Enqueue(Signed.Command("acknowledge", 1));
            bench.Turn(10);
            Assert.Equal(1, bench.Requests.Acknowledges);
        }

        private static byte[] Next(Random random)
        {
            switch (random.Next(6))
            {
                case 0:
                    byte[] noise = new byte[random.Next(300)];
                    random.NextBytes(noise);
                    return noise;
                case 1:
                    return Oversized(random);
                case 2:
                    return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Scraps[random.Next(Scraps.Length)])));
                case 3:
                    return Encoding.UTF8.GetBytes(Grown(random, 0));
                default:
                    return Mutated(random);
            }
        }

        private static byte[] Oversized(Random random)
        {
            string head = new[] { "{\"counter\":", "{\"args\":{\"a\":\"", "[[[[", "\"", "{\"mac\":\"" }[random.Next(5)];
            char fill = "9[{ \\\"a"[random.Next(7)];
            return Encoding.UTF8.GetBytes(head + new string(fill, random.Next(1, 6000)));
        }

        /// <summary>JSON that is good, with the right members of the wrong kinds.</summary>
        private static string Grown(Random random, int depth)
        {
            switch (depth > 9 ? random.Next(4) : random.Next(7))
            {
                case 0:
                    return random.NextInt64(long.MinValue, long.MaxValue).ToString();
                case 1:
                    return "\"" + new string((char)random.Next(32, 0xD000), random.Next(20)).Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal) + "\"";
                case 2:
                    return new[] { "true", "false", "null", "0", "1e-7", "-1.5E+300" }[random.Next(6)];
                case 3:
                    return "\"" + new string('0', random.Next(60, 68)) + "\"";
                case 4:
                    return "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Grown(random, depth + 1))) + "]";
                default:
                    string[] names = ["counter", "args", "mac", "id", "seconds", "settings", "recording", "chunks", ""];
                    return "{" + string.Join(",", Enumerable.Range(0, random.Next(5)).Select(_ => "\"" + names[random.Next(names.Length)] + "\":" + Grown(random, depth + 1))) + "}";
            }
        }

        /// <summary>A genuine command with at least one byte changed, added or left out; its counter is never what was signed.</summary>
        private static byte[] Mutated(Random random)
        {
            string name = Names[random.Next(9)];
            List<byte> bytes = [.. Encoding.UTF8.GetBytes(Signed.Payload(name, 987_654_321, random.Next(2) == 0 ? null : "{\"seconds\":5}").Replace(":987654321,", ":78,", StringComparison.Ordinal))];
            for (int i = random.Next(5); i > 0; i--)
            {
                int at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 1:
                        bytes.RemoveAt(at);
                        break;
                    default:
                        bytes.Insert(at, (byte)random.Next(256));
                        break;
                }
            }

            return [.. bytes];
        }
    }
}
