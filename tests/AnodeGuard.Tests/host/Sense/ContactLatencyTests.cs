using System;
using AnodeGuard.Core;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// From the moment the electrode has left its baseline by 10 % to the verdict that opens the switch, over many seeds:
    /// phase against the sampling, against the self-test and the noise are all random. 25 ms of each budget are left for
    /// the board.
    /// </summary>
    public class ContactLatencyTests
    {
        private const double Rest = 0.025;

        private readonly ITestOutputHelper _output;

        public ContactLatencyTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Theory]
        [InlineData(1e1, 0.1 - Rest)]
        [InlineData(1e3, 0.1 - Rest)]
        [InlineData(1e4, 1 - Rest)]
        [InlineData(1e5, 2)]
        [InlineData(5e5, 10)]
        [InlineData(1e6, 20)]
        [InlineData(1e7, 300)]
        public void Contacts_with_the_anode_open_the_switch_in_time(double ohms, double seconds)
        {
            int seeds = ohms > 5e6 ? 10 : ohms > 5e4 ? 50 : 400;
            double worst = 0;
            double sum = 0;
            double worstNamed = 0;
            for (int seed = 0; seed < seeds; seed++)
            {
                Rig rig = new Rig(seed);
                rig.BecomeReady();
                rig.Amperes = seed % 4 == 3 ? 0 : 0.004;
                rig.Run(1 + (10 * rig.Random.NextDouble()));
                Assert.Equal(0, rig.EverRaised);
                rig.Electrode.AnodeOhms = ohms;
                Assert.True(rig.RunWhile(() => rig.Electrode.Volts > 2.7 && double.IsNaN(rig.OpenedAt), 600));
                double left = rig.Now;
                Assert.True(rig.RunWhile(() => double.IsNaN(rig.OpenedAt), 600), $"seed {seed}: never");
                worst = Math.Max(worst, rig.OpenedAt - left);
                sum += rig.OpenedAt - left;
                Assert.True(rig.RunWhile(() => !rig.Active(FaultId.SenseContactAnode), 600), $"seed {seed}: never named");
                worstNamed = Math.Max(worstNamed, rig.Now - left);
                Assert.False(rig.Ever(FaultId.SenseLeadOpen) || rig.Ever(FaultId.SenseContactCathode), $"seed {seed}");
            }

            _output.WriteLine($"{ohms:E0} ohm, {seeds} seeds: mean {sum / seeds * 1000:F0} ms, max {worst * 1000:F0} ms, named after at most {worstNamed * 1000:F0} ms");
            Assert.True(worst <= seconds, $"{worst}");
        }

        [Theory]
        [InlineData(1e3, 0.12)]
        [InlineData(1e4, 0.5)]
        [InlineData(1e5, 4.5)]
        public void Contacts_with_the_cathode_too(double ohms, double seconds)
        {
            double worst = 0;
            for (int seed = 0; seed < 60; seed++)
            {
                Rig rig = new Rig(seed);
                rig.BecomeReady();
                rig.Amperes = 0.004;
                rig.Run(1 + (10 * rig.Random.NextDouble()));
                rig.Electrode.CathodeOhms = ohms;
                double from = rig.Now;
                Assert.True(rig.RunWhile(() => !rig.Active(FaultId.SenseContactCathode), 60), $"seed {seed}: never");
                worst = Math.Max(worst, rig.Now - from);
                Assert.False(rig.Ever(FaultId.SenseContactAnode) || rig.Ever(FaultId.SensorImplausible), $"seed {seed}");
            }

            _output.WriteLine($"{ohms:E0} ohm: max {worst * 1000:F0} ms from the touch");
            Assert.True(worst <= seconds, $"{worst}");
        }

        // Check 22: B = 3.0 V, 25.4 uF.
        [Fact]
        public void One_megohm_on_a_small_cell_is_found_by_its_slope()
        {
            Rig rig = new Rig(7);
            rig.Electrode.Farads = 25.4e-6;
            rig.BecomeReady();
            rig.Amperes = 0.002;
            rig.Run(7);
            rig.Electrode.AnodeOhms = 1e6;
            double from = rig.Now;
            Assert.True(rig.RunWhile(() => !rig.Active(FaultId.SenseContactAnode), 60));
            _output.WriteLine($"after {rig.Now - from:F2} s at {rig.Electrode.Volts:F2} V");
            Assert.True(rig.Now - from <= 30);
            Assert.True(rig.Electrode.Volts > 2, "long before the level");
        }
    }
}
