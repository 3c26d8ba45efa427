using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>
    /// Voltage and current of a cell without sense electrode, fed at a fixed spacing: the board's when not said otherwise,
    /// ten a second, with noise, in codes of the converter.
    /// </summary>
    public class Trace
    {
        private readonly Guard _guard;
        private readonly Lcg _noise;

        public Trace(GuardSettings settings, int seed)
        {
            settings.SelfTestWaived = true;
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 0;
            settings.CellStaleMicroseconds = long.MaxValue;
            settings.TemperatureStaleMicroseconds = long.MaxValue;
            _guard = new Guard(settings);
            _noise = new Lcg(seed);
            Snapshot = new Snapshot();
        }

        public Snapshot Snapshot { get; private set; }

        public Verdict Verdict { get; private set; }

        /// <summary>From sample to sample, microseconds.</summary>
        public long Spacing = 100000;

        public SampleSource Source = SampleSource.Ina228;

        /// <summary>Standard deviation of the voltage, microvolts.</summary>
        public long Noise = 250;

        /// <summary>A code of the voltage, microvolts.</summary>
        public long Code = 195;

        /// <summary>Standard deviation of the current, nanoamperes.</summary>
        public long CurrentNoise = 300;

        /// <summary>Voltage, microvolts.</summary>
        public long Cell = 3800000;

        /// <summary>Current, nanoamperes.</summary>
        public long Current;

        /// <summary>What the charge register shows too much, nanoamperes.</summary>
        public long MeanOffset;

        /// <summary>Thousandths of a degree; not fitted where 0.</summary>
        public long Temperature;

        public long Now
        {
            get { return Snapshot.TimeMicroseconds; }
        }

        public byte LevelOf(int fault)
        {
            return Verdict.Levels[fault];
        }

        public Verdict Step()
        {
            long now = Now + Spacing;
            long volts = Cell + _noise.Gaussian(Noise);
            long current = Current + _noise.Gaussian(CurrentNoise);
            Snapshot.TimeMicroseconds = now;
            // Divisor: a code is no nothing.
            Snapshot.CellMicrovolts.Set(volts / Code * Code, now, Validity.Valid, Source);
            Snapshot.CurrentNanoamperes.Set(current, now, Validity.Valid, Source);
            Snapshot.MeanCurrentNanoamperes.Set(Current + MeanOffset, now, Validity.Valid, Source);
            if (Temperature != 0)
            {
                Snapshot.CellMillicelsius.Set(Temperature, now, Validity.Valid, Source);
            }

            Verdict = _guard.Step(Snapshot);
            return Verdict;
        }

        /// <summary>Samples for so long.</summary>
        public Verdict Run(long milliseconds)
        {
            long end = Now + (milliseconds * 1000);
            while (Now < end)
            {
                Step();
            }

            return Verdict;
        }

        /// <summary>The voltage falls by so much and is back after so long.</summary>
        public void Dip(long microvolts, long milliseconds)
        {
            Cell -= microvolts;
            Run(milliseconds);
            Cell += microvolts;
        }
    }
}
