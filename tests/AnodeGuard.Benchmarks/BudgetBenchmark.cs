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
            HeapEstimate estimate = AfterStart();
            foreach (KeyValuePair<string, long> one in estimate.ByAssembly.OrderBy(one => one.Key))
            {
                output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| {0} | {1} |", one.Key, one.Value));
            }

            output.WriteLine(string.Format(CultureInfo.InvariantCulture, "| all | {0} |", estimate.Bytes));
        }

        /// <summary>The firmware as it runs with a broker, ten seconds after its start.</summary>
        public static HeapEstimate AfterStart()
        {
            MachineSetup setup = Scenarios.Get("healthy-cycling").Build(new ScenarioOptions());
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "broker.lab", ["tls"] = false };
            setup.SettingsJson = document.ToJsonString();
            EmulatedMachine machine = new EmulatedMachine(setup);
            using (machine.Bind())
            {
                Application application = new Application(machine.CreateBoard(new EmulatedBroker()), null);
                application.Start();
                machine.RunUntil(10 * VirtualClock.Second, default);
                return HeapEstimate.Of(application);
            }
        }
    }
}
