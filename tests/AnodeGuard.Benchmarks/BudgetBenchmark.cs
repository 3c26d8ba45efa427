using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Benchmarks
{
    /// <summary>What the started firmware holds on the interpreter's heap, by assembly.</summary>
    internal static class BudgetBenchmark
    {
        public static void Run(TextWriter output)
        {
            foreach (uint free in new[] { WithPsram, WithoutPsram })
            {
                HeapEstimate estimate = AfterStart(free, out int recorder);
                output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} bytes free at the start: recorder | {1} |", free, recorder));
                foreach (KeyValuePair<string, long> one in estimate.ByAssembly.OrderBy(one => one.Key))
                {
                    output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1} |", one.Key, one.Value));
                }

                output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| all | {0} |", estimate.Bytes));
            }
        }

        /// <summary>Free at the start of a module with 2 MB of PSRAM; a round figure.</summary>
        public const uint WithPsram = 1_900_000;

        /// <summary>The least that a shorter recording still fits in.</summary>
        public const uint WithoutPsram = (uint)(MemoryPlan.SmallFirmwareBytes + MemoryPlan.ReserveBytes) + 64_000;

        /// <summary>The firmware as it runs with a broker, ten seconds after its start.</summary>
        /// <param name="freeBytes">What it finds free at the start.</param>
        /// <param name="recorderBytes">What the flight recorder got of it.</param>
        public static HeapEstimate AfterStart(uint freeBytes, out int recorderBytes)
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions());
            setup.FreeMemoryBytes = freeBytes;
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "broker.lab", ["tls"] = false };
            setup.SettingsJson = document.ToJsonString();
            EmulatedMachine machine = new EmulatedMachine(setup);
            using (machine.Bind())
            {
                Application application = new Application(machine.CreateBoard(new EmulatedBroker()), null);
                application.Start();
                machine.RunUntil(10 * VirtualClock.Second, default);
                recorderBytes = application.RecorderBytes;
                return HeapEstimate.Of(application);
            }
        }
    }
}
