using AnodeGuard.Core;

namespace AnodeGuard.Tests
{
    /// <summary>Rows of the sense electrode. Currents in nanoamperes, voltages in microvolts.</summary>
    public static class SenseRows
    {
        [Trips(FaultId.SenseContactAnode)]
        public static void The_electrode_falls_by_half(RowRun run)
        {
            run.Ready().Electrode = 1500000;
            run.Run(1);
        }

        [Trips(FaultId.SenseContactAnode)]
        public static void The_electrode_falls_by_a_fifth_and_stays(RowRun run)
        {
            run.Ready().Electrode = 2400000;
            run.Run(1);
        }

        /// <summary>A polarity change under full polarisation: 0.2 V at once, a tenth of the baseline.</summary>
        [Spares(FaultId.SenseContactAnode)]
        public static void The_current_reverses(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Current = 10000000;
            bench.Electrode = 3100000;
            run.Run(600);
            bench.Current = -10000000;
            bench.Electrode = 2900000;
            run.Run(600);
        }

        [Spares(FaultId.SenseContactAnode)]
        public static void The_baseline_drifts_down(RowRun run)
        {
            run.Ready();
            run.Drift(-900000 / 60000.0, 3600);
        }

        [Spares(FaultId.SenseContactAnode)]
        public static void A_spike_of_one_sample(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Electrode = 100000;
            run.Run(0.02);
            bench.Electrode = 3000000;
            run.Run(1);
        }

        [Trips(FaultId.SenseContactCathode)]
        public static void The_electrode_rises_to_the_cathode(RowRun run)
        {
            run.Ready(new GuardSettings { OverVoltageMicrovolts = 4300000 }).Electrode = 3460000;
            run.Run(1);
        }

        [Spares(FaultId.SenseContactCathode)]
        public static void The_baseline_drifts_up(RowRun run)
        {
            run.Ready();
            run.Drift(15, 3600);
        }

        [Spares(FaultId.SenseContactCathode)]
        public static void Charging_lifts_the_electrode(RowRun run)
        {
            Bench bench = run.Ready();
            bench.Current = 20000000;
            bench.Electrode = 3150000;
            run.Run(60);
        }

        [Trips(FaultId.SenseLeadOpen)]
        public static void The_lead_breaks(RowRun run)
        {
            run.Ready().LeadOpen = true;
            run.Bench.Current = 10000000;
            run.Run(10);
        }

        /// <summary>A contact holds the node at 0 V under either pull; a cut lead follows both.</summary>
        [Spares(FaultId.SenseLeadOpen)]
        public static void A_contact_is_no_cut_lead(RowRun run)
        {
            run.Ready().Electrode = 5000;
            run.Run(20);
        }

        [Trips(FaultId.SenseNotArmed)]
        public static void Shorted_from_the_start(RowRun run)
        {
            run.Begin().Electrode = 20000;
            run.Run(30);
        }

        [Spares(FaultId.SenseNotArmed)]
        public static void A_low_but_steady_baseline(RowRun run)
        {
            run.Begin().Electrode = 1100000;
            run.Run(30);
        }

        [Spares(FaultId.SenseNotArmed)]
        public static void A_layer_at_zero_volt_by_design(RowRun run)
        {
            run.Begin(new GuardSettings { ZeroVoltByDesign = true }).Electrode = 20000;
            run.Run(30);
        }

        [Trips(FaultId.SenseLeakage)]
        public static void The_layer_is_drained(RowRun run)
        {
            run.Ready();
            run.Drift(-250, 3000);
        }

        [Spares(FaultId.SenseLeakage)]
        public static void The_layer_wanders(RowRun run)
        {
            run.Ready();
            run.Drift(-15, 3 * 3600);
        }

        [Trips(FaultId.SensorStuck)]
        public static void One_code_for_ever(RowRun run)
        {
            Bench bench = run.Ready();
            bench.SenseAlive = false;
            for (int turn = 0; turn < 250; turn++)
            {
                bench.Snapshot.SenseMicrovolts.Set(3000000, bench.Now + Bench.Turn, Validity.Valid, SampleSource.Ads1115);
                run.Run(0.02);
            }
        }

        /// <summary>Noise of a code's height: one sample in three moves.</summary>
        [Spares(FaultId.SensorStuck)]
        public static void A_quiet_electrode(RowRun run)
        {
            run.Ready();
            run.Run(60);
        }

        [Trips(FaultId.SelfTestFailed)]
        public static void The_injector_is_dead(RowRun run)
        {
            run.Ready().InjectorDead = true;
            run.Bench.Current = 10000000;
            run.Run(60);
        }

        [Trips(FaultId.SelfTestFailed)]
        public static void The_board_runs_no_test(RowRun run)
        {
            run.Ready().RunsSelfTests = false;
            run.Bench.Current = 10000000;
            run.Run(10);
        }

        [Spares(FaultId.SelfTestFailed)]
        public static void Tests_while_the_current_reverses(RowRun run)
        {
            Bench bench = run.Ready();
            for (int half = 0; half < 40; half++)
            {
                bench.Current = half % 2 == 0 ? 10000000 : -10000000;
                bench.Electrode = half % 2 == 0 ? 3060000 : 2940000;
                run.Run(3.3);
            }
        }
    }
}
