using System;
using AnodeGuard.Core;
using AnodeGuard.Hal.Esp32;
using Xunit;

namespace AnodeGuard.Host.Tests.Drivers
{
    /// <summary>A board on a machine of its own, run turn by turn as the safety loop does.</summary>
    public abstract class BoardBench : IDisposable
    {
        private readonly TestMachine _machine = new TestMachine();

        private protected TestMachine Machine
        {
            get { return _machine; }
        }

        private protected Snapshot Snapshot { get; } = new Snapshot();

        private protected Esp32Board Board { get; private set; }

        /// <summary>Lets the thread's machine go.</summary>
        public void Dispose()
        {
            _machine.Dispose();
            GC.SuppressFinalize(this);
        }

        private protected static Esp32Board NewBoard()
        {
            return new Esp32Board(null, null, new NoWallClock(), null, null);
        }

        private protected static void AssertValid(Sample sample, long expected, long tolerance)
        {
            Assert.Equal(Validity.Valid, sample.Validity);
            Assert.InRange(sample.Value, expected - tolerance, expected + tolerance);
        }

        private protected Sample[] Samples()
        {
            return new[]
            {
                Snapshot.SenseMicrovolts, Snapshot.CellMicrovolts, Snapshot.CurrentNanoamperes,
                Snapshot.MeanCurrentNanoamperes, Snapshot.CellBipolarMicrovolts, Snapshot.ReferenceMicrovolts,
                Snapshot.CellMillicelsius, Snapshot.BoardMillicelsius,
            };
        }

        private protected void Create()
        {
            Board = NewBoard();
        }

        private protected void Start()
        {
            Create();
            Assert.True(Board.Measurement.TryStart(false, out string problem), problem);
        }

        private protected void RunCycles(int count, int first = 0)
        {
            for (int cycle = first; cycle < first + count; cycle++)
            {
                Cycle(cycle);
            }
        }

        private protected void Cycle(int cycle)
        {
            for (int turn = 0; turn < 5; turn++)
            {
                Turn((cycle * 5) + turn);
            }
        }

        /// <summary>A turn at its time, 20 ms after the one before; every fifth is also the decision cycle.</summary>
        private protected void Turn(int turn)
        {
            Machine.AdvanceTo(Math.Max(Machine.NowMicroseconds, 20000L * (turn + 1)));
            Board.Measurement.SampleFast(Snapshot, Board.Clock.NowMicroseconds());
            if (turn % 5 == 4)
            {
                Board.Measurement.SampleCycle(Snapshot);
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
