using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.Cli;
using AnodeGuard.Cli.Flight;
using AnodeGuard.Core;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Recorder
{
    /// <summary>From the event over the broker's chunks to the same verdicts at a desk, bit for bit.</summary>
    public class FlightRecorderTests
    {
        private const string Topic = ReportBench.Root + "recording";

        [Fact]
        public void A_contact_is_replayed_from_its_chunks_bit_for_bit()
        {
            using CommandBoard board = new();
            board.Run(100);
            Assert.True(board.SwitchClosed);
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(60);
            List<string> chunks = Chunks(board);
            int total = ReportBench.Parse(chunks[0]).GetProperty("total").GetInt32();
            Assert.Equal(total, chunks.Count);

            // Half of them are lost, the rest comes twice and out of order.
            Random random = new(3);
            ChunkAssembler assembler = new();
            foreach (string chunk in chunks.Where((_, i) => i % 2 == 0).SelectMany(c => new[] { c, c }).OrderBy(_ => random.Next()))
            {
                assembler.Add(Topic, Encoding.UTF8.GetBytes(chunk));
            }

            ChunkAssembler.Parts parts = Assert.Single(assembler.Recordings);
            Assert.False(parts.IsWhole);
            while (!parts.IsWhole)
            {
                int before = Chunks(board).Count;
                board.Accept("recording", "{\"recording\":1,\"chunks\":[" + string.Join(",", parts.Missing().Take(64)) + "]}");
                board.Run(10);
                foreach (string chunk in Chunks(board).Skip(before))
                {
                    assembler.Add(Topic, Encoding.UTF8.GetBytes(chunk));
                }
            }

            Assert.Equal(0, assembler.Refused);
            FlightFile file = FlightFile.Parse(parts.Bytes, "test");
            Assert.Equal("cell-7", file.Device);
            List<long> times = [];
            bool tripped = false;
            bool contact = false;
            Assert.Equal(-1, FlightReplay.Run(file, (snapshot, verdict) =>
            {
                times.Add(snapshot.TimeMicroseconds);
                tripped |= verdict.State == GuardState.Tripped;
                contact |= (verdict.RaisedFaults & (1L << FaultId.SenseContactAnode)) != 0 && verdict.TimeMicroseconds == file.TriggerMicroseconds;
            }));
            Assert.True(contact);
            Assert.True(tripped);
            Assert.InRange(file.TriggerMicroseconds - times[0], 60_000_000 - 20_000, 106_000_000);
            Assert.InRange(times[^1] - file.TriggerMicroseconds, 30_000_000, 30_200_000);
            Assert.InRange(8 * file.Segments.Sum(segment => segment.Words.Length) / (times.Count / 50.0), 400, 850);
        }

        [Fact]
        public void What_the_listener_saw_is_what_the_recording_holds()
        {
            using CommandBoard board = new();
            board.Run(40);
            board.Accept("recording");
            board.Run(45);
            FlightFile file = FlightFile.Parse(Assemble(board), "test");
            Assert.True(file.ByRequest);
            Dictionary<long, (GuardState State, long Sense, long Depletion)> seen = board.Seen;
            int compared = 0;
            Assert.Equal(-1, FlightReplay.Run(file, (snapshot, verdict) =>
            {
                (GuardState state, long sense, long depletion) = seen[snapshot.TimeMicroseconds];
                Assert.Equal(state, verdict.State);
                Assert.Equal(sense, snapshot.SenseMicrovolts.Value);
                Assert.Equal(depletion, verdict.SurfaceDepletionQ24);
                compared++;
            }));
            Assert.InRange(compared, 3000, 6000);
        }

        [Fact]
        public void A_recording_stays_while_nothing_else_happens_and_gives_way_to_the_next()
        {
            using CommandBoard board = new();
            board.Run(70);
            board.Accept("recording");
            board.Run(45);
            byte[] first = Assemble(board);
            board.Run(400);
            int before = Chunks(board).Count;
            board.Accept("recording", "{\"recording\":1,\"chunks\":[0,1,2]}");
            board.Run(5);
            Assert.Equal(3, Chunks(board).Count - before);
            Assert.Equal(first, Assemble(board));
            Assert.Equal("chunks: found 60000; accepted: 0 to ", board.Send("recording", "{\"recording\":1,\"chunks\":[60000]}").GetProperty("reason").GetString()[..36]);

            board.Accept("recording");
            board.Run(60);
            Assert.Equal("recording: found 1; held: 2", board.Send("recording", "{\"recording\":1,\"chunks\":[0]}").GetProperty("reason").GetString());
        }

        [Fact]
        public void A_damaged_recording_is_refused_and_a_changed_one_is_found_out()
        {
            using CommandBoard board = new();
            board.Run(40);
            board.Accept("recording");
            board.Run(45);
            byte[] bytes = Assemble(board);
            List<long> whole = Told(bytes);
            Assert.Throws<InputException>(() => FlightFile.Parse(bytes[..^1], "test"));
            Assert.Throws<InputException>(() => FlightFile.Parse(bytes[..40], "test"));
            Random random = new(9);
            int found = 0;
            for (int i = 0; i < 200; i++)
            {
                byte[] changed = (byte[])bytes.Clone();
                changed[random.Next(changed.Length - 5000, changed.Length)] ^= (byte)(1 << random.Next(8));
                List<long> told = Told(changed);
                found += told == null ? 1 : 0;

                // What is not found out has changed nothing of any verdict's.
                Assert.True(told == null || told.SequenceEqual(whole), "change " + i);
            }

            Assert.InRange(found, 100, 200);
        }

        [Fact]
        public void A_recording_of_the_format_before_is_refused_by_name()
        {
            using CommandBoard board = new();
            board.Run(40);
            board.Accept("recording");
            board.Run(45);
            byte[] bytes = Assemble(board);
            Assert.Equal("AGR2", Encoding.ASCII.GetString(bytes, 0, 4));
            bytes[3] = (byte)'1';
            string file = Path.Combine(Directory.CreateTempSubdirectory("flight").FullName, "event.agr");
            try
            {
                File.WriteAllBytes(file, bytes);
                StringWriter error = new();
                Assert.Equal(2, CommandLine.Run(["replay", file], TextWriter.Null, error));
                Assert.Contains("format AGR1, this tool reads AGR2", error.ToString(), StringComparison.Ordinal);
            }
            finally
            {
                Directory.Delete(Path.GetDirectoryName(file), true);
            }
        }

        /// <summary>What a board tells of every verdict of a recording; null where it is refused, or its verdicts are not the board's.</summary>
        private static List<long> Told(byte[] bytes)
        {
            List<long> told = [];
            try
            {
                int different = FlightReplay.Run(FlightFile.Parse(bytes, "test"), (_, verdict) => told.AddRange(
                [
                    (long)verdict.State, verdict.Actions, verdict.ActiveFaults, verdict.LatchedFaults, verdict.TripCause, verdict.SurfaceDepletionQ24,
                    verdict.DepletionMicroseconds, verdict.SlowBaselineMicrovolts, verdict.SenseSlopeMicrovoltsPerSecond, verdict.ChargeNanocoulombs,
                ]));
                return different < 0 ? told : null;
            }
            catch (InputException)
            {
                return null;
            }
        }

        [Fact]
        public void The_command_line_puts_it_together_and_writes_it_out()
        {
            using CommandBoard board = new();
            board.Run(70);
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(60);
            string folder = Directory.CreateTempSubdirectory("flight").FullName;
            try
            {
                string capture = Path.Combine(folder, "capture.jsonl");
                File.WriteAllLines(capture, Chunks(board).Select(c => "{\"at\":\"2026-07-21T08:00:00Z\",\"topic\":\"" + Topic + "\",\"retained\":false,\"payload\":" + c + "}"));
                string file = Path.Combine(folder, "a.agr");
                StringWriter output = new();
                Assert.Equal(0, CommandLine.Run(["recording", capture, "--save", file, "--csv", Path.Combine(folder, "a.csv"), "--svg", Path.Combine(folder, "a.svg"), "--json"], output, output));
                Assert.Contains("\"identical\":true", output.ToString(), StringComparison.Ordinal);
                Assert.Contains("sense-contact-anode", File.ReadAllText(Path.Combine(folder, "a.csv")), StringComparison.Ordinal);
                System.Xml.Linq.XDocument.Parse(File.ReadAllText(Path.Combine(folder, "a.svg")));
                output = new();
                Assert.Equal(0, CommandLine.Run(["replay", file], output, output));
                Assert.Contains("every verdict is the board's, bit for bit", output.ToString(), StringComparison.Ordinal);
                AssertPage(file, Path.Combine(folder, "a.html"));

                File.WriteAllLines(capture, File.ReadAllLines(capture).Skip(2));
                output = new();
                Assert.Equal(2, CommandLine.Run(["recording", capture], output, output));
                Assert.Contains("2 of ", output.ToString(), StringComparison.Ordinal);
                Assert.Contains("missing (0,1)", output.ToString(), StringComparison.Ordinal);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        /// <summary>A page with the event at 0, and the collapse on its curves: no sample of the lowest or the highest is lost.</summary>
        private static void AssertPage(string file, string page)
        {
            StringWriter output = new();
            Assert.Equal(0, CommandLine.Run(["replay", file, "--report", page], output, output));
            string text = File.ReadAllText(page);
            Assert.Contains("ALARM: sense-contact-anode", text, StringComparison.Ordinal);
            Assert.Contains("bit for bit", text, StringComparison.Ordinal);
            const string Begin = "id=\"data\">";
            int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
            JsonElement cell = JsonDocument.Parse(text[from..text.IndexOf("</script>", from, StringComparison.Ordinal)]).RootElement.GetProperty("cells")[0];
            Assert.Equal(0, cell.GetProperty("trigger").GetProperty("t").GetDouble());
            Assert.InRange(cell.GetProperty("last").GetDouble(), 30, 30.1);
            JsonElement marked = cell.GetProperty("events").EnumerateArray().First(one => one.GetProperty("name").GetString() == "sense-contact-anode");
            Assert.Equal("alarm", marked.GetProperty("kind").GetString());
            Assert.InRange(marked.GetProperty("t").GetDouble(), -0.1, 0.1);
            double[] sense = cell.GetProperty("curves").GetProperty("sense").GetProperty("v").EnumerateArray().Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetDouble()).ToArray();
            FlightFile flight = FlightFile.Parse(File.ReadAllBytes(file), file);
            List<long> read = [];
            FlightReplay.Run(flight, (snapshot, _) =>
            {
                if (snapshot.SenseMicrovolts.IsValid)
                {
                    read.Add(snapshot.SenseMicrovolts.Value);
                }
            });
            Assert.Equal(read.Min() / 1e6, sense.Min(), 9);
            Assert.Equal(read.Max() / 1e6, sense.Max(), 9);

            // What the recording brings itself cannot be asked for.
            output = new();
            Assert.Equal(2, CommandLine.Run(["replay", file, "--capacity-mah", "3"], output, output));
            Assert.Contains("accepted: --report, --json", output.ToString(), StringComparison.Ordinal);
        }

        private static List<string> Chunks(CommandBoard board)
        {
            return board.Link.Messages.Where(m => m.Topic == Topic).Select(m => m.Payload).ToList();
        }

        private static byte[] Assemble(CommandBoard board)
        {
            ChunkAssembler assembler = new();
            foreach (string chunk in Chunks(board))
            {
                assembler.Add(Topic, Encoding.UTF8.GetBytes(chunk));
            }

            ChunkAssembler.Parts parts = assembler.Recordings.Last();
            Assert.True(parts.IsWhole);
            return parts.Bytes;
        }
    }
}
