using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Benchmarks.Instructions
{
    /// <summary>
    /// What the safety thread's whole turns cost on the interpreter, counted: core, application, drivers and the chip's board are instrumented
    /// and run the emulated board through complete cycles.
    /// </summary>
    internal static class TurnCount
    {
        private const int WarmSeconds = 30;
        private const int CountedSeconds = 60;
        private const int TurnsPerSecond = 50;
        private const int TurnsPerCycle = 5;
        private const int Thermometer = 0x49;

        private static readonly string[] Counted = ["AnodeGuard.Core", "AnodeGuard.Hal", "AnodeGuard.Hal.Drivers", "AnodeGuard.Hal.Esp32", "AnodeGuard.App"];
        private static readonly string[] Others = ["AnodeGuard.Twins", "AnodeGuard.Hal.Emulated"];

        /// <param name="hard">
        /// True: a current that changes in every cycle, every channel fitted and calibrated, a thermometer that falls silent and comes back, so that a fault
        /// rises, is told and stored again and again. False: a healthy cell is charged.
        /// </param>
        public static TurnFigures Measure(bool hard)
        {
            MethodInfo drive = ((Func<bool, long[]>)Drive).Method;
            return new TurnFigures((long[])CountedContext.Run(Counted, Others, drive, hard));
        }

        internal static long[] Drive(bool hard)
        {
            EmulatedMachine machine = new EmulatedMachine(Setup(hard));
            using IDisposable bound = machine.Bind();
            FirmwareTurns firmware = new FirmwareTurns(machine, hard);
            for (int i = 0; i < WarmSeconds * TurnsPerSecond; i++)
            {
                firmware.Next();
            }

            if (!machine.View.SwitchClosed)
            {
                throw new InvalidOperationException("the switch is open: nothing is charged");
            }

            List<TurnCost> turns = new List<TurnCost>();
            long reporting = 0;
            for (int i = 0; i < CountedSeconds * TurnsPerSecond; i++)
            {
                turns.Add(firmware.Next());
                reporting += firmware.Reporting;
            }

            return Figures(turns, reporting);
        }

        private static MachineSetup Setup(bool hard)
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions { Seed = 3 });
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "broker.lab", ["tls"] = false };
            if (hard)
            {
                double current = setup.Program.Steps[0].Amperes;
                setup.Program = new CyclerProgram(Scenarios.CyclerStartSeconds, [new CyclerStep(current, 0.1, 4.25), new CyclerStep(-current, 0.1, 3.2)]);
                setup.GasSensor = true;
                document["device"]["gas_sensor"] = true;
                setup.Prepare = machine =>
                {
                    for (int second = WarmSeconds; second < WarmSeconds + CountedSeconds; second += 10)
                    {
                        machine.Faults.At(second * VirtualClock.Second, faults => faults.SilenceChip(Thermometer));
                        machine.Faults.At((second + 5) * VirtualClock.Second, faults => faults.SilenceChip(Thermometer, false));
                    }
                };
            }

            setup.SettingsJson = document.ToJsonString();
            return setup;
        }

        private static long[] Figures(List<TurnCost> turns, long reporting)
        {
            List<TurnCost> cycles = new List<TurnCost>();
            for (int i = turns.FindIndex(turn => turn.IsDecision); i + TurnsPerCycle <= turns.Count; i += TurnsPerCycle)
            {
                TurnCost cycle = new TurnCost();
                turns.GetRange(i, TurnsPerCycle).ForEach(cycle.Add);
                cycles.Add(cycle);
            }

            return [.. Of(turns.Where(turn => !turn.IsDecision)), .. Of(turns.Where(turn => turn.IsDecision)), .. Of(cycles), reporting / CountedSeconds];
        }

        private static long[] Of(IEnumerable<TurnCost> turns)
        {
            return TurnFigures.All.SelectMany(figure => new[] { (long)Math.Round(turns.Average(figure)), turns.Max(figure) }).ToArray();
        }
    }
}
