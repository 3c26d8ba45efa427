using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Transport;

namespace AnodeGuard.Cli
{
    /// <summary>`sand`: Sand's time, limiting current and the true depletion time of a gap or a stack.</summary>
    internal static class SandCommand
    {
        private const string TransferenceName = "--transference";
        private const string ModesOutName = "--modes-out";
        private const string PlotName = "--plot";
        private const double RoomCelsius = 25;
        private const double UsualConcentration_mol_m3 = 1000;

        private static readonly Option<double?> Diffusivity = OptionOf.OptionalNumber(
            "--diffusivity", "Salt diffusivity, m2/s", NumberRange.Above(0, 1e-3, "m2/s"));

        private static readonly Option<double?> Concentration = OptionOf.OptionalNumber(
            "--concentration", "Salt concentration, mol/m3; with --electrolyte 1000 unless given", NumberRange.Above(0, 1e5, "mol/m3"));

        private static readonly Option<double?> Transference = OptionOf.OptionalNumber(
            TransferenceName, "Cation transference number t+; may be negative", NumberRange.Closed(-0.5, 1, string.Empty));

        private static readonly Option<string> Electrolyte = OptionOf.Text(
            "--electrolyte", "Instead of --diffusivity and --transference a measured electrolyte, with both as functions of concentration and temperature: "
                + string.Join(", ", ElectrolytePreset.All.Select(preset => preset.Name)));

        private static readonly Option<double?> Temperature = OptionOf.OptionalNumber(
            "--temperature", "Temperature of the measured electrolyte, C; 25 unless given", NumberRange.Closed(-40, 100, "C"));

        private static readonly Option<double?> Gap = OptionOf.OptionalNumber(
            "--gap", "Distance between the electrodes, m", NumberRange.Above(0, 1, "m"));

        private static readonly Option<string> Stack = OptionOf.Text(
            "--stack", "Instead of --gap and --porosity the layers from the anode on: separator:25e-6:0.4,cathode:70e-6:0.3 (kind:thickness in m:porosity)");

        private static readonly Option<double> CurrentDensity = OptionOf.Number(
            "--current-density", "Current over geometric area, A/m2 (10 A/m2 = 1 mA/cm2)", NumberRange.Closed(0, 1e7, "A/m2"));

        private static readonly Option<double?> Porosity = OptionOf.OptionalNumber(
            "--porosity", "Share of the gap that is electrolyte; 1 unless given", NumberRange.Above(0, 1, string.Empty));

        private static readonly Option<double> Bruggeman = OptionOf.Number(
            "--bruggeman", "Exponent b of D_eff = D porosity^b", NumberRange.Closed(0, 10, string.Empty), 1.5);

        private static readonly Option<string> Plot = OptionOf.Text(PlotName, "Time to depletion against current density, as OUT.svg or OUT.html");

        private static readonly Option<string> ModesOut = OptionOf.Text(
            ModesOutName, "Write a settings fragment for the firmware: J* and t_D at 25 C, their activation energies, the decay modes");

        private static readonly Option<bool> Json = OptionOf.Flag("--json", "One JSON object on stdout");

        public static Command Create(TextWriter output)
        {
            Command command = new Command("sand", "Sand's time, limiting current density and the true depletion time of a gap or a stack.")
            {
                Diffusivity, Concentration, Transference, Electrolyte, Temperature, Gap, Stack, CurrentDensity, Porosity, Bruggeman, Plot, ModesOut, Json,
            };
            command.SetAction(parsed => Run(parsed, output));
            return command;
        }

        private static int Run(ParseResult parsed, TextWriter output)
        {
            SandCase problem = Read(parsed);
            double currentDensity = parsed.GetValue(CurrentDensity);
            SandScale scale = problem.Scale();
            string plot = parsed.GetValue(Plot);
            string modesOut = parsed.GetValue(ModesOut);
            if (scale == null && (plot ?? modesOut) != null)
            {
                throw new InputException((plot != null ? PlotName : ModesOutName) + ": with t+ = " + Show(problem.Transference) + " there is no limiting current (not applicable)");
            }

            if (plot != null)
            {
                SandPlot.Write(plot, PlotName, problem, scale, currentDensity);
            }

            double? fitError = modesOut == null ? null : WriteModes(modesOut, problem);
            SandAnswer answer = scale?.Answer(currentDensity) ?? SandAnswer.NotApplicable;
            if (parsed.GetValue(Json))
            {
                WriteJson(problem, scale, answer, fitError, output);
            }
            else
            {
                WriteText(problem, scale, answer, output);
            }

            return ExitCode.Ran;
        }

        private static double WriteModes(string path, SandCase problem)
        {
            using (AtomicFile file = AtomicFile.Open(path, ModesOutName))
            {
                double error = ModesFile.Write(problem, file.Stream);
                file.Commit();
                return error;
            }
        }

        private static SandCase Read(ParseResult parsed)
        {
            ElectrolytePreset preset = ReadPreset(parsed);
            string missing = string.Join(", ", new[]
            {
                preset == null ? Missing(parsed, Diffusivity) : null,
                preset == null ? Missing(parsed, Concentration) : null,
                preset == null ? Missing(parsed, Transference) : null,
                parsed.GetValue(Stack) == null ? Missing(parsed, Gap) : null,
            }.Where(name => name != null));
            if (missing.Length > 0)
            {
                throw new InputException("missing: " + missing);
            }

            Exclude(parsed, Electrolyte, Diffusivity, Transference);
            Exclude(parsed, Stack, Gap, Porosity);
            double bruggeman = parsed.GetValue(Bruggeman);
            return new SandCase
            {
                IsPlainGap = parsed.GetValue(Stack) == null,
                Stack = parsed.GetValue(Stack) is string text
                    ? LayerStack.Parse(text, Stack.Name, bruggeman)
                    : LayerStack.Gap(parsed.GetValue(Gap).Value, parsed.GetValue(Porosity) ?? 1, bruggeman),
                Concentration_mol_m3 = parsed.GetValue(Concentration) ?? UsualConcentration_mol_m3,
                Electrolyte = preset,
                Temperature_C = parsed.GetValue(Temperature) ?? RoomCelsius,
                ConstantDiffusivity_m2_s = parsed.GetValue(Diffusivity) ?? 0,
                ConstantTransference = parsed.GetValue(Transference) ?? 0,
            };
        }

        private static ElectrolytePreset ReadPreset(ParseResult parsed)
        {
            string name = parsed.GetValue(Electrolyte);
            double? celsius = parsed.GetValue(Temperature);
            if (name == null)
            {
                return celsius == null ? null : throw new InputException("--temperature: only with --electrolyte (a diffusivity that is given holds at its own temperature)");
            }

            ElectrolytePreset preset = ElectrolytePreset.Find(name)
                ?? throw new InputException("--electrolyte: '" + name + "' is unknown (accepted: " + string.Join(", ", ElectrolytePreset.All.Select(known => known.Name)) + ")");
            NumberRange range = NumberRange.Closed(preset.Coldest_C, preset.Hottest_C, "C");
            if (!range.Contains(celsius ?? RoomCelsius))
            {
                throw new InputException("--temperature: " + Show(celsius) + " is beyond what is known of " + name + " (accepted: " + range + ")");
            }

            double? concentration = parsed.GetValue(Concentration);
            NumberRange measured = NumberRange.Above(0, preset.FrozenAbove_mol_m3, "mol/m3");
            return concentration == null || measured.Contains(concentration.Value)
                ? preset
                : throw new InputException("--concentration: " + Show(concentration) + " is beyond what is known of " + name + " (accepted: " + measured + ")");
        }

        private static string Missing(ParseResult parsed, Option<double?> option)
        {
            return parsed.GetValue(option) == null ? option.Name : null;
        }

        private static void Exclude(ParseResult parsed, Option<string> option, params Option<double?>[] others)
        {
            Option<double?> other = parsed.GetValue(option) == null ? null : others.FirstOrDefault(o => parsed.GetValue(o) != null);
            if (other != null)
            {
                throw new InputException(other.Name + ": not together with " + option.Name + ", which says the same");
            }
        }

        private static void WriteJson(SandCase problem, SandScale scale, SandAnswer answer, double? fitError, TextWriter output)
        {
            JsonLines lines = new JsonLines(output);
            lines.Begin();
            lines.Number("sand_time_s", answer.Sand_s);
            lines.Number("limiting_current_density_a_m2", answer.LimitingCurrentDensity_A_m2);
            lines.Number("diffusion_time_s", answer.DiffusionTime_s);
            lines.Number("depletion_time_s", answer.Depletion_s);
            lines.Text("regime", answer.Regime);
            lines.Number("normalized_current", answer.NormalizedCurrent);
            lines.Number("textbook_limiting_current_density_a_m2", scale?.TextbookLimitingCurrentDensity_A_m2);
            lines.Text("electrolyte", problem.Electrolyte?.Name);
            lines.Text("electrolyte_source", problem.Electrolyte?.Source);
            lines.Number("temperature_c", problem.Electrolyte == null ? null : problem.Temperature_C);
            if (scale?.Modes != null)
            {
                WriteModes(lines, scale.Modes);
            }

            if (fitError != null)
            {
                lines.Number("modes_largest_error", fitError);
            }

            lines.Text("version", ProductVersion.Tool);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }

        private static void WriteModes(JsonLines lines, StackModes modes)
        {
            lines.Nested("modes", json =>
            {
                json.WriteStartArray();
                foreach (DecayMode mode in modes.Significant(8))
                {
                    json.WriteStartObject();
                    json.WriteNumber("time_s", mode.Seconds);
                    json.WriteNumber("weight", mode.Weight);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }

        private static void WriteText(SandCase problem, SandScale scale, SandAnswer answer, TextWriter output)
        {
            if (scale == null)
            {
                output.WriteLine("Not applicable: with t+ = " + Show(problem.Transference)
                    + " the anions carry less than 5 % of the current, and the salt does not deplete.");
                return;
            }

            string where = problem.IsPlainGap ? "  (this gap)" : "  (this stack)";
            output.WriteLine("Limiting current density J*  " + Show(answer.LimitingCurrentDensity_A_m2) + " A/m2");
            if (problem.Electrolyte != null)
            {
                output.WriteLine("  with properties at rest    " + Show(scale.TextbookLimitingCurrentDensity_A_m2) + " A/m2  (the textbook's value)");
            }

            output.WriteLine("Current over J*              " + Show(answer.NormalizedCurrent) + "  (" + answer.Regime + ")");
            output.WriteLine("Diffusion time t_D           " + Show(answer.DiffusionTime_s) + " s");
            output.WriteLine("Sand's time                  " + Show(answer.Sand_s) + " s  (gap without end)");
            output.WriteLine("Depletion time               " + (answer.Depletion_s == null ? "never" : Show(answer.Depletion_s) + " s") + where);
            foreach (DecayMode mode in scale.Modes?.Significant(8) ?? System.Array.Empty<DecayMode>())
            {
                output.WriteLine("Mode                         " + Show(mode.Seconds) + " s, weight " + Show(mode.Weight));
            }

            if (problem.Electrolyte != null)
            {
                output.WriteLine("Electrolyte                  " + problem.Electrolyte.Salt + " at " + Show(problem.Temperature_C) + " C: " + problem.Electrolyte.Source);
            }
        }

        private static string Show(double? value)
        {
            return value == null ? "-" : value.Value.ToString("G6", CultureInfo.InvariantCulture);
        }
    }
}
