using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using AnodeGuard.Host.Tests.Cli;
using Xunit;

namespace AnodeGuard.Host.Tests.Recordings
{
    /// <summary>
    /// Real recordings, read right: rows, length and capacities against the files' own columns. None of these cells was
    /// shorted, and none has a sense layer.
    /// </summary>
    public class RealRecordingTests
    {
        private static readonly string[] FaultsThatWouldBeWrong =
        {
            "sense-contact-anode", "sense-contact-cathode", "sense-lead-open", "sense-not-armed", "sense-leakage", "hard-short", "soft-short",
            "micro-short", "depletion-near", "depleted", "sensor-stale", "sensor-stuck", "sensor-implausible", "over-voltage", "under-voltage",
        };

        /// <summary>Sodium; times in minutes without a word, currents without a sign. 228,589 s on the file's own clock.</summary>
        [RealRecordingFact]
        public void Maccor()
        {
            Reading reading = Of("maccor_002.txt");
            Assert.Equal("Maccor text", reading.Format);
            AssertRead(reading, 7446, 3809.841833 * 60);
            AssertCycle(reading.Cycles[0], 2.44213, 2.25098, 0.001);
            AssertCycle(reading.Cycles[1], 2.27658, 2.25395, 0.001);
            Assert.DoesNotContain("cycle", reading.Findings);
        }

        /// <summary>Capacities are the sums of the steps' last values in the file's own columns.</summary>
        [RealRecordingFact]
        public void Neware()
        {
            Reading reading = Of("neware_uio.csv");
            Assert.Equal("Neware CSV", reading.Format);
            AssertRead(reading, 9065, (144 * 3600) + (2 * 60) + 18);
            AssertCycle(reading.Cycles[0], 4.24934, 4.68031 + 0.28183 + 0.12414, 0.001);
            AssertCycle(reading.Cycles[1], 4.24668, 4.06473 + 0.1982 + 0.10548, 0.001);
            AssertCycle(reading.Cycles[2], 4.24183 + 3.59294, 4.02979 + 0.19197 + 0.11042 + 3.64205, 0.001);
            AssertCycle(reading.Cycles[3], 1.43796, 3.31516, 0.001);
            Assert.Contains("98 rows have the time of the row before", reading.Findings);
        }

        /// <summary>The current is written in steps of 0.1 mA: its integral parts from the column by 13 %, and the report says so.</summary>
        [RealRecordingFact]
        public void Landt()
        {
            Reading reading = Of("SINTEF*Landt.csv");
            Assert.Equal("Landt", reading.Format);
            AssertRead(reading, 25162, 262657.764 - 0.02);
            JsonElement[] cycles = reading.Cycles;
            Assert.Equal(2, cycles.Length);
            Assert.Equal(new[] { 3.2, 0 }, cycles.Select(cycle => Number(cycle, "charge_mah")));
            Assert.Equal(new[] { 6.3, 1.3 }, cycles.Select(cycle => Number(cycle, "discharge_mah")));

            // 35.7 h of discharge times half of 0.1 mA, and half of 0.1 mAh.
            Assert.InRange(Number(cycles[0], "discharge_integral_mah"), 6.3 - 1.84, 6.3 + 1.84);
            Assert.Contains("discharge, the file's own column says 6.3 mAh (+13.4 %); written in steps of 0.0001 A and 0.1 mAh, they can part by", reading.Findings);
        }

        /// <summary>
        /// Coulombic efficiency of each cycle: what came back over what went first, from the files' own capacity columns, read
        /// here by themselves (each step's last value, summed by cycle and direction).
        /// </summary>
        [RealRecordingFact]
        public void Coulombic_efficiency_of_every_cycle_is_that_of_the_files_own_columns()
        {
            // Sodium half: charge first. Neware: a half cell that begins with discharge.
            Dictionary<string, (double Charge, double Discharge)> maccor = Columns("maccor_002.txt", '\t', "Rec", "Cycle C", "Step", "Cap. [Ah]", "Cap. [Ah]", "Md");
            AssertEfficiency(Of("maccor_002.txt"), maccor.Values.Where(cycle => cycle.Charge > 0).Select(cycle => cycle.Discharge / cycle.Charge).ToArray(), 2);
            Dictionary<string, (double Charge, double Discharge)> neware = Columns("neware_uio.csv", ',', "DataPoint", "Cycle Index", "Step Index", "Chg. Cap.(Ah)", "DChg. Cap.(Ah)", null);
            AssertEfficiency(Of("neware_uio.csv"), neware.Values.Select(cycle => cycle.Charge / cycle.Discharge).ToArray(), 4);

            // In steps of 0.1 mAh: 3.2 of 6.3; nothing came back in the second cycle.
            JsonElement[] landt = Of("SINTEF*Landt.csv").Cycles;
            Assert.Equal(3.2 / 6.3, Number(landt[0], "coulombic_efficiency"), 1e-6);
            Assert.Equal(JsonValueKind.Null, landt[1].GetProperty("coulombic_efficiency").ValueKind);
        }

        [RealRecordingFact]
        public void The_raw_export_and_its_twin_give_the_same_report()
        {
            Dictionary<string, string> raw = Report(Of("SINTEF*Landt.csv"));
            Dictionary<string, string> twin = Report(Of("SINTEF*Landt.bdf.csv"));
            Assert.Equal(raw, twin);
            Assert.Equal(Of("SINTEF*Landt.csv").Rows, Of("SINTEF*Landt.bdf.csv").Rows);
        }

        [RealRecordingFact]
        public void All_of_them_at_once()
        {
            CliRun run = CliRun.InProcess("replay", Path.Combine(RealRecordingFactAttribute.Folder, "*.csv"), "--json");
            Assert.Equal(0, run.ExitCode);
            Assert.Equal(3, run.Summary.GetProperty("files").GetInt64());
            Assert.Equal(new long[] { 25162, 25162, 9065 }, run.Json.SkipLast(1).Select(line => line.GetProperty("rows").GetInt64()));
        }

        private static Reading Of(string pattern)
        {
            return Reading.Of(Directory.GetFiles(RealRecordingFactAttribute.Folder, pattern).Single());
        }

        private static void AssertEfficiency(Reading reading, double[] expected, int cycles)
        {
            Assert.Equal(cycles, expected.Length);
            Assert.Equal(cycles, reading.Cycles.Length);
            for (int i = 0; i < cycles; i++)
            {
                Assert.Equal(expected[i], Number(reading.Cycles[i], "coulombic_efficiency"), 1e-4);
            }
        }

        /// <summary>Charge and discharge of each cycle by a file's own columns; a mode column says which of both one column means.</summary>
        private static Dictionary<string, (double Charge, double Discharge)> Columns(
            string file, char separator, string first, string cycle, string step, string charge, string discharge, string mode)
        {
            string[] lines = File.ReadAllLines(Path.Combine(RealRecordingFactAttribute.Folder, file), System.Text.Encoding.Latin1);
            int header = Array.FindIndex(lines, line => line.StartsWith(first + separator, StringComparison.Ordinal));
            string[] names = lines[header].Split(separator);
            int At(string name) => Array.IndexOf(names, name);
            Dictionary<(string Cycle, string Step, string Mode), (double Charge, double Discharge)> steps = [];
            foreach (string[] fields in lines.Skip(header + 1).Select(line => line.Split(separator)).Where(fields => fields.Length > 5))
            {
                string how = mode == null ? "both" : fields[At(mode)];
                double Value(string name, string as_) => how == "both" || how == as_ ? double.Parse(fields[At(name)], System.Globalization.CultureInfo.InvariantCulture) : 0;
                steps[(fields[At(cycle)], fields[At(step)], how)] = (Value(charge, "C"), Value(discharge, "D"));
            }

            return steps.GroupBy(one => one.Key.Cycle).ToDictionary(group => group.Key, group => (group.Sum(one => one.Value.Charge), group.Sum(one => one.Value.Discharge)));
        }

        private static void AssertRead(Reading reading, int rows, double seconds)
        {
            Assert.Equal(rows, reading.Rows.Length);
            Assert.Equal(rows, reading.Summary.GetProperty("rows").GetInt64());
            Assert.Equal(seconds, Number(reading.Summary, "end_s") - Number(reading.Summary, "start_s"), 0.001);
            Assert.Empty(reading.Faults.Intersect(FaultsThatWouldBeWrong));
            Assert.DoesNotContain("reversed", reading.Findings);
        }

        /// <summary>The integral of what was read, and the column, are both within a share of the truth.</summary>
        private static void AssertCycle(JsonElement cycle, double charge_mAh, double discharge_mAh, double share)
        {
            foreach (string kind in new[] { "", "integral_", "column_" })
            {
                Assert.Equal(charge_mAh, Number(cycle, "charge_" + kind + "mah"), charge_mAh * share);
                Assert.Equal(discharge_mAh, Number(cycle, "discharge_" + kind + "mah"), discharge_mAh * share);
            }
        }

        /// <summary>Everything a report says but the file's name, its format and how its columns are called.</summary>
        private static Dictionary<string, string> Report(Reading reading)
        {
            return reading.Summary.EnumerateObject()
                .Where(property => !Array.Exists(new[] { "file", "format", "notes", "file_guesses" }, name => name == property.Name))
                .ToDictionary(property => property.Name, property => property.Value.GetRawText());
        }

        private static double Number(JsonElement element, string name)
        {
            return element.GetProperty(name).GetDouble();
        }
    }
}
