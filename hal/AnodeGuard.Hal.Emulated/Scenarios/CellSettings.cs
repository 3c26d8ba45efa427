using System;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AnodeGuard.Hal.Emulated
{
    /// <summary>Writes the settings document that suits a cell: what a careful user would have entered.</summary>
    public static class CellSettings
    {
        private const double RoomKelvin = 298.15;
        private const double ColdKelvin = 283.15;

        /// <summary>For an emulated cell.</summary>
        /// <param name="design">The cell.</param>
        /// <param name="deviceId">device.id.</param>
        /// <param name="lowestVolts">limits.under_voltage_v.</param>
        /// <param name="highestVolts">limits.over_voltage_v.</param>
        /// <param name="highestAmperes">limits.over_current_*.</param>
        public static string For(CellDesign design, string deviceId, double lowestVolts, double highestVolts, double highestAmperes)
        {
            double limiting = design.Gap.LimitingCurrentDensity(design.Electrolyte, RoomKelvin);
            double time = design.Gap.DiffusionTime(design.Electrolyte, RoomKelvin);
            double limitingCold = design.Gap.LimitingCurrentDensity(design.Electrolyte, ColdKelvin);
            double timeCold = design.Gap.DiffusionTime(design.Electrolyte, ColdKelvin);
            JsonObject document = Document(deviceId, design.Area * 1e4, design.Capacity / 3.6, lowestVolts, highestVolts, highestAmperes);
            if (design.Symmetric)
            {
                document["cell"]["type"] = "symmetric";
            }

            document["transport"] = new JsonObject
            {
                ["limiting_current_density_a_m2"] = Rounded(limiting, 4),
                ["diffusion_time_s"] = Rounded(time, 4),
                ["limiting_current_activation_kj_mol"] = Rounded(Activation(limiting / limitingCold), 2),
                ["diffusion_activation_kj_mol"] = Rounded(Activation(timeCold / time), 2),
            };
            return Text(document);
        }

        /// <summary>For a recording: limits a little beyond what it holds; area and transport are not known and default.</summary>
        public static string For(ICellRecording recording, string deviceId)
        {
            double low = double.PositiveInfinity;
            double high = double.NegativeInfinity;
            double current = 0;
            double charge = 0;
            double lowestCharge = 0;
            double highestCharge = 0;
            for (int i = 0; i < recording.Volts.Length; i++)
            {
                low = Math.Min(low, recording.Volts[i]);
                high = Math.Max(high, recording.Volts[i]);
                current = Math.Max(current, Math.Abs(recording.Amperes[i]));
                charge += i == 0 ? 0 : recording.Amperes[i] * (recording.TimeSeconds[i] - recording.TimeSeconds[i - 1]);
                lowestCharge = Math.Min(lowestCharge, charge);
                highestCharge = Math.Max(highestCharge, charge);
            }

            const double VoltMargin = 0.1;
            double capacity = Math.Max((highestCharge - lowestCharge) / 3.6, 0.001);
            return Text(Document(deviceId, 1, capacity, low - VoltMargin, high + VoltMargin, current * 1.2));
        }

        private static JsonObject Document(
            string deviceId, double area, double capacity, double lowestVolts, double highestVolts, double highestAmperes)
        {
            double amperes = Rounded(Math.Clamp(highestAmperes, 1e-6, 5), 6);
            return new JsonObject
            {
                ["version"] = 2,
                ["device"] = new JsonObject { ["site"] = "emulated", ["id"] = deviceId },
                ["cell"] = new JsonObject
                {
                    ["chemistry"] = "li",
                    ["area_cm2"] = Rounded(area, 4),
                    ["capacity_mah"] = Rounded(capacity, 3),
                },
                ["sense"] = new JsonObject { ["self_test_period_s"] = 5 },
                ["limits"] = new JsonObject
                {
                    ["over_voltage_v"] = Rounded(Math.Clamp(highestVolts, -5, 5), 3),
                    ["under_voltage_v"] = Rounded(Math.Clamp(lowestVolts, -5, 5), 3),
                    ["over_current_charge_a"] = amperes,
                    ["over_current_discharge_a"] = amperes,
                },
            };
        }

        private static double Activation(double ratio)
        {
            double joules = PhysicalConstants.GasConstant * Math.Log(ratio) / ((1 / ColdKelvin) - (1 / RoomKelvin));
            return Math.Clamp(joules / 1000, 0, 100);
        }

        private static double Rounded(double value, int decimals)
        {
            return Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        }

        private static string Text(JsonObject document)
        {
            return document.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        }
    }
}
