using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Transport;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>
    /// `sand` with measured electrolytes and with stacks. Expected values: a nonlinear finite-volume model and an
    /// eigenvalue calculation made for the project, and closed forms written down here.
    /// </summary>
    public sealed class SandCaseTests : IDisposable
    {
        private readonly TemporaryFolder _folder = new TemporaryFolder();

        public void Dispose()
        {
            _folder.Dispose();
        }

        [Theory]
        [InlineData("valoen-2005", 25, 100.3, 123.8)]
        [InlineData("valoen-2005", 0, 29.1, 38.2)]
        [InlineData("landesfeind-2019", 25, 71.6, 95.7)]
        [InlineData("nyman-2008", 25, 46.1, 63.5)]
        [InlineData("capiglia-1999", 25, 89.7, 110.9)]
        [InlineData("chayambuka-2022", 25, 8.79, 10.51)]
        public void Limiting_current_of_a_measured_electrolyte(string name, double celsius, double textbook, double nonlinear)
        {
            JsonElement answer = Preset(name, 10, "--temperature", Text(celsius));
            AssertNear(nonlinear, Number(answer, "limiting_current_density_a_m2"), 1.5e-3);
            AssertNear(textbook, Number(answer, "textbook_limiting_current_density_a_m2"), 1.5e-3);
        }

        /// <summary>Apparent activation and the diffusivity at 1 mol/L: t_D(0 C)/t_D(25 C).</summary>
        [Theory]
        [InlineData("valoen-2005", 3.448)]
        [InlineData("landesfeind-2019", 1.874)]
        public void The_cold_makes_the_diffusion_time_longer(string name, double ratio)
        {
            double cold = Number(Preset(name, 10, "--temperature", "0"), "diffusion_time_s");
            double warm = Number(Preset(name, 10), "diffusion_time_s");
            AssertNear(ratio, cold / warm, 1e-3);
        }

        /// <summary>The fully nonlinear model: 277.0 s at 1.5 J*, 66.6 s at 3 J*. Two numbers in a linear model: within 2 %.</summary>
        [Theory]
        [InlineData(185.7, 277.0)]
        [InlineData(371.4, 66.6)]
        public void Depletion_time_of_a_measured_electrolyte(double currentDensity, double expected_s)
        {
            AssertNear(expected_s, Number(Preset("valoen-2005", currentDensity), "depletion_time_s"), 0.02);
        }

        /// <summary>Constant properties given as a preset's form: the quadrature finds the closed form.</summary>
        [Fact]
        public void The_quadrature_agrees_with_the_closed_form_where_there_is_one()
        {
            SteadyProfile gap = new SteadyProfile(LayerStack.Gap(25e-6, 0.39, 1.5), 1000, _ => 3e-10 / 0.62);
            AssertNear(909.66, gap.LimitingCurrentDensity(), 1e-5);
            SteadyProfile stack = new SteadyProfile(LayerStack.Parse("separator:25e-6:0.4,cathode:70e-6:0.3", "--stack", 1.5), 1000, _ => 3e-10 / 0.62);
            AssertNear(ClosedForm(25e-6, 0.4, 70e-6, 0.3), stack.LimitingCurrentDensity(), 1e-5);
        }

        /// <summary>
        /// An electrolyte whose D falls linearly, D = d (2 - c/c0): the integral of D/(1 - t+) and the mean are polynomials;
        /// c_L solves mean = c0.
        /// </summary>
        [Fact]
        public void The_quadrature_agrees_with_a_polynomial_solution()
        {
            const double D = 3e-10, C0 = 1000, Anion = 0.62, L = 1e-3;
            double low = C0, high = 2 * C0;
            for (int i = 0; i < 200; i++)
            {
                double c = 0.5 * (low + high);

                // mean = integral of c (2 - c/c0) / integral of (2 - c/c0) = (c^2 - c^3/(3 c0)) / (2 c - c^2/(2 c0)).
                double mean = ((c * c) - (c * c * c / (3 * C0))) / ((2 * c) - (c * c / (2 * C0)));
                (low, high) = mean < C0 ? (c, high) : (low, c);
            }

            double expected = 96485.33212 / L * D / Anion * ((2 * low) - (low * low / (2 * C0)));
            SteadyProfile profile = new SteadyProfile(LayerStack.Gap(L, 1, 1.5), C0, c => D * (2 - Math.Min(c / C0, 2)) / Anion);
            AssertNear(expected, profile.LimitingCurrentDensity(), 1e-5);
        }

        [Theory]
        [InlineData(25, 0.4, 70, 0.3, 260.7, 6.03, 0.706, 1.34, 0.110)]
        [InlineData(25, 0.4, 30, 0.35, 469.4, 1.71, 0.702, 0.412, 0.131)]
        [InlineData(260, 0.9, 70, 0.3, 264.5, 30.8, 0.865, 11.5, -0.0999)]
        [InlineData(50, 0.4, 100, 0.25, 154.7, 16.7, 0.719, null, null)]
        public void Modes_of_a_separator_with_a_porous_cathode(
            double separator_um, double separatorPorosity, double cathode_um, double cathodePorosity, double limiting, double slow_s, double slowWeight, double? second_s, double? secondWeight)
        {
            JsonElement answer = Stack(separator_um, separatorPorosity, cathode_um, cathodePorosity);
            AssertNear(limiting, Number(answer, "limiting_current_density_a_m2"), 5e-4);
            AssertNear(ClosedForm(separator_um * 1e-6, separatorPorosity, cathode_um * 1e-6, cathodePorosity), Number(answer, "limiting_current_density_a_m2"), 1e-4);
            JsonElement[] modes = answer.GetProperty("modes").EnumerateArray().ToArray();
            AssertNear(slow_s, Number(modes[0], "time_s"), 3e-3);
            AssertNear(slowWeight, Number(modes[0], "weight"), 3e-3);
            if (second_s != null)
            {
                AssertNear(second_s.Value, Number(modes[1], "time_s"), 5e-3);
                AssertNear(secondWeight.Value, Number(modes[1], "weight"), 5e-3);
            }
        }

        /// <summary>A stack of one separator is the plain gap, whose series is exact.</summary>
        [Fact]
        public void A_stack_of_one_layer_is_the_gap()
        {
            StackModes modes = new StackModes(LayerStack.Parse("separator:1e-3:1", "--stack", 1.5), 3e-10);
            AssertNear(1e-6 / 3e-10, modes.DiffusionTime_s, 1e-4);
            AssertNear(8 / (Math.PI * Math.PI), modes.All[0].Weight, 1e-4);
            foreach (double theta in new[] { 1e-4, 1e-3, 1e-2, 0.1, 0.5 })
            {
                AssertNear(FiniteGap.StepResponse(theta), modes.StepResponse(theta * 1e-6 / 3e-10), 1e-3);
            }

            foreach (double j in new[] { 1.05, 1.5, 2, 5 })
            {
                AssertNear(FiniteGap.DepletionTheta(j).Value * 1e-6 / 3e-10, modes.DepletionTime_s(j).Value, 2e-3);
            }

            Assert.Null(modes.DepletionTime_s(0.99));
        }

        /// <summary>What is exported for the firmware is a settings document, and its few modes are the stack's response.</summary>
        [Theory]
        [InlineData("separator:25e-6:0.4,cathode:70e-6:0.3")]
        [InlineData("separator:260e-6:0.9,cathode:70e-6:0.3")]
        [InlineData("separator:12e-6:0.4,separator:1e-6:0.2,separator:12e-6:0.4,cathode:100e-6:0.25")]
        public void Exported_modes_are_good_settings_and_the_stacks_response(string stack)
        {
            string path = _folder.File("modes.json");
            CliRun run = CliRun.InProcess(
                "sand", "--stack", stack, "--diffusivity", "3e-10", "--concentration", "1000", "--transference", "0.38", "--current-density", "50", "--modes-out", path, "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(0, CliRun.InProcess("settings", "check", path).ExitCode);
            JsonElement transport = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("transport");
            double time_s = Number(transport, "diffusion_time_s");
            StackModes exact = new StackModes(LayerStack.Parse(stack, "--stack", 1.5), 3e-10);
            (double Rate, double Weight)[] modes = transport.GetProperty("modes").EnumerateArray().Select(mode => (Number(mode, "rate"), Number(mode, "weight"))).ToArray();
            Assert.True(Number(run.Json[0], "modes_largest_error") < 5e-6);
            for (double theta = 1e-5; theta < 3; theta *= 1.3)
            {
                double response = 1 - modes.Sum(mode => mode.Weight * Math.Exp(-mode.Rate * theta));
                Assert.Equal(exact.StepResponse(theta * time_s), response, 1e-6);
            }
        }

        /// <summary>A measured electrolyte exports its activation energies as well: over 10 to 25 C, in kJ/mol.</summary>
        [Fact]
        public void Exported_activation_energies_are_the_electrolytes()
        {
            string path = _folder.File("modes.json");
            Assert.Equal(0, CliRun.InProcess("sand", "--gap", "1e-3", "--electrolyte", "nyman-2008", "--current-density", "50", "--modes-out", path).ExitCode);
            JsonElement transport = JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("transport");
            AssertNear(17, Number(transport, "diffusion_activation_kj_mol"), 1e-4);
            AssertNear(17, Number(transport, "limiting_current_activation_kj_mol"), 1e-4);
            AssertNear(63.5, Number(transport, "limiting_current_density_a_m2"), 1e-3);
            AssertNear(1 - 0.2594, Number(transport, "anion_transference"), 1e-9);
            AssertNear(1000, Number(transport, "salt_concentration_mol_m3"), 1e-9);
            Assert.Equal(0, CliRun.InProcess("settings", "check", path).ExitCode);
        }

        [Theory]
        [InlineData(".svg")]
        [InlineData(".html")]
        public void The_plot_shows_both_times_and_marks_the_cell(string kind)
        {
            string path = _folder.File("plot" + kind);
            Assert.Equal(0, CliRun.InProcess(Gap("--plot", path)).ExitCode);
            string text = File.ReadAllText(path);
            Assert.Contains("<svg", text);
            Assert.Contains("Sand", text);
            Assert.Contains("J* = 93.37 A/m", text);
            Assert.Contains("depleted after 63.4 s", text);
            Assert.DoesNotContain("NaN", text);
        }

        [Fact]
        public void A_cell_below_its_limit_is_marked_as_never_depleted()
        {
            string path = _folder.File("plot.svg");
            Assert.Equal(0, CliRun.InProcess("sand", "--gap", "1e-3", "--electrolyte", "valoen-2005", "--current-density", "80", "--plot", path).ExitCode);
            Assert.Contains("never depleted", File.ReadAllText(path));
        }

        [Theory]
        [InlineData("--plot", "x.png", ".svg, .html")]
        [InlineData("--electrolyte", "water", "valoen-2005")]
        [InlineData("--temperature", "30", "--electrolyte")]
        [InlineData("--stack", "separator:25e-6:0.4", "--gap")]
        public void Options_that_do_not_fit_are_refused_by_name(string option, string value, string words)
        {
            CliRun.InProcess(Gap(option, value)).AssertRefused(option, words);
        }

        [Theory]
        [InlineData("cathode:25e-6:0.4")]
        [InlineData("separator:25e-6")]
        [InlineData("separator:0:0.4")]
        [InlineData("separator:25e-6:1.1")]
        [InlineData("separator:25e-6:0.4,cathode:70e-6:0.3,separator:1e-6:0.4")]
        [InlineData("anode:25e-6:0.4")]
        public void A_stack_that_is_none_is_refused(string stack)
        {
            CliRun.InProcess("sand", "--stack", stack, "--electrolyte", "valoen-2005", "--current-density", "50").AssertRefused("--stack");
        }

        [Fact]
        public void The_sodium_electrolyte_is_known_at_one_temperature_only()
        {
            CliRun.InProcess("sand", "--gap", "1e-3", "--electrolyte", "chayambuka-2022", "--temperature", "30", "--current-density", "5")
                .AssertRefused("--temperature", "25");
        }

        /// <summary>
        /// J* = c0 F/(t_a [...]), [...] = (eps_s L_s^2/(2 D_s) + eps_c L_c (L_s/D_s + L_c/(3 D_c)))/(eps_s L_s + eps_c L_c).
        /// </summary>
        private static double ClosedForm(double separator, double separatorPorosity, double cathode, double cathodePorosity)
        {
            double ds = 3e-10 * Math.Pow(separatorPorosity, 1.5);
            double dc = 3e-10 * Math.Pow(cathodePorosity, 1.5);
            double sum = (separatorPorosity * separator * separator / (2 * ds)) + (cathodePorosity * cathode * ((separator / ds) + (cathode / (3 * dc))));
            return 1000 * 96485.33212 / (0.62 * sum / ((separatorPorosity * separator) + (cathodePorosity * cathode)));
        }

        private static string[] Gap(params string[] more)
        {
            string[] usual = { "sand", "--diffusivity", "3e-10", "--concentration", "1000", "--transference", "0.38", "--gap", "0.001", "--current-density", "300" };
            return usual.Concat(more).ToArray();
        }

        private static JsonElement Preset(string name, double currentDensity, params string[] more)
        {
            IEnumerable<string> usual = new[] { "sand", "--electrolyte", name, "--gap", "0.001", "--current-density", Text(currentDensity), "--json" };
            CliRun run = CliRun.InProcess(usual.Concat(more).ToArray());
            Assert.Equal(0, run.ExitCode);
            return run.Json[0];
        }

        private static JsonElement Stack(double separator_um, double separatorPorosity, double cathode_um, double cathodePorosity)
        {
            string stack = "separator:" + Text(separator_um * 1e-6) + ":" + Text(separatorPorosity) + ",cathode:" + Text(cathode_um * 1e-6) + ":" + Text(cathodePorosity);
            CliRun run = CliRun.InProcess(
                "sand", "--stack", stack, "--diffusivity", "3e-10", "--concentration", "1000", "--transference", "0.38", "--current-density", "50", "--json");
            Assert.Equal(0, run.ExitCode);
            return run.Json[0];
        }

        private static double Number(JsonElement element, string name)
        {
            return element.GetProperty(name).GetDouble();
        }

        private static string Text(double value)
        {
            return value.ToString("R", CultureInfo.InvariantCulture);
        }

        private static void AssertNear(double expected, double actual, double relative)
        {
            Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), "expected " + Text(expected) + ", got " + Text(actual));
        }
    }
}
