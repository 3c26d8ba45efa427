using AnodeGuard.Core;
using AnodeGuard.Hal;

namespace AnodeGuard.App
{
    /// <summary>
    /// Puts the firmware together on a board: restore what was latched, read the settings, start watching. Monitoring
    /// and protection begin at once; the network comes when it comes.
    /// </summary>
    public sealed class Application
    {
        private readonly IBoard _board;
        private readonly IVerdictListener _listener;

        /// <summary>Takes a board; nothing happens yet.</summary>
        /// <param name="board">The board to watch with.</param>
        /// <param name="listener">Sees every verdict; null where nobody wants to.</param>
        public Application(IBoard board, IVerdictListener listener)
        {
            _board = board;
            _listener = listener;
        }

        /// <summary>The settings in force. The built-in defaults where <see cref="SettingsProblem"/> is set.</summary>
        public DeviceSettings Settings { get; private set; }

        /// <summary>Why the stored settings were refused; null where they were taken. The switch then never closes.</summary>
        public string SettingsProblem { get; private set; }

        /// <summary>A converter that did not answer as it should at start; null where all did.</summary>
        public string BoardProblem { get; private set; }

        /// <summary>
        /// Hash of the decision core's sources, for the info message; null where nobody knows it. Set it before <see cref="Start"/>.
        /// </summary>
        public string CoreHash { get; set; }

        /// <summary>For the codes over commands: the platform's own, unless a test sets another before <see cref="Start"/>.</summary>
        internal IKeyedHash Hash { get; set; } = new PlatformHash();

        /// <summary>Memory of the flight recorder, bytes, once <see cref="Start"/> has run.</summary>
        public int RecorderBytes { get; private set; }

        /// <summary>The safety job, once <see cref="Start"/> has run.</summary>
        public SafetyLoop Safety { get; private set; }

        /// <summary>How the run before ended and where it stood, once <see cref="Start"/> has run.</summary>
        public LastRun LastRun { get; private set; }

        /// <summary>The last faults, this start's and earlier ones', once <see cref="Start"/> has run.</summary>
        public FaultLog FaultLog { get; private set; }

        /// <summary>Calibration of the board, once <see cref="Start"/> has run.</summary>
        public CalibrationRoom Calibration { get; private set; }

        /// <summary>The guided commissioning, once <see cref="Start"/> has run.</summary>
        public Commissioning Commissioning { get; private set; }

        /// <summary>The reporting job, once <see cref="Start"/> has run.</summary>
        public ReportJob Reporting { get; private set; }

        /// <summary>Restores, reads, and registers the jobs. Then run the board's scheduler.</summary>
        public void Start()
        {
            long free = _board.FreeMemory();
            BootRecordKeeper keeper = new BootRecordKeeper(_board.Memory);
            keeper.Load();
            ReadSettings();
            MemoryPlan plan = new MemoryPlan(free, Settings.RecorderKilobytes * 1024);

            // A part that is not there leaves its samples failed, and the guard then says so: watch with what is left.
            string problem;
            if (!_board.Measurement.TryStart(Settings.GasSensor, out problem))
            {
                BoardProblem = problem;
            }

            // A bus that was held at power-up has just been recovered with the converters.
            if (!keeper.IsLoaded)
            {
                keeper.Load();
            }

            Calibration = new CalibrationRoom(_board);
            Calibration.Keeper.Load();
            CommissioningKeeper progress = new CommissioningKeeper(_board.Memory);
            progress.Load();
            AttemptKeeper attempts = new AttemptKeeper(_board.Memory, Settings);
            attempts.Load();
            LastRun = new LastRun(keeper, _board.ResetReason, attempts.FoundOpen, progress.IsRunning && progress.Fired);
            attempts.Conclude(LastRun.Ending);
            if (LastRun.Ending == RunEnding.Power || LastRun.Ending == RunEnding.SupplyDip)
            {
                // Somebody took the supply away: that proves nothing about the watchdog.
                progress.SetFired(false);
            }

            Commissioning = new Commissioning(Settings, progress, _board.Clock);

            Guard guard = new Guard(Settings.Guard);
            guard.Restore(keeper.Record.LatchedFaults, keeper.Record.BaselineMicrovolts);

            EventQueue events = new EventQueue(plan.EventCapacity, plan.EventCapacity / 8);
            Telemetry telemetry = new Telemetry();
            SafetyRequests requests = new SafetyRequests();
            FlightRecorder recorder = new FlightRecorder(guard, requests, plan.RecorderBytes);
            RecorderBytes = recorder.Bytes;
            SwitchControl switchControl = new SwitchControl(_board.Protection, SettingsProblem != null, Settings.RemoteArm, keeper.Record.PresenceNeeded, telemetry.Status);
            FaultLog = new FaultLog(_board.Memory, _board.Clock, keeper.Record.BootCount);
            MemoryPorter porter = new MemoryPorter(_board.Memory, FaultLog);
            MemoryTurn memory = new MemoryTurn(keeper, Calibration.Keeper, progress, attempts, FaultLog, porter);
            Safety = new SafetyLoop(
                _board, guard, switchControl, events, telemetry, keeper, FaultLog, Calibration, Commissioning, requests, recorder, attempts, memory, LastRun, _listener);

            _board.Scheduler.Every(SafetyLoop.PeriodMicroseconds, Safety, JobKind.Safety);

            Reporting = new ReportJob(_board, Settings, events, telemetry, requests, porter, recorder, new BenchCommands(Calibration, Commissioning), attempts, plan, Identify(keeper, recorder), Hash);
            _board.Scheduler.Every(ReportJob.PeriodMicroseconds, Reporting, JobKind.MayBlock);
            _board.Scheduler.Every(RecordJob.PeriodMicroseconds, new RecordJob(Reporting), JobKind.MayBlock);
        }

        private ReportIdentity Identify(BootRecordKeeper keeper, FlightRecorder recorder)
        {
            ReportIdentity identity = new ReportIdentity();
            identity.Boot = keeper.Record.BootCount;
            identity.Core = CoreHash;
            identity.Board = _board.Revision;
            identity.ResetReason = _board.ResetReason;
            identity.LastRun = LastRun;
            identity.SettingsProblem = SettingsProblem;
            identity.BoardProblem = BoardProblem;
            identity.RecorderKilobytes = recorder.Bytes / 1024;
            identity.RecorderSeconds = recorder.Seconds;
            return identity;
        }

        private void ReadSettings()
        {
            byte[] document = _board.Settings.Load();
            if (document == null)
            {
                SettingsProblem = "no settings document";
                Settings = SettingsDocument.Defaults();
                return;
            }

            SettingsError error;
            Settings = SettingsDocument.Parse(document, out error);
            if (error != null)
            {
                SettingsProblem = error.ToString();
                Settings = SettingsDocument.Defaults();
            }
        }
    }
}
