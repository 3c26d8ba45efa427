using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Plated metal, its thickness and the times that are left, at the borders that FAULTS.md and the docstrings name.</summary>
    public class PlatedMetalBorderTests
    {
        /// <summary>4,850, 8,843 and 16,964 nm for 1 mAh/cm2 of lithium, sodium, potassium (transport-and-detection, 1.2).</summary>
        [Theory]
        [InlineData(Chemistry.Lithium, 4850)]
        [InlineData(Chemistry.Sodium, 8843)]
        [InlineData(Chemistry.Potassium, 16964)]
        public void The_thickness_of_the_metal(Chemistry chemistry, long nanometres)
        {
            GuardSettings settings = new GuardSettings { Chemistry = chemistry, AreaSquareMicrometres = 200000000 };
            CellFigures figures = new CellFigures();
            HalfCycleTracker tracker = new HalfCycleTracker(settings) { Nanocoulombs = 7200000000 };
            Follow(new PlatedMetal(settings, new FaultRegister(new byte[FaultId.Count]), figures), tracker, 2000000, 1);
            Assert.Equal(nanometres, figures.PlatedNanometres);

            // 2 mA on 2 cm2 are 10 A/m2. What is left of 25 um at J k / phi: phi 0.3, 1 mAh/cm2 an hour.
            Assert.Equal(10000000, figures.GeometricMicroamperesPerSquareMetre);
            Assert.Equal((25000 - nanometres) * 0.3 / nanometres * 3600e6, figures.MossLeadMicroseconds, 2e6);

            // d F c0 / (J t_a): F = 96485 C/mol, 1 M, t_a 0.62.
            Assert.Equal((25000 - nanometres) * 1e-9 * 96485.332 * 1000 / (10 * 0.62) * 1e6, figures.TipLeadMicroseconds, 1e3);
        }

        /// <summary>Metal that fills the gap has no way left: both times are 0.</summary>
        [Fact]
        public void A_full_gap_leaves_no_time()
        {
            GuardSettings settings = new GuardSettings { FreeGapNanometres = 1000 };
            CellFigures figures = new CellFigures();
            HalfCycleTracker tracker = new HalfCycleTracker(settings) { Nanocoulombs = 3600000000 };
            Follow(new PlatedMetal(settings, new FaultRegister(new byte[FaultId.Count]), figures), tracker, 1000000, 1);
            Assert.Equal((4850L, 0L, 0L), (figures.PlatedNanometres, figures.TipLeadMicroseconds, figures.MossLeadMicroseconds));
        }

        /// <summary>The real density: the factor of the current over that of the area; t_a below 0.05 has no tip.</summary>
        [Theory]
        [InlineData(50000, true)]
        [InlineData(49999, false)]
        public void Local_density_and_single_ions(long anion, bool tip)
        {
            GuardSettings settings = new GuardSettings
            {
                AnionTransferenceMillionths = anion,
                LocalCurrentFactorMillionths = 3000000,
                AreaFactorMillionths = 2000000,
            };
            CellFigures figures = new CellFigures();
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            PlatedMetal metal = new PlatedMetal(settings, new FaultRegister(new byte[FaultId.Count]), figures);
            Follow(metal, tracker, 1000000, 1);
            Assert.Equal(15000000, figures.LocalMicroamperesPerSquareMetre);
            Assert.Equal(tip, figures.TipLeadMicroseconds > 0);
            Assert.True(figures.MossLeadMicroseconds > 0);
            Follow(metal, tracker, 5000, 2);
            Assert.Equal((-1L, -1L), (figures.TipLeadMicroseconds, figures.MossLeadMicroseconds));
            Follow(metal, tracker, 5001, 2);
            Assert.True(figures.MossLeadMicroseconds > 0);
            Follow(metal, tracker, -1000000, 2);
            Assert.Equal(-1, figures.MossLeadMicroseconds);
        }

        /// <summary>Of two metal electrodes either sign plates; C/1000 is no current.</summary>
        [Theory]
        [InlineData(-5000, false)]
        [InlineData(-5001, true)]
        [InlineData(5000, false)]
        [InlineData(5001, true)]
        public void Either_sign_plates_on_metal(long nanoamperes, bool plates)
        {
            GuardSettings settings = new GuardSettings { CellType = CellType.Symmetric };
            CellFigures figures = new CellFigures();
            PlatedMetal metal = new PlatedMetal(settings, new FaultRegister(new byte[FaultId.Count]), figures);
            Follow(metal, new HalfCycleTracker(settings), nanoamperes, 1);
            Assert.Equal(plates, figures.MossLeadMicroseconds > 0);
        }

        /// <summary>
        /// 100 % of the gap, 150 %, 200 % while more is plated; each ends 5 % of the gap below, the alarm at once when nothing
        /// is plated. A gap of 100 nm: a nanometre is a percent, and 3.6e9 nC / 4850.
        /// </summary>
        [Theory]
        [InlineData(0, 99, true, FaultLevel.None)]
        [InlineData(0, 100, true, FaultLevel.Advisory)]
        [InlineData(0, 149, true, FaultLevel.Advisory)]
        [InlineData(0, 150, true, FaultLevel.Warning)]
        [InlineData(0, 199, true, FaultLevel.Warning)]
        [InlineData(0, 200, true, FaultLevel.Alarm)]
        [InlineData(0, 200, false, FaultLevel.Warning)]
        [InlineData(210, 205, false, FaultLevel.Warning)]
        [InlineData(210, 199, true, FaultLevel.Warning)]
        [InlineData(160, 145, true, FaultLevel.Warning)]
        [InlineData(160, 144, true, FaultLevel.Advisory)]
        [InlineData(110, 95, true, FaultLevel.Advisory)]
        [InlineData(110, 94, true, FaultLevel.None)]
        public void The_metal_against_the_gap(int before, int percent, bool plates, byte level)
        {
            foreach (CellType type in new[] { CellType.Full, CellType.Symmetric, CellType.HalfCopper })
            {
                GuardSettings settings = new GuardSettings { FreeGapNanometres = 100, CellType = type };
                FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
                HalfCycleTracker tracker = new HalfCycleTracker(settings);
                PlatedMetal metal = new PlatedMetal(settings, faults, new CellFigures());
                int sign = type == CellType.Full ? 1 : -1;
                foreach ((int at, bool more) in new[] { (before, true), (percent, plates) })
                {
                    tracker.Nanocoulombs = sign * (long)(at * 3.6e9 / 4850);
                    Follow(metal, tracker, more ? sign * 1000000 : 0, 1 + at);
                }

                Assert.Equal(level, faults.LevelOf(FaultId.PlatedThickness));
            }
        }

        private static void Follow(PlatedMetal metal, HalfCycleTracker tracker, long nanoamperes, long time)
        {
            metal.Follow(tracker, nanoamperes, time);
            metal.Foresee(nanoamperes);
        }
    }
}
