using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Replay.Settings
{
    /// <summary>The options that say what cell a recording is of, for who has no settings document. Ranges are the document's.</summary>
    internal static class CellOptions
    {
        private static readonly NumberRange Voltage = NumberRange.Closed(-5, 5, "V");

        private static readonly (string Name, Chemistry Chemistry)[] Chemistries =
        {
            ("li", Chemistry.Lithium), ("na", Chemistry.Sodium), ("k", Chemistry.Potassium),
        };

        public static readonly Option<double?> Capacity =
            OptionOf.OptionalNumber("--capacity-mah", "Nominal capacity of the cell, mAh", NumberRange.Closed(0.001, 1000000, "mAh"));

        public static readonly Option<double?> Area =
            OptionOf.OptionalNumber("--area-cm2", "Geometric electrode area, cm2", NumberRange.Closed(0.01, 10000, "cm2"));

        public static readonly Option<string> Metal = MetalOption();

        public static readonly Option<VoltageWindow> Limits = new Option<VoltageWindow>("--limits")
        {
            Description = "Lowest and highest voltage that the cell may have, as LOW:HIGH in V, such as 2.5:4.3",
            CustomParser = ParseWindow,
        };

        /// <summary>What was given.</summary>
        public static CellFlags Of(ParseResult parsed)
        {
            string metal = parsed.GetValue(Metal);
            return new CellFlags(
                parsed.GetValue(Capacity),
                parsed.GetValue(Area),
                metal == null ? null : Array.Find(Chemistries, entry => entry.Name == metal).Chemistry,
                parsed.GetValue(Limits));
        }

        /// <summary>The document's word for a metal.</summary>
        public static string NameOf(Chemistry chemistry)
        {
            return Array.Find(Chemistries, entry => entry.Chemistry == chemistry).Name;
        }

        private static Option<string> MetalOption()
        {
            Option<string> option = OptionOf.Text("--chemistry", "Metal of the anode: li, na or k");
            option.Validators.Add(result =>
            {
                string metal = result.GetValueOrDefault<string>();
                if (metal != null && Chemistries.All(entry => entry.Name != metal))
                {
                    result.AddError("--chemistry: '" + metal + "' is not one of " + string.Join(", ", Chemistries.Select(entry => entry.Name)));
                }
            });
            return option;
        }

        private static VoltageWindow ParseWindow(ArgumentResult result)
        {
            string text = result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
            int colon = text.IndexOf(':');
            if (colon > 0 && TryVolts(text[..colon], out double low) && TryVolts(text[(colon + 1)..], out double high) && low < high)
            {
                return new VoltageWindow(low, high);
            }

            result.AddError("--limits: '" + text + "' is not LOW:HIGH (accepted: two voltages " + Voltage + ", the lower first)");
            return null;
        }

        private static bool TryVolts(string text, out double volts)
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out volts) && double.IsFinite(volts) && Voltage.Contains(volts);
        }
    }
}
