using System;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Emulated;
using AnodeGuard.Host.Tests.Reporting;
using Xunit;

namespace AnodeGuard.Host.Tests.Survival
{
    /// <summary>
    /// The whole application on an emulated board with a charging cell, started again and again. At every turn of every
    /// start it holds the switch to its promise: open until a self-test of this start has passed.
    /// </summary>
    internal sealed class SurvivalBench : IVerdictListener, IDisposable
    {
        /// <summary>Longer than any healthy start takes until the switch is closed.</summary>
        public const long ReadyMicroseconds = 10 * VirtualClock.Second;

        private readonly IDisposable _binding;
        private bool _selfTestPassed;

        public SurvivalBench(Action<MachineSetup> change = null)
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = 1 });
            setup.Board = BoardKind.Coin;
            setup.Cell = new CellDesign();
            setup.Sense = new SenseLayerDesign { DriftVolts = 0 };
            setup.Program = TestBoard.QuietCharging().Program;
            setup.SettingsJson = "{\"limits\":{\"over_voltage_v\":4.35,\"under_voltage_v\":3.0}}";
            change?.Invoke(setup);
            Machine = new EmulatedMachine(setup);
            _binding = Machine.Bind();
            Link = new FakeLink { Reachable = false };
        }

        public EmulatedMachine Machine { get; }

        public BootWitness Witness { get; } = new BootWitness();

        /// <summary>What every start connects by.</summary>
        public IMqttLink Link { get; set; }

        public TappedBoard Board { get; private set; }

        public Application Application { get; private set; }

        /// <summary>Latched faults in the first verdict of this start; null before it.</summary>
        public long? FirstLatched { get; private set; }

        public long Latched { get; private set; }

        public long BaselineMicrovolts { get; private set; }

        public long Active { get; private set; }

        public GuardState State { get; private set; }

        private long Now => Machine.Clock.NowMicroseconds;

        /// <summary>Starts the application. False: the supply failed on the way.</summary>
        public bool Start()
        {
            _selfTestPassed = false;
            FirstLatched = null;
            try
            {
                Board = new TappedBoard(Machine.CreateBoard(Link), Witness);
                Application = new Application(Board, this);
                Application.Start();
                Assert.Null(Application.SettingsProblem);
                return true;
            }
            catch (BoardResetException)
            {
                return false;
            }
        }

        /// <summary>
        /// What a contact looks like from the board, without its slow end: a real one leaves a discharged layer, which would
        /// be found again by any start and hide whether it was remembered.
        /// </summary>
        public static void Touch(MachineFaults faults)
        {
            faults.Offset(BoardChannel.Sense, -2.5);
        }

        /// <summary>The end of <see cref="Touch"/>.</summary>
        public static void LetGo(MachineFaults faults)
        {
            faults.Offset(BoardChannel.Sense, 0);
        }

        /// <summary>Runs this much longer; true where the chip was reset meanwhile.</summary>
        public bool RunFor(long microseconds)
        {
            RunEnd end = Machine.RunUntil(Now + microseconds, default);
            Assert.Null(Machine.JobFailure);
            return end == RunEnd.Reset;
        }

        /// <summary>The supply fails now and comes back; start again.</summary>
        public void CutPower()
        {
            Machine.Faults.CutPower();
            Assert.True(RunFor(1));
            Restart();
        }

        /// <summary>The chip begins anew after the supply or the watchdog has stopped it; start again.</summary>
        public void Restart()
        {
            Machine.Restart();
            Assert.False(Machine.View.SwitchClosed, "the switch is closed while the chip boots");
        }

        /// <summary>Somebody presses the button for half a second.</summary>
        public void Acknowledge()
        {
            Machine.Faults.PressButton();
            RunFor(VirtualClock.Second / 2);
            Machine.Faults.PressButton(false);
            RunFor(VirtualClock.Second / 2);
        }

        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            FirstLatched ??= verdict.LatchedFaults;
            Latched = verdict.LatchedFaults;
            Active = verdict.ActiveFaults;
            BaselineMicrovolts = verdict.BaselineMicrovolts;
            State = verdict.State;
            _selfTestPassed |= verdict.SelfTest == SelfTestResult.Passed;
            if (Machine.View.SwitchClosed && !_selfTestPassed)
            {
                Assert.Fail("the switch is closed before the self-test has passed");
            }
        }

        public void Dispose()
        {
            _binding.Dispose();
        }
    }
}
