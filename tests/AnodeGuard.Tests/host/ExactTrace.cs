using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Channels to the microvolt and the nanoampere, without noise, into a guard: for what happens at a limit.</summary>
    public sealed class ExactTrace
    {
        private readonly Snapshot _snapshot = new Snapshot();
        private Guard _guard;

        public GuardSettings Settings { get; } = new GuardSettings
        {
            SelfTestWaived = true,
            LimitingCurrentDensityMicroamperesPerSquareMetre = 0,
            CellStaleMicroseconds = long.MaxValue,
            TemperatureStaleMicroseconds = long.MaxValue,
            UnderVoltageMicrovolts = -5000000,
        };

        public ShortFigures Fresh { get; } = new ShortFigures();

        public Snapshot Snapshot
        {
            get { return _snapshot; }
        }

        /// <summary>From step to step, microseconds.</summary>
        public long Spacing { get; set; } = 100000;

        public SampleSource Source { get; set; } = SampleSource.Ina228;

        /// <summary>Microvolts; not above 0 on the path that sees both signs.</summary>
        public long Cell { get; set; } = 3800000;

        /// <summary>Whether a step brings a new voltage of the cell.</summary>
        public bool BringsCell { get; set; } = true;

        /// <summary>Whether a step brings new currents.</summary>
        public bool BringsCurrent { get; set; } = true;

        /// <summary>The second voltage path, where it is fitted besides, microvolts.</summary>
        public long? Bipolar { get; set; }

        /// <summary>Nanoamperes, of the instant and of the mean.</summary>
        public long Current { get; set; }

        /// <summary>The mean, where it is another one.</summary>
        public long? Mean { get; set; }

        /// <summary>Thousandths of a degree, where a thermometer is fitted.</summary>
        public long? Millicelsius { get; set; }

        /// <summary>Pascals, where a sensor is fitted.</summary>
        public long? Pascals { get; set; }

        /// <summary>The reference, microvolts, where it is read.</summary>
        public long? Reference { get; set; }

        public Verdict Verdict { get; private set; }

        public void Start()
        {
            _guard = new Guard(Settings);
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
                Set(Cell > 0 ? _snapshot.CellMicrovolts : _snapshot.CellBipolarMicrovolts, BringsCell ? Cell : null, Source);
                Set(_snapshot.CellBipolarMicrovolts, Bipolar, SampleSource.Ads1115);
                Set(_snapshot.CurrentNanoamperes, BringsCurrent ? Current : null, Source);
                Set(_snapshot.MeanCurrentNanoamperes, BringsCurrent ? Mean ?? Current : null, Source);
                Set(_snapshot.CellMillicelsius, Millicelsius, SampleSource.Ads1115);
                Set(_snapshot.PressurePascals, Pascals, SampleSource.Bme680);
                Set(_snapshot.ReferenceMicrovolts, Reference, SampleSource.Ads1115);
                Verdict = _guard.Step(_snapshot);
            }
        }

        /// <summary>The course of a dip: a sample each, by so many microvolts below the present voltage, which is then back.</summary>
        public void Falls(params long[] microvolts)
        {
            long level = Cell;
            foreach (long fall in microvolts)
            {
                Cell = level - fall;
                Steps(1);
            }

            Cell = level;
        }

        private void Set(Sample sample, long? value, SampleSource source)
        {
            if (value != null)
            {
                sample.Set(value.Value, _snapshot.TimeMicroseconds, Validity.Valid, source);
            }
        }
    }
}
