using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// A layer to the microvolt, without noise and without self-tests, into a guard; with a cell beside it where one is set.
    /// Its baseline of 3 V is given.
    /// </summary>
    public sealed class ExactLayer
    {
        private readonly Snapshot _snapshot = new Snapshot();
        private Guard _guard;

        public GuardSettings Settings { get; } = new GuardSettings
        {
            SelfTestWaived = true,
            BaselineMicrovolts = 3000000,
            SenseStaleMicroseconds = long.MaxValue,
            CellStaleMicroseconds = long.MaxValue,
            LimitingCurrentDensityMicroamperesPerSquareMetre = 0,
        };

        /// <summary>From step to step, microseconds.</summary>
        public long Spacing { get; set; } = 20000;

        public long Sense { get; set; } = 3000000;

        public Validity SenseValidity { get; set; } = Validity.Valid;

        /// <summary>Microvolts; not fitted where null.</summary>
        public long? Cell { get; set; }

        /// <summary>Nanoamperes, where a cell is fitted.</summary>
        public long Current { get; set; }

        /// <summary>The comparator saw a collapse in the next step.</summary>
        public bool Collapse { get; set; }

        public Verdict Verdict { get; private set; }

        public long Now
        {
            get { return _snapshot.TimeMicroseconds; }
        }

        public void Start(long timeMicroseconds = 0)
        {
            _guard = new Guard(Settings);
            _snapshot.TimeMicroseconds = timeMicroseconds;
        }

        public bool IsLatched(int fault)
        {
            return (Verdict.LatchedFaults & (1L << fault)) != 0;
        }

        public byte LevelOf(int fault)
        {
            return Verdict.Levels[fault];
        }

        public void Steps(int count)
        {
            for (int step = 0; step < count; step++)
            {
                long now = _snapshot.TimeMicroseconds + Spacing;
                _snapshot.TimeMicroseconds = now;
                _snapshot.SenseMicrovolts.Set(Sense, now, SenseValidity, SampleSource.Recording);
                if (Cell != null)
                {
                    _snapshot.CellMicrovolts.Set(Cell.Value, now, Validity.Valid, SampleSource.Recording);
                    _snapshot.CurrentNanoamperes.Set(Current, now, Validity.Valid, SampleSource.Recording);
                    _snapshot.MeanCurrentNanoamperes.Set(Current, now, Validity.Valid, SampleSource.Recording);
                }

                _snapshot.CollapseComparator = Collapse;
                Collapse = false;
                Verdict = _guard.Step(_snapshot);
            }
        }
    }
}
