using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows of the cell and its limits. The default cell: 1 cm2, J* = 454.8 A/m2, so 45.48 mA; t_D = 13.3 s.</summary>
    public static class CellRows
    {
        private const long LimitingNanoamperes = 45480000;

        [Trips(FaultId.HardShort)]
        public static void The_voltage_collapses_at_rest(RowRun run)
        {
            run.Ready().Cell = 300000;
            run.Run(1);
        }

        [Trips(FaultId.HardShort)]
        public static void The_voltage_collapses_while_charging(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Current = 10000000;
            run.Run(1);
            bench.Cell = 300000;
            run.Run(1);
        }

        /// <summary>The same voltage under a load that explains it.</summary>
        [Spares(FaultId.HardShort)]
        public static void A_load_pulls_the_voltage_down(RowRun run)
        {
            Bench bench = run.Ready(new GuardSettings { UnderVoltageMicrovolts = -5000000 });
            bench.Current = -40000000;
            run.Run(0.2);
            bench.Cell = 300000;
            run.Run(10);
        }

        [Trips(FaultId.DepletionNear)]
        public static void Twice_the_limiting_current(RowRun run)
        {
            run.Ready().Current = 2 * LimitingNanoamperes;
            run.Run(0.65);
        }

        [Spares(FaultId.DepletionNear)]
        public static void Two_thirds_of_the_limiting_current_for_ever(RowRun run)
        {
            run.Ready().Current = LimitingNanoamperes * 2 / 3;
            run.Run(120);
        }

        [Spares(FaultId.DepletionNear)]
        public static void A_brief_pulse_of_twice_the_limiting_current(RowRun run)
        {
            Bench bench = run.Ready(new GuardSettings { DepletionReactionMicroseconds = 0 });
            for (int pulse = 0; pulse < 5; pulse++)
            {
                bench.Current = 2 * LimitingNanoamperes;
                run.Run(0.1);
                bench.Current = 0;
                run.Run(20);
            }
        }

        [Trips(FaultId.Depleted)]
        public static void The_switch_fails_and_the_salt_runs_out(RowRun run)
        {
            Bench bench = run.Ready();
            bench.SwitchObeys = false;
            bench.Current = 2 * LimitingNanoamperes;
            run.Run(2);
        }

        /// <summary>s goes to 0.97 and stays there.</summary>
        [Spares(FaultId.Depleted)]
        public static void Just_below_the_limiting_current_for_ever(RowRun run)
        {
            run.Ready().Current = LimitingNanoamperes * 97 / 100;
            run.Run(200);
        }

        [Trips(FaultId.OverVoltage)]
        public static void Above_the_upper_limit(RowRun run)
        {
            run.Ready().Cell = 4301000;
            run.Run(1);
        }

        [Spares(FaultId.OverVoltage)]
        public static void Twenty_millivolts_below_the_upper_limit(RowRun run)
        {
            run.Ready().Cell = 4280000;
            run.Run(60);
        }

        [Spares(FaultId.OverVoltage)]
        public static void A_step_overshoots_for_a_tenth_of_a_second(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Cell = 4400000;
            run.Run(0.1);
            bench.Cell = 4250000;
            run.Run(1);
        }

        [Trips(FaultId.UnderVoltage)]
        public static void Below_the_lower_limit(RowRun run)
        {
            run.Ready().Cell = 2499000;
            run.Run(1);
        }

        [Spares(FaultId.UnderVoltage)]
        public static void Twenty_millivolts_above_the_lower_limit(RowRun run)
        {
            run.Ready().Cell = 2520000;
            run.Run(60);
        }

        [Trips(FaultId.OverCurrentCharge)]
        public static void Above_the_charging_limit(RowRun run)
        {
            run.Ready(Limited()).Current = 10001000;
            run.Run(1);
        }

        [Spares(FaultId.OverCurrentCharge)]
        public static void At_95_percent_of_the_charging_limit(RowRun run)
        {
            run.Ready(Limited()).Current = 9500000;
            run.Run(60);
        }

        [Spares(FaultId.OverCurrentCharge)]
        public static void The_same_current_the_other_way(RowRun run)
        {
            run.Ready(Limited()).Current = -10500000;
            run.Run(60);
        }

        [Trips(FaultId.OverCurrentDischarge)]
        public static void Above_the_discharging_limit(RowRun run)
        {
            run.Ready(Limited()).Current = -11001000;
            run.Run(1);
        }

        [Spares(FaultId.OverCurrentDischarge)]
        public static void At_95_percent_of_the_discharging_limit(RowRun run)
        {
            run.Ready(Limited()).Current = -10450000;
            run.Run(60);
        }

        [Trips(FaultId.OverTemperature)]
        public static void Hot(RowRun run)
        {
            run.Ready();
            Ramp(run, 61000);
        }

        /// <summary>Potassium alarms at 50 C whatever the settings say.</summary>
        [Trips(FaultId.OverTemperature)]
        public static void Potassium_at_51_degrees(RowRun run)
        {
            run.Ready(new GuardSettings { Chemistry = Chemistry.Potassium, OverTemperatureMillicelsius = 90000 });
            Ramp(run, 51000);
        }

        [Spares(FaultId.OverTemperature)]
        public static void Warm(RowRun run)
        {
            run.Ready();
            Ramp(run, 49900);
        }

        [Trips(FaultId.UnderTemperature)]
        public static void Cold(RowRun run)
        {
            run.Ready();
            Ramp(run, -20100);
        }

        [Spares(FaultId.UnderTemperature)]
        public static void Chilly(RowRun run)
        {
            run.Ready();
            Ramp(run, -16000);
        }

        private static GuardSettings Limited()
        {
            return new GuardSettings { OverCurrentChargeNanoamperes = 10000000, OverCurrentDischargeNanoamperes = 11000000 };
        }

        /// <summary>One kelvin a second, then held for a minute: no jump that would be implausible.</summary>
        private static void Ramp(RowRun run, long millicelsius)
        {
            while (run.Bench.Temperature != millicelsius)
            {
                long left = millicelsius - run.Bench.Temperature;
                run.Bench.Temperature += left > 100 ? 100 : left < -100 ? -100 : left;
                run.Run(0.1);
            }

            run.Run(60);
        }
    }
}
