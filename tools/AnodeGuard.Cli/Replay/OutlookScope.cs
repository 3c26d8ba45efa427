using System.Linq;
using AnodeGuard.Cli.Replay.Settings;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Which figures of state and outlook mean something for this cell. Where what they rest on is a documented default, a
    /// number would look like knowledge: it is left out, and what is missing is said.
    /// </summary>
    /// <param name="Leads">Lead times across the gap: they rest on the current density, so on the area.</param>
    /// <param name="Recommends">Recommended charge current: it is a share of J* times the area.</param>
    /// <param name="CountsCharge">State of charge: it rests on the capacity and on the voltage of the full or of the empty cell.</param>
    internal sealed record OutlookScope(bool Leads, bool Recommends, bool CountsCharge)
    {
        private static readonly string[] EndsOfCharge = { "cell.full_voltage_v", "cell.empty_voltage_v", "limits.over_voltage_v", "limits.under_voltage_v" };

        /// <summary>For settings.</summary>
        public static OutlookScope Of(ReplaySettings settings)
        {
            bool area = IsGiven(settings, "cell.area_cm2");
            bool ends = EndsOfCharge.Any(key => IsGiven(settings, key));
            return new OutlookScope(area, area && IsGiven(settings, "transport.limiting_current_density_a_m2"), ends && IsGiven(settings, "cell.capacity_mah"));
        }

        private static bool IsGiven(ReplaySettings settings, string key)
        {
            return settings.Assumed.All(assumed => assumed.Key != key) && settings.Guessed.All(guessed => guessed.Key != key);
        }
    }
}
