using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Cli.Flight;
using AnodeGuard.Core;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Recorder
{
    /// <summary>A module without PSRAM: a shorter recording of what matters most, said in info, and the cell watched as ever.</summary>
    public class ShortMemoryTests
    {
        private const string Topic = ReportBench.Root + "recording";

        [Theory]
        [InlineData(1_900_000, 512, 524_288, 64)]
        [InlineData(854_288, 512, 524_288, 64)]
        [InlineData(854_287, 512, 524_288, 16)]
        [InlineData(265_000, 512, 70_000, 16)]
        [InlineData(265_000, 32, 32_768, 16)]
        [InlineData(195_000, 512, 0, 16)]
        [InlineData(111_000, 512, 0, 16)]
        [InlineData(0, 0, 0, 16)]
        public void What_is_free_is_shared_out(long free, int mostKilobytes, int recorder, int events)
        {
            MemoryPlan plan = new MemoryPlan(free, mostKilobytes * 1024);
            Assert.Equal(recorder, plan.RecorderBytes);
            Assert.Equal(events, plan.EventCapacity);
        }

        [Fact]
        public void A_short_recording_holds_the_event_and_what_came_before_it_and_replays_bit_for_bit()
        {
            using CommandBoard board = new(change: setup => setup.FreeMemoryBytes = 265_000);
            board.Run(100);
            JsonElement recorder = board.Last("info").GetProperty("recorder");
            Assert.Equal(68, recorder.GetProperty("memory_kb").GetInt32());
            int reach = recorder.GetProperty("reach_s").GetInt32();
            Assert.InRange(reach, 10, 40);

            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(60);
            FlightFile file = Received(board, 1);
            List<long> times = [];
            bool contact = false;
            Assert.Equal(-1, FlightReplay.Run(file, (snapshot, verdict) =>
            {
                times.Add(snapshot.TimeMicroseconds);
                contact |= (verdict.RaisedFaults & (1L << FaultId.SenseContactAnode)) != 0 && verdict.TimeMicroseconds == file.TriggerMicroseconds;
            }));
            Assert.True(contact);

            // A whole segment at the least lies before the event, and the recording is about as long as info says.
            Assert.InRange(file.TriggerMicroseconds - times[0], reach / 2 * 1_000_000L * 8 / 10, 40_000_000);
            Assert.InRange((times[^1] - times[0]) / 1e6, reach * 0.8, 60);
        }

        [Fact]
        public void The_recording_stays_until_the_next_one_although_there_is_room_for_one_only()
        {
            using CommandBoard board = new(change: setup => setup.FreeMemoryBytes = 265_000);
            board.Run(40);
            board.Accept("recording");
            board.Run(300);
            byte[] first = Assemble(board, 1).Bytes.ToArray();
            int before = Chunks(board).Length;
            board.Accept("recording", "{\"recording\":1,\"chunks\":[0,1,2]}");
            board.Run(5);
            Assert.Equal(3, Chunks(board).Length - before);
            Assert.Equal(first, Assemble(board, 1).Bytes.ToArray());

            board.Accept("recording");
            board.Run(60);
            FlightFile second = Received(board, 2);
            Assert.Equal(-1, FlightReplay.Run(second, (_, _) => { }));
        }

        [Fact]
        public void In_two_segments_the_event_itself_is_kept()
        {
            using CommandBoard board = new(change: setup => setup.FreeMemoryBytes = 237_000);
            board.Run(100);
            Assert.InRange(board.Last("info").GetProperty("recorder").GetProperty("reach_s").GetInt32(), 5, 12);
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(60);
            FlightFile file = Received(board, 1);
            bool contact = false;
            Assert.Equal(-1, FlightReplay.Run(file, (_, verdict) => contact |= (verdict.RaisedFaults & (1L << FaultId.SenseContactAnode)) != 0));
            Assert.True(contact);
        }

        [Fact]
        public void With_too_little_for_a_recorder_info_says_so_and_the_cell_is_watched()
        {
            using CommandBoard board = new(change: setup => setup.FreeMemoryBytes = 197_000);
            board.Arm();
            Assert.Equal("{\"memory_kb\":0,\"reach_s\":0}", board.Last("info").GetProperty("recorder").GetRawText());
            Assert.Equal(
                "there is no recorder: too little memory, or device.recorder_most_kb is too small",
                board.Send("recording").GetProperty("reason").GetString());
            SurvivalBench.Touch(board.Machine.Faults);
            board.Run(1);
            Assert.False(board.SwitchClosed);
        }

        private static string[] Chunks(CommandBoard board)
        {
            return board.Link.Messages.Where(m => m.Topic == Topic).Select(m => m.Payload).ToArray();
        }

        private static FlightFile Received(CommandBoard board, int number)
        {
            return FlightFile.Parse(Assemble(board, number).Bytes, "test");
        }

        private static ChunkAssembler.Parts Assemble(CommandBoard board, int number)
        {
            ChunkAssembler assembler = new();
            foreach (string chunk in Chunks(board))
            {
                if (ReportBench.Parse(chunk).GetProperty("recording").GetInt32() == number)
                {
                    assembler.Add(Topic, Encoding.UTF8.GetBytes(chunk));
                }
            }

            ChunkAssembler.Parts parts = Assert.Single(assembler.Recordings);
            Assert.True(parts.IsWhole);
            return parts;
        }
    }
}
