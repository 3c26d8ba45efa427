using System;
using System.Text.Json.Nodes;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Benchmarks
{
    /// <summary>
    /// One contact under one trouble: the whole firmware on the emulated board with the interpreter's scheduling modelled. The
    /// contact comes up to four seconds after the trouble has begun, at an instant that the seed chooses.
    /// </summary>
    internal sealed class LatencyRun
    {
        /// <summary>The board has armed itself and is charging the cell.</summary>
        private const long TroubleBegins = 27 * VirtualClock.Second;

        /// <summary>Every phase of converters, self-test and watchdog is met.</summary>
        private const double LongestOnsetSeconds = 5;

        private const double LongestDelaySeconds = 4;
        private const double ContactOhms = 1000;
        private const long Patience = 8 * VirtualClock.Second;

        private LatencyRun()
        {
        }

        /// <summary>From the contact to the open switch, microseconds; null where it was open already, or stayed closed.</summary>
        public long? Microseconds { get; private set; }

        /// <summary>The switch was open when the metal touched.</summary>
        public bool AlreadyOpen { get; private set; }

        /// <summary>What cleared the latch.</summary>
        public TripSources Cause { get; private set; }

        /// <summary>The watchdog reset the chip.</summary>
        public bool Reset { get; private set; }

        public static LatencyRun Of(LatencyCase trouble, bool comparator, int seed)
        {
            MachineSetup setup = Setup(trouble, comparator, seed);
            EmulatedMachine machine = new EmulatedMachine(setup);
            EmulatedBroker broker = new EmulatedBroker();
            LatencyRun run = new LatencyRun();
            using (machine.Bind())
            {
                TroubledMqttLink link = new TroubledMqttLink(broker, machine) { UsesTls = trouble.UsesTls };
                new Application(machine.CreateBoard(link), null).Start();
                long begins = TroubleBegins + (long)(Spread(seed, 0.7548776662466927) * LongestOnsetSeconds * VirtualClock.Second);
                Expect(machine, machine.RunUntil(begins, default) == RunEnd.TimeReached, "was reset before the trouble began");
                Expect(machine, machine.View.SwitchClosed && broker.IsConnected, "is not ready when the trouble begins");
                trouble.Begin(machine, broker);
                run.Touch(machine, seed);
            }

            return run;
        }

        private static MachineSetup Setup(LatencyCase trouble, bool comparator, int seed)
        {
            MachineSetup setup = Scenarios.Get("dendrite-contact").Build(new ScenarioOptions { Seed = seed, ComparatorEnabled = comparator });
            setup.Dendrite = new DendriteDesign();
            setup.Interpreter = new InterpreterCosts { Collection = trouble.CollectionMicroseconds, CollectionPeriod = 200_000 };
            JsonNode document = JsonNode.Parse(setup.SettingsJson);
            document["mqtt"] = new JsonObject { ["host"] = "broker.lab", ["tls"] = false };
            setup.SettingsJson = document.ToJsonString();
            return setup;
        }

        private static void Expect(EmulatedMachine machine, bool holds, string problem)
        {
            if (!holds)
            {
                throw new InvalidOperationException("the board " + problem + " (" + machine.Description + ")");
            }
        }

        // The R2 sequence (M. Roberts 2018): multiples of the plastic number's powers fill the square of both times evenly.
        private static double Spread(int seed, double step)
        {
            return seed * step % 1;
        }

        private void Touch(EmulatedMachine machine, int seed)
        {
            double part = Spread(seed, 0.5698402909980532);
            long contact = machine.Clock.NowMicroseconds + (long)(part * LongestDelaySeconds * VirtualClock.Second);
            machine.Faults.At(contact, faults => faults.ConnectSenseToAnode(ContactOhms));
            Reset = machine.RunUntil(contact + Patience, default) == RunEnd.Reset;
            long? open = machine.Truth.SwitchOpenMicroseconds;
            AlreadyOpen = open < contact;
            Cause = open == null ? TripSources.None : machine.Truth.SwitchOpenCause;
            Microseconds = open >= contact ? open - contact : null;
        }
    }
}
