namespace AnodeGuard.Core
{
    /// <summary>
    /// What the core concludes from a snapshot: state, faults, what to do, and the observables it rests on. One
    /// instance, owned by the guard and overwritten by the next step; copy what has to live longer.
    /// </summary>
    public sealed class Verdict
    {
        /// <summary>Value of <see cref="DepletionMicroseconds"/> where depletion never comes at the present current.</summary>
        public const long Never = -1;

        /// <summary>One in the fixed-point format of <see cref="NormalizedCurrentQ24"/> and <see cref="SurfaceDepletionQ24"/>.</summary>
        public const long OneQ24 = 1L << 24;

        /// <summary>Time of the snapshot this verdict is about, microseconds.</summary>
        public long TimeMicroseconds;

        /// <summary>Rung of the ladder.</summary>
        public GuardState State;

        /// <summary>Level of each fault, by <see cref="FaultId"/>; see <see cref="FaultLevel"/>.</summary>
        public readonly byte[] Levels = new byte[FaultId.Count];

        /// <summary>Faults whose condition holds now, a bit each, bit number = <see cref="FaultId"/>.</summary>
        public long ActiveFaults;

        /// <summary>Faults that tripped and were not acknowledged yet (or whose condition still holds).</summary>
        public long LatchedFaults;

        /// <summary>Faults whose level rose in this step.</summary>
        public long RaisedFaults;

        /// <summary>Faults whose condition ended in this step.</summary>
        public long ClearedFaults;

        /// <summary>What the board has to do; bits of <see cref="GuardActions"/>.</summary>
        public int Actions;

        /// <summary>The fault that opened the switch, as a <see cref="FaultId"/>; -1 where none did.</summary>
        public int TripCause;

        /// <summary>j = J/J*, current density over limiting current density, signed, Q24.</summary>
        public long NormalizedCurrentQ24;

        /// <summary>
        /// s, the fraction by which the salt at the electrode surface is depleted, signed (positive: at the anode
        /// while plating), not clamped, Q24. 1 is depletion.
        /// </summary>
        public long SurfaceDepletionQ24;

        /// <summary>Time until |s| = 1 at the present mean current, microseconds; 0 once reached; <see cref="Never"/>.</summary>
        public long DepletionMicroseconds;

        /// <summary>Frozen baseline of the sense electrode, microvolts; valid once <see cref="BaselineKnown"/>.</summary>
        public long BaselineMicrovolts;

        /// <summary>
        /// The slow second baseline, microvolts: follows the electrode by at most 1 mV/s. The sense voltage against it is
        /// what contacts are told by; it against the frozen baseline is the drift.
        /// </summary>
        public long SlowBaselineMicrovolts;

        /// <summary>The sense baseline was measured (or given) and frozen.</summary>
        public bool BaselineKnown;

        /// <summary>Slope of the sense voltage, microvolts per second.</summary>
        public long SenseSlopeMicrovoltsPerSecond;

        /// <summary>Age of the last passed self-test, microseconds; <see cref="Never"/> where there was none.</summary>
        public long SelfTestAgeMicroseconds;

        /// <summary>Result of the last finished self-test.</summary>
        public SelfTestResult SelfTest;

        /// <summary>Charge since start, nanoampere-seconds (nanocoulombs), positive when charging, saturating.</summary>
        public long ChargeNanocoulombs;

        /// <summary>Valid decision cycles since start.</summary>
        public long Cycles;

        /// <summary>Transport: what is recommended, left and identified.</summary>
        public readonly TransportFigures Transport = new TransportFigures();

        /// <summary>Sense electrode: contact resistance, touches, leakage.</summary>
        public readonly SenseFigures Sense = new SenseFigures();

        /// <summary>Shorts inside the cell.</summary>
        public readonly ShortFigures Shorts = new ShortFigures();

        /// <summary>Ageing and state of the cell.</summary>
        public readonly CellFigures Cell = new CellFigures();
        /// <summary>Every field that changes, to or from an image.</summary>
        internal void Exchange(StateImage image)
        {
            TimeMicroseconds = image.Number(TimeMicroseconds);
            State = (GuardState)image.Number((long)State);
            image.Numbers(Levels);
            ActiveFaults = image.Number(ActiveFaults);
            LatchedFaults = image.Number(LatchedFaults);
            RaisedFaults = image.Number(RaisedFaults);
            ClearedFaults = image.Number(ClearedFaults);
            Actions = (int)image.Number(Actions);
            TripCause = (int)image.Number(TripCause);
            NormalizedCurrentQ24 = image.Number(NormalizedCurrentQ24);
            SurfaceDepletionQ24 = image.Number(SurfaceDepletionQ24);
            DepletionMicroseconds = image.Number(DepletionMicroseconds);
            BaselineMicrovolts = image.Number(BaselineMicrovolts);
            SlowBaselineMicrovolts = image.Number(SlowBaselineMicrovolts);
            BaselineKnown = image.Flag(BaselineKnown);
            SenseSlopeMicrovoltsPerSecond = image.Number(SenseSlopeMicrovoltsPerSecond);
            SelfTestAgeMicroseconds = image.Number(SelfTestAgeMicroseconds);
            SelfTest = (SelfTestResult)image.Number((long)SelfTest);
            ChargeNanocoulombs = image.Number(ChargeNanocoulombs);
            Cycles = image.Number(Cycles);
            Transport.Exchange(image);
            Sense.Exchange(image);
            Shorts.Exchange(image);
            Cell.Exchange(image);
        }
    }
}
