using System;
using AnodeGuard.Hal.Emulated;
using Xunit;

namespace AnodeGuard.Host.Tests.Emulated
{
    /// <summary>The emulated cell under its cycler, without any firmware.</summary>
    public class CellTests
    {
        private const double Faraday = 96485.33212;

        [Fact]
        public void Resting_cell_shows_its_open_circuit_voltage_and_is_discharged_only_by_the_board()
        {
            EmulatedMachine machine = Unprotected(new CyclerStep(0, 1e9));
            double before = machine.View.CellVolts;
            machine.RunUntil(3600 * VirtualClock.Second, default);

            // 36 C; the board takes 5.4 uA at 4.2 V (hardware/sim/limits.json).
            double drained = 0.3 - machine.Cell.Chemistry.StateOfCharge;
            Assert.InRange(drained * 36 / (3600 * before * 5.4e-6 / 4.2), 0.98, 1.02);
            Assert.InRange(before, 3.65, 3.85);
        }

        // V(x) = -0.8090 x + 4.4875 - 0.0428 tanh(18.5138 (x - 0.5542)) - 17.7326 tanh(15.7890 (x - 0.3117))
        //        + 17.5842 tanh(15.9308 (x - 0.3120)) (Chen 2020), worked out apart at two points.
        [Theory]
        [InlineData(0.9, 4.18607)]
        [InlineData(0.5, 3.84111)]
        public void Open_circuit_voltage_follows_the_published_fit(double stateOfCharge, double expected)
        {
            ElectrochemicalCell cell = new ElectrochemicalCell(new CellDesign { InitialStateOfCharge = stateOfCharge });

            Assert.Equal(expected, cell.Voltage(0), 1e-5);
        }

        [Fact]
        public void Charging_is_constant_current_then_constant_voltage_then_ends()
        {
            EmulatedMachine machine = Unprotected(new CyclerStep(0.01, 1e6, 4.25, 0.0005), new CyclerStep(0, 1e6));
            machine.RunUntil(60 * VirtualClock.Second, default);
            Assert.Equal(0.01, machine.View.Amperes, 12);

            double highest = 0;
            double lowestBeforeEnd = 1;
            machine.Scheduler.AddHook(VirtualClock.Second, () =>
            {
                highest = Math.Max(highest, machine.View.CellVolts);
                lowestBeforeEnd = machine.View.Amperes > 0 ? Math.Min(lowestBeforeEnd, machine.View.Amperes) : lowestBeforeEnd;
            });
            machine.RunUntil(4 * 3600 * VirtualClock.Second, default);

            Assert.Equal(0, machine.View.Amperes);
            Assert.InRange(highest, 4.249, 4.2505);
            Assert.InRange(lowestBeforeEnd, 0.0005, 0.00052);
            Assert.Equal(1, machine.Cell.Cycler.StepIndex);
        }

        /// <summary>
        /// The cycler pushes the loose end to the voltage that ends its step, looks, and goes on to a rest; then 100 nF empty
        /// themselves over the board's 1.3 uS, 77 ms.
        /// </summary>
        [Fact]
        public void A_cut_lead_is_pushed_to_the_limit_and_then_empties_itself()
        {
            EmulatedMachine machine = Unprotected(new CyclerStep(0.01, 1e6, 4.25, 0.0005), new CyclerStep(0, 1e6));
            machine.RunUntil(60 * VirtualClock.Second, default);
            double inside = machine.Cell.Chemistry.StateOfCharge;
            double before = machine.View.CellVolts;
            machine.Faults.CutCellLead();
            machine.RunUntil((60 * VirtualClock.Second) + 200_000, default);
            Assert.Equal(0, machine.View.Amperes);
            Assert.Equal(4.25, machine.View.CellVolts, 6);
            Assert.Equal(0, machine.Cell.Cycler.StepIndex);
            machine.RunUntil((60 * VirtualClock.Second) + 454_000, default);
            Assert.Equal(1, machine.Cell.Cycler.StepIndex);
            Assert.InRange(machine.View.CellVolts / 4.25, 0.1, 0.17);
            machine.RunUntil(63 * VirtualClock.Second, default);
            Assert.InRange(machine.View.CellVolts, 0, 1e-6);
            machine.Faults.CutCellLead(false);
            Assert.InRange(machine.View.CellVolts, before - 0.2, before);

            // At most the second of 10 mA that was under way is added to what stood there before.
            Assert.InRange(machine.Cell.Chemistry.StateOfCharge - inside, -1e-6, 0.01 / 36);
        }

        [Fact]
        public void A_shutdown_separator_closes_for_good()
        {
            ElectrochemicalCell cell = new ElectrochemicalCell(new CellDesign()) { ShutdownCelsius = 80 };
            double fresh = Resistance(cell, 1e-4);
            cell.AmbientRise = 47;
            Wait(cell, 3000);
            Assert.InRange(cell.Celsius, 71.9, 72);
            Assert.True(Resistance(cell, 1e-4) < fresh, "8 K below it the heat has the say");
            cell.AmbientRise = 60;
            Wait(cell, 3000);
            Assert.True(Resistance(cell, 1e-4) > 100 * fresh, "a hundredfold: the separator is a tenth of the fresh cell's resistance");
            cell.AmbientRise = 0;
            Wait(cell, 3000);
            Assert.True(Resistance(cell, 1e-4) > 100 * fresh, "molten pores do not open again");
        }

        [Fact]
        public void A_cell_ages_with_the_charge_that_flows()
        {
            ElectrochemicalCell cell = new ElectrochemicalCell(new CellDesign { BoardLoadSiemens = 0 });
            cell.Ageing.DeadMetalOhmsPerCoulomb = 0.5;
            cell.Ageing.VoidOhmsPerCoulomb = 0.25;
            cell.Ageing.LostShare = 0.1;
            double plating = Resistance(cell, 1e-4);
            double stripping = Resistance(cell, -1e-4);
            cell.Advance(100, 100, 0.01, 0);
            cell.Advance(200, 100, -0.01, 0);
            for (int wait = 0; wait < 3000; wait++)
            {
                cell.Advance(200 + wait, 1, 0, 0);
            }

            // 2 C have flowed: 1 ohm for both, half an ohm for stripping alone; a tenth of the first coulomb was lost.
            Assert.Equal(1, Resistance(cell, 1e-4) - plating, 2e-3);
            Assert.Equal(1.5, Resistance(cell, -1e-4) - stripping, 2e-3);
            Assert.Equal(0.3 - (0.1 / 36), cell.StateOfCharge, 9);
        }

        private static double Resistance(ElectrochemicalCell cell, double amperes)
        {
            return (cell.Voltage(amperes) - cell.Voltage(0)) / amperes;
        }

        private static void Wait(ElectrochemicalCell cell, int seconds)
        {
            for (int second = 0; second < seconds; second++)
            {
                cell.Advance(second, 1, 0, 0);
            }
        }

        [Fact]
        public void State_of_charge_follows_the_charge()
        {
            EmulatedMachine machine = Unprotected(new CyclerStep(0.01, 600, 4.25), new CyclerStep(-0.005, 600, 3.0), new CyclerStep(0, 1e9));
            machine.RunUntil(600 * VirtualClock.Second, default);
            Assert.Equal(0.3 + (0.01 * 600 / 36), machine.Cell.Chemistry.StateOfCharge, 1e-3);

            machine.RunUntil(1300 * VirtualClock.Second, default);
            Assert.Equal(0.3 + (0.005 * 600 / 36), machine.Cell.Chemistry.StateOfCharge, 1e-3);
            Assert.Equal(3.0, machine.Truth.ChargeCoulombs, 1e-7);
            Assert.Equal(9.0, machine.Truth.ThroughputCoulombs, 1e-7);
            Assert.Equal(6.0, machine.Truth.PlatedCoulombs, 0.01);
        }

        [Fact]
        public void Discharge_ends_at_its_voltage()
        {
            EmulatedMachine machine = Unprotected(new CyclerStep(-0.01, 1e6, 3.2), new CyclerStep(0, 1e9));
            machine.RunUntil(3 * 3600 * VirtualClock.Second, default);

            Assert.Equal(1, machine.Cell.Cycler.StepIndex);
            Assert.InRange(machine.Cell.Chemistry.StateOfCharge, -0.02, 0.05);
        }

        // 40 A/m2 in a 50 um trilayer: series 0.2 ohm, half-gaps, kinetics of both electrodes, salt: each in closed form.
        [Fact]
        public void Overpotential_is_the_sum_of_its_parts()
        {
            CellDesign design = new CellDesign { InitialStateOfCharge = 0.5 };
            ElectrochemicalCell cell = new ElectrochemicalCell(design);
            for (int i = 0; i < 1000; i++)
            {
                cell.Advance(0.1 * i, 0.1, 0.01, 0);
            }

            ElectrochemicalCell rested = new ElectrochemicalCell(new CellDesign { InitialStateOfCharge = cell.StateOfCharge });
            double kelvin = cell.Celsius + 273.15;
            double thermal = 8.314462618 * kelvin / Faraday;
            double kinetics = Math.Exp(30000 / 8.314462618 * ((1 / 298.15) - (1 / kelvin)));
            double s = 40 / 454.8;
            double exchange = 3.5e-8 * Faraday * Math.Pow(1 / 1.3e-5, 0.7) * Math.Pow(1000 * (1 - s), 0.3) * kinetics;
            double expected = (0.01 * 0.2)
                + (40 * 50e-6 / (1.1 * Math.Pow(0.39, 1.5)))
                + (2 * thermal * Math.Asinh(40 / (2 * exchange)))
                + (2 * thermal * Math.Asinh(40 / (2 * 20 * kinetics)))
                + (2 * thermal * 0.62 * Math.Log((1 + s) / (1 - s)));

            Assert.Equal(expected, cell.Voltage(0.01) - rested.Voltage(0), 5e-4);
        }

        // v = h J (1 - t+)/(F c0): 2 x 40 A/m2 crosses half of 50 um in 48.6 s.
        [Fact]
        public void Filament_grows_as_fast_as_the_anions_recede_and_shorts_the_cell()
        {
            MachineSetup setup = Setup(new CyclerStep(0.01, 1e6, 4.25));
            setup.Dendrite = new DendriteDesign { StartMicroseconds = 10 * VirtualClock.Second, LocalCurrentFactor = 2 };
            EmulatedMachine machine = new EmulatedMachine(setup);
            machine.RunUntil(200 * VirtualClock.Second, default);

            double crossing = 25e-6 * Faraday * 1000 / (2 * 40 * 0.62);
            Assert.Equal(48.6, crossing, 0.1);
            // The board's own load takes 0.04 % of the plating.
            Assert.Equal(10 + crossing, machine.Truth.ContactMicroseconds.Value * 1e-6, 0.05);
            Assert.Equal(10 + (2 * crossing), machine.Truth.ShortMicroseconds.Value * 1e-6, 0.1);
            Assert.InRange(machine.View.CellVolts, 0, 0.5);
        }

        [Fact]
        public void Filament_grows_only_while_metal_is_plated()
        {
            MachineSetup setup = Setup(new CyclerStep(0.01, 30, 4.25), new CyclerStep(0, 100), new CyclerStep(-0.01, 100, 3), new CyclerStep(0.01, 1e6, 4.25));
            setup.Dendrite = new DendriteDesign { StartMicroseconds = 0, LocalCurrentFactor = 2 };
            EmulatedMachine machine = new EmulatedMachine(setup);
            machine.RunUntil(32 * VirtualClock.Second, default);
            double tip = machine.Cell.Dendrite.TipMetres;
            machine.RunUntil(230 * VirtualClock.Second, default);
            Assert.Equal(tip, machine.Cell.Dendrite.TipMetres, 1e-9);

            machine.RunUntil(240 * VirtualClock.Second, default);
            Assert.Equal(tip * 4 / 3, machine.Cell.Dendrite.TipMetres, 5e-7);
        }

        [Fact]
        public void Current_lifts_the_layer_by_the_anodes_share_of_the_overpotential()
        {
            EmulatedMachine machine = Unprotected(new CyclerStep(0, 60), new CyclerStep(0.01, 1e6, 4.25));
            machine.RunUntil(59 * VirtualClock.Second, default);
            double before = machine.View.LayerVolts;
            machine.RunUntil(120 * VirtualClock.Second, default);

            // Anode kinetics 14.5 mV, half the ohmic drop 3.7 mV, half the salt 2.9 mV.
            Assert.InRange(machine.View.LayerVolts - before, 0.019, 0.023);
        }

        [Fact]
        public void Above_the_limiting_current_the_cell_cannot_keep_the_current()
        {
            Gap gap = new Gap(1e-3);
            CellDesign design = new CellDesign { Gap = gap, Area = 1e-4, Symmetric = true, Capacity = 100, HeatTransfer = 1000 };
            MachineSetup setup = Setup(new CyclerStep(0.014, 1e6, 4.0, 1e-5));
            setup.Cell = design;
            EmulatedMachine machine = new EmulatedMachine(setup);
            machine.RunUntil(1200 * VirtualClock.Second, default);

            // 140 A/m2: 300.4 s, and then no more than about J* = 93.4 A/m2.
            Assert.Equal(300.4, machine.Truth.DepletedMicroseconds.Value * 1e-6, 1.0);
            Assert.InRange(machine.View.CellVolts, 3.9, 4.1);
            Assert.InRange(machine.View.Amperes, 0.0090, 0.0100);
        }

        [Fact]
        public void Cell_warms_by_its_losses_and_follows_the_room()
        {
            CellDesign design = new CellDesign { HeatCapacity = 4, HeatTransfer = 0.02, AmbientCelsius = 30 };
            ElectrochemicalCell cell = new ElectrochemicalCell(design);
            double time = 0;
            for (int i = 0; i < 20000; i++)
            {
                time += 0.1;
                cell.Advance(time, 0.1, 0, 0.1);
            }

            // 0.1 W over 0.02 W/K.
            Assert.Equal(35.0, cell.Celsius, 0.01);
        }

        private static EmulatedMachine Unprotected(params CyclerStep[] steps)
        {
            return new EmulatedMachine(Setup(steps));
        }

        private static MachineSetup Setup(params CyclerStep[] steps)
        {
            return new MachineSetup
            {
                Unprotected = true,
                Sense = new SenseLayerDesign { DriftVolts = 0 },
                Program = new CyclerProgram(0, steps, steps.Length - 1),
            };
        }
    }
}
