using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>
    /// Guesses what nobody told from what a file shows. A documented default stays where the file does not speak against
    /// it: a limit is widened only where the cell was cycled beyond it on purpose (under the current that leads there,
    /// over a whole half-cycle) or was put in beyond it, and only as far. So no guess lets pass what the default would
    /// have told of a cell that its user kept inside.
    /// </summary>
    internal static class SettingsGuess
    {
        /// <summary>Cyclers overshoot, and rows miss the turning point, uV.</summary>
        private const long MarginMicrovolts = 50000;

        /// <summary>A symmetric cell's limits: the widest that the settings take, uV.</summary>
        private const long WidestMicrovolts = 5000000;

        /// <summary>A discharge to below this ends at the metal's own potential: an insertion electrode against metal, uV.</summary>
        private const long HalfCellMicrovolts = 1000000;

        /// <summary>Above the currents that a file holds over half-cycles.</summary>
        private const double CurrentMargin = 1.5;

        /// <summary>Changes the settings where the file speaks against them, and says each change.</summary>
        public static IReadOnlyList<SettingNote> Apply(GuardSettings settings, FileSurvey survey, CellFlags flags)
        {
            List<SettingNote> notes = new List<SettingNote>();
            if (survey.Rows == 0)
            {
                return notes;
            }

            if (flags.Limits == null)
            {
                GuessWindow(settings, survey, notes);
            }

            if (flags.Capacity_mAh == null)
            {
                GuessCapacity(settings, survey, notes);
            }

            GuessCurrents(settings, survey, notes);
            return notes;
        }

        /// <summary>The kind of cell that the voltages look like, in words; null where they do not tell.</summary>
        public static string KindOf(FileSurvey survey)
        {
            HalfCycle[] discharges = survey.HalfCycles.Where(half => half.Direction < 0).ToArray();
            if (survey.IsSymmetric)
            {
                return "a symmetric cell (metal against metal)";
            }

            return discharges.Length == 0
                ? null
                : discharges.Min(half => half.LowestMicrovolts) < HalfCellMicrovolts
                    ? "a half cell that is discharged to near 0 V (an anode material against metal)"
                    : "a full cell, or a cathode against metal";
        }

        private static void GuessWindow(GuardSettings settings, FileSurvey survey, List<SettingNote> notes)
        {
            if (survey.IsSymmetric)
            {
                settings.CellType = CellType.Symmetric;
                settings.UnderVoltageMicrovolts = -WidestMicrovolts;
                settings.OverVoltageMicrovolts = WidestMicrovolts;
                const string Why = "the voltage follows the sign of the current: a symmetric cell, which no voltage limit fits";
                notes.Add(new SettingNote("cell.type", "symmetric", "the voltage follows the sign of the current"));
                notes.Add(new SettingNote("limits.under_voltage_v", Volts(-WidestMicrovolts), Why));
                notes.Add(new SettingNote("limits.over_voltage_v", Volts(WidestMicrovolts), Why));
                return;
            }

            HalfCycle[] halves = survey.HalfCycles.Where(half => !half.Collapsed).ToArray();
            long low = halves.Where(half => half.Direction < 0).Select(half => half.LowestMicrovolts).DefaultIfEmpty(long.MaxValue).Min();
            long high = halves.Where(half => half.Direction > 0).Select(half => half.HighestMicrovolts).DefaultIfEmpty(long.MinValue).Max();
            // The rest that a file begins with is excused only where its very first row already stands outside: a voltage that
            // leaves the window at rest is what a short looks like.
            bool putInLow = survey.FirstMicrovolts < settings.UnderVoltageMicrovolts;
            bool putInHigh = survey.FirstMicrovolts > settings.OverVoltageMicrovolts;
            long lowest = putInLow ? Math.Min(low, Math.Min(survey.FirstMicrovolts, survey.LowestBeforeMicrovolts)) : low;
            long highest = putInHigh ? Math.Max(high, Math.Max(survey.FirstMicrovolts, survey.HighestBeforeMicrovolts)) : high;
            if (lowest < settings.UnderVoltageMicrovolts)
            {
                settings.UnderVoltageMicrovolts = lowest - MarginMicrovolts;
                notes.Add(new SettingNote("limits.under_voltage_v", Volts(settings.UnderVoltageMicrovolts), lowest < low
                    ? "the cell was put in at " + Volts(survey.FirstMicrovolts) + " V and rested at " + Volts(lowest) + " V"
                    : "it was discharged to " + Volts(low) + " V on purpose"));
            }

            if (highest > settings.OverVoltageMicrovolts)
            {
                settings.OverVoltageMicrovolts = highest + MarginMicrovolts;
                notes.Add(new SettingNote("limits.over_voltage_v", Volts(settings.OverVoltageMicrovolts), highest > high
                    ? "the cell was put in at " + Volts(survey.FirstMicrovolts) + " V and rested at " + Volts(highest) + " V"
                    : "it was charged to " + Volts(high) + " V on purpose"));
            }
        }

        private static void GuessCapacity(GuardSettings settings, FileSurvey survey, List<SettingNote> notes)
        {
            double largest_mAh = survey.HalfCycles.Select(half => half.Charge_mAh).DefaultIfEmpty().Max() * survey.ColumnShare;
            long microamperehours = (long)Math.Round(largest_mAh * 1000);
            if (microamperehours > 0)
            {
                settings.CapacityMicroampereHours = microamperehours;
                notes.Add(new SettingNote("cell.capacity_mah", Number(microamperehours / 1e3), "the most that flowed one way at a time"
                    + (survey.IsWhole ? string.Empty : " in the file's first " + survey.Rows.ToString(CultureInfo.InvariantCulture) + " rows")));
            }
        }

        private static void GuessCurrents(GuardSettings settings, FileSurvey survey, List<SettingNote> notes)
        {
            long charge = MeanCurrent(survey, 1);
            if (charge > settings.OverCurrentChargeNanoamperes)
            {
                settings.OverCurrentChargeNanoamperes = (long)(charge * CurrentMargin);
                notes.Add(new SettingNote("limits.over_current_charge_a", Number(settings.OverCurrentChargeNanoamperes / 1e9), Held(charge)));
            }

            long discharge = MeanCurrent(survey, -1);
            if (discharge > settings.OverCurrentDischargeNanoamperes)
            {
                settings.OverCurrentDischargeNanoamperes = (long)(discharge * CurrentMargin);
                notes.Add(new SettingNote("limits.over_current_discharge_a", Number(settings.OverCurrentDischargeNanoamperes / 1e9), Held(discharge)));
            }
        }

        private static long MeanCurrent(FileSurvey survey, int direction)
        {
            return (long)survey.HalfCycles.Where(half => half.Direction == direction && half.Duration_s > 0)
                .Select(half => half.Charge_mAh * 3600 / half.Duration_s * 1e6).DefaultIfEmpty().Max();
        }

        private static string Held(long nanoamperes)
        {
            return "1.5 times the " + Number(nanoamperes / 1e9) + " A that the file holds over a half-cycle";
        }

        private static string Volts(long microvolts)
        {
            return Number(microvolts / 1e6);
        }

        private static string Number(double value)
        {
            return value.ToString("0.######", CultureInfo.InvariantCulture);
        }
    }
}
