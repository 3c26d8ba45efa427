using System;
using System.Text.Json.Nodes;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Cli.Evaluate
{
    /// <summary>What happens to the cell itself beside dendrites and shorts: a lost lead, a separator that shuts down, age. And what only looks like it.</summary>
    internal static class CellCases
    {
        private const double Start_s = Scenarios.CyclerStartSeconds;
        private const double Short_s = 300;
        private const double Rest_s = 60;
        private const double Hottest = 100;
        private const double OvenRipple_s = 300;

        // The thermistor and its divider, 0 to 60 C; hotter no better.
        private const double ThermometerKelvin = 0.7;

        /// <summary>One wire between board and cell breaks while it charges.</summary>
        public static void CellLead(CaseDraft draft)
        {
            CellDraw.Full(draft);
            double at = Start_s + draft.Between(20, 600);
            draft.At(at, faults => faults.CutCellLead());
            End(draft, at, 60);
        }

        /// <summary>A polymer cell is heated through the temperature at which its separator shuts down, some tenths of a kelvin a second.</summary>
        public static void Shutdown(CaseDraft draft)
        {
            double shutdown = Hot(draft);
            double at = Start_s + draft.Between(60, 600);
            draft.At(0.001, faults => faults.FitShutdownSeparator(shutdown));
            draft.At(at, faults => faults.WarmSurroundings(shutdown + 12 - draft.Setup.Cell.AmbientCelsius));
            End(draft, at, 1800);
        }

        /// <summary>
        /// The same cell in a regulated oven, 9 K below where its pores close, whose user has entered a shutdown temperature
        /// at the oven's: the oven's ripple, as wide as a thermometer's errors, carries the reading across it again and again,
        /// while the cycler turns the current on, down, off and round.
        /// </summary>
        public static void NearShutdown(CaseDraft draft)
        {
            double shutdown = Hot(draft);
            double configured = Math.Round(shutdown - 9, 1);
            CellDraw.Set(draft, "limits", "shutdown_temperature_c", JsonValue.Create(configured));
            draft.Note("configured_c", configured);
            draft.At(0.001, faults => faults.FitShutdownSeparator(shutdown));
            CellDesign cell = draft.Setup.Cell;
            double end = draft.InnocentHours * 3600;
            for (double at = Start_s + 60; at < end; at += OvenRipple_s)
            {
                // The oven keeps the day's swing of the room away.
                double room = cell.AmbientCelsius + (cell.AmbientSwing * Math.Sin((2 * Math.PI * at / 86400) + cell.AmbientPhase));
                double oven = configured + draft.Between(-2 * ThermometerKelvin, ThermometerKelvin);
                draft.At(at, faults => faults.WarmSurroundings(oven - room));
            }

            double on = draft.Between(60, 600);
            double part = draft.Between(0.05, 0.5) * draft.Amperes;
            CellDraw.Replay(draft, new[]
            {
                new CyclerStep(draft.Amperes, on, 4.2), new CyclerStep(part, 60, 4.2), new CyclerStep(0, 30),
                new CyclerStep(-draft.Amperes, on, 3.3), new CyclerStep(-part, 60, 3.3), new CyclerStep(draft.Amperes, 20, 4.2), new CyclerStep(0, 30),
            });
            draft.EndMicroseconds = (long)(end * VirtualClock.Second);
        }

        /// <summary>Dead metal doubles the cell's resistance within 16 to 40 half-cycles.</summary>
        public static void DeadMetal(CaseDraft draft)
        {
            double perCoulomb = Rising(draft, out double at);
            draft.At(at, faults => faults.AgeCell(ageing => ageing.DeadMetalOhmsPerCoulomb = perCoulomb));
            End(draft, at, 60 * (Short_s + Rest_s));
        }

        /// <summary>The same of stripping alone: voids.</summary>
        public static void Voids(CaseDraft draft)
        {
            double perCoulomb = Rising(draft, out double at);
            draft.At(at, faults => faults.AgeCell(ageing => ageing.VoidOhmsPerCoulomb = perCoulomb));
            End(draft, at, 60 * (Short_s + Rest_s));
        }

        /// <summary>
        /// Between two limits of the voltage, a half-cycle of some 12 % of the capacity: after nine cycles the share that comes
        /// back falls by 0.5 to 1.5 % with each, to 7 % less.
        /// </summary>
        public static void Losing(CaseDraft draft)
        {
            double each = Windowed(draft, out double seconds);
            double perCycle = draft.Between(0.005, 0.015);
            draft.Note("lost_per_cycle", perCycle);
            double at = Start_s + (18.5 * seconds);
            draft.At(at, faults => faults.AgeCell(ageing => ageing.LostSharePerCoulomb = perCycle / (2 * each)));
            double until = at + (14 * seconds);
            draft.At(until, faults => faults.AgeCell(ageing => ageing.LostSharePerCoulomb = 0));
            End(draft, at, 26 * seconds);
        }

        /// <summary>The cell vents into its litre of housing: 1.5 to 12 kPa within 2 to 30 s, and vapour on the gas sensor's plate.</summary>
        public static void Vents(CaseDraft draft)
        {
            WithGasSensor(draft);
            double millimoles = draft.Decades(0.6, 5);
            double seconds = draft.Between(2, 30);
            draft.Note("millimoles", millimoles);
            draft.Note("within_s", seconds);
            double at = Start_s + draft.Between(60, 1800);
            draft.At(at, faults => faults.VentCell(millimoles, seconds));
            End(draft, at, 300);
        }

        /// <summary>Weather of up to 10 hPa in three hours, and humidity, change as a sensor in the housing feels them.</summary>
        public static void Weather(CaseDraft draft)
        {
            WithGasSensor(draft);
            double humidity = draft.Between(-8, 8);
            double pressure = draft.Between(-350, 350);
            draft.Note("humidity_percent_h", humidity);
            draft.Note("pascals_h", pressure);
            draft.At(Start_s + 60, faults => faults.DriftAir(humidity, pressure));
            draft.EndMicroseconds = (long)(draft.InnocentHours * 3600 * VirtualClock.Second);
        }

        /// <summary>
        /// A cell that ages as cells do: 1 to 4 % are lost from the start, and the resistance grows by a quarter over the run.
        /// </summary>
        public static void SlowAgeing(CaseDraft draft)
        {
            bool windowed = draft.Chance(0.5);
            if (windowed)
            {
                Windowed(draft, out _);
            }
            else
            {
                CellDraw.Timed(draft, Short_s);
            }

            double lost = draft.Between(0.01, 0.04);
            double coulombs = draft.Amperes * draft.InnocentHours * 3600;
            double growth = 0.25 * MicroShort.Resistance(draft.Setup.Cell, draft.Amperes) / coulombs;
            draft.Note("lost", lost);
            draft.At(0.001, faults => faults.AgeCell(ageing =>
            {
                ageing.LostShare = lost;
                ageing.DeadMetalOhmsPerCoulomb = growth;
            }));
            draft.EndMicroseconds = (long)(draft.InnocentHours * 3600 * VirtualClock.Second);
        }

        private static void WithGasSensor(CaseDraft draft)
        {
            CellDraw.Full(draft);
            draft.Setup.GasSensor = true;
            CellDraw.Set(draft, "device", "gas_sensor", JsonValue.Create(true));
        }

        private static double Rising(CaseDraft draft, out double at)
        {
            CellDraw.Timed(draft, Short_s);
            double halfCycles = draft.Between(16, 40);
            draft.Note("doubles_in_half_cycles", halfCycles);
            at = Start_s + (10.5 * (Short_s + Rest_s));
            return MicroShort.Resistance(draft.Setup.Cell, draft.Amperes) / (halfCycles * Short_s * draft.Amperes);
        }

        /// <summary>Cycles between 3.65 and 3.85 V.</summary>
        /// <returns>About the charge of a half-cycle, coulombs.</returns>
        private static double Windowed(CaseDraft draft, out double seconds)
        {
            CellDraw.Full(draft);
            CellDraw.Replay(draft, new[]
            {
                new CyclerStep(draft.Amperes, 7200, 3.85), new CyclerStep(0, Rest_s), new CyclerStep(-draft.Amperes, 7200, 3.65), new CyclerStep(0, Rest_s),
            });

            // The open-circuit voltage rises by some 0.2 V over this part of the cathode's capacity; the polarisation narrows it.
            double each = 0.2 * draft.Setup.Cell.Capacity;
            seconds = (each / draft.Amperes) + Rest_s;
            return each;
        }

        /// <summary>A lithium polymer cell that runs hot on purpose, within its limits.</summary>
        private static double Hot(CaseDraft draft)
        {
            CellDraw.Full(draft);
            CellDraw.Set(draft, "cell", "chemistry", JsonValue.Create("li"));
            CellDraw.Set(draft, "cell", "electrolyte", JsonValue.Create("polymer"));
            double shutdown = draft.Between(70, 85);
            draft.Note("shutdown_c", shutdown);
            CellDraw.Set(draft, "limits", "over_temperature_c", JsonValue.Create(Hottest));
            CellDraw.Set(draft, "limits", "shutdown_temperature_c", JsonValue.Create(Math.Round(shutdown - 5, 1)));

            // The board is not in the oven.
            CellDraw.Set(draft, "limits", "thermometers_apart_k", JsonValue.Create(0));
            return shutdown;
        }

        private static void End(CaseDraft draft, double onset_s, double runs_s)
        {
            draft.OnsetMicroseconds = (long)(onset_s * VirtualClock.Second);
            draft.EndMicroseconds = (long)((onset_s + runs_s) * VirtualClock.Second);
        }
    }
}
