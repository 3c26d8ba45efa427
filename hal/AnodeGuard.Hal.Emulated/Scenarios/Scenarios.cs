using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>All scenarios by name.</summary>
    public static partial class Scenarios
    {
        /// <summary>Virtual time at which the cycler begins in the stories of a single cell: the board is armed by then.</summary>
        public const double CyclerStartSeconds = 20;

        private static readonly Scenario[] Known =
        {
            new Scenario("healthy-cycling", "a healthy cell is charged and discharged, hour after hour; nothing may be reported", 3600, Healthy),
            new Scenario("dendrite-contact", "a dendrite grows while charging, touches the Cu layer and would short the cell some time later", 300, DendriteContact),
            new Scenario("sand-depletion", "a thick gap is charged above its limiting current until the salt at the anode is used up", 900, SandDepletion),
            new Scenario("open-sense-lead", "the wire to the Cu layer breaks while charging", 200, OpenSenseLead),
            new Scenario("hard-short", "the separator is pierced while charging", 200, HardShort),
            new Scenario("recording", "a recording of a real cell is played, with a healthy synthetic Cu layer where it has none", 0, Recorded),
            new Scenario("sense-shorted-lead", "the wire to the Cu layer touches the anode's tab", 200, ShortedLead),
            new Scenario("sense-contact-cathode", "metal from the cathode's side touches the Cu layer", 200, CathodeContact),
            new Scenario("sense-leakage", "a film of moisture discharges the Cu layer with 12 to 20 nA", 3600, SenseLeakage),
            new Scenario("sense-stuck", "the sense converter's code stops changing", 200, StuckSense),
            new Scenario("converter-silent", "the sense converter no longer answers on its bus", 200, SilentConverter),
            new Scenario("bus-stuck", "something holds the I2C bus low", 200, StuckBus),
            new Scenario("switch-welded", "a dendrite touches the Cu layer, and the switch does not open", 300, WeldedSwitch),
            new Scenario("micro-shorts", "filaments touch and burn off while charging: three to six dips of 20 to 80 mV", 300, MicroShorts),
            new Scenario("interrupts", "a healthy cell is charged, rests, is discharged, rests: the board finds out its limiting current, which the settings put a fifth too high", 1800, Interrupts),
            new Scenario("rest-leakage", "a resting cell leaks through 20 to 60 kohm", 7200, RestLeakage),
            new Scenario("over-temperature", "the cell is heated from outside", 200, OverTemperature),
            new Scenario("vented-cell", "a charging cell vents into its housing, which has a gas sensor: pressure rises, and its plate smells the solvent", 200, VentedCell),
        };

        /// <summary>All of them, in the order in which they are listed to people.</summary>
        public static IReadOnlyList<Scenario> All
        {
            get { return Known; }
        }

        /// <summary>The scenario of a name.</summary>
        /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
        public static Scenario Get(string name)
        {
            return Known.FirstOrDefault(scenario => scenario.Name == name)
                ?? throw new ArgumentException("unknown scenario '" + name + "'; known: " + string.Join(", ", Known.Select(s => s.Name)));
        }

        private static void Healthy(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            bool pouch = random.NextUnit() < 0.5;
            double area = (pouch ? random.NextBetween(20, 100) : random.NextBetween(1.27, 5)) * 1e-4;
            double capacityPerArea = random.NextBetween(2, 4) * 3.6e4;
            double capacity = area * capacityPerArea;
            double cRate = random.NextBetween(0.2, 0.8);
            double current = capacity * cRate / 3600;
            setup.Board = pouch ? BoardKind.Pouch : BoardKind.Coin;
            setup.BoardCelsius = random.NextBetween(24, 34);
            setup.NodeLeakageAmperes = random.NextBetween(0, 2e-12);
            setup.Cell = new CellDesign
            {
                Area = area,
                Capacity = capacity,
                InitialStateOfCharge = random.NextBetween(0.1, 0.5),
                SeriesOhms = pouch ? 0.02 : 0.5,
                HeatCapacity = pouch ? 40 : 4,
                HeatTransfer = pouch ? 0.2 : 0.02,
                AmbientCelsius = random.NextBetween(20, 32),
                AmbientSwing = random.NextBetween(0, 4),
                AmbientPhase = random.NextBetween(0, 2 * Math.PI),
            };
            setup.Sense = new SenseLayerDesign
            {
                EquilibriumVolts = random.NextBetween(2.7, 3.2),
                ChargeTransferOhms = Math.Pow(10, random.NextBetween(7, 8)),
                DriftVolts = random.NextBetween(0.002, 0.02),
                DriftPeriod = random.NextBetween(14000, 40000),
                LeakageAmperes = random.NextBetween(0, 50e-12),
            };
            setup.Program = new CyclerProgram(CyclerStartSeconds, new[]
            {
                new CyclerStep(current, 20 * 3600, 4.25, current / 20),
                new CyclerStep(0, 600),
                new CyclerStep(-current, 20 * 3600, 3.2),
                new CyclerStep(0, 600),
            });
            setup.SettingsJson = CellSettings.For(setup.Cell, "healthy-cycling", 3.0, 4.35, Math.Min(current * 1.5, 4.5));
            setup.Description = string.Format(
                CultureInfo.InvariantCulture, "healthy {0} cell, {1:F1} cm2, {2:F1} mAh, {3:F2} C, {4:F0} C", pouch ? "pouch" : "coin", area * 1e4, capacity / 3.6, cRate, setup.Cell.AmbientCelsius);
        }

        private static void DendriteContact(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "dendrite-contact");
            double start = CyclerStartSeconds + random.NextBetween(10, 90);
            setup.Dendrite = new DendriteDesign
            {
                StartMicroseconds = (long)(start * VirtualClock.Second),
                LocalCurrentFactor = random.NextBetween(1.7, 3.5),
                ContactOhms = options.ContactOhms ?? 1000,
            };
        }

        private static void SandDepletion(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            CellDesign cell = new CellDesign
            {
                Area = 1.5e-4,
                Gap = new Gap(1e-3),
                Electrolyte = Electrolyte.Valoen2005(),
                Symmetric = true,
                Capacity = 72,
                SeriesOhms = 0.3,
                AmbientCelsius = random.NextBetween(22, 28),
            };
            double factor = random.NextBetween(1.3, 1.8);
            double current = factor * cell.Area
                * cell.Gap.LimitingCurrentDensity(cell.Electrolyte, cell.AmbientCelsius + PhysicalConstants.ZeroCelsius);
            setup.Cell = cell;
            setup.Program = new CyclerProgram(CyclerStartSeconds, new[] { new CyclerStep(current, 7200, 4.0, 1e-5), new CyclerStep(0, 600) });
            setup.Dendrite = new DendriteDesign
            {
                StartsOnDepletion = true,
                LocalCurrentFactor = random.NextBetween(2, 4),
                ContactOhms = options.ContactOhms ?? 1000,
            };
            setup.SettingsJson = CellSettings.For(cell, "sand-depletion", -4.5, 4.5, current * 1.5);
            setup.Description = string.Format(
                CultureInfo.InvariantCulture, "Li|Li, 1 mm gap, charged with {0:F1} mA: {1:F2} times its limiting current", current * 1e3, factor);
        }

        private static void OpenSenseLead(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "open-sense-lead");
            SenseLead where = random.NextUnit() < 0.5 ? SenseLead.OpenAtConnector : SenseLead.OpenAtCell;
            Later(setup, random, faults => faults.OpenSenseLead(where));
        }

        private static void HardShort(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "hard-short");
            double ohms = random.NextBetween(0.1, 0.5);
            setup.Dendrite = new DendriteDesign
            {
                ContactOhms = options.ContactOhms ?? 10,
                FirstBridgeOhms = ohms,
                LastBridgeOhms = ohms,
            };
            Later(setup, random, faults => faults.PierceSeparator());
        }

        private static void Recorded(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            setup.Recording = options.Recording
                ?? throw new ArgumentException("the scenario 'recording' needs a recording (--recording FILE)");
            const double CoinLimitAmperes = 0.04;
            bool small = Array.TrueForAll(setup.Recording.Amperes, x => Math.Abs(x) < CoinLimitAmperes);
            setup.Board = small ? BoardKind.Coin : BoardKind.Pouch;
            setup.Sense = new SenseLayerDesign { DriftVolts = random.NextBetween(0.002, 0.01) };
            setup.SettingsJson = CellSettings.For(setup.Recording, "recording");
        }

        private static void ShortedLead(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "sense-shorted-lead");
            Later(setup, random, faults => faults.ConnectSenseToAnode(options.ContactOhms ?? 1));
        }

        private static void CathodeContact(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "sense-contact-cathode");
            Later(setup, random, faults => faults.ConnectSenseToCathode(options.ContactOhms ?? 1000));
        }

        private static void SenseLeakage(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "sense-leakage");

            // Moved by 0.25 to 0.4 mV/s, the layer is more than the core's 0.45 V away after half an hour, and the core's
            // slow baseline (1 mV/s) still follows: no contact. A layer that is held as firmly as in the other stories
            // would give way by some 0.1 V only, so this one is of the upper end of what is assumed (1 Gohm).
            double voltsPerSecond = random.NextBetween(0.25e-3, 0.4e-3);
            setup.Sense = new SenseLayerDesign
            {
                EquilibriumVolts = random.NextBetween(2.8, 3.1),
                ChargeTransferOhms = random.NextBetween(0.5e9, 1e9),
                DriftVolts = random.NextBetween(0.002, 0.02),
            };
            double amperes = voltsPerSecond * setup.Sense.FaradsPerArea * setup.Cell.Area;
            Later(setup, random, faults => faults.LeakSense(amperes));
        }

        private static void StuckSense(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "sense-stuck");
            Later(setup, random, faults => faults.StickCode(BoardChannel.Sense));
        }

        private static void SilentConverter(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            const int Ads1115 = 0x48;
            WriteChargingCell(setup, options, random, "converter-silent");
            Later(setup, random, faults => faults.SilenceChip(Ads1115));
        }

        private static void StuckBus(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "bus-stuck");
            Later(setup, random, faults => faults.StickBus());
        }

        private static void WeldedSwitch(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            DendriteContact(setup, options, random);
            Later(setup, random, faults => faults.WeldSwitch());
        }

        private static void OverTemperature(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "over-temperature");
            double by = random.NextBetween(45, 60);
            Later(setup, random, faults => faults.HeatCell(by));
        }

        private static void MicroShorts(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "micro-shorts");
            int dips = 3 + (int)(random.NextUnit() * 4);
            for (int dip = 0; dip < dips; dip++)
            {
                double start = CyclerStartSeconds + 30 + (40 * dip) + random.NextBetween(0, 20);
                double ohms = random.NextBetween(250, 900);
                double seconds = random.NextBetween(0.2, 2);
                setup.Prepare += machine => machine.Faults.At((long)(start * VirtualClock.Second), faults => faults.TouchCell(ohms, seconds));
            }
        }

        // Charges of several diffusion times, and rests of more than three: each gives J* and t_D.
        private static void Interrupts(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            const double Amperes = 20e-3;
            WriteChargingCell(setup, options, random, "interrupts");
            setup.Program = new CyclerProgram(CyclerStartSeconds, new[]
            {
                new CyclerStep(Amperes, 60, 4.25),
                new CyclerStep(0, 50),
                new CyclerStep(-Amperes, 60, 3.0),
                new CyclerStep(0, 50),
            });
            CellDesign believed = new CellDesign { Gap = new Gap(setup.Cell.Gap.Metres / 1.2, setup.Cell.Gap.Porosity) };
            setup.SettingsJson = CellSettings.For(believed, "interrupts", 3.0, 4.35, 1.5 * Amperes);
        }

        private static void RestLeakage(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "rest-leakage");
            setup.Program = new CyclerProgram(CyclerStartSeconds, new[] { new CyclerStep(0, 3 * 3600) });
            double ohms = options.ContactOhms ?? random.NextBetween(20e3, 60e3);
            setup.Prepare += machine => machine.Faults.BridgeCell(ohms);
        }

        // A coin cell of 2.5 cm2 and 10 mAh that is charged with 4 mA/cm2.
        private static void WriteChargingCell(MachineSetup setup, ScenarioOptions options, SeededRandom random, string deviceId)
        {
            const double Amperes = 10e-3;
            setup.Cell = new CellDesign
            {
                InitialStateOfCharge = random.NextBetween(0.2, 0.4),
                AmbientCelsius = random.NextBetween(21, 29),
            };
            setup.Sense = new SenseLayerDesign
            {
                EquilibriumVolts = random.NextBetween(2.8, 3.1),
                ChargeTransferOhms = Math.Pow(10, random.NextBetween(7, 8)),
                DriftVolts = random.NextBetween(0.002, 0.02),
            };
            setup.Program = new CyclerProgram(CyclerStartSeconds, new[]
            {
                new CyclerStep(Amperes, 3 * 3600, 4.25, Amperes / 20),
                new CyclerStep(0, 600),
                new CyclerStep(-Amperes, 3 * 3600, 3.2),
                new CyclerStep(0, 600),
            });
            setup.SettingsJson = CellSettings.For(setup.Cell, deviceId, 3.0, 4.35, 1.5 * Amperes);
        }

        // 30 s to 90 s after the cycler has begun.
        private static void Later(MachineSetup setup, SeededRandom random, Action<MachineFaults> fault)
        {
            long at = (long)((CyclerStartSeconds + random.NextBetween(30, 90)) * VirtualClock.Second);
            setup.Prepare += machine => machine.Faults.At(at, fault);
        }
    }
}
