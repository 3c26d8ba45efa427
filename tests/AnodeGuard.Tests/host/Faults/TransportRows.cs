using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows that rest on what is identified on line, on a bench whose electrode follows an exact gap.</summary>
    public static class TransportRows
    {
        private const double SettingsNanoamperes = 45480000;
        private const double SettingsSeconds = 13.3;

        // U' = 2RT/F t_a at 25 C, t_a = 0.62, microvolts.
        private const double UnitMicrovolts = 31858.6;

        [Trips(FaultId.LimitingCurrentFall)]
        public static void Pores_are_blocked_by_a_third(RowRun run)
        {
            Cycles(run, 1, 1, 0.67, 0.67);
        }

        [Spares(FaultId.LimitingCurrentFall)]
        public static void A_single_low_value(RowRun run)
        {
            Cycles(run, 1, 1, 0.67, 1);
        }

        [Spares(FaultId.LimitingCurrentFall)]
        public static void A_fall_of_a_seventh(RowRun run)
        {
            Cycles(run, 1, 1, 0.86, 0.86);
        }

        private static void Cycles(RowRun run, params double[] limits)
        {
            Bench bench = run.Ready();
            foreach (double limit in limits)
            {
                const double Share = 0.3;
                ExactModel gap = new ExactModel(200);
                bench.Current = (long)(SettingsNanoamperes * Share);
                Follow(run, gap, Share / limit, 40);
                bench.Current = 0;
                Follow(run, gap, 0, 45);
            }
        }

        // Turn by turn: the electrode above its rest by -U' ln(1 - s).
        private static void Follow(RowRun run, ExactModel gap, double j, double seconds)
        {
            for (double since = 0.02; since <= seconds; since += 0.02)
            {
                run.Bench.Electrode = 3000000 - (long)(UnitMicrovolts * Math.Log(1 - gap.After(j, since / SettingsSeconds)));
                run.Run(0.02);
            }

            gap.Advance(j, seconds / SettingsSeconds);
        }
    }
}
