using System.Linq;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>Latch, injector, comparators, watchdog, lamps, button and memory of the board.</summary>
    public sealed class BoardSignalTests : BoardBench
    {
        [Fact]
        public void BeforeAnybodyDecidesTheBoardHoldsTheTripLineAndStopsTheCycler()
        {
            Create();
            Assert.False(Machine.Levels[BoardPins.FirmwareTrip]);
            Assert.False(Machine.Levels[BoardPins.Interlock]);
            Assert.False(Machine.Levels[BoardPins.Arm]);
            Assert.False(Machine.Levels[BoardPins.SenseRelay]);
            Assert.DoesNotContain("14+", Machine.Edges);
            Assert.Equal(SenseDrive.RelayOpen, Board.Injector.Drive);
            Assert.Equal("rev-A", Board.Revision);
            Assert.Equal("unknown", Board.ResetReason);
        }

        [Fact]
        public void ArmingIsOneRisingEdgeAndTrippingIsALevel()
        {
            Create();
            Board.Protection.Release();
            Assert.True(Machine.Levels[BoardPins.FirmwareTrip]);
            Machine.Edges.Clear();
            Board.Protection.Arm();
            Assert.Equal(new[] { "14+", "14-" }, Machine.Edges);
            Board.Protection.Trip();
            Assert.False(Machine.Levels[BoardPins.FirmwareTrip]);
            Machine.Levels[BoardPins.SwitchState] = true;
            Assert.True(Board.Protection.SwitchClosed);
            Machine.Levels[BoardPins.TripLine] = true;
            Assert.False(Board.Protection.TripLineActive);
            Machine.Levels[BoardPins.TripLine] = false;
            Assert.True(Board.Protection.TripLineActive);
            Board.Protection.SetInterlockOpen(false);
            Assert.True(Machine.Levels[BoardPins.Interlock]);
            Board.Protection.SetInterlockOpen(true);
            Assert.False(Machine.Levels[BoardPins.Interlock]);
        }

        [Fact]
        public void TheInjectorNeverSetsBothAddressBits()
        {
            Start();
            Machine.Edges.Clear();
            Board.Injector.Select(SenseDrive.PullDown);
            Board.Injector.Select(SenseDrive.PullUp);
            Board.Injector.Select(SenseDrive.RelayOpen);
            Board.Injector.Select(SenseDrive.Idle);
            Assert.Equal(new[] { "4+", "4-", "5+", "5-", "6-", "6+" }, Machine.Edges);
            long changed = Machine.NowMicroseconds;
            Board.Injector.Select(SenseDrive.Idle);
            Assert.Equal(changed, Machine.NowMicroseconds);
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Assert.Equal(SenseDrive.Idle, Snapshot.SenseDrive);
            Assert.InRange(Snapshot.SenseDriveSinceMicroseconds, changed - 20, changed);
        }

        [Fact]
        public void ComparatorsAreActiveLow()
        {
            Start();
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Assert.False(Snapshot.CollapseComparator);
            Assert.False(Snapshot.OverCurrentComparator);
            Machine.Levels[BoardPins.Collapse] = false;
            Machine.Levels[BoardPins.OverCurrent] = false;
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            Assert.True(Snapshot.CollapseComparator);
            Assert.True(Snapshot.OverCurrentComparator);
        }

        [Fact]
        public void TheWatchdogGetsAFallingEdgeInItsWindow()
        {
            Create();
            Machine.Edges.Clear();
            long last = Machine.NowMicroseconds;
            int edges = 0;
            for (int turn = 0; turn < 1000; turn++)
            {
                Machine.AdvanceTo(Machine.NowMicroseconds + 20000);
                Board.Watchdog.CycleComplete(Machine.NowMicroseconds);
                if (Machine.Edges.Count > 0)
                {
                    Assert.Equal(new[] { "47+", "47-" }, Machine.Edges);
                    Assert.InRange(Machine.NowMicroseconds - last, 1_000_000, 1_200_000);
                    last = Machine.NowMicroseconds;
                    Machine.Edges.Clear();
                    edges++;
                }
            }

            Assert.InRange(edges, 16, 19);
        }

        [Fact]
        public void ALateCycleKicksAtOnceAndOnce()
        {
            Create();
            Machine.AdvanceTo(Machine.NowMicroseconds + 5_000_000);
            Machine.Edges.Clear();
            Board.Watchdog.CycleComplete(Machine.NowMicroseconds);
            Board.Watchdog.CycleComplete(Machine.NowMicroseconds);
            Assert.Equal(new[] { "47+", "47-" }, Machine.Edges);
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
            Machine.Levels[BoardPins.Button] = false;
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
            Machine.Edges.Clear();
            Board.Panel.Show(true, false);
            Board.Panel.Show(true, false);
            Board.Panel.Show(false, true);
            Assert.Equal(new[] { "38+", "38-", "39+" }, Machine.Edges);
        }

        [Fact]
        public void TheMemoryIsTheFramOnTheSameBus()
        {
            Start();
            byte[] data = { 1, 2, 3, 4, 5, 6, 7 };
            Assert.Equal(131072, Board.Memory.CapacityBytes);
            Assert.True(Board.Memory.TryWrite(65533, data, 0, data.Length));
            byte[] back = new byte[7];
            Assert.True(Board.Memory.TryRead(65533, back, 0, back.Length));
            Assert.Equal(data, back);
            Assert.Contains(0x51, Machine.Transfers);
        }

        private bool Press(bool level)
        {
            Machine.Levels[BoardPins.Button] = level;
            return Board.Panel.TakeButtonPress();
        }
    }
}
