using System;
using AnodeGuard.App;
using AnodeGuard.Hal.Emulated;
using AnodeGuard.Host.Tests.Survival;
using Xunit;

namespace AnodeGuard.Host.Tests.Commissioning
{
    /// <summary>The guided commissioning on the emulated board: it ends well on a good one, and each step catches its fault.</summary>
    public class CommissioningTests
    {
        private const long Second = VirtualClock.Second;

        [Fact]
        public void A_good_board_goes_through_every_step_and_arms_at_the_end()
        {
            using Walk walk = new Walk();
            walk.To(CommissioningStep.Count);

            Assert.True(walk.Room.IsComplete);
            walk.Run(5);
            Assert.True(walk.Bench.Machine.View.SwitchClosed, "armed at the end");
        }

        [Fact]
        public void The_switch_stays_open_until_the_last_step_is_done()
        {
            using Walk walk = new Walk();
            walk.To(CommissioningStep.Trip);
            walk.Run(20);
            Assert.False(walk.Bench.Machine.View.SwitchClosed);
            walk.Room.Abort();
            walk.Run(5);
            Assert.True(walk.Bench.Machine.View.SwitchClosed, "not required by the settings: the guard alone decides again");
        }

        [Fact]
        public void Where_the_settings_require_it_a_board_never_commissioned_does_not_arm()
        {
            using Walk walk = new Walk("{\"device\":{\"commissioning_required\":true},\"limits\":{\"over_voltage_v\":4.35,\"under_voltage_v\":3.0}}", begin: false);
            walk.Run(30);
            Assert.False(walk.Bench.Machine.View.SwitchClosed);
            walk.Room.Start();
            walk.To(CommissioningStep.Count);
            walk.Run(5);
            Assert.True(walk.Bench.Machine.View.SwitchClosed);

            walk.Bench.CutPower();
            Assert.True(walk.Bench.Start());
            walk.Run(20);
            Assert.True(walk.Bench.Machine.View.SwitchClosed, "it is remembered");
        }

        [Fact]
        public void Swapped_cell_wires_are_named()
        {
            using Walk walk = new Walk();
            walk.Bench.Machine.Faults.Offset(BoardChannel.Bipolar, -7.5);
            walk.Stops(CommissioningStep.Polarity, "the cell voltage is negative: the cell's wires are swapped");
        }

        [Fact]
        public void Two_voltage_paths_that_differ_are_named()
        {
            using Walk walk = new Walk();
            walk.Bench.Machine.Faults.Offset(BoardChannel.Cell, 0.05);
            walk.Stops(CommissioningStep.VoltagePaths, "the two voltage paths differ by more than 20 mV: a sense wire is open or at the wrong place");
        }

        [Fact]
        public void A_lead_that_is_not_pulled_is_waited_for()
        {
            using Walk walk = new Walk();
            walk.Stops(CommissioningStep.LeadCut, "the self-test still finds the electrode");
        }

        [Fact]
        public void A_sense_wire_without_its_second_path_is_caught()
        {
            using Walk walk = new Walk();
            walk.To(CommissioningStep.CathodeSense);
            walk.Bench.Machine.Faults.Offset(BoardChannel.Bipolar, -0.3);
            walk.Room.Confirm();
            walk.Run(10);
            walk.IsAt(CommissioningStep.CathodeSense, "the voltage moved by more than 60 mV: the wire's 10 kohm path to the power terminal is missing");
        }

        [Fact]
        public void A_dirty_board_is_caught_by_its_leakage()
        {
            using Walk walk = new Walk(leak: 20e-12);
            walk.To(CommissioningStep.Leakage);
            walk.Room.Confirm();
            walk.Run(30);
            walk.IsAt(CommissioningStep.Leakage, "more than 10 pA leak: clean the board around J301");
        }

        [Fact]
        public void A_trip_line_that_does_nothing_is_caught()
        {
            using Walk walk = new Walk();
            walk.To(CommissioningStep.Trip);
            walk.Bench.Machine.Faults.DisconnectFirmwareTrip();
            walk.Room.Confirm();
            walk.Run(5);
            walk.IsAt(CommissioningStep.Trip, "the switch did not open within 50 ms: replace it");
        }

        [Fact]
        public void Without_a_charging_current_the_charge_step_ends_with_its_reason()
        {
            using Walk walk = new Walk(program: new CyclerProgram(1, [new CyclerStep(0, 100000)]));
            walk.To(CommissioningStep.Charge);
            walk.Room.Confirm();
            walk.Run(130);
            walk.IsAt(CommissioningStep.Charge, "no current came within two minutes");
            Assert.False(walk.Bench.Machine.View.SwitchClosed);
        }

        [Fact]
        public void A_board_whose_watchdog_only_opens_the_switch_passes_its_step()
        {
            using Walk walk = new Walk(change: setup => setup.WatchdogResets = false);
            walk.To(CommissioningStep.Watchdog);
            walk.Room.Confirm();
            walk.Run(6);
            Assert.Equal(0, walk.Bench.Machine.Resets);
            Assert.Equal(TripSources.Watchdog, walk.Bench.Machine.Truth.SwitchOpenCause);
            Assert.Equal(CommissioningStep.Watchdog + 1, walk.Room.Step);
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void A_watchdog_restart_passes_its_step_and_a_power_cut_in_it_proves_nothing(bool powerCut)
        {
            using Walk walk = new Walk();
            walk.To(CommissioningStep.Watchdog);
            walk.Room.Confirm();
            if (powerCut)
            {
                // The switch closes, the note is stored, the kick is withheld: the bite would come a second later.
                while (!walk.Bench.Machine.View.SwitchClosed)
                {
                    Assert.False(walk.Bench.RunFor(Second / 100));
                }

                Assert.False(walk.Bench.RunFor(Second / 4));
                walk.Bench.CutPower();
                Assert.True(walk.Bench.Start());
            }

            walk.Run(6);
            Assert.Equal(1, walk.Bench.Machine.Resets);
            Assert.Equal(powerCut ? RunEnding.Power : RunEnding.WatchdogTest, walk.Bench.Application.LastRun.Ending);
            Assert.Equal(CommissioningStep.Watchdog + (powerCut ? 0 : 1), walk.Room.Step);
            Assert.Equal(0, walk.Bench.Latched);
        }

        /// <summary>Somebody who does what each step says.</summary>
        private sealed class Walk : IDisposable
        {
            public Walk(string settings = null, bool begin = true, CyclerProgram program = null, double leak = 1e-12, Action<MachineSetup> change = null)
            {
                Bench = new SurvivalBench(setup =>
                {
                    setup.SettingsJson = settings ?? setup.SettingsJson;
                    setup.NodeLeakageAmperes = leak;
                    change?.Invoke(setup);
                    setup.Program = program ?? new CyclerProgram(1, [new CyclerStep(0.0003, 15, 4.25), new CyclerStep(-0.0003, 15, 3.1)]);
                });
                Assert.True(Bench.Start());
                Run(15);
                if (begin)
                {
                    Room.Start();
                    Run(1);
                }
            }

            public SurvivalBench Bench { get; }

            public AnodeGuard.App.Commissioning Room => Bench.Application.Commissioning;

            public void Run(double seconds)
            {
                if (Bench.RunFor((long)(seconds * Second)))
                {
                    Bench.Restart();
                    Assert.True(Bench.Start());
                    Bench.RunFor(Second);
                }
            }

            public void To(int step)
            {
                for (int tenths = 0; Room.Step < step; tenths++)
                {
                    Assert.True(tenths < 4000, "stands at " + Room.Step + ": " + CommissioningProblem.Text(Room.Problem));
                    Act(Room.Step);
                    Run(0.5);
                }
            }

            public void Stops(int step, string problem)
            {
                for (int i = 0; i < 120; i++)
                {
                    if (Room.Step < step)
                    {
                        Act(Room.Step);
                    }

                    Run(0.5);
                }

                IsAt(step, problem);
            }

            public void IsAt(int step, string problem)
            {
                Assert.True(Room.IsRunning);
                Assert.Equal(step, Room.Step);
                Assert.Equal(problem, CommissioningProblem.Text(Room.Problem));
            }

            public void Dispose()
            {
                Bench.Dispose();
            }

            private void Act(int step)
            {
                MachineFaults faults = Bench.Machine.Faults;
                faults.OpenSenseLead(step == CommissioningStep.LeadCut ? SenseLead.OpenAtConnector : SenseLead.Intact);
                if (step == CommissioningStep.LeadBack && Bench.Latched != 0)
                {
                    Bench.Acknowledge();
                }

                if (CommissioningStep.Of(step).NeedsConfirmation && CommissioningProblem.Text(Room.Problem) == null)
                {
                    Room.Confirm();
                }
            }
        }
    }
}
