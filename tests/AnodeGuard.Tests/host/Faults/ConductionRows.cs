using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows of what breaks off, vents, or touches and lets go.</summary>
    public static class ConductionRows
    {
        [Trips(FaultId.CellLeadOpen)]
        public static void The_current_breaks_off_and_the_source_pushes_on(RowRun run)
        {
            BreakOff(run, 25000, 60000);
        }

        [Trips(FaultId.ThermalShutdown)]
        public static void The_same_in_a_hot_cell(RowRun run)
        {
            BreakOff(run, 95000, 60000);
        }

        [Spares(FaultId.CellLeadOpen)]
        public static void The_cycler_stops(RowRun run)
        {
            BreakOff(run, 25000, -80000);
        }

        [Spares(FaultId.CellLeadOpen)]
        public static void A_hot_cell_is_no_open_lead(RowRun run)
        {
            BreakOff(run, 95000, 60000);
        }

        [Spares(FaultId.ThermalShutdown)]
        public static void The_cycler_stops_a_hot_cell(RowRun run)
        {
            BreakOff(run, 95000, -80000);
        }

        [Spares(FaultId.ThermalShutdown)]
        public static void A_cool_cell_has_lost_a_lead(RowRun run)
        {
            BreakOff(run, 85000, 60000);
        }

        [Trips(FaultId.ThermalShutdown)]
        public static void The_pores_close_within_a_minute_while_the_source_holds_its_limit(RowRun run)
        {
            // Tenfold every 20 s from 10 ohm on, to 10 kohm: 0.05 K and an eighth of an e-fold in each second.
            Resist(run, 50, second => 3800000, second => 10 * System.Math.Pow(10, System.Math.Min(second, 60) / 20), 80);
        }

        [Spares(FaultId.ThermalShutdown)]
        public static void A_charge_ends_in_a_cell_that_gets_hot(RowRun run)
        {
            // The cell's own voltage comes up to the limit within some minutes.
            Resist(run, 50, second => 4250000 - (long)(200000 * System.Math.Exp(-second / 120)), second => 10, 900);
        }

        [Spares(FaultId.ThermalShutdown)]
        public static void A_small_cathode_fills_up_in_an_oven(RowRun run)
        {
            Resist(run, 0, second => 4250000 - (long)(400000 * System.Math.Exp(-second / 12)), second => 10, 80);
        }

        [Spares(FaultId.ThermalShutdown)]
        public static void The_cycler_turns_its_current_down_in_a_cell_that_gets_hot(RowRun run)
        {
            Flow(run, 50, second => (3800000, 10, second < 30 ? 5e6 : second < 50 ? 5e6 - ((second - 30) * 225000) : 5e5), 80);
        }

        [Spares(FaultId.ThermalShutdown)]
        public static void It_does_so_at_once(RowRun run)
        {
            Flow(run, 50, second => (3800000 + (long)(second * 3000), 10, second < 30 ? 5e6 : 5e5), 80);
        }

        [Trips(FaultId.GasRelease)]
        public static void The_pressure_rises_by_3_kilopascals(RowRun run)
        {
            Breathe(run, second => second < 30 ? 101000 : 104000, 60);
        }

        [Spares(FaultId.GasRelease)]
        public static void The_weather_changes_by_10_hectopascals_in_three_hours(RowRun run)
        {
            Breathe(run, second => 101000 + (second * 1000 / 10800), 10800);
        }

        [Trips(FaultId.SenseIntermittent)]
        public static void The_electrode_falls_by_200_mV_and_stays(RowRun run)
        {
            run.Ready();
            run.Run(3);
            run.Bench.Electrode -= 200000;
            run.Run(3);
        }

        [Trips(FaultId.SenseIntermittent)]
        public static void A_contact_heals(RowRun run)
        {
            run.Ready();
            run.Bench.Electrode = 0;
            run.Run(1);
            run.Bench.Electrode = 3000000;
            run.Run(8);
        }

        [Spares(FaultId.SenseIntermittent)]
        public static void The_middle_of_the_gap_shifts_with_the_current(RowRun run)
        {
            Bench bench = run.Ready();
            for (int step = 0; step < 20; step++)
            {
                bench.Current = step % 2 == 0 ? 10000000 : -10000000;
                bench.Electrode += step % 2 == 0 ? 90000 : -90000;
                run.Run(6);
            }
        }

        private static void BreakOff(RowRun run, long millicelsius, long microvolts)
        {
            GuardSettings settings = new GuardSettings { OverTemperatureMillicelsius = 120000, OverVoltageMicrovolts = 5000000 };
            Bench bench = run.Begin(settings);
            bench.Temperature = millicelsius;
            run.Run(8);
            bench.Current = 2000000;
            bench.Cell += 80000;
            run.Run(3);
            bench.Current = 0;
            bench.Cell += microvolts;
            run.Run(2);
        }

        /// <summary>A source of 5 mA that holds 4.25 V.</summary>
        private static void Resist(RowRun run, double millikelvinPerSecond, System.Func<double, long> own, System.Func<double, double> ohms, int seconds)
        {
            Flow(run, millikelvinPerSecond, second => (own(second), ohms(second), System.Math.Min(5e6, (4250000 - own(second)) / ohms(second) * 1000)), seconds);
        }

        /// <summary>Own voltage in microvolts, resistance in ohms and current in nanoamperes, by the second.</summary>
        private static void Flow(
            RowRun run, double millikelvinPerSecond, System.Func<double, (long Own, double Ohms, double Nanoamperes)> cell, int seconds)
        {
            Bench bench = run.Begin(new GuardSettings { OverTemperatureMillicelsius = 150000, OverVoltageMicrovolts = 5000000 });
            bench.Temperature = 95000;
            bench.Cell = cell(0).Own;
            run.Run(8);
            for (int tenth = 0; tenth < seconds * 10; tenth++)
            {
                (long own, double ohms, double nanoamperes) = cell(tenth / 10.0);
                bench.Current = (long)nanoamperes;
                bench.Cell = own + (long)(nanoamperes * ohms / 1000);
                bench.Temperature = 95000 + (long)(tenth * millikelvinPerSecond / 10);
                run.Run(0.1);
            }
        }

        private static void Breathe(RowRun run, System.Func<long, long> pascals, int seconds)
        {
            run.Ready();
            for (int second = 0; second < seconds; second++)
            {
                run.Bench.Snapshot.PressurePascals.Set(pascals(second), run.Bench.Now + 20000, Validity.Valid, SampleSource.Bme680);
                run.Run(1);
            }
        }
    }
}
