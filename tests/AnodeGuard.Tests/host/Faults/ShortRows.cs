using System;
using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows of shorts that do not collapse the cell at once.</summary>
    public static class ShortRows
    {
        [Trips(FaultId.MicroShort)]
        public static void The_cell_dips_by_30_mV_for_a_third_of_a_second(RowRun run)
        {
            Bench bench = run.Ready();
            run.Run(10);
            bench.Cell -= 30000;
            run.Run(0.3);
            bench.Cell += 30000;
            run.Run(1);
        }

        /// <summary>The same dip, made by a pulse of current through 4 ohm.</summary>
        [Spares(FaultId.MicroShort)]
        public static void A_pulse_of_current(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Current = 10000000;
            run.Run(10);
            bench.Current = 2500000;
            bench.Cell -= 30000;
            run.Run(0.3);
            bench.Current = 10000000;
            bench.Cell += 30000;
            run.Run(10);
        }

        [Spares(FaultId.MicroShort)]
        public static void A_voltage_that_sinks_and_stays(RowRun run)
        {
            Bench bench = run.Ready();
            run.Run(10);
            for (int step = 0; step < 100; step++)
            {
                bench.Cell -= 300;
                run.Run(0.1);
            }

            run.Run(30);
        }

        /// <summary>5 mAh, 0.5 V over the charge: 5.5 mV/h are 55 uA.</summary>
        [Trips(FaultId.RestLeakage)]
        public static void The_resting_cell_falls_steadily(RowRun run)
        {
            Rest(run, seconds => 5500 * seconds / 3600);
        }

        /// <summary>After a charge: 10 mV per factor of e in time.</summary>
        [Spares(FaultId.RestLeakage)]
        public static void The_resting_cell_relaxes(RowRun run)
        {
            Rest(run, seconds => 10000 * Math.Log(1 + (seconds / 30)));
        }

        private static void Rest(RowRun run, Func<double, double> fallMicrovolts)
        {
            Bench bench = run.Ready();
            bench.Current = 5000000;
            run.Run(600);
            bench.Current = 0;
            long first = bench.Cell;
            for (int tenth = 0; tenth < 54000; tenth++)
            {
                bench.Cell = first - (long)fallMicrovolts(tenth / 10.0);
                run.Run(0.1);
            }
        }
    }
}
