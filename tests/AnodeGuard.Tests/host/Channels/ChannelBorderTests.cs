using AnodeGuard.Core;
using Xunit;

namespace AnodeGuard.Tests
{
    /// <summary>Which of two channels is used, what counts as a fast turn, and who has seen time run back: through the one door.</summary>
    public class ChannelBorderTests
    {
        private readonly Snapshot _snapshot = new Snapshot();

        /// <summary>
        /// Below 100 mV the positive-only path may hide a reversed cell: then, and only then, the other one is judged, which says
        /// -3 V here.
        /// </summary>
        [Theory]
        [InlineData(100000, false)]
        [InlineData(99999, true)]
        [InlineData(0, true)]
        public void A_cell_that_may_be_reversed(long microvolts, bool reversed)
        {
            GuardSettings settings = Waived();
            settings.UnderVoltageMicrovolts = -1000000;
            Guard guard = new Guard(settings);
            for (int cycle = 0; cycle < 20; cycle++)
            {
                Advance(100000);
                _snapshot.CellMicrovolts.Set(microvolts, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Ina228);
                _snapshot.CellBipolarMicrovolts.Set(-3000000 + cycle, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Ads1115);
                Current(0);
                guard.Step(_snapshot);
            }

            Assert.Equal(reversed, Step(guard).Levels[FaultId.UnderVoltage] != FaultLevel.None);
        }

        /// <summary>
        /// After a fast turn, less than two and a half periods of 20 ms ago, the forecast may wait for the next but one; where rows
        /// come slower there is none to wait for, and the cycle itself tells it.
        /// </summary>
        [Theory]
        [InlineData(20000, true)]
        [InlineData(49999, true)]
        [InlineData(50000, false)]
        [InlineData(100000, false)]
        public void What_may_wait_for_a_turn(long since, bool waits)
        {
            Guard guard = new Guard(Waived());
            for (int cycle = 0; cycle < 3; cycle++)
            {
                Advance(100000);
                Current(cycle);
                guard.Step(_snapshot);
            }

            // A step without a sample is a turn.
            Advance(20000);
            Step(guard);
            Advance(since);
            Current(2000000);
            Assert.Equal(waits, guard.Step(_snapshot).DepletionMicroseconds == Verdict.Never);
            Advance(20000);
            Assert.Equal(waits, Step(guard).DepletionMicroseconds == Verdict.Never);
            Advance(20000);
            Assert.InRange(Step(guard).DepletionMicroseconds, 1, 200000000);
        }

        /// <summary>
        /// The housing's sensor is read between two cycles: its samples make no cycle, so that what waits for its turn goes on
        /// waiting, and are judged with the next one. Another sensor's sample makes one; and so do theirs where there is no cell.
        /// </summary>
        [Theory]
        [InlineData("pressure", true)]
        [InlineData("gas", true)]
        [InlineData("board", false)]
        public void What_comes_between_two_cycles(string sensor, bool waits)
        {
            Guard guard = new Guard(Waived());
            for (int turn = 0; turn < 10; turn++)
            {
                Advance(20000);
                if (turn % 5 == 0)
                {
                    Current(2000000);
                }

                Step(guard);
            }

            Advance(20000);
            Current(2000000);
            Step(guard);
            Sample between = sensor == "pressure" ? _snapshot.PressurePascals : sensor == "gas" ? _snapshot.GasOhms : _snapshot.BoardMillicelsius;
            between.Set(25000, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Bme680);
            Advance(20000);
            long before = Step(guard).ChargeNanocoulombs;
            Advance(20000);
            Assert.Equal(before, Step(guard).ChargeNanocoulombs);
            Advance(20000);
            Assert.Equal(waits, Step(guard).ChargeNanocoulombs != before);
        }

        /// <summary>240,000 Pa are beyond the housing's limit. Beside a cell on a board that is said with its next sample, elsewise at once.</summary>
        [Theory]
        [InlineData(true, 20000, true)]
        [InlineData(true, 100000, false)]
        [InlineData(false, 20000, false)]
        public void When_the_housing_is_judged(bool cell, long apart, bool waits)
        {
            GuardSettings settings = Waived();
            settings.OverPressurePascals = 150000;
            Guard guard = new Guard(settings);
            for (int turn = 0; turn <= 100; turn++)
            {
                Advance(apart);
                if (cell && (turn % 5 == 0 || apart > 20000))
                {
                    Current(turn);
                    _snapshot.PressurePascals.Set(101000, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Bme680);
                }

                Assert.Equal(FaultLevel.None, Step(guard).Levels[FaultId.GasRelease]);
            }

            for (int turn = 0; turn < 200; turn++)
            {
                Advance(apart);
                if (turn % 5 == 0)
                {
                    Pressure(guard);
                }
                else
                {
                    Step(guard);
                }
            }

            Assert.Equal(waits ? FaultLevel.None : FaultLevel.Alarm, Pressure(guard));
            for (int turn = 0; turn < 50; turn++)
            {
                Advance(100000);
                Current(turn);
                Pressure(guard);
            }

            Assert.Equal(FaultLevel.Alarm, Pressure(guard));
        }

        /// <summary>Rows alone, however quick: no turn came between them, so nothing waits.</summary>
        [Theory]
        [InlineData(1000)]
        [InlineData(40000)]
        public void Rows_alone(long apart)
        {
            Guard guard = new Guard(Waived());
            for (int row = 0; row < 5; row++)
            {
                Advance(apart);
                Current(2000000);
                Assert.InRange(guard.Step(_snapshot).DepletionMicroseconds, 1, 200000000);
            }
        }

        /// <summary>A sensor that is fitted later, between the others' samples, is no clock that runs back; a sample of the past is.</summary>
        [Theory]
        [InlineData(0, false)]
        [InlineData(-1, true)]
        public void A_channel_that_comes_later(long beyond, bool back)
        {
            Guard guard = new Guard(Waived());
            for (int cycle = 0; cycle < 5; cycle++)
            {
                Advance(100000);
                _snapshot.CellMicrovolts.Set(3800000 + cycle, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Ina228);
                Current(1000 + cycle);
                Assert.Equal(FaultLevel.None, guard.Step(_snapshot).Levels[FaultId.SensorImplausible]);
            }

            long last = _snapshot.TimeMicroseconds;
            Advance(20000);
            _snapshot.BoardMillicelsius.Set(25000, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Tmp117);
            Assert.Equal(FaultLevel.None, guard.Step(_snapshot).Levels[FaultId.SensorImplausible]);
            Advance(20000);
            _snapshot.CellMicrovolts.Set(3800000, last + beyond, Validity.Valid, SampleSource.Ina228);
            _snapshot.PressurePascals.Set(100000, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Recording);
            Assert.Equal(back, guard.Step(_snapshot).Levels[FaultId.SensorImplausible] != FaultLevel.None);

            // Of one step: with the next it is over, whatever else comes and goes.
            Advance(20000);
            _snapshot.GasOhms.Set(100000, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Recording);
            Assert.Equal(FaultLevel.None, guard.Step(_snapshot).Levels[FaultId.SensorImplausible]);
        }

        private byte Pressure(Guard guard)
        {
            _snapshot.PressurePascals.Set(240000, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Bme680);
            return Step(guard).Levels[FaultId.GasRelease];
        }

        private static GuardSettings Waived()
        {
            GuardSettings settings = Rows.Unit();
            settings.SelfTestWaived = true;
            settings.OverCurrentChargeNanoamperes = long.MaxValue;
            settings.OverCurrentDischargeNanoamperes = long.MaxValue;
            return settings;
        }

        private void Advance(long microseconds)
        {
            _snapshot.TimeMicroseconds += microseconds;
        }

        private void Current(long nanoamperes)
        {
            _snapshot.MeanCurrentNanoamperes.Set(nanoamperes, _snapshot.TimeMicroseconds, Validity.Valid, SampleSource.Ina228);
        }

        private Verdict Step(Guard guard)
        {
            return guard.Step(_snapshot);
        }
    }
}
