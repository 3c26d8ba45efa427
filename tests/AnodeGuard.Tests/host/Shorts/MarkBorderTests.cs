using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Where in a half-cycle the voltages of a slide are compared.</summary>
    public class MarkBorderTests
    {
        private const long Second = 1000000;

        /// <summary>At the middle of the charge, in both directions: a fall there is one, a fall anywhere else is none.</summary>
        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void The_mark_is_the_middle(bool atMark)
        {
            ChargeSlide slide = new ChargeSlide();
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings { CapacityMicroampereHours = 1 });
            long now = 0;
            long offset = 0;
            for (int half = 0; half < 12; half++)
            {
                int sign = half % 2 == 0 ? 1 : -1;
                offset -= half >= 9 ? 3001 : 0;
                for (int step = 0; step < 10; step++)
                {
                    now += Second;
                    tracker.Add(new Channel { Value = sign * 1000000, IntervalMicroseconds = Second, TimeMicroseconds = now }, false);
                    if (tracker.Ended)
                    {
                        slide.Turn(tracker);
                    }

                    long lower = tracker.Nanocoulombs == 5000000 == atMark ? offset : 0;
                    if (slide.IsAwaited)
                    {
                        slide.Judge(tracker, 3800000 + (sign * 20000) + lower, sign * 1000000, 25000, now);
                    }
                }

                Assert.Equal(atMark && half == 11, slide.IsSliding);
            }
        }

        /// <summary>It stays while it lies within three tenths of the new half-cycle's charge from its middle: 500 of 2,500, not of 2,502.</summary>
        [Theory]
        [InlineData(2500, true)]
        [InlineData(2502, false)]
        [InlineData(630, true)]
        [InlineData(620, false)]
        public void The_mark_stays(long length, bool stays)
        {
            ChargeSlide slide = new ChargeSlide();
            HalfCycleTracker tracker = new HalfCycleTracker(new GuardSettings()) { Direction = 1 };
            tracker.Discharged.Nanocoulombs = 1000;
            long volts = 3800000;
            for (int cycle = 1; cycle <= 7; cycle++)
            {
                slide.Turn(tracker);
                volts -= cycle > 4 ? 3001 : 0;
                tracker.Nanocoulombs = 499;
                Assert.False(slide.Judge(tracker, 3000000, 1000000, 25000, (cycle * Second) - 1));
                Assert.True(slide.IsAwaited);
                tracker.Nanocoulombs = 500;
                Assert.True(slide.Judge(tracker, volts, 1000000, 25000, cycle * Second));
                Assert.False(slide.IsAwaited);
            }

            Assert.True(slide.IsSliding);
            tracker.Discharged.Nanocoulombs = length;
            slide.Turn(tracker);
            Assert.Equal(stays, slide.IsSliding);
        }

        /// <summary>A drop is a sign for six half-cycles; before it there is none.</summary>
        [Fact]
        public void A_drop_is_remembered()
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            GuardSettings settings = new GuardSettings();
            ShortFigures figures = new ShortFigures();
            SoftShort soft = new SoftShort(settings, faults, figures, new EfficiencyWatch(settings, faults));
            HalfCycleTracker tracker = new HalfCycleTracker(settings);
            for (int sample = 0; sample < 64; sample++)
            {
                Assert.Equal(0, figures.SoftShortSigns & (sample < 33 ? ~0 : ~SoftShortSign.VoltageDropped));
                soft.Judge(tracker, sample < 33 ? 3800000 : 3798000, 1000000, 25000, sample * 2500000L, 2500000);
            }

            for (int half = 1; half <= 7; half++)
            {
                Assert.Equal(half <= 6 ? SoftShortSign.VoltageDropped : 0, figures.SoftShortSigns);
                tracker.Direction = half % 2 == 0 ? 1 : -1;
                soft.Turn(tracker, (100 + half) * Second * 10);
            }

            Assert.Equal(0, figures.SoftShortSigns);
        }
    }
}
