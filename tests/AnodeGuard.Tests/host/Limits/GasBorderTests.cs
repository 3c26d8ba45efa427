using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Pressure and gas against their baselines, at the borders that FAULTS.md and SETTINGS.md name: at, one unit beyond, back.</summary>
    public class GasBorderTests
    {
        private const long Second = 1000000;

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

        /// <summary>Three samples tell; the first of these lies between where a level ends and where it begins, and is none of it.</summary>
        [Theory]
        [InlineData(1000, 1260, FaultLevel.None)]
        [InlineData(2300, 2510, FaultLevel.Advisory)]
        [InlineData(4800, 5010, FaultLevel.Warning)]
        public void A_pressure_that_has_not_yet_risen(long first, long later, byte level)
        {
            Gas gas = new Gas(new GuardSettings());
            gas.Pressure(100000, 0);
            gas.Pressure(100000 + first, 1);
            gas.Pressure(100000 + later, 1);
            gas.Pressure(100000 + later, 1);
            Assert.Equal(level, gas.Level);
        }

        /// <summary>The same of the resistance: half and 60 % of the baseline, a quarter and a third.</summary>
        [Theory]
        [InlineData(550000, 490000, FaultLevel.None)]
        [InlineData(300000, 240000, FaultLevel.Advisory)]
        public void A_resistance_that_has_not_yet_fallen(long first, long later, byte level)
        {
            Gas gas = new Gas(new GuardSettings());
            gas.Ohms(1000000, 0);
            gas.Ohms(first, 1000);
            gas.Ohms(later, 1000);
            gas.Ohms(later, 1000);
            Assert.Equal(level, gas.Level);
        }

        /// <summary>Beyond 100 MPa and 1 Tohm a value counts as that.</summary>
        [Fact]
        public void The_largest_pressure_and_resistance()
        {
            foreach ((long before, byte level) in new[] { (90000000L, FaultLevel.Alarm), (100000000L, FaultLevel.None), (105000000L, FaultLevel.None) })
            {
                Gas gas = new Gas(new GuardSettings());
                gas.Pressure(before, 0);
                for (int sample = 0; sample < 3; sample++)
                {
                    gas.Pressure(200000000, 1);
                }

                Assert.Equal(level, gas.Level);
            }

            foreach ((long ohms, byte level) in new[] { (499000000000L, FaultLevel.Advisory), (501000000000L, FaultLevel.None) })
            {
                Gas gas = new Gas(new GuardSettings());
                gas.Ohms(2000000000000, 0);
                for (int sample = 0; sample < 3; sample++)
                {
                    gas.Ohms(ohms, 1000);
                }

                Assert.Equal(level, gas.Level);
            }
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
            foreach (long beyond in new long[] { -100, 100 })
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
