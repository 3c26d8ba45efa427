using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A short that nothing survives, at the borders that FAULTS.md and the docstrings name: below, at, beyond.</summary>
    public class HardShortBorderTests
    {
        /// <summary>
        /// Below a fifth of the voltage of a moment ago (a quarter of a second), or from inside the window to below a fifth of
        /// the lower limit within a minute; not where a load of more than C/100 explains it, nor from below 0.5 V.
        /// </summary>
        [Theory]
        [InlineData(3000000, 599999, 100000, 0, 2500000, true)]
        [InlineData(3000000, 600000, 100000, 0, 2500000, false)]
        [InlineData(3000000, 599999, 100000, -50000, 2500000, true)]
        [InlineData(3000000, 599999, 100000, -50001, 2500000, false)]
        [InlineData(3000000, 599999, 100000, 50001, 2500000, true)]
        [InlineData(3000000, 400000, 250000, 0, 1000000, true)]
        [InlineData(3000000, 400000, 250001, 0, 1000000, false)]
        [InlineData(500000, 99999, 100000, 0, -1000000, true)]
        [InlineData(499999, 90000, 100000, 0, -1000000, false)]
        [InlineData(2500000, 499999, 60000000, 0, 2500000, true)]
        [InlineData(2500000, 500000, 60000000, 0, 2500000, false)]
        [InlineData(2499999, 499999, 60000000, 0, 2500000, false)]
        [InlineData(2500000, 499999, 60000001, 0, 2500000, false)]
        [InlineData(1000005, 200000, 1000000, 0, 1000001, false)]
        [InlineData(1000005, 199999, 1000000, 0, 1000001, true)]
        [InlineData(1000005, 100000, 1000000, 0, 1000000, false)]
        public void A_hard_short(long before, long after, long spacing, long nanoamperes, long limit, bool found)
        {
            ExactTrace trace = Exact(spacing);
            trace.Settings.UnderVoltageMicrovolts = limit;
            trace.Start();
            trace.Current = nanoamperes;
            trace.Cell = before;
            trace.Steps(20);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            trace.Cell = after;
            trace.Steps(1);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            trace.Steps(1);
            Assert.Equal(found ? FaultLevel.Alarm : FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            trace.Cell = before;
            trace.Steps(2);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.HardShort));
        }

        /// <summary>A fall may take two samples: what it is held against loses a quarter with each.</summary>
        [Theory]
        [InlineData(449999, true)]
        [InlineData(450000, false)]
        public void A_collapse_over_two_samples(long after, bool found)
        {
            ExactTrace trace = Exact(100000);
            trace.Settings.UnderVoltageMicrovolts = 0;
            trace.Start();
            trace.Cell = 3000000;
            trace.Steps(20);
            trace.Cell = 1000000;
            trace.Steps(1);
            trace.Cell = after;
            trace.Steps(2);
            Assert.Equal(found ? FaultLevel.Alarm : FaultLevel.None, trace.LevelOf(FaultId.HardShort));
        }

        /// <summary>A cell that was short and is back may be discharged to where it was: from below its window nothing falls out.</summary>
        [Fact]
        public void A_discharge_after_a_short()
        {
            ExactTrace trace = Exact(60000000);
            trace.Settings.UnderVoltageMicrovolts = 2500000;
            trace.Start();
            foreach ((long microvolts, bool found) in new[] { (3000000L, false), (400000L, true), (3000000L, false), (2400000L, false), (400000L, false) })
            {
                trace.Cell = microvolts;
                trace.Steps(3);
                Assert.Equal(found ? FaultLevel.Alarm : FaultLevel.None, trace.LevelOf(FaultId.HardShort));
            }
        }

        private static ExactTrace Exact(long spacing)
        {
            return new ExactTrace { Spacing = spacing };
        }
    }
}
