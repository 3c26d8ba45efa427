using System;
using System.Numerics;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The states and the grid of the transport model against their definitions.</summary>
    public class GridBorderTests
    {
        /// <summary>s is the sum of its parts; what rises and what falls are the distances of the states from their targets.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(2)]
        public void States_and_their_targets(int seed)
        {
            ModeTable modes = new ModeTable(null, null);
            DiffusionState state = new DiffusionState(modes);
            Lcg random = new Lcg(seed);
            for (int step = 0; step < 300; step++)
            {
                long current = random.Between(-60000000, 60000000);
                bool aims = step % 7 == 6;
                if (aims)
                {
                    state.Aim(current);
                }
                else
                {
                    state.Advance(current, 1L << (20 + random.Below(22)));
                }

                long rising = 0;
                long falling = 0;
                double surface = modes.RestQ31 / Math.Pow(2, 31) * current;
                for (int mode = 0; mode < modes.Count; mode++)
                {
                    long away = state.AwayQ24[mode];
                    Assert.Equal(modes.WeightsQ31[mode] / Math.Pow(2, 31) * current, state.StatesQ24[mode] - away, 0.51);
                    rising += Math.Max(away, 0);
                    falling += Math.Min(away, 0);
                    surface += state.StatesQ24[mode];
                }

                Assert.Equal((rising, falling), (state.RisingQ24, state.FallingQ24));
                Assert.Equal(surface, state.SurfaceQ24, 0.51);
            }
        }

        /// <summary>
        /// Times double from where the fastest mode has half to a whole of its own time behind it to where the slowest is gone
        /// (22 of its times); every decay is the exponential's, and modes are counted as long as they live.
        /// </summary>
        [Theory]
        [InlineData(null)]
        [InlineData(new long[] { 10L << 16, 700L << 16, 90L << 16 })]
        [InlineData(new long[] { 5000L << 16 })]
        [InlineData(new long[] { 1, 1L << 36 })]
        [InlineData(new long[] { 1024L << 16 })]
        [InlineData(new long[] { 22L << 16 })]
        [InlineData(new long[] { (2201L << 16) / 1600 })]
        public void A_grid_of_doubling_times(long[] rates)
        {
            long[] weights = rates == null ? null : new long[rates.Length];
            ModeTable modes = new ModeTable(rates, weights);
            DoublingGrid grid = new DoublingGrid(modes);
            double fastest = 0;
            double slowest = double.MaxValue;
            foreach (long rate in modes.RatesQ16)
            {
                fastest = Math.Max(fastest, rate / 65536.0);
                slowest = Math.Min(slowest, rate / 65536.0);
            }

            double one = Math.Pow(2, 40);
            Assert.InRange(grid.ThetaQ40(0) / one * fastest, 0.5, 1.0);
            Assert.NotEqual(0.5, grid.ThetaQ40(0) / one * fastest);
            double last = grid.ThetaQ40(grid.Levels - 1) / one;
            bool ends = last * slowest >= 22;

            // Below 4,096 diffusion times, and of the doubling ones below it the last.
            Assert.True(last < 4096 && (ends || last >= 2048), $"{last}");
            Assert.True(grid.ThetaQ40(grid.Levels - 2) / one * slowest < 22);
            for (int level = 0; level < grid.Levels; level++)
            {
                Assert.Equal(grid.ThetaQ40(0) << level, grid.ThetaQ40(level));
                int living = 0;
                for (int mode = 0; mode < modes.Count; mode++)
                {
                    double decay = Math.Exp(-modes.RatesQ16[mode] / 65536.0 * grid.ThetaQ40(level) / one) * Math.Pow(2, 31);
                    long held = grid.DecaysQ31[(level * modes.Count) + mode];
                    Assert.Equal(decay, held, 3.0);
                    living = held != 0 ? mode + 1 : living;
                }

                Assert.Equal(living, grid.Living[level]);
            }
        }

        /// <summary>Where all modes are slow the grid begins at one diffusion time.</summary>
        [Theory]
        [InlineData(65)]
        [InlineData(6554)]
        [InlineData(32768)]
        public void A_grid_of_slow_modes(long rateQ16)
        {
            ModeTable modes = new ModeTable(new[] { rateQ16 }, new long[1]);
            DoublingGrid grid = new DoublingGrid(modes);
            Assert.Equal(1L << 40, grid.ThetaQ40(0));
        }

        /// <summary>From the theta that is told for it on a mode's decay is nothing, and it has arrived; just before it lives.</summary>
        [Fact]
        public void Where_a_mode_is_gone()
        {
            ModeTable modes = new ModeTable(new long[] { 10L << 16 }, new long[] { 1L << 31 });
            DiffusionState state = new DiffusionState(modes);
            long gone = modes.VanishesFromQ40[0];
            Assert.Equal(2.2, gone / Math.Pow(2, 40), 1e-9);
            state.Advance(1000, gone);
            Assert.Equal(0, state.Living);
            Assert.Equal(Exponential.VanishesFromQ38, modes.ExponentQ38(0, gone));
            state.Advance(2000, gone - 1);
            Assert.Equal(1, state.Living);
            state.Advance(3000, gone);
            Assert.Equal((0, 3000, 0), (state.Living, state.StatesQ24[0], state.AwayQ24[0]));
        }

        /// <summary>In whatever order the settings name them, modes ascend, and each keeps its weight.</summary>
        [Fact]
        public void Modes_ascend()
        {
            ModeTable modes = new ModeTable(new long[] { 7, 3, 9, 3, 1 }, new long[] { 70, 30, 90, 31, 10 });
            Assert.Equal(new long[] { 1, 3, 3, 7, 9 }, modes.RatesQ16);
            Assert.Equal(new long[] { 10, 30, 31, 70, 90 }, modes.WeightsQ31);
        }

        /// <summary>A share is fine below 2^-7, at 2^-7 it is not; either way nothing of a movement is lost.</summary>
        [Theory]
        [InlineData((1L << 33) - 4, true)]
        [InlineData(1L << 33, false)]
        public void A_fine_share(long theta, bool fine)
        {
            ModeTable modes = new ModeTable(new long[] { 1L << 16 }, new long[] { 1L << 31 });
            DiffusionState state = new DiffusionState(modes);
            BigInteger whole = ShareQ38(modes.RatesQ16[0], theta, fine);
            BigInteger other = ShareQ38(modes.RatesQ16[0], theta, !fine);
            double x = theta / Math.Pow(2, 40);
            Assert.Equal(x - (x * x / 2) + (x * x * x / 6) - (x * x * x * x / 24), (double)whole / Math.Pow(2, 38), fine ? 1e-11 : 2e-9);
            BigInteger sum = 0;
            BigInteger otherSum = 0;
            int differ = 0;
            Lcg random = new Lcg(8);
            for (int step = 0; step < 300; step++)
            {
                long current = random.Between(-900000000, 900000000);
                state.Advance(current, theta);
                sum += (current - (sum >> 38)) * whole;
                otherSum += (current - (otherSum >> 38)) * other;
                Assert.Equal((long)(sum >> 38), state.StatesQ24[0]);
                differ += sum >> 38 == otherSum >> 38 ? 0 : 1;
            }

            Assert.True(differ > 10, $"{differ}");
        }

        /// <summary>
        /// Nothing of a movement is lost, whatever the intervals: a state and its remainder are the sums that whole numbers of any
        /// length give, T += (target - floor(T / 2^38)) * share, and a mode that has arrived stands at its target.
        /// </summary>
        [Theory]
        [InlineData(3)]
        [InlineData(4)]
        public void States_are_exact_sums(int seed)
        {
            ModeTable modes = new ModeTable(null, null);
            DiffusionState state = new DiffusionState(modes);
            BigInteger[] sums = new BigInteger[modes.Count];
            BigInteger one = BigInteger.One << 38;
            Lcg random = new Lcg(seed);
            for (int step = 0; step < 3000; step++)
            {
                long current = random.Between(-900000000, 900000000);
                long theta = (1L << (8 + random.Below(34))) + random.Below(1 << 20);
                state.Advance(current, theta);
                for (int mode = 0; mode < modes.Count; mode++)
                {
                    BigInteger target = ((new BigInteger(modes.WeightsQ31[mode]) * current) + (1L << 30)) >> 31;
                    bool gone = theta >= modes.VanishesFromQ40[mode];
                    BigInteger share = ShareQ38(modes.RatesQ16[mode], theta, modes.ExponentQ38(mode, theta) < Exponential.SmallQ38);
                    sums[mode] = gone ? target * one : sums[mode] + ((target - (sums[mode] >> 38)) * share);
                    Assert.Equal((long)(sums[mode] >> 38), state.StatesQ24[mode]);
                }
            }
        }

        /// <summary>Weights that leave all, its opposite, or many times of it follow the current at once.</summary>
        [Theory]
        [InlineData(1, -1, 1, 1.0)]
        [InlineData(1, 1, 1, -1.0)]
        [InlineData(4, 4, 8, -63.0)]
        [InlineData(-4, -4, 8, 65.0)]
        public void The_rest_follows_at_once(int first, int second, int pairs, double rest)
        {
            long[] rates = new long[2 * pairs];
            long[] weights = new long[2 * pairs];
            for (int mode = 0; mode < rates.Length; mode++)
            {
                rates[mode] = (10L + mode) << 16;
                weights[mode] = (mode % 2 == 0 ? first : second) * (1L << 31);
            }

            ModeTable modes = new ModeTable(rates, weights);
            foreach (long current in new[] { 16777217, -16773123, modes.LargestCurrentQ24, -modes.LargestCurrentQ24 })
            {
                DiffusionState state = new DiffusionState(modes);
                state.Aim(current);
                Assert.Equal(rest * current, state.SurfaceQ24, Math.Abs(rest) > 1 ? 4096 * Math.Abs(rest) : 0);
            }
        }

        /// <summary>By how much a mode approaches its target, Q38, of the exponential's own two ways.</summary>
        private static BigInteger ShareQ38(long rateQ16, long thetaQ40, bool fine)
        {
            long exponent = (long)((new BigInteger(rateQ16) * thetaQ40) >> 18);
            return fine ? Exponential.Rise(exponent) : new BigInteger(Exponential.OneQ31 - Exponential.Decay(exponent)) << 7;
        }

        /// <summary>The highest level is found whichever fault has it.</summary>
        [Fact]
        public void The_highest_level_of_any_fault()
        {
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                FaultRegister register = new FaultRegister(new byte[FaultId.Count]);
                register.Confirm(fault, FaultLevel.Warning);
                Assert.Equal(FaultLevel.Warning, register.HighestLevel);
                register.Confirm((fault + 1) % FaultId.Count, FaultLevel.Alarm);
                Assert.Equal(FaultLevel.Alarm, register.HighestLevel);
                register.Confirm((fault + 1) % FaultId.Count, FaultLevel.None);
                Assert.Equal(FaultLevel.Warning, register.HighestLevel);
                Assert.Equal((1L << fault, 1L << fault), (register.Active, register.Unsettled));
                register.Confirm(fault, FaultLevel.None);
                Assert.Equal((FaultLevel.None, 0L, 0L), (register.HighestLevel, register.Active, register.Unsettled));
            }
        }
    }
}
