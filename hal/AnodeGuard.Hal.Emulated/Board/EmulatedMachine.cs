using System;
using System.Threading;
using AnodeGuard.Hal.Esp32;
using AnodeGuard.Twins;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>
    /// The emulated board with its cell: what the firmware runs on when there is no hardware. Everything in it is
    /// repeatable from the setup's seed. Single-threaded: bind it to the thread that runs the firmware.
    /// </summary>
    /// <example>
    /// <code>
    /// var machine = new EmulatedMachine(Scenarios.Get("dendrite-contact").Build(new ScenarioOptions { Seed = 7 }));
    /// using (machine.Bind())
    /// {
    ///     IBoard board = machine.CreateBoard(mqtt);
    ///     new Application(board, listener).Start();
    ///     machine.RunUntil(600 * VirtualClock.Second, CancellationToken.None);
    /// }
    /// </code>
    /// </example>
    public sealed class EmulatedMachine
    {
        private readonly MachineSetup _setup;
        private readonly BoardChips _chips;
        private readonly TruthKeeper _truth;
        private Mcu _mcu;

        /// <summary>Switches a machine on.</summary>
        public EmulatedMachine(MachineSetup setup)
        {
            _setup = setup;
            Clock = new VirtualClock();
            Scheduler = new VirtualScheduler(Clock, CheckReset, OnJobThrew);
            Settings = new MemorySettingsStorage(setup.SettingsJson);
            WallClock = new EmulatedWallClock(Clock);
            if (setup.Interpreter != null)
            {
                Scheduler.Interpreter = new InterpreterModel(this, setup.Interpreter);
            }

            Network = new EmulatedNetwork(Scheduler);
            ICellSource source = CreateSource(setup);
            Cell = source as PhysicalCell;
            Recording = source as RecordedCell;
            FaultSchedule = new FaultSchedule();
            _truth = new TruthKeeper(Cell);
            Bench = new Bench(source, new SenseChain(LayerOf(setup), setup.Cell.Area), FaultSchedule, _truth);
            Buses = new I2cBuses(Clock);
            _chips = new BoardChips(setup, Bench, Buses);
            Buses.AfterTransfer = CheckSupply;
            SetUpBench();
            Pins = new BoardPinWiring(Bench, Buses, Clock, setup.Board);
            _mcu = new Mcu(this);
            Faults = new MachineFaults(this, _chips);
            View = new BoardView(this);
            setup.Prepare?.Invoke(this);
        }

        /// <summary>Virtual time.</summary>
        public VirtualClock Clock { get; }

        /// <summary>Runs the application's jobs; also pacing and hooks.</summary>
        public VirtualScheduler Scheduler { get; }

        /// <summary>The settings document, in memory; begins with the scenario's own.</summary>
        public MemorySettingsStorage Settings { get; }

        /// <summary>The time of day; begins unset.</summary>
        public EmulatedWallClock WallClock { get; }

        /// <summary>Wi-Fi as the firmware sees it.</summary>
        public EmulatedNetwork Network { get; }

        /// <summary>The cell; null where a recording is played.</summary>
        public PhysicalCell Cell { get; }

        /// <summary>The recording that is played; null where there is physics.</summary>
        public RecordedCell Recording { get; }

        /// <summary>What can be made to go wrong.</summary>
        public MachineFaults Faults { get; }

        /// <summary>What an observer with perfect instruments sees now.</summary>
        public BoardView View { get; }

        /// <summary>What really happened when.</summary>
        public CellTruth Truth
        {
            get { return _truth.Truth; }
        }

        /// <summary>One line about this run.</summary>
        public string Description
        {
            get { return _setup.Description; }
        }

        /// <summary>The chip was reset by the watchdog (or asked for it) so often.</summary>
        public int Resets { get; private set; }

        /// <summary>What a job of the application threw last; null where none did. The board was tripped for it.</summary>
        public Exception JobFailure { get; private set; }

        /// <summary>Why the last reset happened; null before the first.</summary>
        public string LastResetReason { get; private set; }

        /// <summary>What the firmware finds free on its heap when it starts, bytes.</summary>
        internal uint FreeMemoryBytes
        {
            get { return _setup.FreeMemoryBytes; }
        }

        internal Bench Bench { get; }

        internal I2cBuses Buses { get; }

        internal BoardPinWiring Pins { get; }

        internal FaultSchedule FaultSchedule { get; }

        /// <summary>Makes this the machine of the running thread until the result is disposed.</summary>
        public IDisposable Bind()
        {
            return new Binding(Machine.Bind(_mcu));
        }

        /// <summary>The board as the firmware knows it: the device's own code on this machine. Needs <see cref="Bind"/>.</summary>
        /// <param name="mqtt">The link to a broker.</param>
        public IBoard CreateBoard(IMqttLink mqtt)
        {
            IBoard board = new Esp32Board(Scheduler, Settings, WallClock, Network, mqtt);
            return Scheduler.Interpreter == null ? board : new InterpretedBoard(board, Scheduler.Interpreter);
        }

        /// <summary>Runs the application's jobs up to an instant of virtual time.</summary>
        /// <param name="microseconds">Since the machine was switched on, restarts included.</param>
        /// <param name="cancellation">Ends the run between two turns.</param>
        public RunEnd RunUntil(long microseconds, CancellationToken cancellation)
        {
            return Scheduler.RunUntil(microseconds, cancellation);
        }

        /// <summary>
        /// The chip starts anew, after <see cref="RunEnd.Reset"/> or by choice: the application's jobs are gone, the pins
        /// are let go, its clock begins at 0. FRAM, settings, cell and virtual time stay; so does the binding. Create the board
        /// and the application again.
        /// </summary>
        /// <param name="bootMicroseconds">Virtual time that passes before the firmware runs.</param>
        public void Restart(long bootMicroseconds = 500_000)
        {
            Bench.ResetRequested = false;
            Scheduler.Clear();
            Network.Restart();
            Pins.ReleaseAll();
            Clock.AdvanceBy(bootMicroseconds);
            Bench.AdvanceTo(Clock.NowMicroseconds);
            if (!_chips.Fram.IsPowered || PowerLost)
            {
                _chips.PowerOn(Clock.NowMicroseconds);
                PowerLost = false;
            }

            Resets++;
            Mcu before = _mcu;
            _mcu = new Mcu(this);
            Machine bound = Machine.Bind(_mcu);
            if (bound != before)
            {
                Machine.Bind(bound);
            }
        }

        internal bool PowerLost { get; private set; }

        /// <summary>Lets the bench follow the clock and ends the firmware's run where the chip is in reset.</summary>
        internal void CheckReset()
        {
            Bench.AdvanceTo(Clock.NowMicroseconds);
            if (PowerLost)
            {
                throw new BoardResetException(LastResetReason);
            }

            if (Bench.ResetRequested)
            {
                LastResetReason = "the watchdog was kicked too early or too late";
                throw new BoardResetException(LastResetReason);
            }
        }

        /// <summary>The supply fails: latch and relay fall, the chip stops where it is.</summary>
        internal void CutPower()
        {
            PowerLost = true;
            LastResetReason = "the supply failed";
            Bench.Trip.DriveFirmwareTrip(true);
            Pins.ReleaseAll();
        }

        private static ICellSource CreateSource(MachineSetup setup)
        {
            if (setup.Recording != null)
            {
                return new RecordedCell(setup.Recording, setup.Sense, setup.RecordingStartMicroseconds);
            }

            CyclerProgram program = setup.Program ?? new CyclerProgram(0, new[] { new CyclerStep(0, double.MaxValue) });
            Cycler cycler = new Cycler(program.StartSeconds, program.Steps, program.LoopFrom);
            return new PhysicalCell(setup.Cell, setup.Sense, setup.Dendrite, cycler);
        }

        // A recorded Cu layer is followed at once: nothing is known of what held it.
        private static SenseLayerDesign LayerOf(MachineSetup setup)
        {
            return setup.Recording?.SenseVolts == null ? setup.Sense : new SenseLayerDesign { ChargeTransferOhms = 1 };
        }

        private void CheckSupply()
        {
            if (!_chips.Fram.IsPowered)
            {
                CutPower();
                throw new BoardResetException(LastResetReason);
            }
        }

        private void SetUpBench()
        {
            Bench.Trip.CollapseEnabled = _setup.ComparatorEnabled;
            Bench.Trip.HeldClosed = _setup.Unprotected;
            Bench.InterlockIgnored = _setup.Unprotected;
            Bench.WatchdogResets = _setup.WatchdogResets;
            Bench.OverCurrentAmperes = _setup.Board == BoardKind.Coin ? 0.05 : 5;
            Bench.Wiring.NodeLeakage = _setup.NodeLeakageAmperes;
            Bench.Wiring.ElectrodeLeakage = _setup.Sense.LeakageAmperes;
            Bench.Cut();
        }

        // What the device's scheduler does: a safety job that throws trips, another only says so.
        private void OnJobThrew(Exception failure, bool isSafety)
        {
            JobFailure = failure;
            if (isSafety)
            {
                Bench.AdvanceTo(Clock.NowMicroseconds);
                Bench.Trip.DriveFirmwareTrip(true);
                Bench.Cut();
            }
        }

        private sealed class Binding : IDisposable
        {
            private readonly Machine _before;

            public Binding(Machine before)
            {
                _before = before;
            }

            public void Dispose()
            {
                Machine.Bind(_before);
            }
        }
    }
}
