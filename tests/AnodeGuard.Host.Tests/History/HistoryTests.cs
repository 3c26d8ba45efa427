using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Cli;
using AnodeGuard.Cli.History;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Host.Tests.Cli;
using AnodeGuard.Host.Tests.Mqtt;
using Microsoft.Data.Sqlite;
using Xunit;

namespace AnodeGuard.Host.Tests.History
{
    /// <summary>What is kept, how it comes back, and what is said when it cannot be kept.</summary>
    public sealed class HistoryTests : IDisposable
    {
        private static readonly DateTimeOffset Start = new(2026, 7, 21, 8, 0, 0, TimeSpan.Zero);

        private readonly TemporaryFolder _folder = new();

        private string File
        {
            get { return _folder.File("cells.db"); }
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        [Fact]
        public void Everything_comes_back_as_it_was_received()
        {
            ReceivedMessage[] sent =
            [
                State(0, 3.7, 0.01, 2.9), Message("event", "{\"seq\":900,\"boot\":1,\"up_ms\":5,\"event\":\"fault\"}"), Message("alarm", "{\"seq\":901,\"boot\":1,\"up_ms\":6}"),
                Message("info", "{\"seq\":902,\"boot\":1,\"up_ms\":7}"), Message("ack", "{\"seq\":903,\"boot\":1,\"up_ms\":8}"), Message("status", "online"), Message("status", "offline"),
            ];
            HistoryReader history = Fill(sent);
            System.Collections.Generic.List<string> kept = [];
            history.EachMessage(null, message => kept.Add(message.Topic + " " + message.Text));
            Assert.Equal(sent.Select(message => message.Topic + " " + message.Text), kept);
        }

        [Fact]
        public void A_record_that_comes_again_is_kept_once_and_one_of_another_life_is_not_taken_for_it()
        {
            // A memory that was cleared counts boots and records from 1 again; its clock tells the two apart.
            ReceivedMessage first = State(0, 3.7, 0, 2.9);
            ReceivedMessage second = State(0, 3.5, 0, 2.5, Start.AddDays(1));
            Assert.Equal([3.7, 3.5], Fill(first, first, second, second).Samples("lab/cell-7", 0, long.MaxValue, 100).Values[0].Select(value => value.Value));
        }

        [Fact]
        public void A_day_is_drawn_with_few_points_and_its_shortest_collapse_is_among_them()
        {
            HistoryReader history = Fill(Enumerable.Range(0, 86_400).Select(second => State(second, 3.7, 0.001, second == 54_321 ? 0.004 : 2.9)).ToArray());
            long from = Start.ToUnixTimeMilliseconds();
            SampleSeries day = history.Samples("lab/cell-7", from, from + 86_400_000, 1000);
            Assert.InRange(day.Times.Length, 900, 1010);
            Assert.InRange(day.SamplesPerPair, 150, 200);
            double?[] sense = day.Values[Array.IndexOf(SampleColumn.Names, "sense_v")];
            int collapse = Array.IndexOf(sense, 0.004);
            Assert.InRange(day.Times[collapse], from + 54_100_000, from + 54_500_000);
            Assert.Equal(1, sense.Count(value => value < 2.9));
            Assert.True(day.Times.Zip(day.Times.Skip(1)).All(pair => pair.First < pair.Second));

            // Near it, each sample is there.
            SampleSeries near = history.Samples("lab/cell-7", from + 54_300_000, from + 54_350_000, 1000);
            Assert.Equal(50, near.Times.Length);
            Assert.Equal(1, near.SamplesPerPair);
            Assert.Equal(from + 54_321_000, near.Times[Array.IndexOf(near.Values[Array.IndexOf(SampleColumn.Names, "sense_v")], 0.004)]);
        }

        [Fact]
        public void A_range_is_exported_so_that_replay_reads_it()
        {
            Fill(Enumerable.Range(0, 600).Select(second => State(second, 3.7 + (second * 1e-4), second < 300 ? 0.010 : -0.010, 2.9)).Append(Message("state", "{\"seq\":5000,\"boot\":1,\"up_ms\":1,\"state\":\"normal\",\"invalid\":{\"voltage_v\":\"failed\"}}", Start.AddSeconds(605))).ToArray());
            string table = _folder.File("range.bdf.csv");
            CliRun export = CliRun.InProcess("history", "export", table, "--history", File, "--device", "lab/cell-7", "--from", "2026-07-21T08:01:00Z", "--to", "2026-07-21T08:09:00Z");
            Assert.Equal(0, export.ExitCode);
            Assert.Contains("480 rows", export.Output);
            string[] lines = System.IO.File.ReadAllLines(table);
            Assert.Equal("Test Time / s,Unix Time / s,Voltage / V,Current / A,Sense Voltage / V,Surface Temperature / degC,Surface Depletion / 1,Normalised Current / 1", lines[0]);
            Assert.StartsWith("0.000," + (Start.ToUnixTimeSeconds() + 60).ToString(CultureInfo.InvariantCulture) + ".000,3.706,0.01,2.9,25,", lines[1]);
            CliRun replay = CliRun.InProcess("replay", table, "--json");
            Assert.Equal(0, replay.ExitCode);
            Assert.Contains("Battery Data Format", CliRun.InProcess("replay", table).Output);
            Assert.Equal(480, replay.Summary.GetProperty("rows").GetInt32());

            CliRun whole = CliRun.InProcess("history", "export", table, "--history", File);
            Assert.Contains("600 rows", whole.Output);
            Assert.Contains("1 without voltage", whole.Output);
        }

        [Fact]
        public void What_was_kept_can_be_verified()
        {
            Fill(State(0, 3.7, 0, 2.9), Message("event", "{\"seq\":2,\"after\":0,\"boot\":1,\"up_ms\":5}"), Message("event", "{\"seq\":9,\"after\":4,\"boot\":1,\"up_ms\":9}"));
            string capture = _folder.File("messages.ndjson");
            Assert.Equal(0, CliRun.InProcess("history", "capture", capture, "--history", File).ExitCode);
            CliRun verify = CliRun.InProcess("verify", capture, "--json", "--fail-on", "missing");
            Assert.Equal(1, verify.ExitCode);
            Assert.Equal(4, verify.Json[0].GetProperty("missing").EnumerateArray().Single().GetInt64());
        }

        [Fact]
        public void Questions_that_cannot_be_answered_are_refused_by_name()
        {
            string output = _folder.File("x.csv");
            CliRun.InProcess("history", "export", output, "--history", File).AssertRefused("--history", "does not exist");
            Fill(State(0, 3.7, 0, 2.9));
            CliRun.InProcess("history", "export", output, "--history", File, "--device", "lab/other").AssertRefused("--device", "lab/cell-7");
            CliRun.InProcess("history", "export", output, "--history", File, "--from", "yesterday").AssertRefused("--from", "2026-07-21");
            CliRun.InProcess("history", "export", output, "--history", File, "--from", "2027-01-01").AssertRefused("nothing of lab/cell-7");
            CliRun.InProcess("history", "export", output, "--history", File, "--from", "2027-01-01", "--to", "2026-01-01").AssertRefused("--to");
            Assert.False(System.IO.File.Exists(output));
            Assert.StartsWith("lab/cell-7  2026-07-21T08:00:00Z to 2026-07-21T08:00:00Z", CliRun.InProcess("history", "list", "--history", File).Output);
        }

        [Fact]
        public void A_damaged_file_is_refused_and_left_as_it_is()
        {
            Fill(Enumerable.Range(0, 5000).Select(second => State(second, 3.7, 0, 2.9)).ToArray());
            byte[] bytes = System.IO.File.ReadAllBytes(File);
            new Random(7).NextBytes(bytes.AsSpan(bytes.Length / 3, 20_000));
            System.IO.File.WriteAllBytes(File, bytes);
            InputException refusal = Assert.Throws<InputException>(() => HistoryFile.Open(File));
            Assert.Contains("damaged", refusal.Message);
            Assert.Contains("move it aside", refusal.Message);
            CliRun.InProcess("dashboard", "--broker", "127.0.0.1:1", "--history", File).AssertRefused("--history", "damaged");
            Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
        }

        [Fact]
        public void What_is_no_history_is_refused()
        {
            CliRun.InProcess("history", "list", "--history", _folder.Write("text.db", new string('x', 9000))).AssertRefused("no history");
            CliRun.InProcess("dashboard", "--broker", "127.0.0.1:1", "--history", _folder.Path).AssertRefused("folder");
            string other = _folder.File("other.db");
            Execute(other, "CREATE TABLE songs (name TEXT); PRAGMA user_version = 1");
            CliRun.InProcess("history", "list", "--history", other).AssertRefused("another program");
            Fill(State(0, 3.7, 0, 2.9));
            Execute(File, "PRAGMA user_version = 99");
            CliRun.InProcess("history", "list", "--history", File).AssertRefused("version 99", "newer");
        }

        [Fact]
        public void An_older_file_is_brought_up_step_by_step_and_a_step_that_fails_leaves_it_whole()
        {
            string[] first = ["CREATE TABLE a (x)"];
            string[] three = [first[0], "CREATE TABLE b (x); INSERT INTO b VALUES (5)", "ALTER TABLE b ADD COLUMN y DEFAULT 7"];
            string[] broken = [first[0], "CREATE TABLE b (x); INSERT INTO none VALUES (5)"];
            using SqliteConnection connection = new("Data Source=" + File + ";Pooling=False");
            connection.Open();
            HistorySchema.Migrate(connection, File, first);
            Assert.Throws<SqliteException>(() => HistorySchema.Migrate(connection, File, broken));
            Assert.Equal(1L, Scalar(connection, "PRAGMA user_version"));
            Assert.Equal(0L, Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'b'"));
            HistorySchema.Migrate(connection, File, three);
            HistorySchema.Migrate(connection, File, three);
            Assert.Equal(3L, Scalar(connection, "PRAGMA user_version"));
            Assert.Equal(12L, Scalar(connection, "SELECT x + y FROM b"));
            Assert.Throws<InputException>(() => HistorySchema.Migrate(connection, File, first));
        }

        /// <summary>A file system with half a megabyte left: what does not fit is said, waits, and is written once there is room.</summary>
        [TinyDiskFact]
        public void A_full_disk_is_said_and_nothing_is_lost_once_there_is_room()
        {
            using TinyDisk disk = new(_folder.File("disk"), 6000);
            string ballast = Path.Combine(disk.Path, "ballast");
            System.IO.File.WriteAllBytes(ballast, new byte[5_500_000]);
            using HistoryFile file = HistoryFile.Open(Path.Combine(disk.Path, "h.db"));
            System.Collections.Concurrent.ConcurrentQueue<string> said = new();
            using HistoryWriter writer = new(file, null, problem => said.Enqueue(problem ?? "well"));
            for (int second = 0; second < 4000; second++)
            {
                writer.Add(State(second, 3.7, 0, 2.9));
            }

            Wait.Until(() => writer.Problem != null, "the complaint");
            Assert.Equal("the disk is full", writer.Problem);
            Assert.Equal(0, writer.Lost);
            Assert.True(writer.Waiting > 0);
            System.IO.File.Delete(ballast);
            Wait.Until(() => writer.Problem == null && writer.Waiting == 0, "the rest");
            Assert.Equal(["the disk is full", "well"], said);
            Assert.Equal(4000, new HistoryReader(file).Samples("lab/cell-7", 0, long.MaxValue, 5000).Times.Length);
        }

        [Fact]
        public void What_is_older_than_asked_for_goes()
        {
            using HistoryFile file = HistoryFile.Open(File);
            using (HistoryWriter writer = new(file, TimeSpan.FromDays(1), null))
            {
                writer.Add(State(0, 3.7, 0, 2.9, Start.AddYears(-3)));
                writer.Add(State(1, 3.6, 0, 2.8, DateTimeOffset.UtcNow));
            }

            Assert.Equal([3.6], new HistoryReader(file).Samples("lab/cell-7", 0, long.MaxValue, 100).Values[0].Select(value => value.Value));
        }

        private static ReceivedMessage State(int second, double voltage, double current, double sense, DateTimeOffset? start = null)
        {
            DateTimeOffset at = (start ?? Start).AddSeconds(second);
            string payload = string.Format(
                CultureInfo.InvariantCulture,
                "{{\"seq\":{0},\"after\":0,\"boot\":1,\"up_ms\":{1},\"ts\":\"{2:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",\"state\":\"normal\",\"voltage_v\":{3},\"current_a\":{4},\"sense_v\":{5},\"temperature_c\":25,\"s\":0.1,\"t_dep_s\":null}}",
                second + 1, second * 1000, at.UtcDateTime, voltage, current, sense);
            return Message("state", payload, at);
        }

        private static ReceivedMessage Message(string kind, string payload, DateTimeOffset? at = null)
        {
            return new ReceivedMessage(at ?? Start, "anodeguard/lab/cell-7/" + kind, Encoding.UTF8.GetBytes(payload), false);
        }

        private static void Execute(string path, string sql)
        {
            using SqliteConnection connection = new("Data Source=" + path + ";Pooling=False");
            connection.Open();
            Scalar(connection, sql);
        }

        private static object Scalar(SqliteConnection connection, string sql)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }

        private HistoryReader Fill(params ReceivedMessage[] messages)
        {
            HistoryFile file = HistoryFile.Open(File);
            using (HistoryWriter writer = new(file, null, null))
            {
                foreach (ReceivedMessage message in messages)
                {
                    writer.Add(message);
                }
            }

            return new HistoryReader(file);
        }
    }
}
