namespace AnodeGuard.Core
{
    /// <summary>Everything about one fault but the formula that finds it. Constant; the texts are for people and tools.</summary>
    public sealed class FaultRow
    {
        /// <summary>Number, a constant of <see cref="FaultId"/>.</summary>
        public readonly int Id;

        /// <summary>Name in messages and files.</summary>
        public readonly string Name;

        /// <summary>What it means.</summary>
        public readonly string Meaning;

        /// <summary>What to do.</summary>
        public readonly string Remedy;

        /// <summary>When the condition counts as gone.</summary>
        public readonly string Clearing;

        /// <summary>From where on the condition holds.</summary>
        public readonly string Limits;

        /// <summary>What looks most like it and is none.</summary>
        public readonly string Neighbour;

        /// <summary>Lowest level it is reported at; see <see cref="FaultLevel"/>.</summary>
        public readonly byte LowestLevel;

        /// <summary>Highest level it is reported at.</summary>
        public readonly byte HighestLevel;

        /// <summary>So many distinct samples must agree before the level changes, up or down.</summary>
        public readonly int DebounceSamples;

        /// <summary>And so long must they have agreed, microseconds.</summary>
        public readonly long DebounceMicroseconds;

        /// <summary>What it does to the switch; see <see cref="FaultAction"/>.</summary>
        public readonly byte Action;

        /// <summary>From this level on it does so.</summary>
        public readonly byte ActionFromLevel;

        /// <summary>It stays latched, from <see cref="ActionFromLevel"/> on, until acknowledged with the condition gone.</summary>
        public readonly bool Latches;

        /// <summary>Who finds it; see <see cref="FaultDetector"/>.</summary>
        public readonly byte Detector;

        /// <summary>Writes a row.</summary>
        public FaultRow(
            int id,
            string name,
            byte lowestLevel,
            byte highestLevel,
            int debounceSamples,
            long debounceMicroseconds,
            byte action,
            byte actionFromLevel,
            bool latches,
            byte detector,
            string meaning,
            string remedy,
            string clearing,
            string limits = "",
            string neighbour = "")
        {
            Id = id;
            Name = name;
            LowestLevel = lowestLevel;
            HighestLevel = highestLevel;
            DebounceSamples = debounceSamples;
            DebounceMicroseconds = debounceMicroseconds;
            Action = action;
            ActionFromLevel = actionFromLevel;
            Latches = latches;
            Detector = detector;
            Meaning = meaning;
            Remedy = remedy;
            Clearing = clearing;
            Limits = limits;
            Neighbour = neighbour;
        }

        /// <summary>True where the core itself finds the fault.</summary>
        public bool IsDetectedByCore
        {
            get { return Detector == FaultDetector.Core; }
        }
    }
}
