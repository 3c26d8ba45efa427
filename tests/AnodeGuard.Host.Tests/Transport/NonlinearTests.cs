using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Host.Tests.Cli;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Host.Tests.Transport
{
    /// <summary>
    /// `sand` with electrolytes whose D and t+ change with concentration, against finite volumes with the same papers'
    /// formulas, written down here again.
    /// </summary>
    public class NonlinearTests
    {
        private readonly ITestOutputHelper _output;

        public NonlinearTests(ITestOutputHelper output)
        {
            _output = output;
        }

        /// <summary>J* by quadrature is the current at which the finite volumes' steady surface concentration is 0.</summary>
        [Theory]
        [InlineData("valoen-2005", 25, "separator:0.001:1")]
        [InlineData("valoen-2005", -10, "separator:0.001:1")]
        [InlineData("landesfeind-2019", 25, "separator:0.001:1")]
        [InlineData("landesfeind-2019", 0, "separator:0.001:1")]
        [InlineData("nyman-2008", 25, "separator:0.001:1")]
        [InlineData("capiglia-1999", 40, "separator:0.001:1")]
        [InlineData("valoen-2005", 25, "separator:2.5E-05:0.4,cathode:7E-05:0.3")]
        [InlineData("landesfeind-2019", 10, "separator:2.5E-05:0.4,cathode:7E-05:0.3")]
        [InlineData("nyman-2008", 25, "separator:1.2E-05:0.4,separator:1E-06:0.2,separator:1.2E-05:0.4,cathode:0.0001:0.25")]
        public void The_quadrature_is_the_steady_state_of_finite_volumes(string electrolyte, double celsius, string stack)
        {
            double found = Sand(electrolyte, celsius, stack, 1).GetProperty("limiting_current_density_a_m2").GetDouble();
            double expected = Volumes(electrolyte, celsius, stack).LimitingCurrentDensity(found);
            _output.WriteLine($"{found:G6} A/m2, {(found / expected) - 1:E1} off");
            Assert.InRange(found / expected, 1 - 1e-3, 1 + 1e-3);
        }

        /// <summary>
        /// Two numbers, J* with D(c) and t+(c), t_D with D(c0), in a linear model: so many percent off the nonlinear one at
        /// 1.1, 1.5, 3 and 6 J* (reference, 3.2: a solver of another kind, 1 mm).
        /// </summary>
        [Theory]
        [InlineData("valoen-2005", 25, -1.9, 0.9, 1.6, 1.6)]
        [InlineData("valoen-2005", 0, -7.1, -2.2, -0.9, -0.9)]
        [InlineData("landesfeind-2019", 25, -1.6, -0.7, -0.4, -0.4)]
        [InlineData("nyman-2008", 25, -8.8, -5.0, -3.3, -3.3)]
        [InlineData("capiglia-1999", 25, -1.4, 1.2, 2.0, 2.0)]
        public void The_depletion_time_is_off_by_what_is_published(string electrolyte, double celsius, params double[] percent)
        {
            const string Gap = "separator:0.001:1";
            double limiting = Sand(electrolyte, celsius, Gap, 1).GetProperty("limiting_current_density_a_m2").GetDouble();
            double[] factors = { 1.1, 1.5, 3, 6 };
            for (int i = 0; i < factors.Length; i++)
            {
                double found = Sand(electrolyte, celsius, Gap, factors[i] * limiting).GetProperty("depletion_time_s").GetDouble();
                double error = 100 * ((found / Volumes(electrolyte, celsius, Gap).DepletionSeconds(factors[i] * limiting)) - 1);
                _output.WriteLine($"{electrolyte} at {celsius} C, {factors[i]} J*: {error:F2} %");
                Assert.Equal(percent[i], error, 0.35);
                Assert.InRange(error, -9, 6);
            }
        }

        private static JsonElement Sand(string electrolyte, double celsius, string stack, double currentDensity)
        {
            CliRun run = CliRun.InProcess(
                "sand", "--electrolyte", electrolyte, "--temperature", Text(celsius), "--stack", stack, "--current-density", Text(currentDensity), "--json");
            Assert.Equal(string.Empty, run.Error);
            return run.Json[0];
        }

        private static SaltVolumes Volumes(string electrolyte, double celsius, string stack)
        {
            StackLayer[] layers = stack.Split(',').Select(part => part.Split(':'))
                .Select(part => new StackLayer(Number(part[1]), Number(part[2]), part[0] == "cathode")).ToArray();
            double kelvin = celsius + 273.15;
            double warmth = (1 / 298.15) - (1 / kelvin);
            return electrolyte switch
            {
                "valoen-2005" => Of(layers, 2.5, c => Math.Pow(10, -4.43 - (54 / (kelvin - 229 - (5 * c))) - (0.22 * c)) / 1e4, _ => 0.38),
                "landesfeind-2019" => Of(
                    layers,
                    2.5,
                    c => 1010e-10 * Math.Exp((1.01 * c) - ((1560 + (487 * c)) / kelvin)),
                    c => -12.8 + (c * (-6.12 + (0.904 * c) + (0.0175 * c * c))) + (kelvin * (0.0821 + (0.0318 * c) - (3.12e-3 * c * c)))
                        - (kelvin * kelvin * (1.27e-4 + (3.96e-5 * c)))),
                "nyman-2008" => Of(layers, 2.2, c => (4.862e-10 + (c * (-3.972e-10 + (8.794e-11 * c)))) * Math.Exp(17000 / 8.314462618 * warmth), _ => 0.2594),
                "capiglia-1999" => Of(layers, 2.5, c => 5.34e-10 * Math.Exp((37040 / 8.314462618 * warmth) - (0.65 * c)), _ => 0.4),
                _ => throw new ArgumentException(electrolyte),
            };
        }

        // Formulas in mol/L, frozen beyond the measurements.
        private static SaltVolumes Of(StackLayer[] layers, double frozenAbove, Func<double, double> diffusivity, Func<double, double> transference)
        {
            return new SaltVolumes(layers, 1000, c => diffusivity(Math.Min(c / 1000, frozenAbove)), c => transference(Math.Min(c / 1000, frozenAbove)));
        }

        private static double Number(string text)
        {
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        private static string Text(double value)
        {
            return value.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
