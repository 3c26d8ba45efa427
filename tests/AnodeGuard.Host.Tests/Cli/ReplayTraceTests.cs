using System;
using System.Linq;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>The trace against closed forms: the same core that runs on the chip, fed from a file.</summary>
    public class ReplayTraceTests
    {
        private const double DiffusionTime_s = 1000;

        /// <summary>theta at depletion from the exact series.</summary>
        [Theory]
        [InlineData(1.1, 0.2216782919)]
        [InlineData(1.5, 0.0900426027)]
        [InlineData(2, 0.0491826849)]
        [InlineData(3, 0.0218166515)]
        [InlineData(5, 0.0078539816)]
        public void A_constant_current_depletes_when_the_exact_series_says(double j, double theta)
        {
            double expected = theta * DiffusionTime_s;
            double step = expected / 400;
            TraceRow[] trace = ReplayRun.Trace(ReplayRun.Csv(Enumerable.Range(0, 440).Select(i => (i * step, j * ReplayRun.LimitingAmperes)).ToArray()));

            TraceRow first = trace.First(row => row.S >= 1);
            Assert.InRange(first.Time, expected * 0.997, (expected * 1.003) + step);
            foreach (TraceRow row in trace.Where(row => row.Time < 0.9 * expected))
            {
                Assert.InRange(row.Time + row.TimeToDepletion.Value, expected * 0.997, expected * 1.003);
            }

            Assert.All(trace.Where(row => row.S >= 1), row => Assert.Equal(0.0, row.TimeToDepletion));
            Assert.Contains(trace, row => row.Faults.Contains("depleted"));
        }

        [Fact]
        public void The_first_row_has_no_interval()
        {
            TraceRow[] trace = ReplayRun.Trace(ReplayRun.Csv((1000, 0.02), (1001, 0.02)));
            Assert.Equal(0.0, trace[0].S);
            Assert.Equal(2.0, trace[0].J, 6);
            Assert.True(trace[1].S > 0);
        }

        /// <summary>S(0.01) = 0.2256758334: one interval of 10 s at j = 1, its current logged at its end.</summary>
        [Fact]
        public void A_rows_current_holds_over_the_interval_that_ends_there()
        {
            TraceRow[] trace = ReplayRun.Trace(ReplayRun.Csv((0, 0), (10, 0.01), (20, 0)));
            Assert.Equal(0.2256758334, trace[1].S, 4e-4);

            // s(0.02) after the current ended at 0.01: S(0.02) - S(0.01), with S = 4 sqrt(theta / pi) this early.
            double rest = 4 * (Math.Sqrt(0.02 / Math.PI) - Math.Sqrt(0.01 / Math.PI));
            Assert.Equal(rest, trace[2].S, 4e-4);
        }

        [Fact]
        public void Below_the_limiting_current_it_never_comes_and_s_settles_at_j()
        {
            TraceRow[] trace = ReplayRun.Trace(ReplayRun.Csv(Enumerable.Range(0, 300).Select(i => (i * 10.0, 0.005)).ToArray()));
            Assert.All(trace, row => Assert.Null(row.TimeToDepletion));
            Assert.Equal(0.5, trace[^1].S, 2e-4);
            Assert.All(trace, row => Assert.Empty(row.Faults));
        }

        [Fact]
        public void Discharge_is_the_mirror_of_charge()
        {
            TraceRow[] charge = ReplayRun.Trace(ReplayRun.Csv((0, 0.02), (5, 0.02), (20, 0.02)));
            TraceRow[] discharge = ReplayRun.Trace(ReplayRun.Csv((0, -0.02), (5, -0.02), (20, -0.02)));
            for (int i = 0; i < charge.Length; i++)
            {
                Assert.Equal(-charge[i].J, discharge[i].J, 6);
                Assert.Equal(-charge[i].S, discharge[i].S, 1e-6);
                Assert.Equal(charge[i].TimeToDepletion.Value, discharge[i].TimeToDepletion.Value, 1e-3);
            }
        }

        /// <summary>A block of samples fed as one step of its mean current: less than 5e-4 in s.</summary>
        [Fact]
        public void The_result_does_not_depend_on_how_often_was_logged()
        {
            double fine = ReplayRun.Trace(ReplayRun.Csv(Enumerable.Range(0, 401).Select(i => (i * 0.1, 0.02)).ToArray()))[^1].S;
            double coarse = ReplayRun.Trace(ReplayRun.Csv((0, 0.02), (0.1, 0.02), (7, 0.02), (7, 0.02), (40, 0.02)))[^1].S;
            Assert.Equal(fine, coarse, 5e-4);
        }

        /// <summary>A million steps of 0.1 s end at 100,000 s exactly; binary fractions would not.</summary>
        [Fact]
        public void Times_do_not_drift_and_come_back_as_they_were_written()
        {
            TraceRow[] trace = ReplayRun.Trace("time_s,voltage_v,current_a\n1731000000.100001,3.7,0\n1731000000.3,3.7,0.0000000005\n");
            Assert.StartsWith("1731000000.100001,", trace[0].Line);
            Assert.StartsWith("1731000000.3,", trace[1].Line);
        }

        [Fact]
        public void At_least_seven_decimals()
        {
            string[] fields = ReplayRun.Trace(ReplayRun.Csv((0, 0), (1, 0.00123)))[1].Line.Split(',');
            Assert.True(fields[1].Length - fields[1].IndexOf('.') > 7);
            Assert.True(fields[2].Length - fields[2].IndexOf('.') > 7);
        }
    }
}
