using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AnodeGuard.Cli.Transport
{
    /// <summary>A settings fragment with a stack's transport: J* and t_D at 25 C, their activation energies where known, the salt, the modes.</summary>
    internal static class ModesFile
    {
        private const double Reference_C = 25;
        private const double Cold_C = 10;
        private const double ZeroCelsius = 273.15;
        private const double GasConstant = 8.314462618;

        /// <summary>Writes it.</summary>
        /// <returns>Error of the exported modes' step response, <see cref="ModeFit.LargestError"/>.</returns>
        public static double Write(SandCase problem, Stream stream)
        {
            SandScale scale = problem.At(Reference_C).Scale();
            StackModes modes = scale.Modes ?? new StackModes(problem.Stack, problem.At(Reference_C).Diffusivity_m2_s);
            ModeFit fit = new ModeFit(modes);
            JsonWriterOptions how = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
            using (Utf8JsonWriter json = new Utf8JsonWriter(stream, how))
            {
                json.WriteStartObject();
                json.WriteStartObject("transport");
                json.WriteNumber("limiting_current_density_a_m2", Rounded(scale.LimitingCurrentDensity_A_m2));
                json.WriteNumber("diffusion_time_s", Rounded(scale.DiffusionTime_s));
                WriteActivation(json, problem, scale);
                json.WriteNumber("anion_transference", Rounded(1 - problem.At(Reference_C).Transference));
                json.WriteNumber("salt_concentration_mol_m3", Rounded(problem.Concentration_mol_m3));
                WriteModes(json, fit.Modes);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            return fit.LargestError;
        }

        private static void WriteActivation(Utf8JsonWriter json, SandCase problem, SandScale scale)
        {
            if (problem.Electrolyte == null || problem.Electrolyte.Coldest_C > Cold_C)
            {
                return;
            }

            SandScale cold = problem.At(Cold_C).Scale();
            json.WriteNumber("limiting_current_activation_kj_mol", Activation(scale.LimitingCurrentDensity_A_m2 / cold.LimitingCurrentDensity_A_m2));
            json.WriteNumber("diffusion_activation_kj_mol", Activation(cold.DiffusionTime_s / scale.DiffusionTime_s));
        }

        private static void WriteModes(Utf8JsonWriter json, IReadOnlyList<(double Rate, double Weight)> modes)
        {
            json.WriteStartArray("modes");
            foreach ((double rate, double weight) in modes)
            {
                json.WriteStartObject();
                json.WriteNumber("rate", Rounded(rate));
                json.WriteNumber("weight", decimal.Round((decimal)weight, 9));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static decimal Activation(double ratio)
        {
            double joules = GasConstant * Math.Log(ratio) / ((1 / (Cold_C + ZeroCelsius)) - (1 / (Reference_C + ZeroCelsius)));
            return decimal.Round((decimal)Math.Clamp(joules / 1000, 0, 100), 3);
        }

        private static decimal Rounded(double value)
        {
            return decimal.Round((decimal)value, 6);
        }
    }
}
