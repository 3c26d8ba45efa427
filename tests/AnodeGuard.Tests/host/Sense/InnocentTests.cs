using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>What must never be taken for a contact: drift, polarisation, steps, spikes, self-tests, all at once, for days.</summary>
    public class InnocentTests
    {
        private readonly ITestOutputHelper _output;

        public InnocentTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(1, 1)]
        [InlineData(2, -1)]
        public void A_day_of_everything_at_once_is_normal(int seed, int driftSign)
        {
            Rig rig = new Rig(seed);
            rig.Electrode.NoiseVolts = 0.5e-3;
            rig.BecomeReady();
            double polarization = 0;
            double sign = 1;
            double since = 0;
            double pulse = 60;
            for (int tick = 0; tick < 24 * 3600 * 10; tick++)
            {
                // Polarity changes every half minute to ten minutes; the shift goes with the square root of time to 100 mV.
                since += 0.1;
                if (since > pulse)
                {
                    since = 0;
                    sign = -sign;
                    pulse = 30 + (600 * rig.Random.NextDouble());
                    polarization = rig.Electrode.Shift;
                }

                double amperes = 0.004 * sign;
                double target = 0.1 * sign;
                double part = Math.Min(1, Math.Sqrt(since / 12));
                rig.Amperes = amperes;
                double ohmic = 0.04 * sign;
                rig.Electrode.Shift = polarization + ((target - polarization) * part) + (since < 0.05 ? ohmic * 0.5 : ohmic * 0.2);
                rig.Electrode.LeakAmperes = 0;

                // 0.9 mV/min, turning round every five hours.
                double hour = tick / 36000.0;
                double direction = ((int)(hour / 5) % 2 == 0 ? 1 : -1) * driftSign;
                rig.Electrode.LeakAmperes = -direction * 0.9e-3 / 60 * rig.Electrode.Farads;
                rig.Celsius = 25 + (15 * Math.Sin(hour * 2 * Math.PI / 24));
                if (rig.Random.Next(600) == 0)
                {
                    rig.Spike = (rig.Random.NextDouble() * 6) - 3.4;
                }

                rig.Run(0.1);
                Assert.True(rig.EverRaised == 0, $"after {hour:F3} h: {rig.EverRaised:X}, V {rig.Electrode.Volts:F3}, shift {rig.Electrode.Shift:F3}, slow {rig.Verdict.SlowBaselineMicrovolts}");
            }

            _output.WriteLine($"normal after 24 h; electrode at {rig.Electrode.Volts:F3} V, slow baseline {rig.Verdict.SlowBaselineMicrovolts / 1e6:F3} V");
            Assert.Equal(GuardState.Normal, rig.Verdict.State);
        }

        // Check 22: -0.14 V/h for 12 h is no contact, but leakage that stops charging.
        [Theory]
        [InlineData(-0.14)]
        [InlineData(0.14)]
        public void Leakage_is_no_contact(double voltsPerHour)
        {
            Rig rig = new Rig(3, volts: voltsPerHour < 0 ? 3.0 : 2.0);
            rig.BecomeReady();
            rig.Amperes = 0.004;
            rig.Electrode.LeakAmperes = -voltsPerHour / 3600 * rig.Electrode.Farads;
            for (int second = 0; second < 12 * 3600; second++)
            {
                rig.Run(1);
                if (rig.Electrode.Volts < 3.4)
                {
                    Assert.False(rig.Ever(FaultId.SenseContactAnode) || rig.Ever(FaultId.SenseContactCathode), $"at {second} s");
                }
            }

            Assert.True(rig.Ever(FaultId.SenseLeakage));
            Assert.Equal(GuardState.Tripped, rig.Verdict.State);
            Assert.Equal(FaultId.SenseLeakage, rig.Verdict.TripCause);
            _output.WriteLine($"leakage after {rig.FirstRaised(FaultId.SenseLeakage) / 3600:F2} h, electrode at the end {rig.Electrode.Volts:F2} V");
            Assert.InRange(rig.FirstRaised(FaultId.SenseLeakage), 0, 6 * 3600);
        }

        [Theory]
        [InlineData(0, 0)]
        [InlineData(1e-12, 0)]
        [InlineData(1e-12, 53e-12)]
        [InlineData(-1e-12, 0)]
        [InlineData(10e-12, 0)]
        [InlineData(-10e-12, 53e-12)]
        public void A_cut_lead_is_never_a_contact(double leakage, double cable)
        {
            for (int seed = 0; seed < 30; seed++)
            {
                Rig rig = new Rig(seed);
                rig.BecomeReady();
                rig.Amperes = seed % 3 == 0 ? 0 : 0.004;
                rig.Run(1 + (10 * rig.Random.NextDouble()));
                rig.Electrode.NodeLeakAmperes = leakage;
                rig.Electrode.CableFarads = cable;
                rig.Electrode.LeadOpen = true;
                double from = rig.Now;
                Assert.True(rig.RunWhile(() => !rig.Active(FaultId.SenseLeadOpen), 40), $"seed {seed}: never");
                double within = rig.Amperes > 0 ? 5 : 31;
                Assert.True(rig.Now - from <= within, $"seed {seed}: {rig.Now - from}");
                rig.Run(120);
                Assert.False(rig.Ever(FaultId.SenseContactAnode), $"seed {seed}: contact with the anode");
                Assert.False(rig.Ever(FaultId.SenseContactCathode), $"seed {seed}: contact with the cathode");
                Assert.True(rig.Active(FaultId.SenseLeadOpen), "still open");
                Assert.Equal(GuardState.Tripped, rig.Verdict.State);
            }
        }
    }
}
