using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Cli.Transport;
using Xunit;

namespace AnodeGuard.Host.Tests.Cli
{
    /// <summary>`sand` against numbers computed independently for the project (exact series, finite volumes as a check).</summary>
    public class SandTests
    {
        [Theory]
        [InlineData(100, 570.6244)]
        [InlineData(50, 2282.498)]
        [InlineData(500, 22.82498)]
        [InlineData(1000, 5.70624)]
        public void SandTime_is_the_semi_infinite_one(double currentDensity, double expected_s)
        {
            JsonElement answer = Sand(currentDensity, gap_m: 1e-3);
            AssertNear(expected_s, answer.GetProperty("sand_time_s").GetDouble(), 1e-6);
        }

        /// <summary>Three wrong formulas that are in public use: without 1/(4 t_a^2); t+ for t_a; and twice the deviation.</summary>
        [Theory]
        [InlineData("sand_time_s", 877.4)]
        [InlineData("sand_time_s", 1519.0)]
        [InlineData("limiting_current_density_a_m2", 152.345)]
        [InlineData("limiting_current_density_a_m2", 46.6864)]
        public void Known_wrong_formulas_do_not_come_out(string field, double wrong)
        {
            double value = Sand(100, gap_m: 1e-3).GetProperty(field).GetDouble();
            Assert.True(Math.Abs(value - wrong) > 0.1 * wrong, field + " is " + value.ToString(CultureInfo.InvariantCulture));
        }

        [Theory]
        [InlineData(1e-3, 1.0, 93.3729, 3333.333)]
        [InlineData(25e-6, 1.0, 3734.92, 2.083333)]
        [InlineData(25e-6, 0.39, 909.66, 3.336003)]
        [InlineData(50e-6, 0.39, 454.83, 13.34401)]
        [InlineData(260e-6, 0.9, 306.6, 237.5)]
        public void Limiting_current_and_diffusion_time(double gap_m, double porosity, double limiting, double diffusion_s)
        {
            JsonElement answer = Sand(10, gap_m, porosity);
            AssertNear(limiting, answer.GetProperty("limiting_current_density_a_m2").GetDouble(), 2e-4);
            AssertNear(diffusion_s, answer.GetProperty("diffusion_time_s").GetDouble(), 2e-4);
        }

        [Theory]
        [InlineData(100, 845.689)]
        [InlineData(110, 567.206)]
        [InlineData(120, 437.555)]
        [InlineData(140, 300.428)]
        [InlineData(200, 142.772)]
        [InlineData(300, 63.4027)]
        [InlineData(500, 22.8250)]
        public void Depletion_time_of_the_finite_gap(double currentDensity, double expected_s)
        {
            JsonElement answer = Sand(currentDensity, gap_m: 1e-3);
            AssertNear(expected_s, answer.GetProperty("depletion_time_s").GetDouble(), 4e-6);
            Assert.Equal("over-limiting", answer.GetProperty("regime").GetString());
        }

        [Theory]
        [InlineData(93.0, "near")]
        [InlineData(80.0, "near")]
        [InlineData(74.0, "sub-limiting")]
        [InlineData(10.0, "sub-limiting")]
        public void Below_the_limiting_current_depletion_never_comes(double currentDensity, string regime)
        {
            JsonElement answer = Sand(currentDensity, gap_m: 1e-3);
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("depletion_time_s").ValueKind);
            Assert.True(answer.GetProperty("sand_time_s").GetDouble() > 0);
            Assert.Equal(regime, answer.GetProperty("regime").GetString());
        }

        [Fact]
        public void Without_current_there_is_no_time_at_all()
        {
            JsonElement answer = Sand(0, gap_m: 1e-3);
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("sand_time_s").ValueKind);
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("depletion_time_s").ValueKind);
            Assert.Equal("rest", answer.GetProperty("regime").GetString());
        }

        /// <summary>theta at depletion, ten digits.</summary>
        [Theory]
        [InlineData(1.01, 0.4463301778)]
        [InlineData(1.05, 0.2871953214)]
        [InlineData(1.1, 0.2216782919)]
        [InlineData(1.2, 0.1602639305)]
        [InlineData(1.3, 0.1272921977)]
        [InlineData(1.5, 0.0900426027)]
        [InlineData(1.75, 0.0646382919)]
        [InlineData(2, 0.0491826849)]
        [InlineData(2.5, 0.0314182868)]
        [InlineData(3, 0.0218166515)]
        [InlineData(5, 0.0078539816)]
        public void Depletion_theta(double j, double expected)
        {
            AssertNear(expected, FiniteGap.DepletionTheta(j).Value, 6e-11 / expected);
        }

        [Theory]
        [InlineData(1e-4, 0.0225675833)]
        [InlineData(1e-3, 0.0713649646)]
        [InlineData(1e-2, 0.2256758334)]
        [InlineData(0.05, 0.5040878202)]
        [InlineData(0.1, 0.6978819062)]
        [InlineData(0.2, 0.8874028748)]
        [InlineData(0.5, 0.9941704789)]
        public void Step_response(double theta, double expected)
        {
            Assert.Equal(expected, FiniteGap.StepResponse(theta), 1e-10);
        }

        /// <summary>Two independent series of one function, each where it still converges to double precision.</summary>
        [Fact]
        public void Early_and_late_series_agree()
        {
            for (double theta = 0.002; theta <= FiniteGap.Crossover; theta += 0.0005)
            {
                Assert.Equal(1 - FiniteGap.ModalRemainder(theta), FiniteGap.EarlyResponse(theta), 1e-13);
            }
        }

        /// <summary>Close above J* only the first mode is left: theta = ln(8/pi^2 j/(j-1))/pi^2.</summary>
        [Fact]
        public void Just_above_the_limiting_current_the_first_mode_decides()
        {
            const double Excess = 1e-12;
            double j = 1 + Excess;
            double expected = Math.Log(8 / (Math.PI * Math.PI) * j / (j - 1)) / (Math.PI * Math.PI);
            AssertNear(expected, FiniteGap.DepletionTheta(j).Value, 1e-12);
        }

        [Fact]
        public void Sand_time_scales_as_the_physics_says()
        {
            double reference = SandTime(100, concentration: 1000, transference: 0.38);
            AssertNear(0.25, SandTime(200, 1000, 0.38) / reference, 1e-12);
            AssertNear(4, SandTime(100, 2000, 0.38) / reference, 1e-12);
            AssertNear(4, SandTime(100, 1000, 0.69) / reference, 1e-12);
        }

        [Theory]
        [InlineData(0.951)]
        [InlineData(0.99)]
        [InlineData(1.0)]
        public void Single_ion_conductors_are_not_applicable(double transference)
        {
            CliRun run = Run(100, 1e-3, 1, transference, 1000);
            Assert.Equal(0, run.ExitCode);
            JsonElement answer = run.Json[0];
            Assert.Equal("not-applicable", answer.GetProperty("regime").GetString());
            foreach (string field in new[] { "sand_time_s", "limiting_current_density_a_m2", "diffusion_time_s", "depletion_time_s" })
            {
                Assert.Equal(JsonValueKind.Null, answer.GetProperty(field).ValueKind);
            }
        }

        /// <summary>Landesfeind and Gasteiger at 0 C: t+ = -0.169, D = 1.543e-10 m2/s.</summary>
        [Fact]
        public void Negative_transference_numbers_are_measured_and_accepted()
        {
            CliRun run = CliRun.InProcess(
                "sand", "--diffusivity", "1.543e-10", "--concentration", "1000", "--transference", "-0.169", "--gap", "0.001", "--current-density", "10", "--json");
            Assert.Equal(0, run.ExitCode);
            AssertNear(2 * 96485.33212 * 1.543e-10 * 1000 / (1.169 * 0.001), run.Json[0].GetProperty("limiting_current_density_a_m2").GetDouble(), 1e-12);
        }

        [Theory]
        [InlineData("--diffusivity", "0")]
        [InlineData("--diffusivity", "-3e-10")]
        [InlineData("--diffusivity", "NaN")]
        [InlineData("--diffusivity", "3e-10m")]
        [InlineData("--concentration", "0")]
        [InlineData("--concentration", "Infinity")]
        [InlineData("--transference", "1.0001")]
        [InlineData("--transference", "-0.51")]
        [InlineData("--gap", "0")]
        [InlineData("--gap", "1,5")]
        [InlineData("--current-density", "-1")]
        [InlineData("--porosity", "0")]
        [InlineData("--porosity", "1.01")]
        [InlineData("--bruggeman", "-0.1")]
        public void A_value_out_of_range_is_refused_by_name(string option, string value)
        {
            Dictionary<string, string> values = new Dictionary<string, string>
            {
                ["--diffusivity"] = "3e-10",
                ["--concentration"] = "1000",
                ["--transference"] = "0.38",
                ["--gap"] = "1e-3",
                ["--current-density"] = "100",
                [option] = value,
            };
            CliRun run = CliRun.InProcess(values.SelectMany(pair => new[] { pair.Key, pair.Value }).Prepend("sand").ToArray());
            run.AssertRefused(option, "accepted:");
            Assert.Empty(run.Output);
        }

        [Fact]
        public void People_get_words_and_the_same_numbers()
        {
            CliRun run = CliRun.InProcess(
                "sand", "--diffusivity", "3e-10", "--concentration", "1000", "--transference", "0.38", "--gap", "0.001", "--current-density", "80");
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("93.3729 A/m2", run.Output);
            Assert.Contains("never", run.Output);
        }

        private static JsonElement Sand(double currentDensity, double gap_m, double porosity = 1)
        {
            CliRun run = Run(currentDensity, gap_m, porosity, 0.38, 1000);
            Assert.Equal(0, run.ExitCode);
            return Assert.Single(run.Json);
        }

        private static double SandTime(double currentDensity, double concentration, double transference)
        {
            return Run(currentDensity, 1e-3, 1, transference, concentration).Json[0].GetProperty("sand_time_s").GetDouble();
        }

        private static CliRun Run(double currentDensity, double gap_m, double porosity, double transference, double concentration)
        {
            return CliRun.InProcess(
                "sand",
                "--diffusivity", "3e-10",
                "--concentration", Text(concentration),
                "--transference", Text(transference),
                "--gap", Text(gap_m),
                "--current-density", Text(currentDensity),
                "--porosity", Text(porosity),
                "--json");
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
