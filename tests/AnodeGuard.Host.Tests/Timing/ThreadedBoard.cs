using System;
using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Host.Tests.Emulated;
using AnodeGuard.Host.Tests.Reporting;

namespace AnodeGuard.Host.Tests.Timing
{
    /// <summary>
    /// The firmware on the chip's own scheduler and an emulated board. The loops of its threads are made here, in virtual time: a thread
    /// sleeps for as long as it says, and the safety thread goes first. What a thread is, the operating system's or the interpreter's, is not here.
    /// </summary>
    internal sealed class ThreadedBoard : IVerdictListener, IDisposable
    {
        private readonly IDisposable _binding;
        private readonly Esp32Scheduler _scheduler;
        private readonly List<(ScheduledJob Job, long Wakes)> _others = [];
        private long _safetyWakes;
        private long _deadline = long.MaxValue;

        public ThreadedBoard()
        {
            MachineSetup setup = TestBoard.QuietCharging();
            setup.SettingsJson = "{\"mqtt\":{\"host\":\"b\",\"tls\":false}}";
            Machine = new EmulatedMachine(setup);
            _binding = Machine.Bind();
            _scheduler = new Esp32Scheduler(new Esp32Clock(Machine.WallClock));
            Esp32Board board = new Esp32Board(_scheduler, Machine.Settings, Machine.WallClock, Machine.Network, Link);
            _scheduler.Protect(board.Protection);
            new Application(board, this).Start();
            StartedMicroseconds = Now;
            for (int i = 0; _scheduler.OtherOf(i) != null; i++)
            {
                _others.Add((_scheduler.OtherOf(i), Now));
            }
        }

        public EmulatedMachine Machine { get; }

        public FakeLink Link { get; } = new FakeLink();

        public long StartedMicroseconds { get; }

        /// <summary>When the watchdog saw an edge, virtual microseconds.</summary>
        public List<long> Edges { get; } = [];

        /// <summary>What ran, in its order: a letter for a turn of the safety loop, and one for each of the others.</summary>
        public string Log { get; private set; } = "";

        /// <summary>A native call of one of the other threads holds everybody up for so long, at the start of its turn.</summary>
        public Func<long> HoldUp { get; set; } = () => 0;

        public int Failures => _scheduler.Failures;

        private long Now => Machine.Clock.NowMicroseconds;

        public void RunFor(long microseconds)
        {
            for (long end = Now + microseconds; Now < end;)
            {
                if (Now >= _safetyWakes)
                {
                    _safetyWakes = WakeOf(_scheduler.RunDueSafetyJobs());
                    SeeEdge();
                    continue;
                }

                int next = NextOther();
                long wakes = Math.Min(_safetyWakes, _others[next].Wakes);
                Machine.Clock.AdvanceTo(Math.Min(wakes, end));
                if (Now >= _others[next].Wakes && Now < _safetyWakes)
                {
                    RunOther(next);
                }
            }
        }

        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            Note('S');
        }

        public void Dispose()
        {
            _binding.Dispose();
        }

        private void RunOther(int index)
        {
            Note((char)('a' + index));
            Machine.Clock.AdvanceBy(HoldUp());
            _others[index] = (_others[index].Job, WakeOf(_others[index].Job.RunIfDue()));
        }

        private int NextOther()
        {
            int next = 0;
            for (int i = 1; i < _others.Count; i++)
            {
                next = _others[i].Wakes < _others[next].Wakes ? i : next;
            }

            return next;
        }

        private long WakeOf(long due)
        {
            int milliseconds = _scheduler.MillisecondsUntil(due);
            return Now + (milliseconds * 1000L);
        }

        private void SeeEdge()
        {
            long deadline = Machine.Bench.Watchdog.Deadline;
            if (deadline != _deadline)
            {
                _deadline = deadline;
                Edges.Add(deadline - WindowedWatchdog.LatestMicroseconds);
            }
        }

        private void Note(char what)
        {
            if (Log.Length < 100)
            {
                Log += what;
            }
        }
    }
}
