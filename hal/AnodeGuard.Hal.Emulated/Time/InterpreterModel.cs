using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// How the interpreter shares the chip between its threads. One thread runs at a time. It keeps the chip until its
    /// quantum is over, it waits, or it ends: a thread that wakes meanwhile is seen only then, whatever its priority. A native
    /// call cannot be interrupted, and nor can a collection of the heap.
    /// </summary>
    /// <remarks>
    /// Read from the interpreter's sources (CLR_RT_Thread::Execute, CLR_RT_ExecutionEngine::ScheduleThreads): timers are looked
    /// at after each thread's run, the ready list is ordered by priority less the quanta taken, so that the safety thread
    /// goes first against one below normal. A job of the kind MayBlock that waits is resumed on top of the others: another
    /// such job that became due meanwhile is run from beginning to end.
    /// </remarks>
    public sealed class InterpreterModel
    {
        /// <summary>CLR_RT_Thread::c_TimeQuantum_Milliseconds.</summary>
        public const int QuantumMicroseconds = 20_000;

        /// <summary>A long native call is gone through in such steps, so that a reset ends it in time.</summary>
        private const int NativeStepMicroseconds = 10_000;

        private readonly EmulatedMachine _machine;
        private long _quantumEnd;
        private long _nextCollection;
        private bool _slowJobRuns;

        internal InterpreterModel(EmulatedMachine machine, InterpreterCosts costs)
        {
            _machine = machine;
            Costs = costs;
            _nextCollection = costs.CollectionPeriod;
        }

        /// <summary>What managed code costs.</summary>
        public InterpreterCosts Costs { get; }

        /// <summary>Collections so far.</summary>
        public int Collections { get; private set; }

        private long Now
        {
            get { return _machine.Clock.NowMicroseconds; }
        }

        /// <summary>Managed code of the running job. A job that may block gives way at the end of each quantum.</summary>
        public void Compute(int microseconds)
        {
            Collect();
            long left = microseconds;
            while (left > 0)
            {
                long slice = _slowJobRuns ? Math.Min(left, Math.Max(_quantumEnd - Now, 0)) : left;
                Pass(slice);
                left -= slice;
                GiveWay();
            }
        }

        /// <summary>A wait of the running job (sleep, event, socket): the others run when they are due.</summary>
        public void Wait(long microseconds)
        {
            long end = Now + microseconds;
            if (!_slowJobRuns)
            {
                Pass(microseconds);
                return;
            }

            RunOthers(end, true);
            Pass(Math.Max(end - Now, 0));
            BeginQuantum();
        }

        /// <summary>A native call that blocks the interpreter.</summary>
        public void Block(long microseconds)
        {
            for (long left = microseconds; left > 0; left -= NativeStepMicroseconds)
            {
                Pass(Math.Min(left, NativeStepMicroseconds));
            }

            GiveWay();
        }

        /// <summary>The scheduler begins a turn of a job that may block.</summary>
        internal void SlowJobBegins()
        {
            _slowJobRuns = true;
            BeginQuantum();
            Compute(Costs.ReportTurn);
        }

        /// <summary>Its turn has ended, one way or another.</summary>
        internal void SlowJobEnded()
        {
            _slowJobRuns = false;
        }

        /// <summary>A short native call has passed: the next instruction may find the quantum over.</summary>
        internal void AfterNativeCall()
        {
            GiveWay();
        }

        private void GiveWay()
        {
            if (_slowJobRuns && Now >= _quantumEnd)
            {
                // Whatever is due by now; what becomes due meanwhile is seen before this job goes on.
                RunOthers(Now + 1, false);
                BeginQuantum();
            }
        }

        private void RunOthers(long until, bool slowOnesToo)
        {
            _slowJobRuns = false;
            _machine.Scheduler.RunAllBut(until, slowOnesToo);
            _slowJobRuns = true;
        }

        private void BeginQuantum()
        {
            _quantumEnd = Now + QuantumMicroseconds;
        }

        private void Collect()
        {
            if (Costs.Collection > 0 && Now >= _nextCollection)
            {
                Collections++;
                _nextCollection = Now + Costs.CollectionPeriod;
                Block(Costs.Collection);
            }
        }

        private void Pass(long microseconds)
        {
            _machine.Clock.AdvanceBy(microseconds);
            _machine.CheckReset();
        }
    }
}
