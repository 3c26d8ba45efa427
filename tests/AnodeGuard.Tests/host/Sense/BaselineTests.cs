using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A baseline is measured in noise, and not while the electrode moves.</summary>
    public class BaselineTests
    {
        /// <summary>Sixteen times the front end's noise: p-p of a hundred samples 20 mV; the mean of them is known to 0.4 mV.</summary>
        [Theory]
        [InlineData(0.25e-3)]
        [InlineData(2e-3)]
        [InlineData(4e-3)]
        public void Noise_is_no_movement(double volts)
        {
            for (int seed = 0; seed < 20; seed++)
            {
                Rig rig = new Rig(seed);
                rig.Electrode.NoiseVolts = volts;
                rig.BecomeReady();
                Assert.InRange(rig.Verdict.BaselineMicrovolts, 2_997_500, 3_002_500);
                rig.Amperes = 0.004;
                rig.Run(120);
                Assert.Equal(0, rig.EverRaised);
            }
        }

        /// <summary>30 mV rms: a tenth of the smallest contact in every second sample.</summary>
        [Fact]
        public void Too_much_noise_is_refused()
        {
            Rig rig = new Rig(1);
            rig.Electrode.NoiseVolts = 30e-3;
            rig.Run(20);
            Assert.True(rig.Ever(FaultId.SenseNotArmed));
            Assert.False(rig.Verdict.BaselineKnown);
        }

        /// <summary>2 mV/s move the halves of two seconds 2 mV apart, 8 mV/s by 8 mV: quieter than any noise above, and no baseline.</summary>
        [Theory]
        [InlineData(2e-3, true)]
        [InlineData(-2e-3, true)]
        [InlineData(8e-3, false)]
        [InlineData(-8e-3, false)]
        public void Movement_is_no_baseline(double voltsPerSecond, bool accepted)
        {
            Rig rig = new Rig(2, volts: 2.5);
            rig.Electrode.LeakAmperes = -voltsPerSecond * rig.Electrode.Farads;
            rig.Run(20);
            Assert.Equal(accepted, rig.Verdict.BaselineKnown);
            Assert.Equal(!accepted, rig.Ever(FaultId.SenseNotArmed));
        }

        /// <summary>So many samples that the window is full within its first half: nothing to compare, the noise alone decides.</summary>
        [Theory]
        [InlineData(0, true)]
        [InlineData(70_000, false)]
        public void A_window_that_is_full_at_once(int spike, bool accepted)
        {
            BaselineWindow window = new BaselineWindow(false);
            bool found = false;
            for (int sample = 0; sample < 4096; sample++)
            {
                found = window.Add(3_000_000 + (sample == 100 ? spike : 0), sample * 100);
            }

            Assert.Equal(accepted, found);
        }
    }
}
