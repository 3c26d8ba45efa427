using System.Globalization;
using System.Text.Json.Nodes;

namespace AnodeGuard.Hal.Emulated
{
    /// <content>Stories that the gas sensor tells.</content>
    public static partial class Scenarios
    {
        private static void VentedCell(MachineSetup setup, ScenarioOptions options, SeededRandom random)
        {
            WriteChargingCell(setup, options, random, "vented-cell");
            setup.GasSensor = true;
            setup.SettingsJson = WithGasSensor(setup.SettingsJson);

            // In a litre 1 mmol is 2.5 kPa: 6 to 12 kPa, the settings alarm at 5.
            double millimoles = random.NextBetween(2.5, 5);
            double seconds = random.NextBetween(2, 10);
            Later(setup, random, faults => faults.VentCell(millimoles, seconds));
            setup.Description = string.Format(
                CultureInfo.InvariantCulture, "a charging cell vents {0:F1} mmol within {1:F0} s into a housing of a litre", millimoles, seconds);
        }

        private static string WithGasSensor(string settings)
        {
            JsonNode document = JsonNode.Parse(settings);
            document["device"]["gas_sensor"] = true;
            return document.ToJsonString();
        }
    }
}
