using System;
using System.Collections.Generic;
using AnodeGuard.Core;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>What a case's detection has to be ahead of.</summary>
    internal enum Danger
    {
        /// <summary>Nothing that the emulator could date: latency alone is told.</summary>
        None = 0,

        /// <summary>The unprotected twin's internal short.</summary>
        Short = 1,

        /// <summary>The unprotected twin's depletion of the salt at the anode.</summary>
        Depletion = 2,
    }

    /// <summary>A kind of scenario: a fault that has to be found, or something innocent that must not be taken for one.</summary>
    internal sealed class CaseClass
    {
        public CaseClass(string name, string description, Action<CaseDraft> write, params int[] targets)
        {
            Name = name;
            Description = description;
            Write = write;
            Targets = targets;
        }

        public string Name { get; }

        public string Description { get; }

        /// <summary>Draws one case of this class.</summary>
        public Action<CaseDraft> Write { get; }

        /// <summary>Faults of which any counts as found; empty: innocent.</summary>
        public IReadOnlyList<int> Targets { get; }

        /// <summary>From this level on it counts.</summary>
        public byte Level { get; init; } = FaultLevel.Alarm;

        /// <summary>What detection has to be ahead of.</summary>
        public Danger Danger { get; init; }

        /// <summary>Latest time after the onset, seconds, at which a detection without a danger counts as in time.</summary>
        public double Deadline_s { get; init; } = double.PositiveInfinity;

        /// <summary>The fault comes gradually: there is no onset to count a latency from.</summary>
        public bool IsGradual { get; init; }

        public bool IsInnocent
        {
            get { return Targets.Count == 0; }
        }
    }

    /// <summary>One drawn case: the machine, when the fault begins, and what was drawn.</summary>
    internal sealed class CaseDraft
    {
        private readonly List<(string Name, double Value)> _parameters = new List<(string, double)>();

        public CaseDraft(MachineSetup setup, SeededRandom random, double innocentHours)
        {
            Setup = setup;
            Random = random;
            InnocentHours = innocentHours;
        }

        public MachineSetup Setup { get; }

        public SeededRandom Random { get; }

        /// <summary>How long an innocent case runs.</summary>
        public double InnocentHours { get; }

        /// <summary>The fault begins, virtual microseconds; a dendrite's is known from the truth only.</summary>
        public long? OnsetMicroseconds { get; set; }

        /// <summary>The case is over.</summary>
        public long EndMicroseconds { get; set; }

        /// <summary>Brief shorts that each have to be counted: from and to, virtual microseconds.</summary>
        public List<(long Begin, long End)> Dips { get; } = new List<(long Begin, long End)>();

        /// <summary>Charging current of the cell, amperes.</summary>
        public double Amperes { get; set; }

        /// <summary>What was drawn, for whoever wants to know why.</summary>
        public IReadOnlyList<(string Name, double Value)> Parameters
        {
            get { return _parameters; }
        }

        public void Note(string name, double value)
        {
            _parameters.Add((name, value));
        }

        /// <summary>Schedules something.</summary>
        public void At(double seconds, Action<MachineFaults> what)
        {
            long at = (long)(seconds * VirtualClock.Second);
            Setup.Prepare += machine => machine.Faults.At(at, what);
        }

        public double Between(double low, double high)
        {
            return Random.NextBetween(low, high);
        }

        /// <summary>Evenly distributed over the logarithm.</summary>
        public double Decades(double low, double high)
        {
            return Math.Exp(Random.NextBetween(Math.Log(low), Math.Log(high)));
        }

        public bool Chance(double probability)
        {
            return Random.NextUnit() < probability;
        }
    }
}
