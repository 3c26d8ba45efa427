using System.Linq;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>With a fault more is told, and not for ever: traffic is bounded however long a fault lasts.</summary>
    public class FaultDetailTests
    {
        private const int TurnsPerSecond = 10;

        private readonly FakeLink _link = new();

        [Fact]
        public void A_fault_is_told_five_times_a_second_and_after_five_minutes_as_usual()
        {
            ReportBench bench = new(_link, settings => settings.ReportMean = true);
            Assert.InRange(States(bench, 60), 59, 61);
            bench.Raise(FaultId.SenseIntermittent, FaultLevel.Advisory, GuardState.Advisory);
            Assert.InRange(States(bench, 300), 1495, 1505);
            Assert.InRange(States(bench, 3600), 3595, 3605);

            // Steady or not, a fault is told in samples and not in means.
            Assert.All(_link.On("state"), state => Assert.False(state.TryGetProperty("mean_cycles", out _)));

            // Something else goes wrong: told at once, and in detail again.
            bench.Raise(FaultId.SenseContactAnode, FaultLevel.Alarm, GuardState.Tripped);
            long raised = bench.NowMicroseconds / 1000;
            Assert.InRange(States(bench, 300), 1495, 1505);
            Assert.InRange(_link.On("state").First().GetProperty("up_ms").GetInt64(), raised, raised + 100);
            Assert.InRange(States(bench, 600), 595, 605);
        }

        [Fact]
        public void A_latch_of_days_is_told_as_usual_and_its_end_brings_the_means_back()
        {
            ReportBench bench = new(_link, settings => settings.ReportMean = true);
            bench.Raise(FaultId.HardShort, FaultLevel.Alarm, GuardState.Tripped);
            States(bench, 310);
            bench.Clear(FaultId.HardShort, GuardState.Tripped);
            Assert.InRange(States(bench, 300), 1495, 1505);
            Assert.InRange(States(bench, 60), 59, 61);
            bench.Verdict.LatchedFaults = 0;
            bench.Verdict.State = GuardState.Normal;
            Assert.InRange(States(bench, 60), 59, 61);
            Assert.Equal(TurnsPerSecond, _link.On("state").Last().GetProperty("mean_cycles").GetInt32());
        }

        private int States(ReportBench bench, int seconds)
        {
            _link.Messages.Clear();
            bench.Turn(seconds * TurnsPerSecond);
            return _link.On("state").Count();
        }
    }
}
