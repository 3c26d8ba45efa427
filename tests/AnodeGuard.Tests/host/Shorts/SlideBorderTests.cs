using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A voltage that slides from cycle to cycle, and one that drops at once, at the borders of their docstrings.</summary>
    public class SlideBorderTests
    {
        private const long Second = 1000000;
        private const long Hour = 3600 * Second;

        /// <summary>A fall of more than 3 mV, a twentieth of the swing and four scatters, beyond the usual change.</summary>
        [Theory]
        [InlineData(0, 0, -3000, false)]
        [InlineData(0, 0, -3001, true)]
        [InlineData(0, 60000, -3001, true)]
        [InlineData(0, 100000, -5000, false)]
        [InlineData(0, 100000, -5001, true)]
        [InlineData(-1000, 0, -4500, false)]
        [InlineData(-1000, 0, -4501, true)]
        [InlineData(0, 0, 9000, false)]
        public void A_fall_against_the_usual_change(long second, long swing, long change, bool fell)
        {
            SlideCurve curve = new SlideCurve();
            long volts = 3800000;
            Assert.False(curve.Take(volts, 1000000, 25000, Hour, swing));
            Assert.False(curve.Take(volts, 1000000, 25000, 2 * Hour, swing));
            volts += second;
            Assert.False(curve.Take(volts, 1000000, 25000, 3 * Hour, swing));
            Assert.True(curve.Take(volts + change, 1000000, 25000, 4 * Hour, swing));
            Assert.Equal(fell, curve.Fell);
        }

        /// <summary>The usual change is that of four cycles: after five of none and one of 3 mV 0.75 mV are usual, and 3 mV less is a fall.</summary>
        [Theory]
        [InlineData(-2250, false)]
        [InlineData(-2251, true)]
        public void The_usual_change_of_the_last_four(long change, bool fell)
        {
            SlideCurve curve = new SlideCurve();
            for (int cycle = 1; cycle <= 6; cycle++)
            {
                curve.Take(3800000, 1000000, 25000, cycle * Hour, 0);
            }

            Assert.True(curve.Take(3803000, 1000000, 25000, 7 * Hour, 0));
            Assert.True(curve.Take(3803000 + change, 1000000, 25000, 8 * Hour, 0));
            Assert.Equal(fell, curve.Fell);
        }

        /// <summary>Alike: the current within 5 %, the temperature within 2 K, no more than twice the time of the last cycle.</summary>
        [Theory]
        [InlineData(1050000, 25000, Hour, true)]
        [InlineData(1050001, 25000, Hour, false)]
        [InlineData(949999, 25000, Hour, false)]
        [InlineData(1000000, 27000, Hour, true)]
        [InlineData(1000000, 27001, Hour, false)]
        [InlineData(1000000, 22999, Hour, false)]
        [InlineData(1000000, 25000, 2 * Hour, true)]
        [InlineData(1000000, 25000, (2 * Hour) + 1, false)]
        public void Which_cycles_are_compared(long nanoamperes, long millicelsius, long elapsed, bool alike)
        {
            SlideCurve curve = new SlideCurve();
            for (int cycle = 1; cycle <= 4; cycle++)
            {
                Assert.Equal(cycle == 4, curve.Take(3800000, 1000000, 25000, cycle * Hour, 0));
            }

            Assert.Equal(alike, curve.Take(3700000, nanoamperes, millicelsius, (4 * Hour) + elapsed, 0));
            Assert.Equal(alike, curve.Fell);
            curve.Forget();
            Assert.False(curve.Take(3800000, 1000000, 25000, 90 * Hour, 0));

            // The first cycle after that may take as long as it likes, and what is usual is still known.
            Assert.True(curve.Take(3800000, 1000000, 25000, 190 * Hour, 0));
        }

        /// <summary>Three half-cycles in a row below those of a cycle ago.</summary>
        [Theory]
        [InlineData(new[] { 3001, 3001, 3001 }, 3)]
        [InlineData(new[] { 3001, 3001, -6002, 3001, 9003, 9003 }, -1)]
        [InlineData(new[] { 0, 3001, 3001, 3001 }, 4)]
        public void Three_falls_in_a_row(int[] falls, int slidesAt)
        {
            ChargeSlide slide = new ChargeSlide();
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings { CapacityMicroampereHours = 1 });
            long now = 0;
            long offset = 0;
            for (int half = 0; half < 9 + falls.Length; half++)
            {
                int sign = half % 2 == 0 ? 1 : -1;
                offset -= half >= 9 ? falls[half - 9] : 0;
                for (int step = 0; step < 10; step++)
                {
                    now += Second;
                    tracker.Add(new Channel { Value = sign * 1000000, IntervalMicroseconds = Second, TimeMicroseconds = now }, false);
                    if (tracker.Ended)
                    {
                        slide.Turn(tracker);
                    }

                    // The open-circuit voltage follows the charge; what falls falls for both directions.
                    if (slide.IsAwaited)
                    {
                        slide.Judge(tracker, 3800000 + (tracker.Nanocoulombs / 1000) + (sign * 20000) + offset, sign * 1000000, 25000, now);
                    }
                }

                Assert.Equal(slidesAt >= 0 && half >= 9 + slidesAt - 1, slide.IsSliding);
            }
        }

        /// <summary>
        /// A drop of more than 1 mV of the mean over ten seconds, that lasts six means more; the fifth mean is the first that
        /// is judged, and one must have been on the line.
        /// </summary>
        [Theory]
        [InlineData(8, 1001, 1000000, true)]
        [InlineData(8, 1000, 1000000, false)]
        [InlineData(8, 1001, -1000000, true)]
        [InlineData(5, 1001, 1000000, true)]
        [InlineData(4, 1001, 1000000, false)]
        [InlineData(8, 1001, 5001, true)]
        [InlineData(8, 1001, 5000, false)]
        public void A_sudden_drop(int blocks, long drop, long nanoamperes, bool found)
        {
            foreach (long slope in new long[] { 0, 40, -40 })
            {
                Drop run = new Drop();
                run.Judge(3800000, nanoamperes, 25000, 2500000);
                for (int sample = 1; sample <= (blocks * 4) + 60; sample++)
                {
                    long fallen = sample > blocks * 4 ? drop : 0;
                    run.Judge(3800000 + (sample * slope) - fallen, nanoamperes, 25000, 2500000);
                    Assert.Equal(found && sample == (blocks + 7) * 4, run.HasDropped);
                }
            }
        }

        /// <summary>Another current (a 64th), another temperature (0.3 K), a block of more than 30 s: it begins anew.</summary>
        [Theory]
        [InlineData(1015872, 25000, 2500000, true)]
        [InlineData(1015874, 25000, 2500000, false)]
        [InlineData(984616, 25000, 2500000, true)]
        [InlineData(984614, 25000, 2500000, false)]
        [InlineData(1000000, 25300, 2500000, true)]
        [InlineData(1000000, 25301, 2500000, false)]
        [InlineData(1000000, 24699, 2500000, false)]
        [InlineData(1000000, 25000, 22500000, true)]
        [InlineData(1000000, 25000, 22500001, false)]
        [InlineData(1000000, 25000, -1, false)]
        public void What_a_drop_is_held_against(long nanoamperes, long millicelsius, long gap, bool found)
        {
            Drop run = new Drop();
            run.Judge(3800000, 1000000, 25000, 2500000);
            for (int sample = 1; sample <= 32; sample++)
            {
                run.Judge(3800000, 1000000, 25000, 2500000);
            }

            bool dropped = false;
            for (int sample = 1; sample <= 80; sample++)
            {
                run.Judge(3790000, nanoamperes, millicelsius, sample == 1 ? gap : 2500000);
                dropped |= run.HasDropped;
            }

            Assert.Equal(found, dropped);
        }

        /// <summary>A block has four samples at least and 30 s at most.</summary>
        [Theory]
        [InlineData(7500000, true)]
        [InlineData(7500001, false)]
        public void Samples_far_apart(long spacing, bool found)
        {
            Drop run = new Drop();
            bool dropped = false;
            for (int sample = 0; sample <= 100; sample++)
            {
                run.Judge(sample > 32 ? 3790000 : 3800000, 1000000, 25000, spacing);
                dropped |= run.HasDropped;
            }

            Assert.Equal(found, dropped);
        }

        /// <summary>Half of it back within the minute: it does not stay.</summary>
        [Theory]
        [InlineData(5000, true)]
        [InlineData(4999, false)]
        public void A_drop_that_comes_back(long left, bool found)
        {
            Drop run = new Drop();
            run.Judge(3800000, 1000000, 25000, 2500000);
            bool dropped = false;
            for (int sample = 1; sample <= 60; sample++)
            {
                long fallen = sample > 56 ? left : sample > 32 ? 10000 : 0;
                run.Judge(3800000 - fallen, 1000000, 25000, 2500000);
                dropped |= run.HasDropped;
            }

            Assert.Equal(found, dropped);
        }

        /// <summary>Ten seconds of samples 2.25 s apart hold five: six means after the one that dropped it is found.</summary>
        [Fact]
        public void A_block_is_ten_seconds()
        {
            Drop run = new Drop();
            run.Judge(3800000, 1000000, 25000, 2250000);
            for (int sample = 1; sample <= 100; sample++)
            {
                run.Judge(sample > 40 ? 3790000 : 3800000, 1000000, 25000, 2250000);
                Assert.Equal(sample == 75, run.HasDropped);
            }
        }

        /// <summary>Back in the middle of a mean: what lies between is no line that the next ones could fall from.</summary>
        [Fact]
        public void A_drop_that_is_back_within_a_mean()
        {
            Drop run = new Drop();
            run.Judge(3800000, 1000000, 25000, 2500000);
            for (int sample = 1; sample <= 200; sample++)
            {
                run.Judge(sample > 32 && sample <= 41 ? 3790000 : 3800000, 1000000, 25000, 2500000);
                Assert.False(run.HasDropped);
            }
        }

        /// <summary>
        /// The usual miss is that of sixteen means: of 2 mV each time, then, with the swing over, 1.5, 1.5, 0.5, 0.5 mV and thirteen
        /// means on the line. Six of it are the limit.
        /// </summary>
        [Theory]
        [InlineData(0.98, false)]
        [InlineData(1.02, true)]
        public void The_usual_miss_of_the_last_sixteen(double limits, bool found)
        {
            double usual = 2000;
            foreach (double miss in new[] { 1500.0, 1500, 500, 500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })
            {
                usual += (miss - usual) / 16;
            }

            Drop run = new Drop();
            run.Judge(3800000, 1000000, 25000, 2500000);
            bool dropped = false;
            for (int sample = 0; sample < 130 * 4; sample++)
            {
                // Two means up and two down: each misses the line through the second and the fourth before it by 2 mV.
                int block = sample / 4;
                long swing = block >= 117 ? -(long)(limits * 6 * usual) : block >= 100 ? 0 : (block & 2) != 0 ? 500 : -500;
                run.Judge(3800000 + swing, 1000000, 25000, 2500000);
                dropped |= run.HasDropped;
            }

            Assert.Equal(found, dropped);
        }

        /// <summary>
        /// A single block that stands 3 mV too high (a hand at the clamp) is no drop, wherever it lies; and a bridge that takes
        /// 2 mV two blocks later or more is found as it is without it: once, when it has stayed for a minute.
        /// </summary>
        [Theory]
        [InlineData(3000, 0)]
        [InlineData(-3000, 0)]
        [InlineData(1100, 0)]
        [InlineData(501, 0)]
        [InlineData(50000, 0)]
        [InlineData(3000, 2)]
        [InlineData(3000, 3)]
        [InlineData(3000, 4)]
        [InlineData(3000, 5)]
        [InlineData(3000, 6)]
        [InlineData(3000, 9)]
        [InlineData(50000, 3)]
        public void A_single_block_beside_the_line(long outlier, int later)
        {
            foreach (int at in new[] { 3, 4, 5, 6, 7, 12, 30 })
            {
                foreach (long slope in new long[] { 0, 40, -40 })
                {
                    Drop run = new Drop();
                    run.Judge(3800000, 1000000, 25000, 2500000);
                    int found = -1;
                    int count = 0;
                    for (int block = 0; block < at + 40; block++)
                    {
                        long beside = block == at ? outlier : 0;
                        beside -= later > 0 && block >= at + later ? 2000 : 0;
                        for (int sample = 0; sample < 4; sample++)
                        {
                            run.Judge(3800000 + beside + (((block * 4) + sample) * slope), 1000000, 25000, 2500000);
                            count += run.HasDropped ? 1 : 0;
                            found = run.HasDropped ? block : found;
                        }
                    }

                    Assert.Equal((at, slope, later > 0 ? 1 : 0, later > 0 ? at + later + 6 : -1), (at, slope, count, found));
                }
            }
        }

        /// <summary>Two signs of one thing count once.</summary>
        [Theory]
        [InlineData(0, 0)]
        [InlineData(SoftShortSign.VoltageDropped, 1)]
        [InlineData(SoftShortSign.VoltageDropped | SoftShortSign.ChargeVoltageStalls, 1)]
        [InlineData(SoftShortSign.ChargeSlides | SoftShortSign.ChargeLost, 1)]
        [InlineData(SoftShortSign.ChargeSlides | SoftShortSign.VoltageDropped, 2)]
        [InlineData(SoftShortSign.ChargeLost | SoftShortSign.ChargeVoltageStalls, 2)]
        [InlineData(SoftShortSign.ChargeSlides | SoftShortSign.ChargeLost | SoftShortSign.VoltageDropped | SoftShortSign.ChargeVoltageStalls, 2)]
        [InlineData(SoftShortSign.FlatTrace | SoftShortSign.LowerOnset | SoftShortSign.Rectangular | SoftShortSign.RestDischarge, 4)]
        public void Independent_signs(int signs, int count)
        {
            Assert.Equal(count, SoftShort.Count(signs));
        }

        /// <summary>Samples at a spacing.</summary>
        private sealed class Drop
        {
            private readonly SuddenDrop _watch = new SuddenDrop(new GuardSettings());
            private long _now;

            /// <summary>The last sample proved it.</summary>
            public bool HasDropped { get; private set; }

            public void Judge(long microvolts, long nanoamperes, long millicelsius, long interval)
            {
                _now += interval;
                HasDropped = _watch.Judge(microvolts, nanoamperes, millicelsius, _now);
            }
        }
    }
}
