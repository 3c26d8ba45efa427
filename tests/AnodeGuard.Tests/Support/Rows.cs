using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>A recording without sense electrode, switch or temperature, fed row by row as the replay tool does.</summary>
    public class Rows
    {
        private readonly Guard _guard;
        private readonly Snapshot _snapshot = new Snapshot();

        public Rows(GuardSettings settings)
        {
            settings.SelfTestWaived = true;
            settings.CellStaleMicroseconds = long.MaxValue;
            settings.OverCurrentChargeNanoamperes = long.MaxValue;
            settings.OverCurrentDischargeNanoamperes = long.MaxValue;
            _guard = new Guard(settings);
        }

        public Verdict Verdict { get; private set; }

        public Snapshot Snapshot
        {
            get { return _snapshot; }
        }

        /// <summary>The row's time, microseconds.</summary>
        public long Now
        {
            get { return _snapshot.TimeMicroseconds; }
        }

        /// <summary>A gap of 1 cm2 with D = 3e-10 m2/s, 1 M, t+ = 0.38: J* = 2 F D c0 / (0.62 L), t_D = L^2 / D.</summary>
        public static GuardSettings Gap(int micrometres)
        {
            GuardSettings settings = new GuardSettings();
            // Divisor: a gap has a thickness.
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 93372902052L / micrometres;
            settings.DiffusionTimeMicroseconds = (long)micrometres * micrometres * 10000L / 3;
            return settings;
        }

        /// <summary>A cell where 1 nA is one millionth of the limiting current and the diffusion time is 1,000 s.</summary>
        public static GuardSettings Unit()
        {
            GuardSettings settings = new GuardSettings();
            settings.LimitingCurrentDensityMicroamperesPerSquareMetre = 10000000;
            settings.DiffusionTimeMicroseconds = 1000000000;
            return settings;
        }

        /// <summary>One row: the current held since the row before.</summary>
        public Verdict Add(long timeMicroseconds, long nanoamperes)
        {
            _snapshot.TimeMicroseconds = timeMicroseconds;
            _snapshot.MeanCurrentNanoamperes.Set(nanoamperes, timeMicroseconds, Validity.Valid, SampleSource.Recording);
            Verdict = _guard.Step(_snapshot);
            return Verdict;
        }

        /// <summary>Rows of one current until it is depleted: the row's time, or -1.</summary>
        public long UntilDepleted(long nanoamperes, long stepMicroseconds, long endMicroseconds)
        {
            Add(Now, nanoamperes);
            while (Now < endMicroseconds)
            {
                Add(Now + stepMicroseconds, nanoamperes);
                if ((Verdict.RaisedFaults & (1L << FaultId.Depleted)) != 0)
                {
                    return Now;
                }
            }

            return -1;
        }
    }
}
