using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Half-cycles at the borders that their docstrings name: one unit below, at, and beyond.</summary>
    public class HalfCycleBorderTests
    {
        private const long Milliampere = 1000000;

        /// <summary>C/1000 within 2.2 uA and 0.31 mA; C/20; 0.5 % of the capacity; a capacity within 1 uAh and 2^40 uAh.</summary>
        [Theory]
        [InlineData(-5, 1, 2200)]
        [InlineData(1, 1, 2200)]
        [InlineData(2200, 2200, 2200)]
        [InlineData(2201, 2201, 2201)]
        [InlineData(310000, 310000, 310000)]
        [InlineData(310001, 310001, 310000)]
        [InlineData(1L << 50, 1L << 40, 310000)]
        public void What_the_capacity_scales(long given, long held, long zero)
        {
            GuardSettings settings = new GuardSettings { CapacityMicroampereHours = given };
            Assert.Equal(held, AgeingScale.MicroampereHours(settings));
            Assert.Equal(held * 3600000, AgeingScale.CapacityNanocoulombs(settings));
            Assert.Equal(held * 18000, AgeingScale.TurnNanocoulombs(settings));
            Assert.Equal(held * 50, AgeingScale.StepNanoamperes(settings));
            Assert.Equal(zero, AgeingScale.ZeroNanoamperes(settings));
        }

        [Theory]
        [InlineData(1200, 1000, true)]
        [InlineData(1201, 1000, false)]
        [InlineData(800, 1000, true)]
        [InlineData(799, 1000, false)]
        [InlineData(-1200, -1000, true)]
        [InlineData(-799, -1000, false)]
        [InlineData(0, 0, true)]
        [InlineData(1, 0, false)]
        [InlineData(10000000000000 + 2000000000000, 10000000000000, true)]
        [InlineData(10000000000000 + 2000000000001, 10000000000000, false)]
        [InlineData(5000000000000, 1000, false)]
        [InlineData(35000000000005, 35000000000000, true)]
        public void Alike_within_a_fifth(long value, long reference, bool alike)
        {
            Assert.Equal(alike, AgeingScale.AreAlike(value, reference, 200000));
        }

        /// <summary>The share is rounded to the nearest whole: of 1,000 0.48 is none, 0.52 is one.</summary>
        [Theory]
        [InlineData(480, false)]
        [InlineData(520, true)]
        public void Alike_to_the_nearest_whole(long millionths, bool alike)
        {
            Assert.Equal(alike, AgeingScale.AreAlike(1001, 1000, millionths));
        }

        /// <summary>The voltage at a tenth and at nine tenths of the charge of the half-cycle before, at the sample that reaches it.</summary>
        [Fact]
        public void Marks_are_set_where_a_tenth_and_nine_tenths_are_reached()
        {
            HalfCycle cycle = new HalfCycle();
            cycle.Mark(1, 999, 10009);
            cycle.Mark(2, 1000, 10009);
            Assert.Equal(2, cycle.TenthMicrovolts);
            cycle.Mark(3, 9008, 10009);
            Assert.False(cycle.HasTrace);
            cycle.Mark(4, 9009, 10009);
            Assert.True(cycle.HasTrace);
            Assert.Equal(4, cycle.NinetiethMicrovolts);
            cycle.Mark(5, 9999, 10009);
            Assert.Equal(2, cycle.TenthMicrovolts);
            Assert.Equal(4, cycle.NinetiethMicrovolts);
        }

        /// <summary>Of a half-cycle of less than ten units there is no tenth.</summary>
        [Theory]
        [InlineData(9, false)]
        [InlineData(10, true)]
        public void A_length_without_a_tenth_gives_no_trace(long length, bool traced)
        {
            HalfCycle cycle = new HalfCycle();
            for (long flowed = 0; flowed <= 10; flowed++)
            {
                cycle.Mark(flowed, flowed, length);
            }

            Assert.Equal(traced, cycle.HasTrace);
        }

        /// <summary>Weighted by time: one sample counts for an hour at most, 10 V and 1 kA at most, and less than a millisecond not.</summary>
        [Theory]
        [InlineData(10000, Milliampere, 3600000000, 30000, Milliampere, 3600000000, 20000000)]
        [InlineData(10000, Milliampere, 3600000000, 40000, Milliampere, 1800000000, 20000000)]
        [InlineData(10000, Milliampere, 9000000000, 30000, Milliampere, 3600000000, 20000000)]
        [InlineData(10000, Milliampere, 2000, 40000, Milliampere, 1000, 20000000)]
        [InlineData(10000, Milliampere, 1000, 40000, Milliampere, 999, 10000000)]
        [InlineData(10000, Milliampere, 1000, 40000, Milliampere, -1000, 10000000)]
        [InlineData(10000001, 1000000000, 1000, 10000001, 1000000000, 1000, 10000000)]
        [InlineData(-10000001, 1000000000, 1000, -10000001, 1000000000, 1000, -10000000)]
        [InlineData(10000000, 2000000000000, 1000, 10000000, 2000000000000, 1000, 10000)]
        [InlineData(10000000, -2000000000000, 1000, 10000000, -2000000000000, 1000, -10000)]
        public void The_mean_resistance_is_weighted_by_time(long volts, long amperes, long time, long nextVolts, long nextAmperes, long nextTime, long expected)
        {
            HalfCycle cycle = new HalfCycle();
            cycle.Weigh(volts, amperes, time);
            cycle.Weigh(nextVolts, nextAmperes, nextTime);
            Assert.Equal(expected, cycle.MeanMicroohms);
        }

        [Fact]
        public void Extremes_are_those_of_its_own_samples_and_a_new_one_begins_with_none()
        {
            HalfCycle cycle = new HalfCycle();
            cycle.Add(-5, 30, 24000);
            cycle.Weigh(-5, -30, 1000);
            Assert.Equal((-5L, -5L, 30L, 1L), (cycle.LowestMicrovolts, cycle.HighestMicrovolts, cycle.PeakNanoamperes, cycle.Pairs));
            cycle.Add(-9, 20, 26000);
            cycle.Add(3, 29, 25000);
            Assert.Equal(25000, cycle.Millicelsius);
            Assert.Equal((-9L, 3L, 30L, 3L), (cycle.LowestMicrovolts, cycle.HighestMicrovolts, cycle.PeakNanoamperes, cycle.Pairs));
            cycle.Mark(7, 10, 100);
            cycle.Mark(8, 90, 100);
            cycle.IsWhole = true;
            cycle.Nanocoulombs = 100;
            Assert.Equal((7L, 8L, true), (cycle.TenthMicrovolts, cycle.NinetiethMicrovolts, cycle.HasTrace));

            // What the one before told of voltage and temperature stands until there is a sample.
            HalfCycle before = new HalfCycle();
            before.Add(50, 7, 21000);
            before.Add(60, 8, 22000);
            cycle.Begin(before, false);
            Assert.False(cycle.IsWhole || cycle.HasTrace);
            Assert.Equal((0L, 0L, 0L), (cycle.Nanocoulombs, cycle.PeakNanoamperes, cycle.MeanMicroohms));
            Assert.Equal((0L, 0L, 0L), (cycle.EndMicrovolts, cycle.EndNanoamperes, cycle.Pairs));
            Assert.Equal((50L, 60L, 22000L), (cycle.LowestMicrovolts, cycle.HighestMicrovolts, cycle.Millicelsius));
            cycle.Mark(9, 90, 100);
            Assert.False(cycle.HasTrace);
            Assert.Equal(9, cycle.TenthMicrovolts);
            cycle.Add(100, 1, 25000);
            cycle.Weigh(100, 1, 1000);
            Assert.Equal((100L, 100L), (cycle.LowestMicrovolts, cycle.HighestMicrovolts));

            // 1 nA for a millisecond is a current, and all there is.
            Assert.Equal(100000000000, cycle.MeanMicroohms);
        }

        /// <summary>Half-cycles turn where more than 0.5 % of the capacity has flowed back: of 5 mAh 25 uAh, 90 s at 1 mA.</summary>
        [Theory]
        [InlineData(90, 91, 90, 0)]
        [InlineData(90, 91, 91, 1)]
        [InlineData(91, 90, 0, 0)]
        [InlineData(91, 91, 0, 1)]
        [InlineData(300, 90, 0, 0)]
        [InlineData(300, 91, 0, 1)]
        public void A_half_cycle_turns_beyond_half_a_percent(int charge, int discharge, int again, long cycles)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                Rows rows = new Rows(new GuardSettings());
                rows.Add(0, 0);
                Seconds(rows, charge, sign * Milliampere);
                Seconds(rows, discharge, -sign * Milliampere);
                Seconds(rows, again, sign * Milliampere);
                Assert.Equal(cycles, rows.Verdict.Cell.HalfCycles);
            }
        }

        /// <summary>A half-cycle is as long as from its turn to its farthest point, whatever flowed back and came again.</summary>
        [Fact]
        public void Its_charge_is_from_turn_to_turn()
        {
            Rows rows = new Rows(new GuardSettings());
            rows.Add(0, 0);
            Seconds(rows, 300, Milliampere);
            Seconds(rows, 90, -Milliampere);
            Seconds(rows, 200, Milliampere);
            Seconds(rows, 250, -Milliampere);
            Assert.Equal(410 * Milliampere, rows.Verdict.Cell.ChargedNanocoulombs);
            Assert.Equal(CellFigures.Unknown, rows.Verdict.Cell.DischargedNanocoulombs);
            Seconds(rows, 91, Milliampere);
            Assert.Equal(250 * Milliampere, rows.Verdict.Cell.DischargedNanocoulombs);
            Assert.Equal(609756, rows.Verdict.Cell.EfficiencyMillionths);
        }

        /// <summary>5 uA of 5 mAh is told from no current where it is exceeded; an hour's gap is counted, more is not.</summary>
        [Theory]
        [InlineData(5000, 1000000, 0)]
        [InlineData(5001, 1000000, 5001)]
        [InlineData(-5000, 1000000, 0)]
        [InlineData(-5001, 1000000, -5001)]
        [InlineData(6000, 3600000000, 21600000)]
        [InlineData(6000, 3600000001, 0)]
        public void What_counts_as_a_current(long nanoamperes, long microseconds, long nanocoulombs)
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings());
            Channel charge = new Channel { Value = nanoamperes, IntervalMicroseconds = microseconds };
            Assert.Equal(microseconds > 3600000000, tracker.Add(charge, false));
            Assert.Equal(nanocoulombs, tracker.Nanocoulombs);
            Assert.False(tracker.Ended);
        }

        /// <summary>In a recording the first half-cycle is whole where it begins out of rest; on a board never.</summary>
        [Theory]
        [InlineData(false, 0, true)]
        [InlineData(false, 5000, true)]
        [InlineData(false, 5001, false)]
        [InlineData(true, 0, false)]
        public void The_first_half_cycle_is_whole_out_of_rest(bool onBoard, long first, bool whole)
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings());
            tracker.Add(new Channel { Value = first, IntervalMicroseconds = 1000000 }, onBoard);
            tracker.Add(new Channel { Value = 91 * Milliampere, IntervalMicroseconds = 1000000 }, onBoard);
            Assert.Equal(1, tracker.Direction);
            Assert.Equal(whole, tracker.Present.IsWhole);

            // The same out of a discharge, counted from its highest point.
            tracker = new HalfCycleTracker(new GuardSettings());
            tracker.Add(new Channel { Value = -first, IntervalMicroseconds = 1000000 }, onBoard);
            tracker.Add(new Channel { Value = 90 * Milliampere, IntervalMicroseconds = 1000000 }, onBoard);
            Assert.Equal(0, tracker.Direction);
            tracker.Add(new Channel { Value = -181 * Milliampere, IntervalMicroseconds = 1000000 }, onBoard);
            Assert.Equal(-1, tracker.Direction);
            Assert.Equal(whole, tracker.Present.IsWhole);
            Assert.Equal(90 * Milliampere - (first > 5000 ? first : 0), tracker.TurnedAtNanocoulombs);
            Assert.Equal(181 * Milliampere, tracker.FlowedNanocoulombs);
        }

        /// <summary>What has flowed counts from where the half-cycle turned, wherever that is.</summary>
        [Fact]
        public void What_has_flowed_since_the_turn()
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings());
            foreach ((long step, long flowed) in new[] { (1000L, 1000L), (-400L, 400L), (250L, 250L), (-900L, 900L), (100L, 100L) })
            {
                tracker.Add(new Channel { Value = step * Milliampere, IntervalMicroseconds = 1000000 }, false);
                Assert.Equal(flowed * Milliampere, tracker.FlowedNanocoulombs);
            }
        }

        /// <summary>Where charge flowed that nobody counted, what follows is not whole, even before a direction was known.</summary>
        [Fact]
        public void Uncounted_charge_before_the_first_half_cycle()
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings());
            tracker.Add(new Channel { Value = 0, IntervalMicroseconds = 1000000 }, false);
            Assert.True(tracker.Add(new Channel { Value = 6000, IntervalMicroseconds = 3600000001 }, false));
            tracker.Add(new Channel { Value = 91 * Milliampere, IntervalMicroseconds = 1000000 }, false);
            Assert.Equal((1, false), (tracker.Direction, tracker.Present.IsWhole));
        }

        /// <summary>No charge is counted beyond 2^60 nC, 320 kAh: at 2.56 kA, the most that one interval adds, 125,000 h.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(-1)]
        public void The_largest_charge(int sign)
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings());
            Channel charge = new Channel { Value = sign * (1L << 50), IntervalMicroseconds = 3600000000 };
            for (int hour = 0; hour < 126000; hour++)
            {
                tracker.Add(charge, false);
            }

            Assert.Equal(sign * (1L << 60), tracker.Nanocoulombs);
        }

        /// <summary>A counter at the end of the range stays there; from there it counts back.</summary>
        [Theory]
        [InlineData(long.MaxValue, 1)]
        [InlineData(long.MinValue, -1)]
        public void A_counter_at_the_end_of_the_range(long end, int sign)
        {
            ChargeCounter counter = new ChargeCounter { Nanocoulombs = end - (sign * 4) };
            counter.Add(sign * 4, 1000000);
            Assert.Equal(end, counter.Nanocoulombs);
            counter.Add(sign * 5, 1000000);
            Assert.Equal(end, counter.Nanocoulombs);
            counter.Add(sign * -6, 1000000);
            Assert.Equal(end - (sign * 6), counter.Nanocoulombs);
        }

        /// <summary>
        /// The end of a half-cycle: of a cycler's rows (a second and more apart) the last one; of dense samples the last but
        /// one, for the last may straddle the switching.
        /// </summary>
        [Theory]
        [InlineData(1000000, 3)]
        [InlineData(999999, 2)]
        public void The_end_is_the_last_sample_that_flowed(long interval, long end)
        {
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings()) { Direction = 1 };
            tracker.AddPair(1, 10 * Milliampere, interval, 25000);
            Assert.Equal((1L, 10 * Milliampere), (tracker.Present.EndMicrovolts, tracker.Present.EndNanoamperes));
            tracker.AddPair(2, 20 * Milliampere, interval, 25000);
            tracker.AddPair(3, 30 * Milliampere, interval, 26000);
            tracker.AddPair(4, 5000, interval, 27000);
            Assert.Equal((end, end * 10 * Milliampere), (tracker.Present.EndMicrovolts, tracker.Present.EndNanoamperes));
            Assert.Equal(26000, tracker.Present.Millicelsius);
            tracker.AddPair(5, 5001, interval, 28000);
            Assert.Equal((5L, 5001L, 4L), (tracker.Present.EndMicrovolts, tracker.Present.EndNanoamperes, tracker.Present.Pairs));
            tracker.Direction = -1;
            tracker.AddPair(6, -5000, interval, 28000);
            tracker.AddPair(6, 5001, interval, 28000);
            Assert.Equal(4, tracker.Present.Pairs);
            tracker.AddPair(6, -5001, interval, 28000);
            Assert.Equal(5, tracker.Present.Pairs);
        }

        /// <summary>
        /// What is left of the metal before a charge counts as stripped where it is at most a tenth of what was there.
        /// </summary>
        [Theory]
        [InlineData(900, 200, 200)]
        [InlineData(899, 200, 301)]
        public void A_rest_of_a_tenth_is_stripped(long stripped, long again, long expected)
        {
            MetalSide side = new MetalSide(1);
            GuardSettings settings = new GuardSettings { CapacityMicroampereHours = 1 };
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            foreach (long step in new[] { 1000, -stripped, again })
            {
                tracker.Add(new Channel { Value = step * Milliampere, IntervalMicroseconds = 1000000 }, false);
                side.Follow(tracker);
            }

            Assert.Equal(expected * Milliampere, side.Nanocoulombs);
        }

        /// <summary>Where more is stripped than was ever plated, metal begins there.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(-1)]
        public void Metal_begins_where_it_is_thinnest(int plates)
        {
            MetalSide side = new MetalSide(plates);
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings());
            foreach ((long at, long metal) in new[] { (10L, 10L), (-5L, 0L), (-2L, 3L), (-6L, 0L), (0L, 6L) })
            {
                tracker.Nanocoulombs = plates * at;
                side.Follow(tracker);
                Assert.Equal(metal, side.Nanocoulombs);
            }
        }

        private static void Seconds(Rows rows, int count, long nanoamperes)
        {
            for (int second = 0; second < count; second++)
            {
                rows.Add(rows.Now + 1000000, nanoamperes);
            }
        }
    }
}
