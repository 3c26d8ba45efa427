using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Near depletion, below and above the limiting current: at, one unit beyond, back.</summary>
    public class DepletionBorderTests
    {
        private const long Second = 1000000;

        /// <summary>|s| at 1 is depleted; below the limiting current nothing but a warning comes, from 0.7 on, until it is 0.02 less.</summary>
        [Theory]
        [InlineData(0.7, FaultLevel.None, FaultLevel.Warning)]
        [InlineData(-0.7, FaultLevel.None, FaultLevel.Warning)]
        [InlineData(0.6999, FaultLevel.None, FaultLevel.None)]
        [InlineData(0.6801, FaultLevel.Warning, FaultLevel.Warning)]
        [InlineData(0.6799, FaultLevel.Warning, FaultLevel.None)]
        [InlineData(1.0, FaultLevel.Warning, FaultLevel.Warning)]
        [InlineData(-1.0, FaultLevel.Warning, FaultLevel.Warning)]
        [InlineData(0.999, FaultLevel.Warning, FaultLevel.Warning)]
        public void Near_depletion_below_the_limit(double s, byte before, byte level)
        {
            // A cell without memory: s follows the current at once.
            GuardSettings settings = Rows.Unit();
            settings.ModeRatesQ16 = new long[] { 10L << 16 };
            settings.ModeWeightsQ31 = new long[] { 0 };
            settings.DepletionWarningQ24 = (long)(0.7 * Verdict.OneQ24);
            Rows rows = new Rows(settings);
            rows.Add(0, before == FaultLevel.None ? 0 : 800000);
            rows.Add(Second, before == FaultLevel.None ? 0 : 800000);
            rows.Add(2 * Second, before == FaultLevel.None ? 0 : 800000);
            Assert.Equal(before, rows.Verdict.Levels[FaultId.DepletionNear]);
            for (int row = 3; row < 8; row++)
            {
                rows.Add(row * Second, (long)(s * 1e6));
            }

            Assert.Equal(level, rows.Verdict.Levels[FaultId.DepletionNear]);
            Assert.Equal(System.Math.Abs(s) >= 1 ? FaultLevel.Alarm : FaultLevel.None, rows.Verdict.Levels[FaultId.Depleted]);
        }

        /// <summary>
        /// Above the limiting current it is an alarm where less time is left than the reaction takes, or |s| is at the alarm's
        /// limit, until it is 0.02 below it.
        /// </summary>
        [Theory]
        [InlineData(1)]
        [InlineData(-1)]
        public void Near_depletion_above_the_limit(int sign)
        {
            GuardSettings settings = Rows.Unit();
            Rows rows = new Rows(settings);
            Rise(rows, sign * 2000000, 3);
            long left = rows.Verdict.DepletionMicroseconds;
            long s = System.Math.Abs(rows.Verdict.SurfaceDepletionQ24);
            Assert.InRange(left, 1, 200 * Second);
            foreach ((long reaction, long alarm, byte level) in new[]
            {
                (left, s + 1, FaultLevel.None), (left + 1, s + 1, FaultLevel.Alarm), (0, s, FaultLevel.Alarm), (0, s + 1, FaultLevel.None),
            })
            {
                settings = Rows.Unit();
                settings.DepletionReactionMicroseconds = reaction;
                settings.DepletionAlarmQ24 = alarm;
                settings.DepletionWarningQ24 = Verdict.OneQ24;
                rows = new Rows(settings);
                Rise(rows, sign * 2000000, 3);
                Assert.Equal(level, rows.Verdict.Levels[FaultId.DepletionNear]);
            }
        }

        private static void Rise(Rows rows, long nanoamperes, int count)
        {
            rows.Add(0, nanoamperes);
            for (int row = 1; row <= count; row++)
            {
                rows.Add(row * 10 * Second, nanoamperes);
            }
        }
    }
}
