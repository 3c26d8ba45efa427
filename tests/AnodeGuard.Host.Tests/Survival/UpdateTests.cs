using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Commands;
using AnodeGuard.Host.Tests.Reporting;
using AnodeGuard.Host.Tests.Settings;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>An emulated board that an older firmware has left behind, in the state that it left, starts with this one.</summary>
    public class UpdateTests
    {
        private const long Contact = 1L << FaultId.SenseContactAnode;
        private const long Baseline = 2_999_959;

        /// <summary>Taken by the older firmware: see fram-*.hex.</summary>
        private const long LastCounter = 1_784_621_700_006;

        [Fact]
        public void Calibration_commissioning_counter_and_starts_survive()
        {
            FakeLink link = new FakeLink();
            using SurvivalBench bench = Updated("bbff6ca", link);
            Assert.Equal(1246, bench.Application.Calibration.Table.Offset(CalibrationQuantity.CellTemperature));
            Assert.Equal(0, bench.FirstLatched & (1L << FaultId.StorageCorrupt));
            Assert.Equal(2u, bench.Witness.BootCount);

            // It stood at its second step, and a contact that came then opened nothing that was closed.
            link.Inbound.Enqueue(Signed.Command("commission", LastCounter + 1));
            bench.RunFor(VirtualClock.Second);
            Assert.Equal("isolated", link.On("ack").Last().GetProperty("result").GetProperty("name").GetString());
            Assert.True(link.On("ack").Last().GetProperty("result").GetProperty("running").GetBoolean());
            Assert.False(bench.Machine.View.SwitchClosed);

            // What the older firmware has taken is not taken again.
            link.Inbound.Enqueue(Signed.Command("acknowledge", LastCounter));
            bench.RunFor(VirtualClock.Second);
            Assert.Equal("counter: not above that of the last command taken", link.On("ack").Last().GetProperty("reason").GetString());
        }

        [Theory]
        [InlineData("b83f5f9", Contact)]
        [InlineData("bbff6ca", Contact | (1L << FaultId.SenseLeadOpen))]
        public void Latched_faults_and_the_baseline_survive_until_somebody_acknowledges(string commit, long latched)
        {
            using SurvivalBench bench = Updated(commit, new FakeLink());
            Assert.Equal(latched, bench.FirstLatched);
            Assert.Equal(GuardState.Tripped, bench.State);
            Assert.False(bench.Machine.View.SwitchClosed);
            Assert.Equal(Baseline, bench.BaselineMicrovolts);
            bench.Acknowledge();
            Assert.Equal(0, bench.Latched);
        }

        /// <summary>Its link was lost, a contact came and went, and its supply failed: read back by the same firmware, these are what it had stored.</summary>
        [Fact]
        public void What_was_not_delivered_is_sent_by_the_newer_firmware_under_its_old_stamps()
        {
            FakeLink link = new FakeLink();
            using SurvivalBench bench = Updated("759fd25", link);
            var old = link.Messages
                .Where(m => m.Topic == ReportBench.Root + "event" || m.Topic == ReportBench.Root + "alarm")
                .Select(m => (m.Retained, Record: ReportBench.Parse(m.Payload)))
                .Where(m => m.Record.GetProperty("boot").GetInt64() == 1).ToArray();
            Assert.Equal(
                [40, 41, 42, 43, 44, 47, 54, 55, 61, 96, 97, 98, 101, 102, 103, 106, 107],
                old.Select(m => m.Record.GetProperty("seq").GetInt32()));
            Assert.All(old, m => Assert.False(m.Retained, "an alarm of an earlier start is not where things stand"));
            JsonElement contact = old[0].Record;
            Assert.Equal("sense-contact-anode", contact.GetProperty("fault").GetString());
            Assert.Equal(31_066, contact.GetProperty("up_ms").GetInt64());
            Assert.Equal(0.520937, contact.GetProperty("sense_v").GetDouble());
            Assert.All(link.On("event").Where(m => m.GetProperty("boot").GetInt64() == 2), m => Assert.True(m.GetProperty("up_ms").GetInt64() < 20_000));
            Assert.Equal(0, bench.Application.Reporting.StoredCount);
        }

        [Fact]
        public void The_fault_log_goes_on_where_the_older_firmware_left_it()
        {
            FakeLink link = new FakeLink();
            using SurvivalBench bench = Updated("759fd25", link);
            JsonElement[] before = FaultLog(bench, link, 1);
            Assert.Equal(["self-test-failed", "sense-contact-anode"], before.Select(entry => entry.GetProperty("fault").GetString()));
            Assert.Equal([2, 1], before.Select(entry => entry.GetProperty("number").GetInt32()));
            Assert.All(before, entry => Assert.Equal(1, entry.GetProperty("boot").GetInt32()));
            Assert.Equal([32_746, 31_066], before.Select(entry => entry.GetProperty("up_ms").GetInt64()));
            Assert.Equal([0.500156, 0.520937], before.Select(entry => entry.GetProperty("sense_v").GetDouble()));

            SurvivalBench.Touch(bench.Machine.Faults);
            bench.RunFor(VirtualClock.Second);
            JsonElement newest = FaultLog(bench, link, 2)[0];
            Assert.Equal((3, 2), (newest.GetProperty("number").GetInt32(), newest.GetProperty("boot").GetInt32()));
            Assert.Equal("sense-contact-anode", newest.GetProperty("fault").GetString());
        }

        /// <summary>It had no room in its record for how it stood, and none for a restart that was asked for.</summary>
        [Theory]
        [InlineData("b83f5f9")]
        [InlineData("bbff6ca")]
        [InlineData("759fd25")]
        public void Of_its_last_run_is_told_what_it_knew(string commit)
        {
            FakeLink link = new FakeLink();
            using SurvivalBench bench = Updated(commit, link);
            JsonElement run = link.On("info").Last().GetProperty("last_run");
            Assert.Equal("power-cut", run.GetProperty("ended").GetString());
            Assert.Equal("tripped", run.GetProperty("state").GetString());
            Assert.Equal(JsonValueKind.Null, run.GetProperty("fault").ValueKind);
            Assert.Equal(0, run.GetProperty("up_s").GetInt32());
            Assert.False(run.TryGetProperty("ts", out _));
            Assert.Equal(0, bench.FirstLatched & (1L << FaultId.StorageCorrupt));
        }

        /// <summary>The mark of a record ends in the number of its layout.</summary>
        [Fact]
        public void A_boot_record_of_a_newer_layout_is_told_and_nothing_is_armed()
        {
            byte[] fram = OlderImage.Fram("bbff6ca");
            foreach (int slot in new[] { 0, 64 })
            {
                fram[slot + 3] = (byte)'2';
                uint crc = Crc32.Compute(fram, slot, 44);
                for (int i = 0; i < 4; i++)
                {
                    fram[slot + 44 + i] = (byte)(crc >> (8 * i));
                }
            }

            using SurvivalBench bench = Updated(fram, new FakeLink());
            Assert.Equal(1L << FaultId.StorageCorrupt, bench.FirstLatched & (1L << FaultId.StorageCorrupt));
            bench.RunFor(SurvivalBench.ReadyMicroseconds);
            Assert.False(bench.Machine.View.SwitchClosed);
        }

        [Fact]
        public void Settings_of_a_newer_firmware_are_kept_told_and_nothing_is_armed()
        {
            FakeLink link = new FakeLink();
            const string Newer = """{"version":3,"mqtt":{"host":"b","tls":false},"cell":{"new":1}}""";
            MachineSetup setup = new MachineSetup { SettingsJson = Newer };
            EmulatedMachine machine = new EmulatedMachine(setup);
            using (machine.Bind())
            {
                Application application = new Application(machine.CreateBoard(link), null);
                application.Start();
                machine.RunUntil(20 * VirtualClock.Second, default);
                Assert.Equal("version: found 3; accepted: 1 to 2: this firmware is older than its settings", application.SettingsProblem);
                Assert.False(machine.View.SwitchClosed);
                Assert.Equal(Newer, machine.Settings.Json);
            }
        }

        private static JsonElement[] FaultLog(SurvivalBench bench, FakeLink link, int counter)
        {
            link.Inbound.Enqueue(Signed.Command("fault-log", LastCounter + 100 + counter));
            bench.RunFor(VirtualClock.Second);
            return link.On("ack").Last().GetProperty("result").GetProperty("entries").EnumerateArray().ToArray();
        }

        private static SurvivalBench Updated(string commit, FakeLink link)
        {
            return Updated(OlderImage.Fram(commit), link);
        }

        private static SurvivalBench Updated(byte[] fram, FakeLink link)
        {
            SurvivalBench bench = new SurvivalBench(setup =>
            {
                setup.Fram = fram;
                setup.SettingsJson = Encoding.UTF8.GetString(OlderImage.Document("stored-bbff6ca.json")).Replace("lab-2", "lab");
            });
            bench.Link = link;
            Assert.True(bench.Start());
            bench.RunFor(20 * VirtualClock.Second);
            return bench;
        }
    }
}
