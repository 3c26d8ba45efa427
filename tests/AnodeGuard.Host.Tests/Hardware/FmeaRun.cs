using System;
using System.Collections.Generic;
using AnodeGuard.App;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Reporting;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>The whole firmware on the emulated board with a cell that charges quietly: which faults does it report?</summary>
    internal sealed class FmeaRun : IVerdictListener, IDisposable
    {
        /// <summary>When a fault in operation is put in: armed and charging since 40 s.</summary>
        public const double FaultSeconds = 60;

        private const double EndSeconds = 150;
        private readonly IDisposable _binding;

        private FmeaRun()
        {
            MachineSetup setup = Scenarios.Get("open-sense-lead").Build(new ScenarioOptions { Seed = 7 });
            setup.Prepare = null;
            setup.GasSensor = true;
            setup.SettingsJson = setup.SettingsJson.Replace("\"site\":", "\"gas_sensor\": true, \"site\":");
            Machine = new EmulatedMachine(setup);
            _binding = Machine.Bind();
        }

        public EmulatedMachine Machine { get; }

        private HashSet<string> Reported { get; } = [];

        private bool WasArmed { get; set; }

        /// <summary>Names of the faults that were active at any time.</summary>
        public static HashSet<string> Of(FmeaInjection injection)
        {
            using FmeaRun run = new();
            if (injection.FromStart)
            {
                injection.Act(run.Machine.Faults);
            }

            run.Start();
            run.RunTo(FaultSeconds);
            if (!injection.FromStart)
            {
                if (run.Reported.Count > 0 || !run.WasArmed)
                {
                    throw new InvalidOperationException("before the fault: " + string.Join(", ", run.Reported));
                }

                injection.Act(run.Machine.Faults);
            }

            if (injection.Restarts || injection.RestartsAlone)
            {
                if (injection.Restarts)
                {
                    run.Machine.Faults.CutPower();
                }

                run.Machine.Restart();
                run.Start();
            }

            run.RunTo(EndSeconds);
            return run.Reported;
        }

        public void OnVerdict(Snapshot snapshot, Verdict verdict)
        {
            WasArmed |= snapshot.SwitchClosed;
            for (int fault = 0; fault < FaultId.Count; fault++)
            {
                if (((verdict.ActiveFaults | verdict.LatchedFaults) & (1L << fault)) != 0)
                {
                    Reported.Add(FaultTable.Rows[fault].Name);
                }
            }
        }

        public void Dispose()
        {
            _binding.Dispose();
        }

        private void Start()
        {
            Application application = new(Machine.CreateBoard(new FakeLink()), this);
            application.Start();
            if (application.SettingsProblem != null)
            {
                throw new InvalidOperationException(application.SettingsProblem);
            }
        }

        private void RunTo(double seconds)
        {
            while (Machine.RunUntil((long)(seconds * VirtualClock.Second), default) == RunEnd.Reset)
            {
                Machine.Restart();
                Start();
            }
        }
    }
}
