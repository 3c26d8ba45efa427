using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using AnodeGuard.Cli;
using AnodeGuard.Host.Tests.Cli;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Mqtt;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Recorder
{
    /// <summary>`recording --broker` over a real mosquitto: chunks that were lost are asked for, and come in another order.</summary>
    public sealed class RecordingFetchTests : IDisposable
    {
        private const string Topic = ReportBench.Root + "recording";

        private readonly TemporaryFolder _folder = new();
        private readonly Mosquitto _broker = new();

        public void Dispose()
        {
            _broker.Dispose();
            _folder.Dispose();
        }

        [Fact]
        public async Task What_was_lost_is_asked_for_and_the_whole_is_replayed_bit_for_bit()
        {
            using Subscriber witness = new(_broker.Port, Topic);
            using CommandBoard board = new(brokerPort: _broker.Port);
            board.Arm();
            board.Run(40);
            SurvivalBench.Touch(board.Machine.Faults);
            string[] chunks = AllChunks(board, witness);

            // Who comes now has heard nothing. Two chunks come once more, from the middle and the end, one of them twice.
            string file = _folder.File("event.agr");
            string table = _folder.File("event.csv");
            string picture = _folder.File("event.svg");
            string page = _folder.File("event.html");
            using StringWriter output = new();
            Task<int> run = Task.Run(() => CommandLine.Run(
                ["recording", "--broker", "127.0.0.1:" + _broker.Port, "--keys", Keys(), "--save", file, "--csv", table, "--svg", picture, "--report", page, "--json"],
                output,
                TextWriter.Null));
            Wait.Until(
                () =>
                {
                    if (witness.Messages.Count < chunks.Length + 64)
                    {
                        foreach (int index in new[] { chunks.Length - 1, chunks.Length / 2, chunks.Length / 2 })
                        {
                            Subscriber.Publish(_broker.Port, Topic, chunks[index], false);
                        }
                    }

                    board.Run(0.5);
                    return run.IsCompleted;
                },
                "the whole recording",
                120_000);
            Assert.Equal(0, await run);
            board.Application.Reporting.Stop();

            JsonElement summary = ReportBench.Parse(output.ToString().Trim().Split('\n')[^1]);
            Assert.True(summary.GetProperty("identical").GetBoolean());
            Assert.Equal(chunks.SelectMany(one => ReportBench.Parse(one).GetProperty("data").GetBytesFromBase64()), File.ReadAllBytes(file));
            Assert.Contains("sense-contact-anode", File.ReadAllText(table), StringComparison.Ordinal);
            System.Xml.Linq.XDocument.Parse(File.ReadAllText(picture));
            Assert.Contains("bit for bit", File.ReadAllText(page), StringComparison.Ordinal);
        }

        [Fact]
        public async Task Without_a_key_it_says_what_is_missing()
        {
            using Subscriber witness = new(_broker.Port, Topic);
            using CommandBoard board = new(brokerPort: _broker.Port);
            board.Run(20);
            board.Accept(_broker, "recording");
            string[] chunks = AllChunks(board, witness);
            board.Application.Reporting.Stop();
            using StringWriter error = new();
            Task<int> run = Task.Run(() => CommandLine.Run(["recording", "--broker", "127.0.0.1:" + _broker.Port, "--duration", "5"], TextWriter.Null, error));
            Wait.Until(
                () =>
                {
                    Subscriber.Publish(_broker.Port, Topic, chunks[1], false);
                    return run.IsCompleted;
                },
                "the end",
                60_000);
            Assert.Equal(2, await run);
            Assert.Contains((chunks.Length - 1) + " of " + chunks.Length + " chunks are missing (0,2,3,", error.ToString());
            Assert.Contains("--keys", error.ToString());
        }

        /// <summary>The board's whole recording, as the broker had it, in the order of its chunks.</summary>
        private static string[] AllChunks(CommandBoard board, Subscriber witness)
        {
            Wait.Until(
                () =>
                {
                    board.Run(0.5);
                    JsonElement[] seen = witness.Messages.Select(m => ReportBench.Parse(m.Payload)).ToArray();
                    return seen.Length > 0 && seen.Select(one => one.GetProperty("index").GetInt32()).Distinct().Count() == seen[0].GetProperty("total").GetInt32();
                },
                "the recording",
                120_000);
            return witness.Messages.Select(m => m.Payload).DistinctBy(one => ReportBench.Parse(one).GetProperty("index").GetInt32())
                .OrderBy(one => ReportBench.Parse(one).GetProperty("index").GetInt32()).ToArray();
        }

        private string Keys()
        {
            return _folder.Write("keys", "lab/cell-7 " + Signed.KeyText + "\n");
        }
    }
}
