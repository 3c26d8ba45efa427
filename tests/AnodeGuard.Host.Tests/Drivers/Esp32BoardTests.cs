using System;
using System.Linq;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>The board's own code on the twins, against emulated chips; every fault both ways.</summary>
    public sealed class Esp32BoardTests : IDisposable
    {
        private readonly TestMachine _machine = new TestMachine();
        private readonly Snapshot _snapshot = new Snapshot();
        private Esp32Board _board;

        public void Dispose()
        {
            _machine.Dispose();
        }

        [Fact]
        public void BeforeAnybodyDecidesTheBoardHoldsTheTripLineAndStopsTheCycler()
        {
            Create();
            Assert.False(_machine.Levels[BoardPins.FirmwareTrip]);
            Assert.False(_machine.Levels[BoardPins.Interlock]);
            Assert.False(_machine.Levels[BoardPins.Arm]);
            Assert.False(_machine.Levels[BoardPins.SenseRelay]);
            Assert.DoesNotContain("14+", _machine.Edges);
            Assert.Equal(SenseDrive.RelayOpen, _board.Injector.Drive);
            Assert.Equal("rev-A", _board.Revision);
            Assert.Equal("unknown", _board.ResetReason);
        }

        [Fact]
        public void AHealthyBoardMeasuresEverything()
        {
            _machine.Flow.Constant(1);
            Start();
            RunCycles(12);

            AssertValid(_snapshot.SenseMicrovolts, 3000000, 160);
            AssertValid(_snapshot.CellMicrovolts, 3700000, 100);
            AssertValid(_snapshot.CurrentNanoamperes, 1000000000, 32000);
            AssertValid(_snapshot.MeanCurrentNanoamperes, 1000000000, 8000000);
            AssertValid(_snapshot.CellBipolarMicrovolts, 3700000, 320);
            AssertValid(_snapshot.ReferenceMicrovolts, 2500000, 160);
            AssertValid(_snapshot.CellMillicelsius, 25000, 10);
            AssertValid(_snapshot.BoardMillicelsius, 30000, 8);
            Assert.True(_snapshot.SwitchFitted);
            Assert.False(_snapshot.SwitchClosed);
            Assert.Equal(SenseDrive.Idle, _snapshot.SenseDrive);
            Assert.Equal(Validity.NotFitted, _snapshot.PressurePascals.Validity);
        }

        [Fact]
        public void UntilItsFirstReadingAChannelHasFailed()
        {
            Start();
            RunCycles(1);
            Assert.True(_snapshot.SenseMicrovolts.IsValid);
            Assert.True(_snapshot.CellMicrovolts.IsValid);
            Assert.Equal(Validity.Failed, _snapshot.MeanCurrentNanoamperes.Validity);
            Assert.Equal(Validity.Failed, _snapshot.CellMillicelsius.Validity);
            Assert.Equal(Validity.Failed, _snapshot.BoardMillicelsius.Validity);
            Assert.DoesNotContain(Samples(), s => s.Validity == Validity.NotFitted);
            RunCycles(4, 1);
            Assert.DoesNotContain(Samples(), s => !s.IsValid);
        }

        [Fact]
        public void EveryFastCallHasAFreshSenseSample()
        {
            // The node falls 10 uV per microsecond; each reading must be at most two conversions (2.6 ms) late.
            Start();
            _machine.Sense.At = at => 2.0 - (at * 1e-7);
            for (int turn = 0; turn < 50; turn++)
            {
                Turn(turn);
                long seen = _machine.NowMicroseconds;
                double volts = _snapshot.SenseMicrovolts.Value * 0.4e-6;
                double age = ((2.0 - volts) / 1e-7) - _snapshot.SenseMicrovolts.TimeMicroseconds;
                Assert.True(_snapshot.SenseMicrovolts.Validity != Validity.Failed);
                Assert.InRange(age, -2600 - 700, 1000);
                Assert.InRange(seen - _snapshot.SenseMicrovolts.TimeMicroseconds, 0, 6000);
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
                Assert.True(_snapshot.SenseMicrovolts.TimeMicroseconds > last);
                last = _snapshot.SenseMicrovolts.TimeMicroseconds;
                foreach (Sample sample in Samples())
                {
                    Assert.True(sample.TimeMicroseconds <= _snapshot.TimeMicroseconds);
                }
            }
        }

        [Fact]
        public void ATurnIsShort()
        {
            Start();
            long before = _machine.NowMicroseconds;
            _board.Measurement.SampleFast(_snapshot);
            Assert.InRange(_machine.NowMicroseconds - before, 300, 600);
            before = _machine.NowMicroseconds;
            _board.Measurement.SampleCycle(_snapshot);
            Assert.InRange(_machine.NowMicroseconds - before, 1000, 5000);
        }

        [Fact]
        public void MeanCurrentLosesNoCharge()
        {
            _machine.Flow.Current = at => 1 + Math.Sin(at * 1e-5);
            _machine.Flow.Charge = at => (at * 1e-6) + (0.1 * (1 - Math.Cos(at * 1e-5)));
            Start();
            RunCycles(2);
            long start = _snapshot.MeanCurrentNanoamperes.TimeMicroseconds;
            double sum = 0;
            long last = start;
            for (int cycle = 2; cycle < 300; cycle++)
            {
                Cycle(cycle);
                Sample mean = _snapshot.MeanCurrentNanoamperes;
                sum += mean.Value * 1e-9 * ((mean.TimeMicroseconds - last) * 1e-6);
                last = mean.TimeMicroseconds;
            }

            double charge = _machine.Flow.Charge(last) - _machine.Flow.Charge(start);

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
            _machine.Sense.At = _ => volts;
            RunCycles(1);
            Assert.Equal(validity, _snapshot.SenseMicrovolts.Validity);
            Assert.InRange(_snapshot.SenseMicrovolts.Value, microvolts - 80, microvolts + 80);
        }

        [Theory]
        [InlineData(17, Validity.OverRange)]
        [InlineData(-17, Validity.UnderRange)]
        [InlineData(16, Validity.Valid)]
        [InlineData(-16, Validity.Valid)]
        public void CurrentRange(double amperes, Validity validity)
        {
            _machine.Flow.Constant(amperes);
            Start();
            RunCycles(3);
            Assert.Equal(validity, _snapshot.CurrentNanoamperes.Validity);
        }

        [Fact]
        public void AReversedCellIsAtTheLowerRailOfOneInputAndMeasuredByTheOther()
        {
            _machine.Cell.At = _ => -2;
            _machine.Bipolar.At = _ => 0.6;
            Start();
            RunCycles(4);
            Assert.Equal(Validity.UnderRange, _snapshot.CellMicrovolts.Validity);
            Assert.Equal(0, _snapshot.CellMicrovolts.Value);
            AssertValid(_snapshot.CellBipolarMicrovolts, -2000000, 320);
        }

        [Theory]
        [InlineData(2.5, Validity.UnderRange)]
        [InlineData(0, Validity.OverRange)]
        public void BrokenThermistorLeads(double volts, Validity validity)
        {
            _machine.Ntc.At = _ => volts;
            Start();
            RunCycles(5);
            Assert.Equal(validity, _snapshot.CellMillicelsius.Validity);
        }

        [Fact]
        public void ASilentSenseConverterFailsItsOwnSamplesOnlyAndComesBack()
        {
            Start();
            RunCycles(5);
            _machine.Ads.Acknowledges = false;
            RunCycles(5, 5);
            Assert.Equal(Validity.Failed, _snapshot.SenseMicrovolts.Validity);
            Assert.Equal(Validity.Failed, _snapshot.ReferenceMicrovolts.Validity);
            Assert.Equal(Validity.Valid, _snapshot.CellMicrovolts.Validity);
            Assert.Equal(Validity.Valid, _snapshot.BoardMillicelsius.Validity);
            _machine.Ads.Acknowledges = true;
            RunCycles(5, 10);
            AssertValid(_snapshot.SenseMicrovolts, 3000000, 160);
            AssertValid(_snapshot.ReferenceMicrovolts, 2500000, 160);
        }

        [Fact]
        public void ASilentCurrentConverterFailsItsOwnSamplesOnlyAndComesBack()
        {
            _machine.Flow.Constant(1);
            Start();
            RunCycles(5);
            _machine.Ina.Acknowledges = false;
            RunCycles(1, 5);
            Assert.Equal(Validity.Failed, _snapshot.CellMicrovolts.Validity);
            Assert.Equal(Validity.Failed, _snapshot.CurrentNanoamperes.Validity);
            Assert.Equal(Validity.Failed, _snapshot.MeanCurrentNanoamperes.Validity);
            Assert.Equal(Validity.Valid, _snapshot.SenseMicrovolts.Validity);
            _machine.Ina.Acknowledges = true;
            RunCycles(3, 6);
            AssertValid(_snapshot.CellMicrovolts, 3700000, 100);
            AssertValid(_snapshot.MeanCurrentNanoamperes, 1000000000, 8000000);
        }

        [Fact]
        public void AConverterThatRestartedBehindOurBackIsNoCurrent()
        {
            _machine.Flow.Constant(1);
            Start();
            RunCycles(5);
            _machine.Ina.PowerOn(_machine.NowMicroseconds);
            RunCycles(1, 5);
            Assert.Equal(Validity.Failed, _snapshot.MeanCurrentNanoamperes.Validity);
            RunCycles(3, 6);
            AssertValid(_snapshot.MeanCurrentNanoamperes, 1000000000, 8000000);
        }

        [Fact]
        public void ASenseConverterThatRestartedIsNoContact()
        {
            Start();
            RunCycles(3);
            _machine.Ads.PowerOn(_machine.NowMicroseconds);
            _machine.AdvanceTo(_machine.NowMicroseconds + 15000);
            _board.Measurement.SampleFast(_snapshot);
            Assert.Equal(Validity.Failed, _snapshot.SenseMicrovolts.Validity);
            _machine.AdvanceTo(_machine.NowMicroseconds + 15000);
            _board.Measurement.SampleFast(_snapshot);
            AssertValid(_snapshot.SenseMicrovolts, 3000000, 160);
        }

        [Fact]
        public void ASilentThermometerFailsAlone()
        {
            Start();
            RunCycles(12);
            _machine.Tmp.Acknowledges = false;
            RunCycles(12, 12);
            Assert.Equal(Validity.Failed, _snapshot.BoardMillicelsius.Validity);
            Assert.Equal(Validity.Valid, _snapshot.CellMillicelsius.Validity);
            _machine.Tmp.Acknowledges = true;
            RunCycles(25, 24);
            AssertValid(_snapshot.BoardMillicelsius, 30000, 8);
        }

        [Theory]
        [InlineData(9)]
        [InlineData(1)]
        public void OneTimeOutCostsOneSecondAndTheNextTurnRecovers(int clocks)
        {
            Start();
            RunCycles(3);
            int transfers = _machine.Transfers.Count;
            _machine.HoldBus(clocks);
            long before = _machine.NowMicroseconds;
            _board.Measurement.SampleFast(_snapshot);
            _board.Measurement.SampleCycle(_snapshot);
            Assert.InRange(_machine.NowMicroseconds - before, 1_000_000, 1_006_000);
            Assert.Equal(transfers + 1, _machine.Transfers.Count);
            Assert.Equal(Validity.Failed, _snapshot.SenseMicrovolts.Validity);
            Assert.Equal(Validity.Failed, _snapshot.CellMicrovolts.Validity);
            Assert.Equal(Validity.Failed, _snapshot.MeanCurrentNanoamperes.Validity);

            before = _machine.NowMicroseconds;
            _board.Measurement.SampleFast(_snapshot);
            Assert.InRange(_machine.NowMicroseconds - before, 300, 8000);
            AssertValid(_snapshot.SenseMicrovolts, 3000000, 160);
        }

        [Fact]
        public void ABusThatStaysStuckCostsNoMoreSeconds()
        {
            Start();
            RunCycles(3);
            _machine.HoldBus(1000);
            _board.Measurement.SampleFast(_snapshot);
            int transfers = _machine.Transfers.Count;
            for (int i = 0; i < 10; i++)
            {
                long before = _machine.NowMicroseconds;
                _board.Measurement.SampleFast(_snapshot);
                _board.Measurement.SampleCycle(_snapshot);
                Assert.InRange(_machine.NowMicroseconds - before, 0, 5000);
                Assert.Equal(Validity.Failed, _snapshot.SenseMicrovolts.Validity);
                Assert.InRange(_snapshot.SenseMicrovolts.TimeMicroseconds, before, _machine.NowMicroseconds);
            }

            Assert.Equal(transfers, _machine.Transfers.Count);
        }

        [Fact]
        public void TheStartNamesThePartThatDoesNotAnswer()
        {
            AssertStartFails("ADS1115 does not answer", m => m.Ads.Acknowledges = false);
            AssertStartFails("INA228 does not answer", m => m.Ina.Acknowledges = false);
            AssertStartFails("TMP117 does not answer", m => m.Tmp.Acknowledges = false);
            AssertStartFails("ADS1115 does not answer", m => m.HoldBus(1000));
        }

        [Fact]
        public void TheBoardIdDecidesTheShunt()
        {
            _machine.BoardIdCode = 4095;
            _machine.Flow.Constant(1);
            Start();
            RunCycles(3);
            Assert.Equal(BoardVariant.Coin, _board.Variant);

            // The same shunt voltage through 1 ohm.
            AssertValid(_snapshot.CurrentNanoamperes, 10000000, 313);
        }

        [Fact]
        public void AnUnknownBoardIdDoesNotStart()
        {
            _machine.BoardIdCode = 2000;
            Create();
            Assert.False(_board.Measurement.TryStart(out string problem));
            Assert.Contains("board id", problem);
            _board.Measurement.SampleFast(_snapshot);
            _board.Measurement.SampleCycle(_snapshot);
            Assert.Equal(Validity.Failed, _snapshot.SenseMicrovolts.Validity);
            Assert.Equal(Validity.Failed, _snapshot.MeanCurrentNanoamperes.Validity);
        }

        [Fact]
        public void ArmingIsOneRisingEdgeAndTrippingIsALevel()
        {
            Create();
            _board.Protection.Release();
            Assert.True(_machine.Levels[BoardPins.FirmwareTrip]);
            _machine.Edges.Clear();
            _board.Protection.Arm();
            Assert.Equal(new[] { "14+", "14-" }, _machine.Edges);
            _board.Protection.Trip();
            Assert.False(_machine.Levels[BoardPins.FirmwareTrip]);
            _machine.Levels[BoardPins.SwitchState] = true;
            Assert.True(_board.Protection.SwitchClosed);
            _machine.Levels[BoardPins.TripLine] = true;
            Assert.False(_board.Protection.TripLineActive);
            _machine.Levels[BoardPins.TripLine] = false;
            Assert.True(_board.Protection.TripLineActive);
            _board.Protection.SetInterlockOpen(false);
            Assert.True(_machine.Levels[BoardPins.Interlock]);
            _board.Protection.SetInterlockOpen(true);
            Assert.False(_machine.Levels[BoardPins.Interlock]);
        }

        [Fact]
        public void TheInjectorNeverSetsBothAddressBits()
        {
            Start();
            _machine.Edges.Clear();
            _board.Injector.Select(SenseDrive.PullDown);
            _board.Injector.Select(SenseDrive.PullUp);
            _board.Injector.Select(SenseDrive.RelayOpen);
            _board.Injector.Select(SenseDrive.Idle);
            Assert.Equal(new[] { "4+", "4-", "5+", "5-", "6-", "6+" }, _machine.Edges);
            long changed = _machine.NowMicroseconds;
            _board.Injector.Select(SenseDrive.Idle);
            Assert.Equal(changed, _machine.NowMicroseconds);
            _board.Measurement.SampleFast(_snapshot);
            Assert.Equal(SenseDrive.Idle, _snapshot.SenseDrive);
            Assert.InRange(_snapshot.SenseDriveSinceMicroseconds, changed - 20, changed);
        }

        [Fact]
        public void ComparatorsAreActiveLow()
        {
            Start();
            _board.Measurement.SampleFast(_snapshot);
            Assert.False(_snapshot.CollapseComparator);
            Assert.False(_snapshot.OverCurrentComparator);
            _machine.Levels[BoardPins.Collapse] = false;
            _machine.Levels[BoardPins.OverCurrent] = false;
            _board.Measurement.SampleFast(_snapshot);
            Assert.True(_snapshot.CollapseComparator);
            Assert.True(_snapshot.OverCurrentComparator);
        }

        [Fact]
        public void TheWatchdogGetsAFallingEdgeInItsWindow()
        {
            Create();
            _machine.Edges.Clear();
            long last = _machine.NowMicroseconds;
            int edges = 0;
            for (int turn = 0; turn < 1000; turn++)
            {
                _machine.AdvanceTo(_machine.NowMicroseconds + 20000);
                _board.Watchdog.CycleComplete();
                if (_machine.Edges.Count > 0)
                {
                    Assert.Equal(new[] { "47+", "47-" }, _machine.Edges);
                    Assert.InRange(_machine.NowMicroseconds - last, 1_000_000, 1_200_000);
                    last = _machine.NowMicroseconds;
                    _machine.Edges.Clear();
                    edges++;
                }
            }

            Assert.InRange(edges, 16, 19);
        }

        [Fact]
        public void ALateCycleKicksAtOnceAndOnce()
        {
            Create();
            _machine.AdvanceTo(_machine.NowMicroseconds + 5_000_000);
            _machine.Edges.Clear();
            _board.Watchdog.CycleComplete();
            _board.Watchdog.CycleComplete();
            Assert.Equal(new[] { "47+", "47-" }, _machine.Edges);
        }

        [Fact]
        public void TheButtonCountsOnceAndDoesNotBounce()
        {
            Create();
            bool[] levels = { true, true, false, true, false, false, false, true, true, false, false };
            int[] presses = levels
                .Select((level, i) => Press(level) ? i : -1)
                .Where(i => i >= 0)
                .ToArray();
            Assert.Equal(new[] { 5, 10 }, presses);
        }

        [Fact]
        public void AButtonThatIsHeldAtTheStartIsNoPress()
        {
            _machine.Levels[BoardPins.Button] = false;
            Create();
            Assert.False(Press(false));
            Assert.False(Press(false));
            Assert.False(Press(false));
            Assert.False(Press(true));
            Assert.False(Press(true));
            Assert.False(Press(false));
            Assert.True(Press(false));
        }

        [Fact]
        public void LampsAreWrittenWhenTheyChange()
        {
            Create();
            _machine.Edges.Clear();
            _board.Panel.Show(true, false);
            _board.Panel.Show(true, false);
            _board.Panel.Show(false, true);
            Assert.Equal(new[] { "38+", "38-", "39+" }, _machine.Edges);
        }

        [Fact]
        public void TheMemoryIsTheFramOnTheSameBus()
        {
            Start();
            byte[] data = { 1, 2, 3, 4, 5, 6, 7 };
            Assert.Equal(131072, _board.Memory.CapacityBytes);
            Assert.True(_board.Memory.TryWrite(65533, data, 0, data.Length));
            byte[] back = new byte[7];
            Assert.True(_board.Memory.TryRead(65533, back, 0, back.Length));
            Assert.Equal(data, back);
            Assert.Contains(0x51, _machine.Transfers);
        }

        [Fact]
        public void AWholeTurnAllocatesNothing()
        {
            Start();
            RunCycles(20);
            _machine.Transfers.Capacity = 100000;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                _board.Measurement.SampleFast(_snapshot);
                _board.Measurement.SampleCycle(_snapshot);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        private static void AssertValid(Sample sample, long expected, long tolerance)
        {
            Assert.Equal(Validity.Valid, sample.Validity);
            Assert.InRange(sample.Value, expected - tolerance, expected + tolerance);
        }

        private static void AssertStartFails(string expected, Action<TestMachine> fault)
        {
            using TestMachine machine = new TestMachine();
            Esp32Board board = new Esp32Board(null, null, new NoWallClock(), null, null);
            fault(machine);
            Assert.False(board.Measurement.TryStart(out string problem));
            Assert.Equal(expected, problem);
            Assert.Equal(SenseDrive.RelayOpen, board.Injector.Drive);
        }

        private bool Press(bool level)
        {
            _machine.Levels[BoardPins.Button] = level;
            return _board.Panel.TakeButtonPress();
        }

        private Sample[] Samples()
        {
            return new[]
            {
                _snapshot.SenseMicrovolts, _snapshot.CellMicrovolts, _snapshot.CurrentNanoamperes,
                _snapshot.MeanCurrentNanoamperes, _snapshot.CellBipolarMicrovolts, _snapshot.ReferenceMicrovolts,
                _snapshot.CellMillicelsius, _snapshot.BoardMillicelsius,
            };
        }

        private void Create()
        {
            _board = new Esp32Board(null, null, new NoWallClock(), null, null);
        }

        private void Start()
        {
            Create();
            Assert.True(_board.Measurement.TryStart(out string problem), problem);
        }

        private void RunCycles(int count, int first = 0)
        {
            for (int cycle = first; cycle < first + count; cycle++)
            {
                Cycle(cycle);
            }
        }

        private void Cycle(int cycle)
        {
            for (int turn = 0; turn < 5; turn++)
            {
                Turn((cycle * 5) + turn);
            }
        }

        /// <summary>A turn at its time, 20 ms after the one before; every fifth is also the decision cycle.</summary>
        private void Turn(int turn)
        {
            _machine.AdvanceTo(Math.Max(_machine.NowMicroseconds, 20000L * (turn + 1)));
            _board.Measurement.SampleFast(_snapshot);
            if (turn % 5 == 4)
            {
                _board.Measurement.SampleCycle(_snapshot);
            }
        }

        private sealed class NoWallClock : IWallClock
        {
            public bool TryGetUnixMilliseconds(out long unixMilliseconds)
            {
                unixMilliseconds = 0;
                return false;
            }
        }
    }
}
