using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AnodeGuard.Host.Tests.Cli;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Host.Tests.Transport
{
    /// <summary>
    /// From the stack a user types to the s that the firmware follows: `sand --modes-out`, the settings, the core by way of
    /// `replay --trace`; held against finite volumes that know nothing of modes (D = 3e-10 m2/s, 1 mol/L, t+ = 0.38).
    /// </summary>
    public sealed class StackTests : IDisposable
    {
        private const double D = 3e-10;
        private const double C0 = 1000;
        private const double Transference = 0.38;

        private static readonly Dictionary<string, StackLayer[]> Stacks = new Dictionary<string, StackLayer[]>
        {
            ["NMC"] = [new(25e-6, 0.4), new(70e-6, 0.3, true)],
            ["thin cathode"] = [new(25e-6, 0.4), new(30e-6, 0.35, true)],
            ["glass fibre"] = [new(260e-6, 0.9), new(70e-6, 0.3, true)],
            ["trilayer"] = [new(12e-6, 0.4), new(1e-6, 0.2), new(12e-6, 0.4), new(100e-6, 0.25, true)],
            ["two cathodes"] = [new(40e-6, 0.5), new(20e-6, 0.4, true), new(60e-6, 0.2, true)],
            ["symmetric trilayer"] = [new(20e-6, 0.39), new(2e-6, 0.1), new(30e-6, 0.6)],
        };

        private readonly TemporaryFolder _folder = new TemporaryFolder();
        private readonly ITestOutputHelper _output;

        public StackTests(ITestOutputHelper output)
        {
            _output = output;
        }

        public void Dispose()
        {
            _folder.Dispose();
        }

        [Theory]
        [InlineData("NMC")]
        [InlineData("thin cathode")]
        [InlineData("glass fibre")]
        [InlineData("trilayer")]
        [InlineData("two cathodes")]
        [InlineData("symmetric trilayer")]
        public void Limiting_current_and_depletion_times_are_those_of_finite_volumes(string name)
        {
            JsonElement answer = Sand(name, 1);
            double limiting = answer.GetProperty("limiting_current_density_a_m2").GetDouble();
            Assert.InRange(limiting / Volumes(name).LimitingCurrentDensity(limiting), 1 - 1e-4, 1 + 1e-4);
            foreach (double j in new[] { 1.1, 1.5, 3, 10 })
            {
                double found = Sand(name, j * limiting).GetProperty("depletion_time_s").GetDouble();
                double error = (found / Volumes(name).DepletionSeconds(j * limiting)) - 1;
                _output.WriteLine($"{name}, j = {j}: {found:G5} s, {error:E1} off");
                Assert.InRange(error, -3e-3, 3e-3);
            }
        }

        /// <summary>Random pulses through the exported modes: within 5e-4 times the last step (at least 1), from 1e-5 of t_D on.</summary>
        [Theory]
        [InlineData("NMC", 1, 2)]
        [InlineData("thin cathode", 2, 2)]
        [InlineData("glass fibre", 3, 2)]
        [InlineData("trilayer", 4, 2)]
        [InlineData("two cathodes", 5, 2)]
        [InlineData("symmetric trilayer", 6, 2)]
        [InlineData("NMC", 7, 20)]
        [InlineData("glass fibre", 8, 20)]
        [InlineData("symmetric trilayer", 9, 20)]
        [InlineData("NMC", 10, 64)]
        [InlineData("two cathodes", 11, 64)]
        public void Pulse_trains_follow_finite_volumes(string name, int seed, double largest)
        {
            JsonObject settings = Exported(name, out double limiting, out double diffusion_s);
            Random random = new Random(seed);
            List<(double Seconds, double J)> train = [(0, 0)];
            long microseconds = 0;
            for (int pulse = 0; pulse < (largest > 2 ? 80 : 200); pulse++)
            {
                // One pulse in three hardly differs from the one before, so that errors cannot hide behind big steps.
                double before = train[^1].J;
                double j = random.Next(3) == 0 ? Math.Clamp(before + (0.05 * ((2 * random.NextDouble()) - 1)), -largest, largest) : largest * ((2 * random.NextDouble()) - 1);
                microseconds += (long)Math.Ceiling(1e6 * diffusion_s * 1e-5 * Math.Pow(3000, random.NextDouble()));
                train.Add((microseconds / 1e6, Math.Round(j, 6)));
            }

            // 1 cm2: amperes are 1e-4 times A/m2.
            TraceRow[] trace = Trace(settings, train.Select(row => (row.Seconds, row.J * limiting * 1e-4, 25.0)));
            SaltVolumes volumes = Volumes(name, largest > 2 ? 3 : 1);
            double worst = 0;
            for (int i = 1; i < train.Count; i++)
            {
                volumes.Advance(train[i].J * limiting, train[i].Seconds - train[i - 1].Seconds);
                double error = trace[i].S - (1 - (volumes.Surface(train[i].J * limiting) / C0));
                worst = Math.Max(worst, Math.Abs(error) / Math.Max(1, Math.Abs(train[i].J - train[i - 1].J)));
            }

            _output.WriteLine($"{name}, |j| to {largest}: worst {worst:E2} over max(1, step)");
            Assert.True(worst <= 5e-4, $"{worst:E2}");
        }

        /// <summary>A cell that warms from -10 to 50 C under pulses: D itself grows, J* and t_D follow from it.</summary>
        [Theory]
        [InlineData("NMC", 21)]
        [InlineData("symmetric trilayer", 22)]
        public void A_ramp_of_temperature_follows_finite_volumes_whose_diffusivity_grows(string name, int seed)
        {
            const double Activation = 27.9;
            JsonObject settings = Exported(name, out double limiting, out double diffusion_s);
            settings["transport"]["limiting_current_activation_kj_mol"] = Activation;
            settings["transport"]["diffusion_activation_kj_mol"] = Activation;
            Random random = new Random(seed);
            List<(double Seconds, double CurrentDensity, double Celsius)> rows = [(0, 0, -10)];
            long microseconds = 0;
            for (int row = 1; row <= 240; row++)
            {
                microseconds += (long)(1e6 * diffusion_s * random.NextDouble() * 0.02) + 1000;
                double held = row % 4 == 1 ? Math.Round(1.5 * limiting * ((2 * random.NextDouble()) - 1), 4) : rows[^1].CurrentDensity;
                rows.Add((microseconds / 1e6, held, -10 + (0.25 * row)));
            }

            TraceRow[] trace = Trace(settings, rows.Select(row => (row.Seconds, row.CurrentDensity * 1e-4, row.Celsius)));
            SaltVolumes volumes = Volumes(name);
            double worst = 0;
            double before = 0;
            for (int i = 1; i < rows.Count; i++)
            {
                volumes.Warmth = Math.Exp(Activation * 1000 / 8.314462618 * ((1 / 298.15) - (1 / (rows[i].Celsius + 273.15))));
                volumes.Advance(rows[i].CurrentDensity, rows[i].Seconds - rows[i - 1].Seconds);
                double j = rows[i].CurrentDensity / (limiting * volumes.Warmth);
                Assert.Equal(j, trace[i].J, 1e-4 * Math.Max(1, Math.Abs(j)));
                double error = trace[i].S - (1 - (volumes.Surface(rows[i].CurrentDensity) / C0));
                worst = Math.Max(worst, Math.Abs(error) / Math.Max(1, Math.Abs(j - before)));
                before = j;
            }

            _output.WriteLine($"{name}: worst {worst:E2} over max(1, step)");
            Assert.True(worst <= 5e-4, $"{worst:E2}");
        }

        private static SaltVolumes Volumes(string name, double fineness = 1)
        {
            return new SaltVolumes(Stacks[name], C0, _ => D, _ => Transference, fineness);
        }

        private static JsonElement Sand(string name, double currentDensity, params string[] more)
        {
            string stack = string.Join(',', Stacks[name].Select(layer => layer.Text));
            string[] usual =
            {
                "sand", "--stack", stack, "--diffusivity", "3e-10", "--concentration", "1000", "--transference", "0.38",
                "--current-density", currentDensity.ToString("R", CultureInfo.InvariantCulture), "--json",
            };
            CliRun run = CliRun.InProcess(usual.Concat(more).ToArray());
            Assert.Equal(string.Empty, run.Error);
            return run.Json[0];
        }

        private JsonObject Exported(string name, out double limiting, out double diffusion_s)
        {
            Sand(name, 1, "--modes-out", _folder.File("modes.json"));
            JsonObject settings = JsonNode.Parse(File.ReadAllText(_folder.File("modes.json"))).AsObject();
            limiting = (double)settings["transport"]["limiting_current_density_a_m2"];
            diffusion_s = (double)settings["transport"]["diffusion_time_s"];
            settings["cell"] = new JsonObject { ["area_cm2"] = 1, ["capacity_mah"] = 100 };
            return settings;
        }

        private static TraceRow[] Trace(JsonObject settings, IEnumerable<(double Seconds, double Amperes, double Celsius)> rows)
        {
            StringBuilder csv = new StringBuilder("test_time_second,voltage_volt,current_ampere,ambient_temperature_celsius\n");
            foreach ((double seconds, double amperes, double celsius) in rows)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{seconds:F6},3.7,{amperes:F12},{celsius:F3}\n");
            }

            return ReplayRun.Trace(csv.ToString(), settings.ToJsonString());
        }
    }
}
