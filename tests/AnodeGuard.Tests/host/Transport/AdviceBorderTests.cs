using System;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>The recommended charging current where the step response has its summit anywhere on the grid of times, and at its ends.</summary>
    public class AdviceBorderTests
    {
        private const double Bound = 0.5;

        /// <summary>
        /// Weights of 4 and -4 at neighbouring rates overshoot: S = 1 + 4 (exp(-r2 theta) - exp(-r1 theta)), highest at
        /// ln(r1/r2)/(r1 - r2). The advice leaves nothing of the bound unused, and passes it by a fiftieth at the most.
        /// </summary>
        [Theory]
        [InlineData(0.3)]
        [InlineData(0.9)]
        [InlineData(1.1)]
        [InlineData(1.9)]
        [InlineData(2.1)]
        [InlineData(3.9)]
        [InlineData(10.0)]
        [InlineData(1000.0)]
        public void A_summit_anywhere(double until)
        {
            for (double fraction = 0.51; fraction < 1; fraction += 0.07)
            {
                // The grid begins at 2^-10: there the fastest mode has this fraction of its own time behind it.
                double fast = fraction * 1024;
                double slow = 0.8 * fast;
                GuardSettings settings = Rows.Unit();
                settings.ModeRatesQ16 = new[] { (long)(slow * 65536), (long)(fast * 65536) };
                settings.ModeWeightsQ31 = new[] { -(4L << 31), 4L << 31 };
                double end = until / 1024;
                settings.RecommendedMicroseconds = (long)(end * 1e9);
                double summit = Math.Log(fast / slow) / (fast - slow);
                double theta = Math.Min(summit, end);
                double highest = 1 + (4 * (Math.Exp(-slow * theta) - Math.Exp(-fast * theta)));
                double expected = Bound / highest * 1e6;
                Assert.InRange(Advised(settings) / expected, 0.9999, 1.02);
            }
        }

        /// <summary>Where no depletion is allowed, or no charging current, nothing is advised, whatever the modes.</summary>
        [Theory]
        [InlineData(0, 1000000000000, 1)]
        [InlineData(0, 1000000000000, 1000000000)]
        [InlineData(8388608, 0, 1000000000)]
        [InlineData(8388608, -5, 1000000000)]
        public void Nothing_is_allowed(long bound, long most, long microseconds)
        {
            foreach (long weight in new[] { 0, 3L << 30, 1L << 31, 4L << 31 })
            {
                GuardSettings settings = new GuardSettings
                {
                    LimitingCurrentDensityMicroamperesPerSquareMetre = 10000000,
                    DiffusionTimeMicroseconds = 1000000000,
                    RecommendedDepletionQ24 = bound,
                    RecommendedMicroseconds = microseconds,
                    OverCurrentChargeNanoamperes = most,
                    SelfTestWaived = true,
                };
                if (weight > 0)
                {
                    settings.ModeRatesQ16 = new[] { 10L << 16 };
                    settings.ModeWeightsQ31 = new[] { weight };
                }

                Guard guard = new Guard(settings);
                Snapshot snapshot = new Snapshot();
                for (int row = 0; row < 3; row++)
                {
                    snapshot.TimeMicroseconds = row * 1000L;
                    snapshot.MeanCurrentNanoamperes.Set(0, row * 1000L, Validity.Valid, SampleSource.Recording);
                    Assert.Equal(row == 0 ? TransportFigures.Unknown : 0, guard.Step(snapshot).Transport.RecommendedChargeNanoamperes);
                }
            }
        }

        private static long Advised(GuardSettings settings)
        {
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(1, 0);
            return rows.Verdict.Transport.RecommendedChargeNanoamperes;
        }
    }
}
