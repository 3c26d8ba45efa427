using System;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The board's own code on the twins, against emulated chips: what it measures.</summary>
    public sealed class BoardMeasurementTests : BoardBench
    {
        [Fact]
        public void AHealthyBoardMeasuresEverything()
        {
            Machine.Flow.Constant(1);
            Start();
            RunCycles(12);

            AssertValid(Snapshot.SenseMicrovolts, 3000000, 160);
            AssertValid(Snapshot.CellMicrovolts, 3700000, 100);
            AssertValid(Snapshot.CurrentNanoamperes, 1000000000, 32000);
            AssertValid(Snapshot.MeanCurrentNanoamperes, 1000000000, 8000000);
            AssertValid(Snapshot.CellBipolarMicrovolts, 3700000, 320);
            AssertValid(Snapshot.ReferenceMicrovolts, 2500000, 160);
            AssertValid(Snapshot.CellMillicelsius, 25000, 10);
            AssertValid(Snapshot.BoardMillicelsius, 30000, 8);
            Assert.True(Snapshot.SwitchFitted);
            Assert.False(Snapshot.SwitchClosed);
            Assert.Equal(SenseDrive.Idle, Snapshot.SenseDrive);
            Assert.Equal(Validity.NotFitted, Snapshot.PressurePascals.Validity);
        }

        [Fact]
        public void UntilItsFirstReadingAChannelHasFailed()
        {
            Start();
            RunCycles(1);
            Assert.True(Snapshot.SenseMicrovolts.IsValid);
            Assert.True(Snapshot.CellMicrovolts.IsValid);
            Assert.Equal(Validity.Failed, Snapshot.MeanCurrentNanoamperes.Validity);
            Assert.Equal(Validity.Failed, Snapshot.CellMillicelsius.Validity);
            Assert.Equal(Validity.Failed, Snapshot.BoardMillicelsius.Validity);
            Assert.DoesNotContain(Samples(), s => s.Validity == Validity.NotFitted);
            RunCycles(4, 1);
            Assert.DoesNotContain(Samples(), s => !s.IsValid);
        }

        [Fact]
        public void EveryFastCallHasAFreshSenseSample()
        {
            // The node falls 10 uV per microsecond; each reading must be at most two conversions (2.6 ms) late.
            Start();
            Machine.Sense.At = at => 2.0 - (at * 1e-7);
            for (int turn = 0; turn < 50; turn++)
            {
                Turn(turn);
                long seen = Machine.NowMicroseconds;
                double volts = Snapshot.SenseMicrovolts.Value * 0.4e-6;
                double age = ((2.0 - volts) / 1e-7) - Snapshot.SenseMicrovolts.TimeMicroseconds;
                Assert.True(Snapshot.SenseMicrovolts.Validity != Validity.Failed);
                Assert.InRange(age, -2600 - 700, 1000);
                Assert.InRange(seen - Snapshot.SenseMicrovolts.TimeMicroseconds, 0, 6000);
            }
        }

        [Fact]
        public void NoSampleIsNewerThanItsSnapshotAndNoneGoesBack()
        {
            Start();
            long last = 0;
            for (int turn = 0; turn < 40; turn++)
            {
                Turn(turn);
                Assert.True(Snapshot.SenseMicrovolts.TimeMicroseconds > last);
                last = Snapshot.SenseMicrovolts.TimeMicroseconds;
                foreach (Sample sample in Samples())
                {
                    Assert.True(sample.TimeMicroseconds <= Snapshot.TimeMicroseconds);
                }
            }
        }

        [Fact]
        public void ATurnIsShort()
        {
            // The first one turns to the sense electrode.
            Start();
            Turn(0);
            long before = Machine.NowMicroseconds;
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Assert.InRange(Machine.NowMicroseconds - before, 300, 600);
            before = Machine.NowMicroseconds;
            Board.Measurement.SampleCycle(Snapshot);
            Assert.InRange(Machine.NowMicroseconds - before, 1000, 5000);
        }

        [Fact]
        public void MeanCurrentLosesNoCharge()
        {
            Machine.Flow.Current = at => 1 + Math.Sin(at * 1e-5);
            Machine.Flow.Charge = at => (at * 1e-6) + (0.1 * (1 - Math.Cos(at * 1e-5)));
            Start();
            RunCycles(2);
            long start = Snapshot.MeanCurrentNanoamperes.TimeMicroseconds;
            double sum = 0;
            long last = start;
            for (int cycle = 2; cycle < 300; cycle++)
            {
                Cycle(cycle);
                Sample mean = Snapshot.MeanCurrentNanoamperes;
                sum += mean.Value * 1e-9 * ((mean.TimeMicroseconds - last) * 1e-6);
                last = mean.TimeMicroseconds;
            }

            double charge = Machine.Flow.Charge(last) - Machine.Flow.Charge(start);

            // One conversion at each end, at up to 2 A, and two codes of 31 uC.
            Assert.InRange(sum - charge, -0.0013, 0.0013);
        }

        [Theory]
        [InlineData(0.9, 2250000, Validity.Valid)]
        [InlineData(1.4, 3500000, Validity.OverRange)]
        [InlineData(2.5, 5119843, Validity.OverRange)]
        [InlineData(0.002, 5000, Validity.Valid)]
        public void SenseRange(double volts, long microvolts, Validity validity)
        {
            Start();
            Machine.Sense.At = _ => volts;
            RunCycles(1);
            Assert.Equal(validity, Snapshot.SenseMicrovolts.Validity);
            Assert.InRange(Snapshot.SenseMicrovolts.Value, microvolts - 80, microvolts + 80);
        }

        [Theory]
        [InlineData(17, Validity.OverRange)]
        [InlineData(-17, Validity.UnderRange)]
        [InlineData(16, Validity.Valid)]
        [InlineData(-16, Validity.Valid)]
        public void CurrentRange(double amperes, Validity validity)
        {
            Machine.Flow.Constant(amperes);
            Start();
            RunCycles(3);
            Assert.Equal(validity, Snapshot.CurrentNanoamperes.Validity);
        }

        [Fact]
        public void AReversedCellIsAtTheLowerRailOfOneInputAndMeasuredByTheOther()
        {
            Machine.Cell.At = _ => -2;
            Machine.Bipolar.At = _ => 0.6;
            Start();
            RunCycles(4);
            Assert.Equal(Validity.UnderRange, Snapshot.CellMicrovolts.Validity);
            Assert.Equal(0, Snapshot.CellMicrovolts.Value);
            AssertValid(Snapshot.CellBipolarMicrovolts, -2000000, 320);
        }

        [Theory]
        [InlineData(2.5, Validity.UnderRange)]
        [InlineData(0, Validity.OverRange)]
        public void BrokenThermistorLeads(double volts, Validity validity)
        {
            Machine.Ntc.At = _ => volts;
            Start();
            RunCycles(5);
            Assert.Equal(validity, Snapshot.CellMillicelsius.Validity);
        }

        [Fact]
        public void TheBoardIdDecidesTheShunt()
        {
            Machine.BoardIdCode = 3276;
            Machine.Flow.Constant(1);
            Start();
            RunCycles(3);
            Assert.Equal(BoardVariant.Coin, Board.Variant);

            // The same shunt voltage through 1 ohm.
            AssertValid(Snapshot.CurrentNanoamperes, 10000000, 313);
        }

        [Fact]
        public void AWholeTurnAllocatesNothing()
        {
            Start();
            RunCycles(20);
            Machine.Transfers.Capacity = 100000;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
                Board.Measurement.SampleCycle(Snapshot);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }
}
