using System.Linq;
using System.Text;
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
