using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>Attempts to slip past the contact detector.</summary>
    public class AttackTests
    {
        private readonly ITestOutputHelper _output;

        public AttackTests(ITestOutputHelper output)
        {
            _output = output;
        }

        // Whatever moment of the self-test the contact chooses, every millisecond of it is tried.
        [Theory]
        [InlineData(10, 0.075)]
        [InlineData(1000, 0.075)]
        [InlineData(10000, 0.5)]
        public void Contact_during_the_self_test(double ohms, double seconds)
        {
            double worst = 0;
            double worstNamed = 0;
            for (int offset = -60; offset < 180; offset += 2)
            {
                Rig rig = new Rig(offset + 100);
                rig.BecomeReady();
                rig.Amperes = 0.004;
                rig.Run(0.5);
                rig.RunWhile(() => rig.Snapshot.SenseDrive == SenseDrive.Idle, 10);
                double next = rig.Now + 4.5 + 0.12;
                rig.RunWhile(() => rig.Now < next - 0.5, 10);
                rig.RunWhile(() => rig.Snapshot.SenseDrive == SenseDrive.Idle && rig.Now < next + (offset / 1000.0), 10);
                if (offset > 0)
                {
                    rig.Run(offset / 1000.0);
                }

                Assert.Equal(0, rig.EverRaised);
                rig.Electrode.AnodeOhms = ohms;
                rig.RunWhile(() => rig.Electrode.Volts > 2.7, 10);
                double left = rig.Now;
                Assert.True(rig.RunWhile(() => double.IsNaN(rig.OpenedAt), 10), $"offset {offset}: never");
                worst = Math.Max(worst, rig.OpenedAt - left);
                Assert.True(rig.RunWhile(() => !rig.Ever(FaultId.SenseContactAnode), 10), $"offset {offset}: never named");
                worstNamed = Math.Max(worstNamed, rig.Now - left);
                Assert.False(rig.Ever(FaultId.SenseLeadOpen), $"offset {offset}: lead open");
            }

            _output.WriteLine($"{ohms} ohm: open after at most {worst * 1000:F0} ms, named after at most {worstNamed * 1000:F0} ms");
            Assert.True(worst <= seconds, $"{worst}");
        }

        // A tip that touches for a moment and burns off: what it took from the layer stays missing.
        [Theory]
        [InlineData(10, 5)]
        [InlineData(100, 5)]
        [InlineData(1000, 20)]
        [InlineData(1000, 50)]
        [InlineData(10000, 200)]
        public void A_single_touch(double ohms, int milliseconds)
        {
            for (int seed = 0; seed < 40; seed++)
            {
                Rig rig = new Rig(seed);
                rig.BecomeReady();
                rig.Amperes = 0.004;
                rig.Run(1 + (5 * rig.Random.NextDouble()));
                rig.Electrode.AnodeOhms = ohms;
                rig.Run(milliseconds / 1000.0);
                rig.Electrode.AnodeOhms = 0;
                double lost = 3.0 - rig.Electrode.Volts;
                rig.Run(1);
                Assert.True(rig.Ever(FaultId.SenseContactAnode) || lost < 0.45, $"seed {seed}: lost {lost:F2} V unnoticed");
                Assert.True(rig.Verdict.State == GuardState.Tripped || lost < 0.45);
            }
        }

        // Touches too small to show alone add up.
        [Fact]
        public void Many_small_touches_add_up()
        {
            Rig rig = new Rig(4);
            rig.BecomeReady();
            rig.Amperes = 0.004;
            double from = rig.Now;
            rig.RunWhile(
                () =>
                {
                    rig.Electrode.AnodeOhms = (int)(rig.Now * 1000) % 500 < 5 ? 10000 : 0;
                    return !rig.Ever(FaultId.SenseContactAnode);
                },
                60);
            _output.WriteLine($"5 ms of 10 kohm twice a second: after {rig.Now - from:F1} s at {rig.Electrode.Volts:F2} V");
            Assert.True(rig.Ever(FaultId.SenseContactAnode));
            Assert.True(rig.Now - from < 20);
        }

        // Pulsed charging restarts the shallow criterion with every step; deep and level remain.
        [Theory]
        [InlineData(1e4, 1)]
        [InlineData(1e5, 5)]
        [InlineData(1e6, 40)]
        public void Contact_under_pulsed_current(double ohms, double seconds)
        {
            Rig rig = new Rig(5);
            rig.BecomeReady();
            rig.Amperes = 0.004;
            rig.Run(3);
            rig.Electrode.AnodeOhms = ohms;
            double from = rig.Now;
            rig.RunWhile(
                () =>
                {
                    rig.Amperes = (int)(rig.Now * 10) % 2 == 0 ? 0.004 : 0.008;
                    rig.Electrode.Shift = rig.Amperes * 10;
                    return !rig.Ever(FaultId.SenseContactAnode);
                },
                120);
            _output.WriteLine($"{ohms:E0} ohm under 5 Hz pulses: {rig.Now - from:F2} s");
            Assert.True(rig.Now - from <= seconds);
        }

        [Theory]
        [InlineData(0.25e-3)]
        [InlineData(2e-3)]
        [InlineData(10e-3)]
        public void Contact_in_heavy_noise(double noise)
        {
            for (int seed = 0; seed < 20; seed++)
            {
                Rig rig = new Rig(seed);
                rig.BecomeReady();
                rig.Electrode.NoiseVolts = noise;
                rig.Amperes = 0.004;
                rig.Run(20);
                Assert.False(rig.Ever(FaultId.SenseContactAnode) || rig.Ever(FaultId.SenseContactCathode), "no false contact");
                if (rig.EverRaised != 0)
                {
                    continue;
                }

                rig.Electrode.AnodeOhms = 1e5;
                double from = rig.Now;
                Assert.True(rig.RunWhile(() => !rig.Ever(FaultId.SenseContactAnode), 10));
                Assert.True(rig.Now - from < 2);
            }
        }

        // Drift of one sign for hours, then a slow contact: the frozen thresholds still fit.
        [Theory]
        [InlineData(-0.6)]
        [InlineData(0.25)]
        public void Contact_after_hours_of_drift(double drifted)
        {
            Rig rig = new Rig(6);
            rig.BecomeReady();
            rig.Electrode.LeakAmperes = -Math.Sign(drifted) * 0.9e-3 / 60 * rig.Electrode.Farads;
            rig.Run(Math.Abs(drifted) / 0.9e-3 * 60);
            rig.Electrode.LeakAmperes = 0;
            Assert.Equal(0, rig.EverRaised);
            rig.Electrode.AnodeOhms = 1e6;
            double from = rig.Now;
            Assert.True(rig.RunWhile(() => !rig.Ever(FaultId.SenseContactAnode), 60));
            _output.WriteLine($"1 Mohm after {drifted} V of drift: {rig.Now - from:F1} s");
            Assert.True(rig.Now - from < 20);
        }

        // At rest the self-test comes every 30 s only; contacts are watched all the same.
        [Theory]
        [InlineData(1e3, 0.2)]
        [InlineData(1e6, 15)]
        public void Contact_at_rest(double ohms, double seconds)
        {
            Rig rig = new Rig(8);
            rig.BecomeReady();
            rig.Run(200);
            Assert.Equal(0, rig.EverRaised);
            rig.Electrode.AnodeOhms = ohms;
            double from = rig.Now;
            Assert.True(rig.RunWhile(() => !rig.Ever(FaultId.SenseContactAnode), 60));
            Assert.True(rig.Now - from <= seconds, $"{rig.Now - from}");
        }

        // The lead breaks, and the contact comes before the next test: the cut lead itself must have stopped the charging.
        [Fact]
        public void A_contact_behind_a_cut_lead_meets_an_open_switch()
        {
            Rig rig = new Rig(9);
            rig.BecomeReady();
            rig.Amperes = 0.004;
            rig.Run(3);
            rig.Electrode.LeadOpen = true;
            rig.Run(5);
            Assert.True(rig.Ever(FaultId.SenseLeadOpen));
            Assert.False(rig.Snapshot.SwitchClosed);
            rig.Electrode.AnodeOhms = 1000;
            rig.Run(5);
            rig.Electrode.LeadOpen = false;
            Assert.True(rig.RunWhile(() => !rig.Ever(FaultId.SenseContactAnode), 40), "found once the lead is mended");
            Assert.False(rig.Snapshot.SwitchClosed);
        }

        // A lead shorted from the start never had a baseline.
        [Fact]
        public void Shorted_from_the_start_is_not_armed()
        {
            Rig rig = new Rig(10, volts: 0.004);
            rig.Electrode.AnodeOhms = 100;
            rig.Run(60);
            Assert.True(rig.Active(FaultId.SenseNotArmed));
            Assert.Equal(GuardState.NotReady, rig.Verdict.State);
            Assert.False(rig.Snapshot.SwitchClosed);
            Assert.False(rig.Ever(FaultId.SenseContactAnode));
        }

        // A contact that is there at power-up already and drains slowly must not become the baseline.
        [Theory]
        [InlineData(1e5)]
        [InlineData(1e6)]
        public void A_draining_electrode_is_no_baseline(double ohms)
        {
            Rig rig = new Rig(11);
            rig.Electrode.AnodeOhms = ohms;
            rig.Run(200);
            Assert.NotEqual(GuardState.Normal, rig.Verdict.State);
            Assert.False(rig.Snapshot.SwitchClosed);
            Assert.True(rig.Active(FaultId.SenseNotArmed) || rig.Active(FaultId.SenseContactAnode));
        }

        // After the trip the tip burns off, and the layer comes back by itself: nothing closes without an acknowledge.
        [Fact]
        public void A_healed_contact_stays_latched()
        {
            Rig rig = new Rig(12);
            rig.Electrode.RestOhms = 1e6;
            rig.BecomeReady();
            rig.Amperes = 0.004;
            rig.Run(2);
            rig.Electrode.AnodeOhms = 1000;
            rig.Run(1);
            Assert.Equal(GuardState.Tripped, rig.Verdict.State);
            rig.Acknowledge();
            rig.Run(1);
            Assert.Equal(GuardState.Tripped, rig.Verdict.State);
            rig.Electrode.AnodeOhms = 0;
            rig.Run(600);
            Assert.Equal(GuardState.Tripped, rig.Verdict.State);
            Assert.False(rig.Active(FaultId.SenseContactAnode));
            Assert.False(rig.Snapshot.SwitchClosed);
            rig.Acknowledge();
            rig.Run(1);
            Assert.Equal(GuardState.Advisory, rig.Verdict.State);
            Assert.True(rig.Active(FaultId.SenseIntermittent), "it let go");
            Assert.True(rig.Snapshot.SwitchClosed);
        }
    }
}
