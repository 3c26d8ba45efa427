using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Efficiency, resistance, stripping and plated metal at the borders that FAULTS.md and their docstrings name.</summary>
    public class AgeingBorderTests
    {
        private const long Second = 1000000;
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

        /// <summary>
        /// Like with like: the time after the step within a factor of two, the voltage before within 50 mV, the step within
        /// 20 %, the temperature within 10 K.
        /// </summary>
        [Theory]
        [InlineData(1000000, 100000, 3800000, 25000, true)]
        [InlineData(1000000, 200000, 3800000, 25000, true)]
        [InlineData(1000000, 200001, 3800000, 25000, false)]
        [InlineData(1000000, 50000, 3800000, 25000, true)]
        [InlineData(1000000, 49999, 3800000, 25000, false)]
        [InlineData(1000000, 100000, 3850000, 25000, true)]
        [InlineData(1000000, 100000, 3850001, 25000, false)]
        [InlineData(1000000, 100000, 3749999, 25000, false)]
        [InlineData(-1200000, 100000, 3800000, 25000, true)]
        [InlineData(1200001, 100000, 3800000, 25000, false)]
        [InlineData(799999, 100000, 3800000, 25000, false)]
        [InlineData(1000000, 100000, 3800000, 35000, true)]
        [InlineData(1000000, 100000, 3800000, 35001, false)]
        [InlineData(1000000, 100000, 3800000, 14999, false)]
        public void Which_resistances_are_compared(long step, long delay, long start, long millicelsius, bool alike)
        {
            ResistanceTrend trend = new ResistanceTrend();
            for (int half = 1; half <= 3; half++)
            {
                Assert.Equal(half > 3, trend.IsKnown);
                trend.Offer(20000000, 1000000, 100000, 25000);
                Assert.Equal(half == 3, trend.Take(3800000));
            }

            for (int half = 1; half <= 5; half++)
            {
                trend.Offer(20000000, step, delay, millicelsius);
                Assert.Equal(alike, trend.Take(start));
                Assert.Equal(alike || half < 5, trend.IsKnown);
            }

            // Five of another kind are a new test, of which two more must come.
            for (int half = 2; half <= 3; half++)
            {
                trend.Offer(20000000, step, delay, millicelsius);
                Assert.Equal(alike || half == 3, trend.Take(start));
            }

            trend.Offer(1, step, delay, millicelsius);
            trend.Drop();
            Assert.False(trend.Take(start));
        }

        /// <summary>50 % and 100 % over the lowest, three times in a row; of stripping alone: more than three times that of plating.</summary>
        [Theory]
        [InlineData(499999, 0, FaultLevel.None, FaultLevel.None)]
        [InlineData(500000, 0, FaultLevel.Advisory, FaultLevel.None)]
        [InlineData(999999, 0, FaultLevel.Advisory, FaultLevel.None)]
        [InlineData(1000000, 0, FaultLevel.Warning, FaultLevel.None)]
        [InlineData(0, 499999, FaultLevel.None, FaultLevel.None)]
        [InlineData(0, 500000, FaultLevel.None, FaultLevel.Advisory)]
        [InlineData(0, 1000000, FaultLevel.None, FaultLevel.Warning)]
        [InlineData(199999, 600000, FaultLevel.None, FaultLevel.Advisory)]
        [InlineData(200000, 600000, FaultLevel.None, FaultLevel.None)]
        public void A_rise_of_the_resistance(long plating, long stripping, byte plated, byte stripped)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
                ResistanceRise rise = new ResistanceRise(sign, faults);
                rise.TrendOf(sign).RiseMillionths = plating;
                rise.TrendOf(-sign).RiseMillionths = stripping;
                for (int half = 1; half <= 4; half++)
                {
                    rise.Judge(true, half);
                    rise.Judge(false, half);
                    Assert.Equal(half >= 3 ? plated : FaultLevel.None, faults.LevelOf(FaultId.ResistanceRise));

                    // Where plating is not known nobody knows whether stripping is alone.
                    Assert.Equal(half >= 4 ? stripped : FaultLevel.None, faults.LevelOf(FaultId.StrippingResistanceRise));
                    rise.TrendOf(sign).IsKnown = true;
                }
            }
        }

        /// <summary>
        /// 50 mV (150 mV) within 0.3 % of the half-cycle's charge, for 2 s and three samples, from 2 % after a change of current
        /// to 70 %, at the usual current (a fifth more at most) and temperature (10 K). Two findings raise the row.
        /// </summary>
        [Theory]
        [InlineData(49999, 300, 100000, 25000, FaultLevel.None)]
        [InlineData(50000, 300, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(149999, 300, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(150000, 300, 100000, 25000, FaultLevel.Warning)]
        [InlineData(50000, 12, 100000, 25000, FaultLevel.None)]
        [InlineData(50000, 13, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(50000, 419, 100000, 25000, FaultLevel.Advisory)]
        [InlineData(50000, 420, 100000, 25000, FaultLevel.None)]
        [InlineData(50000, 300, 120000, 25000, FaultLevel.Advisory)]
        [InlineData(50000, 300, 120001, 25000, FaultLevel.None)]
        [InlineData(50000, 300, 100000, 35000, FaultLevel.Advisory)]
        [InlineData(50000, 300, 100000, 35001, FaultLevel.None)]
        [InlineData(50000, 300, 100000, 14999, FaultLevel.None)]
        public void A_jump_of_the_polarisation_in_stripping(long jump, int at, long nanoamperes, long millicelsius, byte level)
        {
            foreach (CellType type in new[] { CellType.Full, CellType.HalfCopper, CellType.Symmetric })
            {
                Stripping run = new Stripping(type, 600000);
                for (int sample = 0; sample < 500; sample++)
                {
                    run.Judge(sample * 1000, 20000 + (sample >= at ? jump : 0), nanoamperes, millicelsius, Second);

                    // Three samples, two seconds, and one more for the row.
                    Assert.Equal(sample >= at + 3 ? level : FaultLevel.None, run.Level);
                }
            }
        }

        /// <summary>It must last two seconds and three samples.</summary>
        [Theory]
        [InlineData(999999, 4)]
        [InlineData(1000000, 3)]
        [InlineData(5000000, 3)]
        [InlineData(500000, 5)]
        public void A_jump_must_last(long interval, int after)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 120; sample++)
            {
                run.Judge(sample * 1000, sample >= 100 ? 60000 : 0, 100000, 25000, interval);
                Assert.Equal(sample >= 100 + after ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>Half of the rise gone ends it; so does another current (5 %).</summary>
        [Theory]
        [InlineData(45000, 100000, FaultLevel.Advisory)]
        [InlineData(44999, 100000, FaultLevel.None)]
        [InlineData(80000, 105000, FaultLevel.Advisory)]
        [InlineData(80000, 105001, FaultLevel.None)]
        [InlineData(80000, 94999, FaultLevel.None)]
        public void A_jump_that_is_over(long polarisation, long nanoamperes, byte level)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 130; sample++)
            {
                bool later = sample >= 110;
                run.Judge(sample * 1000, later ? polarisation : sample >= 100 ? 80000 : 20000, later ? nanoamperes : 100000, 25000, Second);
                Assert.Equal(sample >= 111 ? level : sample >= 103 ? FaultLevel.Advisory : FaultLevel.None, run.Level);
            }
        }

        /// <summary>Within a tenth of the place it had in the half-cycle before, it is the cell's own.</summary>
        [Theory]
        [InlineData(400, FaultLevel.None)]
        [InlineData(402, FaultLevel.Advisory)]
        [InlineData(200, FaultLevel.None)]
        [InlineData(198, FaultLevel.Advisory)]
        public void A_jump_at_its_usual_place(int place, byte level)
        {
            foreach (CellType type in new[] { CellType.Full, CellType.HalfCopper })
            {
                Stripping run = new Stripping(type, 1000000);
                Jump(run, 300);
                Assert.Equal(FaultLevel.Advisory, run.Level);
                run.Turn();
                Assert.Equal(FaultLevel.None, run.Level);
                run.Turn();
                Jump(run, place);
                Assert.Equal(level, run.Level);
                run.Turn();
                run.Turn();

                // And then where it was then.
                Jump(run, place);
                Assert.Equal(FaultLevel.None, run.Level);
            }
        }

        /// <summary>Samples more than 1 % of the charge apart say nothing about a jump.</summary>
        [Theory]
        [InlineData(6000, FaultLevel.Advisory)]
        [InlineData(6001, FaultLevel.None)]
        public void Samples_too_far_apart(long apart, byte level)
        {
            Stripping run = new Stripping(CellType.Full, 600000);
            for (int sample = 0; sample < 60; sample++)
            {
                run.Judge(sample * apart, sample >= 30 ? 60000 : 0, 100000, 25000, Second);
            }

            Assert.Equal(level, run.Level);
        }

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
            new PlatedMetal(settings, new FaultRegister(new byte[FaultId.Count]), figures).Follow(tracker, 2000000, 1);
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
            new PlatedMetal(settings, new FaultRegister(new byte[FaultId.Count]), figures).Follow(tracker, 1000000, 1);
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
            metal.Follow(tracker, 1000000, 1);
            Assert.Equal(15000000, figures.LocalMicroamperesPerSquareMetre);
            Assert.Equal(tip, figures.TipLeadMicroseconds > 0);
            Assert.True(figures.MossLeadMicroseconds > 0);
            metal.Follow(tracker, 5000, 2);
            Assert.Equal((-1L, -1L), (figures.TipLeadMicroseconds, figures.MossLeadMicroseconds));
            metal.Follow(tracker, 5001, 2);
            Assert.True(figures.MossLeadMicroseconds > 0);
            metal.Follow(tracker, -1000000, 2);
            Assert.Equal(-1, figures.MossLeadMicroseconds);
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
                    metal.Follow(tracker, more ? sign * 1000000 : 0, 1 + at);
                }

                Assert.Equal(level, faults.LevelOf(FaultId.PlatedThickness));
            }
        }

        private static void Jump(Stripping run, int at)
        {
            for (int sample = 0; sample < 700; sample += 2)
            {
                run.Judge(sample * 1000, 20000 + (sample >= at ? 60000 : 0), 100000, 25000, Second);
                if (sample > at + 20)
                {
                    return;
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

        /// <summary>A half-cycle that strips, sample by sample.</summary>
        private sealed class Stripping
        {
            private readonly FaultRegister _faults = new FaultRegister(new byte[FaultId.Count]);
            private readonly HalfCycleTracker _tracker;
            private readonly StrippingWatch _watch;
            private readonly int _direction;
            private long _now;

            public Stripping(CellType type, long length)
            {
                GuardSettings settings = new GuardSettings { CellType = type };
                _direction = type == CellType.HalfCopper ? 1 : -1;
                _watch = new StrippingWatch(settings, _faults);
                _tracker = new HalfCycleTracker(settings) { Direction = _direction };
                HalfCycle before = _tracker.Before;
                before.IsWhole = true;
                before.Nanocoulombs = length;
                before.PeakNanoamperes = 100000;
                before.Millicelsius = 25000;
            }

            public byte Level
            {
                get { return _faults.LevelOf(FaultId.StrippingPolarisation); }
            }

            public void Turn()
            {
                _tracker.Direction = -_tracker.Direction;
                _watch.Turn(_tracker.Direction, _now);
            }

            public void Judge(long flowed, long polarisation, long nanoamperes, long millicelsius, long interval)
            {
                _now += interval;
                _tracker.Nanocoulombs = _direction * flowed;
                _watch.Judge(_tracker, _direction * polarisation, _direction * nanoamperes, millicelsius, _now);
            }
        }
    }
}
