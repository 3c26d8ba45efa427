using System.CommandLine;
using System.Globalization;
using System.IO;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Transport;

namespace AnodeGuard.Cli
{
    /// <summary>`sand`: Sand's time, limiting current and the true depletion time of a gap.</summary>
    internal static class SandCommand
    {
        private static readonly Option<double> Diffusivity = OptionOf.Number(
            "--diffusivity", "Salt diffusivity, m2/s", NumberRange.Above(0, 1e-3, "m2/s"));

        private static readonly Option<double> Concentration = OptionOf.Number(
            "--concentration", "Salt concentration, mol/m3", NumberRange.Above(0, 1e5, "mol/m3"));

        private static readonly Option<double> Transference = OptionOf.Number(
            "--transference", "Cation transference number t+; may be negative", NumberRange.Closed(-0.5, 1, string.Empty));

        private static readonly Option<double> Gap = OptionOf.Number(
            "--gap", "Distance between the electrodes, m", NumberRange.Above(0, 1, "m"));

        private static readonly Option<double> CurrentDensity = OptionOf.Number(
            "--current-density", "Current over geometric area, A/m2 (10 A/m2 = 1 mA/cm2)", NumberRange.Closed(0, 1e7, "A/m2"));

        private static readonly Option<double> Porosity = OptionOf.Number(
            "--porosity", "Share of the gap that is electrolyte", NumberRange.Above(0, 1, string.Empty), 1);

        private static readonly Option<double> Bruggeman = OptionOf.Number(
            "--bruggeman", "Exponent b of D_eff = D porosity^b", NumberRange.Closed(0, 10, string.Empty), 1.5);

        private static readonly Option<bool> Json = OptionOf.Flag("--json", "One JSON object on stdout");

        public static Command Create(TextWriter output)
        {
            Command command = new Command("sand", "Sand's time, limiting current density and the true depletion time of a gap.")
            {
                Diffusivity, Concentration, Transference, Gap, CurrentDensity, Porosity, Bruggeman, Json,
            };
            command.SetAction(parsed => Run(parsed, output));
            return command;
        }

        private static int Run(ParseResult parsed, TextWriter output)
        {
            SandProblem problem = new SandProblem
            {
                Diffusivity_m2_s = parsed.GetValue(Diffusivity),
                Concentration_mol_m3 = parsed.GetValue(Concentration),
                Transference = parsed.GetValue(Transference),
                Gap_m = parsed.GetValue(Gap),
                CurrentDensity_A_m2 = parsed.GetValue(CurrentDensity),
                Porosity = parsed.GetValue(Porosity),
                Bruggeman = parsed.GetValue(Bruggeman),
            };
            SandAnswer answer = problem.Solve();
            if (parsed.GetValue(Json))
            {
                WriteJson(answer, output);
            }
            else
            {
                WriteText(problem, answer, output);
            }

            return ExitCode.Ran;
        }

        private static void WriteJson(SandAnswer answer, TextWriter output)
        {
            JsonLines lines = new JsonLines(output);
            lines.Begin();
            lines.Number("sand_time_s", answer.Sand_s);
            lines.Number("limiting_current_density_a_m2", answer.LimitingCurrentDensity_A_m2);
            lines.Number("diffusion_time_s", answer.DiffusionTime_s);
            lines.Number("depletion_time_s", answer.Depletion_s);
            lines.Text("regime", answer.Regime);
            lines.Number("normalized_current", answer.NormalizedCurrent);
            lines.Text("version", ProductVersion.Tool);
            lines.Text("core", ProductVersion.CoreHash);
            lines.End();
        }

        private static void WriteText(SandProblem problem, SandAnswer answer, TextWriter output)
        {
            if (answer.Regime == SandAnswer.NotApplicable.Regime)
            {
                output.WriteLine("Not applicable: with t+ = " + Show(problem.Transference)
                    + " the anions carry less than 5 % of the current, and the salt does not deplete.");
                return;
            }

            output.WriteLine("Limiting current density J*  " + Show(answer.LimitingCurrentDensity_A_m2) + " A/m2");
            output.WriteLine("Current over J*              " + Show(answer.NormalizedCurrent) + "  (" + answer.Regime + ")");
            output.WriteLine("Diffusion time t_D           " + Show(answer.DiffusionTime_s) + " s");
            output.WriteLine("Sand's time                  " + Show(answer.Sand_s) + " s  (gap without end)");
            output.WriteLine("Depletion time               " + (answer.Depletion_s == null ? "never" : Show(answer.Depletion_s) + " s") + "  (this gap)");
        }

        private static string Show(double? value)
        {
            return value == null ? "-" : value.Value.ToString("G6", CultureInfo.InvariantCulture);
        }
    }
}
