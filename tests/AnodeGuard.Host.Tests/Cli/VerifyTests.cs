using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>`verify FILE`: what counts as missing, as doubled, as dropped, and what is none of these.</summary>
    public sealed class VerifyTests : IDisposable
    {
        private readonly TemporaryFolder _folder = new TemporaryFolder();

        public void Dispose()
        {
            _folder.Dispose();
        }

        [Fact]
        public void A_whole_chain_is_complete()
        {
            CliRun run = Verify(
                Line("event", 1, 0), Line("state", 2, 1), Line("event", 3, 1), Line("alarm", 4, 3), Line("state", 5, 4));
            Assert.Equal(0, run.ExitCode);
            Assert.True(run.Summary.GetProperty("complete").GetBoolean());
            JsonElement start = run.Json[0];
            Assert.Equal("lab/cell-7", start.GetProperty("device").GetString());
            Assert.Equal(2, start.GetProperty("events").GetInt32());
            Assert.Equal(1, start.GetProperty("alarms").GetInt32());
            Assert.Equal(0, start.GetProperty("telemetry_gaps").GetInt32());
        }

        [Fact]
        public void An_event_in_the_middle_is_missed()
        {
            CliRun run = Verify(Line("event", 1, 0), Line("event", 5, 3), Line("state", 6, 5));
            Assert.Equal(1, run.ExitCode);
            Assert.Equal(new[] { 3L }, Numbers(run, "missing"));
        }

        [Fact]
        public void The_last_event_is_missed_by_the_telemetry_behind_it()
        {
            CliRun run = Verify(Line("event", 1, 0), Line("state", 2, 1), Line("state", 4, 3));
            Assert.Equal(1, run.ExitCode);
            Assert.Equal(new[] { 3L }, Numbers(run, "missing"));
        }

        [Fact]
        public void What_comes_late_is_not_missing()
        {
            Assert.Equal(0, Verify(Line("event", 1, 0), Line("event", 5, 3), Line("event", 3, 1), Line("state", 6, 5)).ExitCode);
        }

        [Fact]
        public void What_comes_twice_counts_once()
        {
            CliRun run = Verify(Line("event", 1, 0), Line("event", 2, 1), Line("event", 1, 0), Line("event", 2, 1));
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(2, run.Json[0].GetProperty("events").GetInt32());
            Assert.Equal(2, run.Json[0].GetProperty("repeated").GetInt32());
        }

        [Fact]
        public void Two_records_under_one_number_are_no_proof()
        {
            CliRun run = Verify(Line("event", 1, 0), Line("event", 2, 1), Line("event", 2, 1, "\"event\":\"other\""));
            Assert.Equal(1, run.ExitCode);
            Assert.Equal(new[] { 2L }, Numbers(run, "contradictions"));
        }

        [Fact]
        public void Telemetry_that_did_not_come_is_counted_apart()
        {
            CliRun run = Verify(Line("event", 1, 0), Line("state", 2, 1), Line("state", 9, 1, "\"dropped\":{\"telemetry\":4,\"events\":0}"));
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(6, run.Json[0].GetProperty("telemetry_gaps").GetInt32());
            Assert.Equal(4, run.Json[0].GetProperty("dropped_by_device").GetProperty("telemetry").GetInt32());
            Assert.Equal(4, run.Summary.GetProperty("dropped_by_devices").GetInt32());
        }

        [Fact]
        public void Drops_fail_only_where_asked()
        {
            string file = Write(Line("event", 1, 0), Line("state", 2, 1, "\"dropped\":{\"telemetry\":0,\"events\":2}"));
            Assert.Equal(0, CliRun.InProcess("verify", file, "--fail-on", "missing").ExitCode);
            Assert.Equal(1, CliRun.InProcess("verify", file, "--fail-on", "dropped").ExitCode);
        }

        [Fact]
        public void A_reader_that_joins_late_is_owed_nothing_from_before()
        {
            // The broker had kept the alarm; the event that the first live record names is older than the listening.
            CliRun run = Verify(Line("alarm", 40, 38, null, true), Line("state", 57, 55), Line("event", 58, 55), Line("state", 59, 58));
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(57, run.Json[0].GetProperty("first_seq").GetInt64());
        }

        [Fact]
        public void A_start_under_our_ears_is_owed_from_its_first_record_on()
        {
            CliRun run = Verify(Line("event", 7, 5), Line("event", 4, 2, boot: 43));
            Assert.Equal(1, run.ExitCode);
            Assert.Equal(new[] { 2L }, run.Json[1].GetProperty("missing").EnumerateArray().Select(number => number.GetInt64()));
            Assert.Empty(Numbers(run, "missing"));
        }

        [Fact]
        public void Devices_are_told_apart()
        {
            CliRun run = Verify(Line("event", 1, 0), Line("event", 1, 0).Replace("cell-7", "cell-8"), Line("event", 9, 8).Replace("cell-7", "cell-8"));
            Assert.Equal(2, run.Summary.GetProperty("devices").GetInt32());
            Assert.Equal(1, run.Summary.GetProperty("missing").GetInt32());
        }

        [Theory]
        [InlineData("{\"topic\":\"anodeguard/lab/cell-7/event\",\"payload\":\"not json\"}")]
        [InlineData("{\"topic\":\"anodeguard/lab/cell-7/event\",\"payload\":{\"event\":\"fault\"}}")]
        [InlineData("{\"topic\":\"anodeguard/lab/cell-7/event\",\"payload\":{\"boot\":1.5,\"seq\":2}}")]
        [InlineData("{\"topic\":\"anodeguard/lab/cell-7/event\",\"payload\":{\"boot\":1,\"seq\":-2}}")]
        public void A_record_without_stamps_is_no_proof(string line)
        {
            CliRun run = Verify(Line("event", 1, 0), line);
            Assert.Equal(1, run.ExitCode);
            Assert.Equal(1, run.Summary.GetProperty("unreadable").GetInt32());
        }

        [Fact]
        public void Where_nothing_was_heard_nothing_is_proven()
        {
            CliRun run = CliRun.InProcess("verify", Write("{\"topic\":\"zigbee/lamp\",\"payload\":\"on\"}"), "--fail-on", "missing");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("nothing is proven", run.Output);
        }

        [Theory]
        [InlineData("nonsense")]
        [InlineData("[]")]
        [InlineData("{\"topic\":3,\"payload\":{}}")]
        [InlineData("{\"topic\":\"a/b\"}")]
        public void A_line_that_is_no_message_is_named(string line)
        {
            CliRun.InProcess("verify", Write(Line("event", 1, 0), line)).AssertRefused("line 2", "accepted");
        }

        [Fact]
        public void Arguments_are_checked()
        {
            CliRun.InProcess("verify").AssertRefused("captured file or --broker");
            CliRun.InProcess("verify", "x", "--broker", "127.0.0.1:1").AssertRefused("captured file or --broker");
            CliRun.InProcess("verify", _folder.File("none")).AssertRefused("none", "cannot be read");
            CliRun.InProcess("verify", "--broker", "lab.example:1883").AssertRefused("--ca", "--no-tls");
            CliRun.InProcess("verify", "--broker", "127.0.0.1:1", "--user", "me").AssertRefused("--password-file is missing");
            CliRun.InProcess("verify", "--broker", "127.0.0.1:1", "--ca", _folder.Write("bad.pem", "no")).AssertRefused("--ca", "PEM");
            CliRun.InProcess("verify", "x", "--fail-on", "alarm").AssertRefused("missing, dropped");
        }

        private static string Line(string kind, long seq, long after, string more = null, bool retained = false, long boot = 42)
        {
            return "{\"at\":\"2026-07-21T08:15:02.300Z\",\"topic\":\"anodeguard/lab/cell-7/" + kind + "\",\"retained\":" + (retained ? "true" : "false")
                + ",\"payload\":{\"seq\":" + seq + ",\"after\":" + after + ",\"boot\":" + boot + ",\"up_ms\":" + (seq * 100) + (more == null ? string.Empty : "," + more) + "}}";
        }

        private static long[] Numbers(CliRun run, string name)
        {
            return run.Json[0].GetProperty(name).EnumerateArray().Select(number => number.GetInt64()).ToArray();
        }

        private string Write(params string[] lines)
        {
            return _folder.Write("capture.ndjson", string.Join("\n", lines) + "\n");
        }

        private CliRun Verify(params string[] lines)
        {
            return CliRun.InProcess("verify", Write(lines), "--json", "--fail-on", "missing");
        }
    }
}
