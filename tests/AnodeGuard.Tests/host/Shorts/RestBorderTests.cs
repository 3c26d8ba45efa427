using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Self-discharge at rest, at the borders that FAULTS.md and the docstrings name.</summary>
    public class RestBorderTests
    {
        private const long Second = 1000000;
        private const long Minute = 60 * Second;

        /// <summary>Blocks of a minute, 32 of them, then pairs of pairs; time, current and temperature are averaged alike.</summary>
        [Fact]
        public void The_course_of_a_rest()
        {
            RestTrace trace = new RestTrace();
            trace.Restart(50000007);
            int blocks = 0;
            for (int half = 1; half <= 64; half++)
            {
                bool full = trace.Add(4000000 - half, 10 * half, 25000 + (100 * half), 50000007 + (half * 30 * Second));
                Assert.Equal(half % 2 == 0, full);
                blocks += full ? 1 : 0;
                Assert.Equal(blocks, trace.Count);
            }

            // The k-th block holds the halves 2k + 1 and 2k + 2: their mean time is 45 s into it.
            for (int block = 0; block < 32; block++)
            {
                Assert.Equal(4000000 - (2 * block) - 2, Mean(trace.Microvolts, block, 1), 1.0);
                Assert.Equal((20 * block) + 15, Mean(trace.Nanoamperes, block, 1));
                Assert.Equal(25000 + (200 * block) + 150, Mean(trace.Millicelsius, block, 1));
                Assert.Equal((block * 60000) + 45000, Mean(trace.Milliseconds, block, 1));
            }

            Assert.Equal((20 * 10) + 15 + 30, Mean(trace.Nanoamperes, 10, 4));
            for (int half = 65; half <= 66; half++)
            {
                Assert.Equal(half == 66, trace.Add(4000000 - half, 10 * half, 25000, 50000007 + (half * 30 * Second)));
            }

            Assert.Equal(17, trace.Count);
            for (int block = 0; block < 16; block++)
            {
                Assert.Equal((40 * block) + 25, Mean(trace.Nanoamperes, block, 1));
                Assert.Equal((block * 120000) + 75000, Mean(trace.Milliseconds, block, 1));
                Assert.Equal(25000 + (400 * block) + 250, Mean(trace.Millicelsius, block, 1));
            }

            // From here on a block takes two minutes.
            Assert.False(trace.Add(0, 0, 0, 50000007 + (66 * 30 * Second) + (120 * Second) - 1));
            Assert.True(trace.Add(0, 0, 0, 50000007 + (66 * 30 * Second) + (120 * Second)));
            trace.Restart(1);
            Assert.Equal(0, trace.Count);
            Assert.True(trace.Add(20000000, -2000000000000, 3000000, 1 + Minute));
            Assert.Equal((10000000L, -1000000000000L, 1000000L), (Mean(trace.Microvolts, 0, 1), Mean(trace.Nanoamperes, 0, 1), Mean(trace.Millicelsius, 0, 1)));
            Assert.True(trace.Add(-20000000, 2000000000000, -3000000, 1 + (2 * Minute)));
            Assert.Equal((-10000000L, 1000000000000L, -1000000L), (Mean(trace.Microvolts, 1, 1), Mean(trace.Nanoamperes, 1, 1), Mean(trace.Millicelsius, 1, 1)));
        }

        private static long Mean(long[] sums, int first, int count)
        {
            return (sums[first + count] - sums[first]) / count;
        }

        /// <summary>
        /// C dV/dt over kappa: 5 mAh and 3 V per state of charge make 10 uA of 0.1 mV a minute, the settings' limit of 0.2 % of C
        /// an hour; five times that is a warning; R = V / I is told above half of it. Seven tenths end a level.
        /// </summary>
        [Theory]
        [InlineData(0, 0, FaultLevel.None, false)]
        [InlineData(50, 0, FaultLevel.None, false)]
        [InlineData(51, 0, FaultLevel.None, true)]
        [InlineData(99, 0, FaultLevel.None, true)]
        [InlineData(100, 0, FaultLevel.Advisory, true)]
        [InlineData(499, 0, FaultLevel.Advisory, true)]
        [InlineData(500, 0, FaultLevel.Warning, true)]
        [InlineData(60, 4000, FaultLevel.Advisory, true)]
        [InlineData(60, 3999, FaultLevel.None, true)]
        [InlineData(140, -4001, FaultLevel.None, true)]
        [InlineData(140, -4000, FaultLevel.Advisory, true)]
        public void Self_discharge_at_rest(long perMinute, long through, byte level, bool known)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Start();
            Worked(trace);
            trace.Current = through;
            long volts = trace.Cell;
            for (int minute = 0; minute <= 40; minute++)
            {
                trace.Steps(1);

                // Half an hour after the first sample at rest.
                Assert.Equal(minute >= 30 ? 1 : 0, trace.Verdict.Shorts.RestCount);
                volts = trace.Cell;
                trace.Cell -= perMinute;
            }

            Assert.Equal(level, trace.LevelOf(FaultId.RestLeakage));
            long lost = (100 * perMinute) + through;
            Assert.Equal(known, trace.Verdict.Shorts.RestShortMilliohms > 0);
            if (known)
            {
                Assert.Equal(volts * 1e6 / lost, trace.Verdict.Shorts.RestShortMilliohms, volts * 5e3 / lost);
            }
        }

        /// <summary>No full cell rests below 1 V; C/200 is no current (5 uA at least).</summary>
        [Theory]
        [InlineData(5000, 1000000, 0, 1)]
        [InlineData(5000, 999999, 0, 0)]
        [InlineData(5000, 3800000, 25000, 1)]
        [InlineData(5000, 3800000, -25000, 1)]
        [InlineData(5000, 3800000, 25001, 0)]
        [InlineData(5000, 3800000, -25001, 0)]
        [InlineData(500, 3800000, 5000, 1)]
        [InlineData(500, 3800000, 5001, 0)]
        public void What_is_a_rest(long capacity, long microvolts, long nanoamperes, long count)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.CapacityMicroampereHours = capacity;
            trace.Cell = microvolts;
            trace.Start();
            Worked(trace);
            trace.Current = nanoamperes;
            trace.Steps(31);
            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>
        /// C dV/dt over kappa, with the settings held to what a cell can have: kappa within 1 mV and 2^30 uV. Below half of the
        /// limit no resistance is told.
        /// </summary>
        [Theory]
        [InlineData(0, 40, 12000000)]
        [InlineData(1L << 40, 20000, 5588)]
        [InlineData(3000000, 100, 10000)]
        public void The_slope_of_the_voltage(long slope, long perMinute, double lost)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = slope;
            trace.Start();
            Worked(trace);
            trace.Cell = 4200000;
            for (int minute = 0; minute <= 30; minute++)
            {
                trace.Steps(1);
                trace.Cell -= perMinute;
            }

            // The voltage is that of two and a half minutes ago.
            double expected = (trace.Cell + (3.5 * perMinute)) * 1e6 / lost;
            Assert.Equal(expected, trace.Verdict.Shorts.RestShortMilliohms, expected / 200);
        }

        /// <summary>The limit is held within a millionth of the capacity and all of it in an hour: 0.1 mA of 100 Ah, 5 mA of 5 mAh.</summary>
        [Theory]
        [InlineData(0, 100000000, 1L << 30, 12, 20000, FaultLevel.None)]
        [InlineData(0, 100000000, 1L << 30, 12, 100000, FaultLevel.Advisory)]
        [InlineData(2000000, 5000, 500000, 8000, 0, FaultLevel.None)]
        [InlineData(2000000, 5000, 500000, 8667, 0, FaultLevel.Advisory)]
        public void The_smallest_and_the_largest_limit(long millionths, long capacity, long slope, long perMinute, long through, byte level)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.CapacityMicroampereHours = capacity;
            trace.Settings.RestLeakageMillionthsPerHour = millionths;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = slope;
            trace.Start();
            trace.Current = capacity * 600;
            trace.Steps(2);
            trace.Current = through;
            for (int minute = 0; minute <= 40; minute++)
            {
                trace.Steps(1);
                trace.Cell -= perMinute;
            }

            Assert.Equal(1, trace.Verdict.Shorts.RestCount);
            Assert.Equal(level, trace.LevelOf(FaultId.RestLeakage));
        }

        /// <summary>The current that counts is that of the stretch that is judged: the last half of half an hour.</summary>
        [Fact]
        public void What_flows_while_the_fall_is_measured()
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Start();
            Worked(trace);
            for (int minute = 0; minute <= 30; minute++)
            {
                trace.Current = minute <= 14 ? 4000 : 0;
                trace.Steps(1);
                trace.Cell -= 100;
            }

            // 0.1 mV a minute of 5 mAh and 3 V: 10 uA.
            Assert.Equal(3797500 * 100.0, trace.Verdict.Shorts.RestShortMilliohms, 2e6);
        }

        /// <summary>Nobody knows whether a cell rests whose current is not measured.</summary>
        [Fact]
        public void A_voltage_alone_is_no_rest()
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.BringsCurrent = false;
            trace.Start();
            trace.Steps(200);
            Assert.Equal(0, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>A current counts as work once, however many voltages come before the next: 0.5 % of the capacity is not 1 %.</summary>
        [Fact]
        public void A_current_works_once()
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Start();
            trace.Steps(1);
            trace.Current = 1500000;
            trace.Steps(1);
            trace.BringsCurrent = false;
            trace.Steps(5);
            trace.BringsCurrent = true;
            trace.Current = 0;
            trace.Steps(40);
            Assert.Equal(0, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>What flows at rest is no work, though it were 1 % of the capacity in two hours: a fresh cell is warned of by nothing but an advisory.</summary>
        [Fact]
        public void A_rest_is_no_work()
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Current = 25000;
            trace.Start();
            for (int minute = 0; minute < 300; minute++)
            {
                trace.Steps(1);
                trace.Cell -= 1000;
                Assert.InRange(trace.LevelOf(FaultId.RestLeakage), minute > 66 ? FaultLevel.Advisory : FaultLevel.None, FaultLevel.Advisory);
            }
        }

        /// <summary>1 % of the capacity: 36 s of C. Without it a rest says something after an hour.</summary>
        [Theory]
        [InlineData(3000000, 1)]
        [InlineData(2999999, 0)]
        public void A_cell_that_has_worked(long nanoamperes, long count)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Start();
            trace.Steps(1);
            trace.Current = nanoamperes;
            trace.Steps(1);
            trace.Current = 0;
            trace.Steps(31);
            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
            trace.Steps(29);
            Assert.Equal(count, trace.Verdict.Shorts.RestCount);

            // Blocks are two minutes long by now.
            trace.Steps(2);
            Assert.Equal(1, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>
        /// The later half must fall at 85 % of the earlier one's rate, 30 uV of doubt per 17 minutes; a temperature that moved
        /// says nothing where 1 mV/K of it is more than the fall and 0.1 mV.
        /// </summary>
        [Theory]
        [InlineData(1000, 845, 0, 1)]
        [InlineData(1000, 844, 0, 0)]
        [InlineData(100, 100, 110, 1)]
        [InlineData(100, 100, 111, 0)]
        [InlineData(100, 100, -111, 0)]
        [InlineData(-100, -100, 0, 0)]
        public void A_rest_that_is_clear(long early, long late, long warming, long count)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.OverTemperatureMillicelsius = 150000;
            trace.Millicelsius = 25000;
            trace.Start();
            Worked(trace);
            for (int minute = 0; minute <= 30; minute++)
            {
                trace.Steps(1);
                trace.Cell -= minute < 20 ? early : late;
                trace.Millicelsius += warming;
            }

            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>Of a cell that has not worked three successive rates must agree within 6 % of their mean.</summary>
        [Theory]
        [InlineData(1000, 1000, 1000, 1)]
        [InlineData(1000, 1000, 1117, 1)]
        [InlineData(1000, 1000, 1124, 0)]
        [InlineData(1117, 1000, 1000, 1)]
        [InlineData(1124, 1000, 1000, 0)]
        [InlineData(1000, 861, 1000, 1)]
        [InlineData(1000, 855, 1000, 0)]
        public void A_fresh_cell_that_drifts(long first, long second, long third, long count)
        {
            ExactTrace trace = Exact(2 * Minute);
            trace.Source = SampleSource.Recording;
            trace.Start();

            // Thirty blocks of two minutes: quarters of five from the tenth on. The rate from one to the next weighs nine steps by
            // 1 to 5 to 1: of the three, 22, 19 and 22 parts of 25 are the own one's; 6 % of the mean and 30 uV are met at 1,120 and 858.
            for (int block = 0; block <= 30; block++)
            {
                trace.Steps(1);
                trace.Cell -= block < 18 ? first : block < 23 ? second : third;
            }

            Assert.Equal(count, trace.Verdict.Shorts.RestCount);
        }

        /// <summary>Seven tenths of its limit end a level: 35 uA after a warning, 7 uA after an advisory.</summary>
        [Theory]
        [InlineData(500, 352, FaultLevel.Warning)]
        [InlineData(500, 347, FaultLevel.Advisory)]
        [InlineData(120, 72, FaultLevel.Advisory)]
        [InlineData(120, 68, FaultLevel.None)]
        public void A_leak_that_is_over(long before, long after, byte level)
        {
            ExactTrace trace = Exact(Minute);
            trace.Source = SampleSource.Recording;
            trace.Settings.VoltagePerStateOfChargeMicrovolts = 3000000;
            trace.Start();
            Worked(trace);
            for (int minute = 0; minute <= 180; minute++)
            {
                trace.Steps(1);
                trace.Cell -= minute < 40 ? before : after;
            }

            Assert.Equal(level, trace.LevelOf(FaultId.RestLeakage));
        }

        /// <summary>1 % of the capacity has flowed: 36 s at C, in a minute.</summary>
        private static void Worked(ExactTrace trace)
        {
            trace.Current = 3000000;
            trace.Steps(2);
            trace.Current = 0;
        }

        private static ExactTrace Exact(long spacing)
        {
            return new ExactTrace { Spacing = spacing };
        }
    }
}
