using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows of the board: switch, channels, start.</summary>
    public static class BoardRows
    {
        [Trips(FaultId.SwitchFailed)]
        public static void The_switch_stays_closed(RowRun run)
        {
            Bench bench = run.Ready();
            bench.SwitchObeys = false;
            bench.Electrode = 100000;
            run.Run(1);
        }

        [Spares(FaultId.SwitchFailed)]
        public static void The_switch_opens(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Current = 10000000;
            run.Run(1);
            bench.Electrode = 100000;
            run.Run(10);
        }

        [Trips(FaultId.SensorStale)]
        public static void The_sense_channel_falls_silent(RowRun run)
        {
            run.Ready().SenseAlive = false;
            run.Run(0.2);
        }

        /// <summary>Four samples lost in a row: 80 ms, and 100 ms are the limit.</summary>
        [Spares(FaultId.SensorStale)]
        public static void A_few_samples_are_lost(RowRun run)
        {
            Bench bench = run.Ready();
            for (int gap = 0; gap < 20; gap++)
            {
                bench.SenseAlive = false;
                run.Run(0.08);
                bench.SenseAlive = true;
                run.Run(0.5);
            }
        }

        [Trips(FaultId.SensorImplausible)]
        public static void Seven_volts_from_one_cell(RowRun run)
        {
            run.Ready(new GuardSettings { OverVoltageMicrovolts = 5000000 }).Cell = 7000000;
            run.Run(1);
        }

        [Trips(FaultId.SensorImplausible)]
        public static void A_thermometer_that_jumps(RowRun run)
        {
            Bench bench = run.Ready();
            for (int jump = 0; jump < 10; jump++)
            {
                bench.Temperature = jump % 2 == 0 ? 45000 : 25000;
                run.Run(0.1);
            }
        }

        /// <summary>The thermistor drifts away from a cell that is as warm as the board beside it: 41 K within a minute and a half.</summary>
        [Trips(FaultId.SensorImplausible)]
        public static void A_thermometer_that_drifts_away(RowRun run)
        {
            Bench bench = run.Ready(new GuardSettings { UnderTemperatureMillicelsius = -40000 });
            bench.BoardTemperature = 25000;
            while (bench.Temperature > bench.BoardTemperature - 41000)
            {
                bench.Temperature -= 100;
                run.Run(0.1);
            }

            run.Run(65);
        }

        /// <summary>A polymer cell in its oven at 60 C, the board beside it at 25 C.</summary>
        [Spares(FaultId.SensorImplausible)]
        public static void A_cell_in_an_oven(RowRun run)
        {
            Bench bench = run.Ready(new GuardSettings { OverTemperatureMillicelsius = 100000 });
            bench.BoardTemperature = 25000;
            while (bench.Temperature < 60000)
            {
                bench.Temperature += 100;
                run.Run(0.1);
            }

            run.Run(120);
        }

        [Trips(FaultId.SensorImplausible)]
        public static void The_clock_runs_back(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Now -= 200000;
            run.Run(0.02);
        }

        /// <summary>A fast but possible change: 9 K/s.</summary>
        [Spares(FaultId.SensorImplausible)]
        public static void A_cell_that_heats_fast(RowRun run)
        {
            Bench bench = run.Ready();
            while (bench.Temperature < 52000)
            {
                bench.Temperature += 900;
                run.Run(0.1);
            }
        }

        [Spares(FaultId.SensorImplausible)]
        public static void A_single_wild_value(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Cell = 7000000;
            run.Run(0.1);
            bench.Cell = 3800000;
            run.Run(1);
        }

        [Trips(FaultId.StorageCorrupt)]
        public static void The_boot_record_is_broken(RowRun run)
        {
            run.Begin().Snapshot.StorageCorrupt = true;
            run.Run(0.1);
        }

        [Spares(FaultId.StorageCorrupt)]
        public static void A_start_by_the_watchdog_with_a_good_record(RowRun run)
        {
            run.Begin().Snapshot.WatchdogReset = true;
            run.Run(10);
        }

        [Trips(FaultId.WatchdogReset)]
        public static void The_watchdog_restarted_the_firmware(RowRun run)
        {
            run.Begin().Snapshot.WatchdogReset = true;
            run.Run(0.1);
        }

        [Trips(FaultId.NetworkHang)]
        public static void The_start_found_an_attempt_that_never_ended(RowRun run)
        {
            run.Begin().Snapshot.NetworkHang = true;
            run.Run(0.1);
        }

        [Spares(FaultId.NetworkHang)]
        public static void A_start_by_the_watchdog_with_no_attempt_under_way(RowRun run)
        {
            run.Begin().Snapshot.WatchdogReset = true;
            run.Run(10);
        }

        [Spares(FaultId.WatchdogReset)]
        public static void An_ordinary_start_with_a_broken_record(RowRun run)
        {
            run.Begin().Snapshot.StorageCorrupt = true;
            run.Run(10);
        }
    }
}
