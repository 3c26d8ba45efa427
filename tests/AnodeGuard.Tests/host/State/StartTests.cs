using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What a guard begins with.</summary>
    public class StartTests
    {
        /// <summary>The record of a board that was never commissioned says 0: that is no baseline.</summary>
        [Fact]
        public void Nothing_restored_is_no_baseline_and_nothing_latched()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.Guard.Restore(0, 0);
            bench.Step();
            Assert.False(bench.Verdict.BaselineKnown);
            Assert.Equal(0, bench.Verdict.LatchedFaults);
            Assert.Equal(GuardState.NotReady, bench.Verdict.State);
        }

        [Fact]
        public void A_restored_baseline_is_the_baseline_unless_the_settings_have_one()
        {
            Bench bench = new Bench(new GuardSettings());
            bench.Guard.Restore(0, 2900000);
            bench.Step();
            Assert.True(bench.Verdict.BaselineKnown);
            Assert.Equal(2900000, bench.Verdict.BaselineMicrovolts);

            bench = new Bench(new GuardSettings { BaselineMicrovolts = 3100000 });
            bench.Guard.Restore(0, 2900000);
            bench.Step();
            Assert.Equal(3100000, bench.Verdict.BaselineMicrovolts);
        }

        /// <summary>Ready with the very cycle that the settings ask for, not one earlier and not one later.</summary>
        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        [InlineData(25)]
        public void Ready_after_so_many_decision_cycles(int cycles)
        {
            Guard guard = new Guard(new GuardSettings { ReadyAfterCycles = cycles, SelfTestWaived = true });
            Snapshot snapshot = new Snapshot { SwitchFitted = true };
            for (int cycle = 1; cycle <= cycles; cycle++)
            {
                long now = cycle * 100000L;
                snapshot.TimeMicroseconds = now;
                snapshot.CellMicrovolts.Set(3800000, now, Validity.Valid, SampleSource.Ina228);
                snapshot.CurrentNanoamperes.Set(0, now, Validity.Valid, SampleSource.Ina228);
                snapshot.MeanCurrentNanoamperes.Set(0, now, Validity.Valid, SampleSource.Ina228);
                GuardState state = guard.Step(snapshot).State;
                Assert.True((state == GuardState.NotReady) == (cycle < cycles), $"cycle {cycle}: {state}");
            }
        }

        /// <summary>J* or t_D of 0: not known, so nothing is said of transport.</summary>
        [Theory]
        [InlineData(0, 13000000)]
        [InlineData(454800000, 0)]
        public void Transport_that_is_not_known_is_not_judged(long limiting, long diffusion)
        {
            GuardSettings settings = new GuardSettings { LimitingCurrentDensityMicroamperesPerSquareMetre = limiting, DiffusionTimeMicroseconds = diffusion };
            Rows rows = new Rows(settings);
            rows.Add(0, 0);
            rows.Add(10000000, 40000000);
            Assert.False(rows.Verdict.Transport.Applies);
            Assert.Equal(0, rows.Verdict.SurfaceDepletionQ24);
            Assert.Equal(Verdict.Never, rows.Verdict.DepletionMicroseconds);
            Assert.Equal(TransportFigures.Unknown, rows.Verdict.Transport.DiffusionMicroseconds);
            Assert.Equal(TransportFigures.Unknown, rows.Verdict.Transport.LimitingMicroamperesPerSquareMetre);
        }
    }
}
