using System;
using System.Text.Json.Nodes;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>
    /// Draws a cell with its Cu layer, its cycler and the settings a careful user would enter: metal, electrolyte, geometry,
    /// board, current and temperature vary; the transport settings are wrong by up to a tenth, as they are in a laboratory.
    /// </summary>
    internal static class CellDraw
    {
        private const double SettingsError = 0.1;
        private const double LargestCoinAmperes = 0.03;

        /// <summary>A full cell, charged and discharged for ever at 0.2 to 1 C.</summary>
        public static void Full(CaseDraft draft)
        {
            bool pouch = draft.Chance(0.4);
            double area = (pouch ? draft.Between(20, 100) : draft.Between(1.27, 5)) * 1e-4;
            Gap gap = new Gap(draft.Between(25e-6, 60e-6), draft.Between(0.38, 0.5));
            string chemistry = draft.Chance(0.6) ? "li" : draft.Chance(0.5) ? "na" : "k";
            Electrolyte electrolyte = ElectrolyteOf(draft, chemistry);
            double celsius = draft.Between(18, 33);
            double limiting = gap.LimitingCurrentDensity(electrolyte, celsius + 273.15);
            double capacityPerArea = draft.Between(2, 4) * 3.6e4;
            double density = Math.Min(capacityPerArea / 3600 * draft.Between(0.2, 1), 0.5 * limiting);
            draft.Setup.Cell = new CellDesign
            {
                Area = area,
                Gap = gap,
                Electrolyte = electrolyte,
                Capacity = area * capacityPerArea,
                InitialStateOfCharge = draft.Between(0.1, 0.3),
                SeriesOhms = pouch ? 0.02 : draft.Between(0.2, 1),
                HeatCapacity = pouch ? 40 : 4,
                HeatTransfer = pouch ? 0.2 : 0.02,
                AmbientCelsius = celsius,
                AmbientSwing = draft.Between(0, 3),
                AmbientPhase = draft.Between(0, 2 * Math.PI),
            };
            double amperes = density * area;
            Finish(draft, pouch, chemistry, 3.0, 4.35, amperes, new[]
            {
                new CyclerStep(amperes, 20 * 3600, 4.25, amperes / 20),
                new CyclerStep(0, 600),
                new CyclerStep(-amperes, 20 * 3600, 3.2),
                new CyclerStep(0, 600),
            });
        }

        /// <summary>A full cell that is charged and discharged by the clock: half-cycles of the same length.</summary>
        public static void Timed(CaseDraft draft, double halfCycle_s)
        {
            Full(draft);
            double amperes = Math.Min(draft.Amperes, 0.25 * draft.Setup.Cell.Capacity / halfCycle_s);
            Replay(draft, new[]
            {
                new CyclerStep(amperes, halfCycle_s, 4.25),
                new CyclerStep(0, 60),
                new CyclerStep(-amperes, halfCycle_s, 3.2),
                new CyclerStep(0, 60),
            });
            draft.Amperes = amperes;
        }

        /// <summary>A symmetric cell with timed half-cycles.</summary>
        /// <param name="draft">Into this.</param>
        /// <param name="gap">Distance between the metals.</param>
        /// <param name="normalizedCurrent">J/J* at the cell's temperature.</param>
        /// <param name="halfCycle_s">Length of a half-cycle.</param>
        public static void Symmetric(CaseDraft draft, Gap gap, double normalizedCurrent, double halfCycle_s)
        {
            double celsius = draft.Between(20, 30);
            Electrolyte electrolyte = ElectrolyteOf(draft, "li");
            double density = normalizedCurrent * gap.LimitingCurrentDensity(electrolyte, celsius + 273.15);

            // No more than the coin board carries: then the cell is smaller.
            double area = Math.Min(draft.Between(1.27, 3) * 1e-4, LargestCoinAmperes / density);
            double amperes = density * area;
            draft.Setup.Cell = new CellDesign
            {
                Area = area,
                Gap = gap,
                Electrolyte = electrolyte,
                Symmetric = true,
                Capacity = Math.Max(72, 4 * amperes * halfCycle_s),
                SeriesOhms = draft.Between(0.2, 1),
                AmbientCelsius = celsius,
            };
            Finish(draft, false, "li", -4.5, 4.5, amperes, new[]
            {
                new CyclerStep(amperes, halfCycle_s, 4),
                new CyclerStep(-amperes, halfCycle_s, -4),
            });
        }

        /// <summary>Gives the cycler another program, begun when the board is armed.</summary>
        public static void Replay(CaseDraft draft, CyclerStep[] steps)
        {
            draft.Setup.Program = new CyclerProgram(Scenarios.CyclerStartSeconds, steps);
        }

        /// <summary>Changes one setting.</summary>
        public static void Set(CaseDraft draft, string group, string key, JsonNode value)
        {
            JsonNode document = JsonNode.Parse(draft.Setup.SettingsJson);
            document[group][key] = value;
            draft.Setup.SettingsJson = document.ToJsonString();
        }

        private static Electrolyte ElectrolyteOf(CaseDraft draft, string chemistry)
        {
            return chemistry switch
            {
                // Chayambuka 2022 at 1 mol/L.
                "na" => Electrolyte.Constant(2.49e-11, 1000, 0.45),

                // Nothing is published that could be read: between the lithium salts, assumed.
                "k" => Electrolyte.Constant(draft.Between(2.5e-10, 4e-10), 1000, draft.Between(0.35, 0.5)),
                _ => draft.Chance(0.3) ? Electrolyte.Valoen2005() : Electrolyte.Constant(draft.Between(1.8e-10, 3.2e-10), 1000, draft.Between(0.22, 0.4)),
            };
        }

        private static void Finish(CaseDraft draft, bool pouch, string chemistry, double lowest, double highest, double amperes, CyclerStep[] steps)
        {
            MachineSetup setup = draft.Setup;
            draft.Amperes = amperes;
            setup.Board = pouch ? BoardKind.Pouch : BoardKind.Coin;
            setup.BoardCelsius = draft.Between(24, 34);
            setup.NodeLeakageAmperes = draft.Between(0, 2e-12);
            setup.Sense = new SenseLayerDesign
            {
                EquilibriumVolts = draft.Between(2.7, 3.2),
                ChargeTransferOhms = draft.Decades(1e7, 1e8),
                DriftVolts = draft.Between(0.002, 0.02),
                DriftPeriod = draft.Between(14000, 40000),
                LeakageAmperes = draft.Between(0, 50e-12),
            };
            setup.SettingsJson = CellSettings.For(setup.Cell, "evaluate", lowest, highest, Math.Min(amperes * 1.5, pouch ? 4.5 : 0.045));
            Set(draft, "cell", "chemistry", chemistry);
            Scale(draft, "limiting_current_density_a_m2");
            Scale(draft, "diffusion_time_s");
            Replay(draft, steps);
            draft.Note("area_cm2", setup.Cell.Area * 1e4);
            draft.Note("amperes", amperes);
            draft.Note("gap_um", setup.Cell.Gap.Metres * 1e6);
        }

        private static void Scale(CaseDraft draft, string key)
        {
            JsonNode document = JsonNode.Parse(draft.Setup.SettingsJson);
            double value = document["transport"][key].GetValue<double>() * draft.Between(1 - SettingsError, 1 + SettingsError);
            document["transport"][key] = Math.Round(value, 4);
            draft.Setup.SettingsJson = document.ToJsonString();
        }
    }
}
