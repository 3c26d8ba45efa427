using System;
using System.Device.Gpio;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>What the board's own code makes of chips and buses that fail; every fault both ways.</summary>
    public sealed class BoardFaultTests : BoardBench
    {
        [Fact]
        public void ASilentSenseConverterFailsItsOwnSamplesOnlyAndComesBack()
        {
            Start();
            RunCycles(5);
            Machine.Ads.Acknowledges = false;
            RunCycles(5, 5);
            Assert.Equal(Validity.Failed, Snapshot.SenseMicrovolts.Validity);
            Assert.Equal(Validity.Failed, Snapshot.ReferenceMicrovolts.Validity);
            Assert.Equal(Validity.Valid, Snapshot.CellMicrovolts.Validity);
            Assert.Equal(Validity.Valid, Snapshot.BoardMillicelsius.Validity);
            Machine.Ads.Acknowledges = true;
            RunCycles(5, 10);
            AssertValid(Snapshot.SenseMicrovolts, 3000000, 160);
            AssertValid(Snapshot.ReferenceMicrovolts, 2500000, 160);
        }

        [Fact]
        public void ASilentCurrentConverterFailsItsOwnSamplesOnlyAndComesBack()
        {
            Machine.Flow.Constant(1);
            Start();
            RunCycles(5);
            Machine.Ina.Acknowledges = false;
            RunCycles(1, 5);
            Assert.Equal(Validity.Failed, Snapshot.CellMicrovolts.Validity);
            Assert.Equal(Validity.Failed, Snapshot.CurrentNanoamperes.Validity);
            Assert.Equal(Validity.Failed, Snapshot.MeanCurrentNanoamperes.Validity);
            Assert.Equal(Validity.Valid, Snapshot.SenseMicrovolts.Validity);
            Machine.Ina.Acknowledges = true;
            RunCycles(3, 6);
            AssertValid(Snapshot.CellMicrovolts, 3700000, 100);
            AssertValid(Snapshot.MeanCurrentNanoamperes, 1000000000, 8000000);
        }

        [Fact]
        public void AConverterThatRestartedBehindOurBackIsNoCurrent()
        {
            Machine.Flow.Constant(1);
            Start();
            RunCycles(5);
            Machine.Ina.PowerOn(Machine.NowMicroseconds);
            RunCycles(1, 5);
            Assert.Equal(Validity.Failed, Snapshot.MeanCurrentNanoamperes.Validity);
            RunCycles(3, 6);
            AssertValid(Snapshot.MeanCurrentNanoamperes, 1000000000, 8000000);
        }

        [Fact]
        public void ASenseConverterThatRestartedIsNoContact()
        {
            Start();
            RunCycles(3);
            Machine.Ads.PowerOn(Machine.NowMicroseconds);
            Machine.AdvanceTo(Machine.NowMicroseconds + 15000);
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Assert.Equal(Validity.Failed, Snapshot.SenseMicrovolts.Validity);
            Machine.AdvanceTo(Machine.NowMicroseconds + 15000);
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            AssertValid(Snapshot.SenseMicrovolts, 3000000, 160);
        }

        /// <summary>Between the sense reading and the other channel, whichever has its turn: selecting it sets the chip up again.</summary>
        [Fact]
        public void ASenseConverterThatRestartedBeforeAnotherChannelMeasuresItAllTheSame()
        {
            Start();
            RunCycles(4);
            for (int cycle = 4; cycle < 8; cycle++)
            {
                Machine.AdvanceTo(Machine.NowMicroseconds + 15000);
                Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
                AssertValid(Snapshot.SenseMicrovolts, 3000000, 160);
                Machine.Ads.PowerOn(Machine.NowMicroseconds);
                Board.Measurement.SampleCycle(Snapshot);
                AssertValid(Snapshot.CellBipolarMicrovolts, 3700000, 320);
                AssertValid(Snapshot.ReferenceMicrovolts, 2500000, 160);
                AssertValid(Snapshot.CellMillicelsius, 25000, 10);
            }

            long oldest = Math.Min(Snapshot.ReferenceMicrovolts.TimeMicroseconds, Snapshot.CellMillicelsius.TimeMicroseconds);
            Assert.InRange(Snapshot.TimeMicroseconds - oldest, 0, 4 * 25000);
        }

        [Fact]
        public void ASilentThermometerFailsAlone()
        {
            Start();
            RunCycles(12);
            Machine.Tmp.Acknowledges = false;
            RunCycles(12, 12);
            Assert.Equal(Validity.Failed, Snapshot.BoardMillicelsius.Validity);
            Assert.Equal(Validity.Valid, Snapshot.CellMillicelsius.Validity);
            Machine.Tmp.Acknowledges = true;
            RunCycles(25, 24);
            AssertValid(Snapshot.BoardMillicelsius, 30000, 8);
        }

        [Theory]
        [InlineData(9)]
        [InlineData(1)]
        public void OneTimeOutCostsOneSecondAndTheNextTurnRecovers(int clocks)
        {
            Start();
            RunCycles(3);
            int transfers = Machine.Transfers.Count;
            Machine.HoldBus(clocks);
            long before = Machine.NowMicroseconds;
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Board.Measurement.SampleCycle(Snapshot);
            Assert.InRange(Machine.NowMicroseconds - before, 1_000_000, 1_006_000);
            Assert.Equal(transfers + 1, Machine.Transfers.Count);
            Assert.Equal(Validity.Failed, Snapshot.SenseMicrovolts.Validity);
            Assert.Equal(Validity.Failed, Snapshot.CellMicrovolts.Validity);
            Assert.Equal(Validity.Failed, Snapshot.MeanCurrentNanoamperes.Validity);

            before = Machine.NowMicroseconds;
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Assert.InRange(Machine.NowMicroseconds - before, 300, 8000);
            AssertValid(Snapshot.SenseMicrovolts, 3000000, 160);
        }

        [Fact]
        public void ABusThatTheMemoryLeftStuckCostsNoSenseReading()
        {
            Start();
            RunCycles(3);
            Machine.HoldBus(9);
            Assert.False(Board.Memory.TryRead(0, new byte[4], 0, 4));
            long before = Machine.NowMicroseconds;
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            AssertValid(Snapshot.SenseMicrovolts, 3000000, 160);
            Board.Measurement.SampleCycle(Snapshot);
            Assert.Equal(Validity.Valid, Snapshot.CellMicrovolts.Validity);
            Assert.InRange(Machine.NowMicroseconds - before, 300, 12000);
        }

        [Fact]
        public void AnAddressThatIsNotInUseIsRefused()
        {
            Esp32I2cBus bus = new Esp32I2cBus(new GpioController(), 1, new[] { 0x48 });
            Assert.NotNull(bus.Device(0x48));
            Assert.Throws<ArgumentException>(() => bus.Device(0x49));
        }

        [Fact]
        public void ABusThatStaysStuckCostsNoMoreSeconds()
        {
            Start();
            RunCycles(3);
            Machine.HoldBus(1000);
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            int transfers = Machine.Transfers.Count;
            for (int i = 0; i < 10; i++)
            {
                long before = Machine.NowMicroseconds;
                Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
                Board.Measurement.SampleCycle(Snapshot);
                Assert.InRange(Machine.NowMicroseconds - before, 0, 5000);
                Assert.Equal(Validity.Failed, Snapshot.SenseMicrovolts.Validity);
                Assert.InRange(Snapshot.SenseMicrovolts.TimeMicroseconds, before, Machine.NowMicroseconds);
            }

            Assert.Equal(transfers, Machine.Transfers.Count);
        }

        [Fact]
        public void TheStartNamesThePartThatDoesNotAnswer()
        {
            AssertStartFails("ADS1115 does not answer", m => m.Ads.Acknowledges = false);
            AssertStartFails("INA228 does not answer", m => m.Ina.Acknowledges = false);
            AssertStartFails("TMP117 does not answer", m => m.Tmp.Acknowledges = false);
            AssertStartFails("ADS1115 does not answer", m => m.HoldBus(1000));
        }

        /// <summary>1.65 V and 2.48 V are boards (pinmap.json); a broken divider reads a rail, a wrong one something between.</summary>
        [Theory]
        [InlineData(0)]
        [InlineData(1000)]
        [InlineData(2650)]
        [InlineData(4095)]
        public void AnUnknownBoardIdDoesNotStart(int code)
        {
            Machine.BoardIdCode = code;
            Create();
            Assert.False(Board.Measurement.TryStart(false, out string problem));
            Assert.Contains("board id", problem);
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Board.Measurement.SampleCycle(Snapshot);
            Assert.Equal(Validity.Failed, Snapshot.SenseMicrovolts.Validity);
            Assert.Equal(Validity.Failed, Snapshot.MeanCurrentNanoamperes.Validity);
        }

        private static void AssertStartFails(string expected, Action<TestMachine> fault)
        {
            using TestMachine machine = new TestMachine();
            Esp32Board board = NewBoard();
            fault(machine);
            Assert.False(board.Measurement.TryStart(false, out string problem));
            Assert.Equal(expected, problem);
            Assert.Equal(SenseDrive.RelayOpen, board.Injector.Drive);
        }
    }
}
