using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What a self-test interrupts gets its right name first, and what is known stays known.</summary>
    public class NamingTests
    {
        /// <summary>The switch opens within two samples of the pull-down; the end of the test says that the lead is cut.</summary>
        [Fact]
        public void A_cut_lead_opens_the_switch_at_once_and_is_called_a_cut_lead()
        {
            for (int seed = 0; seed < 50; seed++)
            {
                Rig rig = Charging(seed);
                rig.Run(5 * rig.Random.NextDouble());
                rig.Electrode.LeadOpen = true;
                Assert.True(rig.RunWhile(() => rig.Snapshot.SenseDrive != SenseDrive.PullDown, 6));
                double pulled = rig.Now;
                Assert.True(rig.RunWhile(() => double.IsNaN(rig.OpenedAt), 1));
                Assert.InRange(rig.Now - pulled, 0, 0.081);
                rig.Run(0.2);
                Assert.Equal(1L << FaultId.SenseLeadOpen, rig.EverRaised);
                Assert.Equal(FaultId.SenseLeadOpen, rig.Verdict.TripCause);
            }
        }

        [Fact]
        public void A_contact_with_the_cathode_in_a_test_is_one()
        {
            for (int seed = 0; seed < 50; seed++)
            {
                Rig rig = Charging(seed);
                Assert.True(rig.RunWhile(() => rig.Snapshot.SenseDrive != SenseDrive.PullDown, 6));
                rig.Run(0.1 * rig.Random.NextDouble());
                rig.Electrode.CathodeOhms = 500;
                rig.Run(1);
                Assert.Equal(1L << FaultId.SenseContactCathode, rig.EverRaised);
            }
        }

        /// <summary>Something pulls the node down by 0.6 V whenever the injector is on: neither cut nor contact, the path has failed.</summary>
        [Fact]
        public void What_the_test_cannot_name_is_its_own_failure()
        {
            Rig rig = Charging(1);
            Assert.True(rig.RunWhile(() => rig.Snapshot.SenseDrive != SenseDrive.PullDown, 6));
            rig.Electrode.Shift = -0.6;
            Assert.True(rig.RunWhile(() => rig.Snapshot.SenseDrive != SenseDrive.Idle, 1));
            rig.Electrode.Shift = 0;
            Assert.False(double.IsNaN(rig.OpenedAt), "open before the test has ended");
            rig.Run(0.1);
            Assert.Equal(1L << FaultId.SelfTestFailed, rig.EverRaised);
            Assert.Equal(GuardState.Tripped, rig.Verdict.State);
        }

        /// <summary>
        /// A contact that leaves 80 % of the voltage (4 Mohm against 1 Mohm), or lifts it by 16 %, is a shallow one: neither the self-tests nor
        /// current steps interrupt it; it ends when it lets go.
        /// </summary>
        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void A_shallow_contact_holds_through_self_tests_and_current_steps(bool cathode)
        {
            Rig rig = Charging(2, 2.5);
            rig.SwitchMatters = false;
            rig.Electrode.Farads = 1e-6;
            rig.Electrode.RestOhms = 1e6;
            rig.Electrode.CathodeVolts = 6;
            rig.Electrode.AnodeOhms = cathode ? 0 : 4e6;
            rig.Electrode.CathodeOhms = cathode ? 7.5e6 : 0;
            int fault = cathode ? FaultId.SenseContactCathode : FaultId.SenseContactAnode;
            int other = cathode ? FaultId.SenseContactAnode : FaultId.SenseContactCathode;
            Assert.True(rig.RunWhile(() => !rig.Active(fault), 20));
            int tests = 0;
            bool pulled = false;
            for (int turn = 0; turn < 3000; turn++)
            {
                rig.Amperes = turn / 50 % 2 == 0 ? 0.004 : -0.004;
                rig.Run(0.02);
                tests += !pulled && rig.Snapshot.SenseDrive != SenseDrive.Idle ? 1 : 0;
                pulled = rig.Snapshot.SenseDrive != SenseDrive.Idle;
                Assert.True(rig.Active(fault), $"dropped after {turn * 0.02:F2} s, test {rig.Snapshot.SenseDrive}");
            }

            Assert.True(tests > 5, $"{tests} tests");
            Assert.False(rig.Ever(other));
            rig.Electrode.AnodeOhms = 0;
            rig.Electrode.CathodeOhms = 0;
            rig.Electrode.RestOhms = 1e5;
            Assert.True(rig.RunWhile(() => rig.Active(fault), 20), "it lets go");
        }

        private static Rig Charging(int seed, double volts = 3.0)
        {
            Rig rig = new Rig(seed, volts: volts);
            rig.BecomeReady();
            rig.Amperes = 0.004;
            rig.Run(2);
            return rig;
        }
    }
}
