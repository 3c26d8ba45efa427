using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Limits, plausibility and conduction at the borders that FAULTS.md and SETTINGS.md name: at, one unit beyond, back.</summary>
    public class LimitBorderTests
    {
        private const long Second = 1000000;

        /// <summary>Every level of every limit, from nothing: at its threshold it is not reached, one unit beyond it is.</summary>
        [Theory]
        [InlineData(FaultId.OverVoltage, 4280000, 4295000, 4300000, 1)]
        [InlineData(FaultId.UnderVoltage, 2520000, 2505000, 2500000, -1)]
        [InlineData(FaultId.OverCurrentCharge, 95000000, 98000000, 100000000, 1)]
        [InlineData(FaultId.OverCurrentDischarge, -190000000, -196000000, -200000000, -1)]
        [InlineData(FaultId.OverTemperature, 50000, 55000, 60000, 1)]
        [InlineData(FaultId.UnderTemperature, -16000, -18000, -20000, -1)]
        public void Levels_begin_beyond_their_limits(int fault, long advisory, long warning, long alarm, int sign)
        {
            foreach ((long limit, byte below) in new[] { (advisory, FaultLevel.None), (warning, FaultLevel.Advisory), (alarm, FaultLevel.Warning) })
            {
                Assert.Equal(below, Settled(fault, limit));
                Assert.Equal(below + 1, Settled(fault, limit + sign));
            }
        }

        /// <summary>
        /// And they end: voltages 10 mV (5 mV below the alarm) inside, currents 2 % (1 %) of the limit, temperatures 1 K; the
        /// comparison is the beginning's, so that at that value they have ended.
        /// </summary>
        [Theory]
        [InlineData(FaultId.OverVoltage, 4300001, 4290000, FaultLevel.Alarm, 1)]
        [InlineData(FaultId.OverVoltage, 4295001, 4290000, FaultLevel.Warning, 1)]
        [InlineData(FaultId.OverVoltage, 4280001, 4275000, FaultLevel.Advisory, 1)]
        [InlineData(FaultId.UnderVoltage, 2499999, 2510000, FaultLevel.Alarm, -1)]
        [InlineData(FaultId.UnderVoltage, 2504999, 2510000, FaultLevel.Warning, -1)]
        [InlineData(FaultId.UnderVoltage, 2519999, 2525000, FaultLevel.Advisory, -1)]
        [InlineData(FaultId.OverCurrentCharge, 100000001, 98000000, FaultLevel.Alarm, 1)]
        [InlineData(FaultId.OverCurrentCharge, 98000001, 97000000, FaultLevel.Warning, 1)]
        [InlineData(FaultId.OverCurrentCharge, 95000001, 94000000, FaultLevel.Advisory, 1)]
        [InlineData(FaultId.OverCurrentDischarge, -200000001, -196000000, FaultLevel.Alarm, -1)]
        [InlineData(FaultId.OverCurrentDischarge, -196000001, -194000000, FaultLevel.Warning, -1)]
        [InlineData(FaultId.OverCurrentDischarge, -190000001, -188000000, FaultLevel.Advisory, -1)]
        [InlineData(FaultId.OverTemperature, 60001, 59000, FaultLevel.Alarm, 1)]
        [InlineData(FaultId.OverTemperature, 55001, 54000, FaultLevel.Warning, 1)]
        [InlineData(FaultId.OverTemperature, 50001, 49000, FaultLevel.Advisory, 1)]
        [InlineData(FaultId.UnderTemperature, -20001, -19000, FaultLevel.Alarm, -1)]
        [InlineData(FaultId.UnderTemperature, -18001, -17000, FaultLevel.Warning, -1)]
        [InlineData(FaultId.UnderTemperature, -16001, -15000, FaultLevel.Advisory, -1)]
        public void Levels_end_inside_their_limits(int fault, long beyond, long end, byte level, int sign)
        {
            Assert.Equal(level, Settled(fault, beyond, end + sign));
            Assert.InRange(Settled(fault, beyond, end), FaultLevel.None, level - 1);
        }

        /// <summary>What metal and electrolyte allow, whatever the settings say.</summary>
        [Theory]
        [InlineData(Chemistry.Potassium, Electrolyte.Other, 50000)]
        [InlineData(Chemistry.Sodium, Electrolyte.Other, 85000)]
        [InlineData(Chemistry.Lithium, Electrolyte.Other, 150000)]
        [InlineData(Chemistry.Lithium, Electrolyte.Carbonate, 65000)]
        [InlineData(Chemistry.Lithium, Electrolyte.Ether, 65000)]
        public void The_hottest_that_is_allowed(Chemistry chemistry, Electrolyte electrolyte, long hottest)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = hottest };
            trace.Settings.Chemistry = chemistry;
            trace.Settings.Electrolyte = electrolyte;
            trace.Settings.OverTemperatureMillicelsius = 500000;
            trace.Start();
            trace.Steps(10);
            Assert.Equal(FaultLevel.Warning, trace.LevelOf(FaultId.OverTemperature));
            trace.Millicelsius = hottest + 1;
            trace.Steps(10);
            Assert.Equal(FaultLevel.Alarm, trace.LevelOf(FaultId.OverTemperature));
            if (electrolyte == Electrolyte.Carbonate)
            {
                // Warning from 55 C at the latest.
                trace.Start();
                trace.Millicelsius = 55000;
                trace.Steps(10);
                Assert.Equal(FaultLevel.None, trace.LevelOf(FaultId.OverTemperature));
                trace.Millicelsius = 55001;
                trace.Steps(10);
                Assert.Equal(FaultLevel.Warning, trace.LevelOf(FaultId.OverTemperature));
            }
        }

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

        /// <summary>
        /// Pressure above a baseline that follows by 0.2 Pa/s (a quarter of that once it is up): a quarter, half and all of
        /// 5 kPa; a level ends a sixteenth of 5 kPa below. Here between two samples 1 s apart.
        /// </summary>
        [Theory]
        [InlineData(0, 1250, FaultLevel.None)]
        [InlineData(0, 1251, FaultLevel.Advisory)]
        [InlineData(0, 2500, FaultLevel.Advisory)]
        [InlineData(0, 2501, FaultLevel.Warning)]
        [InlineData(0, 5000, FaultLevel.Warning)]
        [InlineData(0, 5001, FaultLevel.Alarm)]
        [InlineData(1251, 938, FaultLevel.None)]
        [InlineData(1251, 939, FaultLevel.Advisory)]
        [InlineData(2501, 2188, FaultLevel.Advisory)]
        [InlineData(2501, 2189, FaultLevel.Warning)]
        [InlineData(5001, 4688, FaultLevel.Warning)]
        [InlineData(5001, 4689, FaultLevel.Alarm)]
        public void A_rise_of_the_pressure(long before, long rise, byte level)
        {
            Gas gas = new Gas(new GuardSettings());
            gas.Pressure(100000, 0);
            for (int sample = 0; sample < 3 && before > 0; sample++)
            {
                gas.Pressure(100000 + before, 1);
            }

            // In a microsecond the baseline does not move.
            for (int sample = 0; sample < 3; sample++)
            {
                gas.Pressure(100000 + rise, 1);
            }

            Assert.Equal(level, gas.Level);
        }

        /// <summary>What is below 0 counts as 0: to the pascal and to the ohm.</summary>
        [Fact]
        public void No_pressure_and_no_resistance_below_zero()
        {
            Gas gas = new Gas(new GuardSettings());
            gas.Pressure(-5, 0);
            for (int sample = 0; sample < 3; sample++)
            {
                gas.Pressure(1251, 1);
            }

            Assert.Equal(FaultLevel.Advisory, gas.Level);
            gas = new Gas(new GuardSettings());
            gas.Ohms(7, 0);
            for (int sample = 0; sample < 3; sample++)
            {
                gas.Ohms(-5, 1);
            }

            Assert.Equal(FaultLevel.Warning, gas.Level);
        }

        /// <summary>Ten minutes of an advisory: the baseline follows by 30 Pa, a quarter of what it would have.</summary>
        [Theory]
        [InlineData(2530, FaultLevel.Advisory)]
        [InlineData(2531, FaultLevel.Warning)]
        public void A_baseline_that_waits(long rise, byte level)
        {
            Gas gas = new Gas(new GuardSettings());
            gas.Pressure(100000, 0);
            gas.Pressure(102000, 1);
            for (int minute = 0; minute < 10; minute++)
            {
                gas.Pressure(102000, 60 * Second);
            }

            for (int sample = 0; sample < 3; sample++)
            {
                gas.Pressure(100000 + rise, 1);
            }

            Assert.Equal(level, gas.Level);
        }

        /// <summary>0.2 Pa/s up, 0.05 once it is an advisory, 20 Pa/s down; a gap counts for a minute.</summary>
        [Theory]
        [InlineData(100000000, 12, 0)]
        [InlineData(60000000, 12, 0)]
        [InlineData(30000000, 6, 0)]
        [InlineData(40000000, 2, 1251)]
        public void The_baseline_of_the_pressure(long interval, long follows, long up)
        {
            foreach (int beyond in new[] { 0, 1 })
            {
                Gas gas = new Gas(new GuardSettings());
                gas.Pressure(100000, 0);
                gas.Pressure(100000 + up, 1);
                long limit = up > 0 ? 2500 : 1250;
                gas.Pressure(100000 + limit + follows + beyond, interval);
                gas.Pressure(100000 + limit + follows + beyond, 1);
                gas.Pressure(100000 + limit + follows + beyond, 1);
                Assert.Equal((up > 0 ? FaultLevel.Advisory : FaultLevel.None) + beyond, gas.Level);
            }
        }

        [Theory]
        [InlineData(1, 20)]
        [InlineData(60, 1200)]
        [InlineData(100, 1200)]
        public void The_baseline_falls_by_twenty_pascals_a_second(long seconds, long falls)
        {
            foreach (int beyond in new[] { 0, 1 })
            {
                Gas gas = new Gas(new GuardSettings());
                gas.Pressure(100000, 0);
                gas.Pressure(90000, seconds * Second);
                for (int sample = 0; sample < 3; sample++)
                {
                    gas.Pressure(100000 - falls + 1250 + beyond, 1);
                }

                Assert.Equal(beyond, gas.Level);
            }
        }

        /// <summary>An absolute limit: beyond it an alarm, which ends a sixteenth of the rise's limit below.</summary>
        [Theory]
        [InlineData(101000, FaultLevel.None, FaultLevel.None)]
        [InlineData(101001, FaultLevel.Alarm, FaultLevel.Alarm)]
        [InlineData(100689, FaultLevel.None, FaultLevel.Alarm)]
        [InlineData(100688, FaultLevel.None, FaultLevel.None)]
        public void An_absolute_pressure(long pascals, byte fresh, byte after)
        {
            foreach (bool was in new[] { false, true })
            {
                Gas gas = new Gas(new GuardSettings { OverPressurePascals = 101000 });
                gas.Pressure(100500, 0);
                for (int sample = 0; sample < 3 && was; sample++)
                {
                    gas.Pressure(101001, 1);
                }

                for (int sample = 0; sample < 3; sample++)
                {
                    gas.Pressure(pascals, 1);
                }

                bool isEnd = pascals == 101000;
                Assert.Equal(was ? (isEnd ? FaultLevel.Alarm : after) : fresh, gas.Level);
            }
        }

        /// <summary>Below a half of the baseline an advisory, below a quarter a warning; they end at 60 % and a third.</summary>
        [Theory]
        [InlineData(0, 500000, FaultLevel.None)]
        [InlineData(0, 499800, FaultLevel.Advisory)]
        [InlineData(0, 250010, FaultLevel.Advisory)]
        [InlineData(0, 249900, FaultLevel.Warning)]
        [InlineData(499000, 599000, FaultLevel.Advisory)]
        [InlineData(499000, 600010, FaultLevel.None)]
        [InlineData(249000, 332800, FaultLevel.Warning)]
        [InlineData(249000, 333400, FaultLevel.Advisory)]
        public void The_resistance_of_the_gas_sensor(long before, long ohms, byte level)
        {
            // In steps of a millisecond, each of which counts as a second: the baseline moves by a 7,200th of the way.
            Gas gas = new Gas(new GuardSettings());
            gas.Ohms(1000000, 0);
            for (int sample = 0; sample < 3 && before > 0; sample++)
            {
                gas.Ohms(before, 1000);
            }

            gas.Ohms(ohms, 1000);
            gas.Ohms(ohms, 1000);
            gas.Ohms(ohms, 1000);
            Assert.Equal(level, gas.Level);
        }

        /// <summary>The baseline follows a resistance that falls in two hours (139 ppm a second), one that rises in two minutes (8,333 ppm).</summary>
        [Theory]
        [InlineData(600000, 10000000, 1000000 - 556)]
        [InlineData(600000, 500000, 1000000 - 56)]
        [InlineData(600000, 90000000, 1000000 - 3336)]
        [InlineData(1400000, 10000000, 1000000 + 33332)]
        [InlineData(1400000, 60000000, 1000000 + 199992)]
        public void The_baseline_of_the_gas_sensor(long ohms, long interval, long baseline)
        {
            // Half of it is where the advisory begins.
            foreach (long beyond in new long[] { -300, 300 })
            {
                Gas gas = new Gas(new GuardSettings());
                gas.Ohms(1000000, 0);
                gas.Ohms(ohms, interval);
                for (int sample = 0; sample < 3; sample++)
                {
                    gas.Ohms((baseline / 2) + beyond, 1000);
                }

                Assert.Equal(beyond < 0 ? FaultLevel.Advisory : FaultLevel.None, gas.Level);
            }
        }

        /// <summary>C/100 flows, 5 uA at least.</summary>
        [Theory]
        [InlineData(499, 5000)]
        [InlineData(500, 5000)]
        [InlineData(501, 5010)]
        [InlineData(5000, 50000)]
        public void Which_current_flows(long capacity, long nanoamperes)
        {
            Assert.Equal(nanoamperes, CurrentScale.FlowNanoamperes(new GuardSettings { CapacityMicroampereHours = capacity }));
        }

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

        /// <summary>
        /// 50 ms after the command a closed switch, or a current of more than C/100 that was taken later than that (a mean: whose
        /// interval began later), is a failure; the row wants it twice within 20 ms.
        /// </summary>
        [Theory]
        [InlineData(true, 0, 0, 51000, true)]
        [InlineData(false, 50001, 51000, 51000, true)]
        [InlineData(false, -50001, 51000, 51000, true)]
        [InlineData(false, 50000, 51000, 51000, false)]
        [InlineData(false, -50000, 51000, 51000, false)]
        [InlineData(false, 50001, 50999, 51000, false)]
        [InlineData(true, 0, 0, 50999, false)]
        public void A_switch_that_does_not_obey(bool closed, long nanoamperes, long taken, long first, bool failed)
        {
            FaultRegister faults = new FaultRegister(new byte[FaultId.Count]);
            SwitchWatch watch = new SwitchWatch(new GuardSettings(), faults);
            Snapshot snapshot = new Snapshot { SwitchFitted = true, SwitchClosed = closed };
            ChannelSet channels = new ChannelSet();
            watch.NoteCommand(true, 1000);
            watch.NoteCommand(true, 2000);
            snapshot.CurrentNanoamperes.Set(nanoamperes, taken, Validity.Valid, SampleSource.Ina228);
            channels.Observe(snapshot, first);
            watch.Judge(snapshot, channels, first);
            Assert.False(faults.IsActive(FaultId.SwitchFailed));
            watch.Judge(snapshot, channels, 51000 + 20000 - 1);
            Assert.False(faults.IsActive(FaultId.SwitchFailed));
            watch.Judge(snapshot, channels, 51000 + 20000);
            Assert.Equal(failed, faults.IsActive(FaultId.SwitchFailed));
            watch.NoteCommand(false, 90000);
            watch.Judge(snapshot, channels, 100000);
            watch.Judge(snapshot, channels, 200000);
            Assert.False(faults.IsActive(FaultId.SwitchFailed));
        }

        /// <summary>
        /// The current is gone to a hundredth (5 uA at least) after five steady samples, and within a second the voltage has
        /// moved on by 20 mV or has kept more than four fifths of I R (10 mV at least); the cell is hot from 90 C.
        /// </summary>
        [Theory]
        [InlineData(0, 20000, 25000, FaultId.CellLeadOpen)]
        [InlineData(0, 19999, 25000, -1)]
        [InlineData(50000, 20000, 25000, FaultId.CellLeadOpen)]
        [InlineData(50001, 20000, 25000, -1)]
        [InlineData(0, 20000, 90000, FaultId.ThermalShutdown)]
        [InlineData(0, 20000, 89999, FaultId.CellLeadOpen)]
        public void A_current_that_broke_off(long left, long moved, long millicelsius, int fault)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                // No resistance is known: there is no step, the current was there from the beginning.
                ExactTrace trace = Flowing(sign * 5000000, millicelsius);
                trace.Current = sign * left;
                trace.Cell += sign * moved;
                trace.Steps(3);
                Assert.Equal(fault, Found(trace));
            }
        }

        /// <summary>A hundredth of the current is left at most, 5 uA at least.</summary>
        [Theory]
        [InlineData(1000000, 10000, true)]
        [InlineData(1000000, 10001, false)]
        [InlineData(100000, 5000, true)]
        [InlineData(100000, 5001, false)]
        public void What_is_left_of_the_current(long before, long left, bool found)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ExactTrace trace = Flowing(sign * before, 25000);
                trace.Current = sign * left;
                trace.Cell += sign * 30000;
                trace.Steps(3);
                Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
            }
        }

        /// <summary>
        /// A step is half of the current before or after it and more than C/100: its resistance counts, here 40 ohm after 10;
        /// what remains after the break lies between what the two would have missed.
        /// </summary>
        [Theory]
        [InlineData(8000000, 12000000, true)]
        [InlineData(8000000, 11999998, false)]
        [InlineData(12000000, 8000000, true)]
        [InlineData(12000000, 8000002, false)]
        [InlineData(-8000000, -12000000, true)]
        [InlineData(-8000000, -11999998, false)]
        public void What_is_a_step_of_the_current(long first, long second, bool step)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
            trace.Settings.OverVoltageMicrovolts = 6000000;
            trace.Start();
            trace.Steps(10);
            trace.Current = first;
            trace.Cell += first / 100;
            trace.Steps(10);
            trace.Current = second;
            trace.Cell += (second - first) / 25;
            trace.Steps(10);

            // Of 12 mA: 40 ohm miss 480 mV, of which 96 must be gone; 10 ohm 120 mV, 24. Of 8 mA: 64 and 16.
            trace.Current = 0;
            trace.Cell -= System.Math.Sign(second) * 40000;
            trace.Steps(4);
            Assert.Equal(step ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>Behind an open switch no current is missed.</summary>
        [Fact]
        public void An_open_switch_breaks_nothing()
        {
            ExactTrace trace = Flowing(5000000, 25000);
            trace.Snapshot.SwitchFitted = true;
            trace.Snapshot.SwitchClosed = false;
            trace.Current = 0;
            trace.Cell += 30000;
            trace.Steps(4);
            Assert.Equal(-1, Found(trace));
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

        /// <summary>Five steady samples (10 %), no more than a second apart.</summary>
        [Theory]
        [InlineData(6, 5000000, 100000, true)]
        [InlineData(5, 5000000, 100000, false)]
        [InlineData(6, 5500000, 100000, true)]
        [InlineData(6, 5500001, 100000, false)]
        [InlineData(6, 5000000, 1000000, true)]
        [InlineData(6, 5000000, 1000001, false)]
        public void A_current_that_was_steady(int samples, long last, long spacing, bool found)
        {
            ExactTrace trace = new ExactTrace { Current = 5000000, Millicelsius = 25000, Spacing = spacing };
            trace.Start();
            trace.Steps(samples - 1);
            trace.Current = last;
            trace.Steps(1);
            trace.Current = 0;
            trace.Cell += 30000;
            trace.Steps(3);
            Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>10 ohm (50 mV at 5 mA): 40 mV must go with the current; of 2 ohm, 10 mV, 8 mV; below 10 mV nothing can be missed.</summary>
        [Theory]
        [InlineData(50000, 9999, true)]
        [InlineData(50000, 10000, false)]
        [InlineData(10000, 1999, true)]
        [InlineData(10000, 2000, false)]
        [InlineData(9999, 0, false)]
        public void A_polarisation_that_stays(long polarisation, long gone, bool found)
        {
            foreach (int sign in new[] { 1, -1 })
            {
                ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
                trace.Start();
                trace.Steps(10);
                trace.Current = sign * 5000000;
                trace.Cell += sign * polarisation;
                trace.Steps(10);
                trace.Current = 0;
                trace.Cell -= sign * gone;
                trace.Steps(4);
                Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
            }
        }

        /// <summary>It is decided within a second; what comes later is something else.</summary>
        [Theory]
        [InlineData(10, true)]
        [InlineData(11, false)]
        public void Decided_within_a_second(int later, bool found)
        {
            ExactTrace trace = Flowing(5000000, 25000);
            trace.Current = 0;
            trace.Steps(later);
            trace.Cell += 20000;
            trace.Steps(4);
            Assert.Equal(found ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>It ends when current flows again: more than C/100.</summary>
        [Theory]
        [InlineData(50001, false)]
        [InlineData(50000, true)]
        public void A_current_that_is_back(long nanoamperes, bool open)
        {
            ExactTrace trace = Flowing(5000000, 25000);
            trace.Current = 0;
            trace.Cell += 20000;
            trace.Steps(4);
            trace.Current = nanoamperes;
            trace.Steps(4);
            Assert.Equal(open ? FaultId.CellLeadOpen : -1, Found(trace));
        }

        /// <summary>Behind the open switch a lead is back with a cell within its window; a hot cell, when it has cooled by 5 K as well.</summary>
        [Theory]
        [InlineData(90000, 84999, 3800000, true)]
        [InlineData(90000, 85000, 3800000, false)]
        [InlineData(25000, 25000, 4300000, true)]
        [InlineData(25000, 25000, 4300001, false)]
        [InlineData(25000, 25000, 2500000, true)]
        [InlineData(25000, 25000, 2499999, false)]
        public void A_cell_that_is_back(long before, long after, long microvolts, bool back)
        {
            ExactTrace trace = Flowing(5000000, before);
            trace.Current = 0;
            trace.Cell += 20000;
            trace.Steps(4);
            Assert.NotEqual(-1, Found(trace));
            trace.Snapshot.SwitchFitted = true;
            trace.Snapshot.SwitchClosed = false;
            trace.Cell = microvolts;
            trace.Millicelsius = after;
            trace.Steps(4);
            Assert.Equal(back, Found(trace) == -1);
        }

        private static void Rise(Rows rows, long nanoamperes, int count)
        {
            rows.Add(0, nanoamperes);
            for (int row = 1; row <= count; row++)
            {
                rows.Add(row * 10 * Second, nanoamperes);
            }
        }

        private static ExactTrace Flowing(long nanoamperes, long millicelsius)
        {
            ExactTrace trace = new ExactTrace { Current = nanoamperes, Millicelsius = millicelsius };
            trace.Settings.UnderVoltageMicrovolts = 2500000;
            trace.Settings.OverTemperatureMillicelsius = 150000;
            trace.Start();
            trace.Steps(10);
            return trace;
        }

        private static int Found(ExactTrace trace)
        {
            return trace.LevelOf(FaultId.CellLeadOpen) != FaultLevel.None ? FaultId.CellLeadOpen
                : trace.LevelOf(FaultId.ThermalShutdown) != FaultLevel.None ? FaultId.ThermalShutdown : -1;
        }

        private static int Settled(int fault, params long[] values)
        {
            ExactTrace trace = new ExactTrace { Millicelsius = 25000 };
            trace.Settings.UnderVoltageMicrovolts = 2500000;
            trace.Settings.OverCurrentChargeNanoamperes = 100000000;
            trace.Settings.OverCurrentDischargeNanoamperes = 200000000;
            trace.Start();
            foreach (long value in values)
            {
                if (fault == FaultId.OverVoltage || fault == FaultId.UnderVoltage)
                {
                    trace.Cell = value;
                }
                else if (fault == FaultId.OverCurrentCharge || fault == FaultId.OverCurrentDischarge)
                {
                    trace.Current = value;
                }
                else
                {
                    trace.Millicelsius = value;
                }

                trace.Steps(10);
            }

            return trace.LevelOf(fault);
        }

        /// <summary>Pressure and gas, sample by sample.</summary>
        private sealed class Gas
        {
            private readonly FaultRegister _faults = new FaultRegister(new byte[FaultId.Count]);
            private readonly GasWatch _watch;
            private readonly Channel _pressure = new Channel();
            private readonly Channel _gas = new Channel();
            private long _now;

            public Gas(GuardSettings settings)
            {
                _watch = new GasWatch(settings, _faults);
            }

            public byte Level
            {
                get { return _faults.LevelOf(FaultId.GasRelease); }
            }

            public void Pressure(long pascals, long interval)
            {
                Take(_pressure, pascals, interval);
            }

            public void Ohms(long ohms, long interval)
            {
                Take(_gas, ohms, interval);
            }

            private void Take(Channel channel, long value, long interval)
            {
                _now += interval;
                _pressure.IsFreshAndValid = false;
                _gas.IsFreshAndValid = false;
                channel.IsFreshAndValid = true;
                channel.Value = value;
                channel.IntervalMicroseconds = interval;
                channel.TimeMicroseconds = ++_now;
                _watch.Judge(_pressure, _gas);
            }
        }
    }
}
