using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>What the core made of one row: the part of its <see cref="Verdict"/> that is told for every row.</summary>
    internal struct Judgement
    {
        /// <summary>j, Q24.</summary>
        public long NormalizedCurrentQ24;

        /// <summary>s, Q24.</summary>
        public long SurfaceDepletionQ24;

        /// <summary>Time until |s| = 1, microseconds; <see cref="Verdict.Never"/>.</summary>
        public long DepletionMicroseconds;

        /// <summary>A bit per fault whose condition holds.</summary>
        public long ActiveFaults;

        /// <summary>Charge since start, nanocoulombs.</summary>
        public long ChargeNanocoulombs;

        /// <summary>State of charge and its standard uncertainty, millionths; <see cref="CellFigures.Unknown"/>.</summary>
        public long StateOfChargeMillionths;
        public long StateOfChargeUncertainty;

        /// <summary>Time that a tip, and that moss, needs across the free gap, microseconds; <see cref="CellFigures.Unknown"/>.</summary>
        public long TipLeadMicroseconds;
        public long MossLeadMicroseconds;

        /// <summary>Recommended charge current, nA, as last asked for; <see cref="TransportFigures.Unknown"/>.</summary>
        public long RecommendedNanoamperes;

        /// <summary>Charge left at the row's current until |s| = 1, nC; <see cref="TransportFigures.Unknown"/> where it never comes.</summary>
        public long SandCapacityNanocoulombs;

        /// <summary>Bits of <see cref="GuardActions"/>.</summary>
        public int Actions;

        /// <summary>Rung of the ladder.</summary>
        public GuardState State;

        /// <summary>Copies it out of a verdict, which the next step overwrites.</summary>
        public void Take(Verdict verdict)
        {
            NormalizedCurrentQ24 = verdict.NormalizedCurrentQ24;
            SurfaceDepletionQ24 = verdict.SurfaceDepletionQ24;
            DepletionMicroseconds = verdict.DepletionMicroseconds;
            ActiveFaults = verdict.ActiveFaults;
            ChargeNanocoulombs = verdict.ChargeNanocoulombs;
            StateOfChargeMillionths = verdict.Cell.StateOfChargeMillionths;
            StateOfChargeUncertainty = verdict.Cell.StateOfChargeUncertaintyMillionths;
            TipLeadMicroseconds = verdict.Cell.TipLeadMicroseconds;
            MossLeadMicroseconds = verdict.Cell.MossLeadMicroseconds;
            RecommendedNanoamperes = verdict.Transport.RecommendedChargeNanoamperes;
            SandCapacityNanocoulombs = verdict.Transport.SandCapacityLeftNanocoulombs;
            Actions = verdict.Actions;
            State = verdict.State;
        }
    }
}
