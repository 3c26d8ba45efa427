using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// The whole firmware on the emulated board with the scheduler that runs on the chip. The threads' loops are made here, in virtual time;
    /// what each pass of the safety thread counts is handed out turn by turn. Managed code takes no virtual time.
    /// </summary>
    internal sealed class FirmwareTurns
    {
        private readonly EmulatedMachine _machine;
        private readonly Esp32Scheduler _scheduler;
        private readonly List<ScheduledJob> _others = new List<ScheduledJob>();
        private readonly List<long> _othersDue = new List<long>();
        private long _safetyDue;

        /// <param name="machine">Bound to this thread.</param>
        /// <param name="calibrated">Every quantity has a gain and an offset.</param>
        public FirmwareTurns(EmulatedMachine machine, bool calibrated)
        {
            _machine = machine;
            _scheduler = new Esp32Scheduler(new Esp32Clock(machine.WallClock));
            Esp32Board board = new Esp32Board(_scheduler, machine.Settings, machine.WallClock, machine.Network, new EmulatedBroker());
            _scheduler.Protect(board.Protection);
            Application application = new Application(board, null);
            application.Start();
            for (int quantity = 0; calibrated && quantity < CalibrationQuantity.Count; quantity++)
            {
                application.Calibration.Table.TrySet(quantity, 1000, 10, 0);
            }

            for (int i = 0; _scheduler.OtherOf(i) != null; i++)
            {
                _others.Add(_scheduler.OtherOf(i));
                _othersDue.Add(0);
            }
        }

        /// <summary>Instructions of the reporting jobs, the last turn's.</summary>
        public long Reporting { get; private set; }

        /// <summary>A turn: the pass in which the safety loop runs, and the passes until it is due again.</summary>
        public TurnCost Next()
        {
            Reporting = 0;
            TurnCost turn = new TurnCost();
            do
            {
                RunOthers();
                _machine.Clock.AdvanceTo(_safetyDue);
                TurnCost pass = Pass();
                turn.Add(pass);
            }
            while (turn.Core == 0);
            return turn;
        }

        private TurnCost Pass()
        {
            Clear();
            long due = _scheduler.RunDueSafetyJobs();
            _safetyDue = _machine.Clock.NowMicroseconds + (_scheduler.MillisecondsUntil(due) * 1000L);
            if (_scheduler.Failures > 0)
            {
                throw new System.InvalidOperationException("a job failed: " + _scheduler.LastFailure);
            }

            return TurnCost.Now();
        }

        private void RunOthers()
        {
            for (int i = 0; i < _others.Count; i++)
            {
                if (_machine.Clock.NowMicroseconds >= _othersDue[i])
                {
                    Clear();
                    long due = _others[i].RunIfDue();
                    _othersDue[i] = _machine.Clock.NowMicroseconds + (_scheduler.MillisecondsUntil(due) * 1000L);
                    Reporting += InstructionCounter.Sum;
                }
            }
        }

        private static void Clear()
        {
            InstructionCounter.Sum = 0;
            InstructionCounter.Core = 0;
            InstructionCounter.Sampling = 0;
            InstructionCounter.Recorder = 0;
            InstructionCounter.Waiting = 0;
            InstructionCounter.Platform = 0;
            InstructionCounter.NativeCalls = 0;
            InstructionCounter.Cycles = 0;
        }
    }
}
