using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A static method with one <see cref="RowRun"/> that makes the row's condition come true: the row has to be raised. A
    /// fault that the core detects without one fails the tests.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class TripsAttribute : Attribute
    {
        public TripsAttribute(int fault)
        {
            Fault = fault;
        }

        public int Fault { get; }
    }

    /// <summary>The same for the row's nearest innocent neighbour: the row must not be raised by it.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class SparesAttribute : Attribute
    {
        public SparesAttribute(int fault)
        {
            Fault = fault;
        }

        public int Fault { get; }
    }

    /// <summary>A bench that remembers what was ever raised.</summary>
    public sealed class RowRun
    {
        private CycledCell _cell;

        /// <summary>The bench; replaced by <see cref="Begin"/>.</summary>
        public Bench Bench { get; private set; }

        /// <summary>Every fault raised so far, since <see cref="Ready"/> where that was called.</summary>
        public long EverRaised { get; private set; }

        /// <summary>A fault was raised.</summary>
        public bool Ever(int fault)
        {
            return (EverRaised & (1L << fault)) != 0 || (_cell != null && _cell.WorstOf(fault) != FaultLevel.None);
        }

        /// <summary>A bench that was just switched on.</summary>
        public Bench Begin(GuardSettings settings = null)
        {
            Bench = new Bench(settings ?? new GuardSettings());
            return Bench;
        }

        /// <summary>A bench that is ready, its switch closed.</summary>
        public Bench Ready(GuardSettings settings = null)
        {
            Begin(settings);
            for (int turn = 0; turn < 1000 && (Bench.Verdict == null || Bench.Verdict.State == GuardState.NotReady || !Bench.Snapshot.SwitchClosed); turn++)
            {
                Step();
            }

            if (Bench.Verdict.State == GuardState.NotReady)
            {
                throw new InvalidOperationException("the bench did not become ready");
            }

            return Bench;
        }

        /// <summary>Turns for so long, seconds.</summary>
        public void Run(double seconds)
        {
            long end = Bench.Now + (long)(seconds * 1e6);
            while (Bench.Now < end)
            {
                Step();
            }
        }

        /// <summary>The same, moving the electrode by so much a second, microvolts.</summary>
        public void Drift(double microvoltsPerSecond, double seconds)
        {
            long first = Bench.Electrode;
            long begin = Bench.Now;
            while (Bench.Now < begin + (long)(seconds * 1e6))
            {
                Bench.Electrode = first + (long)((Bench.Now - begin) * 1e-6 * microvoltsPerSecond);
                Step();
            }
        }

        /// <summary>A cell on a cycler, whose faults are remembered when it has run.</summary>
        public CycledCell Cycled(CellType type, GuardSettings settings = null)
        {
            GuardSettings own = settings ?? new GuardSettings();
            own.CellType = type;
            _cell = new CycledCell(own, 1) { Spacing = 5 };
            _cell.Rest(5);
            return _cell;
        }

        private void Step()
        {
            EverRaised |= Bench.Step().RaisedFaults;
        }
    }
}
