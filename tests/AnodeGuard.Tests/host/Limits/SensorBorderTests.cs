using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>What a sensor cannot have measured, at the borders that FAULTS.md names: at, one unit beyond, back.</summary>
    public class SensorBorderTests
    {
        /// <summary>The last value that is possible, and the first that is not; three samples and 50 ms tell.</summary>
        [Theory]
        [InlineData("cell", 6000000, 6000001, FaultLevel.Alarm)]
        [InlineData("cell", -6000000, -6000001, FaultLevel.Alarm)]
        [InlineData("current", 1000000000000, 1000000000001, FaultLevel.Alarm)]
        [InlineData("current", -1000000000000, -1000000000001, FaultLevel.Alarm)]
        [InlineData("reference", 2550000, 2550001, FaultLevel.Alarm)]
        [InlineData("reference", 2450000, 2449999, FaultLevel.Alarm)]
        [InlineData("temperature", 200000, 200001, FaultLevel.Warning)]
        [InlineData("temperature", -60000, -60001, FaultLevel.Warning)]
        [InlineData("pressure", 110000, 110001, FaultLevel.Warning)]
        [InlineData("pressure", 30000, 29999, FaultLevel.Warning)]
        [InlineData("paths", 3800000 + 176000, 3800000 + 176001, FaultLevel.Alarm)]
        [InlineData("paths", 3800000 - 176000, 3800000 - 176001, FaultLevel.Alarm)]
        [InlineData("mean", 1150000, 1150001, FaultLevel.Warning)]
        [InlineData("mean", 850000, 849999, FaultLevel.Warning)]
        public void What_is_possible(string channel, long possible, long impossible, byte level)
        {
            foreach (bool beyond in new[] { false, true })
            {
                ExactTrace trace = new ExactTrace();
                long value = beyond ? impossible : possible;
                switch (channel)
                {
                    case "cell": trace.Cell = value; break;
                    case "current": trace.Current = value; break;
                    case "reference": trace.Reference = value; break;
                    case "temperature": trace.Millicelsius = value; break;
                    case "pressure": trace.Pascals = value; break;
                    case "paths": trace.Bipolar = value; break;
                    default: trace.Current = 1000000; trace.Mean = value; break;
                }

                trace.Start();

                // A mean needs thirty cycles, the others three.
                int enough = channel == "mean" ? 30 : 3;
                trace.Steps(enough - 1);
                Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
                trace.Steps(channel == "mean" ? 2 : 1);
                Assert.Equal(beyond ? level : FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
            }
        }

        /// <summary>2 K and 10 K/s between two samples.</summary>
        [Theory]
        [InlineData(1000000, 12000, false)]
        [InlineData(1000000, 12001, true)]
        [InlineData(1000000, -12000, false)]
        [InlineData(1000000, -12001, true)]
        [InlineData(100000, 3000, false)]
        [InlineData(100000, 3001, true)]
        [InlineData(50, 2001, false)]
        [InlineData(49, 2001, true)]
        [InlineData(25050, 2251, false)]
        [InlineData(25049, 2251, true)]
        public void How_fast_a_temperature_may_move(long spacing, long change, bool impossible)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 20000 };
            trace.Settings.OverTemperatureMillicelsius = 150000;
            trace.Start();
            trace.Steps(2);
            bool found = false;
            for (int swing = 0; swing < 4; swing++)
            {
                // There and back, so that it stays in its range.
                trace.Spacing = spacing;
                trace.Millicelsius = swing % 2 == 0 ? 20000 + change : 20000;
                trace.Steps(1);
                found |= trace.LevelOf(FaultId.SensorImplausible) != FaultLevel.None;
            }

            // The row wants 50 ms besides.
            Assert.Equal(impossible && spacing >= 25000, found);
        }

        /// <summary>
        /// Twenty repeats, then three samples in which the second source stands apart: 20 mV, or 5 % and twice C/100 of the
        /// current.
        /// </summary>
        [Theory]
        [InlineData(20000, false)]
        [InlineData(20001, true)]
        [InlineData(-20001, true)]
        public void A_code_that_stands_still(long away, bool stuck)
        {
            StuckPair pair = new StuckPair(SampleSource.Ina228);
            Channel held = new Channel { IsFresh = true, Value = 5, PreviousValue = 5, IntervalMicroseconds = 1 };
            Channel other = new Channel { Value = 1000 };
            for (int sample = 1; sample <= 25; sample++)
            {
                if (sample > 20)
                {
                    other.Value = 1000 + away;
                }

                pair.Judge(held, SampleSource.Ina228, other, 20000);
                Assert.Equal(stuck && sample >= 23, pair.IsStuck);
            }

            other.Value = 1000;
            pair.Judge(held, SampleSource.Ina228, other, 20000);
            Assert.False(pair.IsStuck);
            for (int sample = 1; sample <= 3; sample++)
            {
                other.Value = 1000 + away;
                pair.Judge(held, SampleSource.Ina228, other, 20000);
                Assert.Equal(stuck && sample == 3, pair.IsStuck);
            }

            // A code that moves, a rail, another source, no time: it begins anew.
            held.PreviousValue = 4;
            pair.Judge(held, SampleSource.Ina228, other, 20000);
            Assert.False(pair.IsStuck);
        }

        [Theory]
        [InlineData(5, 0, false, SampleSource.Ina228)]
        [InlineData(5, 1, true, SampleSource.Ina228)]
        [InlineData(5, 1, false, SampleSource.Recording)]
        [InlineData(4, 1, false, SampleSource.Ina228)]
        public void What_is_no_repeated_code(long previous, long interval, bool rail, SampleSource source)
        {
            StuckPair pair = new StuckPair(SampleSource.Ina228);
            Channel held = new Channel { IsFresh = true, Value = 5, PreviousValue = previous, IntervalMicroseconds = interval, IsAtRail = rail };
            for (int sample = 0; sample < 60; sample++)
            {
                pair.Judge(held, source, new Channel { Value = sample * 100000 }, 20000);
                Assert.False(pair.IsStuck);
            }
        }

        /// <summary>A channel that appears, with a value or without, is due within its own time, however long the others may take.</summary>
        [Theory]
        [InlineData(Validity.Valid)]
        [InlineData(Validity.Failed)]
        public void A_channel_that_appears_is_watched(Validity validity)
        {
            Snapshot snapshot = new Snapshot();
            Guard guard = new Guard(new GuardSettings { SelfTestWaived = true });
            for (long now = 1; now < 1000000; now += 20000)
            {
                snapshot.TimeMicroseconds = now;
                snapshot.CellMillicelsius.Set(25000, now, Validity.Valid, SampleSource.Ads1115);
                guard.Step(snapshot);
            }

            snapshot.SenseMicrovolts.Set(3000000, 1000000, validity, SampleSource.Ads1115);
            foreach ((long time, byte level) in new[] { (1000000L, FaultLevel.None), (1100000L, FaultLevel.None), (1100001L, FaultLevel.Alarm) })
            {
                snapshot.TimeMicroseconds = time;
                Assert.Equal(level, guard.Step(snapshot).Levels[FaultId.SensorStale]);
            }
        }

        /// <summary>Instants more than C/100 apart are a step: no mean between them is held against either.</summary>
        [Theory]
        [InlineData(50000, true)]
        [InlineData(50001, false)]
        public void A_mean_between_two_instants(long swing, bool doubted)
        {
            ExactTrace trace = new ExactTrace { Current = 1000000, Mean = 2000000 };
            trace.Start();
            for (int step = 0; step < 40; step++)
            {
                trace.Current = 1000000 + (step % 2 * swing);
                trace.Steps(1);
            }

            Assert.Equal(doubted ? FaultLevel.Warning : FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
        }

        /// <summary>Two thermometers further apart than the settings allow, for a minute and ten samples.</summary>
        [Theory]
        [InlineData(10000, 11, 6000000, false)]
        [InlineData(10001, 11, 6000000, true)]
        [InlineData(-10001, 11, 6000000, true)]
        [InlineData(10001, 10, 6000000, false)]
        [InlineData(10001, 9, 8000000, false)]
        [InlineData(10001, 10, 8000000, true)]
        public void Two_thermometers(long apart, int samples, long spacing, bool doubted)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000, Spacing = spacing };
            trace.Settings.ThermometersApartMillikelvin = 10000;
            trace.Start();
            for (int sample = 0; sample < samples; sample++)
            {
                trace.Snapshot.BoardMillicelsius.Set(25000 + apart, (sample + 1) * spacing, Validity.Valid, SampleSource.Tmp117);
                trace.Steps(1);
            }

            Assert.Equal(doubted ? FaultLevel.Warning : FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
        }

        /// <summary>A board without a thermometer of its own has none to disagree with, however warm the cell is.</summary>
        [Fact]
        public void One_thermometer()
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 45000, Spacing = 6000000 };
            trace.Settings.ThermometersApartMillikelvin = 10000;
            trace.Start();
            trace.Steps(30);
            Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
        }

        /// <summary>
        /// A clock that runs back is a fault of that step alone: the snapshot's own, though no channel brought anything, or one
        /// channel's, though the snapshot's went on.
        /// </summary>
        [Theory]
        [InlineData("snapshot")]
        [InlineData("cell")]
        [InlineData("current")]
        [InlineData("mean")]
        [InlineData("sense")]
        public void A_clock_that_runs_back(string clock)
        {
            Snapshot snapshot = new Snapshot();
            Guard guard = new Guard(new GuardSettings { SelfTestWaived = true });
            for (int step = 1; step <= 14; step++)
            {
                long now = step * 20000;
                bool back = step == 10;
                snapshot.TimeMicroseconds = back && clock == "snapshot" ? now - 20001 : now;
                if (!back || clock != "snapshot")
                {
                    snapshot.CellMicrovolts.Set(3800000 + step, back && clock == "cell" ? now - 30000 : now, Validity.Valid, SampleSource.Ina228);
                    snapshot.CurrentNanoamperes.Set(step, back && clock == "current" ? now - 30000 : now, Validity.Valid, SampleSource.Ina228);
                    if (clock != "current")
                    {
                        snapshot.MeanCurrentNanoamperes.Set(step, back && clock == "mean" ? now - 30000 : now, Validity.Valid, SampleSource.Ina228);
                    }

                    snapshot.SenseMicrovolts.Set(3000000 + step, back && clock == "sense" ? now - 30000 : now, Validity.Valid, SampleSource.Ads1115);
                }

                byte level = guard.Step(snapshot).Levels[FaultId.SensorImplausible];
                Assert.Equal(back ? FaultLevel.Alarm : FaultLevel.None, level);
            }
        }

        /// <summary>One cycle that agrees, and the thirty are counted anew.</summary>
        [Fact]
        public void Means_that_agree_in_between()
        {
            ExactTrace trace = new ExactTrace { Current = 1000000 };
            trace.Start();
            for (int step = 0; step < 100; step++)
            {
                trace.Mean = step % 30 == 29 ? 1000000 : 2000000;
                trace.Steps(1);
                Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
            }
        }

        /// <summary>One that differs, one that agrees, and 29 that differ are not thirty in a row.</summary>
        [Fact]
        public void Means_that_differ_once_before()
        {
            ExactTrace trace = new ExactTrace { Current = 1000000 };
            trace.Start();
            foreach ((long mean, int steps, byte level) in new[] { (1000000L, 5, FaultLevel.None), (2000000L, 1, FaultLevel.None), (1000000L, 1, FaultLevel.None), (2000000L, 29, FaultLevel.None), (2000000L, 1, FaultLevel.Warning) })
            {
                trace.Mean = mean;
                trace.Steps(steps);
                Assert.Equal(level, trace.LevelOf(FaultId.SensorImplausible));
            }
        }

        /// <summary>Thirty cycles in a row and a second of them: at a faster rhythm the second decides.</summary>
        [Theory]
        [InlineData(34482, false)]
        [InlineData(34483, true)]
        public void A_second_of_means(long spacing, bool doubted)
        {
            ExactTrace trace = new ExactTrace { Current = 1000000, Mean = 2000000, Spacing = spacing };
            trace.Start();

            // The first sample's instant is no step, and it counts.
            trace.Steps(30);
            Assert.Equal(doubted ? FaultLevel.Warning : FaultLevel.None, trace.LevelOf(FaultId.SensorImplausible));
        }

        /// <summary>The register stands 5 % and twice C/100 apart from a code of the current that repeats itself.</summary>
        [Theory]
        [InlineData(150000, false)]
        [InlineData(150001, true)]
        public void A_current_code_that_stands_still(long away, bool stuck)
        {
            ExactTrace trace = new ExactTrace { Current = 1000000 };
            trace.Start();
            trace.Steps(22);
            trace.Mean = 1000000 + away;
            trace.Steps(3);
            Assert.Equal(stuck ? FaultLevel.Alarm : FaultLevel.None, trace.LevelOf(FaultId.SensorStuck));
        }
    }
}
