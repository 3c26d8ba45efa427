using System;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>
    /// A machine with the smallest firmware that keeps it alive: it samples at 50 Hz, kicks the watchdog, and arms once.
    /// It decides nothing, so that what is seen here comes from the machine alone.
    /// </summary>
    internal sealed class TestBoard : IDisposable
    {
        public const long ArmedAt = 2 * VirtualClock.Second;

        private const int PeriodMicroseconds = 20_000;
        private readonly IDisposable _binding;

        public TestBoard(MachineSetup setup)
        {
            Machine = new EmulatedMachine(setup);
            _binding = Machine.Bind();
            Board = Machine.CreateBoard(null);
            if (!Board.Measurement.TryStart(false, out string problem))
            {
                throw new InvalidOperationException(problem);
            }

            Machine.Scheduler.Every(PeriodMicroseconds, new Firmware(this), JobKind.Safety);
        }

        public EmulatedMachine Machine { get; }

        public IBoard Board { get; }

        public Snapshot Snapshot { get; } = new Snapshot();

        public bool Arm { get; set; } = true;

        public bool KickWatchdog { get; set; } = true;

        /// <summary>Called after each turn's samples.</summary>
        public Action AfterSamples { get; set; }

        public static TestBoard Of(string scenario, long seed = 1)
        {
            return new TestBoard(Scenarios.Get(scenario).Build(new ScenarioOptions { Seed = seed }));
        }

        /// <summary>A charging cell that nothing happens to: 10 mA from the twentieth second on.</summary>
        public static MachineSetup QuietCharging()
        {
            return new MachineSetup
            {
                Sense = new SenseLayerDesign { DriftVolts = 0 },
                Program = new CyclerProgram(20, new[] { new CyclerStep(0.01, 3600, 4.25, 0.0005), new CyclerStep(0, 3600) }),
            };
        }

        public RunEnd RunTo(double seconds)
        {
            return Machine.RunUntil((long)(seconds * VirtualClock.Second), default);
        }

        public void Dispose()
        {
            _binding.Dispose();
        }

        private sealed class Firmware : IJob
        {
            private const int TurnsPerCycle = 5;
            private readonly TestBoard _test;
            private int _turn;
            private bool _armed;

            public Firmware(TestBoard test)
            {
                _test = test;
            }

            public void Run()
            {
                IBoard board = _test.Board;
                board.Measurement.SampleFast(_test.Snapshot, board.Clock.NowMicroseconds());
                if (_turn++ % TurnsPerCycle == 0)
                {
                    board.Measurement.SampleCycle(_test.Snapshot);
                }

                if (_test.Arm && !_armed && _test.Machine.Clock.NowMicroseconds >= ArmedAt)
                {
                    _armed = true;
                    board.Protection.SetInterlockOpen(false);
                    board.Protection.Release();
                    board.Protection.Arm();
                }

                _test.AfterSamples?.Invoke();
                if (_test.KickWatchdog)
                {
                    board.Watchdog.CycleComplete(board.Clock.NowMicroseconds());
                }
            }
        }
    }
}
