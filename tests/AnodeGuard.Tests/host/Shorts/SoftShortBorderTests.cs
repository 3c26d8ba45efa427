using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Traces of half-cycles that a soft short flattens, at the borders that FAULTS.md and the docstrings name.</summary>
    public class SoftShortBorderTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// The signs of half-cycles: of a symmetric cell those of both directions, of copper those of platings, two in a row;
        /// of a full cell none. With a lower onset in both they are two signs: a warning.
        /// </summary>
        [Theory]
        [InlineData(CellType.Symmetric, 1, SoftShortSign.FlatTrace | SoftShortSign.LowerOnset)]
        [InlineData(CellType.HalfCopper, 2, SoftShortSign.FlatTrace | SoftShortSign.LowerOnset)]
        [InlineData(CellType.Full, 2, 0)]
        public void Traces_of_half_cycles(CellType type, int cycles, int signs)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            GuardSettings settings = new GuardSettings { CellType = type };
            ShortFigures figures = new ShortFigures();
            SoftShort soft = new SoftShort(settings, faults, figures, new EfficiencyWatch(settings, faults));
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            long now = 0;
            for (int cycle = 0; cycle < 3 + cycles; cycle++)
            {
                foreach (int ended in new[] { 1, -1 })
                {
                    Assert.Equal(0, figures.SoftShortSigns);
                    long ohms = cycle < 3 ? 20 : 15;

                    // The other direction of copper, and both of a full cell, may do as they like.
                    ohms = type == CellType.Full || (type == CellType.HalfCopper && ended > 0) ? 20 - (5 * (cycle % 2)) : ohms;
                    soft.TakeOnset(ended, ohms * 1000000, 25000);
                    End(tracker, ended, Half(ohms * 1000, 1000000, 1000000, 25000, 0, 5));
                    tracker.Direction = -ended;
                    soft.Turn(tracker, ++now);
                }
            }

            Assert.Equal(signs, figures.SoftShortSigns);
            soft.Judge(tracker, 0, 0, 25000, ++now, 1);
            soft.Judge(tracker, 0, 0, 25000, ++now, 1);
            Assert.Equal(signs == 0 ? FaultLevel.None : FaultLevel.Warning, faults.LevelOf(FaultId.SoftShort));
        }

        /// <summary>
        /// Two half-cycles in a row, one of each direction, show a trace that fell and lost its arch; one that is as before ends both
        /// signs, and with them the warning; then it takes two again.
        /// </summary>
        [Fact]
        public void Two_half_cycles_in_a_row()
        {
            const int Both = SoftShortSign.FlatTrace | SoftShortSign.Rectangular;
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            GuardSettings settings = new GuardSettings { CellType = CellType.Symmetric };
            ShortFigures figures = new ShortFigures();
            SoftShort soft = new SoftShort(settings, faults, figures, new EfficiencyWatch(settings, faults));
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            long now = 0;
            int half = 0;
            foreach ((bool fell, int signs) in new[]
            {
                (false, 0), (false, 0), (false, 0), (false, 0), (false, 0), (false, 0), (true, 0), (true, Both), (true, Both), (false, 0), (true, 0), (true, Both), (false, 0),
            })
            {
                int ended = half++ % 2 == 0 ? 1 : -1;
                End(tracker, ended, Half(fell ? 18000 : 20000, 1000000, 1000000, 25000, fell ? 0 : 3000, 5));
                tracker.Direction = -ended;
                soft.Turn(tracker, ++now);
                Assert.Equal(signs, figures.SoftShortSigns);
                soft.Judge(tracker, 0, 0, 25000, ++now, 1);
                soft.Judge(tracker, 0, 0, 25000, ++now, 1);
                Assert.Equal(signs == 0 ? FaultLevel.None : FaultLevel.Warning, faults.LevelOf(FaultId.SoftShort));
            }
        }

        /// <summary>A rest that loses charge is a sign while its fault stands.</summary>
        [Fact]
        public void Self_discharge_is_a_sign()
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            GuardSettings settings = new GuardSettings();
            ShortFigures figures = new ShortFigures();
            SoftShort soft = new SoftShort(settings, faults, figures, new EfficiencyWatch(settings, faults));
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            foreach (byte level in new[] { FaultLevel.None, FaultLevel.Advisory, FaultLevel.Warning, FaultLevel.None })
            {
                faults.Confirm(FaultId.RestLeakage, level);
                soft.Judge(tracker, 3800000, 0, 25000, 1, 1);
                Assert.Equal(level == FaultLevel.None ? 0 : SoftShortSign.RestDischarge, figures.SoftShortSigns);
            }
        }

        /// <summary>
        /// 20, 21, 20 mV: 20.25 mV are usual, 0.75 mV of scatter; four of it are more than 5 %.
        /// </summary>
        [Theory]
        [InlineData(17240, true)]
        [InlineData(17260, false)]
        public void A_fall_of_a_restless_trace(long microvolts, bool lower)
        {
            SoftShortTrace trace = new SoftShortTrace();
            foreach (long before in new long[] { 20000, 21000, 20000 })
            {
                Assert.True(trace.Judge(Half(before, 1000000, 1000000, 25000, 0, 5)));
            }

            Assert.True(trace.Judge(Half(microvolts, 1000000, 1000000, 25000, 0, 5)));
            Assert.Equal(lower, trace.IsLower);
        }

        /// <summary>Arches of 15, 16.5 and 15 %: 15.5 % are usual, 1.125 % of scatter; 2 % and three of it more are 20.875 %.</summary>
        [Theory]
        [InlineData(4170, true)]
        [InlineData(4180, false)]
        public void An_arch_of_a_restless_trace(long arch, bool lower)
        {
            SoftShortTrace trace = new SoftShortTrace();
            foreach (long before in new long[] { 3000, 3300, 3000 })
            {
                trace.Judge(Half(20000, 1000000, 1000000, 25000, before, 5));
            }

            // Over a mean of 18 mV.
            trace.Judge(Half(18000, 1000000, 1000000, 25000, arch * 18 / 20, 5));
            Assert.Equal(lower, trace.IsLower);
        }

        /// <summary>Where no arch was seen before none can have grown.</summary>
        [Fact]
        public void The_first_arch_of_a_trace()
        {
            SoftShortTrace trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                HalfCycle before = Half(20000, 1000000, 1000000, 25000, 0, 5);
                before.HasTrace = false;
                trace.Judge(before);
            }

            trace.Judge(Half(18000, 1000000, 1000000, 25000, 3000, 5));
            Assert.True(trace.IsLower);
            Assert.False(trace.IsRectangular);
        }

        /// <summary>A trace falls by more than 5 % at once; half of that holds it. 10 % of the current and charge, 2 K.</summary>
        [Theory]
        [InlineData(19000, 1000000, 1000000, 25000, false, true)]
        [InlineData(18999, 1000000, 1000000, 25000, true, true)]
        [InlineData(18000, 1100000, 1000000, 25000, true, true)]
        [InlineData(18000, 1100001, 1000000, 25000, false, false)]
        [InlineData(18000, 899999, 1000000, 25000, false, false)]
        [InlineData(18000, 1000000, 1100000, 25000, true, true)]
        [InlineData(18000, 1000000, 1100001, 25000, false, false)]
        [InlineData(15000, 1000000, 1000000, 27000, true, true)]
        [InlineData(15000, 1000000, 1000000, 27001, false, false)]
        [InlineData(15000, 1000000, 1000000, 22999, false, false)]
        [InlineData(0, 1000000, 1000000, 25000, false, false)]
        public void A_trace_that_falls(long microvolts, long peak, long charge, long millicelsius, bool lower, bool judged)
        {
            SoftShortTrace trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                Assert.True(trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5)));
                Assert.False(trace.IsLower);
            }

            Assert.Equal(judged, trace.Judge(Half(microvolts, peak, charge, millicelsius, 0, 5)));
            Assert.Equal(lower, trace.IsLower);
            if (lower && millicelsius == 25000)
            {
                trace.Judge(Half(19499, peak, charge, millicelsius, 0, 5));
                Assert.True(trace.IsLower);
                trace.Judge(Half(19500, peak, charge, millicelsius, 0, 5));
                Assert.False(trace.IsLower);
            }
        }

        /// <summary>Three are learned first; five samples make a half-cycle; three strangers in a row are a new test.</summary>
        [Fact]
        public void What_a_trace_is_held_against()
        {
            SoftShortTrace trace = new SoftShortTrace();
            Assert.False(trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 4)));
            Assert.False(trace.IsRectangular || trace.HasLowerOnset);
            trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5));
            trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5));
            trace.Judge(Half(10000, 1000000, 1000000, 25000, 0, 5));
            Assert.False(trace.IsLower);
            for (int round = 0; round < 2; round++)
            {
                Assert.False(trace.Judge(Half(5000, 2000000, 1000000, 25000, 0, 5)));
                Assert.False(trace.Judge(Half(5000, 2000000, 1000000, 25000, 0, 5)));
                Assert.True(trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5)));
            }

            trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                trace.Judge(Half(20000, 1000000, 1000000, 25000, 0, 5));
                trace.JudgeOnset(20000000, 25000);
                Assert.False(trace.HasLowerOnset);
            }

            // 5 % of 20 ohm; half of it holds it.
            foreach ((long microohms, bool has) in new[] { (19000000L, false), (18499999L, true), (19249999L, true), (19250001L, false) })
            {
                trace.JudgeOnset(microohms, 25000);
                if (microohms == 19000000)
                {
                    Assert.False(trace.HasLowerOnset);

                    // The mean of two and its scatter moved: three quarters of a volt more to be sure.
                    for (int again = 0; again < 40; again++)
                    {
                        trace.JudgeOnset(19500000, 25000);
                    }
                }
                else if (microohms == 18499999)
                {
                    Assert.True(trace.HasLowerOnset);
                }
            }

            for (int stranger = 1; stranger <= 5; stranger++)
            {
                Assert.Equal(stranger >= 3, trace.Judge(Half(5000, 2000000, 1000000, 25000, 0, 5)));
                Assert.False(trace.IsLower);
                trace.JudgeOnset(1000000, 25000);
                Assert.Equal(stranger < 3, trace.HasLowerOnset);
            }

            trace.Judge(Half(4749, 2000000, 1000000, 25000, 0, 5));
            Assert.True(trace.IsLower);
        }

        /// <summary>A trace is rectangular that had an arch of more than 3 % and has lost two thirds of it; an arch that grows by more than 2 % and three scatters is dead metal.</summary>
        [Theory]
        [InlineData(3000, 999, true, true)]
        [InlineData(3000, 1000, true, false)]
        [InlineData(3000, -1, true, false)]
        [InlineData(600, 0, true, false)]
        [InlineData(620, 0, true, true)]
        [InlineData(3000, 3400, true, false)]
        [InlineData(3000, 3402, false, false)]
        public void The_arch_of_a_trace(long archBefore, long archAfter, bool lower, bool rectangular)
        {
            SoftShortTrace trace = new SoftShortTrace();
            for (int half = 0; half < 3; half++)
            {
                trace.Judge(Half(20000, 1000000, 1000000, 25000, archBefore, 5));
            }

            // The same arch over a mean that is 10 % lower: 18/20 of the voltage.
            HalfCycle last = Half(18000, 1000000, 1000000, 25000, archAfter * 18 / 20, 5);
            last.HasTrace = archAfter >= 0;
            trace.Judge(last);
            Assert.Equal(lower, trace.IsLower);
            Assert.Equal(rectangular, trace.IsRectangular);
        }

        private static void End(HalfCycleTracker tracker, int direction, HalfCycle half)
        {
            if (direction > 0)
            {
                tracker.Charged = half;
            }
            else
            {
                tracker.Discharged = half;
            }
        }

        private static HalfCycle Half(long microvolts, long peak, long charge, long millicelsius, long arch, int samples)
        {
            HalfCycle half = new HalfCycle();
            for (int sample = 0; sample < samples; sample++)
            {
                half.Add(microvolts, 1000000, millicelsius);
                half.Weigh(microvolts, 1000000, Second);
            }

            half.Mark(microvolts, 100, 1000);
            half.Mark(microvolts + arch, 900, 1000);
            half.PeakNanoamperes = peak;
            half.Nanocoulombs = charge;
            half.Millicelsius = millicelsius;
            return half;
        }
    }
}
