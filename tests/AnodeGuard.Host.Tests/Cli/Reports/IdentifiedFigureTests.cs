using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using AnodeGuard.Hal.Emulated;
using Xunit;
using Xunit.Abstractions;

namespace AnodeGuard.Host.Tests.Cli.Reports
{
    /// <summary>
    /// What a replay identifies per cycle, against what the emulated cell was built with, and what it says of state and
    /// outlook, against closed forms.
    /// </summary>
    public class IdentifiedFigureTests
    {
        private readonly ITestOutputHelper _output;

        public IdentifiedFigureTests(ITestOutputHelper output)
        {
            _output = output;
        }

        [Fact]
        public void Limiting_current_and_diffusion_time_of_every_cycle_are_the_cells_and_not_the_settings()
        {
            (string csv, IReadOnlyList<(double LimitingDensity, double DiffusionTime)> built) = EmulatedCycling.Polymer(6);
            JsonElement[] cycles = Cycles(csv, EmulatedCycling.PolymerSettings, out CliRun run);
            Assert.Equal(6, cycles.Length);
            for (int i = 0; i < cycles.Length; i++)
            {
                double limiting = Number(cycles[i], "limiting_current_density_a_m2").Value;
                double limitingSigma = Number(cycles[i], "limiting_current_density_a_m2_sigma").Value;
                double diffusion = Number(cycles[i], "diffusion_time_s").Value;
                double diffusionSigma = Number(cycles[i], "diffusion_time_s_sigma").Value;
                _output.WriteLine($"J* {built[i].LimitingDensity:F2}: {limiting:F2} +- {limitingSigma:F2}; t_D {built[i].DiffusionTime:F1}: {diffusion:F1} +- {diffusionSigma:F1}");
                Assert.InRange(limiting - built[i].LimitingDensity, -3 * limitingSigma, 3 * limitingSigma);
                Assert.InRange(diffusion - built[i].DiffusionTime, -3 * diffusionSigma, 3 * diffusionSigma);
                Assert.InRange(limitingSigma / limiting, 0.005, 0.03);
                Assert.InRange(diffusionSigma / diffusion, 0.005, 0.03);
            }

            // Pores that close: known long before the salt runs out.
            Assert.True(run.Summary.GetProperty("faults").TryGetProperty("limiting-current-fall", out _));
            Assert.DoesNotContain(run.Summary.GetProperty("faults").EnumerateObject(), fault => fault.Name != "limiting-current-fall");
        }

        [Fact]
        public void Nucleation_resistance_and_efficiency_of_every_cycle()
        {
            double[] built = [60e-3, 50e-3, 40e-3, 30e-3, 20e-3, 0];
            (string csv, CellDesign design) = EmulatedCycling.Symmetric(built);
            JsonElement[] cycles = Cycles(csv, null, out CliRun run);
            Assert.Equal("symmetric", run.Summary.GetProperty("guessed").GetProperty("cell.type").GetProperty("value").GetString());

            // 10 A/m2 on 200 C/m2: 20 s. Read from the first row, after 1 s, to the end of the minute.
            double seen = Math.Exp(-1 / 20.0) - Math.Exp(-60 / 20.0);
            double[] read = cycles.Select(cycle => Number(cycle, "nucleation_v").Value).ToArray();
            _output.WriteLine(string.Join(' ', read.Select(volts => volts.ToString("F4", CultureInfo.InvariantCulture))));
            for (int i = 0; i < 5; i++)
            {
                // The polarisation of the salt, 1.4 mV, rises meanwhile.
                Assert.InRange(read[i] - (built[i] * seen), -1.8e-3, 0.5e-3);
                Assert.True(i == 0 || Math.Abs(read[i - 1] - read[i] - (10e-3 * seen)) < 0.7e-3);
            }

            Assert.Equal(0, read[5]);

            // Without nucleation every step shows the resistance of the cell's first moment, and what of the salt's 1.4 mV has come up.
            double ohms = new ElectrochemicalCell(design).Voltage(2.5e-3) / 2.5e-3;
            double fast = Number(cycles[5], "fast_resistance_ohm").Value;
            double later = Number(cycles[5], "one_second_resistance_ohm").Value;
            _output.WriteLine($"R {ohms:F3}: {fast:F3}, 1 s later {later:F3}");
            Assert.InRange(fast, ohms, ohms + (1.4e-3 / 2.5e-3));
            Assert.InRange(later, fast, ohms + (1.6e-3 / 2.5e-3));
            Assert.Empty(run.Summary.GetProperty("faults").EnumerateObject());
            Assert.All(cycles, cycle => Assert.Equal(0.98, Number(cycle, "coulombic_efficiency").Value, 1e-6));
        }

        [Fact]
        public void State_of_charge_is_counted_from_the_full_cell()
        {
            // Charged to the full voltage with C/20, then half of the capacity is taken out.
            string csv = Csv(Enumerable.Range(0, 400).Select(i => i < 100 ? (3.7 + (0.005 * i), 0.25e-3) : (4.1 - (0.001 * i), -0.6e-3)), 60);
            JsonElement cycle = Cycles(csv, "{\"cell\":{\"capacity_mah\":5,\"full_voltage_v\":4.195}}", out _).Single();
            double taken = 0.6 * 300 * 60 / 3600 / 5;
            Assert.Equal(1 - taken, Number(cycle, "state_of_charge").Value, 1e-4);
            Assert.InRange(Number(cycle, "state_of_charge_sigma").Value, 0.01, 0.03);

            // From a capacity and ends that were guessed no state of charge is told.
            Assert.Null(Number(Cycles(csv, null, out _).Single(), "state_of_charge"));
        }

        /// <summary>100 A/m2 across 12.5 um: a tip takes 19.45 s of it, moss half of 556.7 s (transport-and-detection, 5, 21), less what is plated already.</summary>
        [Fact]
        public void Lead_times_and_the_recommended_current_where_the_cell_is_known()
        {
            string csv = Csv(Enumerable.Range(0, 62).Select(i => (3.7, i < 2 ? 0 : 10e-3)), 1);
            const string Known = "{\"cell\":{\"area_cm2\":1,\"capacity_mah\":5,\"free_gap_um\":12.5},\"transport\":{\"limiting_current_density_a_m2\":454.8,\"diffusion_time_s\":13.3}}";
            JsonElement cycle = Cycles(csv, Known, out _).Single();
            double left = 1 - (60 * 10 / 3600.0 * 4.850 / 12.5);
            Assert.Equal(19.45 * left, Number(cycle, "least_tip_lead_s").Value, 0.02);
            Assert.Equal(556.7 / 2 * left, Number(cycle, "least_moss_lead_s").Value, 0.3);

            // The bound of 0.5 holds for an hour, which is a steady state: half of J*.
            Assert.Equal(0.5 * 454.8 * 1e-4, Number(cycle, "least_recommended_charge_a").Value, 1e-5);
            Assert.Null(Number(cycle, "least_sand_capacity_left_mah"));

            JsonElement unknown = Cycles(csv, null, out _).Single();
            Assert.Null(Number(unknown, "least_tip_lead_s"));
            Assert.Null(Number(unknown, "least_recommended_charge_a"));
        }

        /// <summary>At twice J* the salt lasts for 0.0491827 t_D (transport-and-detection, 5, 5).</summary>
        [Fact]
        public void Sand_capacity_is_what_is_left_of_it()
        {
            string csv = Csv(Enumerable.Range(0, 31).Select(i => (3.7, i == 0 ? 0 : 20e-3)), 1);
            JsonElement cycle = Cycles(csv, "{\"cell\":{\"area_cm2\":1},\"transport\":{\"limiting_current_density_a_m2\":100,\"diffusion_time_s\":1000}}", out _).Single();
            double left = 20e-3 * ((0.0491827 * 1000) - 30) / 3.6;
            Assert.Equal(1, Number(cycle, "least_sand_capacity_left_mah").Value / left, 2e-3);
        }

        /// <summary>The last cycle of a file that ends in the middle of it says nothing about the cell.</summary>
        [Fact]
        public void A_cycle_that_the_file_cuts_off_is_marked()
        {
            string csv = Csv(Enumerable.Range(0, 350).Select(i => i / 100 % 2 == 0 ? (3.8, 1e-3) : (3.6, -1e-3)), 60);
            Assert.Equal([false, true], Cycles(csv, null, out _).Select(cycle => cycle.GetProperty("cut_off").GetBoolean()));
            csv = Csv(Enumerable.Range(0, 410).Select(i => i >= 400 ? (3.7, 0) : i / 100 % 2 == 0 ? (3.8, 1e-3) : (3.6, -1e-3)), 60);
            Assert.Equal([false, false], Cycles(csv, null, out _).Select(cycle => cycle.GetProperty("cut_off").GetBoolean()));
        }

        private static string Csv(IEnumerable<(double Volts, double Amperes)> rows, int spacing_s)
        {
            StringBuilder csv = new StringBuilder("time_s,voltage_v,current_a\n");
            int i = 0;
            foreach ((double volts, double amperes) in rows)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{i++ * spacing_s},{Math.Round(volts, 4)},{amperes}\n");
            }

            return csv.ToString();
        }

        private static JsonElement[] Cycles(string csv, string settings, out CliRun run)
        {
            using (TemporaryFolder folder = new TemporaryFolder())
            {
                string file = folder.Write("in.csv", csv);
                run = settings == null
                    ? CliRun.InProcess("replay", file, "--json")
                    : CliRun.InProcess("replay", file, "--json", "--settings", folder.Write("s.json", settings));
                Assert.Equal(string.Empty, run.Error);
                return run.Summary.GetProperty("cycles").EnumerateArray().ToArray();
            }
        }

        private static double? Number(JsonElement cycle, string name)
        {
            JsonElement value = cycle.GetProperty(name);
            return value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
        }
    }
}
