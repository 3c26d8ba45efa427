using System;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Emulate
{
    /// <summary>What an emulation is asked to do.</summary>
    internal sealed class EmulationOptions
    {
        /// <summary>The story.</summary>
        public Scenario Scenario { get; init; }

        /// <summary>The same seed gives the same run.</summary>
        public long Seed { get; init; } = 1;

        /// <summary>Virtual seconds; null: as long as the story is.</summary>
        public double? Duration_s { get; init; }

        /// <summary>Virtual seconds per second of the wall clock; 0: as fast as it goes.</summary>
        public double Speed { get; init; }

        /// <summary>Where to report to; null: to nobody.</summary>
        public BrokerAddress Broker { get; init; }

        /// <summary>Key of the board's commands, 32 bytes; null: it refuses every command.</summary>
        public byte[] CommandKey { get; init; }

        /// <summary>Wall time without progress after which the broker is no longer waited for.</summary>
        public TimeSpan BrokerPatience { get; init; } = TimeSpan.FromSeconds(30);

        /// <summary>Played in the scenario `recording`.</summary>
        public LoadedRecording Recording { get; init; }

        /// <summary>Resistance of a contact, ohms; null: the scenario's own.</summary>
        public double? ContactOhms { get; init; }

        /// <summary>The switch is held closed.</summary>
        public bool Unprotected { get; init; }

        /// <summary>The hardware's collapse comparator works.</summary>
        public bool ComparatorEnabled { get; init; } = true;

        /// <summary>The same for the emulator.</summary>
        public ScenarioOptions ForScenario()
        {
            return new ScenarioOptions
            {
                Seed = Seed,
                ContactOhms = ContactOhms,
                Unprotected = Unprotected,
                ComparatorEnabled = ComparatorEnabled,
                Recording = Recording,
            };
        }
    }
}
