using System.Linq;
using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>A layer that creeps up under a current, and one that leaks, at the borders that FAULTS.md and the docstrings name.</summary>
    public class DriftBorderTests
    {
        private const long Second = 1000000;

        /// <summary>
        /// Under a current steady for 30 s: 40 mV for half a second and three samples that the cell does not share by half, the
        /// layer no more than 0.1 V above the cathode.
        /// </summary>
        [Theory]
        [InlineData(40000, 0, 30000000, 500000, true)]
        [InlineData(39999, 0, 30000000, 500000, false)]
        [InlineData(40000, 19999, 30000000, 500000, true)]
        [InlineData(40000, 20000, 30000000, 500000, false)]
        [InlineData(40000, 0, 29999999, 500000, false)]
        [InlineData(40000, 0, 30000000, 499999, false)]
        public void A_layer_that_creeps(long rise, long with, long steady, long lasts, bool creeps)
        {
            Creep run = new Creep();
            run.Judge(3000000, 3000000, 3800000, 2000000);
            run.Judge(3000000, 3000000, 3800000, 1000000 + steady);

            // What the rise is held against follows by 1 mV/s.
            run.Judge(3000000 + rise, 3000000, 3800000 + with, 1000000 + steady);
            run.Judge(3000000 + rise, 3000000, 3800000 + with, 1000000 + steady);
            Assert.False(run.Watch.IsCreeping);
            long follows = lasts / 1000;
            run.Judge(3000000 + rise + follows, 3000000, 3800000 + with, 1000000 + steady + lasts);
            Assert.Equal(creeps, run.Watch.IsCreeping);
        }

        /// <summary>What crept holds while the layer is 20 mV up, and so does depletion's word for what the cell shares.</summary>
        [Theory]
        [InlineData(20000, true)]
        [InlineData(19999, false)]
        public void The_smallest_rise(long rise, bool rises)
        {
            Creep run = new Creep();
            run.Judge(3000000, 3000000, 3800000, 2000000);
            run.Judge(3000000, 3000000, 3800000, 31000000);
            for (int sample = 0; sample < 3; sample++)
            {
                run.Judge(3050000, 3000000, 3800000, 31000000 + (sample * 250000));
            }

            // What the rise is held against has gone up by 0.5 mV meanwhile.
            Assert.True(run.Watch.IsCreeping);
            run.Judge(3000500 + rise, 3000000, 3800000, 31500000);
            Assert.Equal(rises, run.Watch.IsCreeping);

            Creep lifted = new Creep();
            lifted.Faults.Confirm(FaultId.DepletionNear, FaultLevel.Warning);
            lifted.Judge(3000000, 3000000, 3800000, 2000000);
            lifted.Judge(3000000, 3000000, 3800000, 31000000);
            lifted.Judge(3000000 + rise, 3000000, 3800000 + rise, 31000000);
            Assert.Equal(rises, lifted.Watch.IsLifted);
        }

        /// <summary>Beyond the cathode by more than 0.1 V nothing creeps; a rise below 20 mV ends what crept.</summary>
        [Theory]
        [InlineData(3100000, true)]
        [InlineData(3099999, false)]
        public void A_layer_beyond_the_cathode(long cell, bool creeps)
        {
            Creep run = new Creep();
            run.Judge(3100000, 3100000, cell, 2000000);
            run.Judge(3100000, 3100000, cell, 31000000);
            for (int sample = 0; sample < 3; sample++)
            {
                run.Judge(3200000, 3100000, cell, 31000000 + (sample * 250000));
            }

            Assert.Equal(creeps, run.Watch.IsCreeping);
        }

        /// <summary>
        /// With depletion near: 0.15 V that the cell shares by three quarters, twice within 15 ms, is depletion itself.
        /// </summary>
        [Theory]
        [InlineData(150000, 112500, 15000, true)]
        [InlineData(149999, 149999, 15000, false)]
        [InlineData(150000, 112499, 15000, false)]
        [InlineData(150000, 112500, 14999, false)]
        public void A_layer_that_is_lifted(long rise, long with, long lasts, bool lifted)
        {
            Creep run = new Creep();
            run.Faults.Confirm(FaultId.DepletionNear, FaultLevel.Warning);
            run.Judge(3000000, 3000000, 3800000, 2000000);
            run.Judge(3000000, 3000000, 3800000, 31000000);
            run.Judge(3000000 + rise, 3000000, 3800000 + with, 31000000);
            Assert.Equal(with * 4 >= rise * 3, run.Watch.IsLifted);
            run.Judge(3000000 + rise + 15, 3000000, 3800000 + with, 31000000 + lasts);
            Assert.Equal(lifted ? FaultLevel.Alarm : FaultLevel.Warning, run.Faults.LevelOf(FaultId.DepletionNear));
        }

        /// <summary>0.8 V however slowly; 0.45 V at 1.7 mV/min over half an hour to two hours; it ends within half of 0.45 V.</summary>
        [Theory]
        [InlineData(800000, 0, false)]
        [InlineData(800001, 0, true)]
        [InlineData(-800001, 0, true)]
        public void A_leak_that_is_far_away(long away, int marks, bool leaks)
        {
            LeakageWatch watch = new LeakageWatch();
            watch.Judge(3000000 + away, 3000000, marks);
            Assert.Equal(leaks, watch.IsLeaking);
            watch.Judge(3000000 + (away < 0 ? -225001 : 225001), 3000000, 1);
            Assert.Equal(leaks, watch.IsLeaking);
            watch.Judge(3000000 + (away < 0 ? -225000 : 225000), 3000000, 2);
            Assert.False(watch.IsLeaking);
        }

        /// <summary>17 mV in ten minutes; half an hour is the least.</summary>
        [Theory]
        [InlineData(2, 30000, -1)]
        [InlineData(3, 17000, -1)]
        [InlineData(3, 17001, 3)]
        [InlineData(3, -17001, 3)]
        [InlineData(11, 17000, -1)]
        [InlineData(11, 17001, 3)]
        public void A_leak_by_its_rate(int intervals, long perMark, int found)
        {
            LeakageWatch watch = new LeakageWatch();
            long first = perMark > 0 ? 3450001 : 2549999;
            for (int mark = 0; mark <= intervals; mark++)
            {
                watch.Judge(first + (mark * perMark), 3000000, 5 + (mark * 600 * Second));
                Assert.Equal(found >= 0 && mark >= found, watch.IsLeaking);
                if (!watch.IsLeaking)
                {
                    Assert.Equal((mark * perMark, mark * 600 * Second), (watch.DriftMicrovolts, watch.DriftMicroseconds));
                }
            }
        }

        /// <summary>At 0.45 V it is near; more than twenty minutes without a sample begin anew; twelve marks are held.</summary>
        [Fact]
        public void A_leak_that_is_near_a_gap_and_the_last_two_hours()
        {
            LeakageWatch watch = new LeakageWatch();
            foreach (int mark in Enumerable.Range(0, 4))
            {
                watch.Judge(3450000 - ((3 - mark) * 20000), 3000000, mark * 600 * Second);
            }

            Assert.False(watch.IsLeaking);
            Assert.False(watch.IsDue(2399999999));
            Assert.True(watch.IsDue(2400000000));
            Assert.True(watch.IsDue(1799999999));
            watch.Judge(3450000, 3000000, (1800 * Second) + (1200 * Second));
            Assert.Equal(2400 * Second, watch.DriftMicroseconds);
            watch.Judge(3450000, 3000000, (3000 * Second) + (1200 * Second) + 1);
            Assert.Equal(0, watch.DriftMicroseconds);
            for (int mark = 1; mark < 20; mark++)
            {
                watch.Judge(3450000 - mark, 3000000, 4200000001 + (mark * 600 * Second));
                int seen = mark < 12 ? mark : 11;
                Assert.Equal((-seen, seen * 600 * Second), (watch.DriftMicrovolts, watch.DriftMicroseconds));
            }

            // Nothing between two marks.
            watch.Judge(3400000, 3000000, 4200000001 + (19 * 600 * Second) + (600 * Second) - 1);
            Assert.Equal(-11, watch.DriftMicrovolts);
        }

        /// <summary>The relay: every ten minutes, from 0.1 s on, over 0.9 s; 8.4 mV/s is what 1 pA does on 119 pF.</summary>
        [Fact]
        public void The_relay_open_test()
        {
            RelayOpenWatch watch = new RelayOpenWatch();
            SenseFigures figures = new SenseFigures();
            watch.Schedule(100);
            Assert.True(watch.IsWanted);
            Channel sense = new Channel { IsFreshAndValid = true, Value = 9000000 };
            watch.Add(sense, 99999, figures);
            foreach ((long time, bool known) in new[] { (100000L, false), (999999L, false), (1000000L, true) })
            {
                sense.TimeMicroseconds = 7000000 + time;
                sense.Value = 3000000 - (time * 84 / 10000);
                watch.Add(sense, time, figures);
                Assert.Equal(known, figures.RelayOpenDriftKnown);
            }

            Assert.Equal(-8400, figures.RelayOpenDriftMicrovoltsPerSecond);
            Assert.False(watch.IsWanted);
            watch.Close(1000);
            watch.Schedule(600000999);
            Assert.False(watch.IsWanted);
            watch.Schedule(600001000);
            Assert.True(watch.IsWanted);
            watch.Schedule(1000);
            Assert.False(watch.IsWanted);
            watch.Schedule(999);
            Assert.True(watch.IsWanted);
        }

        /// <summary>A layer and a cell under a current that has flowed since 1 s, self-tests waived.</summary>
        private sealed class Creep
        {
            private readonly Channel _sense = new Channel { IsFitted = true };
            private readonly Channel _voltage = new Channel { IsFitted = true };

            public Creep()
            {
                GuardSettings settings = new GuardSettings { SelfTestWaived = true };
                Faults = new FaultRegister(new byte[FaultId.Count]);
                SteadyCurrent current = new SteadyCurrent(settings) { HasCurrent = true, SinceMicroseconds = 1000000 };
                Watch = new RiseWatch(current, new SelfTestMonitor(settings, Faults), Faults);
            }

            public FaultRegister Faults { get; }

            public RiseWatch Watch { get; }

            public void Judge(long sense, long slow, long cell, long time)
            {
                _sense.Value = sense;
                _sense.TimeMicroseconds = time;
                _voltage.Value = cell;
                Watch.Judge(_sense, slow, _voltage);
            }
        }
    }
}
