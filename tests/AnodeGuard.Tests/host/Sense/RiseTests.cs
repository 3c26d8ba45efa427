using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Why a layer rises: metal from the cathode, a cut lead that leaks upwards, depletion at the anode, or nothing of it.</summary>
    public class RiseTests
    {
        /// <summary>
        /// 100 cm2 of layer (2 mF), 0.8 V below the cathode: V = 0.8 (1 - exp(-t/RC)). A shallow contact's 0.45 V would come after
        /// 0.83 RC; 40 mV above a baseline that follows by 1 mV/s come after 0.05 RC and a little. Half a second to believe it
        /// and at most a second until a self-test has passed come on top.
        /// </summary>
        [Theory]
        [InlineData(13e3)]
        [InlineData(30e3)]
        [InlineData(100e3)]
        public void A_contact_with_the_cathode_creeps_on_a_large_layer(double ohms)
        {
            for (int seed = 0; seed < 10; seed++)
            {
                Rig rig = Charging(seed, new GuardSettings());
                rig.Electrode.Farads = 2e-3;
                rig.Electrode.CathodeVolts = rig.CellVolts;
                rig.Electrode.CathodeOhms = ohms;
                double constant = ohms * rig.Electrode.Farads;
                double began = rig.Now;
                double expected = 0;
                while ((0.8 * (1 - Math.Exp(-expected / constant))) - (1e-3 * expected) < 0.04)
                {
                    expected += 0.01;
                }

                Assert.True(rig.RunWhile(() => !rig.Active(FaultId.SenseContactCathode), 60), $"seed {seed}: never");
                Assert.InRange(rig.Now - began, 0, expected + 1.7);
                Assert.Equal(FaultId.SenseContactCathode, rig.Verdict.TripCause);
                rig.Run(60);
                Assert.False(rig.Ever(FaultId.SenseContactAnode) || rig.Ever(FaultId.SenseLeadOpen), $"seed {seed}");
                Assert.True(rig.Active(FaultId.SenseContactCathode), "it holds");
            }
        }

        /// <summary>The layer is back after the metal has gone: the fault ends, its latch does not.</summary>
        [Fact]
        public void A_creeping_contact_that_lets_go_ends()
        {
            Rig rig = Charging(1, new GuardSettings());
            rig.Electrode.CathodeVolts = rig.CellVolts;
            rig.Electrode.CathodeOhms = 500e3;
            Assert.True(rig.RunWhile(() => !rig.Active(FaultId.SenseContactCathode), 60));
            rig.Electrode.CathodeOhms = 0;
            rig.Electrode.RestOhms = 1e5;
            Assert.True(rig.RunWhile(() => rig.Active(FaultId.SenseContactCathode), 120), "it ends");
            Assert.Equal(GuardState.Tripped, rig.Verdict.State);
        }

        /// <summary>10 mV/s that the cell's voltage shares (the anode's own overpotential) are no contact; without the model's word no depletion either.</summary>
        [Fact]
        public void What_the_cell_shares_is_no_contact()
        {
            Rig rig = Charging(2, new GuardSettings());
            Lift(rig, 0.2, 10e-3, 1);
            Assert.Equal(0, rig.EverRaised);
        }

        /// <summary>A sense channel alone, or a current that steps every 20 s: nothing is said about a creep of 0.1 V.</summary>
        [Fact]
        public void A_pulsed_current_lifts_the_layer()
        {
            Rig rig = Charging(3, new GuardSettings());
            for (int pulse = 0; pulse < 40; pulse++)
            {
                rig.Amperes = pulse % 2 == 0 ? 0.008 : 0.004;
                Lift(rig, pulse % 2 == 0 ? 0.1 : 0, pulse % 2 == 0 ? 10e-3 : -10e-3, 0);
                rig.Run(5);
            }

            Assert.Equal(0, rig.EverRaised);
        }

        /// <summary>j = 0.9: s settles at 0.9, a warning and never an alarm of the model. The layer then rises by 0.2 V with the cell: depletion, whatever the settings say of J*.</summary>
        [Fact]
        public void Depletion_lifts_layer_and_cell_alike()
        {
            Rig rig = NearDepletion(4, 3.6);
            Assert.Equal(FaultLevel.Warning, rig.Verdict.Levels[FaultId.DepletionNear]);
            Lift(rig, 0.2, 10e-3, 1);
            Assert.Equal(FaultId.DepletionNear, rig.Verdict.TripCause);
            Assert.False(rig.Ever(FaultId.SenseContactCathode));
        }

        /// <summary>The same rise with the cell's voltage where it was is metal.</summary>
        [Fact]
        public void Near_depletion_a_contact_is_still_a_contact()
        {
            Rig rig = NearDepletion(5, 3.6);
            Lift(rig, 0.2, 10e-3, 0);
            Assert.Equal(FaultId.SenseContactCathode, rig.Verdict.TripCause);
        }

        /// <summary>
        /// A symmetric cell: its cathode is 3 V below the layer. Near depletion a layer that reaches the top of the range is
        /// lifted; without depletion nobody can say why, and that is called a contact. Blind it is either way: the switch opens.
        /// </summary>
        [Theory]
        [InlineData(0.0036, false)]
        [InlineData(0.001, true)]
        public void A_layer_above_the_cathode(double amperes, bool contact)
        {
            Rig rig = NearDepletion(6, 0.2, amperes, 3.3);
            Lift(rig, 0.25, 0.9e-3, 0.1);
            Assert.True(rig.Snapshot.SenseMicrovolts.Validity == Validity.OverRange, "at the top");
            Assert.Equal(contact ? FaultId.SenseContactCathode : FaultId.DepletionNear, rig.Verdict.TripCause);
        }

        /// <summary>Over the range during a self-test's pull: a contact with the cathode, unless depletion lifts the layer.</summary>
        [Theory]
        [InlineData(0.0036, false)]
        [InlineData(0.001, true)]
        public void Above_the_pulls(double amperes, bool contact)
        {
            Rig rig = NearDepletion(7, 0.2, amperes);
            Assert.True(rig.RunWhile(() => rig.Snapshot.SenseDrive != SenseDrive.PullDown, 10));
            rig.Electrode.Shift += 0.7;
            rig.Run(0.06);
            Assert.Equal(contact, rig.Active(FaultId.SenseContactCathode));
            Assert.False(rig.Ever(FaultId.SelfTestFailed));
        }

        /// <summary>A recording brings no self-test: the creep alone is the finding. Where the file has no cell voltage it is none.</summary>
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void A_recording_creeps(bool hasVoltage)
        {
            Guard guard = new Guard(new GuardSettings { SelfTestWaived = true, CellStaleMicroseconds = long.MaxValue, SenseStaleMicroseconds = long.MaxValue });
            Snapshot snapshot = new Snapshot();
            long found = 0;
            for (long at = 1; at <= 100 && found == 0; at++)
            {
                long now = at * 1_000_000;
                snapshot.TimeMicroseconds = now;
                snapshot.SenseMicrovolts.Set(3_000_000 + (at > 50 ? (at - 50) * 6000 : 0), now, Validity.Valid, SampleSource.Recording);
                snapshot.CurrentNanoamperes.Set(4_000_000, now, Validity.Valid, SampleSource.Recording);
                if (hasVoltage)
                {
                    snapshot.CellMicrovolts.Set(3_800_000, now, Validity.Valid, SampleSource.Recording);
                }

                Verdict verdict = guard.Step(snapshot);
                found = verdict.Levels[FaultId.SenseContactCathode] == FaultLevel.Alarm ? at : 0;
            }

            // 5 mV/s above the baseline: 40 mV at 58 s, three samples to believe it, two for the row.
            Assert.Equal(hasVoltage ? 61 : 0, found);
        }

        /// <summary>j = 0.9, and a file without the cell's voltage: nobody can say that depletion lifts the layer, so 0.5 V is a contact.</summary>
        [Fact]
        public void Near_depletion_without_the_cells_voltage()
        {
            GuardSettings settings = new GuardSettings
            {
                SelfTestWaived = true,
                SenseStaleMicroseconds = long.MaxValue,
                AreaSquareMicrometres = 100_000_000,
                LimitingCurrentDensityMicroamperesPerSquareMetre = 40_000_000,
                DiffusionTimeMicroseconds = 10_000_000,
            };
            Guard guard = new Guard(settings);
            Snapshot snapshot = new Snapshot();
            Verdict verdict = null;
            for (long at = 1; at <= 110; at++)
            {
                long now = at * 1_000_000;
                snapshot.TimeMicroseconds = now;
                snapshot.SenseMicrovolts.Set(at > 100 ? 3_500_000 : 3_000_000, now, Validity.Valid, SampleSource.Recording);
                snapshot.CurrentNanoamperes.Set(3_600_000, now, Validity.Valid, SampleSource.Recording);
                verdict = guard.Step(snapshot);
                Assert.True(at > 100 || verdict.Levels[FaultId.SenseContactCathode] == FaultLevel.None);
            }

            Assert.Equal(FaultLevel.Warning, verdict.Levels[FaultId.DepletionNear]);
            Assert.Equal(FaultLevel.Alarm, verdict.Levels[FaultId.SenseContactCathode]);
        }

        /// <summary>The same creep with an injector that is dead: whether the lead is whole nobody knows, and that is the fault.</summary>
        [Fact]
        public void A_creep_that_no_self_test_vouches_for_is_no_contact()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.BecomeReady();
            bench.Current = 4_000_000;
            bench.Run(36_000);
            bench.InjectorDead = true;
            for (int turn = 0; turn < 1000; turn++)
            {
                bench.Electrode += 100;
                bench.Step();
            }

            Assert.True(bench.Latched(FaultId.SelfTestFailed));
            Assert.False(bench.Active(FaultId.SenseContactCathode));
        }

        private static Rig NearDepletion(int seed, double cellVolts, double amperes = 0.0036, double volts = 3.0)
        {
            // 40 A/m2 on 1 cm2: 4 mA.
            GuardSettings settings = new GuardSettings
            {
                AreaSquareMicrometres = 100_000_000,
                AreaFactorMillionths = 1_000_000,
                LimitingCurrentDensityMicroamperesPerSquareMetre = 40_000_000,
                DiffusionTimeMicroseconds = 10_000_000,
                UnderVoltageMicrovolts = -1_000_000,
            };
            Rig rig = Charging(seed, settings, cellVolts, amperes, volts);
            rig.Run(30);
            return rig;
        }

        private static Rig Charging(int seed, GuardSettings settings, double cellVolts = 3.8, double amperes = 0.004, double volts = 3.0)
        {
            Rig rig = new Rig(seed, settings, volts) { CellVolts = cellVolts };
            rig.BecomeReady();
            rig.Amperes = amperes;
            rig.Run(40);
            Assert.True(rig.EverRaised == 0 || cellVolts != 3.8, "quiet so far");
            return rig;
        }

        /// <summary>Moves the layer, and the cell by a share of it.</summary>
        private static void Lift(Rig rig, double to, double perSecond, double share)
        {
            while (perSecond > 0 ? rig.Electrode.Shift < to : rig.Electrode.Shift > to)
            {
                rig.Electrode.Shift += perSecond * 0.1;
                rig.CellVolts += perSecond * 0.1 * share;
                rig.Run(0.1);
            }
        }
    }
}
