using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A fall that lets go, and marks of the slow baseline, at the borders that their docstrings name.</summary>
    public class TouchBorderTests
    {
        private const long Second = 1000000;

        /// <summary>From 60 mV/s on until it is slower than 20 mV/s, 40 mV down, no step of the current within 2 s before or during it.</summary>
        [Theory]
        [InlineData(-60000, -20000, 40000, 2000000, 1)]
        [InlineData(-59999, -20000, 40000, 2000000, 0)]
        [InlineData(-60000, -20001, 40000, 2000000, 0)]
        [InlineData(-60000, -20000, 39999, 2000000, 0)]
        [InlineData(-60000, -20000, 40000, 1999999, 0)]
        public void A_touch(long slope, long after, long down, long steady, long count)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            SteadyCurrent current = new SteadyCurrent(new GuardSettings()) { HasCurrent = true, SinceMicroseconds = (10 * Second) - steady };
            TouchWatch watch = new TouchWatch(current, faults);
            SenseFigures figures = new SenseFigures();
            long before = figures.Touches;
            Channel sense = new Channel { Value = 3000000, TimeMicroseconds = 10 * Second };
            Channel limit = new Channel { IsFitted = true };
            SlopeEstimator estimator = new SlopeEstimator();
            estimator.Add(3000000, 9 * Second);
            estimator.MicrovoltsPerSecond = slope;
            watch.Judge(sense, estimator, limit, figures);
            Assert.Equal(slope <= -60000, watch.IsStirring);
            estimator.MicrovoltsPerSecond = after;
            sense.Value = 3000000 - down;
            sense.TimeMicroseconds = 10 * Second;
            watch.Judge(sense, estimator, limit, figures);
            Assert.Equal(slope <= -60000 && after < -20000, watch.IsStirring);
            Assert.Equal(count, figures.Touches - before);
            Assert.Equal(count, watch.LetGo.SinceStart);
            Assert.Equal(count > 0 ? FaultLevel.Advisory : FaultLevel.None, faults.LevelOf(FaultId.SenseIntermittent));
        }

        /// <summary>Asked twice at one instant, the marks of the last two hours stay; asked of an earlier one, they begin anew.</summary>
        [Fact]
        public void Marks_at_one_instant()
        {
            LeakageWatch watch = new LeakageWatch();
            for (int mark = 0; mark < 3; mark++)
            {
                watch.Judge(3000000 + (1000 * mark), 3000000, mark * 600 * Second);
                Assert.Equal((1000L * mark, mark * 600 * Second), (watch.DriftMicrovolts, watch.DriftMicroseconds));
            }

            watch.Judge(3005000, 3000000, 1200 * Second);
            Assert.Equal((2000L, 1200 * Second), (watch.DriftMicrovolts, watch.DriftMicroseconds));
            watch.Judge(3005000, 3000000, (1200 * Second) - 1);
            Assert.Equal((0L, 0L), (watch.DriftMicrovolts, watch.DriftMicroseconds));
        }
    }
}
