using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Efficiency against the cell's own history, at the borders that FAULTS.md and the docstrings name.</summary>
    public class EfficiencyBorderTests
    {
        private const long Charge = 1000000000;

        /// <summary>
        /// A history: the first values' mean, then an eighth of each new distance; the same of the distances themselves. Held
        /// against the formula in whole numbers.
        /// </summary>
        [Fact]
        public void A_history_weighs_the_last_eight()
        {
            OwnHistory history = new OwnHistory(8);
            Lcg random = new Lcg(5);
            long expected = 0;
            long scatter = 0;
            for (int count = 1; count <= 1100; count++)
            {
                long value = random.Between(-1000000, 1000000);
                long miss = System.Math.Abs(value - expected);
                expected += (value - expected) / System.Math.Min(count, 8);
                scatter = count == 1 ? 0 : scatter + ((miss - scatter) / System.Math.Min(count - 1, 8));
                history.Learn(value);
                Assert.Equal((expected, scatter, System.Math.Min(count, 1000)), (history.Expected, history.Scatter, history.Count));
            }

            history.Restart();
            history.Learn(7);
            Assert.Equal((7L, 0L, 1), (history.Expected, history.Scatter, history.Count));
        }

        /// <summary>
        /// Two closed cycles below the history by more than 1 % (3 %) and four (eight) scatters. The fourth cycle's fall gives
        /// the scatter: a third of it.
        /// </summary>
        [Theory]
        [InlineData(0, 10000, FaultLevel.None, false)]
        [InlineData(0, 10001, FaultLevel.Advisory, false)]
        [InlineData(0, 20000, FaultLevel.Advisory, false)]
        [InlineData(0, 20001, FaultLevel.Advisory, true)]
        [InlineData(0, 30000, FaultLevel.Advisory, true)]
        [InlineData(0, 30001, FaultLevel.Warning, true)]
        [InlineData(9000, 12000, FaultLevel.None, false)]
        [InlineData(9000, 12001, FaultLevel.Advisory, false)]
        [InlineData(12000, 32000, FaultLevel.Advisory, true)]
        [InlineData(12000, 32001, FaultLevel.Warning, true)]
        [InlineData(18000, 24000, FaultLevel.None, false)]
        [InlineData(18000, 24001, FaultLevel.Advisory, true)]
        public void A_loss_is_told_against_history_and_scatter(long fourth, long loss, byte level, bool loses)
        {
            Efficiency run = new Efficiency();
            run.Cycles(3, 990000);
            run.Cycles(1, 990000 - fourth);
            long usual = 990000 - (fourth / 4);
            run.Cycles(1, usual - loss);
            Assert.False(run.Watch.IsLosing);
            Assert.Equal(FaultLevel.None, run.Level);
            run.Cycles(1, usual - loss);
            Assert.Equal(level, run.Level);
            Assert.Equal(loses, run.Watch.IsLosing);
            run.Cycles(1, usual);
            Assert.False(run.Watch.IsLosing);
            run.Cycles(1, usual);
            Assert.Equal(FaultLevel.None, run.Level);
        }

        /// <summary>Four cycles are learned before any is judged; the fifth closed one is the first (the first of all is not closed).</summary>
        [Theory]
        [InlineData(3, FaultLevel.None)]
        [InlineData(4, FaultLevel.Warning)]
        public void Four_cycles_are_learned(int cycles, byte level)
        {
            Efficiency run = new Efficiency();
            run.Cycles(cycles, 990000);
            run.Cycles(2, 900000);
            Assert.Equal(level, run.Level);
        }

        /// <summary>
        /// 2 % (5 %) below the first eight's, by 0.1 % a cycle: each new value is 0.8 % below the history and moves it by an
        /// eighth of that. Two cycles beyond it are needed.
        /// </summary>
        [Fact]
        public void A_slow_decline_against_the_first_eight()
        {
            Efficiency run = new Efficiency();
            run.Cycles(7, 990000);
            long expected = 990000;
            for (int cycle = 0; cycle <= 53; cycle++)
            {
                // The eighth is the last of those that the decline is held against.
                run.Cycles(1, expected - 8000);
                expected -= 1000;
                byte level = cycle >= 52 ? FaultLevel.Warning : cycle >= 22 ? FaultLevel.Advisory : FaultLevel.None;
                Assert.Equal(level, run.Level);
            }
        }

        /// <summary>
        /// A cycle is closed where it ended within 5 mV or 1 % of its window, of 0.1 V at least, and within 20 % of the current.
        /// </summary>
        [Theory]
        [InlineData(400000, 5000, 100000, true)]
        [InlineData(400000, 5001, 100000, false)]
        [InlineData(400000, -5001, 100000, false)]
        [InlineData(1000000, 10000, 100000, true)]
        [InlineData(1000000, 10001, 100000, false)]
        [InlineData(100000, 0, 100000, true)]
        [InlineData(99999, 0, 100000, false)]
        [InlineData(400000, 0, 120000, true)]
        [InlineData(400000, 0, 120001, false)]
        [InlineData(400000, 0, 79999, false)]
        public void What_is_a_closed_cycle(long window, long end, long nanoamperes, bool closed)
        {
            Efficiency run = new Efficiency { Window = window };
            run.Cycles(4, 990000);
            for (int cycle = 0; cycle < 2; cycle++)
            {
                run.EndMicrovolts += end;
                run.EndNanoamperes = nanoamperes;
                run.Cycles(1, 900000);
                run.EndNanoamperes = closed ? nanoamperes : 100000;
            }

            // One that is not closed is no loss, whatever came back. Of a current the second is again the first's.
            Assert.Equal(closed && window != 99999 ? FaultLevel.Warning : FaultLevel.None, run.Level);
        }

        /// <summary>Currents within 20 %, more than three quarters of the charge; two others are passed over, three are a new test.</summary>
        [Theory]
        [InlineData(1200000, 1000000, Charge, true)]
        [InlineData(1200001, 1000000, Charge, false)]
        [InlineData(799999, 1000000, Charge, false)]
        [InlineData(1000000, 1200000, Charge, true)]
        [InlineData(1000000, 1200001, Charge, false)]
        [InlineData(1000000, 1000000, (Charge / 4 * 3) + 1, true)]
        [InlineData(1000000, 1000000, Charge / 4 * 3, false)]
        public void Cycles_of_this_test(long firstPeak, long secondPeak, long charge, bool own)
        {
            Efficiency run = new Efficiency();
            run.Cycles(4, 990000);
            run.FirstPeak = firstPeak;
            run.SecondPeak = secondPeak;
            run.FirstCharge = charge;
            run.Cycles(2, 950000);
            Assert.Equal(own ? FaultLevel.Warning : FaultLevel.None, run.Level);
            run.Cycles(3, 950000);
            Assert.Equal(own ? FaultLevel.Warning : FaultLevel.None, run.Level);

            // The third stranger was the first of its own four.
            run.Cycles(1, 950000);
            run.Cycles(2, 935000);
            Assert.Equal(own ? FaultLevel.Warning : FaultLevel.Advisory, run.Level);
        }

        /// <summary>A cycle of its own in between: the strangers are counted anew.</summary>
        [Fact]
        public void Strangers_are_counted_in_a_row()
        {
            Efficiency run = new Efficiency();
            run.Cycles(4, 990000);
            for (int round = 0; round < 3; round++)
            {
                run.FirstPeak = 2000000;
                run.Cycles(2, 500000);
                run.FirstPeak = 1000000;
                run.Cycles(1, 990000);
            }

            run.Cycles(2, 950000);
            Assert.Equal(FaultLevel.Warning, run.Level);
        }

        /// <summary>Ten times what went in is the most that is told.</summary>
        [Theory]
        [InlineData(3960, 9900000)]
        [InlineData(4400, 10000000)]
        public void The_largest_efficiency(long discharged, long millionths)
        {
            GuardSettings settings = new GuardSettings();
            EfficiencyWatch watch = new EfficiencyWatch(settings, new FaultRegister(new byte[FaultId.Count]));
            HalfCycleTracker tracker = new HalfCycleTracker(settings) { Direction = 1 };
            tracker.Charged.IsWhole = true;
            tracker.Charged.Nanocoulombs = 400;
            tracker.Discharged.Nanocoulombs = discharged;
            watch.Take(tracker, 1);
            Assert.Equal((millionths, 1L), (watch.Millionths, watch.Count));

            // Of nothing that went in there is no share.
            tracker.Charged.Nanocoulombs = 0;
            watch.Take(tracker, 2);
            Assert.Equal((millionths, 1L), (watch.Millionths, watch.Count));
        }

        /// <summary>Whole first halves only; a share of at most ten; copper is judged after stripping, a full cell after discharging.</summary>
        [Fact]
        public void Which_half_cycles_give_an_efficiency()
        {
            foreach (CellType type in new[] { CellType.Full, CellType.HalfCopper, CellType.Symmetric })
            {
                FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
                GuardSettings settings = new GuardSettings { CellType = type };
                EfficiencyWatch watch = new EfficiencyWatch(settings, faults);
                HalfCycleTracker tracker = new HalfCycleTracker(settings);
                tracker.Charged.Nanocoulombs = 400;
                tracker.Discharged.Nanocoulombs = 300;
                foreach (int direction in new[] { 1, -1 })
                {
                    tracker.Direction = direction;
                    watch.Take(tracker, 1);
                    Assert.Equal(-1, watch.Millionths);
                    tracker.Charged.IsWhole = true;
                    tracker.Discharged.IsWhole = true;
                    watch.Take(tracker, 2);
                    tracker.Charged.IsWhole = false;
                    tracker.Discharged.IsWhole = false;
                    bool judged = (type == CellType.Full && direction > 0) || (type == CellType.HalfCopper && direction < 0);
                    Assert.Equal(judged ? (direction > 0 ? 750000 : 1333333) : -1, watch.Millionths);
                    Assert.Equal(judged ? 1 : 0, watch.Count);
                    watch.Millionths = -1;
                    watch.Count = 0;
                }
            }
        }

        /// <summary>Closed cycles of a full cell, handed to the watch as the tracker would.</summary>
        private sealed class Efficiency
        {
            private readonly FaultRegister _faults = new FaultRegister(new byte[FaultId.Count]);
            private readonly HalfCycleTracker _tracker;
            private long _now;

            public Efficiency()
            {
                GuardSettings settings = new GuardSettings();
                Watch = new EfficiencyWatch(settings, _faults);
                _tracker = new HalfCycleTracker(settings) { Direction = 1 };
            }

            public EfficiencyWatch Watch { get; }

            public long Window { get; set; } = 400000;

            public long EndMicrovolts { get; set; } = 3200000;

            public long EndNanoamperes { get; set; } = 100000;

            public long FirstPeak { get; set; } = 1000000;

            public long SecondPeak { get; set; } = 1000000;

            public long FirstCharge { get; set; } = Charge;

            public byte Level
            {
                get { return _faults.LevelOf(FaultId.CoulombicLoss); }
            }

            public void Cycles(int count, long millionths)
            {
                for (int cycle = 0; cycle < count; cycle++)
                {
                    if (_now == 0)
                    {
                        Take(990000);
                    }

                    Take(millionths);
                }
            }

            private void Take(long millionths)
            {
                _tracker.Charged.IsWhole = true;
                _tracker.Charged.Pairs = 1;
                _tracker.Charged.Nanocoulombs = FirstCharge;
                _tracker.Charged.PeakNanoamperes = FirstPeak;
                _tracker.Charged.LowestMicrovolts = 3500000;
                _tracker.Charged.HighestMicrovolts = 3200000 + Window;
                _tracker.Discharged.Pairs = 1;
                _tracker.Discharged.PeakNanoamperes = SecondPeak;
                _tracker.Discharged.Nanocoulombs = (long)((decimal)FirstCharge * millionths / 1000000);
                _tracker.Discharged.LowestMicrovolts = 3200000;
                _tracker.Discharged.HighestMicrovolts = 3200000;
                _tracker.Discharged.EndMicrovolts = EndMicrovolts;
                _tracker.Discharged.EndNanoamperes = EndNanoamperes;
                Watch.Take(_tracker, ++_now);
                Assert.Equal(millionths, Watch.Millionths, 1.0);
            }
        }
    }
}
