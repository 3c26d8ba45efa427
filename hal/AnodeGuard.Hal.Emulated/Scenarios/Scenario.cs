using System;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>What the caller of a scenario decides; everything else comes from the seed.</summary>
    public sealed class ScenarioOptions
    {
        /// <summary>The same seed gives the same run.</summary>
        public long Seed { get; init; } = 1;

        /// <summary>Resistance from the anode over a filament to the Cu layer, ohms; null: the scenario's own.</summary>
        public double? ContactOhms { get; init; }

        /// <summary>The switch is held closed: what would have happened.</summary>
        public bool Unprotected { get; init; }

        /// <summary>False: the hardware's collapse comparator is off, so that the firmware shows what it can do alone.</summary>
        public bool ComparatorEnabled { get; init; } = true;

        /// <summary>What the scenario "recording" plays.</summary>
        public ICellRecording Recording { get; init; }
    }

    /// <summary>A story for the emulated machine, told a little differently by every seed.</summary>
    public sealed class Scenario
    {
        private readonly Action<MachineSetup, ScenarioOptions, SeededRandom> _write;

        internal Scenario(
            string name, string description, double seconds, Action<MachineSetup, ScenarioOptions, SeededRandom> write)
        {
            Name = name;
            Description = description;
            Seconds = seconds;
            _write = write;
        }

        /// <summary>Name on the command line.</summary>
        public string Name { get; }

        /// <summary>One line for people.</summary>
        public string Description { get; }

        /// <summary>Virtual time after which the story is over, seconds.</summary>
        public double Seconds { get; }

        /// <summary>Makes the machine's setup.</summary>
        /// <exception cref="ArgumentException">An option is missing or impossible.</exception>
        public MachineSetup Build(ScenarioOptions options)
        {
            if (options.ContactOhms is double ohms && !(ohms is > 0 and <= 1e9))
            {
                throw new ArgumentException("contact resistance must be above 0 and at most 1e9 ohm, not " + ohms);
            }

            MachineSetup setup = new MachineSetup
            {
                Seed = options.Seed,
                Unprotected = options.Unprotected,
                ComparatorEnabled = options.ComparatorEnabled,
                Description = Description,
            };
            _write(setup, options, new SeededRandom(options.Seed));
            return setup;
        }

        /// <summary>
        /// The same story with the switch held closed and no firmware, until it comes to a short or time is up: what would
        /// have happened. The truth's times are exact; only what needs a board (the sense chain) is missing.
        /// </summary>
        public CellTruth RunUnprotected(ScenarioOptions options, double seconds)
        {
            MachineSetup setup = Build(new ScenarioOptions
            {
                Seed = options.Seed,
                ContactOhms = options.ContactOhms,
                Unprotected = true,
                ComparatorEnabled = options.ComparatorEnabled,
                Recording = options.Recording,
            });
            EmulatedMachine twin = new EmulatedMachine(setup);
            long end = (long)(seconds * VirtualClock.Second);
            for (long at = 0; at < end && twin.Truth.ShortMicroseconds == null;)
            {
                at = Math.Min(at + VirtualClock.Second, end);
                twin.RunUntil(at, default);
            }

            return twin.Truth;
        }
    }
}
